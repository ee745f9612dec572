// SPDX-License-Identifier: Apache-2.0
// A group of inputs, decoded together, their accounts read together, applied one by one in the
// order in which they were polled. What an event means is the engine's; here a verdict becomes
// outputs, a new after-image, a dead letter, and always a line of the journal.
#include "worker.h"

#include "codec/account_read.h"
#include "codec/account_write.h"
#include "codec/image.h"
#include "io/log.h"
#include "io/partitioner.h"

#include <stdio.h>
#include <stdlib.h>

enum { STRAYS_MIN = 8 };

// ---- accounts from Redis ----

static int by_partition(const void *a, const void *b)
{
    int32_t x = (*(struct slot *const *)a)->partition, y = (*(struct slot *const *)b)->partition;
    return (x > y) - (x < y);
}

// One read a partition; the answer counts only under the sequence that we committed last.
static enum result read_slots(struct worker *worker, struct slot **slots, size_t count,
                              struct error *error)
{
    struct arena *arena = &worker->batch_arena;
    struct text *customers = arena_take(arena, count * sizeof *customers);
    struct text *states = arena_take(arena, count * sizeof *states);
    struct store_read *reads = arena_take(arena, count * sizeof *reads);
    size_t read_count = 0;
    qsort(slots, count, sizeof(struct slot *), by_partition);
    for (size_t i = 0; i < count; i++) {
        customers[i] = slots[i]->customer;
        if (i == 0 || slots[i]->partition != slots[i - 1]->partition)
            reads[read_count++] =
                (struct store_read){slots[i]->partition, customers + i, 0, states + i, 0};
        reads[read_count - 1].count++;
    }
    enum result result = store_read(worker->store, reads, read_count, error);
    for (size_t i = 0; i < read_count && result == OK; i++) {
        const struct partition *partition = &worker->partitions[reads[i].partition];
        if (reads[i].sequence != partition->sequence)
            result = error_set(error, RESULT_ABORT,
                               "Redis is at sequence %lld of partition %d, not %lld",
                               (long long)reads[i].sequence, (int)partition->number,
                               (long long)partition->sequence);
    }
    for (size_t i = 0; i < count && result == OK; i++)
        cache_set(&worker->cache, slots[i], states[i]);
    return result == RESULT_UNAVAILABLE ? RESULT_ABORT : result;
}

// An empty slot stands for what will be read; should the reading fail, the batch is given up and
// the cache with it.
static struct slot *slot_wanted(struct worker *worker, int32_t partition, struct text customer,
                                struct slot **missing, size_t *count)
{
    struct slot *slot = cache_find(&worker->cache, partition, customer);
    if (slot)
        return slot;
    slot = cache_add(&worker->cache, partition, customer, (struct text){NULL, 0});
    missing[(*count)++] = slot;
    return slot;
}

enum result slots_load(struct worker *worker, struct partition *partition,
                       const struct text *customers, size_t count, struct slot **slots,
                       struct error *error)
{
    struct slot **missing = arena_take(&worker->batch_arena, (count + 1) * sizeof(struct slot *));
    size_t missing_count = 0;
    for (size_t i = 0; i < count; i++)
        slots[i] = slot_wanted(worker, partition->number, customers[i], missing, &missing_count);
    return missing_count ? read_slots(worker, missing, missing_count, error) : OK;
}

static enum result load_group(struct worker *worker, struct error *error)
{
    struct slot **missing =
        arena_take(&worker->batch_arena, (worker->group_count + 1) * sizeof(struct slot *));
    size_t count = 0;
    for (size_t i = 0; i < worker->group_count; i++) {
        const struct input *input = &worker->group[i];
        if (input->reading == EVENT_READ)
            slot_wanted(worker, input->partition, input->event.customer_id, missing, &count);
    }
    return count ? read_slots(worker, missing, count, error) : OK;
}

// ---- one step ----

