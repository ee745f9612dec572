// SPDX-License-Identifier: Apache-2.0
// Hostile values of the input topics: the first byte selects the topic, the rest is the value with
// its frame. What is read as an event is written and read again: the same event.
#include "codec/event_read.h"
#include "codec/event_write.h"
#include "codec/frame.h"

#include <stdlib.h>

enum { ARENA_SIZE = 64 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct records records;
static struct event_reader *reader;
static struct action_layout layout;
static struct arena arena;

static void set_up(void)
{
    records_init(&records);
    reader = event_reader_new(&records);
    action_layout_init(&layout, records.schemas[RECORD_ACCOUNT_ACTION]);
    arena_init(&arena, ARENA_SIZE);
}

static void write_framed(const struct event *event, struct bytes *out)
{
    frame_write_single_object(out, records.schemas[event->type]->fingerprint);
    event_write(&layout, event, out);
}

static void check_round_trip(const struct event *event)
{
    struct bytes first = {0}, second = {0};
    struct event again;
    struct event_fault fault;
    write_framed(event, &first);
    if (event_read(reader, event->type, bytes_text(&first), &arena, &again, &fault) != EVENT_READ)
        abort();
    write_framed(&again, &second);
    if (!text_equal(bytes_text(&first), bytes_text(&second)))
        abort();
    bytes_release(&first);
    bytes_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct event event;
    struct event_fault fault;
    if (!reader)
        set_up();
    if (size == 0)
        return 0;
    arena_reset(&arena);
    enum event_type type = (enum event_type)(data[0] % EVENT_TYPE_COUNT);
    struct text value = {(const char *)data + 1, size - 1};
    if (event_read(reader, type, value, &arena, &event, &fault) == EVENT_READ)
        check_round_trip(&event);
    return 0;
}
