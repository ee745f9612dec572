// SPDX-License-Identifier: Apache-2.0
// Schemas: what is read, its canonical form and fingerprint, what is refused, and that those we
// ship say what every field means.
#include "codec/json_value.h"
#include "codec/schema.h"
#include "codec/schema_canonical.h"
#include "codec/schema_texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>
#include <jansson.h>

static struct schema *read_good(const char *json)
{
    struct error error;
    struct schema *schema = NULL;
    enum result result = schema_read(text_of(json), &schema, &error);
    if (result != OK)
        fail_msg("%s: %s", json, error.text);
    return schema;
}

static void assert_canonical(const char *json, const char *expected, uint64_t fingerprint)
{
    struct schema *schema = read_good(json);
    struct bytes out = {0};
    schema_write_canonical(schema, &out);
    bytes_add_byte(&out, 0);
    assert_string_equal((const char *)out.at, expected);
    if (fingerprint)
        assert_true(schema->fingerprint == fingerprint);
    bytes_release(&out);
    schema_free(schema);
}

// The fingerprints are those of Avro's own test data (share/test/data/schema-tests.txt).
static void test_schema_write_canonical__published_forms(void **state)
{
    (void)state;
    assert_canonical("\"null\"", "\"null\"", UINT64_C(0x63dd24e7cc258f8a));
    assert_canonical("{\"type\":\"int\"}", "\"int\"", UINT64_C(0x7275d51a3f395c8f));
    assert_canonical("[]", "[]", (uint64_t)INT64_C(-1241056759729112623));
    assert_canonical("[ \"int\"  , \"null\" ]", "[\"int\",\"null\"]", 0);
    assert_canonical("{\"type\":\"array\", \"items\":{\"type\":\"long\"}}",
                     "{\"type\":\"array\",\"items\":\"long\"}", 0);
    assert_canonical(
        "{\"fields\":[], \"type\":\"record\", \"name\":\"foo\", \"namespace\":\"x.y\"}",
        "{\"name\":\"x.y.foo\",\"type\":\"record\",\"fields\":[]}",
        UINT64_C(0x521d1a6b830ec4ab) /* checked against fastavro */);
    assert_canonical("{\"type\":\"enum\",\"name\":\"foo\",\"symbols\":[\"A1\"],\"doc\":\"x\"}",
                     "{\"name\":\"foo\",\"type\":\"enum\",\"symbols\":[\"A1\"]}",
                     UINT64_C(0xa7fc039e15aa3169) /* checked against fastavro */);
    assert_canonical("{\"type\":\"fixed\",\"name\":\"foo\",\"size\":15}",
                     "{\"name\":\"foo\",\"type\":\"fixed\",\"size\":15}", 0);
}

static void test_schema_write_canonical__names_and_recursion(void **state)
{
    (void)state;
    assert_canonical(
        "{\"type\":\"record\",\"name\":\"a.List\",\"aliases\":[\"Chain\"],\"doc\":\"d\",\"fields\":"
        "["
        "{\"name\":\"at\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"default\":0},"
        "{\"name\":\"next\",\"type\":[\"null\",\"List\"]},"
        "{\"name\":\"kind\",\"type\":{\"type\":\"enum\",\"name\":\"b.K\",\"symbols\":[\"X\"]}},"
        "{\"name\":\"again\",\"type\":\"b.K\"}]}",
        "{\"name\":\"a.List\",\"type\":\"record\",\"fields\":["
        "{\"name\":\"at\",\"type\":\"int\"},"
        "{\"name\":\"next\",\"type\":[\"null\",\"a.List\"]},"
        "{\"name\":\"kind\",\"type\":{\"name\":\"b.K\",\"type\":\"enum\",\"symbols\":[\"X\"]}},"
        "{\"name\":\"again\",\"type\":\"b.K\"}]}",
        0);
}

static void test_schema_read__table_of_nodes(void **state)
{
    (void)state;
    struct schema *schema = read_good(
        "{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"n\",\"aliases\":[\"Old\",\"m.Older\"],"
        "\"fields\":[{\"name\":\"a\",\"type\":\"long\",\"aliases\":[\"b\"],\"default\":7},"
        "{\"name\":\"t\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},"
        "{\"name\":\"s\",\"type\":{\"type\":\"string\",\"logicalType\":\"date\"}},"
        "{\"name\":\"r\",\"type\":{\"type\":\"array\",\"items\":\"R\"}}]}");
    const struct schema_node *root = &schema->nodes[0];
    assert_int_equal(root->type, SCHEMA_RECORD);
    assert_true(text_is(root->name, "n.R"));
    assert_int_equal(root->alias_count, 2);
    assert_true(text_is(schema->texts[root->alias_first], "n.Old"));
    assert_true(text_is(schema->texts[root->alias_first + 1], "m.Older"));
    const struct schema_field *fields = schema->fields + root->first;
    assert_int_equal(root->count, 4);
    assert_int_equal(json_integer_value(fields[0].fallback), 7);
    assert_true(text_is(schema->texts[fields[0].alias_first], "b"));
    assert_int_equal(schema->nodes[fields[1].node].logical, SCHEMA_TIMESTAMP_MILLIS);
    assert_int_equal(schema->nodes[fields[2].node].logical, SCHEMA_PLAIN);
    assert_int_equal(schema->nodes[fields[3].node].first, 0);
    schema_free(schema);
}

