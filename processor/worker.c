// SPDX-License-Identifier: Apache-2.0
// Opens and closes what one worker works with. Everything is its own: no two workers share a
// handle.
#include "worker.h"

#include "io/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define BATCH_ARENA_SIZE ((size_t)1 << 36)
#define STEP_ARENA_SIZE ((size_t)1 << 36)
#define LASTING_ARENA_SIZE ((size_t)1 << 24)
enum { IMAGE_CELLS_MAX = 1024, START_RETRY_MS = 1000, BOOK_TIMEOUT_MS = 60000 };

static void open_metrics(struct worker *worker)
{
    struct metrics *all = worker->service->metrics;
    struct worker_metrics *own = &worker->metrics;
    char labels[64];
    for (int i = 0; i < EVENT_TYPE_COUNT; i++) {
        snprintf(labels, sizeof labels, "worker=\"%d\",event=\"%.*s\"", worker->number,
                 TEXT_ARGS(event_name((enum event_type)i)));
        own->events[i] = metrics_at(all, METRIC_COUNTER, "dunning_events_total",
                                    "Input records dealt with.", labels);
    }
    snprintf(labels, sizeof labels, "worker=\"%d\",reason=\"behind\"", worker->number);
    own->tick_wait_behind = metrics_at(all, METRIC_HISTOGRAM, "dunning_tick_wait_seconds",
                                       "How long ticks waited at the barrier.", labels);
    snprintf(labels, sizeof labels, "worker=\"%d\",reason=\"transaction\"", worker->number);
    own->tick_wait_stranger = metrics_at(all, METRIC_HISTOGRAM, "dunning_tick_wait_seconds",
                                         "How long ticks waited at the barrier.", labels);
    snprintf(labels, sizeof labels, "worker=\"%d\"", worker->number);
    const struct {
        struct metric **at;
        enum metric_kind kind;
        const char *name, *help;
    } rows[] = {
        {&own->transactions, METRIC_COUNTER, "dunning_transactions_total", "Commits."},
        {&own->aborts, METRIC_COUNTER, "dunning_aborts_total", "Batches given up."},
        {&own->epochs, METRIC_GAUGE, "dunning_producer_epochs", "Producers made so far."},
        {&own->outputs, METRIC_COUNTER, "dunning_outputs_total", "Outputs sent."},
        {&own->commit_seconds, METRIC_HISTOGRAM, "dunning_commit_seconds", "Committing a batch."},
        {&own->fold_seconds, METRIC_HISTOGRAM, "dunning_fold_seconds", "Folding into Redis."},
        {&own->owned, METRIC_GAUGE, "dunning_partitions_owned", "Partitions owned."},
        {&own->behind, METRIC_GAUGE, "dunning_partitions_behind", "Partitions being restored."},
        {&own->stalled, METRIC_GAUGE, "dunning_partitions_stalled", "Partitions stalled."},
        {&own->restored_accounts, METRIC_COUNTER, "dunning_restored_accounts_total",
         "After-images folded while restoring."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        *rows[i].at = metrics_at(all, rows[i].kind, rows[i].name, rows[i].help, labels);
}

static void open_memory(struct worker *worker)
{
    arena_init(&worker->batch_arena, BATCH_ARENA_SIZE);
    arena_init(&worker->step_arena, STEP_ARENA_SIZE);
    arena_init(&worker->lasting, LASTING_ARENA_SIZE);
    cache_init(&worker->cache, (size_t)worker->service->options->cache_bytes_max);
    partitions_init(worker);
    worker->group = calloc(GROUP_MAX, sizeof *worker->group);
    if (!worker->group)
        abort();
    worker->events = event_reader_new(worker->service->records);
    worker->journal_reader = journal_reader_new(worker->service->records);
    record_reader_init(&worker->image_reader, worker->service->records, RECORD_ACCOUNT_IMAGE,
                       IMAGE_CELLS_MAX);
    worker->restore = restore_new();
}

static enum result open_outside(struct worker *worker, struct error *error)
{
    const struct service *service = worker->service;
    const struct options *options = service->options;
    const struct kafka_config *kafka = service->kafka;
    enum result result = store_open(&worker->store, options->redis_url, error);
    if (result == OK)
        result =
            policy_book_open(&worker->book, kafka, worker->number, options->topics[TOPIC_POLICY],
                             text_of(options->policies_default), service->zones, error);
    if (result == OK)
        result = policy_book_read_all(&worker->book, BOOK_TIMEOUT_MS, error);
    if (result == OK && options->registry_url[0])
        worker->registry = registry_open(options->registry_url);
    if (result == OK)
        result = offsets_open(&worker->offsets, kafka, worker->number, error);
    if (result == OK)
        result = reader_open(&worker->reader, kafka, worker->number, error);
    if (result == OK && options->ticker_every_s)
        result = sender_open(&worker->sender, kafka, worker->number, error);
    if (result == OK)
        result = sink_open(&worker->sink, kafka, worker->number, options->topics, TOPIC_COUNT,
                           service->partitions, error);
    if (result == OK)
        result = source_open(&worker->source, kafka, worker->number, options->topics,
                             service->partitions, error);
    return result;
}

void worker_close(struct worker *worker)
{
    if (!worker)
        return;
    source_close(worker->source);
    sink_close(worker->sink);
    sender_close(worker->sender);
    reader_close(worker->reader);
    offsets_close(worker->offsets);
    registry_close(worker->registry);
    policy_book_release(&worker->book);
    store_close(worker->store);
    restore_free(worker->restore);
    record_reader_release(&worker->image_reader);
    journal_reader_free(worker->journal_reader);
    event_reader_free(worker->events);
    partitions_release(worker);
    cache_release(&worker->cache);
    bytes_release(&worker->scratch);
    bytes_release(&worker->frame);
    bytes_release(&worker->state);
    arena_release(&worker->batch_arena);
    arena_release(&worker->step_arena);
    arena_release(&worker->lasting);
    free(worker->group);
    free(worker);
}

// The ids of our outputs' schemas are needed before anything is decided; a registry that is away is
// waited for.
static enum result register_outputs(struct worker *worker, struct error *error)
{
    enum result result = outputs_register(worker, error);
    while (result == RESULT_UNAVAILABLE && !worker->service->stop) {
        LOG_WARNING("registry", LOG_STRING("error", error->text));
        struct timespec wait = {START_RETRY_MS / 1000, 0};
        nanosleep(&wait, NULL);
        if (worker->service->health)
            health_beat(worker->service->health, worker->number, monotonic_ms());
        result = outputs_register(worker, error);
    }
    return worker->service->stop ? OK : result;
}

enum result worker_open(struct worker **worker, struct service *service, int number,
                        struct error *error)
{
    struct worker *made = calloc(1, sizeof *made);
    if (!made)
        abort();
    made->service = service;
    made->number = number;
    made->ticked_ms = wall_ms();
    open_metrics(made);
    open_memory(made);
    enum result result = open_outside(made, error);
    if (result == OK)
        result = register_outputs(made, error);
    if (result != OK)
        worker_close(made);
    else
        *worker = made;
    return result;
}
