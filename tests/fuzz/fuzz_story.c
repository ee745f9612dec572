// SPDX-License-Identifier: Apache-2.0
// Hostile stories: reading one never leaves its text, and says where it is wrong. What was read is
// compared with an output, which walks over every expectation.
#include "ops/story_match.h"

#include <stdlib.h>

enum { INPUT_MAX = 16384 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void match_all(const struct story *story, struct arena *arena)
{
    struct printed printed = {0};
    if (!words_split((struct text)TEXT_LITERAL("status paused from active<a,b> by ann"), arena,
                     &printed.words))
        abort();
    printed.tail_at = 4;
    for (size_t i = 0; i < story->lines.count; i++)
        for (int prefix = 0; prefix < 2; prefix++)
            (void)printed_matches(&story->lines.items[i].words, &printed, prefix);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena arena;
    struct story story;
    struct error error = {{0}};
    if (size > INPUT_MAX)
        return 0;
    if (!arena.base)
        arena_init(&arena, (size_t)1 << 30);
    arena_reset(&arena);
    // A copy of its own, so that a byte too far is found.
    char *copy = malloc(size ? size : 1);
    if (!copy)
        abort();
    memcpy(copy, data, size);
    if (story_read((struct text){copy, size}, "fuzz.story", &arena, &story, &error) == OK)
        match_all(&story, &arena);
    else if (strncmp(error.text, "fuzz.story:", 11) != 0)
        abort();
    free(copy);
    return 0;
}
