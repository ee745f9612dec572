// SPDX-License-Identifier: Apache-2.0
// A time zone as a table of day starts, so that the engine sees integers only. io/zones.c fills the
// table from ICU. A day without 00:00 begins at its first instant; a day that a zone skipped whole
// begins when the next one does (requirements, Time).
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "base/date.h"

// Room on both sides of DAY_MIN … DAY_MAX for moments counted from the outermost dates.
enum { ZONE_DAY_FIRST = DAY_MIN - 400, ZONE_DAY_COUNT = DAY_MAX - DAY_MIN + 2000 };

struct zone {
    struct text name;                     // "America/New_York"
    int64_t day_start_ms[ZONE_DAY_COUNT]; // of day ZONE_DAY_FIRST + index, rising
};

// 00:00 local of `day`, or the day's first instant. Days outside the table are clamped to it.
int64_t zone_day_start(const struct zone *zone, int32_t day);

// The local day at an instant.
int32_t zone_day_at(const struct zone *zone, int64_t instant_ms);

// Zones that are known by name; the list borrows them.
struct zone_list {
    const struct zone **items;
    size_t count, room;
};

// NULL when the list has no zone of this name.
const struct zone *zone_find(const struct zone_list *zones, struct text name);

#endif
