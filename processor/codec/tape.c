// SPDX-License-Identifier: Apache-2.0
// The tape's room is taken once and touched only as far as records need it.
#include "codec/tape.h"

#include <assert.h>
#include <stdlib.h>

enum { TAPE_CELLS_MAX = 1 << 24 };

void tape_init(struct tape *tape, uint32_t cells_max)
{
    assert(cells_max > 0 && cells_max <= TAPE_CELLS_MAX);
    struct cell *cells = malloc(cells_max * sizeof *cells);
    if (!cells)
        abort();
    *tape = (struct tape){.cells = cells, .room = cells_max};
}

void tape_release(struct tape *tape)
{
    free(tape->cells);
    *tape = (struct tape){0};
}
