// SPDX-License-Identifier: Apache-2.0
// The YAML tree, its bounds, and the values read out of it.
#include "config/suggest.h"
#include "config/yaml.h"

#include "base/bytes.h"
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static struct arena arena;
static struct error error;
static struct yaml yaml;

static const struct yaml_node *read_text(struct text text)
{
    arena_reset(&arena);
    error.text[0] = 0;
    if (yaml_read(&yaml, &arena, "f.yaml", text, &error) != OK)
        fail_msg("%s", error.text);
    return yaml.root;
}

static const struct yaml_node *read(const char *text)
{
    return read_text(text_of(text));
}

static void assert_refused(struct text text, const char *said)
{
    arena_reset(&arena);
    error.text[0] = 0;
    assert_int_equal(yaml_read(&yaml, &arena, "f.yaml", text, &error), RESULT_USAGE);
    assert_string_equal(error.text, said);
    assert_null(yaml.root);
}

static void test_yaml_read__keeps_lines_and_columns(void **state)
{
    (void)state;
    const struct yaml_node *root = read("# title\na: 1\nlist:\n  - x\n  - {k: 'v'}\n");
    assert_int_equal(root->kind, YAML_MAP);
    assert_int_equal(root->count, 2);
    const struct yaml_node *a = yaml_at(root, "a"), *list = yaml_at(root, "list");
    assert_int_equal(a->key_line, 2);
    assert_int_equal(a->key_column, 1);
    assert_int_equal(a->column, 4);
    assert_true(a->plain);
    assert_int_equal(list->kind, YAML_LIST);
    assert_int_equal(list->count, 2);
    const struct yaml_node *v = yaml_at(list->first->next, "k");
    assert_int_equal(v->line, 5);
    assert_int_equal(v->column, 9);
    assert_false(v->plain);
    assert_true(text_is(v->text, "v"));
}

static void test_yaml_read__refuses(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } CASES[] = {
        {"", "f.yaml:1:1: the file is empty"},
        {"# only words\n", "f.yaml:1:1: the file is empty"},
        {"a: 1\nb: 2\na: 3\n", "f.yaml:3:1: 'a' stands twice (first in line 1): leave one out"},
        {"a: &x 1\n", "f.yaml:1:4: anchors (&name) are not used here: write the value out"},
        {"a: &x [1]\n", "f.yaml:1:4: anchors (&name) are not used here: write the value out"},
        {"a: *x\n", "f.yaml:1:4: aliases (*name) are not used here: write the value out"},
        {"a: !!int 1\n", "f.yaml:1:4: tags (!name) are not used here: leave it out"},
        {"? [a, b]\n: 1\n", "f.yaml:1:3: a key must be a single word, not a list or a map"},
        {"a: 1\n---\nb: 2\n",
         "f.yaml:2:1: a second document begins here: one file is one document"},
        {"a: [1, 2\n", "f.yaml:2:1: no YAML: did not find expected ',' or ']' (while parsing a "
                       "flow sequence)"},
        {"a: 1\n\tb: 2\n", "f.yaml:2:1: no YAML: found a tab character that violates indentation "
                           "(while scanning a plain scalar)"},
        {"a: \xff\n", "f.yaml:1:1: no UTF-8 text: save the file as UTF-8"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_refused(text_of(CASES[i].text), CASES[i].said);
}

static void test_yaml_read__is_bounded(void **state)
{
    (void)state;
    struct bytes text = {0};
    for (int i = 0; i < 25; i++)
        bytes_print(&text, "[");
    assert_refused(bytes_text(&text), "f.yaml:1:25: more than 24 levels deep: make it flatter");
    bytes_clear(&text);
    for (int i = 0; i < 1001; i++)
        bytes_print(&text, "k%d: 1\n", i);
    assert_refused(bytes_text(&text),
                   "f.yaml:1001:1: more than 1000 entries: make the map smaller");
    bytes_clear(&text);
    for (int i = 0; i < 40000; i++)
        bytes_print(&text, "- 1\n");
    assert_refused(bytes_text(&text),
                   "f.yaml:32768:3: more values than a file may have: make it smaller");
    for (int i = 0; i < 40000; i++)
        bytes_print(&text, "- 1\n");
    assert_refused(bytes_text(&text), "f.yaml:1:1: longer than 262144 bytes: make it smaller");
    bytes_release(&text);
}

static void test_yaml_read__a_full_file_fits_its_arena(void **state)
{
    (void)state;
    struct bytes text = {0};
    for (int i = 0; i < 32; i++) {
        bytes_print(&text, "- {");
        for (int k = 0; k < 999; k++)
            bytes_print(&text, "%03d: ,", k);
        bytes_print(&text, "}\n");
    }
    assert_int_equal(read_text(bytes_text(&text))->count, 32);
    bytes_release(&text);
}

// One value through every kind of read.
static const struct yaml_node *value(const char *text)
{
    static char file[200];
    snprintf(file, sizeof file, "v: %s\n", text);
    return yaml_at(read(file), "v");
}

static void test_yaml_integer__in_its_range(void **state)
{
    (void)state;
    assert_int_equal(yaml_integer(&yaml, value("0"), 0, 9), 0);
    assert_int_equal(yaml_integer(&yaml, value("-9"), -9, 9), -9);
    assert_false(yaml.failed);
    yaml_integer(&yaml, value("10"), 1, 9);
    assert_string_equal(error.text, "f.yaml:1:4: 10 is out of range: from 1 to 9");
    yaml_integer(&yaml, value("1.5"), 1, 9);
    assert_string_equal(error.text, "f.yaml:1:4: '1.5' is no whole number: from 1 to 9");
    yaml_integer(&yaml, value("007"), 1, 9);
    assert_string_equal(error.text, "f.yaml:1:4: '007' is no whole number: from 1 to 9");
    yaml_integer(&yaml, value("99999999999999999999"), 1, 9);
    assert_true(yaml.failed);
    yaml_integer(&yaml, value(""), 1, 9);
    assert_string_equal(error.text, "f.yaml:1:1: 'v' is empty: write a value, or leave it out");
    yaml_integer(&yaml, value("[1]"), 1, 9);
    assert_string_equal(error.text, "f.yaml:1:4: 'v' must be a single value, not a list");
}

static void test_yaml_decimal__counts_in_the_last_place(void **state)
{
    (void)state;
    assert_int_equal(yaml_decimal(&yaml, value("1.5"), 2, 0, 10000), 150);
    assert_int_equal(yaml_decimal(&yaml, value("0.05"), 6, 0, 1000000), 50000);
    assert_int_equal(yaml_decimal(&yaml, value("25"), 2, 0, 10000), 2500);
    assert_false(yaml.failed);
    yaml_decimal(&yaml, value("1.555"), 2, 0, 10000);
    assert_string_equal(error.text,
                        "f.yaml:1:4: '1.555' is no number with at most 2 decimals, from 0 to 100");
    yaml_decimal(&yaml, value("1.01"), 2, -50, 100);
    assert_string_equal(error.text, "f.yaml:1:4: 1.01 is out of range: from -0.50 to 1");
    yaml_decimal(&yaml, value("1."), 2, 0, 10000);
    assert_true(yaml.failed);
}

static void test_yaml_truth__takes_the_usual_words(void **state)
{
    (void)state;
    assert_true(yaml_truth(&yaml, value("on")));
    assert_true(yaml_truth(&yaml, value("true")));
    assert_false(yaml_truth(&yaml, value("no")));
    assert_false(yaml.failed);
    yaml_truth(&yaml, value("maybe"));
    assert_string_equal(error.text, "f.yaml:1:4: 'maybe' is neither on nor off");
}

static void test_yaml_day__refuses_what_is_no_date(void **state)
{
    (void)state;
    assert_int_equal(yaml_day(&yaml, value("1990-01-01")), DAY_MIN);
    yaml_day(&yaml, value("2025-02-30"));
    assert_string_equal(error.text,
                        "f.yaml:1:4: '2025-02-30' is no date: write YYYY-MM-DD, from 1990 to 2099");
}

static void test_yaml_check_keys__names_the_closest(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"days_past_due", "notify", "fee"};
    yaml_check_keys(&yaml, read("fee: 1\nnotfy: 2\n"), NAMES, 3);
    assert_string_equal(error.text, "f.yaml:2:1: unknown key 'notfy': did you mean 'notify'?");
    yaml_check_keys(&yaml, read("something: 2\n"), NAMES, 3);
    assert_string_equal(
        error.text,
        "f.yaml:1:1: unknown key 'something': it must be one of days_past_due, notify, fee");
    assert_int_equal(yaml_choice(&yaml, value("fee"), NAMES, 3), 2);
    assert_int_equal(yaml_choice(&yaml, value("days_pass_due"), NAMES, 3), -1);
    assert_string_equal(error.text,
                        "f.yaml:1:4: unknown word 'days_pass_due': did you mean 'days_past_due'?");
}

