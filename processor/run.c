// SPDX-License-Identifier: Apache-2.0
// The loop of one worker, and the protocol that makes its effects happen exactly once.
//
// THE LOG IS THE TRUTH. A worker reads the four inputs of its partitions, decides, and writes all
// that it decided in one Kafka transaction: outputs, after-images of accounts, the journal of the
// inputs as applied, dead letters, and the offsets of what it read, with the partition's sequence
// in their metadata. It happens as a whole or not at all. Redis is brought level after the commit
// by a fold that Redis itself guards: it applies iff its watermark stands right before, so a
// repeated, a late or a stranger's fold changes nothing. Whatever is lost in Redis comes back from
// the log.
//
// One round of the loop:
//
//   poll a group ─► decode ─► read missing accounts ─► step each ─► outputs into the transaction
//        │                    (counts only if Redis     (engine)
//        │                     is where we left it)
//        ├─ ticks whose siblings are drained: commit, then wake what is due        tick.c
//        ├─ the batch is old or full: journal + images + offsets, commit, fold     batch.c
//        ├─ positions changed: one re-assign                                       source.c
//        └─ a slice of restoring what is behind; our own ticks; new policies
//
// WHO MAY DECIDE. A partition's inputs are read only while it is READY: its committed offsets agree
// with its journal, and Redis has been brought to that sequence (restore.c). Everything else is
// reached by giving up: when anything about a transaction is uncertain, the batch is dropped, the
// producer is made anew (which ends the transaction at the coordinator and raises the epoch), all
// partitions fall BEHIND, and the log is asked what was committed. So there is one way out of every
// trouble, and it is used at every start.
//
// ORDER. Events of one customer are in one partition number; a tick waits until what stood in its
// siblings when it was read has been applied. Positions committed are those applied, not those
// polled: ticks are read ahead and wait in a queue.
//
// What fails, and where it is answered:
//   crash, kill -9 ............ the coordinator aborts or completes; restore.c reads what holds
//   abortable Kafka error ..... RESULT_ABORT, settle() here: batch_abort
//   error answer, lost answer . sink.c marks the epoch suspect; the next begin has a new producer
//   fenced, fatal ............. RESULT_FATAL: we leave; main.c names a duel and waits 30 s
//   commit's outcome unknown .. the same as an abort: offsets and journal say whether it happened
//   rebalance ................. revoked: apply, commit, fold, leave. lost: give up, leave
//   Redis down, flushed, old .. batch.c (fold refused or failed), apply.c and tick.c (read under
//                               another watermark), watch_redis() here when nothing happens: BEHIND
//                               until restored; not ready meanwhile
//   bad bytes, refused ........ output.c: a dead letter in the same transaction
//   registry down, too new .... decode.c: the partition is STALLED before the record, and retried
//   foreign partitioner ....... apply.c: STALLED with an alarm; a single stray is a dead letter
//   bad tick, mass action ..... tick.c: dead letter, or parked until released
//   policy text not here yet .. restore.c waits for it
//   partition count changed ... topology.c, at every assignment: we leave before reading
//   records deleted unread .... restore.c and source.c: we leave, and say how many
#include "run.h"

#include "io/log.h"
#include "topology.h"
#include "worker.h"

enum {
    IDLE_MS = 50,
    BUSY_MS = 5,
    APPLY_EVERY_MS = 500,
    WATCH_EVERY_MS = 1000,
    WATCH_AT_ONCE = 16,
};

// ---- rebalance ----

static enum result take_assignment(struct worker *worker, struct error *error)
{
    int32_t partitions = 0, owned = 0;
    enum result result =
        topology_read(worker->service->kafka, worker->service->options, &partitions, error);
    if (result == OK && partitions != worker->service->partitions)
        result = error_set(error, RESULT_FATAL, "the inputs have %d partitions, they had %d",
                           (int)partitions, (int)worker->service->partitions);
    if (result == RESULT_USAGE)
        result = RESULT_FATAL;
    if (result != OK && result != RESULT_UNAVAILABLE)
        return result;
    for (int32_t p = 0; p < worker->service->partitions; p++) {
        struct partition *partition = &worker->partitions[p];
        if (!source_owns(worker->source, p)) {
            partition_leave(worker, partition);
            continue;
        }
        partition->state = PARTITION_BEHIND;
        partition_fall_behind(worker, partition, 0);
        owned++;
    }
    worker->assigned = true;
    LOG_INFO("assigned", LOG_INT("worker", worker->number), LOG_INT("partitions", owned));
    return source_apply(worker->source, error);
}

