// SPDX-License-Identifier: Apache-2.0
// The guarded fold and its watermark, on a private redis-server.
#include "base/date.h"
#include "io/redis.h"
#include "io/store.h"
#include "redis_server.h"

#include <hiredis/hiredis.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static struct redis_server server;
static bool running;
static struct store *store;
static struct redis *raw;
static struct error error;

// One command of words, straight to Redis: what a stranger or an accident would do.
static const struct redisReply *run_raw(const char *line)
{
    static char copy[512];
    struct text args[32];
    size_t count = 0;
    snprintf(copy, sizeof copy, "%s", line);
    for (char *word = strtok(copy, " "); word && count < 32; word = strtok(NULL, " "))
        args[count++] = text_of(word);
    redis_add(raw, args, count);
    assert_int_equal(redis_run(raw, &error), OK);
    return redis_answer(raw, 0);
}

static int set_up(void **state)
{
    (void)state;
    if (!running)
        return 0;
    assert_int_equal(store_open(&store, server.url, &error), OK);
    assert_int_equal(redis_open(&raw, server.url, &error), OK);
    run_raw("FLUSHALL");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    store_close(store);
    redis_close(raw);
    store = NULL;
    raw = NULL;
    return 0;
}

#define NEEDS_REDIS() \
    do {              \
        if (!running) \
            skip();   \
    } while (0)

static struct store_account account(const char *customer, const char *blob, int64_t wake_ms)
{
    return (struct store_account){text_of(customer),          text_of(blob),
                                  TEXT_LITERAL("active"),     TEXT_LITERAL(""),
                                  TEXT_LITERAL("login=full"), wake_ms};
}

static enum store_answer fold(int64_t from, int64_t to, const struct store_account *accounts,
                              size_t count, int64_t expected)
{
    struct store_fold fold = {.partition = 3,
                              .from = from,
                              .watermark = {.sequence = to,
                                            .clock_ms = 77,
                                            .journal_offset = 8,
                                            .account_offset = 9,
                                            .chain = digest_of(TEXT_LITERAL("chain")),
                                            .accounts = expected},
                              .accounts = accounts,
                              .count = count,
                              .last = true};
    assert_int_equal(store_fold(store, &fold, 1, &error), OK);
    return fold.answer;
}

static struct text read_one(const char *customer, int64_t *sequence)
{
    struct text wanted = text_of(customer);
    static struct text found;
    struct store_read read = {3, &wanted, 1, &found, -1};
    assert_int_equal(store_read(store, &read, 1, &error), OK);
    *sequence = read.sequence;
    return found;
}

static void test_store_fold__applies_only_the_next_sequence(void **state)
{
    (void)state;
    NEEDS_REDIS();
    int64_t sequence;
    struct store_account one = account("C-1", "one", 1000);
    assert_int_equal(fold(2, 2, &one, 1, 1), STORE_GAP);
    assert_int_equal(fold(1, 1, &one, 1, 1), STORE_APPLIED);
    struct store_account other = account("C-1", "other", 1000);
    assert_int_equal(fold(1, 1, &other, 1, 1), STORE_OLD);
    assert_true(text_is(read_one("C-1", &sequence), "one"));
    assert_int_equal(sequence, 1);
    assert_int_equal(fold(3, 4, &other, 1, 1), STORE_GAP);
    assert_int_equal(fold(2, 4, &other, 1, 1), STORE_APPLIED);
    assert_true(text_is(read_one("C-1", &sequence), "other"));
    assert_int_equal(sequence, 4);
    assert_null(read_one("C-2", &sequence).at);
}

static void test_store_fold__keeps_the_watermark_whole(void **state)
{
    (void)state;
    NEEDS_REDIS();
    struct store_watermark mark = {.sequence = 5};
    assert_int_equal(store_watermark(store, 3, &mark, &error), OK);
    assert_int_equal(mark.sequence, 0);
    struct store_account one = account("C-1", "one", INSTANT_NEVER);
    assert_int_equal(fold(1, 6, &one, 1, 1), STORE_APPLIED);
    assert_int_equal(store_watermark(store, 3, &mark, &error), OK);
    struct digest chain = digest_of(TEXT_LITERAL("chain"));
    assert_int_equal(mark.sequence, 6);
    assert_int_equal(mark.clock_ms, 77);
    assert_int_equal(mark.journal_offset, 8);
    assert_int_equal(mark.account_offset, 9);
    assert_int_equal(mark.accounts, 1);
    assert_memory_equal(&mark.chain, &chain, sizeof chain);
}

