// SPDX-License-Identifier: Apache-2.0
// Runs a story through the engine: one account a customer in memory, a clock, the policies that the
// story names. It knows nothing of what the story expects; the caller walks over the lines, hands
// each to story_run_line and looks at what came out.
// Everything lives in the runner's own arenas, which are reused from story to story.
#ifndef OPS_STORY_RUN_H
#define OPS_STORY_RUN_H

#include "ops/story_print.h"

#include "engine/step.h"
#include "io/zones.h"

struct story_run;

// `policies_directory` holds NAME.yaml for stories that name a policy. Both are borrowed.
struct story_run *story_run_open(const char *policies_directory, struct zones *zones);
void story_run_close(struct story_run *run);

// Begin a story: forget the last one, read the policies it begins with.
// RESULT_BAD_DATA: the story names none, or one that is not there or not valid.
MUST_USE enum result story_run_begin(struct story_run *run, const struct story *story,
                                     struct error *error);

// Run one line; lines that are no event do nothing. What came out is in story_run_outputs.
MUST_USE enum result story_run_line(struct story_run *run, const struct story_line *line,
                                    struct error *error);

struct printed_list {
    struct printed *items;
    size_t count, room;
};

// Of the whole story so far, in order; the last line's begin at story_run_mark.
const struct printed_list *story_run_outputs(const struct story_run *run);
size_t story_run_mark(const struct story_run *run);

// The account as it stands now; false when the customer has none.
bool story_run_view(struct story_run *run, struct text customer_id, struct view *view);

// Room that lives until the next story_run_begin.
struct arena *story_run_arena(struct story_run *run);

#endif
