// SPDX-License-Identifier: Apache-2.0
// Arrays that grow while a schema is read or a plan is compiled: never while records are.
#ifndef CODEC_GROW_H
#define CODEC_GROW_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

// `items` with room for `need` of them, moved if it must be; aborts when memory is exhausted.
static inline void *grow(void *items, uint32_t need, uint32_t *room, size_t item_size)
{
    if (need <= *room)
        return items;
    uint32_t wider = need * 2 < 16 ? 16 : need * 2;
    void *wide = realloc(items, wider * item_size);
    if (!wide)
        abort();
    *room = wider;
    return wide;
}

#endif
