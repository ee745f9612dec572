// SPDX-License-Identifier: Apache-2.0
// Answers for the distance between two names (Damerau and Levenshtein's, restricted). Holds
// nothing; any thread.
#include "config/suggest.h"

enum { WORD_MAX = 64 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t suggest_distance(struct text a, struct text b)
{
    if (a.len > WORD_MAX || b.len > WORD_MAX)
        return SIZE_MAX;
    size_t rows[3][WORD_MAX + 1];
    for (size_t j = 0; j <= b.len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *twice_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t change = above[j - 1] + (a.at[i - 1] != b.at[j - 1]);
            row[j] = least(change, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1])
                row[j] = least(row[j], twice_above[j - 2] + 1);
        }
    }
    return rows[a.len % 3][b.len];
}

const char *suggest_closest(struct text word, const char *const *names, size_t count)
{
    const char *closest = NULL;
    size_t best = (word.len + 2) / 3 + 1;
    for (size_t i = 0; i < count; i++) {
        size_t distance = suggest_distance(word, text_of(names[i]));
        if (distance < best) {
            best = distance;
            closest = names[i];
        }
    }
    return closest;
}