static void test_store_fold__counts_accounts_and_notices_a_loss(void **state)
{
    (void)state;
    NEEDS_REDIS();
    struct store_account two[] = {account("C-1", "one", 5), account("C-2", "two", 6)};
    assert_int_equal(fold(1, 1, two, 2, 2), STORE_APPLIED);
    struct store_account gone = account("C-2", "", 0);
    assert_int_equal(fold(2, 2, &gone, 1, 1), STORE_APPLIED);
    run_raw("DEL dunning:{3}:account:C-1");
    struct store_account again = account("C-1", "again", 5);
    assert_int_equal(fold(3, 3, &again, 1, 1), STORE_MISCOUNTED);
}

static void test_store_fold__parts_move_the_watermark_only_at_the_last(void **state)
{
    (void)state;
    NEEDS_REDIS();
    int64_t sequence;
    struct store_account one = account("C-1", "one", 5), two = account("C-2", "two", 6);
    struct store_fold part = {.partition = 3, .from = 1, .watermark = {.sequence = 9}};
    part.accounts = &one;
    part.count = 1;
    for (int i = 0; i < 2; i++) { // done twice: an interrupted fold is repeated
        assert_int_equal(store_fold(store, &part, 1, &error), OK);
        assert_int_equal(part.answer, STORE_APPLIED);
    }
    read_one("C-1", &sequence);
    assert_int_equal(sequence, 0);
    assert_int_equal(fold(1, 9, &two, 1, 2), STORE_APPLIED);
    read_one("C-1", &sequence);
    assert_int_equal(sequence, 9);
}

static void test_store_fold__a_flush_between_parts_is_noticed(void **state)
{
    (void)state;
    NEEDS_REDIS();
    struct store_account one = account("C-1", "one", 5), two = account("C-2", "two", 6);
    struct store_fold part = {
        .partition = 3, .from = 1, .watermark = {.sequence = 9}, .accounts = &one, .count = 1};
    assert_int_equal(store_fold(store, &part, 1, &error), OK);
    run_raw("FLUSHALL");
    assert_int_equal(fold(1, 9, &two, 1, 2), STORE_MISCOUNTED);
}

static void test_store_fold__many_accounts_in_several_calls(void **state)
{
    (void)state;
    NEEDS_REDIS();
    enum { MANY = 1203 };
    static struct store_account many[MANY];
    static char names[MANY][16];
    static struct text customers[MANY], states[MANY];
    for (int i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof names[i], "C-%04d", i);
        many[i] = account(names[i], names[i], 1000 + i);
        customers[i] = text_of(names[i]);
    }
    assert_int_equal(fold(1, 1, many, MANY, MANY), STORE_APPLIED);
    struct store_read read = {3, customers, MANY, states, 0};
    assert_int_equal(store_read(store, &read, 1, &error), OK);
    assert_int_equal(read.sequence, 1);
    for (int i = 0; i < MANY; i++)
        assert_true(text_is(states[i], names[i]));
}

static void test_store_due__pages_in_order_of_time(void **state)
{
    (void)state;
    NEEDS_REDIS();
    struct store_account four[] = {account("C-b", "x", 2000), account("C-a", "x", 2000),
                                   account("C-9", "x", 900), account("C-z", "x", INSTANT_NEVER)};
    assert_int_equal(fold(1, 1, four, 4, 4), STORE_APPLIED);
    struct store_due due[2];
    size_t count;
    int64_t sequence, many;
    assert_int_equal(store_due_count(store, 3, 2000, &many, &sequence, &error), OK);
    assert_int_equal(many, 3);
    assert_int_equal(store_due_count(store, 3, 1999, &many, &sequence, &error), OK);
    assert_int_equal(many, 1);
    struct text after = {NULL, 0};
    assert_int_equal(store_due(store, 3, after, 2000, 2, due, &count, &sequence, &error), OK);
    assert_int_equal(sequence, 1);
    assert_int_equal(count, 2);
    assert_true(text_is(due[0].customer, "C-9"));
    assert_int_equal(due[0].wake_ms, 900);
    assert_true(text_is(due[1].customer, "C-a"));
    char member[64];
    snprintf(member, sizeof member, "%.*s", TEXT_ARGS(due[1].member));
    assert_int_equal(store_due(store, 3, text_of(member), 2000, 2, due, &count, &sequence, &error),
                     OK);
    assert_int_equal(count, 1);
    assert_true(text_is(due[0].customer, "C-b"));
}

