// SPDX-License-Identifier: Apache-2.0
// Values of the input topics to events: what is read, what is refused and why, and writers from a
// registry.
#include "event_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void test_event_read__an_invoice_with_defaults(void **state)
{
    struct fixture *fixture = *state;
    assert_read(fixture, INVOICE("\"amount_minor\": 5000, \"due_date\": \"2025-03-01\""));
    const struct event *event = &fixture->event;
    assert_int_equal(event->type, EVENT_INVOICE_ISSUED);
    assert_true(text_is(event->event_id, "E-1"));
    assert_true(text_is(event->customer_id, "C-1"));
    assert_true(text_is(event->subject_id, "INV-1"));
    assert_int_equal(event->own_ms, INT64_C(1738402200000));
    assert_int_equal(event->invoice.amount_minor, 5000);
    assert_int_equal(event->invoice.open_minor, 5000);
    assert_int_equal(event->invoice.fees_minor, 0);
    assert_int_equal(event->invoice.due_day, 20148);
    assert_string_equal(event->invoice.currency.code, "USD");
    assert_false(event->invoice.has_known_since);
    assert_int_equal(event->invoice.known_since_ms, event->own_ms);
    assert_int_equal(event->invoice.number.len, 0);
}

static void test_event_read__an_invoice_with_history(void **state)
{
    struct fixture *fixture = *state;
    assert_read(fixture, INVOICE("\"amount_minor\": 5000, \"due_date\": \"2025-03-01\", "
                                 "\"open_minor\": 0, \"fees_minor\": 7, \"number\": \"N\", "
                                 "\"balance_class\": \"advanced\", \"policy\": \"p\", "
                                 "\"known_since\": \"2025-02-02T00:00:00Z\""));
    const struct invoice_issued *invoice = &fixture->event.invoice;
    assert_int_equal(invoice->open_minor, 0);
    assert_int_equal(invoice->fees_minor, 7);
    assert_true(invoice->has_known_since);
    assert_int_equal(invoice->known_since_ms, INT64_C(1738454400000));
    assert_true(text_is(invoice->number, "N"));
    assert_true(text_is(invoice->balance_class, "advanced"));
    assert_true(text_is(invoice->policy, "p"));
}

static void test_event_read__payment_and_tick(void **state)
{
    struct fixture *fixture = *state;
    assert_read(fixture, PAYMENT("\"amount_minor\": 1, \"invoice_id\": \"INV-9\", \"source\": "
                                 "\"secondary\", \"method\": \"card\""));
    assert_int_equal(fixture->event.payment.amount_minor, 1);
    assert_true(text_is(fixture->event.payment.invoice_id, "INV-9"));
    assert_true(text_is(fixture->event.payment.source, "secondary"));
    assert_true(text_is(fixture->event.payment.method, "card"));
    assert_true(text_is(fixture->event.subject_id, "PAY-1"));
    assert_read(fixture, "{\"topic\": \"clock-tick\", \"event_id\": \"T\", \"tick_time\": "
                         "\"2025-03-11T04:00:00Z\", \"release\": \"mass\", \"actor\": \"ann\"}");
    assert_int_equal(fixture->event.type, EVENT_CLOCK_TICK);
    assert_int_equal(fixture->event.tick.release, RELEASE_MASS);
    assert_true(text_is(fixture->event.tick.actor, "ann"));
    assert_int_equal(fixture->event.customer_id.len, 0);
    assert_int_equal(fixture->event.subject_id.len, 0);
}

static void test_event_read__lists_of_actions(void **state)
{
    struct fixture *fixture = *state;
    const struct action *action = &fixture->event.action;
    assert_read(fixture, ACTION("{\"SetContacts\": {\"contacts\": [{\"role\": \"merchant\", "
                                "\"channel\": \"email\", \"address\": \"a@x.example\"}, {\"role\": "
                                "\"billing\", \"channel\": \"phone\", \"address\": \"1\"}]}}"));
    assert_int_equal(action->kind, ACTION_SET_CONTACTS);
    assert_int_equal(action->contacts.count, 2);
    assert_true(text_is(action->contacts.items[1].role, "billing"));
    assert_true(text_is(action->contacts.items[0].address, "a@x.example"));
    assert_true(text_is(action->actor, "ann"));
    assert_true(text_is(action->reason, "wire sent"));
    assert_read(fixture, ACTION("{\"AgreePlan\": {\"plan_id\": \"PL\", \"currency\": \"JPY\", "
                                "\"items\": [{\"due_date\": \"2025-04-01\", \"amount_minor\": 5}], "
                                "\"invoices\": [\"INV-1\", \"INV-2\"]}}"));
    assert_true(text_is(action->name, "PL"));
    assert_int_equal(action->items.count, 1);
    assert_int_equal(action->items.items[0].day, 20179);
    assert_string_equal(action->items.items[0].currency.code, "JPY");
    assert_int_equal(action->invoices.count, 2);
    assert_true(text_is(action->invoices.items[1].invoice_id, "INV-2"));
    assert_read(fixture,
                ACTION("{\"CreditNote\": {\"credit_note_id\": \"CN\", \"items\": "
                       "[{\"invoice_id\": \"I\", \"currency\": \"USD\", \"amount_minor\": 3}]}}"));
    assert_true(text_is(action->name, "CN"));
    assert_int_equal(action->items.items[0].amount_minor, 3);
    assert_int_equal(action->items.items[0].day, DAY_NONE);
}

