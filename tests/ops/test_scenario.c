// SPDX-License-Identifier: Apache-2.0
// The scenario command as its user sees it: exit codes, differences with file and line, --print.
#include "ops/commands.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define STORY                                                     \
    "policy account-pause\n"                                      \
    "2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01\n" \
    "2023-09-11 tick\n"
#define PAUSED "  -> status paused from active INV-1\n"
#define TOLD                                                     \
    "  -> notification email account-paused to merchant INV-1\n" \
    "  -> notification phone call-customer to billing INV-1\n"

static char out[65536];

// Run the command over one file with this text; what it prints is in `out`.
static enum exit_code run(const char *text, const char *option)
{
    char story[] = "/tmp/story-XXXXXX", answer[] = "/tmp/answer-XXXXXX";
    int file = mkstemp(story), to = mkstemp(answer);
    assert_true(file >= 0 && to >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    char *argv[] = {story, "--policies", SOURCE_DIR "/ops/policies", (char *)option, NULL};
    struct arguments arguments;
    struct error error;
    assert_int_equal(arguments_read(&COMMAND_SCENARIO, option ? 4 : 3, argv, &arguments, &error),
                     OK);
    fflush(stdout);
    int kept = dup(STDOUT_FILENO);
    dup2(to, STDOUT_FILENO);
    enum exit_code code = COMMAND_SCENARIO.run(&arguments);
    fflush(stdout);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    ssize_t len = pread(to, out, sizeof out - 1, 0);
    out[len > 0 ? len : 0] = 0;
    close(to);
    unlink(story);
    unlink(answer);
    arguments_release(&arguments);
    return code;
}

static void assert_says(const char *text)
{
    if (!strstr(out, text))
        fail_msg("'%s' is not in:\n%s", text, out);
}

static void test_scenario__passes(void **state)
{
    (void)state;
    assert_int_equal(run(STORY PAUSED TOLD "  = status paused\n", NULL), EXIT_DONE);
    assert_string_equal(out, "1 passed, 0 failed\n");
}

static void test_scenario__names_what_is_missing(void **state)
{
    (void)state;
    assert_int_equal(run(STORY PAUSED "  -> ledger late-fee USD 5.00 INV-1\n" TOLD, NULL), EXIT_NO);
    assert_says(":5:\n  expected -> ledger late-fee USD 5.00 INV-1\n  actual   -> nothing\n");
    assert_says("0 passed, 1 failed\n");
}

static void test_scenario__names_what_is_too_much(void **state)
{
    (void)state;
    assert_int_equal(run(STORY TOLD, NULL), EXIT_NO);
    assert_says(":3:\n  expected -> nothing more\n  actual   -> status paused from active INV-1\n");
    assert_int_equal(run(STORY "  -> nothing\n", NULL), EXIT_NO);
    assert_int_equal(run(STORY PAUSED, NULL), EXIT_NO);
    assert_int_equal(run(STORY PAUSED "  -> ...\n", NULL), EXIT_DONE);
}

static void test_scenario__order_counts(void **state)
{
    (void)state;
    assert_int_equal(run(STORY TOLD PAUSED, NULL), EXIT_NO);
}

static void test_scenario__names_a_wrong_fact(void **state)
{
    (void)state;
    assert_int_equal(run(STORY "  = open INV-1 USD 99.00\n", NULL), EXIT_NO);
    assert_says(":4:\n  expected = open INV-1 USD 99.00\n  actual   = open INV-1 USD 100.00\n");
    assert_int_equal(run(STORY "  = weather fine\n", NULL), EXIT_NO);
    assert_int_equal(run(STORY "  = status paused until 2023-09-12\n", NULL), EXIT_NO);
    assert_int_equal(run(STORY "  = emitted 2 status paused\n", NULL), EXIT_NO);
    assert_int_equal(run(STORY "  = emitted 1 status paused\n", NULL), EXIT_DONE);
    assert_int_equal(run(STORY "  = @C-7 status active\n", NULL), EXIT_NO);
}

static void test_scenario__addresses_count_if_named(void **state)
{
    static const char CONTACTS[] =
        "policy account-pause\n"
        "2023-07-01 account-action set-contacts merchant:email:a@m.example "
        "merchant:email:b@m.example\n"
        "2023-08-01 invoice-issued INV-1 USD 100.00 due 2023-09-01\n"
        "2023-09-11 tick\n"
        "  -> status paused from active INV-1\n"
        "  -> notification email account-paused to merchant%s INV-1\n"
        "  -> notification phone call-customer to billing INV-1 undeliverable\n";
    static const struct {
        const char *addresses;
        enum exit_code code;
    } CASES[] = {{"", EXIT_DONE},
                 {"<b@m.example,a@m.example>", EXIT_DONE},
                 {"<a@m.example>", EXIT_NO},
                 {"<a@m.example,b@m.example,c@m.example>", EXIT_NO}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char text[2048];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(text, sizeof text, CONTACTS, CASES[i].addresses);
#pragma GCC diagnostic pop
        assert_int_equal(run(text, NULL), CASES[i].code);
    }
}

static void test_scenario__actor_and_reason_count_if_named(void **state)
{
    static const char HELD[] =
        STORY "2023-09-12 account-action hold do-not-restrict by ann because "
              "\"a vip\"\n  -> status active from paused";
    char text[2048];
    (void)state;
    snprintf(text, sizeof text, "%s\n  -> ...\n", HELD);
    assert_int_equal(run(text, NULL), EXIT_DONE);
    snprintf(text, sizeof text, "%s by ann because \"a vip\"\n  -> ...\n", HELD);
    assert_int_equal(run(text, NULL), EXIT_DONE);
    snprintf(text, sizeof text, "%s by bob\n  -> ...\n", HELD);
    assert_int_equal(run(text, NULL), EXIT_NO);
    snprintf(text, sizeof text, "%s because \"no vip\"\n  -> ...\n", HELD);
    assert_int_equal(run(text, NULL), EXIT_NO);
}

static void test_scenario__a_story_that_expects_nothing_fails(void **state)
{
    (void)state;
    assert_int_equal(run(STORY, NULL), EXIT_NO);
    assert_says("expects nothing");
    assert_int_equal(run("policy nowhere\n2023-01-01 tick\n  -> nothing\n", NULL), EXIT_NO);
    assert_int_equal(run("2023-01-01 tick\n  -> nothing\n", NULL), EXIT_NO);
    assert_says("names no policy");
}

static void test_scenario__print_fills_in_what_came_out(void **state)
{
    (void)state;
    assert_int_equal(run("# title\n" STORY "  = status paused\n", "--print"), EXIT_DONE);
    assert_string_equal(out, "# title\n" STORY PAUSED TOLD "  = status paused\n");
    char once[sizeof out];
    memcpy(once, out, sizeof out);
    assert_int_equal(run(once, "--print"), EXIT_DONE);
    assert_string_equal(out, once);
    assert_int_equal(run(once, NULL), EXIT_DONE);
}

static void test_scenario__json(void **state)
{
    (void)state;
    assert_int_equal(run(STORY "  = status active\n", "--json"), EXIT_NO);
    assert_says("\"line\":4,\"expected\":\"= status active\",\"actual\":\"= status paused\"}\n");
    assert_says("\"passed\":false,\"differences\":1}\n{\"passed\":0,\"failed\":1}\n");
}

static void test_scenario__wrong_usage(void **state)
{
    (void)state;
    char *argv[] = {"/nowhere/at/all", NULL};
    struct arguments arguments;
    struct error error;
    assert_int_equal(arguments_read(&COMMAND_SCENARIO, 1, argv, &arguments, &error), OK);
    assert_int_equal(COMMAND_SCENARIO.run(&arguments), EXIT_USAGE);
    arguments_release(&arguments);
    char *unknown[] = {"x", "--colour", NULL};
    assert_int_equal(arguments_read(&COMMAND_SCENARIO, 2, unknown, &arguments, &error),
                     RESULT_USAGE);
    assert_string_equal(error.text, "there is no option --colour");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scenario__passes),
        cmocka_unit_test(test_scenario__names_what_is_missing),
        cmocka_unit_test(test_scenario__names_what_is_too_much),
        cmocka_unit_test(test_scenario__order_counts),
        cmocka_unit_test(test_scenario__names_a_wrong_fact),
        cmocka_unit_test(test_scenario__addresses_count_if_named),
        cmocka_unit_test(test_scenario__actor_and_reason_count_if_named),
        cmocka_unit_test(test_scenario__a_story_that_expects_nothing_fails),
        cmocka_unit_test(test_scenario__print_fills_in_what_came_out),
        cmocka_unit_test(test_scenario__json),
        cmocka_unit_test(test_scenario__wrong_usage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
