// SPDX-License-Identifier: Apache-2.0
// A story: what happened to one customer under one policy, and the ways in which it may be heard
// of. Texts live in a pool that story_reset empties; a story can be copied as a value meanwhile.
// One thread.
#ifndef TESTS_ENGINE_STORY_H
#define TESTS_ENGINE_STORY_H

#include "engine/event.h"
#include "policies.h"

#include <stdio.h>

enum { STORY_FACTS_MAX = 44, STORY_TICKS_MAX = 280, STORY_TELLINGS_MAX = 6 };

// One way to hear a story: when each fact arrives, and the ticks.
struct telling {
    const char *name;
    int64_t arrival_ms[STORY_FACTS_MAX];
    bool repeated[STORY_FACTS_MAX]; // delivered a second time before the last tick
    size_t tick_count;
    int64_t ticks[STORY_TICKS_MAX]; // rising; the last is the end of every telling
    bool only_due_ticks;            // ticks at which the account is not due do not reach it
    bool stored;                    // the account becomes bytes and is read again at every step
};

struct story {
    enum policy_choice choice;
    size_t count;
    struct event events[STORY_FACTS_MAX];
    int needs[STORY_FACTS_MAX]; // the fact that must be heard first, or -1
    int64_t end_ms;
    size_t telling_count;
    struct telling tellings[STORY_TELLINGS_MAX];
};

void story_reset(struct story *story, enum policy_choice choice);
struct text story_text(const char *format, ...) __attribute__((format(printf, 1, 2)));

// One more fact at its own time; members not named are zero, days DAY_NONE. `named` may be NULL.
struct event *story_invoice(struct story *story, int64_t own_ms, struct text id,
                            const char *currency, int64_t amount_minor, int32_t due_day);
struct event *story_payment(struct story *story, int64_t own_ms, struct text id,
                            const char *currency, int64_t amount_minor, struct text named);
struct event *story_action(struct story *story, int64_t own_ms, enum action_kind kind);

// "2025-03-01" and "2025-03-01T09:30" in the zone of the story's policy.
int32_t story_day(const char *date);
int64_t story_at(const struct story *story, const char *date_and_time);

// In the language of scenarios, as told by one telling; `accepted` may be NULL.
void story_print(FILE *out, const struct story *story, const struct telling *telling,
                 const bool *accepted);

#endif
