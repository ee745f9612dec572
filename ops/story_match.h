// SPDX-License-Identifier: Apache-2.0
// Compares what a story expects with what came out.
#ifndef OPS_STORY_MATCH_H
#define OPS_STORY_MATCH_H

#include "ops/story_print.h"

#include "engine/step.h"

// The words of a `->` line against an output: word by word, where addresses, actor and reason count
// only if they are named. With `prefix` the output may go on behind them (`= emitted`).
bool printed_matches(const struct words *expected, const struct printed *printed, bool prefix);

// The pairs of a `->` block: which line of the story an output belongs to, keeping the order of
// both sides, as many as can be. pairs[i] is the index of the expected line of actual i, or -1.
void printed_align(const struct words *const *expected, size_t expected_count,
                   const struct printed *const *actual, size_t actual_count, struct arena *arena,
                   int *pairs);

// What a fact can ask about.
struct fact_source {
    const struct view *view;       // NULL: the account does not exist
    const struct printed *emitted; // of all customers, so far
    size_t emitted_count;
    struct text customer_id;
    struct arena *arena;
    bool allocations; // these count as emitted
};

// Whether the fact holds; `actual` is appended what the line would have to say. A line that is no
// fact at all: false, and `actual` says what can be written.
bool fact_holds(const struct words *words, const struct fact_source *source, struct bytes *actual);

#endif
