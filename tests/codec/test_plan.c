// SPDX-License-Identifier: Apache-2.0
// Avro's rules of resolution as a table, and what a plan does with bytes that no writer wrote.
#include "codec/avro_write.h"
#include "codec/json_value.h"
#include "codec/json_write.h"
#include "codec/plan.h"
#include "codec/schema_texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>
#include <malloc.h>

#define RECORD(fields) "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" fields "]}"
#define FIELD(name, type) "{\"name\":\"" name "\",\"type\":" type "}"
#define FIELD_OR(name, type, fallback) \
    "{\"name\":\"" name "\",\"type\":" type ",\"default\":" fallback "}"
#define RECORD2                                                                             \
    "{\"type\":\"record\",\"name\":\"S\",\"fields\":[{\"name\":\"s\",\"type\":\"string\"}," \
    "{\"name\":\"u\",\"type\":[\"null\",\"double\"]}]}"
#define ENUM(symbols) "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[" symbols "]}"

static struct schema *read_schema(const char *json)
{
    struct error error;
    struct schema *schema = NULL;
    if (schema_read(text_of(json), &schema, &error) != OK)
        fail_msg("%s: %s", json, error.text);
    return schema;
}

static void encode(const struct schema *schema, const char *text, struct bytes *out)
{
    struct error error;
    json_t *json = json_loads(text, JSON_DECODE_ANY, NULL);
    if (json_value_write(schema, 0, json, out, &error) != OK)
        fail_msg("%s: %s", text, error.text);
    json_decref(json);
}

struct resolution {
    const char *writer, *reader;
    const char *data;     // in JSON, of the writer
    const char *expected; // in JSON, of the reader; or "! " and a part of the error's text
};

