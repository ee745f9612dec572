// SPDX-License-Identifier: Apache-2.0
// The deterministic id of an output: a v5 UUID over what contract.md lists, so that redelivery,
// replay, restart or a late tick never makes a second one.
#include "engine/difference.h"

enum { SEPARATOR = 0x1f };

struct name {
    char *at;
    size_t len, room;
};

static void name_add(struct name *name, struct text part)
{
    assert(name->len + part.len + 1 <= name->room);
    if (part.len)
        memcpy(name->at + name->len, part.at, part.len);
    name->len += part.len;
    name->at[name->len++] = SEPARATOR;
}

static void name_add_number(struct name *name, int64_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do
        digits[--at] = (char)('0' + left % 10);
    while (left /= 10);
    if (number < 0)
        digits[--at] = '-';
    name_add(name, (struct text){digits + at, sizeof digits - at});
}

struct text said_join(struct arena *arena, struct text a, struct text b, struct text c)
{
    size_t room = a.len + b.len + c.len + 3;
    struct name name = {.at = arena_take(arena, room), .room = room};
    name_add(&name, a);
    name_add(&name, b);
    name_add(&name, c);
    return (struct text){name.at, name.len};
}

static struct text or_dash(struct text text)
{
    return text_is_empty(text) ? TEXT_LITERAL("-") : text;
}

struct uuid output_id(const struct fold *fold, const struct account *account,
                      const struct output *output, struct text subject, int32_t due_day,
                      struct text said, int32_t count)
{
    size_t room = output->policy->name.len + output->step.len + subject.len + said.len +
                  output->cause_event_id.len + 160;
    struct name name = {.at = arena_take(fold->arena, room), .room = room};
    name_add(&name, output->policy->name);
    name_add(&name, output->step);
    name_add(&name, or_dash(subject));
    if (due_day == DAY_NONE)
        name_add(&name, TEXT_LITERAL("-"));
    else
        name_add_number(&name, due_day);
    name_add_number(&name, output->scheduled_for_ms);
    name_add(&name, or_dash(output->cause_event_id));
    name_add_number(&name, (int64_t)output->kind);
    name_add(&name, said);
    name_add_number(&name, count);
    return uuid_of(account->space, (struct text){name.at, name.len});
}

static size_t mark_place(const struct told_marks *marks, uint64_t key)
{
    size_t low = 0, high = marks->count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (marks->items[mid].key < key)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

const struct told_mark *mark_find(const struct told_marks *marks, uint64_t key)
{
    size_t at = mark_place(marks, key);
    return at < marks->count && marks->items[at].key == key ? &marks->items[at] : NULL;
}

static struct told_mark *mark_of(struct fold *fold, struct told_marks *marks, uint64_t key)
{
    size_t at = mark_place(marks, key);
    if (at < marks->count && marks->items[at].key == key)
        return &marks->items[at];
    (void)LIST_ADD(fold->arena, marks);
    memmove(&marks->items[at + 1], &marks->items[at],
            (marks->count - 1 - at) * sizeof *marks->items);
    marks->items[at] = (struct told_mark){.key = key, .day = DAY_NONE};
    return &marks->items[at];
}

bool mark_add(struct fold *fold, struct told_marks *marks, uint64_t key, int32_t day,
              int32_t *count)
{
    struct told_mark *mark = mark_of(fold, marks, key);
    *count = mark->count++;
    if (day > mark->day)
        mark->day = day;
    return *count == 0;
}

void output_identify(struct difference *difference, struct output *output, struct text subject,
                     int32_t due_day, struct text said, int32_t kept_until_day)
{
    struct fold *fold = difference->fold;
    output->id = output_id(fold, difference->account, output, subject, due_day, said, 0);
    if (!text_is_empty(output->cause_event_id))
        return;
    uint64_t key;
    memcpy(&key, output->id.at, sizeof key);
    int32_t count;
    if (!mark_add(fold, &difference->account->published.identities, key, kept_until_day, &count))
        output->id = output_id(fold, difference->account, output, subject, due_day, said, count);
}
