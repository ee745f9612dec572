// SPDX-License-Identifier: Apache-2.0
// The states of a partition and the ways between them:
//
//   ABSENT ──assigned──► BEHIND ──restored──► READY ◄──time──► STALLED
//      ▲                   ▲                    │
//      └── any, revoked    └── abort, Redis away or not level ── any
//
// What is read is what is READY; a change is only noted here and made by the loop's next
// source_apply, so that many changes cost one re-assign.
#include "worker.h"

#include "io/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int64_t monotonic_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t wall_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void partitions_init(struct worker *worker)
{
    size_t count = (size_t)worker->service->partitions;
    worker->partitions = calloc(count, sizeof *worker->partitions);
    if (!worker->partitions)
        abort();
    for (size_t i = 0; i < count; i++)
        worker->partitions[i] =
            (struct partition){.number = (int32_t)i, .clock_ms = INSTANT_NONE, .ends_for = -1};
}

void partitions_release(struct worker *worker)
{
    for (int32_t i = 0; worker->partitions && i < worker->service->partitions; i++) {
        struct partition *partition = &worker->partitions[i];
        bytes_release(&partition->outputs);
        for (int t = 0; t < TICKS_WAITING_MAX; t++) {
            bytes_release(&partition->ticks[t].key);
            bytes_release(&partition->ticks[t].value);
        }
    }
    free(worker->partitions);
    worker->partitions = NULL;
}

void partition_forget_batch(struct partition *partition)
{
    partition->touched = false;
    memset(partition->moved, 0, sizeof partition->moved);
    partition->inputs = (struct journal_inputs){0};
    partition->slots.items = NULL;
    partition->slots.count = partition->slots.room = 0;
    bytes_clear(&partition->outputs);
    partition->output_count = 0;
    partition->created = 0;
    partition->batch_clock_ms = partition->clock_ms;
}

void partition_drop_ticks(struct partition *partition)
{
    partition->tick_count = 0;
    partition->ends_for = -1;
    partition->waits_for_stranger = false;
}

void partition_pop_tick(struct partition *partition)
{
    partition->tick_first = (partition->tick_first + 1) % TICKS_WAITING_MAX;
    partition->tick_count--;
    partition->waits_for_stranger = false;
}

bool partition_is_read(const struct partition *partition)
{
    return partition->state == PARTITION_READY;
}

static void stop_reading(struct worker *worker, struct partition *partition)
{
    partition_drop_ticks(partition);
    source_include(worker->source, partition->number, false);
    worker->apply_wanted = true;
}

void partition_fall_behind(struct worker *worker, struct partition *partition, int64_t retry_ms)
{
    if (partition->state == PARTITION_ABSENT)
        return;
    stop_reading(worker, partition);
    partition_forget_batch(partition);
    partition->state = PARTITION_BEHIND;
    partition->retry_ms = retry_ms;
}

// What the open batch holds of it stays: it was applied before.
void partition_stall(struct worker *worker, struct partition *partition, const char *why)
{
    if (partition->state == PARTITION_READY &&
        strncmp(partition->stalled_by, why, sizeof partition->stalled_by - 1) != 0) {
        snprintf(partition->stalled_by, sizeof partition->stalled_by, "%s", why);
        LOG_ERROR("partition stalled", LOG_INT("partition", partition->number),
                  LOG_STRING("reason", why));
    }
    stop_reading(worker, partition);
    partition->state = PARTITION_STALLED;
    partition->retry_ms = monotonic_ms() + STALL_RETRY_MS;
}

void partition_leave(struct worker *worker, struct partition *partition)
{
    stop_reading(worker, partition);
    partition_forget_batch(partition);
    cache_drop(&worker->cache, partition->number);
    partition->state = PARTITION_ABSENT;
}

void partition_go(struct worker *worker, struct partition *partition)
{
    partition->state = PARTITION_READY;
    partition_drop_ticks(partition);
    for (int i = 0; i < SOURCE_INPUTS; i++)
        source_set(worker->source, i, partition->number, partition->next[i]);
    source_include(worker->source, partition->number, true);
    worker->apply_wanted = true;
}
