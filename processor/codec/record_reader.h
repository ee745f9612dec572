// SPDX-License-Identifier: Apache-2.0
// Reads values of one record of our own that were written with any version of its schema: frame,
// fingerprint, plan. The processor's own topics use single-object encoding only.
#ifndef CODEC_RECORD_READER_H
#define CODEC_RECORD_READER_H

#include "codec/plan.h"
#include "codec/records.h"

struct record_reader {
    const struct schema *schema; // borrowed
    struct tape tape;
    struct record_writer *writers;
    uint32_t writer_count, writer_room;
};

// `cells_max`: the most values that a record may have.
void record_reader_init(struct record_reader *reader, const struct records *records,
                        enum record_kind record, uint32_t cells_max);
void record_reader_release(struct record_reader *reader);

// Make another version of the schema known.
MUST_USE enum result record_reader_add(struct record_reader *reader, struct text writer_schema,
                                       struct error *error);

// Decode onto reader->tape. RESULT_NOT_FOUND: a schema not known here; RESULT_BAD_DATA otherwise.
MUST_USE enum result record_reader_read(struct record_reader *reader, struct text value,
                                        struct error *error);

#endif
