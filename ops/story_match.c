// SPDX-License-Identifier: Apache-2.0
// `->` lines against outputs. Facts (`=` lines) are story_fact.c's.
#include "ops/story_match.h"

static struct text before_bracket(struct text word)
{
    const char *bracket = word.len ? memchr(word.at, '<', word.len) : NULL;
    return bracket ? (struct text){word.at, (size_t)(bracket - word.at)} : word;
}

// The next address in "<a,b>"; false at the end.
static bool next_address(struct text word, size_t *at, struct text *address)
{
    if (*at + 1 >= word.len)
        return false;
    size_t from = *at + 1, to = from;
    while (to < word.len && word.at[to] != ',' && word.at[to] != '>')
        to++;
    *address = (struct text){word.at + from, to - from};
    *at = to;
    return true;
}

static bool has_address(struct text word, struct text wanted)
{
    struct text address;
    for (size_t at = before_bracket(word).len; next_address(word, &at, &address);)
        if (text_equal(address, wanted))
            return true;
    return false;
}

// The same addresses in any order.
static bool addresses_equal(struct text a, struct text b)
{
    struct text address;
    for (size_t at = before_bracket(a).len; next_address(a, &at, &address);)
        if (!has_address(b, address))
            return false;
    for (size_t at = before_bracket(b).len; next_address(b, &at, &address);)
        if (!has_address(a, address))
            return false;
    return true;
}

static bool word_matches(const struct word *expected, const struct word *actual)
{
    if (text_equal(expected->text, actual->text))
        return true;
    struct text role = before_bracket(actual->text);
    if (role.len == actual->text.len)
        return false;
    if (text_equal(expected->text, role))
        return true;
    return text_equal(before_bracket(expected->text), role) &&
           addresses_equal(expected->text, actual->text);
}

// The value behind `by` or `because` in the words from `at` on, or NULL.
static const struct word *tail_value(const struct words *words, size_t at, const char *keyword)
{
    for (size_t i = at; i + 1 < words->count; i++)
        if (!words->items[i].quoted && text_is(words->items[i].text, keyword))
            return &words->items[i + 1];
    return NULL;
}

static bool tail_matches(const struct words *expected, size_t at, const struct printed *printed)
{
    static const char *const KEYWORDS[] = {"by", "because"};
    size_t named = 0;
    for (size_t i = 0; i < 2; i++) {
        const struct word *wanted = tail_value(expected, at, KEYWORDS[i]);
        const struct word *got = tail_value(&printed->words, printed->tail_at, KEYWORDS[i]);
        if (wanted && (!got || !text_equal(wanted->text, got->text)))
            return false;
        named += wanted ? 2 : 0;
    }
    return expected->count - at == named; // nothing else may stand there
}

bool printed_matches(const struct words *expected, const struct printed *printed, bool prefix)
{
    size_t i = 0;
    for (; i < expected->count && i < printed->tail_at; i++)
        if (!word_matches(&expected->items[i], &printed->words.items[i]))
            return false;
    if (i < expected->count)
        return tail_matches(expected, i, printed);
    return prefix || i == printed->tail_at;
}

void printed_align(const struct words *const *expected, size_t expected_count,
                   const struct printed *const *actual, size_t actual_count, struct arena *arena,
                   int *pairs)
{
    // The longest common subsequence, reckoned from the ends: best[a][e] for the rests from a, e.
    size_t width = expected_count + 1;
    uint32_t *best = arena_zero(arena, (actual_count + 1) * width * sizeof *best);
    bool *same = arena_zero(arena, (actual_count + 1) * width * sizeof *same);
    for (size_t a = actual_count; a-- > 0;) {
        for (size_t e = expected_count; e-- > 0;) {
            uint32_t skip_a = best[(a + 1) * width + e], skip_e = best[a * width + e + 1];
            same[a * width + e] = printed_matches(expected[e], actual[a], false);
            uint32_t pair = same[a * width + e] ? best[(a + 1) * width + e + 1] + 1 : 0;
            uint32_t most = skip_a > skip_e ? skip_a : skip_e;
            best[a * width + e] = pair > most ? pair : most;
        }
    }
    for (size_t a = 0, e = 0; a < actual_count;) {
        if (e < expected_count && same[a * width + e] &&
            best[a * width + e] == best[(a + 1) * width + e + 1] + 1) {
            pairs[a++] = (int)e++;
        } else if (e < expected_count && best[a * width + e + 1] == best[a * width + e]) {
            e++; // the best alignment of what is left does not need this line
        } else {
            pairs[a++] = -1;
        }
    }
}