static void test_schema_read__refusals(void **state)
{
    (void)state;
    static const char *const bad[][2] = {
        {"", "line 1"},
        {"{", "line 1"},
        {"7", "no text, list or object"},
        {"\"lung\"", "unknown type `lung`"},
        {"\"a b\"", "no name"},
        {"{\"type\":\"record\",\"fields\":[]}", "without a valid `name`"},
        {"{\"type\":\"record\",\"name\":\"1x\",\"fields\":[]}", "without a valid `name`"},
        {"{\"type\":\"record\",\"name\":\"x.\",\"fields\":[]}", "without a valid `name`"},
        {"{\"type\":\"record\",\"name\":\"R\"}", "without `fields`"},
        {"{\"type\":\"record\",\"name\":\"R\",\"fields\":[1]}", "a field without"},
        {"{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\"}]}",
         "field `a`: no `type`"},
        {"{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"},"
         "{\"name\":\"a\",\"type\":\"int\"}]}",
         "field `a` stands twice"},
        {"{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":{\"type\":"
         "\"fixed\",\"name\":\"R\",\"size\":1}}]}",
         "`R` is defined twice"},
        {"{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"A\"]}", "symbol `A` stands twice"},
        {"{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"],\"default\":\"B\"}",
         "no symbol of it"},
        {"{\"type\":\"enum\",\"name\":\"E\"}", "without `symbols`"},
        {"{\"type\":\"fixed\",\"name\":\"F\",\"size\":-1}", "sound `size`"},
        {"{\"type\":\"fixed\",\"name\":\"F\",\"size\":99999999999}", "sound `size`"},
        {"{\"type\":\"fixed\",\"name\":\"F\"}", "sound `size`"},
        {"{\"type\":\"array\"}", "no `items`"},
        {"{\"type\":\"map\"}", "no `values`"},
        {"{\"type\":7}", "without the name of its kind"},
        {"[\"int\",\"int\"]", "two branches of int"},
        {"[\"null\",[\"int\"]]", "a union directly in a union"},
        {"{\"type\":\"int\",\"type\":\"int\"}", "duplicate"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct error error;
        struct schema *schema = NULL;
        assert_int_equal(schema_read(text_of(bad[i][0]), &schema, &error), RESULT_BAD_DATA);
        assert_null(schema);
        if (!strstr(error.text, bad[i][1]))
            fail_msg("%s: \"%s\" instead of \"%s\"", bad[i][0], error.text, bad[i][1]);
    }
}

static void test_schema_read__bounds(void **state)
{
    (void)state;
    struct bytes json = {0};
    struct schema *schema = NULL;
    struct error error;
    for (int i = 0; i < 10000; i++)
        bytes_print(&json, "{\"type\":\"array\",\"items\":");
    assert_int_equal(schema_read(bytes_text(&json), &schema, &error), RESULT_BAD_DATA);
    for (int depth = SCHEMA_DEPTH_MAX - 1; depth <= SCHEMA_DEPTH_MAX; depth++) {
        bytes_clear(&json);
        for (int i = 0; i < depth; i++)
            bytes_print(&json, "{\"type\":\"array\",\"items\":");
        bytes_print(&json, "\"int\"");
        for (int i = 0; i < depth; i++)
            bytes_print(&json, "}");
        enum result result = schema_read(bytes_text(&json), &schema, &error);
        assert_int_equal(result, depth < SCHEMA_DEPTH_MAX ? OK : RESULT_BAD_DATA);
        if (result == OK)
            schema_free(schema);
    }
    bytes_clear(&json);
    bytes_print(&json, "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[");
    for (int i = 0; i <= SCHEMA_ITEMS_MAX; i++)
        bytes_print(&json, "%s\"S%d\"", i ? "," : "", i);
    bytes_print(&json, "]}");
    assert_int_equal(schema_read(bytes_text(&json), &schema, &error), RESULT_BAD_DATA);
    assert_non_null(strstr(error.text, "too large"));
    bytes_release(&json);
}

static void assert_documented(const char *file, const json_t *json)
{
    const char *key;
    json_t *value;
    size_t i;
    if (json_is_object(json) && json_is_array(json_object_get(json, "fields"))) {
        assert_true(json_string_length(json_object_get(json, "doc")) > 5);
        json_array_foreach(json_object_get(json, "fields"), i,
                           value) if (json_string_length(json_object_get(value, "doc")) < 5)
            fail_msg("%s: %s.%s has no doc", file, json_string_value(json_object_get(json, "name")),
                     json_string_value(json_object_get(value, "name")));
    }
    if (json_is_object(json))
        json_object_foreach((json_t *)(uintptr_t)json, key, value) assert_documented(file, value);
    else if (json_is_array(json))
        json_array_foreach(json, i, value) assert_documented(file, value);
}

static void test_schema_texts__every_field_is_documented_and_every_default_fits(void **state)
{
    (void)state;
    size_t count = 0;
    for (const struct schema_text *text = SCHEMA_TEXTS; text->name; text++, count++) {
        struct schema *schema = read_good(text->json);
        assert_true(text_is(schema_short_name(schema->nodes[0].name), text->name));
        assert_documented(text->name, schema->json);
        for (uint32_t i = 0; i < schema->field_count; i++) {
            struct bytes out = {0};
            struct error error;
            const struct schema_field *field = &schema->fields[i];
            if (field->fallback &&
                json_value_write(schema, field->node, field->fallback, &out, &error) != OK)
                fail_msg("%s: default of %.*s: %s", text->name, TEXT_ARGS(field->name), error.text);
            bytes_release(&out);
        }
        schema_free(schema);
    }
    assert_int_equal(count, 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_schema_write_canonical__published_forms),
        cmocka_unit_test(test_schema_write_canonical__names_and_recursion),
        cmocka_unit_test(test_schema_read__table_of_nodes),
        cmocka_unit_test(test_schema_read__refusals),
        cmocka_unit_test(test_schema_read__bounds),
        cmocka_unit_test(test_schema_texts__every_field_is_documented_and_every_default_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
