// SPDX-License-Identifier: Apache-2.0
// What a compiled plan consists of: shared by plan_compile.c, which makes it, and plan_read.c,
// which runs it; nobody else looks inside.
#ifndef CODEC_PLAN_OPS_H
#define CODEC_PLAN_OPS_H

#include "base/bytes.h"
#include "codec/plan.h"

enum op_code {
    OP_REFUSE, // data that the reader has no place for; `first`: its sentence
    OP_NULL,
    OP_BOOLEAN,
    OP_INT,
    OP_LONG,
    OP_INT_TO_REAL,
    OP_INT_TO_FLOAT, // rounded to the 24 bits of a float
    OP_LONG_TO_REAL,
    OP_LONG_TO_FLOAT,
    OP_FLOAT,
    OP_DOUBLE,
    OP_STRING,
    OP_BYTES,
    OP_FIXED, // `count` bytes
    OP_ENUM,  // `first`, `count`: the reader's symbol of each of the writer's, in `numbers`
    OP_ARRAY, // `first`: the op of an item
    OP_MAP,   // `first`: the op of a value
    OP_UNION, // `first`, `count`: the op of each of the writer's branches, in `numbers`
    OP_RECORD,
    OP_SKIP_LONG,
    OP_SKIP_TEXT,
    OP_SKIP_FIXED, // `count` bytes
    OP_SKIP_ARRAY,
    OP_SKIP_MAP,
};

enum { NUMBER_NONE = UINT32_MAX };

struct op {
    uint8_t code;                    // enum op_code
    bool empty;                      // the data takes no bytes
    uint16_t branch;                 // goes into the cell
    uint32_t first, count;           // RECORD: the steps, in the order of the data
    uint32_t cells;                  // RECORD: how many fields the reader has
    uint32_t fill_first, fill_count; // RECORD: the fields that the data lacks
};

struct step {
    uint32_t op;
    uint32_t slot; // the reader's field; NUMBER_NONE: none
    struct text name;
};

// A default, decoded once.
struct fill {
    uint32_t slot;
    struct text name;
    struct tape tape;
    struct bytes bytes; // that the tape's texts point into
};

struct plan {
    struct op *ops;
    struct step *steps;
    struct fill *fills;
    uint32_t *numbers;
    char **sentences;
    uint32_t op_count, step_count, fill_count, number_count, sentence_count;
    uint32_t root;
};

// plan_compile for a part of each schema.
MUST_USE enum result plan_compile_at(const struct schema *writer, uint32_t writer_node,
                                     const struct schema *reader, uint32_t reader_node,
                                     struct plan **plan, struct error *error);

#endif
