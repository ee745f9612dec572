// SPDX-License-Identifier: Apache-2.0
// The clock of a deployment that brings none: a tick on every whole period into every partition
// that this worker owns, through the log like anyone's. Two tickers do no harm: a tick at or before
// the clock is a no-op.
#include "worker.h"

#include "codec/event_write.h"
#include "codec/frame.h"
#include "io/log.h"

#include <inttypes.h>
#include <stdio.h>

static void write_tick(struct worker *worker, int64_t tick_ms)
{
    char id[48];
    int len = snprintf(id, sizeof id, "tick-%" PRId64, tick_ms);
    struct event event = {.type = EVENT_CLOCK_TICK,
                          .event_id = {id, (size_t)len},
                          .own_ms = tick_ms,
                          .tick = {.actor = TEXT_LITERAL("dunningd")}};
    const struct schema *schema = worker->service->records->schemas[RECORD_CLOCK_TICK];
    bytes_clear(&worker->frame);
    frame_write_single_object(&worker->frame, schema->fingerprint);
    event_write(NULL, &event, &worker->frame);
}

enum result ticker_run(struct worker *worker, struct error *error)
{
    int64_t every_ms = worker->service->options->ticker_every_s * 1000;
    int64_t failed = worker->sender ? sender_poll(worker->sender) : 0;
    if (failed)
        LOG_WARNING("ticks not sent", LOG_INT("count", failed));
    if (every_ms == 0)
        return OK;
    int64_t tick_ms = wall_ms() / every_ms * every_ms;
    if (tick_ms <= worker->ticked_ms)
        return OK;
    worker->ticked_ms = tick_ms;
    write_tick(worker, tick_ms);
    enum result result = OK;
    for (int32_t p = 0; p < worker->service->partitions && result == OK; p++) {
        struct record record = {.partition = p, .value = bytes_text(&worker->frame)};
        if (worker->partitions[p].state == PARTITION_READY)
            result =
                sender_send(worker->sender, topic_name(worker, TOPIC_CLOCK_TICK), &record, error);
    }
    return result;
}
