// SPDX-License-Identifier: Apache-2.0
// Zones by their IANA name, as the tables of day starts that base/zone.h describes. A zone is
// computed from ICU's data when it is first asked for and kept until zones_close, so a pointer to
// it may be stored for as long as the cache lives. About 340 KB a zone, a few hundred at the most
// (ICU knows no more). Any thread may ask at any time.
#ifndef IO_ZONES_H
#define IO_ZONES_H

#include "base/error.h"
#include "base/zone.h"

struct zones;

// An empty cache; the process exits when memory is exhausted.
struct zones *zones_open(void);

// Frees the cache and every zone in it. NULL is accepted.
void zones_close(struct zones *zones);

// The zone `name`, spelt as in the IANA data ("America/New_York", "UTC"). The zone keeps the name
// it was asked by: an older name of a zone (Asia/Calcutta) is a name like any other and has the
// same table. RESULT_NOT_FOUND: no such zone, an abbreviation ("EST", "IST": one abbreviation,
// several places) or an offset ("GMT+3": no zone, for it has no rules); the error says which.
MUST_USE enum result zones_at(struct zones *zones, struct text name, const struct zone **zone,
                              struct error *error);

// The release of the zone data that the tables come from, "2022g": to be logged at the start.
const char *zones_release(void);

#endif
