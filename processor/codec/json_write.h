// SPDX-License-Identifier: Apache-2.0
// A decoded record as JSON, in one line: what json_value.h reads back. Dates and instants within
// 1990 … 2099 are ISO texts, others numbers; a union of null and one other type stands bare, any
// other as {"Branch": value}; bytes are a string of the code points 0 to 255.
#ifndef CODEC_JSON_WRITE_H
#define CODEC_JSON_WRITE_H

#include "base/bytes.h"
#include "codec/schema.h"
#include "codec/tape.h"

// Append the value of `cell`, which was decoded by `schema` at `node`; the record itself is
// tape->cells[0] at node 0.
void json_write(const struct schema *schema, uint32_t node, const struct tape *tape,
                const struct cell *cell, struct bytes *out);

// Append `text` in quotes, escaped.
void json_write_string(struct bytes *out, struct text text);

#endif