static enum result leave_partitions(struct worker *worker, struct error *error)
{
    for (int32_t p = 0; p < worker->service->partitions; p++)
        partition_leave(worker, &worker->partitions[p]);
    worker->assigned = false;
    return source_leave(worker->source, error);
}

static enum result take_revocation(struct worker *worker, bool lost, struct error *error)
{
    LOG_INFO(lost ? "partitions lost" : "partitions revoked", LOG_INT("worker", worker->number));
    enum result result = lost ? RESULT_ABORT : group_apply(worker, error);
    if (result == OK)
        result = batch_commit(worker, error);
    if (result == RESULT_FATAL)
        return result;
    if (result != OK)
        batch_abort(worker);
    return leave_partitions(worker, error);
}

// ---- polling ----

static struct headers copy_headers(struct worker *worker, const struct headers *headers)
{
    struct headers copy = {0};
    struct arena *arena = &worker->batch_arena;
    for (size_t i = 0; i < headers->count; i++) {
        struct text value = headers->items[i].value;
        if (value.at && value.len)
            value = arena_text(arena, value);
        else if (value.at)
            value.at = "";
        *LIST_ADD(arena, &copy) = (struct header){arena_text(arena, headers->items[i].name), value};
    }
    return copy;
}

static struct text copy_text(struct worker *worker, struct text text)
{
    if (!text.at || text.len)
        return text.at ? arena_text(&worker->batch_arena, text) : text;
    return (struct text){"", 0};
}

static void take_record(struct worker *worker, const struct record *record)
{
    struct partition *partition = &worker->partitions[record->partition];
    if (!partition_is_read(partition))
        return; // read again when it goes on
    if (record->topic == EVENT_CLOCK_TICK) {
        tick_enqueue(worker, partition, record);
        return;
    }
    worker->group[worker->group_count++] = (struct input){
        .type = (enum event_type)record->topic,
        .partition = record->partition,
        .offset = record->offset,
        .timestamp_ms = record->timestamp_ms,
        .key = copy_text(worker, record->key),
        .value = copy_text(worker, record->value),
        .headers = copy_headers(worker, source_headers(worker->source)),
    };
}

static enum result take_event(struct worker *worker, enum source_event event,
                              const struct record *record, struct error *error)
{
    switch (event) {
    case SOURCE_RECORD:
        take_record(worker, record);
        return OK;
    case SOURCE_ASSIGNED:
        return take_assignment(worker, error);
    case SOURCE_REVOKED:
    case SOURCE_LOST:
        return take_revocation(worker, event == SOURCE_LOST, error);
    case SOURCE_IDLE:
    case SOURCE_EOF:
        break;
    }
    return OK;
}

static int first_timeout(const struct worker *worker)
{
    bool ticks = false;
    for (int32_t p = 0; p < worker->service->partitions; p++)
        ticks |= worker->partitions[p].tick_count > 0;
    if (restore_is_busy(worker))
        return 0;
    if (ticks || worker->batch_since_ms)
        return BUSY_MS;
    return worker->apply_wanted ? 0 : IDLE_MS;
}

static enum result poll_group(struct worker *worker, struct error *error)
{
    int timeout_ms = first_timeout(worker);
    enum source_event event = SOURCE_RECORD;
    enum result result = OK;
    for (int i = 0; i < GROUP_MAX && result == OK && worker->group_count < GROUP_MAX; i++) {
        struct record record;
        result = source_poll(worker->source, timeout_ms, &event, &record, error);
        if (result == OK)
            result = take_event(worker, event, &record, error);
        if (event != SOURCE_RECORD && event != SOURCE_EOF)
            break;
        timeout_ms = 0;
    }
    return result;
}

// ---- the rest of a round ----

static enum result commit_if_due(struct worker *worker, struct error *error)
{
    if (!sink_is_open(worker->sink))
        return OK;
    int64_t age_ms = monotonic_ms() - worker->batch_since_ms;
    if (age_ms < worker->service->options->commit_interval_ms && !batch_is_full(worker))
        return OK;
    return batch_commit(worker, error);
}

static void wake_stalled(struct worker *worker)
{
    int64_t now_ms = monotonic_ms();
    for (int32_t p = 0; p < worker->service->partitions; p++) {
        struct partition *partition = &worker->partitions[p];
        if (partition->state == PARTITION_STALLED && partition->retry_ms <= now_ms &&
            !partition->touched)
            partition_go(worker, partition);
    }
}

