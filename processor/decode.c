// SPDX-License-Identifier: Apache-2.0
// A record to an event: its schema, its bytes, its key, the zone it names. What cannot be judged
// now, because the registry is away or an upgrade is missing, stalls the partition before the
// record; what is wrong becomes a refusal.
#include "worker.h"

#include "codec/frame.h"
#include "io/log.h"
#include "io/partitioner.h"

#include <stdio.h>

const struct zone *worker_zone(struct worker *worker, struct text name)
{
    const struct zone *zone = zone_find(&worker->zones, name);
    struct error error;
    if (zone || zones_at(worker->service->zones, name, &zone, &error) != OK)
        return zone;
    *LIST_ADD(&worker->lasting, &worker->zones) = zone;
    return zone;
}

static void refuse(struct worker *worker, struct input *input, enum refusal refusal,
                   const char *why)
{
    input->reading = EVENT_REFUSED;
    input->refusal = refusal;
    input->why = arena_text(&worker->batch_arena, text_of(why));
}

// The schema that a record's frame names, from the registry. False: nobody can tell at present.
static bool learn_schema(struct worker *worker, struct input *input, int32_t schema_id)
{
    struct error error;
    struct text schema = {NULL, 0};
    if (!worker->registry) {
        refuse(worker, input, REFUSAL_UNKNOWN_SCHEMA, "no registry is configured");
        return true;
    }
    enum result result = registry_schema(worker->registry, schema_id, &schema, &error);
    if (result == OK)
        result = event_reader_add(worker->events, schema_id, schema, &error);
    if (result == RESULT_UNAVAILABLE) {
        partition_stall(worker, &worker->partitions[input->partition], error.text);
        return false;
    }
    if (result != OK)
        refuse(worker, input, REFUSAL_UNKNOWN_SCHEMA, error.text);
    return true;
}

static int32_t frame_schema_id(struct text value)
{
    struct frame frame;
    struct error error;
    bool known = frame_read(value, &frame, &error) == OK && frame.kind == FRAME_REGISTRY;
    return known ? frame.schema_id : SCHEMA_ID_NONE;
}

static void check_key(struct worker *worker, struct input *input)
{
    struct partition *partition = &worker->partitions[input->partition];
    enum key_hash hash = (enum key_hash)worker->service->options->partitioner;
    struct text customer = input->event.customer_id;
    if (input->key.at && !text_equal(input->key, customer)) {
        refuse(worker, input, REFUSAL_BAD_BYTES, "the key is not the customer_id");
    } else if (partition_of(hash, customer, worker->service->partitions) != input->partition) {
        partition->strayed++;
        refuse(worker, input, REFUSAL_WRONG_PARTITION, "");
    } else {
        partition->matched++;
    }
}

static void complete(struct worker *worker, struct input *input)
{
    struct event *event = &input->event;
    event->record_ms = input->timestamp_ms;
    event->origin = (struct origin){text_of(topic_name(worker, (enum topic)input->type)),
                                    input->partition, input->offset};
    if (event->type == EVENT_ACCOUNT_ACTION && event->action.zone.len)
        event->action.zone_table = worker_zone(worker, event->action.zone);
    if (event->type != EVENT_CLOCK_TICK)
        check_key(worker, input);
}

bool input_decode(struct worker *worker, struct input *input)
{
    struct event_fault fault;
    input->schema_id = frame_schema_id(input->value);
    input->refusal = REFUSAL_NONE;
    if (!input->value.at) {
        refuse(worker, input, REFUSAL_BAD_BYTES, "the record has no value");
        return true;
    }
    for (int tries = 0; tries < 2; tries++) {
        input->reading = event_read(worker->events, input->type, input->value, &worker->batch_arena,
                                    &input->event, &fault);
        if (input->reading != EVENT_SCHEMA_WANTED)
            break;
        if (!learn_schema(worker, input, fault.schema_id))
            return false;
        if (input->reading == EVENT_REFUSED)
            return true;
    }
    switch (input->reading) {
    case EVENT_READ:
        complete(worker, input);
        break;
    case EVENT_REFUSED:
        refuse(worker, input, fault.refusal, fault.error.text);
        break;
    case EVENT_SCHEMA_WANTED:
        refuse(worker, input, REFUSAL_UNKNOWN_SCHEMA, "the registry's schema is none of ours");
        break;
    case EVENT_TOO_NEW:
        partition_stall(worker, &worker->partitions[input->partition], fault.error.text);
        return false;
    }
    return true;
}
