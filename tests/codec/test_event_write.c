// SPDX-License-Identifier: Apache-2.0
// The content of input records, and that what is written is read back.
#include "codec/frame.h"
#include "event_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

// ---- content ----

static struct digest content_of(struct fixture *fixture, const char *line)
{
    assert_read(fixture, line);
    return fixture->event.content;
}

static bool same_content(struct fixture *fixture, const char *line, const char *other)
{
    struct digest a = content_of(fixture, line), b = content_of(fixture, other);
    return memcmp(&a, &b, sizeof a) == 0;
}

static void test_event_content__all_fields_but_event_id(void **state)
{
    struct fixture *fixture = *state;
    const char *line =
        "{\"topic\": \"payment-received\", \"event_id\": \"E\", \"customer_id\": \"C\", "
        "\"payment_id\": \"P\", \"amount_minor\": 1, \"currency\": \"USD\", "
        "\"received_at\": \"2025-02-01T09:30:00Z\", \"metadata\": {\"a\": \"1\", \"b\": "
        "\"2\"}}";
    assert_true(
        same_content(fixture, line,
                     "{\"topic\": \"payment-received\", \"event_id\": \"F\", \"customer_id\": "
                     "\"C\", \"payment_id\": \"P\", \"amount_minor\": 1, \"currency\": "
                     "\"USD\", \"received_at\": \"2025-02-01T09:30:00Z\", \"metadata\": {"
                     "\"b\": \"2\", \"a\": \"1\"}}"));
    assert_false(same_content(fixture, line,
                              "{\"topic\": \"payment-received\", \"event_id\": \"E\", "
                              "\"customer_id\": \"C\", \"payment_id\": \"P\", \"amount_minor\": 1, "
                              "\"currency\": \"USD\", \"received_at\": \"2025-02-01T09:30:00Z\", "
                              "\"metadata\": {\"a\": \"1\", \"b\": \"3\"}}"));
    assert_false(
        same_content(fixture, PAYMENT("\"amount_minor\": 1"), PAYMENT("\"amount_minor\": 2")));
    assert_false(same_content(fixture, PAYMENT("\"amount_minor\": 1, \"source\": \"x\""),
                              PAYMENT("\"amount_minor\": 1, \"method\": \"x\"")));
    assert_false(
        same_content(fixture, INVOICE("\"amount_minor\": 1, \"due_date\": 20148"),
                     INVOICE("\"amount_minor\": 1, \"due_date\": 20148, \"open_minor\": 0")));
    assert_false(same_content(fixture, ACTION("{\"HandOver\": {}}"), ACTION("{\"Resume\": {}}")));
    assert_false(same_content(fixture, ACTION("{\"OpenDispute\": {\"invoice_id\": \"I\"}}"),
                              ACTION("{\"CloseDispute\": {\"invoice_id\": \"I\"}}")));
}

// ---- what is written is read back ----

