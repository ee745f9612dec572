// SPDX-License-Identifier: Apache-2.0
// Reads stretches of topics outside the group: after-images and journal for a restore, policies at
// the start, anything for the operator's tool. Committed records only. One thread.
#ifndef IO_READER_H
#define IO_READER_H

#include "base/error.h"
#include "io/kafka_config.h"
#include "io/record.h"

struct reader;

enum reader_event { READER_IDLE, READER_RECORD, READER_END };

enum { READER_FROM_START = -2 };

struct reader_place {
    int topic; // what record.topic shall say
    const char *name;
    int32_t partition;
    int64_t from; // an offset, or READER_FROM_START
};

MUST_USE enum result reader_open(struct reader **reader, const struct kafka_config *config,
                                 int worker, struct error *error);
void reader_close(struct reader *reader);

// Read these places from now on, and nothing else; count 0: nothing.
MUST_USE enum result reader_seek(struct reader *reader, const struct reader_place *places,
                                 size_t count, struct error *error);

// The next record of any place, or READER_END: the end of the committed records of
// record->topic, record->partition, with its offset; it comes again when more has come and was
// read. RESULT_NOT_FOUND: the place's records were deleted; RESULT_UNAVAILABLE otherwise.
MUST_USE enum result reader_poll(struct reader *reader, int timeout_ms, enum reader_event *event,
                                 struct record *record, struct error *error);

// The headers of the record last polled; they live until the next poll.
const struct headers *reader_headers(struct reader *reader);

#endif
