// SPDX-License-Identifier: Apache-2.0
// The three outputs to bytes: every member where it belongs (by the JSON that our decoder makes of
// them), and bytes that avro-c reads and writes again unchanged.
#include "codec/json_write.h"
#include "codec/output_write.h"
#include "codec/plan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <avro.h>
#include <cmocka.h>

#define TEXT(literal)                \
    {                                \
        literal, sizeof(literal) - 1 \
    }

#define TAIL                                                                                    \
    "\"decided_at\": \"2025-03-11T04:00:00.000Z\", \"scheduled_for\": "                         \
    "\"2025-03-11T03:00:00.000Z\", \"policy\": \"service-suspension\", \"policy_version\": 3, " \
    "\"step\": \"limit\", \"cause_event_id\": \"E-1\", \"cause_topic\": \"clock-tick\", "       \
    "\"cause_partition\": 4, \"cause_offset\": 5000000000, \"engine\": \"b1\"}"
#define HEAD                                                                                      \
    "{\"id\": \"01020304-0506-0708-090a-0b0c0d0e0f10\", \"customer_id\": \"C-1\", \"sequence\": " \
    "9, "

static struct text service_names[] = {TEXT("usage"), TEXT("login"), TEXT("claims")};
static struct policy policy = {.name = TEXT("service-suspension"),
                               .version = 3,
                               .services = {.items = service_names, .count = 3}};
static struct output_invoice invoices[] = {
    {TEXT("INV-1"), TEXT("17"), 20148, 10, 5000, 0, {"USD"}},
    {TEXT("INV-2"), TEXT(""), 20160, -2, 7, 0, {"JPY"}},
};
static struct contact contacts[] = {{TEXT("billing"), TEXT("email"), TEXT("a@x.example")}};
static struct total totals[] = {{{"JPY"}, 7, 0}, {{"USD"}, 5000, 1500}};
static struct pair data[] = {{TEXT("remedies"), TEXT("call")}, {TEXT("phone"), TEXT("1")}};

static struct output make_output(enum output_kind kind)
{
    struct output output = {.kind = kind,
                            .sequence = 9,
                            .decided_at_ms = INT64_C(1741665600000),
                            .scheduled_for_ms = INT64_C(1741662000000),
                            .policy = &policy,
                            .step = TEXT("limit"),
                            .cause_event_id = TEXT("E-1"),
                            .cause = {TEXT("clock-tick"), 4, INT64_C(5000000000)}};
    for (int i = 0; i < UUID_SIZE; i++)
        output.id.at[i] = (uint8_t)(i + 1);
    return output;
}

static void assert_avro_c_agrees(enum record_kind record, const struct bytes *bytes)
{
    static char again[65536];
    struct text json = record_schema_text(record);
    avro_schema_t schema;
    avro_value_t value;
    assert_int_equal(avro_schema_from_json_length(json.at, json.len, &schema), 0);
    avro_value_iface_t *class = avro_generic_class_from_schema(schema);
    avro_generic_value_new(class, &value);
    avro_reader_t reader = avro_reader_memory((const char *)bytes->at, (int64_t)bytes->len);
    if (avro_value_read(reader, &value) != 0)
        fail_msg("avro-c: %s", avro_strerror());
    avro_writer_t writer = avro_writer_memory(again, sizeof again);
    assert_int_equal(avro_value_write(writer, &value), 0);
    assert_int_equal(avro_writer_tell(writer), bytes->len);
    assert_memory_equal(again, bytes->at, bytes->len);
    avro_writer_free(writer);
    avro_reader_free(reader);
    avro_value_decref(&value);
    avro_value_iface_decref(class);
    avro_schema_decref(schema);
}

