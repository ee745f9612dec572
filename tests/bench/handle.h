// SPDX-License-Identifier: Apache-2.0
// librdkafka handles for the benchmark's own programs, configured as the service's are by default
// (processor/io/kafka_config.c), and the clocks. Any failure ends the program. One thread.
#ifndef BENCH_HANDLE_H
#define BENCH_HANDLE_H

#include <librdkafka/rdkafka.h>
#include <stdint.h>

__attribute__((noreturn, format(printf, 1, 2))) void die(const char *format, ...);

// `transactional_id` may be NULL.
rd_kafka_t *handle_producer(const char *bootstrap, const char *transactional_id);
rd_kafka_t *handle_consumer(const char *bootstrap, const char *group);

// One record, copied; waits while the queue is full.
void handle_send(rd_kafka_t *producer, const char *topic, int32_t partition, const void *key,
                 size_t key_len, const void *value, size_t len);

int64_t clock_ns(void);       // monotonic
int64_t process_cpu_ns(void); // of all threads

// Wait until the next of `rate` events a second is due; `start_ns`: when the first was.
void pace(int64_t start_ns, int64_t event, int64_t rate);

// The `share` (0 … 1) quantile; sorts the values.
int64_t quantile(int64_t *values, size_t count, double share);

#endif
