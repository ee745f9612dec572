// SPDX-License-Identifier: Apache-2.0
// The open batch becomes one transaction: journal, after-images and offsets join the outputs that
// were sent while it filled; then Redis is brought level by a guarded fold.
//   - Only partitions that changed are touched, and each gets the next sequence.
//   - A commit that failed may have happened: the batch is given up, and what is ours is restored
//     from the log, which knows.
//   - A fold that failed changes nothing that is true: its partition is restored.
#include "worker.h"

#include "codec/frame.h"
#include "codec/image.h"
#include "io/log.h"

#include <stdlib.h>
#include <time.h>

static int64_t monotonic_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void batch_note(struct worker *worker, const struct input *input, enum refusal refusal, bool parked)
{
    struct partition *partition = &worker->partitions[input->partition];
    struct journal_input *noted = LIST_ADD(&worker->batch_arena, &partition->inputs);
    *noted = (struct journal_input){
        .topic = text_of(topic_name(worker, (enum topic)input->type)),
        .offset = input->offset,
        .key = input->key,
        .value = input->value,
        .has_key = input->key.at != NULL,
        .has_value = input->value.at != NULL,
        .schema_id = input->schema_id,
        .timestamp_ms = input->timestamp_ms,
        .refused = refusal_code(refusal),
        .parked = parked,
    };
    partition->touched = true;
    partition->moved[input->type] = true;
    partition->next[input->type] = input->offset + 1;
    worker->batch_inputs++;
    worker->batch_bytes += journal_input_size(noted);
    metric_add(worker->metrics.events[input->type], 1);
}

enum result batch_open(struct worker *worker, struct error *error)
{
    if (sink_is_open(worker->sink))
        return OK;
    enum result result = sink_begin(worker->sink, error);
    metric_set(worker->metrics.epochs, sink_epochs(worker->sink));
    if (result == OK)
        worker->batch_since_ms = monotonic_ms();
    return result;
}

bool batch_is_full(const struct worker *worker)
{
    return worker->batch_accounts + GROUP_MAX > BATCH_ACCOUNTS_MAX ||
           worker->batch_inputs + GROUP_MAX > BATCH_INPUTS_MAX ||
           worker->batch_bytes > BATCH_BYTES_MAX;
}

static void close_batch(struct worker *worker)
{
    arena_reset(&worker->batch_arena);
    worker->batch_accounts = worker->batch_inputs = worker->batch_bytes = 0;
    worker->batch_since_ms = 0;
    worker->group_count = 0;
}

// ---- the transaction ----

static enum result send_images(struct worker *worker, const struct partition *partition,
                               struct error *error)
{
    const struct schema *schema = worker->service->records->schemas[RECORD_ACCOUNT_IMAGE];
    enum result result = OK;
    for (size_t i = 0; i < partition->slots.count && result == OK; i++) {
        const struct slot *slot = partition->slots.items[i];
        struct record record = {
            .topic = TOPIC_ACCOUNT, .partition = partition->number, .key = slot->customer};
        if (slot->state.len) {
            bytes_clear(&worker->frame);
            frame_write_single_object(&worker->frame, schema->fingerprint);
            bytes_add_text(&worker->frame, bytes_text(&slot->image));
            record.value = bytes_text(&worker->frame);
        }
        result = sink_send(worker->sink, &record, error);
    }
    return result;
}

// The offsets that moved; where none did (a part of a long tick) that of the ticks, for its
// metadata: the sequence must be found there.
static size_t offsets_of(const struct partition *partition, struct sink_offset *offsets)
{
    size_t count = 0;
    for (int i = 0; i < SOURCE_INPUTS; i++)
        if (partition->moved[i])
            offsets[count++] = (struct sink_offset){i, partition->number, partition->next[i],
                                                    partition->sequence + 1};
    if (count == 0)
        offsets[count++] =
            (struct sink_offset){EVENT_CLOCK_TICK, partition->number,
                                 partition->next[EVENT_CLOCK_TICK], partition->sequence + 1};
    return count;
}

static enum result commit_transaction(struct worker *worker, struct error *error)
{
    size_t count = 0;
    size_t room = (size_t)worker->service->partitions * SOURCE_INPUTS;
    struct sink_offset *offsets = arena_take(&worker->batch_arena, room * sizeof *offsets);
    enum result result = OK;
    for (int32_t p = 0; p < worker->service->partitions && result == OK; p++) {
        struct partition *partition = &worker->partitions[p];
        if (!partition->touched)
            continue;
        count += offsets_of(partition, offsets + count);
        result = journal_send(worker, partition, error);
        if (result == OK)
            result = send_images(worker, partition, error);
    }
    if (result == OK)
        result = sink_commit(worker->sink, worker->source, offsets, count, error);
    return result;
}