static const struct resolution resolutions[] = {
    // the same on both sides
    {"\"null\"", "\"null\"", "null", "null"},
    {"\"boolean\"", "\"boolean\"", "true", "true"},
    {"\"int\"", "\"int\"", "-2147483648", "-2147483648"},
    {"\"long\"", "\"long\"", "9223372036854775807", "9223372036854775807"},
    {"\"float\"", "\"float\"", "1.5", "1.5"},
    {"\"double\"", "\"double\"", "-0.1", "-0.10000000000000001"},
    {"\"string\"", "\"string\"", "\"Zoë, 8 × 9 €\"", "\"Zoë, 8 × 9 €\""},
    {"\"bytes\"", "\"bytes\"", "\"\\u00ffa\"", "\"\\u00ffa\""},
    {"{\"type\":\"fixed\",\"name\":\"F\",\"size\":2}",
     "{\"type\":\"fixed\",\"name\":\"F\",\"size\":2}", "\"ab\"", "\"ab\""},
    {"{\"type\":\"int\",\"logicalType\":\"date\"}", "{\"type\":\"int\",\"logicalType\":\"date\"}",
     "\"2025-03-01\"", "\"2025-03-01\""},
    {"{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}",
     "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}", "\"2025-03-01T09:30:00+02:00\"",
     "\"2025-03-01T07:30:00.000Z\""},
    {"{\"type\":\"array\",\"items\":\"int\"}", "{\"type\":\"array\",\"items\":\"int\"}",
     "[1, 2, 3, 4, 5, 6, 7, 8, 9]", "[1, 2, 3, 4, 5, 6, 7, 8, 9]"},
    {"{\"type\":\"map\",\"values\":\"int\"}", "{\"type\":\"map\",\"values\":\"int\"}", "{\"a\": 1}",
     "{\"a\": 1}"},
    {"{\"type\":\"array\",\"items\":\"null\"}", "{\"type\":\"array\",\"items\":\"null\"}",
     "[null, null]", "[null, null]"},
    // promotions
    {"\"int\"", "\"long\"", "-5", "-5"},
    {"\"int\"", "\"float\"", "16777217", "16777216"},
    {"\"int\"", "\"double\"", "16777217", "16777217"},
    {"\"long\"", "\"float\"", "16777217", "16777216"},
    {"\"long\"", "\"double\"", "3", "3"},
    {"\"float\"", "\"double\"", "0.5", "0.5"},
    {"\"string\"", "\"bytes\"", "\"ab\"", "\"ab\""},
    {"\"bytes\"", "\"string\"", "\"ab\"", "\"ab\""},
    {"\"bytes\"", "\"string\"", "\"\\u00ff\"", "! byte 1: a string that is no UTF-8"},
    {"{\"type\":\"array\",\"items\":\"int\"}", "{\"type\":\"array\",\"items\":\"double\"}", "[1]",
     "[1]"},
    {"{\"type\":\"map\",\"values\":\"int\"}", "{\"type\":\"map\",\"values\":\"long\"}",
     "{\"a\": 1}", "{\"a\": 1}"},
    // what does not fit
    {"\"long\"", "\"int\"", "1", "! long where int is expected"},
    {"\"double\"", "\"float\"", "1", "! double where float is expected"},
    {"\"int\"", "\"string\"", "1", "! int where string is expected"},
    {"\"null\"", "\"int\"", "null", "! null where int is expected"},
    {"{\"type\":\"fixed\",\"name\":\"F\",\"size\":2}",
     "{\"type\":\"fixed\",\"name\":\"F\",\"size\":3}", "\"ab\"", "! F where F is expected"},
    {"{\"type\":\"fixed\",\"name\":\"F\",\"size\":2}",
     "{\"type\":\"fixed\",\"name\":\"G\",\"size\":2}", "\"ab\"", "! F where G is expected"},
    {RECORD(FIELD("a", "\"long\"")), RECORD(FIELD("a", "\"int\"")), "{\"a\": 1}",
     "! a: long where int is expected"},
    // fields: order, defaults, unknown ones, aliases
    {RECORD(FIELD("a", "\"int\"") "," FIELD("b", "\"string\"")),
     RECORD(FIELD("b", "\"string\"") "," FIELD("a", "\"int\"")), "{\"a\": 1, \"b\": \"x\"}",
     "{\"b\": \"x\", \"a\": 1}"},
    {RECORD(FIELD("a", "\"int\"")),
     RECORD(FIELD("a", "\"int\"") "," FIELD_OR("b", "\"string\"", "\"none\"") "," FIELD_OR(
         "c", "[\"null\",\"long\"]",
         "null") "," FIELD_OR("d", "{\"type\":\"map\",\"values\":\"int\"}", "{}")),
     "{\"a\": 1}", "{\"a\": 1, \"b\": \"none\", \"c\": null, \"d\": {}}"},
    {RECORD(FIELD("a", "\"int\"")),
     RECORD(FIELD_OR("b", "{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":\"int\"}}",
                     "[[1, 2], [3]]") "," FIELD("a", "\"int\"")),
     "{\"a\": 1}", "{\"b\": [[1, 2], [3]], \"a\": 1}"},
    {RECORD(FIELD("a", "\"int\"")), RECORD(FIELD_OR("b", "[\"long\",\"null\"]", "4")), "{\"a\": 1}",
     "{\"b\": 4}"},
    {RECORD(FIELD("a", "\"int\"")), RECORD(FIELD("b", "\"int\"")), "{\"a\": 1}",
     "! `b` is not in the data and has no default"},
    {RECORD(FIELD("a", "{\"type\":\"array\",\"items\":" RECORD2 "}") "," FIELD("b", "\"int\"")),
     RECORD(FIELD("b", "\"int\"")),
     "{\"a\": [{\"s\": \"x\", \"u\": 1.5}, {\"s\": \"\", \"u\": null}], "
     "\"b\": 7}",
     "{\"b\": 7}"},
    {RECORD(FIELD("old", "\"int\"")),
     RECORD("{\"name\":\"fresh\",\"type\":\"int\",\"aliases\":[\"old\"]}"), "{\"old\": 1}",
     "{\"fresh\": 1}"},
    {RECORD(FIELD("old", "\"int\"") "," FIELD("fresh", "\"int\"")),
     RECORD("{\"name\":\"fresh\",\"type\":\"int\",\"aliases\":[\"old\"]}"),
     "{\"old\": 1, \"fresh\": 2}", "{\"fresh\": 2}"},
    {"{\"type\":\"record\",\"name\":\"n.R\",\"fields\":[]}", RECORD(""), "{}", "{}"},
    {"{\"type\":\"record\",\"name\":\"Other\",\"fields\":[]}", RECORD(""), "{}",
     "! Other where R is expected"},
    {"{\"type\":\"record\",\"name\":\"n.Other\",\"fields\":[]}",
     "{\"type\":\"record\",\"name\":\"R\",\"aliases\":[\"n.Other\"],\"fields\":[]}", "{}", "{}"},
    // enums
    {ENUM("\"A\",\"B\""), ENUM("\"B\",\"C\",\"A\""), "\"A\"", "\"A\""},
    {ENUM("\"A\",\"B\""), ENUM("\"A\""), "\"A\"", "\"A\""},
    {ENUM("\"A\",\"B\""), ENUM("\"A\""), "\"B\"",
     "! symbol 1 of the writer is none of the reader's"},
    {ENUM("\"A\",\"B\""),
     "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"Z\",\"A\"],\"default\":\"Z\"}", "\"B\"",
     "\"Z\""},
    // unions on either side
    {"[\"null\",\"string\"]", "[\"string\",\"null\"]", "\"x\"", "\"x\""},
    {"[\"null\",\"string\"]", "[\"string\",\"null\"]", "null", "null"},
    {"\"string\"", "[\"null\",\"string\"]", "\"x\"", "\"x\""},
    {"[\"null\",\"string\"]", "\"string\"", "\"x\"", "\"x\""},
    {"[\"null\",\"string\"]", "\"string\"", "null", "! byte 1: null where string is expected"},
    {"\"int\"", "[\"null\",\"double\",\"long\"]", "3", "{\"double\": 3}"},
    {"\"long\"", "[\"double\",\"long\"]", "3", "{\"long\": 3}"},
    {"\"boolean\"", "[\"null\",\"long\"]", "true", "! boolean where union is expected"},
    {"[\"int\",\"boolean\"]", "[\"string\",\"long\"]", "3", "{\"long\": 3}"},
    {"[\"int\",\"boolean\"]", "[\"string\",\"long\"]", "true", "! boolean where union is expected"},
    {"[\"null\"," RECORD(FIELD("a", "\"int\"")) "]",
     "[" RECORD(FIELD("a", "\"long\"")) ",\"null\"]", "{\"a\": 4}", "{\"a\": 4}"},
    {"[" RECORD(FIELD("a", "\"int\"")) ",{\"type\":\"record\",\"name\":\"S\",\"fields\":[]}]",
     "[{\"type\":\"record\",\"name\":\"S\",\"fields\":[]}," RECORD(FIELD("a", "\"int\"")) "]",
     "{\"S\": {}}", "{\"S\": {}}"},
    {"[" RECORD(FIELD("a", "\"int\"")) ",{\"type\":\"record\",\"name\":\"S\",\"fields\":[]}]",
     "{\"type\":\"record\",\"name\":\"S\",\"fields\":[]}", "{\"R\": {\"a\": 1}}",
     "! byte 1: R where S is expected"},
    {"[" RECORD(FIELD("a", "\"int\"")) ",\"null\"]", "[" RECORD(FIELD("b", "\"int\"")) ",\"null\"]",
     "{\"a\": 1}", "! byte 1: `b` is not in the data"},
    // recursion
    {RECORD(FIELD("at", "\"int\"") "," FIELD("next", "[\"null\",\"R\"]")),
     RECORD(FIELD("next", "[\"null\",\"R\"]") "," FIELD("at", "\"long\"")),
     "{\"at\": 1, \"next\": {\"at\": 2, \"next\": null}}",
     "{\"next\": {\"next\": null, \"at\": 2}, \"at\": 1}"},
};

