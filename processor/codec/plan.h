// SPDX-License-Identifier: Apache-2.0
// A decoder compiled from a writer and a reader schema by Avro's rules of resolution: fields in any
// order, defaults, aliases, promotions, unions on either side, unknown fields skipped. Running it
// over untrusted bytes allocates nothing and reads nothing outside of them.
//
// Where Avro leaves a choice: names match by their last part, or by the reader's alias; of a
// reader's union the branch of the same type and full name is taken before one of the same type,
// and that before one that needs a promotion; a branch of a writer's union that fits nothing is an
// error only in a record that uses it.
//
// A plan borrows both schemas: they must outlive it. It is read-only once compiled.
#ifndef CODEC_PLAN_H
#define CODEC_PLAN_H

#include "codec/schema.h"
#include "codec/tape.h"

enum {
    PLAN_OPS_MAX = 65536,
    PLAN_DEPTH_MAX = 64,         // of records, arrays and maps in the data
    PLAN_EMPTY_ITEMS_MAX = 1024, // items of no bytes, in one record
};

struct plan;

// RESULT_BAD_DATA, naming the field, when data of `writer` can never be read as `reader`.
MUST_USE enum result plan_compile(const struct schema *writer, const struct schema *reader,
                                  struct plan **plan, struct error *error);
void plan_free(struct plan *plan);

// Decode the whole of `bytes` onto the tape, overwriting it. RESULT_BAD_DATA with the path of the
// field and the offset of the byte for anything that is not exactly one record:
// "action.until: byte 17: a length of -3". RESULT_NOT_FOUND, likewise, for a branch of the writer's
// union that the reader has no place for.
MUST_USE enum result plan_read(const struct plan *plan, struct text bytes, struct tape *tape,
                               struct error *error);

#endif