// The zone that the codec misses stands in its message, between quotes.
static bool learn_zone(struct worker *worker, const struct error *error)
{
    const char *from = strchr(error->text, '"');
    const char *to = from ? strchr(from + 1, '"') : NULL;
    return to && worker_zone(worker, (struct text){from + 1, (size_t)(to - from - 1)});
}

static enum result read_account(struct worker *worker, struct slot *slot, struct account *account,
                                struct error *error)
{
    if (slot->state.len == 0) {
        account_init(account, slot->customer);
        return OK;
    }
    enum result result = RESULT_NOT_FOUND;
    for (int zones = 0; zones < 4 && result == RESULT_NOT_FOUND; zones++) {
        result = account_read(bytes_text(&slot->state), slot->customer,
                              slot->has_space ? &slot->space : NULL, &worker->zones,
                              &worker->step_arena, account, error);
        if (result == RESULT_NOT_FOUND && !learn_zone(worker, error))
            break;
    }
    if (result != OK)
        return error_wrap(error, RESULT_FATAL, "partition %d: an account cannot be read",
                          (int)slot->partition);
    slot->space = account->space;
    slot->has_space = true;
    return OK;
}

static void write_words(struct slot *slot, const struct account *account, const struct image *image)
{
    char until[DAY_TEXT_MAX] = "";
    bytes_clear(&slot->words);
    if (image->until_day != DAY_NONE)
        day_write(image->until_day, until);
    bytes_add_text(&slot->words, account->published.status);
    slot->status_len = slot->words.len;
    bytes_add_text(&slot->words, text_of(until));
    slot->until_len = slot->words.len - slot->status_len;
    for (size_t i = 0; i < image->services.count; i++) {
        if (i)
            bytes_add_byte(&slot->words, ' ');
        bytes_add_text(&slot->words, image->services.items[i].name);
        bytes_add_byte(&slot->words, '=');
        bytes_add_text(&slot->words, image->services.items[i].level);
    }
}

static void write_image(struct worker *worker, struct slot *slot, const struct account *account)
{
    static const char *const levels[] = {"none", "partial", "full"};
    const struct published *published = &account->published;
    const struct policy *policy = policies_version(
        &worker->book.policies, account->settled.policy_name, published->policy_version);
    struct image image = {
        .customer_id = slot->customer,
        .status = published->status,
        .until_day = published->until_day,
        .next_wake_ms = account->next_wake_ms,
        .state = bytes_text(&worker->state),
    };
    for (size_t i = 0; policy && i < policy->services.count; i++)
        *LIST_ADD(&worker->step_arena, &image.services) = (struct image_service){
            policy->services.items[i], text_of(levels[published->services[i]])};
    bytes_clear(&slot->image);
    image_write(&image, &slot->image);
    write_words(slot, account, &image);
    slot->wake_ms = account->next_wake_ms;
}

// The account's texts are borrowed from the slot's old state: that goes last.
static void keep_account(struct worker *worker, struct partition *partition, struct slot *slot,
                         const struct account *account)
{
    bool was = slot->state.len > 0;
    struct text none = {NULL, 0};
    bytes_clear(&slot->image);
    bytes_clear(&slot->words);
    slot->status_len = slot->until_len = 0;
    if (account->exists)
        write_image(worker, slot, account);
    cache_set(&worker->cache, slot, account->exists ? bytes_text(&worker->state) : none);
    partition->created += (int)account->exists - (int)was;
    partition->touched = true;
    if (slot->dirty)
        return;
    slot->dirty = true;
    worker->batch_accounts++;
    *LIST_ADD(&worker->batch_arena, &partition->slots) = slot;
}