static void test_event_read__fields_of_actions(void **state)
{
    struct fixture *fixture = *state;
    const struct action *action = &fixture->event.action;
    assert_read(fixture,
                ACTION("{\"Shift\": {\"until\": \"2025-03-18\", \"status\": \"suspended\"}}"));
    assert_int_equal(action->kind, ACTION_SHIFT);
    assert_int_equal(action->day, 20165);
    assert_int_equal(action->days, 0);
    assert_true(text_is(action->name, "suspended"));
    assert_read(fixture, ACTION("{\"Lift\": {\"business_days\": 2, \"promise_id\": \"P\"}}"));
    assert_int_equal(action->day, DAY_NONE);
    assert_int_equal(action->days, 2);
    assert_true(text_is(action->promise_id, "P"));
    assert_int_equal(action->name.len, 0);
    assert_read(fixture, ACTION("{\"Promise\": {\"promise_id\": \"P\", \"by\": \"2025-03-18\"}}"));
    assert_true(text_is(action->name, "P"));
    assert_int_equal(action->day, 20165);
    assert_read(fixture,
                ACTION("{\"SetAccount\": {\"zone\": \"Asia/Kolkata\", \"enabled\": false}}"));
    assert_true(text_is(action->zone, "Asia/Kolkata"));
    assert_int_equal(action->on, TOGGLE_OFF);
    assert_read(fixture, ACTION("{\"SetAccount\": {\"opened\": \"2025-03-18\"}}"));
    assert_int_equal(action->on, TOGGLE_UNSAID);
    assert_int_equal(action->day, 20165);
    assert_read(fixture, ACTION("{\"ExtendTerms\": {\"net\": 30, \"apply_to\": \"future\"}}"));
    assert_int_equal(action->days, 30);
    assert_true(action->apply_to_future);
    assert_read(fixture,
                ACTION("{\"RecordCharge\": {\"source\": \"primary\", \"outcome\": \"failed\", "
                       "\"reason\": \"expired\"}}"));
    assert_true(text_is(action->name, "primary"));
    assert_true(text_is(action->word, "failed"));
    assert_true(text_is(action->detail, "expired"));
    assert_read(fixture,
                ACTION("{\"Pause\": {\"from\": \"2025-03-15\", \"until\": \"2025-03-18\"}}"));
    assert_int_equal(action->from_day, 20162);
    assert_int_equal(action->day, 20165);
    assert_read(fixture, ACTION("{\"HandOver\": {}}"));
    assert_int_equal(action->kind, ACTION_HAND_OVER);
}

