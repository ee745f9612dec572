// SPDX-License-Identifier: Apache-2.0
// Every bad policy of bad-policies/table.txt is refused with exactly the message written there.
// Each case is an edit of every-construct.yaml: a title, `-` lines that stand once in it, the `+`
// lines that replace them, and after `!` the message without the file's name. With
// DUNNING_PRINT_TABLE=1 in the environment the table is printed with the messages filled in.
#include "config/policy_read.h"
#include "patch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { CASES_AT_LEAST = 40 };

struct hunk {
    struct bytes old, new;
};

static struct zones *zones;
static struct bytes base;

static const char *refuse(struct text text, struct error *error)
{
    const struct policy *policy = NULL;
    struct arena arena = {0};
    arena_init(&arena, POLICY_ARENA_SIZE);
    enum result result = policy_read(&policy, &arena, zones, "p", text, error);
    if (result == OK)
        (void)snprintf(error->text, sizeof error->text, "p:(it was taken)");
    arena_release(&arena);
    return error->text + 2; // behind "p:"
}

static void hunk_apply(struct hunk *hunk, struct bytes *text, struct text title)
{
    if (hunk->old.len == 0)
        return;
    if (!text_replace(text, bytes_text(&hunk->old), bytes_text(&hunk->new)))
        fail_msg("%.*s: the old lines do not stand exactly once", TEXT_ARGS(title));
    bytes_clear(&hunk->old);
    bytes_clear(&hunk->new);
}

// The case is over: compare, or print.
static bool case_check(struct text text, struct text title, struct text said, bool print)
{
    struct error error = {{0}};
    const char *found = refuse(text, &error);
    if (print)
        printf("! %s\n\n", found);
    else if (!text_is(said, found))
        printf("%.*s\n  said:     %.*s\n  expected: %.*s\n", TEXT_ARGS(title), (int)strlen(found),
               found, TEXT_ARGS(said));
    return text_is(said, found);
}

static void test_policy_read__refuses_every_bad_policy(void **state)
{
    (void)state;
    bool print = getenv("DUNNING_PRINT_TABLE") != NULL;
    struct bytes table = {0}, text = {0};
    struct hunk hunk = {{0}, {0}};
    struct text title = {0};
    int cases = 0, wrong = 0;
    file_load("tests/config/bad-policies/table.txt", &table);
    struct text rest = bytes_text(&table);
    while (rest.len > 0) {
        struct text line = line_next(&rest);
        char kind = line.at[0];
        struct text body = {line.at + 1, line.len - 1};
        if (print && kind != '!' && kind != '\n')
            printf("%.*s", TEXT_ARGS(line));
        if (kind == '#') {
            title = (struct text){line.at, line.len - 1};
            bytes_clear(&text);
            bytes_add_text(&text, bytes_text(&base));
        } else if (kind == '-') {
            if (hunk.new.len > 0)
                hunk_apply(&hunk, &text, title);
            bytes_add_text(&hunk.old, body);
        } else if (kind == '+') {
            bytes_add_text(&hunk.new, body);
        } else if (kind == '!') {
            hunk_apply(&hunk, &text, title);
            struct text said = {line.at + 2, line.len - 3};
            wrong += !case_check(bytes_text(&text), title, said, print);
            cases++;
        }
    }
    bytes_release(&hunk.old);
    bytes_release(&hunk.new);
    bytes_release(&table);
    bytes_release(&text);
    assert_true(cases >= CASES_AT_LEAST);
    assert_int_equal(wrong, 0);
}

static void test_policy_read__takes_the_base_of_the_table(void **state)
{
    (void)state;
    struct error error = {{0}};
    assert_string_equal(refuse(bytes_text(&base), &error), "(it was taken)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_policy_read__takes_the_base_of_the_table),
        cmocka_unit_test(test_policy_read__refuses_every_bad_policy),
    };
    zones = zones_open();
    file_load("tests/config/every-construct.yaml", &base);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    bytes_release(&base);
    zones_close(zones);
    return failed;
}
