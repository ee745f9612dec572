// SPDX-License-Identifier: Apache-2.0
// The few bytes before an Avro payload that say which schema wrote it: single-object encoding
// (C3 01, fingerprint little-endian) or Confluent framing (00, registry id big-endian).
#ifndef CODEC_FRAME_H
#define CODEC_FRAME_H

#include "base/bytes.h"
#include "base/error.h"

enum frame_kind { FRAME_SINGLE_OBJECT, FRAME_REGISTRY };

struct frame {
    enum frame_kind kind;
    uint64_t fingerprint; // FRAME_SINGLE_OBJECT
    int32_t schema_id;    // FRAME_REGISTRY, ≥ 0
    struct text payload;  // borrowed from the value
};

// RESULT_BAD_DATA for a value that begins with neither.
MUST_USE enum result frame_read(struct text value, struct frame *frame, struct error *error);

// Append the head; the payload follows.
void frame_write_single_object(struct bytes *out, uint64_t fingerprint);
void frame_write_registry(struct bytes *out, int32_t schema_id);

#endif
