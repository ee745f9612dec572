// SPDX-License-Identifier: Apache-2.0
// A story told to the engine, and held against the oracle. One thread.
#ifndef TESTS_ENGINE_STORY_RUN_H
#define TESTS_ENGINE_STORY_RUN_H

#include "oracle.h"
#include "story.h"

#include "engine/step.h"

enum { RUN_TEXT_MAX = 1024 };

struct run {
    bool accepted[STORY_FACTS_MAX];
    enum refusal refusals[STORY_FACTS_MAX];
    int64_t at_ms[STORY_FACTS_MAX]; // when it counts
    struct oracle_answer answer;    // at the end
    char wrong[RUN_TEXT_MAX];       // the first thing that is wrong, or empty
};

// Where the oracle is asked before the end.
struct midway {
    size_t tick, fact; // by index; SIZE_MAX: not
};

// Tell the story in this way; the run says what was accepted and what is wrong: with an output
// (ids, sequence), a redelivery, or the end against the oracle. The oracle is asked `midway`
// as well. `like` is a run of the same story or NULL: where the same
// facts count at the same times its answer is taken, for the oracle is slow.
void story_run(const struct story *story, const struct telling *telling, struct midway midway,
               const struct run *like, struct run *run);

#endif
