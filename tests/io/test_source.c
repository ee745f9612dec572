// SPDX-License-Identifier: Apache-2.0
// Assignment as an event, positions that are ours, ends that are remembered: on the mock cluster.
#include "io/offsets.h"
#include "io/reader.h"
#include "io/sender.h"
#include "io/source.h"
#include "mock_kafka.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { POLLS_MAX = 600, POLL_MS = 50 };

static struct mock_kafka mock;
static struct error error;

static void send_records(int input, int32_t partition, int count)
{
    struct sender *sender = NULL;
    assert_int_equal(sender_open(&sender, mock.config, 0, &error), OK);
    for (int i = 0; i < count; i++) {
        char value[16];
        int len = snprintf(value, sizeof value, "%d", i);
        struct record record = {.partition = partition, .value = {value, (size_t)len}};
        assert_int_equal(sender_send(sender, MOCK_TOPICS[input], &record, &error), OK);
    }
    assert_int_equal(sender_flush(sender, 10000, &error), OK);
    sender_close(sender);
}

// Polls until an event of this kind, passing over others.
static void poll_for(struct source *source, enum source_event wanted, struct record *record)
{
    enum source_event event = SOURCE_IDLE;
    for (int i = 0; i < POLLS_MAX && event != wanted; i++)
        assert_int_equal(source_poll(source, POLL_MS, &event, record, &error), OK);
    assert_int_equal(event, wanted);
}

static struct source *open_assigned(void)
{
    struct source *source = NULL;
    struct record record;
    assert_int_equal(source_open(&source, mock.config, 0, MOCK_TOPICS, MOCK_PARTITIONS, &error),
                     OK);
    poll_for(source, SOURCE_ASSIGNED, &record);
    for (int32_t p = 0; p < MOCK_PARTITIONS; p++)
        assert_true(source_owns(source, p));
    assert_int_equal(source_apply(source, &error), OK); // nothing included yet
    return source;
}

static void include(struct source *source, int32_t partition, int64_t next)
{
    for (int i = 0; i < SOURCE_INPUTS; i++)
        source_set(source, i, partition, next);
    source_include(source, partition, true);
    assert_int_equal(source_apply(source, &error), OK);
}

static void test_source_poll__reads_nothing_before_it_is_told_where(void **state)
{
    (void)state;
    struct record record;
    enum source_event event;
    struct source *source = open_assigned();
    for (int i = 0; i < 10; i++) {
        assert_int_equal(source_poll(source, POLL_MS, &event, &record, &error), OK);
        assert_int_equal(event, SOURCE_IDLE);
    }
    include(source, 1, 0);
    poll_for(source, SOURCE_RECORD, &record);
    assert_int_equal(record.topic, 0);
    assert_int_equal(record.partition, 1);
    assert_int_equal(record.offset, 0);
    assert_int_equal(source_next(source, 0, 1), 1);
    source_close(source);
}

static void test_source_apply__reads_again_from_where_it_was_set(void **state)
{
    (void)state;
    struct record record;
    struct source *source = open_assigned();
    include(source, 1, 0);
    for (int i = 0; i < 3; i++)
        poll_for(source, SOURCE_RECORD, &record);
    assert_int_equal(record.offset, 2);
    source_set(source, 0, 1, 1);
    assert_int_equal(source_apply(source, &error), OK);
    poll_for(source, SOURCE_RECORD, &record);
    assert_int_equal(record.offset, 1);
    assert_true(text_is(record.value, "1"));
    source_close(source);
}

static void test_source_poll__stops_at_a_place_that_is_not_in_the_log(void **state)
{
    (void)state;
    struct record record;
    enum source_event event;
    enum result result = OK;
    struct source *source = open_assigned();
    include(source, 0, 9);
    for (int i = 0; i < POLLS_MAX && result == OK; i++)
        result = source_poll(source, POLL_MS, &event, &record, &error);
    assert_int_equal(result, RESULT_FATAL);
    assert_non_null(strstr(error.text, "deleted"));
    source_close(source);
}

static void test_source_is_drained__by_records_or_by_an_end(void **state)
{
    (void)state;
    struct record record;
    struct source *source = open_assigned();
    struct offsets *offsets = NULL;
    struct offset ends[2] = {{MOCK_TOPICS[0], 1, 0, 0}, {MOCK_TOPICS[1], 1, 0, 0}};
    assert_int_equal(offsets_open(&offsets, mock.config, 0, &error), OK);
    assert_int_equal(offsets_ends(offsets, ends, 2, 5000, &error), OK);
    assert_int_equal(ends[0].at, 5);
    assert_int_equal(ends[1].at, 0);
    include(source, 1, 0);
    assert_false(source_is_drained(source, 0, 1, 5));
    assert_true(source_is_drained(source, 1, 1, 0));
    for (int i = 0; i < 5; i++)
        poll_for(source, SOURCE_RECORD, &record);
    assert_true(source_is_drained(source, 0, 1, 5));
    assert_false(source_is_drained(source, 0, 1, 6));
    while (!source_is_at_end(source, 0, 1))
        poll_for(source, SOURCE_EOF, &record);
    source_set(source, 0, 1, 0);
    assert_false(source_is_drained(source, 0, 1, 5));
    offsets_close(offsets);
    source_close(source);
}

static void test_source_pause__outlives_an_apply(void **state)
{
    (void)state;
    struct record record;
    enum source_event event;
    struct source *source = open_assigned();
    assert_int_equal(source_pause(source, 0, 1, true, &error), OK);
    include(source, 1, 0);
    for (int i = 0; i < 20; i++) {
        assert_int_equal(source_poll(source, POLL_MS, &event, &record, &error), OK);
        assert_true(event != SOURCE_RECORD);
    }
    assert_int_equal(source_pause(source, 0, 1, false, &error), OK);
    poll_for(source, SOURCE_RECORD, &record);
    assert_int_equal(record.offset, 0);
    source_close(source);
}

static void test_reader_poll__reads_a_place_to_its_end(void **state)
{
    (void)state;
    struct reader *reader = NULL;
    struct reader_place place = {7, MOCK_TOPICS[0], 1, 3};
    struct record record;
    enum reader_event event = READER_IDLE;
    int64_t expected = 3;
    assert_int_equal(reader_open(&reader, mock.config, 0, &error), OK);
    assert_int_equal(reader_seek(reader, &place, 1, &error), OK);
    for (int i = 0; i < POLLS_MAX && event != READER_END; i++) {
        assert_int_equal(reader_poll(reader, POLL_MS, &event, &record, &error), OK);
        if (event == READER_RECORD)
            assert_int_equal(record.offset, expected++);
    }
    assert_int_equal(event, READER_END);
    assert_int_equal(record.topic, 7);
    assert_int_equal(record.offset, 5);
    assert_int_equal(expected, 5);
    reader_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_source_poll__reads_nothing_before_it_is_told_where),
        cmocka_unit_test(test_source_apply__reads_again_from_where_it_was_set),
        cmocka_unit_test(test_source_poll__stops_at_a_place_that_is_not_in_the_log),
        cmocka_unit_test(test_source_is_drained__by_records_or_by_an_end),
        cmocka_unit_test(test_source_pause__outlives_an_apply),
        cmocka_unit_test(test_reader_poll__reads_a_place_to_its_end),
    };
    mock_kafka_start(&mock, "sources");
    send_records(0, 1, 5);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    mock_kafka_stop(&mock);
    return failed;
}