static void test_store_due__follows_the_wake_time(void **state)
{
    (void)state;
    NEEDS_REDIS();
    int64_t sequence, many;
    struct store_account one = account("C-1", "x", 1000);
    assert_int_equal(fold(1, 1, &one, 1, 1), STORE_APPLIED);
    one.wake_ms = 5000;
    assert_int_equal(fold(2, 2, &one, 1, 1), STORE_APPLIED);
    assert_int_equal(store_due_count(store, 3, 9999, &many, &sequence, &error), OK);
    assert_int_equal(many, 1);
    assert_int_equal(store_due_count(store, 3, 4999, &many, &sequence, &error), OK);
    assert_int_equal(many, 0);
    one.state = TEXT_LITERAL("");
    assert_int_equal(fold(3, 3, &one, 1, 0), STORE_APPLIED);
    assert_int_equal(store_due_count(store, 3, 9999, &many, &sequence, &error), OK);
    assert_int_equal(many, 0);
}

static void test_store_clear__empties_one_partition(void **state)
{
    (void)state;
    NEEDS_REDIS();
    int64_t sequence;
    struct store_account two[] = {account("C-1", "one", 5), account("C-2", "two", 6)};
    assert_int_equal(fold(1, 1, two, 2, 2), STORE_APPLIED);
    run_raw("HSET dunning:{4}:account:C-9 state other");
    uint64_t cursor = 0;
    do
        assert_int_equal(store_clear(store, 3, &cursor, &error), OK);
    while (cursor);
    assert_null(read_one("C-1", &sequence).at);
    assert_int_equal(sequence, 0);
    assert_int_equal(run_raw("DBSIZE")->integer, 1);
}

static void test_store_fold__survives_forgotten_scripts_and_connections(void **state)
{
    (void)state;
    NEEDS_REDIS();
    struct store_account one = account("C-1", "one", 5);
    assert_int_equal(fold(1, 1, &one, 1, 1), STORE_APPLIED);
    run_raw("SCRIPT FLUSH");
    assert_int_equal(fold(2, 2, &one, 1, 1), STORE_APPLIED);
    run_raw("CLIENT KILL TYPE normal SKIPME yes");
    assert_int_equal(fold(3, 3, &one, 1, 1), STORE_APPLIED);
}

static void test_store_check__refuses_a_server_that_evicts(void **state)
{
    (void)state;
    NEEDS_REDIS();
    assert_int_equal(store_check(store, &error), OK);
    run_raw("CONFIG SET maxmemory-policy allkeys-lru");
    assert_int_equal(store_check(store, &error), RESULT_USAGE);
    assert_non_null(strstr(error.text, "allkeys-lru"));
    run_raw("CONFIG SET maxmemory-policy noeviction");
}

static void test_store_open__reads_urls(void **state)
{
    (void)state;
    static const char *const good[] = {"redis://127.0.0.1:6379/0", "redis://h",
                                       "redis://u:p%40@h:1/2", "redis://p@h", "unix:///x?db=1"};
    static const char *const bad[] = {
        "", "http://h", "redis://", "redis://h:x", "redis://h/x", "unix://", "rediss://h"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct store *made = NULL;
        assert_int_equal(store_open(&made, good[i], &error), OK);
        store_close(made);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct store *made = NULL;
        assert_int_equal(store_open(&made, bad[i], &error), RESULT_USAGE);
        assert_null(made);
    }
}

static void test_store_fold__an_absent_server_is_unavailable(void **state)
{
    (void)state;
    struct store *away = NULL;
    assert_int_equal(store_open(&away, "unix:///nowhere/socket", &error), OK);
    struct store_watermark mark;
    assert_int_equal(store_watermark(away, 0, &mark, &error), RESULT_UNAVAILABLE);
    store_close(away);
}

#define STORE_TEST(test_store__any) \
    cmocka_unit_test_setup_teardown(test_store__any, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORE_TEST(test_store_fold__applies_only_the_next_sequence),
        STORE_TEST(test_store_fold__keeps_the_watermark_whole),
        STORE_TEST(test_store_fold__counts_accounts_and_notices_a_loss),
        STORE_TEST(test_store_fold__parts_move_the_watermark_only_at_the_last),
        STORE_TEST(test_store_fold__a_flush_between_parts_is_noticed),
        STORE_TEST(test_store_fold__many_accounts_in_several_calls),
        STORE_TEST(test_store_due__pages_in_order_of_time),
        STORE_TEST(test_store_due__follows_the_wake_time),
        STORE_TEST(test_store_clear__empties_one_partition),
        STORE_TEST(test_store_fold__survives_forgotten_scripts_and_connections),
        STORE_TEST(test_store_check__refuses_a_server_that_evicts),
        cmocka_unit_test(test_store_open__reads_urls),
        cmocka_unit_test(test_store_fold__an_absent_server_is_unavailable),
    };
    running = redis_server_start(&server, "noeviction");
    if (!running)
        printf("SKIPPED: no redis-server\n");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    if (running)
        redis_server_stop(&server);
    return failed;
}
