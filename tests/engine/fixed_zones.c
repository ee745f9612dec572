// SPDX-License-Identifier: Apache-2.0
#include "fixed_zones.h"

#define HOUR_MS INT64_C(3600000)

static int32_t sunday_from(int32_t year, int32_t month, int32_t number)
{
    int32_t day = day_of_civil((struct civil){year, month, 1});
    while (day_weekday(day) != SUNDAY)
        day++;
    return day + 7 * (number - 1);
}

// Summer time runs from 02:00 of the second Sunday in March to that of the first in November, so at
// 00:00 of these two days the old offset still holds.
static int64_t new_york_start(int32_t day)
{
    int32_t year = civil_of_day(day).year;
    bool summer = day > sunday_from(year, 3, 2) && day <= sunday_from(year, 11, 1);
    return day * DAY_MS + (summer ? 4 : 5) * HOUR_MS;
}

static const struct zone *filled(struct zone *zone, const char *name, bool new_york)
{
    if (!text_is_empty(zone->name))
        return zone;
    zone->name = text_of(name);
    for (int32_t i = 0; i < ZONE_DAY_COUNT; i++) {
        int32_t day = ZONE_DAY_FIRST + i;
        zone->day_start_ms[i] = new_york ? new_york_start(day) : day * DAY_MS;
    }
    return zone;
}

const struct zone *fixed_zone_utc(void)
{
    static struct zone zone;
    return filled(&zone, "UTC", false);
}

const struct zone *fixed_zone_new_york(void)
{
    static struct zone zone;
    return filled(&zone, "America/New_York", true);
}

int64_t fixed_zone_instant(const struct zone *zone, int32_t day, int32_t minute)
{
    return zone_day_start(zone, day) + minute * INT64_C(60000);
}
