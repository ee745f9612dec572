// SPDX-License-Identifier: Apache-2.0
// What is over leaves the lists and is missed by no one: it comes back when an event names it, is
// counted meanwhile, and is forgotten in time. Damaged bytes refuse an event and break nothing.
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#include "engine/archive.h"
#include "engine/step.h"
#include "fixed_zones.h"
#include "policies.h"

#include <stdio.h>

enum { FIRST_DAY = 20089, DUE_DAY = FIRST_DAY + 14 }; // 2025-01-01
enum { FORGET_DAYS_HERE = 400 };

static struct arena arena;
static struct policies policies;
static struct policy policy; // a copy of the chosen one, as the tests want it
static const struct policy *only[1];
static struct account account;
static struct decision decision;
static int64_t clock_ms;

static int64_t day_ms(int32_t day)
{
    return zone_day_start(policy.zone, day);
}

static int set_up(void **state)
{
    (void)state;
    if (arena.size == 0)
        arena_init(&arena, (size_t)1 << 30);
    arena_reset(&arena);
    policy = *policy_choose(POLICY_PAUSE);
    policy.late_news_days = 30;
    policy.forget_days = FORGET_DAYS_HERE;
    only[0] = &policy;
    policies = (struct policies){only, 1, 1, policy.name};
    account_init(&account, TEXT_LITERAL("C-1"));
    clock_ms = INSTANT_NONE;
    return 0;
}

static enum verdict tell(struct event event)
{
    static char ids[64][8];
    static size_t next;
    char *id = ids[next++ % 64];
    snprintf(id, sizeof ids[0], "E-%zu", next % 10000);
    event.event_id = text_of(id);
    event.record_ms = event.own_ms;
    engine_step(&policies, &account, &event, clock_ms, &arena, &decision);
    if (event.type == EVENT_CLOCK_TICK)
        clock_ms = event.own_ms;
    return decision.verdict;
}

static void tick_at_day(int32_t day)
{
    tell((struct event){.type = EVENT_CLOCK_TICK, .own_ms = day_ms(day)});
}

static enum verdict invoice(const char *id, int32_t day, int32_t due_day)
{
    return tell((struct event){.type = EVENT_INVOICE_ISSUED,
                               .subject_id = text_of(id),
                               .own_ms = day_ms(day) + 1,
                               .invoice = {.currency = {"USD"},
                                           .amount_minor = 10000,
                                           .open_minor = 10000,
                                           .known_since_ms = day_ms(day) + 1,
                                           .due_day = due_day}});
}

static enum verdict payment(const char *id, int32_t day, int64_t amount_minor, const char *named)
{
    return tell((struct event){.type = EVENT_PAYMENT_RECEIVED,
                               .subject_id = text_of(id),
                               .own_ms = day_ms(day) + 2,
                               .payment = {.invoice_id = text_of(named),
                                           .currency = {"USD"},
                                           .amount_minor = amount_minor}});
}

static enum verdict action(enum action_kind kind, const char *id, int32_t day, const char *name,
                           const char *invoice_id)
{
    return tell((struct event){.type = EVENT_ACCOUNT_ACTION,
                               .subject_id = text_of(id),
                               .own_ms = day_ms(day) + 3,
                               .action = {.kind = kind,
                                          .name = text_of(name),
                                          .invoice_id = text_of(invoice_id),
                                          .reason = TEXT_LITERAL("because"),
                                          .day = DAY_NONE,
                                          .from_day = DAY_NONE}});
}

static struct view view_now(void)
{
    struct view view;
    engine_view(&policies, &account, clock_ms, &arena, &view);
    return view;
}

// INV-1 paid by PAY-1 on the fifth day and long over, INV-2 not due yet.
static void one_is_over(void)
{
    invoice("INV-1", FIRST_DAY, DUE_DAY);
    payment("PAY-1", FIRST_DAY + 5, 10000, "INV-1");
    tick_at_day(FIRST_DAY + 6);
    invoice("INV-2", FIRST_DAY + 30, FIRST_DAY + 60);
    tick_at_day(FIRST_DAY + 40);
}

