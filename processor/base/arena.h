// SPDX-License-Identifier: Apache-2.0
// Room that the caller reserves before a step and takes back whole after it. The engine allocates
// nothing else. An arena reserves address space, not memory: pages cost only when touched, so it is
// made far larger than an account may grow (bounds.h) and running out is a bug, not an error.
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/text.h"

#include <assert.h>

struct arena {
    uint8_t *base;
    size_t used;
    size_t size;
};

// Reserve `size` bytes of address space; exits the process when the system refuses.
void arena_init(struct arena *arena, size_t size);
void arena_release(struct arena *arena);

static inline void arena_reset(struct arena *arena)
{
    arena->used = 0;
}

// `size` bytes, aligned to 16, not zeroed.
static inline void *arena_take(struct arena *arena, size_t size)
{
    size_t at = (arena->used + 15) & ~(size_t)15;
    assert(size <= arena->size && at <= arena->size - size);
    arena->used = at + size;
    return arena->base + at;
}

static inline void *arena_zero(struct arena *arena, size_t size)
{
    void *at = arena_take(arena, size);
    memset(at, 0, size);
    return at;
}

static inline struct text arena_text(struct arena *arena, struct text text)
{
    if (text.len == 0)
        return (struct text){NULL, 0};
    char *copy = arena_take(arena, text.len);
    memcpy(copy, text.at, text.len);
    return (struct text){copy, text.len};
}

// Make room for one more item in the array `items` that has `count` items and room for `*room`:
// the array itself, or a copy of twice the size.
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *room, size_t item_size);

// One more zeroed item at the end of list->items, for any struct with items, count and room.
#define LIST_ADD(arena, list)                                                                     \
    ((list)->items =                                                                              \
         arena_grow((arena), (list)->items, (list)->count, &(list)->room, sizeof *(list)->items), \
     memset(&(list)->items[(list)->count], 0, sizeof *(list)->items),                             \
     &(list)->items[(list)->count++])

#endif
