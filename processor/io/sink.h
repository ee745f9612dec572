// SPDX-License-Identifier: Apache-2.0
// The transactional producer of one worker. A transaction is begun, filled with records and with
// the offsets of what was read, and committed, or aborted as a whole.
//
// After any error, and after anything that may have left a request under way whose answer was lost,
// the epoch is suspect: such a request could still hit the next transaction. The producer is then
// made anew before the next begin, which raises the epoch and closes what was open. One thread.
#ifndef IO_SINK_H
#define IO_SINK_H

#include "base/error.h"
#include "io/record.h"
#include "io/source.h"

struct sink;

struct sink_offset {
    int input; // of the source
    int32_t partition;
    int64_t next;     // the offset behind the last record applied
    int64_t sequence; // committed as metadata `v1;seq=N`
};

// `topics` are topic_count names that records refer to by index; partitions at or above
// `partitions` are not remembered for sink_delivered. Makes no connection yet: sink_begin does.
MUST_USE enum result sink_open(struct sink **sink, const struct kafka_config *config, int worker,
                               const char *const *topics, int topic_count, int32_t partitions,
                               struct error *error);
void sink_close(struct sink *sink);

// Makes the producer if there is none that can be trusted: it ends whatever transaction of this id
// was left open. RESULT_UNAVAILABLE: no coordinator answers, try again later; RESULT_FATAL: fenced.
MUST_USE enum result sink_prepare(struct sink *sink, struct error *error);

// sink_prepare, if need be, and a new transaction.
MUST_USE enum result sink_begin(struct sink *sink, struct error *error);
bool sink_is_open(const struct sink *sink); // between sink_begin and sink_commit or sink_abort

// Copies the record. RESULT_ABORT, RESULT_FATAL.
MUST_USE enum result sink_send(struct sink *sink, const struct record *record, struct error *error);

// Serves delivery reports without waiting; to be called now and then while a transaction fills.
void sink_poll(struct sink *sink);

// Sends the offsets in the name of the source's member and commits. RESULT_ABORT: nothing of it
// happened, or it is not known; sink_abort, then read the committed offsets again. RESULT_FATAL.
MUST_USE enum result sink_commit(struct sink *sink, struct source *source,
                                 const struct sink_offset *offsets, size_t count,
                                 struct error *error);

// Gives up what is open, for good: the next sink_begin comes with a new producer.
void sink_abort(struct sink *sink);

// The greatest offset that the transaction last committed wrote to the partition; -1: none.
int64_t sink_delivered(const struct sink *sink, int topic, int32_t partition);

// How often the producer was made anew, for the metrics.
int64_t sink_epochs(const struct sink *sink);

#endif
