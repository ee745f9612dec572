// SPDX-License-Identifier: Apache-2.0
// A tick is a barrier: it runs when everything that stood in its siblings when it was read has been
// applied. Then the accounts that are due are woken, in order of (wake time, customer), as Redis
// lists them; so the batch is committed and folded first. A tick of many accounts takes several
// transactions: those woken have a later wake time, so the rest is found by asking again, and the
// clock moves with the last.
//
// A tick that comes too far ahead, or that a dry run shows to restrict too many, is parked: it
// stands in the journal as such, is passed over, and a later one that carries a release runs
// instead (requirements, E5).
#include "worker.h"

#include "io/log.h"

#include <stdio.h>
#include <stdlib.h>

enum { TICK_AHEAD_MS = 3600 * 1000, ENDS_TIMEOUT_MS = 1000, DRY_PAGE = 500 };

// ---- the queue ----

static void copy_bytes(struct bytes *out, struct text text)
{
    bytes_clear(out);
    bytes_add_text(out, text);
    bytes_reserve(out, 1); // an empty value is not an absent one
}

void tick_enqueue(struct worker *worker, struct partition *partition, const struct record *record)
{
    struct error error;
    int at = (partition->tick_first + partition->tick_count++) % TICKS_WAITING_MAX;
    struct waiting_tick *tick = &partition->ticks[at];
    tick->offset = record->offset;
    tick->timestamp_ms = record->timestamp_ms;
    tick->read_ms = monotonic_ms();
    for (int i = 0; i < EVENT_CLOCK_TICK; i++)
        tick->seen[i] = source_seen(worker->source, i, partition->number);
    tick->has_key = record->key.at != NULL;
    tick->has_value = record->value.at != NULL;
    copy_bytes(&tick->key, record->key);
    copy_bytes(&tick->value, record->value);
    if (partition->tick_count == TICKS_WAITING_MAX &&
        source_pause(worker->source, EVENT_CLOCK_TICK, partition->number, true, &error) != OK)
        LOG_WARNING("pause", LOG_STRING("error", error.text));
}

static void pop(struct worker *worker, struct partition *partition)
{
    struct error error;
    partition_pop_tick(partition);
    if (partition->tick_count <= TICKS_WAITING_MAX / 4 &&
        source_is_paused(worker->source, EVENT_CLOCK_TICK, partition->number) &&
        source_pause(worker->source, EVENT_CLOCK_TICK, partition->number, false, &error) != OK)
        LOG_WARNING("resume", LOG_STRING("error", error.text));
}

static struct input input_of(struct worker *worker, struct partition *partition)
{
    const struct waiting_tick *tick = partition_tick(partition);
    struct text none = {NULL, 0};
    struct arena *arena = &worker->batch_arena;
    struct text value = bytes_text(&tick->value);
    return (struct input){
        .type = EVENT_CLOCK_TICK,
        .partition = partition->number,
        .offset = tick->offset,
        .timestamp_ms = tick->timestamp_ms,
        .key = tick->has_key && tick->key.len ? arena_text(arena, bytes_text(&tick->key)) : none,
        .value = !tick->has_value ? none
                 : value.len      ? arena_text(arena, value)
                                  : (struct text){"", 0},
    };
}

// ---- the barrier ----

static bool has_tick(const struct partition *partition)
{
    return partition->state == PARTITION_READY && partition->tick_count > 0;
}

static int64_t newest_tick(const struct partition *partition)
{
    int at = (partition->tick_first + partition->tick_count - 1) % TICKS_WAITING_MAX;
    return partition->ticks[at].offset;
}

static bool wants_ends(const struct partition *partition)
{
    return has_tick(partition) &&
           partition->ticks[partition->tick_first].offset > partition->ends_for;
}

// The ends of the siblings, for all partitions that want them, in one question.
static enum result ask_ends(struct worker *worker, struct error *error)
{
    int32_t partitions = worker->service->partitions;
    struct offset *items = calloc((size_t)partitions * EVENT_CLOCK_TICK + 1, sizeof(struct offset));
    if (!items)
        abort();
    size_t count = 0;
    for (int32_t p = 0; p < partitions; p++)
        for (int i = 0; i < EVENT_CLOCK_TICK && wants_ends(&worker->partitions[p]); i++)
            items[count++] = (struct offset){topic_name(worker, (enum topic)i), p, 0, 0};
    enum result result = offsets_ends(worker->offsets, items, count, ENDS_TIMEOUT_MS, error);
    size_t at = 0;
    for (int32_t p = 0; p < partitions && result == OK; p++) {
        struct partition *partition = &worker->partitions[p];
        if (!wants_ends(partition))
            continue;
        for (int i = 0; i < EVENT_CLOCK_TICK; i++)
            partition->ends[i] = items[at++].at;
        partition->ends_for = newest_tick(partition);
    }
    free(items);
    return result;
}

