// SPDX-License-Identifier: Apache-2.0
// The name that was probably meant.
#ifndef CONFIG_SUGGEST_H
#define CONFIG_SUGGEST_H

#include "base/text.h"

// The name closest to `word`: at most a third of its letters changed, added, left out or swapped
// with their neighbour. NULL when none is that close. Words beyond 64 bytes have no suggestion.
const char *suggest_closest(struct text word, const char *const *names, size_t count);

// How many such changes make `a` of `b`; SIZE_MAX when either is longer than 64 bytes.
size_t suggest_distance(struct text a, struct text b);

#endif