static void test_archive_put__takes_what_is_over(void **state)
{
    (void)state;
    one_is_over();
    assert_true(account.archive.len > 0);
    assert_int_equal(account.settled.invoices.count, 1);
    assert_int_equal(account.base.invoices.count, 0);
    assert_int_equal(account.settled.money.count, 0);
    assert_int_equal(account.settled.allocations.count, 0);
}

static void test_archive_put__leaves_what_is_younger_than_the_horizon(void **state)
{
    (void)state;
    invoice("INV-1", FIRST_DAY, DUE_DAY);
    payment("PAY-1", FIRST_DAY + 5, 10000, "INV-1");
    tick_at_day(FIRST_DAY + 35); // the payment is as old as the horizon, and not older
    assert_int_equal(account.archive.len, 0);
    tick_at_day(FIRST_DAY + 36);
    assert_true(account.archive.len > 0);
}

// The credit that it leaves names it.
static void test_archive_put__leaves_an_invoice_that_free_money_names(void **state)
{
    (void)state;
    invoice("INV-1", FIRST_DAY, DUE_DAY);
    payment("PAY-1", FIRST_DAY + 5, 10001, "INV-1");
    tick_at_day(FIRST_DAY + 60);
    assert_int_equal(account.archive.len, 0);
    assert_int_equal(account.settled.invoices.count, 1);
}

static void test_archive_put__leaves_all_to_a_policy_that_looks_back(void **state)
{
    (void)state;
    static struct condition paid = {.fact = FACT_PAID_LATE};
    static struct step steps[8];
    memcpy(steps, policy.steps.items, policy.steps.count * sizeof steps[0]);
    steps[0].conditions.items = &paid;
    steps[0].conditions.count = 1;
    policy.steps.items = steps;
    one_is_over();
    assert_int_equal(account.archive.len, 0);
    assert_int_equal(account.settled.invoices.count, 2);
}

static void test_engine_view__shows_and_counts_what_is_archived(void **state)
{
    (void)state;
    one_is_over();
    struct view view = view_now();
    assert_int_equal(view.paid_on_time, 1);
    assert_int_equal(view.paid_late, 0);
    assert_int_equal(view.situation->invoices.count, 2);
    assert_int_equal(account.settled.invoices.count, 1); // looking changes nothing
}

static void test_engine_step__takes_back_an_archived_payment(void **state)
{
    (void)state;
    one_is_over();
    assert_int_equal(action(ACTION_REVERSE_PAYMENT, "A-1", FIRST_DAY + 41, "PAY-1", ""),
                     VERDICT_APPLIED);
    struct view view = view_now();
    assert_int_equal(view.paid_on_time, 0);
    assert_int_equal(view.situation->invoices.items[0].open_minor, 10000);
    assert_int_equal(view.balances.items[0].open_minor, 20000);
    tick_at_day(FIRST_DAY + 42);
    assert_string_equal("paused", view_now().status.at);
}

static void test_engine_step__knows_the_archived_invoice_that_a_payment_names(void **state)
{
    (void)state;
    one_is_over();
    payment("PAY-2", FIRST_DAY + 41, 10000, "INV-1");
    tick_at_day(FIRST_DAY + 42);
    const struct invoices *invoices = &account.settled.invoices;
    assert_true(text_is(invoices->items[invoices->count - 1].id, "INV-2"));
    assert_int_equal(invoices->items[invoices->count - 1].open_minor, 0); // it did not wait
}

static void test_engine_step__leaves_the_account_of_a_refused_event(void **state)
{
    (void)state;
    one_is_over();
    struct account before = account;
    assert_int_equal(action(ACTION_WAIVE_FEE, "A-1", FIRST_DAY + 41, "late-fee", "INV-1"),
                     VERDICT_REFUSED);
    assert_int_equal(decision.refusal, REFUSAL_UNKNOWN_ACTION); // not unknown-invoice
    assert_memory_equal(&account, &before, sizeof account);
}

