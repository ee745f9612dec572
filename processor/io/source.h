// SPDX-License-Identifier: Apache-2.0
// The consumer of one worker: a static member of the group, reading the input topics. All inputs
// have the same partitions and a member owns the same numbers of each, so a partition here is a
// number and stands for one partition of every input.
//
// Nothing is read before the caller says where from: the group's assignment only says what is ours.
// source_set sets where a partition stands, source_apply makes the fetching follow. A rebalance is
// an event of source_poll like any other; the group waits until it was answered by source_apply (or
// source_leave). One thread.
#ifndef IO_SOURCE_H
#define IO_SOURCE_H

#include "base/error.h"
#include "io/kafka_config.h"
#include "io/record.h"

struct source;
struct rd_kafka_s;

enum { SOURCE_INPUTS = 4 };

enum source_event {
    SOURCE_IDLE,     // nothing within the timeout
    SOURCE_RECORD,   // `record` is filled; it lives until the next poll
    SOURCE_EOF,      // an input's partition was read to its end: record->topic, record->partition
    SOURCE_ASSIGNED, // source_owns is new; answer with source_set … and source_apply
    SOURCE_REVOKED,  // finish what is open, then source_leave
    SOURCE_LOST,     // like SOURCE_REVOKED, but others may own them already: abort what is open
};

// Joins the group. `inputs` are SOURCE_INPUTS topic names, `partitions` the count of each.
MUST_USE enum result source_open(struct source **source, const struct kafka_config *config,
                                 int worker, const char *const *inputs, int32_t partitions,
                                 struct error *error);

// Leaves fetching, closes; whatever was not committed will be read again by the next owner.
void source_close(struct source *source);

// RESULT_FATAL: fenced, a position that is not in the log any more, or numbers of partitions that
// differ between the inputs.
MUST_USE enum result source_poll(struct source *source, int timeout_ms, enum source_event *event,
                                 struct record *record, struct error *error);

// The headers of the record last polled, allocated in the source and living until the next poll.
const struct headers *source_headers(struct source *source);

bool source_owns(const struct source *source, int32_t partition);

// Where the input of a partition stands: the next offset to read. Forgets the end last seen.
void source_set(struct source *source, int input, int32_t partition, int64_t next);

// Read this partition, or not (while it is being restored, or something outside is away).
void source_include(struct source *source, int32_t partition, bool included);

// Make fetching follow source_set and source_include: everything included is fetched again from
// where it stands. Pauses are kept.
MUST_USE enum result source_apply(struct source *source, struct error *error);

// Give up everything, as the answer to SOURCE_REVOKED and SOURCE_LOST.
MUST_USE enum result source_leave(struct source *source, struct error *error);

// Stop and go on reading one input of a partition, at once and without losing its place.
MUST_USE enum result source_pause(struct source *source, int input, int32_t partition, bool paused,
                                  struct error *error);
bool source_is_paused(const struct source *source, int input, int32_t partition);

// The offset behind the last record polled (or what source_set said).
int64_t source_next(const struct source *source, int input, int32_t partition);

// Everything before this offset was polled: by the last record, or by an end of the partition seen.
int64_t source_seen(const struct source *source, int input, int32_t partition);

// Everything before `end` was polled: by the last record, or by an end of the partition seen there.
bool source_is_drained(const struct source *source, int input, int32_t partition, int64_t end);

// Everything that can be read was polled: its end was seen behind the last record.
bool source_is_at_end(const struct source *source, int input, int32_t partition);

// For sink.c, which sends offsets in the name of this member: the consumer and the names of inputs.
struct rd_kafka_s *source_handle(struct source *source);
const char *const *source_inputs(const struct source *source);

#endif
