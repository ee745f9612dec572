// SPDX-License-Identifier: Apache-2.0
// Commands that need no service: what they check, and how they answer.
#include "ops/commands.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static char out[65536];

// Run a command over these words; what it says on both outputs is in `out`.
static enum exit_code run(const struct command *command, int argc, char **argv)
{
    char answer[] = "/tmp/answer-XXXXXX";
    struct arguments arguments;
    struct error error;
    int to = mkstemp(answer);
    assert_true(to >= 0);
    assert_int_equal(arguments_read(command, argc, argv, &arguments, &error), OK);
    fflush(stdout);
    int kept_out = dup(STDOUT_FILENO), kept_err = dup(STDERR_FILENO);
    dup2(to, STDOUT_FILENO);
    dup2(to, STDERR_FILENO);
    enum exit_code code = command->run(&arguments);
    fflush(stdout);
    dup2(kept_out, STDOUT_FILENO);
    dup2(kept_err, STDERR_FILENO);
    close(kept_out);
    close(kept_err);
    ssize_t len = lseek(to, 0, SEEK_END);
    len = pread(to, out, len < (ssize_t)sizeof out - 1 ? (size_t)len : sizeof out - 1, 0);
    out[len > 0 ? len : 0] = 0;
    close(to);
    unlink(answer);
    arguments_release(&arguments);
    return code;
}

static void assert_says(const char *text)
{
    if (!strstr(out, text))
        fail_msg("'%s' is not in:\n%s", text, out);
}

static enum exit_code send(const char *lines)
{
    char path[] = "/tmp/lines-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, lines, strlen(lines)), (ssize_t)strlen(lines));
    close(file);
    char *argv[] = {path, "--dry-run"};
    enum exit_code code = run(&COMMAND_SEND, 2, argv);
    unlink(path);
    return code;
}

#define PAYMENT                                                                   \
    "{\"topic\":\"payment-received\",\"event_id\":\"e\",\"customer_id\":\"C-1\"," \
    "\"payment_id\":\"P\",\"amount_minor\":1,\"currency\":\"EUR\","               \
    "\"received_at\":\"2025-02-01T09:30:00Z\"}\n"

static void test_send__checks_lines_without_a_service(void **state)
{
    (void)state;
    assert_int_equal(send(PAYMENT "\n" PAYMENT), EXIT_DONE);
    assert_says("every line is good; nothing was sent");
}

static void test_send__names_line_and_field(void **state)
{
    (void)state;
    assert_int_equal(send(PAYMENT "{\"topic\":\"payment-received\"}\n"), EXIT_NO);
    assert_says(":2: event_id: missing");
    assert_says("nothing was sent");
    assert_int_equal(send("\n\nnonsense\n"), EXIT_NO);
    assert_says(":3: ");
}

static void test_act__checks_the_words_of_an_action(void **state)
{
    (void)state;
    char *good[] = {"shift", "C-1", "--until", "2030-01-01", "--because", "x", "--dry-run"};
    assert_int_equal(run(&COMMAND_ACT, 7, good), EXIT_DONE);
    assert_says("shift is good, not sent, for C-1");
    char *bad[] = {"shift", "C-1", "tomorrow", "or", "so", "--dry-run"};
    assert_int_equal(run(&COMMAND_ACT, 6, bad), EXIT_USAGE);
    assert_says("'or' is not understood");
    char *amount[] = {"discount", "C-1", "INV-1", "USD", "0.00", "--dry-run"};
    assert_int_equal(run(&COMMAND_ACT, 6, amount), EXIT_USAGE);
    assert_says("amount_minor");
    char *unknown[] = {"dance", "C-1"};
    assert_int_equal(run(&COMMAND_ACT, 2, unknown), EXIT_USAGE);
}

static void test_policy__checks_files(void **state)
{
    (void)state;
    char *good[] = {"check", SOURCE_DIR "/ops/policies/account-pause.yaml"};
    assert_int_equal(run(&COMMAND_POLICY, 2, good), EXIT_DONE);
    assert_says("good: account-pause version 1");
    char *bad[] = {"check", SOURCE_DIR "/topics/topics.yaml", "--json"};
    assert_int_equal(run(&COMMAND_POLICY, 3, bad), EXIT_NO);
    assert_says("\"good\":false,\"error\":\"");
}

static void test_tick__a_release_says_who_and_why(void **state)
{
    (void)state;
    char *words[] = {"--release", "mass", "--by", "ann"};
    assert_int_equal(run(&COMMAND_TICK, 4, words), EXIT_USAGE);
    assert_says("a release needs --by and --because");
    char *local[] = {"--at", "2025-03-16T05:00"};
    assert_int_equal(run(&COMMAND_TICK, 2, local), EXIT_USAGE);
    assert_says("no instant in UTC");
}

static void test_commands__what_is_outside_is_exit_3(void **state)
{
    (void)state;
    char *words[] = {"--set", "redis.url=redis://127.0.0.1:1/0"};
    assert_int_equal(run(&COMMAND_CUSTOMERS, 2, words), EXIT_OUTSIDE);
    char *unknown[] = {"--set", "redis.urk=x"};
    assert_int_equal(run(&COMMAND_CUSTOMERS, 2, unknown), EXIT_USAGE);
    assert_says("redis.urk");
}

static void test_arguments_read__values_and_operands(void **state)
{
    (void)state;
    char *argv[] = {"a", "--at=x", "--json", "--by", "ann", "--", "--because"};
    struct arguments arguments;
    struct error error;
    assert_int_equal(arguments_read(&COMMAND_TICK, 7, argv, &arguments, &error), OK);
    assert_string_equal(argument(&arguments, "--at"), "x");
    assert_string_equal(argument(&arguments, "--by"), "ann");
    assert_null(argument(&arguments, "--because"));
    assert_true(arguments.json);
    assert_int_equal(arguments.operand_count, 2);
    assert_string_equal(arguments.operands[1], "--because");
    arguments_release(&arguments);
    char *missing[] = {"--at"};
    assert_int_equal(arguments_read(&COMMAND_TICK, 1, missing, &arguments, &error), RESULT_USAGE);
    assert_string_equal(error.text, "--at needs a value: INSTANT");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_send__checks_lines_without_a_service),
        cmocka_unit_test(test_send__names_line_and_field),
        cmocka_unit_test(test_act__checks_the_words_of_an_action),
        cmocka_unit_test(test_policy__checks_files),
        cmocka_unit_test(test_tick__a_release_says_who_and_why),
        cmocka_unit_test(test_commands__what_is_outside_is_exit_3),
        cmocka_unit_test(test_arguments_read__values_and_operands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
