// SPDX-License-Identifier: Apache-2.0
// JSON lines that are no records: the error names the field.
#include "codec/json_read.h"
#include "event_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void test_json_read__errors_name_the_field(void **state)
{
    struct fixture *fixture = *state;
    static const char *const rows[][2] = {
        {"", "column"},
        {"{\"topic\": ", "column"},
        {"7", "no JSON object"},
        {"{}", "topic: missing"},
        {"{\"topic\": \"status-change\"}", "topic: none of invoice-issued"},
        {"{\"topic\": \"clock-tick\"}", "event_id: missing"},
        {"{\"topic\": \"clock-tick\", \"event_id\": 7, \"tick_time\": 5}", "event_id: no string"},
        {"{\"topic\": \"clock-tick\", \"event_id\": \"T\", \"tick_time\": \"noon\"}",
         "tick_time: no instant"},
        {"{\"topic\": \"clock-tick\", \"event_id\": \"T\", \"tick_time\": \"2025-03-11T00:00\"}",
         "tick_time: no instant"},
        {"{\"topic\": \"clock-tick\", \"event_id\": \"T\", \"tick_time\": 1, \"release\": \"all\"}",
         "release: none of the words"},
        {"{\"topic\": \"clock-tick\", \"event_id\": \"T\", \"tick_time\": 1, \"speed\": 2}",
         "speed: there is no such field"},
        {INVOICE("\"amount_minor\": 1.5, \"due_date\": \"2025-03-01\""), "amount_minor: no whole"},
        {INVOICE("\"amount_minor\": \"1\", \"due_date\": \"2025-03-01\""),
         "amount_minor: no whole"},
        {INVOICE("\"amount_minor\": 1, \"due_date\": \"2025-02-29\""), "due_date: no date"},
        {INVOICE("\"amount_minor\": 1, \"due_date\": \"2025-03-01\", \"metadata\": {\"a\": 1}"),
         "metadata.a: no string"},
        {ACTION("{\"Shift\": {\"until\": \"soon\"}}"), "action.Shift.until: no date"},
        {ACTION("{\"Shift\": {\"till\": \"2025-03-01\"}}"), "action.Shift.till: there is no such"},
        {ACTION("{\"Teleport\": {}}"), "action: the value fits no branch"},
        {ACTION("{\"Void\": {}}"), "action.Void.invoice_id: missing"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bytes out = {0};
        struct error error;
        enum event_type type;
        if (json_read(&fixture->records, text_of(rows[i][0]), &type, &out, &error) !=
                RESULT_BAD_DATA ||
            !strstr(error.text, rows[i][1]))
            fail_msg("%s: \"%s\" instead of \"%s\"", rows[i][0], error.text, rows[i][1]);
        bytes_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_read__errors_name_the_field),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