static const char *const lines[] = {
    INVOICE("\"amount_minor\": 5000, \"due_date\": \"2025-03-01\""),
    INVOICE(
        "\"amount_minor\": 5000, \"due_date\": \"2025-03-01\", \"open_minor\": 3, \"fees_minor\": "
        "7, \"number\": \"N\", \"balance_class\": \"advanced\", \"policy\": \"p\", "
        "\"known_since\": \"2025-02-02T00:00:00Z\""),
    PAYMENT(
        "\"amount_minor\": 1, \"invoice_id\": \"INV-9\", \"source\": \"s\", \"method\": \"card\""),
    PAYMENT("\"amount_minor\": 1"),
    "{\"topic\": \"clock-tick\", \"event_id\": \"T\", \"tick_time\": \"2025-03-11T04:00:00Z\", "
    "\"release\": \"ahead\", \"actor\": \"ann\", \"reason\": \"r\"}",
    ACTION("{\"SetAccount\": {\"zone\": \"Z\", \"opened\": \"2025-03-18\", \"policy\": \"p\", "
           "\"enabled\": true}}"),
    ACTION("{\"SetAccount\": {}}"),
    ACTION("{\"SetContacts\": {\"contacts\": [{\"role\": \"r\", \"channel\": \"c\", \"address\": "
           "\"a\"}]}}"),
    ACTION("{\"SetContacts\": {}}"),
    ACTION("{\"Shift\": {\"until\": \"2025-03-18\", \"status\": \"suspended\"}}"),
    ACTION("{\"Lift\": {\"business_days\": 2, \"promise_id\": \"P\"}}"),
    ACTION("{\"Hold\": {\"kind\": \"fraud\", \"until\": \"2025-03-18\"}}"),
    ACTION("{\"Release\": {\"kind\": \"fraud\"}}"),
    ACTION("{\"ExtendTerms\": {\"invoice_id\": \"I\", \"due\": \"2025-04-01\"}}"),
    ACTION("{\"ExtendTerms\": {\"net\": 30, \"apply_to\": \"future\"}}"),
    ACTION("{\"Discount\": {\"invoice_id\": \"I\", \"currency\": \"USD\", \"amount_minor\": 5, "
           "\"promise_id\": \"P\"}}"),
    ACTION("{\"RevokeDiscount\": {\"invoice_id\": \"I\"}}"),
    ACTION("{\"CreditNote\": {\"credit_note_id\": \"CN\", \"items\": [{\"invoice_id\": \"I\", "
           "\"currency\": \"USD\", \"amount_minor\": 3}]}}"),
    ACTION("{\"Void\": {\"invoice_id\": \"I\"}}"),
    ACTION("{\"WaiveFee\": {\"invoice_id\": \"I\", \"code\": \"late-fee-30\"}}"),
    ACTION("{\"ReversePayment\": {\"payment_id\": \"PAY\"}}"),
    ACTION("{\"WriteOff\": {\"invoice_id\": \"I\"}}"),
    ACTION("{\"Undo\": {\"undone_action_id\": \"A-0\"}}"),
    ACTION("{\"Pause\": {\"from_date\": \"2025-03-15\", \"until\": \"2025-03-18\"}}"),
    ACTION("{\"Resume\": {}}"),
    ACTION("{\"OpenDispute\": {\"invoice_id\": \"I\"}}"),
    ACTION("{\"CloseDispute\": {\"invoice_id\": \"I\"}}"),
    ACTION("{\"Promise\": {\"promise_id\": \"P\", \"by_date\": \"2025-03-18\"}}"),
    ACTION("{\"KeepPromise\": {\"promise_id\": \"P\"}}"),
    ACTION(
        "{\"AgreePlan\": {\"plan_id\": \"PL\", \"currency\": \"JPY\", \"items\": [{\"due_date\": "
        "\"2025-04-01\", \"amount_minor\": 5}], \"invoice_ids\": [\"INV-1\", \"INV-2\"]}}"),
    ACTION("{\"CancelPlan\": {\"plan_id\": \"PL\"}}"),
    ACTION("{\"GiveUpdate\": {\"invoice_id\": \"I\", \"until\": \"2025-03-18\"}}"),
    ACTION(
        "{\"RecordContact\": {\"channel\": \"phone\", \"outcome\": \"no-answer\", \"invoice_id\": "
        "\"I\", \"notification_id\": \"N\"}}"),
    ACTION("{\"RecordCharge\": {\"source\": \"p\", \"outcome\": \"failed\", \"reason\": "
           "\"expired\"}}"),
    ACTION("{\"RecordActivity\": {\"activity\": \"reply\"}}"),
    ACTION("{\"AnswerConsultation\": {\"answer\": \"yes\"}}"),
    ACTION("{\"HandOver\": {}}"),
    ACTION("{\"Escalate\": {\"status\": \"credit-hold\"}}"),
    ACTION("{\"SetSource\": {\"name\": \"secondary\", \"enabled\": true}}"),
    ACTION("{\"SetFlag\": {\"name\": \"f\", \"on\": false}}"),
    ACTION("{\"RequestReinstatement\": {}}"),
};

static void test_event_write__read_back_to_the_byte(void **state)
{
    struct fixture *fixture = *state;
    bool seen[ACTION_KIND_COUNT] = {false};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct bytes out = {0};
        assert_read(fixture, lines[i]);
        const struct event *event = &fixture->event;
        if (event->type == EVENT_ACCOUNT_ACTION)
            seen[event->action.kind] = true;
        frame_write_single_object(&out, fixture->records.schemas[event->type]->fingerprint);
        event_write(&fixture->layout, event, &out);
        if (!text_equal(bytes_text(&out), bytes_text(&fixture->value)))
            fail_msg("%s is written otherwise", lines[i]);
        bytes_release(&out);
    }
    for (int kind = 0; kind < ACTION_KIND_COUNT; kind++)
        if (!seen[kind])
            fail_msg("no line for %.*s", TEXT_ARGS(action_name((enum action_kind)kind)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_event_content__all_fields_but_event_id),
        cmocka_unit_test(test_event_write__read_back_to_the_byte),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
