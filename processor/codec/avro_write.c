// SPDX-License-Identifier: Apache-2.0
// Little-endian hosts only, as everything that Debian 12 runs this on.
#include "codec/avro_write.h"

#include <assert.h>

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
              "floats and framing are copied as they are");

void avro_write_long(struct bytes *out, int64_t value)
{
    uint64_t bits = ((uint64_t)value << 1) ^ (uint64_t)(value >> 63);
    bytes_reserve(out, 10);
    while (bits >= 0x80) {
        out->at[out->len++] = (uint8_t)(bits | 0x80);
        bits >>= 7;
    }
    out->at[out->len++] = (uint8_t)bits;
}

void avro_write_boolean(struct bytes *out, bool value)
{
    bytes_add_byte(out, value);
}

void avro_write_float(struct bytes *out, float value)
{
    bytes_add(out, &value, sizeof value);
}

void avro_write_double(struct bytes *out, double value)
{
    bytes_add(out, &value, sizeof value);
}

void avro_write_text(struct bytes *out, struct text text)
{
    avro_write_long(out, (int64_t)text.len);
    bytes_add_text(out, text);
}

void avro_write_optional_text(struct bytes *out, struct text text)
{
    avro_write_branch(out, !text_is_empty(text));
    if (!text_is_empty(text))
        avro_write_text(out, text);
}

void avro_write_optional_long(struct bytes *out, int64_t value, int64_t none)
{
    avro_write_branch(out, value != none);
    if (value != none)
        avro_write_long(out, value);
}
