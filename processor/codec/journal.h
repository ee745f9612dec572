// SPDX-License-Identifier: Apache-2.0
// The record of one transaction of one partition in dunning-journal, as a value: the inputs as they
// were applied, in order, and digests of what was decided (design.md, The log is the truth).
#ifndef CODEC_JOURNAL_H
#define CODEC_JOURNAL_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/date.h"
#include "base/error.h"
#include "base/hash.h"
#include "codec/records.h"

struct journal_input {
    struct text topic; // its partition is the journal's own
    int64_t offset;
    struct text key, value; // untouched, the value with its framing
    bool has_key, has_value;
    int32_t schema_id;    // the registry's, or −1
    int64_t timestamp_ms; // of the record
    struct text refused;  // the refusal's code; empty: it was applied
    bool parked;          // a tick that the guard parked
};

struct journal_inputs {
    struct journal_input *items;
    size_t count, room;
};

struct journal_digests {
    struct digest *items;
    size_t count, room;
};

struct journal_record {
    int64_t sequence;                        // of the partition's transactions, from 1
    int32_t part;                            // from 0 …
    int32_t parts;                           // … of so many
    int64_t clock_before_ms, clock_after_ms; // or INSTANT_NONE
    struct digest previous;          // of the value of the journal record before; zeros: the first
    struct journal_digests policies; // in force
    struct text build;
    struct journal_inputs inputs;
    int64_t output_count;
    struct digest outputs, accounts; // of the bytes written, in order
    int64_t account_count;           // of the partition, after it
};

// ---- writing ----

// Appends the payload; the frame is the caller's, before it.
void journal_write(const struct journal_record *record, struct bytes *out);

// At least as many bytes as the input takes in a record: for cutting a sequence into parts.
size_t journal_input_size(const struct journal_input *input);

// ---- reading ----

struct journal_reader;

struct journal_reader *journal_reader_new(const struct records *records);
void journal_reader_free(struct journal_reader *reader);

// Make an older version of the record's schema known, by its fingerprint.
MUST_USE enum result journal_reader_add(struct journal_reader *reader, struct text writer_schema,
                                        struct error *error);

// Read a framed value: texts are borrowed from it, lists come from `arena`. RESULT_NOT_FOUND:
// written with a schema that is not known here; RESULT_BAD_DATA: no journal record.
MUST_USE enum result journal_read(struct journal_reader *reader, struct text value,
                                  struct arena *arena, struct journal_record *record,
                                  struct error *error);

#endif
