// SPDX-License-Identifier: Apache-2.0
#include "event_fixture.h"

#include "codec/frame.h"
#include "codec/json_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ARENA_SIZE = 64 << 20 };

int fixture_set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    records_init(&fixture->records);
    fixture->reader = event_reader_new(&fixture->records);
    action_layout_init(&fixture->layout, fixture->records.schemas[RECORD_ACCOUNT_ACTION]);
    arena_init(&fixture->arena, ARENA_SIZE);
    *state = fixture;
    return 0;
}

int fixture_tear_down(void **state)
{
    struct fixture *fixture = *state;
    event_reader_free(fixture->reader);
    records_release(&fixture->records);
    arena_release(&fixture->arena);
    bytes_release(&fixture->value);
    free(fixture);
    return 0;
}

enum event_type fixture_encode(struct fixture *fixture, const char *line)
{
    struct bytes payload = {0};
    struct error error;
    enum event_type type = EVENT_CLOCK_TICK;
    if (json_read(&fixture->records, text_of(line), &type, &payload, &error) != OK)
        fail_msg("%s: %s", line, error.text);
    bytes_clear(&fixture->value);
    frame_write_single_object(&fixture->value, fixture->records.schemas[type]->fingerprint);
    bytes_add_text(&fixture->value, bytes_text(&payload));
    bytes_release(&payload);
    return type;
}

enum event_reading fixture_read(struct fixture *fixture, const char *line)
{
    enum event_type type = fixture_encode(fixture, line);
    return event_read(fixture->reader, type, bytes_text(&fixture->value), &fixture->arena,
                      &fixture->event, &fixture->fault);
}

void assert_read(struct fixture *fixture, const char *line)
{
    if (fixture_read(fixture, line) != EVENT_READ)
        fail_msg("%s: %s", line, fixture->fault.error.text);
}

void assert_refused(struct fixture *fixture, const char *line, enum refusal refusal,
                    const char *sentence)
{
    if (fixture_read(fixture, line) != EVENT_REFUSED || fixture->fault.refusal != refusal ||
        !strstr(fixture->fault.error.text, sentence))
        fail_msg("%s: \"%s\" instead of \"%s\"", line, fixture->fault.error.text, sentence);
}
