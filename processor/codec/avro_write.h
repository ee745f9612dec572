// SPDX-License-Identifier: Apache-2.0
// Avro's binary encoding of single values, appended to a buffer. The caller knows the schema and
// writes the fields in its order. Nothing here can fail.
#ifndef CODEC_AVRO_WRITE_H
#define CODEC_AVRO_WRITE_H

#include "base/bytes.h"

void avro_write_long(struct bytes *out, int64_t value); // int, long, enum, date, timestamp, branch
void avro_write_boolean(struct bytes *out, bool value);
void avro_write_float(struct bytes *out, float value);
void avro_write_double(struct bytes *out, double value);
void avro_write_text(struct bytes *out, struct text text); // string, bytes

// The branch of a union, before its value.
static inline void avro_write_branch(struct bytes *out, uint32_t branch)
{
    avro_write_long(out, branch);
}

// ["null", "string"]: null for an empty text.
void avro_write_optional_text(struct bytes *out, struct text text);

// ["null", "long" or "int"]: null when `value` is `none`.
void avro_write_optional_long(struct bytes *out, int64_t value, int64_t none);

// An array or map of `count` items: the head of its one block before them, the end after them.
static inline void avro_write_block(struct bytes *out, size_t count)
{
    if (count)
        avro_write_long(out, (int64_t)count);
}

static inline void avro_write_block_end(struct bytes *out)
{
    bytes_add_byte(out, 0);
}

#endif