// Between two batches only: what was polled and not applied would be lost.
static enum result apply_positions(struct worker *worker, struct error *error)
{
    wake_stalled(worker);
    int64_t now_ms = monotonic_ms();
    bool soon = !restore_is_busy(worker) || now_ms - worker->applied_ms > APPLY_EVERY_MS;
    if (!worker->apply_wanted || !worker->assigned || !soon)
        return OK;
    worker->apply_wanted = false;
    worker->applied_ms = now_ms;
    return source_apply(worker->source, error);
}

// A Redis that went away, or was emptied, while nothing is read or folded.
static enum result watch_redis(struct worker *worker, int64_t *watched_ms, int32_t *next,
                               struct error *error)
{
    int64_t now_ms = monotonic_ms();
    if (sink_is_open(worker->sink) || now_ms - *watched_ms < WATCH_EVERY_MS)
        return OK;
    *watched_ms = now_ms;
    enum result result = OK;
    for (int i = 0; i < WATCH_AT_ONCE && i < worker->service->partitions && result == OK; i++) {
        struct partition *partition = &worker->partitions[*next];
        *next = (*next + 1) % worker->service->partitions;
        if (partition->state != PARTITION_READY)
            continue;
        struct store_watermark found;
        result = store_watermark(worker->store, partition->number, &found, error);
        if (result == OK && found.sequence != partition->sequence)
            partition_fall_behind(worker, partition, 0);
    }
    return result;
}

static void tell_state(struct worker *worker)
{
    int64_t owned = 0, behind = 0, stalled = 0;
    for (int32_t p = 0; p < worker->service->partitions; p++) {
        enum partition_state state = worker->partitions[p].state;
        owned += state != PARTITION_ABSENT;
        behind += state == PARTITION_BEHIND;
        stalled += state == PARTITION_STALLED;
    }
    metric_set(worker->metrics.owned, owned);
    metric_set(worker->metrics.behind, behind);
    metric_set(worker->metrics.stalled, stalled);
    if (!worker->service->health)
        return;
    health_beat(worker->service->health, worker->number, monotonic_ms());
    health_set_ready(worker->service->health, worker->number, worker->assigned && behind == 0);
}

static enum result go_round(struct worker *worker, int64_t *watched_ms, int32_t *watch_next,
                            struct error *error)
{
    enum result result = poll_group(worker, error);
    if (result == OK)
        result = group_apply(worker, error);
    if (result == OK)
        result = ticks_run(worker, error);
    if (result == OK)
        result = commit_if_due(worker, error);
    if (result == OK)
        result = watch_redis(worker, watched_ms, watch_next, error);
    if (result == OK)
        result = restore_slice(worker, error);
    if (result == OK)
        result = apply_positions(worker, error);
    if (result == OK && ticker_run(worker, error) != OK)
        LOG_WARNING("ticker", LOG_STRING("error", error->text));
    if (result == OK && !sink_is_open(worker->sink))
        result = policy_book_poll(&worker->book, 0, error);
    tell_state(worker);
    return result;
}

// The one place where a result becomes a deed. False: leave.
static bool settle(struct worker *worker, enum result result, const struct error *error)
{
    switch (result) {
    case OK:
        return true;
    case RESULT_ABORT:
    case RESULT_UNAVAILABLE:
    case RESULT_NOT_FOUND:
        LOG_WARNING("batch given up", LOG_INT("worker", worker->number),
                    LOG_STRING("error", error->text));
        batch_abort(worker);
        return true;
    case RESULT_FATAL:
    case RESULT_USAGE:
    case RESULT_BAD_DATA:
        break;
    }
    LOG_ERROR("worker leaves", LOG_INT("worker", worker->number), LOG_STRING("error", error->text));
    return false;
}

static enum result finish(struct worker *worker, struct error *error)
{
    enum result result = group_apply(worker, error);
    if (result == OK)
        result = batch_commit(worker, error);
    if (result == OK || result == RESULT_FATAL)
        return result;
    LOG_WARNING("last batch given up", LOG_STRING("error", error->text));
    batch_abort(worker);
    return OK; // it will be read again
}

enum result run_worker(struct service *service, int number, struct error *error)
{
    struct worker *worker = NULL;
    int64_t watched_ms = 0;
    int32_t watch_next = 0;
    enum result result = worker_open(&worker, service, number, error);
    bool stays = result == OK;
    while (stays && !service->stop) {
        result = go_round(worker, &watched_ms, &watch_next, error);
        stays = settle(worker, result, error);
    }
    if (stays)
        result = finish(worker, error);
    worker_close(worker);
    return result;
}
