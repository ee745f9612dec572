// SPDX-License-Identifier: Apache-2.0
#include "base/zone.h"

int64_t zone_day_start(const struct zone *zone, int32_t day)
{
    if (day < ZONE_DAY_FIRST)
        day = ZONE_DAY_FIRST;
    if (day >= ZONE_DAY_FIRST + ZONE_DAY_COUNT)
        day = ZONE_DAY_FIRST + ZONE_DAY_COUNT - 1;
    return zone->day_start_ms[day - ZONE_DAY_FIRST];
}

int32_t zone_day_at(const struct zone *zone, int64_t instant_ms)
{
    // Offsets are within a day of UTC, so the guess is off by two days at the most.
    int64_t guess = instant_ms / DAY_MS + 2 - ZONE_DAY_FIRST;
    if (guess >= ZONE_DAY_COUNT)
        guess = ZONE_DAY_COUNT - 1;
    if (guess < 0)
        guess = 0;
    while (guess > 0 && zone->day_start_ms[guess] > instant_ms)
        guess--;
    return (int32_t)guess + ZONE_DAY_FIRST;
}

const struct zone *zone_find(const struct zone_list *zones, struct text name)
{
    for (size_t i = 0; i < zones->count; i++)
        if (text_equal(zones->items[i]->name, name))
            return zones->items[i];
    return NULL;
}
