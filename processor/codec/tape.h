// SPDX-License-Identifier: Apache-2.0
// A decoded record as one array of cells in the order of the reader schema. A value is one cell;
// what is inside a record, array or map is a range of cells elsewhere on the tape:
//   record  its fields, in the schema's order, so a field is found by its number
//   array   its items
//   map     key and value by turns
// A union is the cell of its value, with the number of the branch. Texts are borrowed from the
// bytes that were decoded, or from the plan (defaults). A tape is made once and used for every
// record; it belongs to one thread.
#ifndef CODEC_TAPE_H
#define CODEC_TAPE_H

#include "base/text.h"

enum cell_kind {
    CELL_NULL,
    CELL_BOOLEAN, // number 0 or 1
    CELL_LONG,    // number: int, long, date, timestamp
    CELL_DOUBLE,  // real: float, double
    CELL_STRING,  // text, well-formed UTF-8 without NUL
    CELL_BYTES,   // text: bytes, fixed
    CELL_ENUM,    // number: the reader's symbol
    CELL_ARRAY,
    CELL_MAP,
    CELL_RECORD,
};

struct cell {
    uint8_t kind;    // enum cell_kind
    uint16_t branch; // of the reader's union; 0 where there is none
    union {
        int64_t number;
        double real;
        struct text text;
        struct {
            uint32_t at;    // the first cell inside
            uint32_t count; // fields, items or pairs
        } range;
    };
};

// For the records of the input topics; a journal record needs more.
enum { TAPE_CELLS_DEFAULT = 65536 };

struct tape {
    struct cell *cells; // cells[0] is the record itself
    uint32_t count;
    uint32_t room; // fixed: a record with more values is refused
};

void tape_init(struct tape *tape, uint32_t cells_max);
void tape_release(struct tape *tape);

// The cell of the i-th field, item, or half of a pair of `cell`.
static inline const struct cell *tape_at(const struct tape *tape, const struct cell *cell,
                                         uint32_t i)
{
    return &tape->cells[cell->range.at + i];
}

#endif
