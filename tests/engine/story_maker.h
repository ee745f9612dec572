// SPDX-License-Identifier: Apache-2.0
// What story_make.c and story_tell.c share while a story is made.
#ifndef TESTS_ENGINE_STORY_MAKER_H
#define TESTS_ENGINE_STORY_MAKER_H

#include "story_make.h"

#define MINUTE_MS INT64_C(60000)

struct maker {
    struct story *story;
    struct chance chance;
    const struct policy *policy;
    int32_t first_day, days;
    int invoices[STORY_FACTS_MAX], payments[STORY_FACTS_MAX], disputes[STORY_FACTS_MAX];
    bool reversed[STORY_FACTS_MAX]; // by index into payments
    uint32_t invoice_count, payment_count, dispute_count;
    bool plain;  // only invoices and payments
    bool touchy; // with actions that are accepted or not as the state at their arrival is
};

// A time from the first instant of `from_day` on, within `days` days.
int64_t maker_time(struct maker *maker, int32_t from_day, int32_t days);
int64_t maker_counts_from(const struct event *event);
void maker_tell(struct maker *maker);

#endif
