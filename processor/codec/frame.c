// SPDX-License-Identifier: Apache-2.0
#include "codec/frame.h"

enum { SINGLE_OBJECT_HEAD = 10, REGISTRY_HEAD = 5 };

static struct text behind(struct text value, size_t head)
{
    return (struct text){value.at + head, value.len - head};
}

enum result frame_read(struct text value, struct frame *frame, struct error *error)
{
    const uint8_t *at = (const uint8_t *)value.at;
    if (value.len >= SINGLE_OBJECT_HEAD && at[0] == 0xC3 && at[1] == 0x01) {
        uint64_t fingerprint = 0;
        for (int i = 0; i < 8; i++)
            fingerprint |= (uint64_t)at[2 + i] << (8 * i);
        *frame = (struct frame){.kind = FRAME_SINGLE_OBJECT,
                                .fingerprint = fingerprint,
                                .payload = behind(value, SINGLE_OBJECT_HEAD)};
        return OK;
    }
    if (value.len >= REGISTRY_HEAD && at[0] == 0 && at[1] < 0x80) {
        uint32_t id = (uint32_t)at[1] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 8 | at[4];
        *frame = (struct frame){.kind = FRAME_REGISTRY,
                                .schema_id = (int32_t)id,
                                .payload = behind(value, REGISTRY_HEAD)};
        return OK;
    }
    return error_set(error, RESULT_BAD_DATA,
                     "%zu bytes that begin neither with C3 01 nor with 00 and a schema id",
                     value.len);
}

void frame_write_single_object(struct bytes *out, uint64_t fingerprint)
{
    bytes_add(out, "\xC3\x01", 2);
    for (int i = 0; i < 8; i++)
        bytes_add_byte(out, (uint8_t)(fingerprint >> (8 * i)));
}

void frame_write_registry(struct bytes *out, int32_t schema_id)
{
    bytes_add_byte(out, 0);
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes_add_byte(out, (uint8_t)((uint32_t)schema_id >> shift));
}