static void assert_resolution(const struct resolution *row)
{
    struct schema *writer = read_schema(row->writer), *reader = read_schema(row->reader);
    struct plan *plan = NULL;
    struct tape tape = {0};
    struct bytes bytes = {0}, out = {0};
    struct error error;
    encode(writer, row->data, &bytes);
    tape_init(&tape, 64);
    enum result result = plan_compile(writer, reader, &plan, &error);
    if (result == OK)
        result = plan_read(plan, bytes_text(&bytes), &tape, &error);
    if (result == OK)
        json_write(reader, 0, &tape, &tape.cells[0], &out);
    else
        bytes_print(&out, "! %s", error.text);
    bool good = result == OK ? text_is(bytes_text(&out), row->expected)
                             : row->expected[0] == '!' && strstr(error.text, row->expected + 2);
    if (!good)
        fail_msg("%s as %s of %s: %.*s instead of %s", row->writer, row->reader, row->data,
                 TEXT_ARGS(bytes_text(&out)), row->expected);
    bytes_release(&bytes);
    bytes_release(&out);
    tape_release(&tape);
    plan_free(plan);
    schema_free(writer);
    schema_free(reader);
}

static void test_plan_read__rules_of_resolution(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof resolutions / sizeof *resolutions; i++)
        assert_resolution(&resolutions[i]);
}