static void assert_written(const struct output *output, const char *expected)
{
    struct records records;
    struct bytes bytes = {0}, json = {0};
    struct plan *plan = NULL;
    struct tape tape;
    struct error error;
    records_init(&records);
    const struct schema *schema = records.schemas[output_record(output)];
    output_write(output, text_of("C-1"), text_of("b1"), &bytes);
    tape_init(&tape, TAPE_CELLS_DEFAULT);
    assert_int_equal(plan_compile(schema, schema, &plan, &error), OK);
    if (plan_read(plan, bytes_text(&bytes), &tape, &error) != OK)
        fail_msg("%s", error.text);
    json_write(schema, 0, &tape, tape.cells, &json);
    bytes_add_byte(&json, 0);
    assert_string_equal((const char *)json.at, expected);
    assert_avro_c_agrees(output_record(output), &bytes);
    bytes_release(&bytes);
    bytes_release(&json);
    tape_release(&tape);
    plan_free(plan);
    records_release(&records);
}

static void test_output_write__status_change(void **state)
{
    (void)state;
    struct output output = make_output(OUTPUT_STATUS_CHANGE);
    output.invoices = (struct output_invoices){invoices, 2, 2};
    output.status_change = (struct status_change){
        .previous_status = TEXT("active"),
        .status = TEXT("limitation-delayed"),
        .until_day = 20165,
        .services_of = &policy,
        .services = {SERVICE_PARTIAL, SERVICE_FULL, SERVICE_NONE},
        .actor = TEXT("ann"),
        .reason = TEXT("wire \"sent\""),
    };
    assert_written(&output,
                   HEAD "\"previous_status\": \"active\", \"status\": \"limitation-delayed\", "
                        "\"status_until\": \"2025-03-18\", \"services\": {\"usage\": \"partial\", "
                        "\"login\": \"full\", \"claims\": \"none\"}, \"invoices\": [\"INV-1\", "
                        "\"INV-2\"], \"actor\": \"ann\", \"reason\": \"wire \\\"sent\\\"\", " TAIL);
}

static void test_output_write__notification_in_full(void **state)
{
    (void)state;
    struct output output = make_output(OUTPUT_NOTIFICATION);
    output.invoices = (struct output_invoices){invoices, 2, 2};
    output.notification = (struct notification){
        .channel = TEXT("email"),
        .template_name = TEXT("service-limited"),
        .role = TEXT("billing"),
        .recipients = {contacts, 1, 1},
        .priority = -3,
        .not_before_ms = INT64_C(1741665600000),
        .expires_at_ms = INT64_C(1741665600001),
        .due_day = 20165,
        .status = TEXT("limited"),
        .next_what = TEXT("suspended"),
        .next_day = 20170,
        .totals = {totals, 2, 2},
        .thread = TEXT("limit"),
        .in_reply_to = TEXT("N-1"),
        .data = {data, 2, 2},
    };
    assert_written(
        &output, HEAD
        "\"channel\": \"email\", \"template\": \"service-limited\", \"role\": \"billing\", "
        "\"recipients\": [{\"role\": \"billing\", \"channel\": \"email\", \"address\": "
        "\"a@x.example\"}], \"undeliverable\": false, \"priority\": -3, \"language\": \"\", "
        "\"not_before\": \"2025-03-11T04:00:00.000Z\", \"expires_at\": "
        "\"2025-03-11T04:00:00.001Z\", \"due_date\": \"2025-03-18\", \"status\": \"limited\", "
        "\"next\": {\"what\": \"suspended\", \"date\": \"2025-03-23\"}, \"invoices\": "
        "[{\"invoice_id\": \"INV-1\", \"number\": \"17\", \"due_date\": \"2025-03-01\", "
        "\"days_past_due\": 10, \"open_minor\": 5000, \"currency\": \"USD\"}, {\"invoice_id\": "
        "\"INV-2\", \"number\": \"\", \"due_date\": \"2025-03-13\", \"days_past_due\": -2, "
        "\"open_minor\": 7, \"currency\": \"JPY\"}], \"totals\": [{\"currency\": \"JPY\", "
        "\"open_minor\": 7, \"fees_minor\": 0}, {\"currency\": \"USD\", \"open_minor\": 5000, "
        "\"fees_minor\": 1500}], \"thread\": \"limit\", \"in_reply_to\": \"N-1\", \"data\": "
        "{\"remedies\": \"call\", \"phone\": \"1\"}, " TAIL);
}

