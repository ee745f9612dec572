// SPDX-License-Identifier: Apache-2.0
// What a transaction reports, and what an error makes of it, on librdkafka's mock cluster.
#include "io/sink.h"
#include "mock_kafka.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { ADD_PARTITIONS = 24, END_TXN = 26 }; // of the protocol

static struct mock_kafka mock;
static struct error error;

static struct sink *open_sink(void)
{
    struct sink *sink = NULL;
    assert_int_equal(sink_open(&sink, mock.config, 0, MOCK_TOPICS, 4, MOCK_PARTITIONS, &error), OK);
    return sink;
}

static void send_one(struct sink *sink, int topic, int32_t partition)
{
    struct header header = {TEXT_LITERAL("name"), TEXT_LITERAL("value")};
    struct headers headers = {&header, 1, 1};
    struct record record = {.topic = topic,
                            .partition = partition,
                            .key = TEXT_LITERAL("key"),
                            .value = TEXT_LITERAL("value"),
                            .headers = &headers};
    assert_int_equal(sink_send(sink, &record, &error), OK);
}

static void test_sink_commit__tells_where_records_went(void **state)
{
    (void)state;
    struct sink *sink = open_sink();
    assert_int_equal(sink_begin(sink, &error), OK);
    assert_true(sink_is_open(sink));
    send_one(sink, 0, 1);
    send_one(sink, 0, 1);
    send_one(sink, 2, 0);
    assert_int_equal(sink_commit(sink, NULL, NULL, 0, &error), OK);
    assert_false(sink_is_open(sink));
    int64_t first = sink_delivered(sink, 0, 1);
    assert_int_equal(first, 1);
    assert_int_equal(sink_delivered(sink, 2, 0), 0);
    assert_int_equal(sink_delivered(sink, 0, 0), -1);
    assert_int_equal(sink_begin(sink, &error), OK);
    send_one(sink, 0, 1);
    assert_int_equal(sink_commit(sink, NULL, NULL, 0, &error), OK);
    assert_true(sink_delivered(sink, 0, 1) > first);
    assert_int_equal(sink_delivered(sink, 2, 0), -1);
    assert_int_equal(sink_epochs(sink), 1);
    sink_close(sink);
}

static void test_sink_commit__an_abortable_error_costs_the_epoch(void **state)
{
    (void)state;
    struct sink *sink = open_sink();
    assert_int_equal(sink_begin(sink, &error), OK);
    rd_kafka_mock_push_request_errors(mock.cluster, ADD_PARTITIONS, 1,
                                      RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED);
    send_one(sink, 1, 0);
    assert_int_equal(sink_commit(sink, NULL, NULL, 0, &error), RESULT_ABORT);
    sink_abort(sink);
    assert_false(sink_is_open(sink));
    assert_int_equal(sink_begin(sink, &error), OK);
    assert_int_equal(sink_epochs(sink), 2);
    send_one(sink, 1, 0);
    assert_int_equal(sink_commit(sink, NULL, NULL, 0, &error), OK);
    sink_close(sink);
}

static void test_sink_commit__fenced_is_fatal(void **state)
{
    (void)state;
    struct sink *sink = open_sink();
    assert_int_equal(sink_begin(sink, &error), OK);
    send_one(sink, 1, 0);
    rd_kafka_mock_push_request_errors(mock.cluster, END_TXN, 1, RD_KAFKA_RESP_ERR_PRODUCER_FENCED);
    assert_int_equal(sink_commit(sink, NULL, NULL, 0, &error), RESULT_FATAL);
    assert_non_null(strstr(error.text, "fenced"));
    sink_close(sink);
}

static void test_sink_abort__what_follows_has_a_new_epoch(void **state)
{
    (void)state;
    struct sink *sink = open_sink();
    assert_int_equal(sink_begin(sink, &error), OK);
    send_one(sink, 3, 1);
    sink_abort(sink);
    assert_int_equal(sink_prepare(sink, &error), OK);
    assert_int_equal(sink_epochs(sink), 2);
    sink_close(sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sink_commit__tells_where_records_went),
        cmocka_unit_test(test_sink_commit__an_abortable_error_costs_the_epoch),
        cmocka_unit_test(test_sink_commit__fenced_is_fatal),
        cmocka_unit_test(test_sink_abort__what_follows_has_a_new_epoch),
    };
    mock_kafka_start(&mock, "sinks");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    mock_kafka_stop(&mock);
    return failed;
}
