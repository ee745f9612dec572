// SPDX-License-Identifier: Apache-2.0
// The ways in which a story is heard of: when each fact arrives, and the ticks.
#include "story_maker.h"

enum { IN_ORDER, SHUFFLED, LATE, ONE_TICK, MIXED, TOO_LATE };

static void daily_ticks(const struct maker *maker, struct telling *telling)
{
    const struct zone *zone = maker->policy->zone;
    for (int32_t day = maker->first_day - 2; zone_day_start(zone, day) < maker->story->end_ms;
         day++)
        telling->ticks[telling->tick_count++] = zone_day_start(zone, day);
}

static void sparse_ticks(struct maker *maker, struct telling *telling)
{
    int32_t day = maker->first_day - 2;
    for (;;) {
        int64_t at_ms = maker_time(maker, day, 1 + (int32_t)chance_below(&maker->chance, 4));
        if (at_ms >= maker->story->end_ms)
            return;
        if (telling->tick_count == 0 || at_ms > telling->ticks[telling->tick_count - 1])
            telling->ticks[telling->tick_count++] = at_ms;
        day = zone_day_at(maker->policy->zone, at_ms) + (int32_t)chance_below(&maker->chance, 9);
    }
}

// Any instant between the ticks around it.
static int64_t shuffled(struct maker *maker, const struct telling *telling, int64_t at_ms)
{
    int64_t from_ms = zone_day_start(maker->policy->zone, maker->first_day - 30);
    int64_t until_ms = maker->story->end_ms;
    for (size_t i = 0; i < telling->tick_count; i++) {
        if (telling->ticks[i] <= at_ms)
            from_ms = telling->ticks[i];
        else if (telling->ticks[i] < until_ms)
            until_ms = telling->ticks[i];
    }
    uint64_t seconds = (uint64_t)(until_ms - from_ms) / 1000;
    if (seconds == 0)
        return at_ms;
    return from_ms + (int64_t)chance_below(&maker->chance, (uint32_t)seconds) * 1000;
}

// What another fact builds on is not made too late: its own time would move past the other's.
static bool may_be_too_late(const struct story *story, size_t fact)
{
    const struct event *event = &story->events[fact];
    for (size_t i = 0; i < story->count; i++)
        if (story->needs[i] == (int)fact)
            return false;
    return event->type != EVENT_ACCOUNT_ACTION || event->action.kind != ACTION_UNDO;
}

static int64_t arrival(struct maker *maker, const struct telling *telling, int kind, size_t fact)
{
    int64_t at_ms = maker_counts_from(&maker->story->events[fact]);
    bool late = chance_percent(&maker->chance, 35);
    if (kind == SHUFFLED || kind == ONE_TICK || (kind == MIXED && !late))
        return shuffled(maker, telling, at_ms);
    if (kind == TOO_LATE && may_be_too_late(maker->story, fact) &&
        chance_percent(&maker->chance, 25))
        return at_ms + (33 + chance_below(&maker->chance, 15)) * DAY_MS;
    if (kind != IN_ORDER && late)
        return at_ms + chance_below(&maker->chance, 20 * 1440) * MINUTE_MS;
    return at_ms;
}

// An account that moves to a zone in the west may not be due at a midnight that comes once more.
static bool moves(const struct story *story)
{
    for (size_t i = 0; i < story->count; i++)
        if (story->events[i].type == EVENT_ACCOUNT_ACTION && story->events[i].action.zone_table)
            return true;
    return false;
}

static void make_telling(struct maker *maker, int kind, const char *name)
{
    struct story *story = maker->story;
    struct telling *telling = &story->tellings[story->telling_count++];
    *telling = (struct telling){.name = name};
    telling->only_due_ticks = chance_percent(&maker->chance, 50) && !moves(story);
    telling->stored = chance_percent(&maker->chance, 10);
    if (kind == IN_ORDER || kind == LATE || kind == TOO_LATE)
        daily_ticks(maker, telling);
    else if (kind != ONE_TICK)
        sparse_ticks(maker, telling);
    for (size_t i = 0; i < story->count; i++) {
        int64_t at_ms = arrival(maker, telling, kind, i);
        if (at_ms >= story->end_ms)
            at_ms = story->end_ms - 1;
        int needs = story->needs[i];
        if (needs >= 0 && at_ms <= telling->arrival_ms[needs])
            at_ms = telling->arrival_ms[needs] + 1;
        telling->arrival_ms[i] = at_ms;
        telling->repeated[i] = kind == MIXED && chance_percent(&maker->chance, 20);
    }
    telling->ticks[telling->tick_count++] = story->end_ms;
}

void maker_tell(struct maker *maker)
{
    struct story *story = maker->story;
    int32_t last = maker->first_day + maker->days + 1 + (int32_t)chance_below(&maker->chance, 25);
    story->end_ms = chance_percent(&maker->chance, 60)
                        ? zone_day_start(maker->policy->zone, last)
                        : zone_day_start(maker->policy->zone, last) + 14 * 60 * MINUTE_MS;
    make_telling(maker, IN_ORDER, "in order, day by day");
    make_telling(maker, SHUFFLED, "in any order between sparse ticks");
    make_telling(maker, LATE, "late by up to 20 days");
    make_telling(maker, ONE_TICK, "in any order before one late tick");
    make_telling(maker, MIXED, "late, sparse ticks, redelivered");
    if (chance_percent(&maker->chance, 15))
        make_telling(maker, TOO_LATE, "some of it too late");
}
