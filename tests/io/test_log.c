// SPDX-License-Identifier: Apache-2.0
#include "io/log.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void test_log_format__quotes_what_needs_it(void **state)
{
    (void)state;
    char line[256];
    const struct log_field fields[] = {
        LOG_INT("partition", -3),
        LOG_STRING("word", "plain"),
        LOG_STRING("text", "a \"b\"\nc"),
        LOG_STRING("empty", ""),
    };
    size_t len = log_format(line, sizeof line, SEVERITY_WARNING, "restore done", fields, 4);
    assert_string_equal(line, "level=warning event=\"restore done\" partition=-3 word=plain "
                              "text=\"a \\\"b\\\"\\nc\" empty=\"\"");
    assert_int_equal(len, strlen(line));
}

static void test_log_format__hashes_a_customer(void **state)
{
    (void)state;
    char line[128];
    const struct log_field field = LOG_HASH("customer", TEXT_LITERAL("abc"));
    log_format(line, sizeof line, SEVERITY_ERROR, "x", &field, 1);
    assert_string_equal(line, "level=error event=x customer=ba7816bf");
}

static void test_log_format__cuts_at_the_room(void **state)
{
    (void)state;
    char line[20];
    assert_int_equal(log_format(line, sizeof line, SEVERITY_INFO, "a long event", NULL, 0), 19);
    assert_string_equal(line, "level=info event=\"a");
}

static void test_severity_at__knows_its_names(void **state)
{
    (void)state;
    enum severity severity = SEVERITY_INFO;
    assert_true(severity_at(TEXT_LITERAL("debug"), &severity));
    assert_int_equal(severity, SEVERITY_DEBUG);
    assert_false(severity_at(TEXT_LITERAL("loud"), &severity));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_log_format__quotes_what_needs_it),
        cmocka_unit_test(test_log_format__hashes_a_customer),
        cmocka_unit_test(test_log_format__cuts_at_the_room),
        cmocka_unit_test(test_severity_at__knows_its_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
