// SPDX-License-Identifier: Apache-2.0
// Counters, gauges and histograms in Prometheus' text format. A series is made once and its pointer
// kept; changing it is one atomic operation, so workers share nothing else. A process has one
// struct metrics, which outlives all series handed out.
#ifndef IO_METRICS_H
#define IO_METRICS_H

#include "base/bytes.h"

struct metrics;
struct metric;

enum metric_kind {
    METRIC_COUNTER,   // a count that only grows
    METRIC_GAUGE,     // a present value
    METRIC_SECONDS,   // a gauge of seconds, set in microseconds
    METRIC_HISTOGRAM, // of durations in seconds, observed in microseconds
};

struct metrics *metrics_new(void);
void metrics_free(struct metrics *metrics);

// The series `name{labels}`, made at first asking. `labels` is Prometheus' own text without braces,
// such as worker="0",reason="behind", or "". `name` and `help` must be constants.
struct metric *metrics_at(struct metrics *metrics, enum metric_kind kind, const char *name,
                          const char *help, const char *labels);

void metric_add(struct metric *metric, int64_t more);
void metric_set(struct metric *metric, int64_t value);
void metric_observe(struct metric *metric, int64_t micros);
int64_t metric_value(const struct metric *metric);

// All series, in the order of their making, those of one name together.
void metrics_write(struct metrics *metrics, struct bytes *out);

#endif
