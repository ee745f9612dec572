// SPDX-License-Identifier: Apache-2.0
// Two zones without ICU, filled once: UTC, and New York by the rule in force since 2007 (for all
// years), so that the property test meets days of 23 and 25 hours. One thread.
#ifndef TESTS_ENGINE_FIXED_ZONES_H
#define TESTS_ENGINE_FIXED_ZONES_H

#include "base/zone.h"

const struct zone *fixed_zone_utc(void);
const struct zone *fixed_zone_new_york(void);

// `minute` minutes after 00:00 of `day` on a clock that is never set back: enough for tests.
int64_t fixed_zone_instant(const struct zone *zone, int32_t day, int32_t minute);

#endif