enum result step_apply(struct worker *worker, struct partition *partition, struct slot *slot,
                       const struct input *input, bool dry, struct decision *decision,
                       struct error *error)
{
    struct account account;
    arena_reset(&worker->step_arena);
    enum result result = read_account(worker, slot, &account, error);
    if (result != OK)
        return result;
    engine_step(&worker->book.policies, &account, &input->event, partition->batch_clock_ms,
                &worker->step_arena, decision);
    if (decision->verdict != VERDICT_APPLIED || dry)
        return OK;
    bytes_clear(&worker->state);
    account_write(&account, &worker->state);
    bool full = worker->state.len > (size_t)worker->service->options->account_bytes_max;
    if (full && input->type != EVENT_CLOCK_TICK) { // a tick cannot be refused for one account
        decision->verdict = VERDICT_REFUSED;
        decision->refusal = REFUSAL_ACCOUNT_FULL;
        return OK;
    }
    result = outputs_send(worker, partition, input, slot->customer, decision, error);
    if (result == OK)
        keep_account(worker, partition, slot, &account);
    return result;
}

// ---- the group ----

static enum result apply_input(struct worker *worker, struct input *input, struct error *error)
{
    struct partition *partition = &worker->partitions[input->partition];
    enum refusal refusal = input->refusal;
    enum result result = OK;
    if (input->reading == EVENT_READ) {
        struct decision decision;
        struct slot *slot = cache_find(&worker->cache, input->partition, input->event.customer_id);
        result = step_apply(worker, partition, slot, input, false, &decision, error);
        if (result == OK && decision.verdict == VERDICT_REFUSED)
            refusal = decision.refusal;
    }
    if (result == OK && refusal != REFUSAL_NONE)
        result = dead_letter_send(worker, input, refusal, error);
    if (result == OK)
        batch_note(worker, input, refusal, false);
    return result;
}

// A partition in which every key belongs elsewhere, and one other partitioner explains all of them:
// then it is not the records that are wrong.
static void find_mismatch(struct worker *worker, struct partition *partition)
{
    int strays = 0, fits[KEY_HASH_COUNT] = {0};
    for (size_t i = 0; i < worker->group_count; i++) {
        const struct input *input = &worker->group[i];
        if (input->partition != partition->number || input->refusal != REFUSAL_WRONG_PARTITION)
            continue;
        strays++;
        for (int h = 0; h < KEY_HASH_COUNT; h++)
            fits[h] += partition_of((enum key_hash)h, input->event.customer_id,
                                    worker->service->partitions) == input->partition;
    }
    for (int h = 0; h < KEY_HASH_COUNT && strays >= STRAYS_MIN; h++) {
        char why[160];
        if (fits[h] != strays)
            continue;
        snprintf(why, sizeof why,
                 "producers choose partitions by %s, topics.partitioner says %s: set it, or them",
                 key_hash_name((enum key_hash)h),
                 key_hash_name((enum key_hash)worker->service->options->partitioner));
        partition_stall(worker, partition, why);
        for (size_t i = 0; i < worker->group_count; i++)
            if (worker->group[i].partition == partition->number)
                worker->group[i].reading = EVENT_SCHEMA_WANTED;
        return;
    }
}

static void find_mismatches(struct worker *worker)
{
    for (int32_t p = 0; p < worker->service->partitions; p++) {
        struct partition *partition = &worker->partitions[p];
        if (partition->matched == 0 && partition->strayed > 0 && partition_is_read(partition))
            find_mismatch(worker, partition);
    }
}

enum result group_apply(struct worker *worker, struct error *error)
{
    if (worker->group_count == 0)
        return OK;
    for (size_t i = 0; i < worker->group_count; i++) {
        struct input *input = &worker->group[i];
        if (!partition_is_read(&worker->partitions[input->partition]) ||
            !input_decode(worker, input))
            input->reading = EVENT_SCHEMA_WANTED; // its partition was stalled: read again later
    }
    find_mismatches(worker);
    enum result result = batch_open(worker, error);
    if (result == OK)
        result = load_group(worker, error);
    for (size_t i = 0; i < worker->group_count && result == OK; i++) {
        // A stall in the middle of a group lets pass what stood before it, never what follows.
        if (worker->group[i].reading != EVENT_SCHEMA_WANTED)
            result = apply_input(worker, &worker->group[i], error);
    }
    worker->group_count = 0;
    sink_poll(worker->sink);
    return result;
}