static bool is_drained(struct worker *worker, struct partition *partition)
{
    bool drained = true, stranger = true;
    for (int i = 0; i < EVENT_CLOCK_TICK; i++) {
        if (source_is_drained(worker->source, i, partition->number, partition->ends[i]))
            continue;
        drained = false;
        stranger &= source_is_at_end(worker->source, i, partition->number);
    }
    partition->waits_for_stranger |= !drained && stranger;
    return drained;
}

// A tick that was read before what stood in front of it has waited for it.
static void observe_wait(struct worker *worker, struct partition *partition)
{
    const struct waiting_tick *tick = partition_tick(partition);
    bool waited = false;
    for (int i = 0; i < EVENT_CLOCK_TICK; i++)
        waited |= tick->seen[i] < partition->ends[i];
    if (!waited)
        return;
    struct metric *metric = partition->waits_for_stranger ? worker->metrics.tick_wait_stranger
                                                          : worker->metrics.tick_wait_behind;
    metric_observe(metric, (monotonic_ms() - tick->read_ms) * 1000);
}

// ---- the guard ----

static enum result check_sequence(const struct partition *partition, int64_t sequence,
                                  struct error *error)
{
    if (sequence == partition->sequence)
        return OK;
    return error_set(error, RESULT_ABORT, "Redis is at sequence %lld of partition %d, not %lld",
                     (long long)sequence, (int)partition->number, (long long)partition->sequence);
}

static bool is_too_many(const struct worker *worker, const struct partition *partition,
                        int64_t count)
{
    const struct options *options = worker->service->options;
    return count > options->guard_accounts &&
           count * 1000000 > options->guard_share_ppm * partition->accounts;
}

// The due accounts behind `after`, at most `limit`, with their customers copied.
static enum result page_due(struct worker *worker, struct partition *partition, struct text after,
                            int64_t tick_ms, size_t limit, struct store_due *due, size_t *count,
                            struct error *error)
{
    int64_t sequence = 0;
    enum result result = store_due(worker->store, partition->number, after, tick_ms, limit, due,
                                   count, &sequence, error);
    if (result == OK)
        result = check_sequence(partition, sequence, error);
    for (size_t i = 0; i < *count && result == OK; i++) {
        due[i].customer = arena_text(&worker->batch_arena, due[i].customer);
        due[i].member = arena_text(&worker->batch_arena, due[i].member);
    }
    return result;
}

static enum result load_due(struct worker *worker, struct partition *partition,
                            const struct store_due *due, size_t count, struct slot **slots,
                            struct error *error)
{
    struct text *customers = arena_take(&worker->batch_arena, (count + 1) * sizeof(struct text));
    for (size_t i = 0; i < count; i++)
        customers[i] = due[i].customer;
    return slots_load(worker, partition, customers, count, slots, error);
}

// Runs the tick over the due accounts and throws the decisions away.
static enum result dry_run(struct worker *worker, struct partition *partition,
                           const struct input *input, bool *too_many, struct error *error)
{
    struct store_due due[DRY_PAGE];
    struct slot *slots[DRY_PAGE];
    struct text after = {NULL, 0};
    int64_t restricted = 0;
    size_t count = DRY_PAGE;
    enum result result = OK;
    while (result == OK && count == DRY_PAGE && !is_too_many(worker, partition, restricted)) {
        count = 0;
        result =
            page_due(worker, partition, after, input->event.own_ms, DRY_PAGE, due, &count, error);
        if (result == OK && count)
            result = load_due(worker, partition, due, count, slots, error);
        for (size_t i = 0; i < count && result == OK; i++) {
            struct decision decision;
            result = step_apply(worker, partition, slots[i], input, true, &decision, error);
            restricted += result == OK && decision.restricts;
        }
        if (count)
            after = due[count - 1].member;
        cache_trim(&worker->cache);
    }
    *too_many = is_too_many(worker, partition, restricted);
    return result;
}

static enum result guard(struct worker *worker, struct partition *partition,
                         const struct input *input, bool *too_many, struct error *error)
{
    int64_t due = 0, sequence = 0;
    *too_many = false;
    if (input->event.tick.release == RELEASE_MASS)
        return OK;
    enum result result = store_due_count(worker->store, partition->number, input->event.own_ms,
                                         &due, &sequence, error);
    if (result == OK)
        result = check_sequence(partition, sequence, error);
    if (result == OK && is_too_many(worker, partition, due))
        result = dry_run(worker, partition, input, too_many, error);
    return result;
}

// ---- running ----

