// SPDX-License-Identifier: Apache-2.0
// librdkafka's headers as record.h's, and back. For the files that hold a librdkafka handle.
#ifndef IO_HEADERS_H
#define IO_HEADERS_H

#include "io/record.h"

struct rd_kafka_message_s;
struct rd_kafka_headers_s;

// Overwrites `headers`, whose room is kept; the values are borrowed from the message.
void headers_take(struct headers *headers, const struct rd_kafka_message_s *message);
void headers_release(struct headers *headers);

// NULL for none; the caller owns it until a producer took it.
struct rd_kafka_headers_s *headers_make(const struct headers *headers);

#endif