static void test_engine_step__archives_again_what_came_back(void **state)
{
    (void)state;
    one_is_over();
    action(ACTION_OPEN_DISPUTE, "A-1", FIRST_DAY + 41, "", "INV-1");
    tick_at_day(FIRST_DAY + 42);
    assert_int_equal(account.settled.invoices.count, 2); // a fact names it
    tick_at_day(FIRST_DAY + 72);
    assert_true(account.archive.len > 0);
    assert_int_equal(account.settled.forgotten_on_time, 1);
}

static void test_archive_forget__keeps_the_counts(void **state)
{
    (void)state;
    one_is_over();
    tick_at_day(FIRST_DAY + 5 + FORGET_DAYS_HERE);
    assert_true(account.archive.len > 0);
    tick_at_day(FIRST_DAY + 6 + FORGET_DAYS_HERE);
    assert_int_equal(account.archive.len, 0);
    assert_int_equal(view_now().paid_on_time, 1);
    assert_int_equal(
        action(ACTION_REVERSE_PAYMENT, "A-1", FIRST_DAY + 7 + FORGET_DAYS_HERE, "PAY-1", ""),
        VERDICT_REFUSED);
    assert_int_equal(decision.refusal, REFUSAL_UNKNOWN_PAYMENT);
}

static void test_archive_thaw__survives_any_bytes(void **state)
{
    (void)state;
    one_is_over();
    struct account whole = account;
    assert_true(archive_thaw(&whole, &arena));
    char bytes[1024];
    size_t len = account.archive.len;
    assert_true(len < sizeof bytes);
    for (size_t i = 0; i < len * 256; i++) {
        struct account damaged = account;
        memcpy(bytes, account.archive.at, len);
        bytes[i / 256] = (char)i;
        damaged.archive = (struct text){bytes, i % 7 ? len : i / 256};
        if (!archive_thaw(&damaged, &arena))
            assert_int_equal(damaged.settled.invoices.count, 1);
        archive_forget(&damaged, day_ms(FIRST_DAY + 100), &arena);
    }
}

static void test_engine_step__refuses_what_a_damaged_archive_is_needed_for(void **state)
{
    (void)state;
    one_is_over();
    account.archive.len--;
    struct account before = account;
    assert_int_equal(action(ACTION_REVERSE_PAYMENT, "A-1", FIRST_DAY + 41, "PAY-1", ""),
                     VERDICT_REFUSED);
    assert_memory_equal(&account, &before, sizeof account);
    assert_int_equal(payment("PAY-2", FIRST_DAY + 41, 10000, "INV-2"), VERDICT_APPLIED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_archive_put__takes_what_is_over, set_up),
        cmocka_unit_test_setup(test_archive_put__leaves_what_is_younger_than_the_horizon, set_up),
        cmocka_unit_test_setup(test_archive_put__leaves_an_invoice_that_free_money_names, set_up),
        cmocka_unit_test_setup(test_archive_put__leaves_all_to_a_policy_that_looks_back, set_up),
        cmocka_unit_test_setup(test_engine_view__shows_and_counts_what_is_archived, set_up),
        cmocka_unit_test_setup(test_engine_step__takes_back_an_archived_payment, set_up),
        cmocka_unit_test_setup(test_engine_step__knows_the_archived_invoice_that_a_payment_names,
                               set_up),
        cmocka_unit_test_setup(test_engine_step__leaves_the_account_of_a_refused_event, set_up),
        cmocka_unit_test_setup(test_engine_step__archives_again_what_came_back, set_up),
        cmocka_unit_test_setup(test_archive_forget__keeps_the_counts, set_up),
        cmocka_unit_test_setup(test_archive_thaw__survives_any_bytes, set_up),
        cmocka_unit_test_setup(test_engine_step__refuses_what_a_damaged_archive_is_needed_for,
                               set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