// ---- hostile bytes ----

struct reading {
    struct schema *schema;
    struct plan *plan;
    struct tape tape;
};

static void reading_init(struct reading *reading, const char *schema)
{
    struct error error;
    reading->schema = read_schema(schema);
    if (plan_compile(reading->schema, reading->schema, &reading->plan, &error) != OK)
        fail_msg("%s", error.text);
    tape_init(&reading->tape, TAPE_CELLS_DEFAULT);
}

static void reading_release(struct reading *reading)
{
    tape_release(&reading->tape);
    plan_free(reading->plan);
    schema_free(reading->schema);
}

static void assert_refused(const char *schema, const char *bytes, size_t len, const char *expected)
{
    struct reading reading;
    struct error error;
    reading_init(&reading, schema);
    // A copy of exactly this size, so that a read beyond it is seen by ASan.
    char *copy = malloc(len ? len : 1);
    memcpy(copy, bytes, len);
    enum result result = plan_read(reading.plan, (struct text){copy, len}, &reading.tape, &error);
    assert_int_equal(result, RESULT_BAD_DATA);
    if (!strstr(error.text, expected))
        fail_msg("%s: \"%s\" instead of \"%s\"", schema, error.text, expected);
    free(copy);
    reading_release(&reading);
}

#define ASSERT_REFUSED(schema, bytes, expected) \
    assert_refused(schema, bytes, sizeof(bytes) - 1, expected)

