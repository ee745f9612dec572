// SPDX-License-Identifier: Apache-2.0
// A text is bytes that belong to someone else: a length and a pointer, no terminator. It lives as
// long as the arena, buffer or policy that it points into; whoever keeps it longer copies it.
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct text {
    const char *at; // may be NULL when len is 0
    size_t len;
};

// For printf("%.*s", TEXT_ARGS(text)).
#define TEXT_ARGS(text) (int)(text).len, ((text).at ? (text).at : "")
#define TEXT_LITERAL(literal) ((struct text){(literal), sizeof(literal) - 1})

static inline struct text text_of(const char *string)
{
    return (struct text){string, string ? strlen(string) : 0};
}

static inline bool text_is_empty(struct text a)
{
    return a.len == 0;
}

static inline bool text_equal(struct text a, struct text b)
{
    if (a.len != b.len || a.len == 0)
        return a.len == b.len;
    // Ids differ in their last letters: most that differ are told apart without a call.
    return a.at[a.len - 1] == b.at[a.len - 1] && memcmp(a.at, b.at, a.len) == 0;
}

static inline bool text_is(struct text a, const char *string)
{
    return text_equal(a, text_of(string));
}

// Byte order, shorter first where one begins the other: negative, 0, positive.
static inline int text_compare(struct text a, struct text b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.at, b.at, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

// True for well-formed UTF-8 without NUL (overlong forms and surrogates are refused).
bool text_is_utf8(struct text text);

#endif