static void test_yaml_need__says_what_is_missing(void **state)
{
    (void)state;
    const struct yaml_node *root = read("\na: {b: 1}\n");
    assert_null(yaml_need(&yaml, yaml_at(root, "a"), "zone"));
    assert_string_equal(error.text, "f.yaml:2:4: 'zone' is missing: add it to this map");
    assert_null(yaml_need(&yaml, root, "other"));
    assert_string_equal(error.text, "f.yaml:2:4: 'zone' is missing: add it to this map");
    assert_int_equal(yaml_integer(&yaml, NULL, 1, 2), 0);
}

static void test_suggest_distance__counts_changes(void **state)
{
    (void)state;
    assert_int_equal(suggest_distance(text_of("abc"), text_of("abc")), 0);
    assert_int_equal(suggest_distance(text_of("abc"), text_of("acb")), 1);
    assert_int_equal(suggest_distance(text_of("abc"), text_of("ab")), 1);
    assert_int_equal(suggest_distance(text_of(""), text_of("abc")), 3);
    assert_int_equal(suggest_distance(text_of("kitten"), text_of("sitting")), 3);
}

int main(void)
{
    arena_init(&arena, YAML_ARENA_SIZE);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_yaml_read__keeps_lines_and_columns),
        cmocka_unit_test(test_yaml_read__refuses),
        cmocka_unit_test(test_yaml_read__is_bounded),
        cmocka_unit_test(test_yaml_read__a_full_file_fits_its_arena),
        cmocka_unit_test(test_yaml_integer__in_its_range),
        cmocka_unit_test(test_yaml_decimal__counts_in_the_last_place),
        cmocka_unit_test(test_yaml_truth__takes_the_usual_words),
        cmocka_unit_test(test_yaml_day__refuses_what_is_no_date),
        cmocka_unit_test(test_yaml_check_keys__names_the_closest),
        cmocka_unit_test(test_yaml_need__says_what_is_missing),
        cmocka_unit_test(test_suggest_distance__counts_changes),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_release(&arena);
    return failed;
}