static void test_output_write__notification_of_nothing(void **state)
{
    (void)state;
    struct output output = make_output(OUTPUT_NOTIFICATION);
    output.scheduled_for_ms = INSTANT_NONE;
    output.notification = (struct notification){.channel = TEXT("message"),
                                                .undeliverable = true,
                                                .not_before_ms = INSTANT_NONE,
                                                .expires_at_ms = INSTANT_NONE,
                                                .due_day = DAY_NONE};
    assert_written(
        &output,
        HEAD "\"channel\": \"message\", \"template\": \"\", \"role\": \"\", \"recipients\": [], "
             "\"undeliverable\": true, \"priority\": 0, \"language\": \"\", \"not_before\": null, "
             "\"expires_at\": null, \"due_date\": null, \"status\": \"\", \"next\": null, "
             "\"invoices\": [], \"totals\": [], \"thread\": \"\", \"in_reply_to\": null, \"data\": "
             "{}, \"decided_at\": \"2025-03-11T04:00:00.000Z\", \"scheduled_for\": null, "
             "\"policy\": \"service-suspension\", \"policy_version\": 3, \"step\": \"limit\", "
             "\"cause_event_id\": \"E-1\", \"cause_topic\": \"clock-tick\", \"cause_partition\": "
             "4, \"cause_offset\": 5000000000, \"engine\": \"b1\"}");
}

static void test_output_write__ledger_entries(void **state)
{
    (void)state;
    struct output output = make_output(OUTPUT_LEDGER_ENTRY);
    output.ledger_entry = (struct ledger_entry){.kind = LEDGER_CHARGE,
                                                .code = TEXT("late-fee-30"),
                                                .amount_minor = 1500,
                                                .target = TEXT("principal"),
                                                .currency = {"USD"},
                                                .balance_class = TEXT("advanced"),
                                                .invoice_id = TEXT("INV-1"),
                                                .effective_day = 20178,
                                                .base_minor = 100000,
                                                .rate_bp = 150,
                                                .text = TEXT("1.5 %")};
    assert_written(
        &output,
        HEAD "\"kind\": \"charge\", \"code\": \"late-fee-30\", \"amount_minor\": 1500, "
             "\"allocated_minor\": 0, \"target\": \"principal\", \"currency\": \"USD\", "
             "\"balance_class\": \"advanced\", \"invoice_id\": \"INV-1\", \"payment_id\": null, "
             "\"reverses\": null, \"effective_date\": \"2025-03-31\", \"explanation\": "
             "{\"base_minor\": 100000, \"rate_bp\": 150, \"flat_minor\": 0, \"text\": \"1.5 "
             "%\"}, " TAIL);
    output.ledger_entry.kind = LEDGER_REVERSAL;
    output.ledger_entry.amount_minor = -1500;
    output.ledger_entry.allocated_minor = 4;
    output.ledger_entry.invoice_id = (struct text){NULL, 0};
    output.ledger_entry.payment_id = text_of("PAY-1");
    output.ledger_entry.has_reverses = true;
    output.ledger_entry.reverses = output.id;
    output.ledger_entry.flat_minor = 2;
    assert_written(
        &output,
        HEAD "\"kind\": \"reversal\", \"code\": \"late-fee-30\", \"amount_minor\": -1500, "
             "\"allocated_minor\": 4, \"target\": \"principal\", \"currency\": \"USD\", "
             "\"balance_class\": \"advanced\", \"invoice_id\": null, \"payment_id\": \"PAY-1\", "
             "\"reverses\": \"01020304-0506-0708-090a-0b0c0d0e0f10\", \"effective_date\": "
             "\"2025-03-31\", \"explanation\": {\"base_minor\": 100000, \"rate_bp\": 150, "
             "\"flat_minor\": 2, \"text\": \"1.5 %\"}, " TAIL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_output_write__status_change),
        cmocka_unit_test(test_output_write__notification_in_full),
        cmocka_unit_test(test_output_write__notification_of_nothing),
        cmocka_unit_test(test_output_write__ledger_entries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
