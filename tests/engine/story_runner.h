// SPDX-License-Identifier: Apache-2.0
// What story_run.c and story_check.c share while a story is told.
#ifndef TESTS_ENGINE_STORY_RUNNER_H
#define TESTS_ENGINE_STORY_RUNNER_H

#include "story_run.h"

#include "base/bytes.h"

enum { OUTPUTS_MAX = 4096, NETS_MAX = 128 };

struct net { // what the ledger has said about one fee; texts are the story's and the policy's
    struct text invoice_id, code;
    struct currency currency;
    int64_t minor;
};

enum { SAID_TEXT_MAX = 96 };

struct said { // an output, for what must be unique
    struct uuid id;
    char text[SAID_TEXT_MAX];
};

struct runner {
    const struct story *story;
    const struct telling *telling;
    struct run *run;
    struct policies policies;
    struct arena *arena; // of a step; in a telling that stores, emptied before the next
    struct bytes state;  // the account's bytes, in a telling that stores
    struct bytes next_state;
    struct arena *lists; // what was read from them
    struct account account;
    int64_t clock_ms;
    size_t output_count, net_count;
    struct said said[OUTPUTS_MAX];
    struct net nets[NETS_MAX];
};

// Say what is wrong; only the first is kept.
void runner_wrong(struct runner *runner, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// The account against the oracle: after a tick, after a fact, at the end.
void runner_check_after_tick(struct runner *runner);
void runner_check_after_fact(struct runner *runner);
void runner_check_end(struct runner *runner, const struct run *like);

#endif
