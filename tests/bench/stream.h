// SPDX-License-Identifier: Apache-2.0
// Some months of a business as Avro records in order of time: a monthly invoice for each account,
// most paid in time, some late, a few not at all, now and then a person's action. One seed is one
// stream.
// Owns its memory (stream_init, stream_release). One thread.
#ifndef BENCH_STREAM_H
#define BENCH_STREAM_H

#include "base/arena.h"
#include "base/bytes.h"
#include "codec/event_fields.h"
#include "codec/records.h"

struct stream_record {
    enum event_type type;
    uint32_t account;
    int64_t record_ms; // of the record: its own time and a moment on the way
    struct text value;
};

struct stream {
    struct arena arena;
    struct text *customer_ids; // of accounts 0 … account_count - 1
    uint32_t account_count;
    struct {
        struct stream_record *items;
        size_t count, room;
    } records;
};

// `first_day`: when the first invoices are issued.
void stream_init(struct stream *stream, const struct records *records, uint32_t account_count,
                 int32_t months, int32_t first_day, uint64_t seed);
void stream_release(struct stream *stream);

#endif