static void test_event_read__refusals(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *line;
        enum refusal refusal;
        const char *sentence;
    } rows[] = {
        {INVOICE("\"amount_minor\": 0, \"due_date\": \"2025-03-01\""), REFUSAL_BAD_AMOUNT,
         "amount_minor: 0 is not within 1 …"},
        {INVOICE("\"amount_minor\": -5, \"due_date\": \"2025-03-01\""), REFUSAL_BAD_AMOUNT,
         "amount_minor: -5"},
        {INVOICE("\"amount_minor\": 1000000000001, \"due_date\": \"2025-03-01\""),
         REFUSAL_BAD_AMOUNT, "amount_minor: 1000000000001"},
        {INVOICE("\"amount_minor\": 5, \"due_date\": 1"), REFUSAL_BAD_BYTES, "due_date: day 1"},
        {INVOICE("\"amount_minor\": 5, \"due_date\": 47482"), REFUSAL_BAD_BYTES, "due_date: day"},
        {INVOICE("\"amount_minor\": 5, \"due_date\": 20148, \"open_minor\": 6"), REFUSAL_BAD_AMOUNT,
         "open_minor: 6"},
        {INVOICE("\"amount_minor\": 5, \"due_date\": 20148, \"fees_minor\": -1"),
         REFUSAL_BAD_AMOUNT, "fees_minor: -1"},
        {INVOICE("\"amount_minor\": 5, \"due_date\": 20148, \"known_since\": 0"), REFUSAL_BAD_BYTES,
         "known_since: 0 ms"},
        {PAYMENT("\"amount_minor\": 0"), REFUSAL_BAD_AMOUNT, "amount_minor"},
        {"{\"topic\": \"payment-received\", \"event_id\": \"E\", \"customer_id\": \"C\", "
         "\"payment_id\": \"P\", \"amount_minor\": 1, \"currency\": \"usd\", \"received_at\": "
         "\"2025-02-01T09:30:00Z\"}",
         REFUSAL_BAD_AMOUNT, "currency"},
        {"{\"topic\": \"payment-received\", \"event_id\": \"E\", \"customer_id\": \"\", "
         "\"payment_id\": \"P\", \"amount_minor\": 1, \"currency\": \"USD\", \"received_at\": "
         "\"2025-02-01T09:30:00Z\"}",
         REFUSAL_BAD_BYTES, "customer_id: empty"},
        {"{\"topic\": \"payment-received\", \"event_id\": \"E\", \"customer_id\": \"C\", "
         "\"payment_id\": \"P\", \"amount_minor\": 1, \"currency\": \"USD\", \"received_at\": 5}",
         REFUSAL_BAD_BYTES, "received_at: 5 ms"},
        {"{\"topic\": \"clock-tick\", \"event_id\": \"T\", \"tick_time\": 4102444800000}",
         REFUSAL_BAD_BYTES, "tick_time: 4102444800000 ms"},
        {"{\"topic\": \"clock-tick\", \"event_id\": \"\", \"tick_time\": "
         "\"2025-03-11T04:00:00Z\"}",
         REFUSAL_BAD_BYTES, "event_id: empty"},
        {ACTION("{\"Void\": {\"invoice_id\": \"\"}}"), REFUSAL_BAD_BYTES,
         "action: invoice_id: empty"},
        {ACTION("{\"Shift\": {\"until\": \"2025-03-18\", \"business_days\": 2}}"),
         REFUSAL_BAD_BYTES, "only one of them"},
        {ACTION("{\"Shift\": {\"business_days\": 0}}"), REFUSAL_BAD_BYTES, "business_days: 0"},
        {ACTION("{\"ExtendTerms\": {\"net\": 30, \"apply_to\": \"all\"}}"), REFUSAL_BAD_BYTES,
         "apply_to: neither"},
        {ACTION("{\"ExtendTerms\": {\"net\": 30, \"invoice_id\": \"I\"}}"), REFUSAL_BAD_BYTES,
         "net: not with"},
        {ACTION("{\"RecordActivity\": {\"kind\": \"wink\"}}"), REFUSAL_BAD_BYTES, "activity: none"},
        {ACTION("{\"AnswerConsultation\": {\"answer\": \"maybe\"}}"), REFUSAL_BAD_BYTES, "answer:"},
        {ACTION("{\"RecordCharge\": {\"source\": \"p\", \"outcome\": \"so-so\"}}"),
         REFUSAL_BAD_BYTES, "outcome:"},
        {ACTION("{\"CreditNote\": {\"credit_note_id\": \"CN\", \"items\": []}}"), REFUSAL_BAD_BYTES,
         "items: none"},
        {ACTION("{\"CreditNote\": {\"credit_note_id\": \"CN\", \"items\": [{\"invoice_id\": \"I\", "
                "\"currency\": \"USD\", \"amount_minor\": 0}]}}"),
         REFUSAL_BAD_AMOUNT, "items.amount_minor: 0"},
        {ACTION("{\"AgreePlan\": {\"plan_id\": \"P\", \"currency\": \"USD\", \"items\": []}}"),
         REFUSAL_BAD_BYTES, "items: none"},
        {ACTION("{\"SetContacts\": {\"contacts\": [{\"role\": \"\", \"channel\": \"email\", "
                "\"address\": \"a\"}]}}"),
         REFUSAL_BAD_BYTES, "contacts.role: empty"},
        {ACTION(
             "{\"Discount\": {\"invoice_id\": \"I\", \"currency\": \"ABC\", \"amount_minor\": 1}}"),
         REFUSAL_BAD_AMOUNT, "currency"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_refused(fixture, rows[i].line, rows[i].refusal, rows[i].sentence);
}

static void test_event_read__bounds_on_texts(void **state)
{
    struct fixture *fixture = *state;
    char line[4096], id[300];
    for (int len = 255; len <= 256; len++) {
        memset(id, 'x', sizeof id);
        id[len] = 0;
        snprintf(line, sizeof line, ACTION("{\"Void\": {\"invoice_id\": \"%s\"}}"), id);
        if (len == 255)
            assert_read(fixture, line);
        else
            assert_refused(fixture, line, REFUSAL_BAD_BYTES, "256 bytes are more than 255");
    }
    struct bytes many = {0};
    bytes_print(&many,
                "{\"topic\": \"payment-received\", \"event_id\": \"E\", \"customer_id\": \"C\", "
                "\"payment_id\": \"P\", \"amount_minor\": 1, \"currency\": \"USD\", "
                "\"received_at\": \"2025-02-01T09:30:00Z\", \"metadata\": {");
    for (int i = 0; i <= 256; i++)
        bytes_print(&many, "%s\"k%d\": \"\"", i ? ", " : "", i);
    bytes_print(&many, "}}");
    bytes_add_byte(&many, 0);
    assert_refused(fixture, (const char *)many.at, REFUSAL_BAD_BYTES, "metadata: 257 pairs");
    bytes_release(&many);
}

static void test_event_read__frames(void **state)
{
    struct fixture *fixture = *state;
    struct event_fault *fault = &fixture->fault;
    struct event *event = &fixture->event;
    static const struct text bad[] = {{NULL, 0}, {"{}", 2}, {"\xC3\x01xxxxxxxx", 10}};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(
            event_read(fixture->reader, EVENT_CLOCK_TICK, bad[i], &fixture->arena, event, fault),
            EVENT_REFUSED);
        assert_int_equal(fault->refusal, i == 2 ? REFUSAL_UNKNOWN_SCHEMA : REFUSAL_BAD_BYTES);
    }
    assert_int_equal(event_read(fixture->reader, EVENT_CLOCK_TICK,
                                TEXT_LITERAL("\x00\x00\x00\x00\x07zz"), &fixture->arena, event,
                                fault),
                     EVENT_SCHEMA_WANTED);
    assert_int_equal(fault->schema_id, 7);
    // A record of another topic's.
    fixture_encode(fixture, PAYMENT("\"amount_minor\": 1"));
    assert_int_equal(event_read(fixture->reader, EVENT_INVOICE_ISSUED, bytes_text(&fixture->value),
                                &fixture->arena, event, fault),
                     EVENT_REFUSED);
    assert_int_equal(fault->refusal, REFUSAL_UNKNOWN_SCHEMA);
    // A byte too few.
    fixture->value.len--;
    assert_int_equal(event_read(fixture->reader, EVENT_PAYMENT_RECEIVED,
                                bytes_text(&fixture->value), &fixture->arena, event, fault),
                     EVENT_REFUSED);
    assert_int_equal(fault->refusal, REFUSAL_BAD_BYTES);
}

