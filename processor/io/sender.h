// SPDX-License-Identifier: Apache-2.0
// A plain idempotent producer: for ticks, policies and the operator's records, which go through the
// log like anyone's. One thread.
#ifndef IO_SENDER_H
#define IO_SENDER_H

#include "base/error.h"
#include "io/kafka_config.h"
#include "io/record.h"

struct sender;

MUST_USE enum result sender_open(struct sender **sender, const struct kafka_config *config,
                                 int worker, struct error *error);
void sender_close(struct sender *sender); // without waiting for what was not flushed

// Copies the record (record->topic is not used) and sends it in the background.
MUST_USE enum result sender_send(struct sender *sender, const char *topic,
                                 const struct record *record, struct error *error);

// Waits until everything sent was acknowledged. RESULT_UNAVAILABLE: not in time, or refused.
MUST_USE enum result sender_flush(struct sender *sender, int timeout_ms, struct error *error);

// Serves delivery reports without waiting; the count of records that failed since the last call.
int64_t sender_poll(struct sender *sender);

#endif
