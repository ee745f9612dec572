// SPDX-License-Identifier: Apache-2.0
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

void arena_init(struct arena *arena, size_t size)
{
    void *base = mmap(NULL, size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (base == MAP_FAILED) {
        fprintf(stderr, "cannot reserve %zu bytes of address space\n", size);
        exit(3);
    }
    *arena = (struct arena){.base = base, .size = size};
}

void arena_release(struct arena *arena)
{
    if (arena->base)
        munmap(arena->base, arena->size);
    *arena = (struct arena){0};
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *room, size_t item_size)
{
    if (count < *room)
        return items;
    size_t wider = *room ? *room * 2 : 4;
    void *copy = arena_take(arena, wider * item_size);
    if (count)
        memcpy(copy, items, count * item_size);
    *room = wider;
    return copy;
}
