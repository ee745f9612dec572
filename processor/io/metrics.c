// SPDX-License-Identifier: Apache-2.0
// Keeps the series and prints them; what they mean is their makers' business. The list of series is
// guarded by a mutex, their values are atomics. Any thread may use everything but metrics_free.
#include "io/metrics.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { BUCKET_COUNT = 14 };

// Upper bounds in microseconds: 1 ms to 30 s, then everything.
static const int64_t bucket_micros[BUCKET_COUNT] = {1000,    2000,    5000,     10000,   20000,
                                                    50000,   100000,  200000,   500000,  1000000,
                                                    2000000, 5000000, 10000000, 30000000};

struct metric {
    const char *name;
    const char *help;
    char *labels;
    enum metric_kind kind;
    struct metric *next;
    _Atomic int64_t value;                     // of a histogram: the sum
    _Atomic int64_t buckets[BUCKET_COUNT + 1]; // not cumulative; the last is +Inf
};

struct metrics {
    pthread_mutex_t lock;
    struct metric *first;
};

struct metrics *metrics_new(void)
{
    struct metrics *metrics = calloc(1, sizeof *metrics);
    if (!metrics)
        abort();
    pthread_mutex_init(&metrics->lock, NULL);
    return metrics;
}

void metrics_free(struct metrics *metrics)
{
    if (!metrics)
        return;
    for (struct metric *at = metrics->first, *next; at; at = next) {
        next = at->next;
        free(at->labels);
        free(at);
    }
    pthread_mutex_destroy(&metrics->lock);
    free(metrics);
}

static struct metric *metric_new(enum metric_kind kind, const char *name, const char *help,
                                 const char *labels)
{
    struct metric *metric = calloc(1, sizeof *metric);
    char *copy = strdup(labels);
    if (!metric || !copy)
        abort();
    metric->kind = kind;
    metric->name = name;
    metric->help = help;
    metric->labels = copy;
    return metric;
}

struct metric *metrics_at(struct metrics *metrics, enum metric_kind kind, const char *name,
                          const char *help, const char *labels)
{
    pthread_mutex_lock(&metrics->lock);
    struct metric **link = &metrics->first;
    struct metric **behind_name = NULL; // where a further series of this name goes
    struct metric *found = NULL;
    for (; *link && !found; link = &(*link)->next) {
        if (strcmp((*link)->name, name) != 0)
            continue;
        behind_name = &(*link)->next;
        if (strcmp((*link)->labels, labels) == 0)
            found = *link;
    }
    if (!found) {
        struct metric **place = behind_name ? behind_name : link;
        found = metric_new(kind, name, help, labels);
        found->next = *place;
        *place = found;
    }
    pthread_mutex_unlock(&metrics->lock);
    return found;
}

void metric_add(struct metric *metric, int64_t more)
{
    atomic_fetch_add_explicit(&metric->value, more, memory_order_relaxed);
}

void metric_set(struct metric *metric, int64_t value)
{
    atomic_store_explicit(&metric->value, value, memory_order_relaxed);
}

void metric_observe(struct metric *metric, int64_t micros)
{
    int bucket = 0;
    while (bucket < BUCKET_COUNT && micros > bucket_micros[bucket])
        bucket++;
    atomic_fetch_add_explicit(&metric->buckets[bucket], 1, memory_order_relaxed);
    metric_add(metric, micros);
}

int64_t metric_value(const struct metric *metric)
{
    return atomic_load_explicit(&metric->value, memory_order_relaxed);
}

static void write_series(struct bytes *out, const struct metric *metric)
{
    const char *open = *metric->labels ? "{" : "";
    const char *close = *metric->labels ? "}" : "";
    bytes_print(out, "%s%s%s%s ", metric->name, open, metric->labels, close);
    int64_t value = metric_value(metric);
    if (metric->kind == METRIC_SECONDS)
        bytes_print(out, "%.6f\n", (double)value / 1e6);
    else
        bytes_print(out, "%" PRId64 "\n", value);
}

static void write_histogram(struct bytes *out, const struct metric *metric)
{
    const char *comma = *metric->labels ? "," : "";
    int64_t count = 0;
    for (int i = 0; i <= BUCKET_COUNT; i++) {
        count += atomic_load_explicit(&metric->buckets[i], memory_order_relaxed);
        bytes_print(out, "%s_bucket{%s%sle=\"", metric->name, metric->labels, comma);
        if (i < BUCKET_COUNT)
            bytes_print(out, "%g\"} %" PRId64 "\n", (double)bucket_micros[i] / 1e6, count);
        else
            bytes_print(out, "+Inf\"} %" PRId64 "\n", count);
    }
    bytes_print(out, "%s_sum{%s} %.6f\n", metric->name, metric->labels,
                (double)metric_value(metric) / 1e6);
    bytes_print(out, "%s_count{%s} %" PRId64 "\n", metric->name, metric->labels, count);
}

void metrics_write(struct metrics *metrics, struct bytes *out)
{
    static const char *const kinds[] = {"counter", "gauge", "gauge", "histogram"};
    pthread_mutex_lock(&metrics->lock);
    const char *name = "";
    for (const struct metric *at = metrics->first; at; at = at->next) {
        if (strcmp(name, at->name) != 0)
            bytes_print(out, "# HELP %s %s\n# TYPE %s %s\n", at->name, at->help, at->name,
                        kinds[at->kind]);
        name = at->name;
        if (at->kind == METRIC_HISTOGRAM)
            write_histogram(out, at);
        else
            write_series(out, at);
    }
    pthread_mutex_unlock(&metrics->lock);
}