// A sender's own schema: another order, another namespace, narrower numbers, a field of its own,
// and none of ours that have defaults.
static void test_event_reader_add__a_senders_schema(void **state)
{
    struct fixture *fixture = *state;
    struct error error;
    struct text schema = TEXT_LITERAL(
        "{\"type\":\"record\",\"name\":\"acme.PaymentReceived\",\"fields\":["
        "{\"name\":\"received_at\",\"type\":\"long\"},{\"name\":\"till\",\"type\":\"string\"},"
        "{\"name\":\"currency\",\"type\":\"string\"},{\"name\":\"amount_minor\",\"type\":\"int\"},"
        "{\"name\":\"payment_id\",\"type\":\"string\"},{\"name\":\"customer_id\",\"type\":"
        "\"string\"},"
        "{\"name\":\"event_id\",\"type\":\"string\"}]}");
    struct text value = TEXT_LITERAL("\x00\x00\x00\x00\x08\x80\x80\xf5\xec\x97\x65\x02t\x06USD\x0a"
                                     "\x04PA\x02"
                                     "C\x02"
                                     "E");
    assert_int_equal(event_reader_add(fixture->reader, 8, schema, &error), OK);
    assert_int_equal(event_reader_add(fixture->reader, 8, schema, &error), OK);
    if (event_read(fixture->reader, EVENT_PAYMENT_RECEIVED, value, &fixture->arena, &fixture->event,
                   &fixture->fault) != EVENT_READ)
        fail_msg("%s", fixture->fault.error.text);
    assert_int_equal(fixture->event.payment.amount_minor, 5);
    assert_int_equal(fixture->event.own_ms, INT64_C(1738368000000));
    struct digest content = fixture->event.content;
    // The same fact by our own schema has the same content.
    assert_read(fixture,
                "{\"topic\": \"payment-received\", \"event_id\": \"other\", \"customer_id\": "
                "\"C\", \"payment_id\": \"PA\", \"amount_minor\": 5, \"currency\": \"USD\", "
                "\"received_at\": \"2025-02-01T00:00:00Z\"}");
    assert_memory_equal(&content, &fixture->event.content, sizeof content);
}