// ---- after the commit ----

static void take_committed(struct worker *worker, struct partition *partition)
{
    int64_t journal = sink_delivered(worker->sink, TOPIC_JOURNAL, partition->number);
    int64_t account = sink_delivered(worker->sink, TOPIC_ACCOUNT, partition->number);
    partition->sequence++;
    partition->clock_ms = partition->batch_clock_ms;
    partition->accounts += partition->created;
    if (journal >= partition->journal_offset)
        partition->journal_offset = journal + 1;
    if (account >= partition->account_offset)
        partition->account_offset = account + 1;
}

static struct store_account store_account_of(const struct slot *slot)
{
    struct text words = bytes_text(&slot->words);
    return (struct store_account){
        .customer = slot->customer,
        .state = bytes_text(&slot->state),
        .status = {words.at, slot->status_len},
        .until = {words.at + slot->status_len, slot->until_len},
        .services = {words.at + slot->status_len + slot->until_len,
                     words.len - slot->status_len - slot->until_len},
        .wake_ms = slot->wake_ms,
    };
}

static void fill_fold(struct worker *worker, struct partition *partition, struct store_fold *fold)
{
    size_t count = partition->slots.count;
    struct store_account *accounts =
        arena_take(&worker->batch_arena, (count + 1) * sizeof *accounts);
    for (size_t i = 0; i < count; i++)
        accounts[i] = store_account_of(partition->slots.items[i]);
    *fold = (struct store_fold){
        .partition = partition->number,
        .from = partition->sequence,
        .watermark = {.sequence = partition->sequence,
                      .clock_ms = partition->clock_ms,
                      .journal_offset = partition->journal_offset,
                      .account_offset = partition->account_offset,
                      .chain = partition->chain,
                      .accounts = partition->accounts},
        .accounts = accounts,
        .count = count,
        .last = true,
    };
}

static void settle_fold(struct worker *worker, const struct store_fold *fold)
{
    struct partition *partition = &worker->partitions[fold->partition];
    bool level = fold->answer == STORE_APPLIED ||
                 (fold->answer == STORE_OLD && fold->found == fold->watermark.sequence);
    if (level)
        return;
    LOG_WARNING("fold refused", LOG_INT("partition", fold->partition),
                LOG_INT("sequence", fold->watermark.sequence), LOG_INT("answer", fold->answer),
                LOG_INT("found", fold->found));
    partition_fall_behind(worker, partition, 0);
}

static void fold_batch(struct worker *worker)
{
    size_t count = 0;
    size_t room = (size_t)worker->service->partitions;
    struct store_fold *folds = arena_take(&worker->batch_arena, room * sizeof *folds);
    for (int32_t p = 0; p < worker->service->partitions; p++) {
        struct partition *partition = &worker->partitions[p];
        if (!partition->touched)
            continue;
        take_committed(worker, partition);
        fill_fold(worker, partition, &folds[count++]);
    }
    struct error error;
    int64_t begun_us = monotonic_us();
    enum result result = store_fold(worker->store, folds, count, &error);
    metric_observe(worker->metrics.fold_seconds, monotonic_us() - begun_us);
    if (result != OK)
        LOG_WARNING("fold failed", LOG_STRING("error", error.text));
    for (size_t i = 0; i < count; i++) {
        struct partition *partition = &worker->partitions[folds[i].partition];
        for (size_t s = 0; s < partition->slots.count; s++)
            partition->slots.items[s]->dirty = false;
        partition_forget_batch(partition);
        if (result != OK)
            partition_fall_behind(worker, partition, monotonic_ms() + STALL_RETRY_MS / 2);
        else
            settle_fold(worker, &folds[i]);
    }
}

enum result batch_commit(struct worker *worker, struct error *error)
{
    if (!sink_is_open(worker->sink))
        return OK;
    int64_t begun_us = monotonic_us();
    enum result result = commit_transaction(worker, error);
    if (result != OK)
        return result;
    metric_observe(worker->metrics.commit_seconds, monotonic_us() - begun_us);
    metric_add(worker->metrics.transactions, 1);
    fold_batch(worker);
    close_batch(worker);
    cache_trim(&worker->cache);
    return OK;
}

void batch_abort(struct worker *worker)
{
    metric_add(worker->metrics.aborts, 1);
    sink_abort(worker->sink);
    cache_clear(&worker->cache);
    close_batch(worker);
    for (int32_t p = 0; p < worker->service->partitions; p++)
        partition_fall_behind(worker, &worker->partitions[p], 0);
}
