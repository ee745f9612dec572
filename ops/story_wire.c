// SPDX-License-Identifier: Apache-2.0
#include "ops/story_wire.h"

#include "codec/event_read.h"
#include "codec/event_write.h"
#include "codec/frame.h"

#include <assert.h>
#include <stdlib.h>

struct story_wire {
    struct records records;
    struct action_layout layout;
    struct event_reader *reader;
    struct bytes bytes;
};

struct story_wire *story_wire_open(void)
{
    struct story_wire *wire = calloc(1, sizeof *wire);
    if (!wire)
        abort();
    records_init(&wire->records);
    action_layout_init(&wire->layout, wire->records.schemas[RECORD_ACCOUNT_ACTION]);
    wire->reader = event_reader_new(&wire->records);
    return wire;
}

void story_wire_close(struct story_wire *wire)
{
    if (!wire)
        return;
    event_reader_free(wire->reader);
    records_release(&wire->records);
    bytes_release(&wire->bytes);
    free(wire);
}

enum refusal story_wire_pass(struct story_wire *wire, struct event *event, struct arena *arena)
{
    struct event arrived;
    struct event_fault fault = {0};
    bytes_clear(&wire->bytes);
    frame_write_single_object(&wire->bytes, wire->records.schemas[event->type]->fingerprint);
    event_write(&wire->layout, event, &wire->bytes);
    enum event_reading reading =
        event_read(wire->reader, event->type, bytes_text(&wire->bytes), arena, &arrived, &fault);
    assert(reading == EVENT_READ || reading == EVENT_REFUSED);
    if (reading == EVENT_REFUSED)
        return fault.refusal;
    arrived.record_ms = event->record_ms;
    arrived.origin = event->origin;
    *event = arrived;
    return REFUSAL_NONE;
}