static void test_event_reader_add__unusable_schemas(void **state)
{
    struct fixture *fixture = *state;
    struct error error;
    static const char *const bad[] = {
        "nonsense",
        "\"string\"",
        "{\"type\":\"record\",\"name\":\"Stranger\",\"fields\":[]}",
        "{\"type\":\"record\",\"name\":\"ClockTick\",\"fields\":[]}",
    };
    for (int i = 0; i < 4; i++) {
        char value[] = {0, 0, 0, 0, (char)(20 + i), 'x'};
        assert_int_equal(event_reader_add(fixture->reader, 20 + i, text_of(bad[i]), &error),
                         RESULT_BAD_DATA);
        assert_int_equal(event_read(fixture->reader, EVENT_CLOCK_TICK,
                                    (struct text){value, sizeof value}, &fixture->arena,
                                    &fixture->event, &fixture->fault),
                         EVENT_REFUSED);
        assert_int_equal(fixture->fault.refusal, REFUSAL_UNKNOWN_SCHEMA);
    }
}

// A registered schema has an action that this build has not.
static void test_event_read__an_action_too_new(void **state)
{
    struct fixture *fixture = *state;
    struct error error;
    struct text schema = TEXT_LITERAL(
        "{\"type\":\"record\",\"name\":\"dunning.AccountAction\",\"fields\":["
        "{\"name\":\"event_id\",\"type\":\"string\"},{\"name\":\"customer_id\",\"type\":\"string\"}"
        ","
        "{\"name\":\"action_id\",\"type\":\"string\"},{\"name\":\"occurred_at\",\"type\":\"long\"},"
        "{\"name\":\"actor\",\"type\":\"string\"},{\"name\":\"reason\",\"type\":\"string\"},"
        "{\"name\":\"action\",\"type\":[{\"type\":\"record\",\"name\":\"HandOver\",\"fields\":[]},"
        "{\"type\":\"record\",\"name\":\"Teleport\",\"fields\":[]}]}]}");
    char value[] = "\x00\x00\x00\x00\x09\x02"
                   "E\x02"
                   "C\x02"
                   "A\x80\x80\xf5\xec\x97\x65\x00\x00\x00";
    struct text text = {value, sizeof value - 1};
    assert_int_equal(event_reader_add(fixture->reader, 9, schema, &error), OK);
    assert_int_equal(event_read(fixture->reader, EVENT_ACCOUNT_ACTION, text, &fixture->arena,
                                &fixture->event, &fixture->fault),
                     EVENT_READ);
    assert_int_equal(fixture->event.action.kind, ACTION_HAND_OVER);
    value[sizeof value - 2] = 2;
    assert_int_equal(event_read(fixture->reader, EVENT_ACCOUNT_ACTION, text, &fixture->arena,
                                &fixture->event, &fixture->fault),
                     EVENT_TOO_NEW);
    assert_non_null(strstr(fixture->fault.error.text, "Teleport"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_event_read__an_invoice_with_defaults),
        cmocka_unit_test(test_event_read__an_invoice_with_history),
        cmocka_unit_test(test_event_read__payment_and_tick),
        cmocka_unit_test(test_event_read__lists_of_actions),
        cmocka_unit_test(test_event_read__fields_of_actions),
        cmocka_unit_test(test_event_read__refusals),
        cmocka_unit_test(test_event_read__bounds_on_texts),
        cmocka_unit_test(test_event_read__frames),
        cmocka_unit_test(test_event_reader_add__a_senders_schema),
        cmocka_unit_test(test_event_reader_add__unusable_schemas),
        cmocka_unit_test(test_event_read__an_action_too_new),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
