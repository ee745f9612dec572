// SPDX-License-Identifier: Apache-2.0
// Stories by chance: the same seed and number make the same story for ever.
#ifndef TESTS_ENGINE_STORY_MAKE_H
#define TESTS_ENGINE_STORY_MAKE_H

#include "story.h"

// splitmix64: one word of state, good enough to choose by.
struct chance {
    uint64_t state;
};

uint32_t chance_below(struct chance *chance, uint32_t bound); // 0 … bound − 1
bool chance_percent(struct chance *chance, uint32_t percent);

// Five to forty facts, told in five ways or six: in order and day by day; in any order between
// sparse ticks; late by up to 20 days; all before one late tick; all of these with redeliveries;
// sometimes with news too late to count at its own time.
void story_make(struct story *story, uint64_t seed, uint64_t number);

#endif