static enum result wake_due(struct worker *worker, struct partition *partition,
                            const struct input *input, bool *complete, struct error *error)
{
    size_t room = BATCH_ACCOUNTS_MAX - worker->batch_accounts, count = 0;
    struct store_due *due = arena_take(&worker->batch_arena, room * sizeof *due);
    struct slot **slots = arena_take(&worker->batch_arena, room * sizeof(struct slot *));
    struct text first = {NULL, 0};
    enum result result =
        page_due(worker, partition, first, input->event.own_ms, room, due, &count, error);
    if (result == OK && count)
        result = load_due(worker, partition, due, count, slots, error);
    for (size_t i = 0; i < count && result == OK; i++) {
        struct decision decision;
        result = step_apply(worker, partition, slots[i], input, false, &decision, error);
        if (result == OK && slots[i]->state.len && slots[i]->wake_ms <= input->event.own_ms)
            result = error_set(error, RESULT_FATAL,
                               "partition %d: an account does not get past the tick at offset %lld",
                               (int)partition->number, (long long)input->offset);
    }
    *complete = count < room;
    return result;
}

static enum result pass(struct worker *worker, struct partition *partition,
                        const struct input *input, enum refusal refusal, const char *parked,
                        struct error *error)
{
    enum result result = OK;
    if (refusal != REFUSAL_NONE)
        result = dead_letter_send(worker, input, refusal, error);
    if (result != OK)
        return result;
    batch_note(worker, input, refusal, parked != NULL);
    observe_wait(worker, partition);
    pop(worker, partition);
    if (!parked)
        return OK;
    char labels[96], instant[INSTANT_TEXT_MAX];
    snprintf(labels, sizeof labels, "worker=\"%d\",reason=\"%s\"", worker->number, parked);
    metric_add(metrics_at(worker->service->metrics, METRIC_COUNTER, "dunning_ticks_parked_total",
                          "Ticks parked until an operator releases them.", labels),
               1);
    LOG_ERROR("tick parked", LOG_INT("partition", partition->number),
              LOG_INT("offset", input->offset), LOG_STRING("reason", parked),
              LOG_STRING("tick_time", instant_write(input->event.own_ms, instant)));
    return OK;
}

static bool is_far_ahead(const struct worker *worker, const struct partition *partition,
                         const struct event *event)
{
    int64_t most_ms = worker->service->options->tick_step_max_days * DAY_MS;
    return partition->batch_clock_ms != INSTANT_NONE && event->tick.release == RELEASE_NONE &&
           event->own_ms - partition->batch_clock_ms > most_ms;
}

static enum result run_tick(struct worker *worker, struct partition *partition, struct error *error)
{
    struct input input = input_of(worker, partition);
    if (!input_decode(worker, &input))
        return OK; // stalled
    const struct event *event = &input.event;
    if (input.reading != EVENT_READ)
        return pass(worker, partition, &input, input.refusal, NULL, error);
    if (event->own_ms > input.timestamp_ms + TICK_AHEAD_MS)
        return pass(worker, partition, &input, REFUSAL_TICK_AHEAD, NULL, error);
    if (event->own_ms <= partition->batch_clock_ms)
        return pass(worker, partition, &input, REFUSAL_NONE, NULL, error);
    if (is_far_ahead(worker, partition, event))
        return pass(worker, partition, &input, REFUSAL_NONE, "ahead", error);
    bool too_many = false, complete = false;
    enum result result = guard(worker, partition, &input, &too_many, error);
    if (result == OK && too_many)
        return pass(worker, partition, &input, REFUSAL_NONE, "mass", error);
    if (result == OK)
        result = wake_due(worker, partition, &input, &complete, error);
    if (result != OK || !complete)
        return result;
    partition->batch_clock_ms = event->own_ms;
    return pass(worker, partition, &input, REFUSAL_NONE, NULL, error);
}

enum result ticks_run(struct worker *worker, struct error *error)
{
    bool any = false, ask = false;
    for (int32_t p = 0; p < worker->service->partitions; p++) {
        any |= has_tick(&worker->partitions[p]);
        ask |= wants_ends(&worker->partitions[p]);
    }
    if (!any)
        return OK;
    if (ask && ask_ends(worker, error) != OK) {
        LOG_WARNING("barrier", LOG_STRING("error", error->text));
        return OK; // asked again with the next round
    }
    bool runs = false;
    for (int32_t p = 0; p < worker->service->partitions; p++)
        runs |= has_tick(&worker->partitions[p]) && is_drained(worker, &worker->partitions[p]);
    if (!runs)
        return OK;
    enum result result = batch_commit(worker, error); // the due index is read from Redis
    if (result == OK)
        result = batch_open(worker, error);
    for (int32_t p = 0; p < worker->service->partitions && result == OK; p++) {
        struct partition *partition = &worker->partitions[p];
        if (has_tick(partition) && worker->batch_accounts < BATCH_ACCOUNTS_MAX &&
            is_drained(worker, partition))
            result = run_tick(worker, partition, error);
    }
    if (result == OK && worker->batch_accounts >= BATCH_ACCOUNTS_MAX)
        result = batch_commit(worker, error);
    return result == RESULT_UNAVAILABLE ? RESULT_ABORT : result;
}
