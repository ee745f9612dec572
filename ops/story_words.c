// SPDX-License-Identifier: Apache-2.0
// Words of a story's line: splitting them, and walking over them. What lines mean is story.c's and
// story_action.c's. Words match whole; a quoted word is never a keyword.
#include "ops/story.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

bool words_split(struct text line, struct arena *arena, struct words *words)
{
    size_t i = 0;
    for (;;) {
        while (i < line.len && is_blank(line.at[i]))
            i++;
        if (i == line.len)
            return true;
        bool quoted = line.at[i] == '"';
        size_t from = i + quoted;
        i = from;
        while (i < line.len && (quoted ? line.at[i] != '"' : !is_blank(line.at[i])))
            i++;
        if (quoted && i == line.len)
            return false;
        *LIST_ADD(arena, words) = (struct word){{line.at + from, i - from}, quoted};
        i += quoted;
    }
}

void cursor_fail(struct cursor *cursor, const char *format, ...)
{
    if (cursor->failed)
        return;
    cursor->failed = true;
    va_list args;
    va_start(args, format);
    vsnprintf(cursor->error->text, sizeof cursor->error->text, format, args);
    va_end(args);
}

bool cursor_at_end(const struct cursor *cursor)
{
    return cursor->failed || cursor->at >= cursor->words->count;
}

bool cursor_is(const struct cursor *cursor, const char *keyword)
{
    if (cursor_at_end(cursor))
        return false;
    const struct word *word = &cursor->words->items[cursor->at];
    return !word->quoted && text_is(word->text, keyword);
}

bool cursor_take(struct cursor *cursor, const char *keyword)
{
    if (!cursor_is(cursor, keyword))
        return false;
    cursor->at++;
    return true;
}

bool cursor_at_tail(const struct cursor *cursor)
{
    return cursor_at_end(cursor) || cursor_is(cursor, "by") || cursor_is(cursor, "because") ||
           cursor_is(cursor, "occurred") || cursor_is(cursor, "event");
}

struct text cursor_word(struct cursor *cursor, const char *what)
{
    if (cursor_at_end(cursor)) {
        cursor_fail(cursor, "%s is missing at the end of the line", what);
        return (struct text){NULL, 0};
    }
    return cursor->words->items[cursor->at++].text;
}

int32_t cursor_day(struct cursor *cursor, const char *what)
{
    int32_t day = DAY_NONE;
    struct text word = cursor_word(cursor, what);
    if (!cursor->failed && !day_read(word, &day))
        cursor_fail(cursor, "%s: '%.*s' is no date; write it as 2025-03-01", what, TEXT_ARGS(word));
    return day;
}

bool story_time_read(struct text text, struct story_time *time)
{
    struct story_time read = {.day = DAY_NONE};
    struct text rest = {NULL, 0};
    if (!day_read(text, &read.day) && !clock_read(text, &read.day, &read.ms_of_day, &rest))
        return false;
    read.utc = text_is(rest, "Z");
    if (!read.utc && rest.len > 0)
        return false;
    *time = read;
    return true;
}

struct story_time cursor_time(struct cursor *cursor, const char *what)
{
    struct story_time time = {.day = DAY_NONE};
    struct text word = cursor_word(cursor, what);
    if (!cursor->failed && !story_time_read(word, &time))
        cursor_fail(cursor,
                    "%s: '%.*s' is no instant; write 2025-03-01, 2025-03-01T09:30 (local) or "
                    "2025-03-01T14:30Z",
                    what, TEXT_ARGS(word));
    return time;
}

// Any three capitals: that there is no such currency is for the engine to refuse.
struct currency cursor_currency(struct cursor *cursor)
{
    struct currency currency = {{0}};
    struct text word = cursor_word(cursor, "the currency");
    if (cursor->failed)
        return currency;
    bool good = word.len == 3;
    for (size_t i = 0; good && i < 3; i++)
        good = word.at[i] >= 'A' && word.at[i] <= 'Z';
    if (good)
        memcpy(currency.code, word.at, 3);
    else
        cursor_fail(cursor, "'%.*s' is no currency; write an ISO 4217 code such as USD",
                    TEXT_ARGS(word));
    return currency;
}

int64_t cursor_amount(struct cursor *cursor, struct currency currency)
{
    int64_t amount_minor = 0;
    struct text word = cursor_word(cursor, "the amount");
    if (!cursor->failed && !money_read(word, currency, &amount_minor))
        cursor_fail(cursor, "'%.*s' is no amount of %s; write it with %d decimals", TEXT_ARGS(word),
                    currency.code, currency_exponent(currency));
    return amount_minor;
}

int32_t cursor_number(struct cursor *cursor, const char *what)
{
    struct text word = cursor_word(cursor, what);
    int64_t number = 0;
    bool good = word.len > 0 && word.len <= 9;
    for (size_t i = 0; good && i < word.len; i++) {
        good = word.at[i] >= '0' && word.at[i] <= '9';
        number = number * 10 + (word.at[i] - '0');
    }
    if (!good)
        cursor_fail(cursor, "%s: '%.*s' is no whole number", what, TEXT_ARGS(word));
    return good ? (int32_t)number : 0;
}

enum toggle cursor_toggle(struct cursor *cursor)
{
    if (cursor_take(cursor, "on"))
        return TOGGLE_ON;
    if (cursor_take(cursor, "off"))
        return TOGGLE_OFF;
    struct text word = cursor_word(cursor, "`on` or `off`");
    cursor_fail(cursor, "'%.*s' is neither `on` nor `off`", TEXT_ARGS(word));
    return TOGGLE_UNSAID;
}
