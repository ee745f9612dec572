// SPDX-License-Identifier: Apache-2.0
// What may be set, what is owned, and what reaches each handle.
#include "io/kafka_config.h"

#include <librdkafka/rdkafka.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct error error;

static struct kafka_config *config_new(void)
{
    struct kafka_config *config = kafka_config_new();
    assert_int_equal(kafka_config_set(config, KAFKA_BOTH, "group.id", "g", &error), OK);
    assert_int_equal(kafka_config_set(config, KAFKA_BOTH, "group.instance.id", "i-0", &error), OK);
    return config;
}

static void expect(const struct kafka_config *config, enum kafka_handle handle, const char *name,
                   const char *value)
{
    rd_kafka_conf_t *conf = NULL;
    char found[256] = "";
    size_t size = sizeof found;
    assert_int_equal(kafka_config_make(config, handle, 2, &conf, &error), OK);
    assert_int_equal(rd_kafka_conf_get(conf, name, found, &size), RD_KAFKA_CONF_OK);
    assert_string_equal(found, value);
    rd_kafka_conf_destroy(conf);
}

static void test_kafka_config_set__refuses_what_exactly_once_owns(void **state)
{
    (void)state;
    static const char *const owned[][2] = {
        {"enable.auto.commit", "true"},   {"isolation.level", "read_committed"},
        {"transactional.id", "x"},        {"partition.assignment.strategy", "range"},
        {"enable.idempotence", "true"},   {"auto.offset.reset", "earliest"},
        {"enable.partition.eof", "true"},
    };
    struct kafka_config *config = config_new();
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) {
        assert_int_equal(kafka_config_set(config, KAFKA_CONSUMER, owned[i][0], owned[i][1], &error),
                         RESULT_USAGE);
        assert_non_null(strstr(error.text, owned[i][0]));
    }
    kafka_config_free(config);
}

static void test_kafka_config_set__refuses_what_librdkafka_does_not_know(void **state)
{
    (void)state;
    struct kafka_config *config = config_new();
    assert_int_equal(kafka_config_set(config, KAFKA_BOTH, "no.such", "1", &error), RESULT_USAGE);
    assert_int_equal(kafka_config_set(config, KAFKA_BOTH, "linger.ms", "x", &error), RESULT_USAGE);
    kafka_config_free(config);
}

static void test_kafka_config_make__each_handle_gets_its_own(void **state)
{
    (void)state;
    struct kafka_config *config = config_new();
    assert_int_equal(kafka_config_set(config, KAFKA_PRODUCER, "linger.ms", "7", &error), OK);
    assert_int_equal(kafka_config_set(config, KAFKA_BOTH, "transaction.timeout.ms", "9000", &error),
                     OK);
    expect(config, KAFKA_SOURCE, "isolation.level", "read_committed");
    expect(config, KAFKA_SOURCE, "group.instance.id", "i-0/2");
    expect(config, KAFKA_SOURCE, "session.timeout.ms", "15000");
    expect(config, KAFKA_ENDS, "isolation.level", "read_uncommitted");
    expect(config, KAFKA_SINK, "transactional.id", "g/i-0/2");
    expect(config, KAFKA_SINK, "transaction.timeout.ms", "9000");
    expect(config, KAFKA_SINK, "linger.ms", "7");
    expect(config, KAFKA_PLAIN, "enable.idempotence", "true");
    assert_int_equal(kafka_config_transaction_timeout_ms(config), 9000);
    kafka_config_free(config);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kafka_config_set__refuses_what_exactly_once_owns),
        cmocka_unit_test(test_kafka_config_set__refuses_what_librdkafka_does_not_know),
        cmocka_unit_test(test_kafka_config_make__each_handle_gets_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