static void test_plan_read__hostile_bytes(void **state)
{
    (void)state;
    const char *ints = "{\"type\":\"array\",\"items\":\"int\"}";
    const char *nulls = "{\"type\":\"array\",\"items\":\"null\"}";
    ASSERT_REFUSED("\"long\"", "", "byte 0: the data ends within a number");
    ASSERT_REFUSED("\"long\"", "\x80\x80", "ends within a number");
    ASSERT_REFUSED("\"long\"", "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02", "longer than 64 bits");
    ASSERT_REFUSED("\"long\"", "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01",
                   "longer than 64 bits");
    ASSERT_REFUSED("\"long\"", "\x02\x02", "byte 1: 1 bytes too many");
    ASSERT_REFUSED("\"int\"", "\x80\x80\x80\x80\x10", "2147483648 is no int");
    ASSERT_REFUSED("\"boolean\"", "\x02", "a boolean of 2");
    ASSERT_REFUSED("\"float\"", "abc", "1 bytes are missing");
    ASSERT_REFUSED("\"double\"", "abc", "5 bytes are missing");
    ASSERT_REFUSED("\"string\"", "\x01", "a length of -1");
    ASSERT_REFUSED("\"string\"",
                   "\x04"
                   "a",
                   "a length of 2");
    ASSERT_REFUSED("\"string\"", "\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", "a length of");
    ASSERT_REFUSED("\"string\"", "\x02\xC0", "no UTF-8");
    ASSERT_REFUSED("\"string\"", "\x02\x00", "no UTF-8 without NUL");
    ASSERT_REFUSED("\"string\"",
                   "\x14"
                   "123456789\xC3",
                   "no UTF-8");
    ASSERT_REFUSED("\"string\"",
                   "\x14"
                   "1234567\x00"
                   "89",
                   "no UTF-8");
    ASSERT_REFUSED("\"bytes\"", "\x03x", "a length of -2");
    ASSERT_REFUSED(ints, "\xFE\xFF\xFF\xFF\x0F", "a block of 2147483647 items");
    ASSERT_REFUSED(ints, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", "a block of");
    ASSERT_REFUSED(ints, "\x01\x03\x02\x00", "a block of -2 bytes");
    ASSERT_REFUSED(ints, "\x01\x10\x02\x00", "a block of 8 bytes");
    ASSERT_REFUSED(nulls, "\xFE\xFF\xFF\xFF\x0F", "items without bytes");
    ASSERT_REFUSED(nulls, "\x80\x10\x02\x00", "1 items without bytes");
    ASSERT_REFUSED(ENUM("\"A\""), "\x02", "there is no symbol 1");
    ASSERT_REFUSED(ENUM("\"A\""), "\x01", "there is no symbol -1");
    ASSERT_REFUSED("[\"null\"]", "\x02", "there is no branch 1");
    ASSERT_REFUSED("[\"null\"]", "\x01", "there is no branch -1");
    ASSERT_REFUSED("[]", "\x00", "there is no branch 0");
    ASSERT_REFUSED("{\"type\":\"map\",\"values\":\"null\"}", "\x02\x02\xFF\x00", "key: byte 2: ");
    ASSERT_REFUSED(RECORD(FIELD("endless", "\"R\"")), "", "nested deeper than 64");
    ASSERT_REFUSED("{\"type\":\"array\",\"items\":" RECORD(FIELD("endless", "\"R\"")) "}",
                   "\x02\x00", "nested deeper than 64");
    ASSERT_REFUSED(RECORD(FIELD("a", RECORD2)), "\x02x\x04", "a.u: byte 3: there is no branch 2");
}

// Writers may send a list in several blocks, and say how many bytes each has.
static void test_plan_read__blocks_with_sizes(void **state)
{
    (void)state;
    const char *list = "{\"type\":\"array\",\"items\":\"int\"}";
    struct reading reading;
    struct error error;
    struct bytes json = {0};
    reading_init(&reading, list);
    assert_int_equal(plan_read(reading.plan,
                               TEXT_LITERAL("\x03\x04\x02\x04\x02\x06\x05\x06\x08\x0A\x0C\x00"),
                               &reading.tape, &error),
                     OK);
    json_write(reading.schema, 0, &reading.tape, reading.tape.cells, &json);
    assert_true(text_is(bytes_text(&json), "[1, 2, 3, 4, 5, 6]"));
    bytes_release(&json);
    reading_release(&reading);
}

// Where the list is skipped, a block is passed over by its size, whatever is in it.
static void test_plan_read__skips_a_block_by_its_size(void **state)
{
    (void)state;
    struct schema *writer = read_schema(
        RECORD(FIELD("a", "{\"type\":\"map\",\"values\":\"long\"}") "," FIELD("b", "\"int\"")));
    struct schema *reader = read_schema(RECORD(FIELD("b", "\"int\"")));
    struct plan *plan = NULL;
    struct tape tape;
    struct error error;
    tape_init(&tape, 16);
    assert_int_equal(plan_compile(writer, reader, &plan, &error), OK);
    assert_int_equal(plan_read(plan, TEXT_LITERAL("\x01\x06\xFF\xFF\xFF\x00\x0A"), &tape, &error),
                     OK);
    assert_int_equal(tape_at(&tape, tape.cells, 0)->number, 5);
    tape_release(&tape);
    plan_free(plan);
    schema_free(writer);
    schema_free(reader);
}

static void test_plan_read__more_values_than_the_tape_has(void **state)
{
    (void)state;
    struct bytes json = {0};
    // Each record holds the one before in two fields: 2^39 of the first, without a byte.
    bytes_print(&json, "{\"type\":\"record\",\"name\":\"Top\",\"fields\":[{\"name\":\"f\",\"type\":"
                       "{\"type\":\"record\",\"name\":\"R0\",\"fields\":[]}}");
    for (int i = 1; i < 40; i++)
        bytes_print(&json,
                    ",{\"name\":\"f%d\",\"type\":{\"type\":\"record\",\"name\":\"R%d\",\"fields\":"
                    "[{\"name\":\"a\",\"type\":\"R%d\"},{\"name\":\"b\",\"type\":\"R%d\"}]}}",
                    i, i, i - 1, i - 1);
    bytes_print(&json, "]}");
    bytes_add_byte(&json, 0);
    assert_refused((const char *)json.at, "", 0, "more than 65536 values");
    // As an unknown field it costs nothing.
    struct bytes around = {0};
    bytes_print(&around, RECORD("{\"name\":\"big\",\"type\":%s},{\"name\":\"a\",\"type\":\"int\"}"),
                (const char *)json.at);
    bytes_add_byte(&around, 0);
    struct resolution row = {(const char *)around.at, RECORD(FIELD("a", "\"int\"")), NULL, NULL};
    struct schema *writer = read_schema(row.writer), *reader = read_schema(row.reader);
    struct plan *plan = NULL;
    struct tape tape;
    struct error error;
    tape_init(&tape, 16);
    assert_int_equal(plan_compile(writer, reader, &plan, &error), OK);
    assert_int_equal(plan_read(plan, TEXT_LITERAL("\x02"), &tape, &error), OK);
    plan_free(plan);
    tape_release(&tape);
    schema_free(writer);
    schema_free(reader);
    bytes_release(&around);
    bytes_release(&json);
}

// Every record cut at every byte is refused, and every flipped bit gives a record or an error; the
// heap does not grow.
static void test_plan_read__truncated_and_flipped(void **state)
{
    (void)state;
    const char *invoice =
        "{\"event_id\": \"7f0c5b1e-9d3a-4c55-8a53-2f1f5f8e0a11\", \"customer_id\": \"C-1\","
        "\"invoice_id\": \"INV-1\", \"amount_minor\": 100000, \"currency\": \"USD\","
        "\"issued_at\": \"2025-02-01T09:30:00Z\", \"due_date\": \"2025-03-01\","
        "\"open_minor\": 5, \"metadata\": {\"a\": \"b\", \"long key\": \"long value\"}}";
    struct reading reading;
    struct bytes bytes = {0};
    struct error error;
    size_t good = 0, count = 0;
    const struct schema_text *text = SCHEMA_TEXTS;
    while (strcmp(text->name, "InvoiceIssued") != 0)
        text++;
    reading_init(&reading, text->json);
    encode(reading.schema, invoice, &bytes);
    uint8_t *copy = malloc(bytes.len);
    for (size_t len = 0; len < bytes.len; len++) {
        uint8_t *cut = malloc(len ? len : 1);
        memcpy(cut, bytes.at, len);
        struct text part = {(const char *)cut, len};
        assert_int_equal(plan_read(reading.plan, part, &reading.tape, &error), RESULT_BAD_DATA);
        free(cut);
    }
    size_t before = mallinfo2().uordblks;
    for (size_t round = 0; round < 20; round++)
        for (size_t bit = 0; bit < bytes.len * 8; bit++, count++) {
            memcpy(copy, bytes.at, bytes.len);
            copy[bit / 8] ^= (uint8_t)(1 << bit % 8);
            copy[(bit * 7 + round) % bytes.len] ^= (uint8_t)(round * 13);
            struct text part = {(const char *)copy, bytes.len};
            good += plan_read(reading.plan, part, &reading.tape, &error) == OK;
        }
    assert_true(mallinfo2().uordblks <= before);
    assert_true(good > 0 && good < count);
    free(copy);
    bytes_release(&bytes);
    reading_release(&reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plan_read__rules_of_resolution),
        cmocka_unit_test(test_plan_read__hostile_bytes),
        cmocka_unit_test(test_plan_read__blocks_with_sizes),
        cmocka_unit_test(test_plan_read__skips_a_block_by_its_size),
        cmocka_unit_test(test_plan_read__more_values_than_the_tape_has),
        cmocka_unit_test(test_plan_read__truncated_and_flipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
