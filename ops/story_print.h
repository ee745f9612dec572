// SPDX-License-Identifier: Apache-2.0
// Outputs in the scenario's spelling (contract.md, Scenarios), as words that can be compared with
// what a story expects, and as text. Words are copied into the arena.
#ifndef OPS_STORY_PRINT_H
#define OPS_STORY_PRINT_H

#include "ops/story.h"

#include "base/bytes.h"
#include "engine/decision.h"

// One thing that came out.
struct printed {
    struct text customer_id;
    struct words words; // "status paused from active INV-1 by ann because …"
    size_t tail_at;     // where `by` and `because` begin: they count only if a story names them
    bool is_allocation; // printed and matched on demand only
};

// An output of a step. With `addresses` a notification names those it went to.
struct printed print_output(const struct output *output, struct text customer_id,
                            struct arena *arena);

// What a refused event is answered with: "refused shift restricted".
struct printed print_refusal(const struct event *event, enum refusal refusal, struct arena *arena);

// Append the words, quoted where they must be, without `-> `. Without `addresses` roles stand bare.
void words_write(const struct words *words, bool addresses, struct bytes *out);

#endif
