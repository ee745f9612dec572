// SPDX-License-Identifier: Apache-2.0
// Is the oracle itself right? Each case is a sentence of the requirements, worked out by hand.
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#include "oracle.h"
#include "story.h"

#include <stdlib.h>

static struct story story;
static struct oracle_answer answer;

// The account right after a tick at that local time, from all facts of the story before it.
static void ask(const char *date_and_time)
{
    struct oracle_fact facts[STORY_FACTS_MAX];
    size_t count = 0;
    int64_t until_ms = story_at(&story, date_and_time);
    const struct policy *policy = policy_choose(story.choice);
    for (size_t i = story.count; i-- > 0;) { // any order will do
        int64_t at_ms = oracle_own_ms(policy, &story.events[i], INSTANT_NONE);
        if (at_ms <= until_ms)
            facts[count++] = (struct oracle_fact){&story.events[i], at_ms};
    }
    struct policies policies = policies_choose(story.choice);
    oracle_answer(&policies, facts, count, until_ms, &answer);
}

static void assert_status(const char *status, const char *until)
{
    char name[64];
    snprintf(name, sizeof name, "%.*s", TEXT_ARGS(answer.status));
    assert_string_equal(name, status);
    assert_int_equal(answer.until_day, until ? story_day(until) : DAY_NONE);
}

static void assert_service(const char *service, enum service_level level)
{
    int at = policy_service_at(policy_choose(story.choice), text_of(service));
    assert_true(at >= 0);
    assert_int_equal(answer.services[at], level);
}

static void assert_balance(const char *code, int64_t open, int64_t fees, int64_t credit)
{
    for (size_t i = 0; i < answer.balance_count; i++)
        if (strcmp(answer.balances[i].currency.code, code) == 0) {
            assert_int_equal(answer.balances[i].open_minor, open);
            assert_int_equal(answer.balances[i].fees_minor, fees);
            assert_int_equal(answer.balances[i].credit_minor, credit);
            return;
        }
    assert_int_equal(open | fees | credit, 0);
}

static int64_t open_of(const char *invoice_id)
{
    for (size_t i = 0; i < answer.invoice_count; i++)
        if (text_is(answer.invoices[i].invoice_id, invoice_id))
            return answer.invoices[i].open_minor;
    return -1;
}

static int64_t fee_of(const char *invoice_id, const char *code)
{
    for (size_t i = 0; i < answer.fee_count; i++)
        if (text_is(answer.fees[i].invoice_id, invoice_id) && text_is(answer.fees[i].code, code))
            return answer.fees[i].net_minor;
    return 0;
}

static void invoice(const char *at, const char *id, int64_t usd, const char *due)
{
    story_invoice(&story, story_at(&story, at), text_of(id), "USD", usd, story_day(due));
}

static void pay(const char *at, const char *id, int64_t usd, const char *named)
{
    story_payment(&story, story_at(&story, at), text_of(id), "USD", usd, text_of(named));
}

static struct action *act(const char *at, enum action_kind kind, const char *invoice_id,
                          const char *name)
{
    struct event *event = story_action(&story, story_at(&story, at), kind);
    event->action.invoice_id = text_of(invoice_id);
    event->action.name = text_of(name);
    return &event->action;
}

// ---- A: account pause ----

static void test_oracle__pauses_at_ten_days_past_due_a3(void **state)
{
    (void)state;
    story_reset(&story, POLICY_PAUSE);
    invoice("2023-08-01T10:00", "INV-1", 10000, "2023-09-01");
    ask("2023-09-10T23:59");
    assert_status("active", NULL);
    ask("2023-09-11T00:00");
    assert_status("paused", NULL);
    assert_service("claims", SERVICE_NONE);
    assert_service("refund_tracking", SERVICE_FULL);
    assert_service("login", SERVICE_FULL);
}

static void test_oracle__counts_each_invoice_alone_a4(void **state)
{
    (void)state;
    story_reset(&story, POLICY_PAUSE);
    invoice("2023-08-01T10:00", "INV-1", 10000, "2023-09-01");
    invoice("2023-08-01T10:00", "INV-2", 10000, "2023-09-01");
    invoice("2023-08-01T10:00", "INV-3", 10000, "2023-10-01");
    ask("2023-09-10T00:00");
    assert_status("active", NULL);
    pay("2023-09-10T12:00", "PAY-1", 10000, "INV-1");
    ask("2023-09-11T00:00");
    assert_status("paused", NULL);
}

static void test_oracle__knows_paid_from_nearly_paid_a5(void **state)
{
    (void)state;
    story_reset(&story, POLICY_PAUSE);
    invoice("2023-08-01T10:00", "INV-1", 10000, "2023-09-01");
    pay("2023-09-10T12:00", "PAY-1", 9999, "");
    ask("2023-09-11T00:00");
    assert_status("paused", NULL);
    pay("2023-09-10T13:00", "PAY-2", 1, "");
    ask("2023-09-11T00:00");
    assert_status("active", NULL);
    assert_int_equal(answer.late, 1);
    story_reset(&story, POLICY_LADDER); // tolerates 0.01
    invoice("2023-08-01T10:00", "INV-1", 10000, "2023-09-01");
    pay("2023-09-01T23:59", "PAY-1", 9999, "");
    ask("2023-10-30T00:00");
    assert_status("active", NULL);
    assert_balance("USD", 1, 0, 0);
    assert_int_equal(answer.on_time, 1);
}

static void test_oracle__resumes_when_the_last_is_paid_a13(void **state)
{
    (void)state;
    story_reset(&story, POLICY_PAUSE);
    invoice("2023-08-01T10:00", "INV-1", 10000, "2023-09-01");
    invoice("2023-08-01T10:00", "INV-2", 10000, "2023-09-02");
    pay("2023-09-15T09:00", "PAY-1", 10000, "");
    ask("2023-09-15T10:00");
    assert_status("paused", NULL);
    pay("2023-09-15T11:00", "PAY-2", 10000, "");
    ask("2023-09-15T12:00");
    assert_status("active", NULL);
}

static void test_oracle__counts_new_terms_from_the_issue_a16(void **state)
{
    (void)state;
    story_reset(&story, POLICY_PAUSE);
    invoice("2023-09-01T10:00", "INV-1", 10000, "2023-09-01");
    ask("2023-09-12T08:00");
    assert_status("paused", NULL);
    act("2023-09-12T09:00", ACTION_EXTEND_TERMS, "", "")->days = 30;
    ask("2023-09-12T10:00");
    assert_status("active", NULL);
    ask("2023-10-10T23:00");
    assert_status("active", NULL);
    ask("2023-10-11T00:00");
    assert_status("paused", NULL);
}

static void test_oracle__holds_back_while_told_not_to_restrict_a20(void **state)
{
    (void)state;
    story_reset(&story, POLICY_PAUSE);
    invoice("2023-08-01T10:00", "INV-1", 10000, "2023-09-01");
    act("2023-09-12T09:00", ACTION_HOLD, "", "do-not-restrict")->day = story_day("2023-09-20");
    ask("2023-09-19T23:59");
    assert_status("active", "2023-09-20");
    ask("2023-09-20T00:00");
    assert_status("paused", NULL);
}

// ---- B: shift and lift ----

static void test_oracle__floors_every_restriction_b9(void **state)
{
    (void)state;
    story_reset(&story, POLICY_LADDER);
    invoice("2025-08-10T10:00", "INV-1", 10000, "2025-09-08");
    act("2025-09-10T09:00", ACTION_SHIFT, "", "suspended")->day = story_day("2025-09-30");
    ask("2025-09-14T00:00");
    assert_status("active", NULL);
    ask("2025-09-15T00:00");
    assert_status("limitation-delayed", "2025-09-30");
    assert_service("usage", SERVICE_FULL);
    ask("2025-09-20T00:00");
    assert_status("suspension-delayed", "2025-09-30");
    ask("2025-09-30T00:00");
    assert_status("suspended", NULL);
    assert_service("usage", SERVICE_NONE);
    pay("2025-09-25T12:00", "PAY-1", 10000, ""); // B12
    ask("2025-09-30T00:00");
    assert_status("active", NULL);
}

static void test_oracle__leaves_the_limitation_when_shifted_while_limited(void **state)
{
    (void)state;
    story_reset(&story, POLICY_LADDER);
    invoice("2025-08-10T10:00", "INV-1", 10000, "2025-09-08");
    act("2025-09-16T09:00", ACTION_SHIFT, "", "suspended")->day = story_day("2025-09-25");
    ask("2025-09-20T00:00");
    assert_status("limited", "2025-09-25");
    ask("2025-09-25T00:00");
    assert_status("suspended", NULL);
}

static void test_oracle__lifts_for_whole_business_days_b14(void **state)
{
    (void)state;
    story_reset(&story, POLICY_LADDER);
    invoice("2025-08-10T10:00", "INV-1", 10000, "2025-08-31");
    act("2025-09-12T09:00", ACTION_LIFT, "", "")->days = 2;
    ask("2025-09-16T23:59");
    assert_status("suspension-delayed", "2025-09-17");
    ask("2025-09-17T00:00");
    assert_status("suspended", NULL);
}

// ---- fees and flags ----

static void test_oracle__charges_once_and_dates_late_news(void **state)
{
    (void)state;
    story_reset(&story, POLICY_LADDER);
    invoice("2025-01-01T10:00", "INV-1", 20000, "2025-01-10");
    ask("2025-01-14T23:59");
    assert_int_equal(fee_of("INV-1", "late-fee"), 0);
    ask("2025-01-15T00:00");
    assert_int_equal(fee_of("INV-1", "late-fee"), 500);
    ask("2025-03-15T00:00");
    assert_int_equal(fee_of("INV-1", "late-fee"), 500);
    assert_int_equal(fee_of("INV-1", "late-rate"), 300); // 1.5 % of 200.00
    pay("2025-01-14T23:58", "PAY-1", 20000, "");         // heard of whenever
    ask("2025-03-15T00:00");
    assert_int_equal(answer.fee_count, 0);
    assert_balance("USD", 0, 0, 0);
}

static void test_oracle__flags_two_strikes_of_one_year_c12(void **state)
{
    (void)state;
    story_reset(&story, POLICY_LADDER);
    invoice("2025-11-01T10:00", "INV-1", 10000, "2025-12-20");
    invoice("2025-11-01T10:00", "INV-2", 10000, "2026-01-02");
    ask("2026-01-08T00:00");
    assert_int_equal(answer.flags, 0);
    invoice("2025-11-01T10:00", "INV-3", 10000, "2026-01-04");
    ask("2026-01-09T00:00");
    assert_int_equal(answer.flags, 1);
    act("2026-01-10T10:00", ACTION_WAIVE_FEE, "INV-2", "late-fee");
    ask("2026-01-11T00:00");
    assert_int_equal(answer.flags, 0);
}

static void test_oracle__lapses_the_fee_of_a_disputed_day(void **state)
{
    (void)state;
    story_reset(&story, POLICY_LADDER);
    invoice("2025-01-01T10:00", "INV-1", 20000, "2025-01-10");
    act("2025-01-12T10:00", ACTION_OPEN_DISPUTE, "INV-1", "");
    act("2025-01-20T10:00", ACTION_CLOSE_DISPUTE, "INV-1", "");
    ask("2025-01-20T00:00");
    assert_status("active", NULL);
    ask("2025-01-21T00:00");
    assert_status("limited", NULL);
    assert_int_equal(fee_of("INV-1", "late-fee"), 0);
    ask("2025-01-22T00:00");
    assert_status("suspended", NULL);
}

static void test_oracle__charges_a_held_fee_when_its_condition_is_met(void **state)
{
    (void)state;
    story_reset(&story, POLICY_MONTHLY);
    invoice("2020-10-01T10:00", "INV-1", 50000, "2020-11-01");
    ask("2020-11-05T23:59");
    assert_status("active", NULL);
    ask("2020-11-06T00:00");
    assert_status("delinquent", NULL);
    assert_int_equal(fee_of("INV-1", "late-fee"), 0);
    act("2020-11-10T10:00", ACTION_SET_FLAG, "", "contacted")->on = TOGGLE_ON;
    ask("2020-11-10T11:00");
    assert_int_equal(fee_of("INV-1", "late-fee"), 2500);
    ask("2020-11-16T00:00");
    assert_status("disconnected", NULL);
    pay("2020-11-17T10:00", "PAY-1", 50000, ""); // the principal; the fee stays open
    ask("2020-11-18T00:00");
    assert_status("delinquent", NULL);
    pay("2020-11-18T10:00", "PAY-2", 2500, "");
    ask("2020-11-19T00:00");
    assert_status("active", NULL);
}

// ---- money ----

static void test_oracle__lets_money_wait_and_reopen_e7(void **state)
{
    (void)state;
    story_reset(&story, POLICY_PAUSE);
    pay("2025-01-01T10:00", "PAY-1", 15000, "INV-2");
    invoice("2025-01-05T10:00", "INV-1", 10000, "2025-02-01");
    ask("2025-01-06T00:00");
    assert_balance("USD", 10000, 0, 15000);
    invoice("2025-01-10T10:00", "INV-2", 10000, "2025-02-10");
    ask("2025-01-11T00:00");
    assert_int_equal(open_of("INV-2"), 0);
    assert_int_equal(open_of("INV-1"), 5000);
    act("2025-01-12T10:00", ACTION_REVERSE_PAYMENT, "", "PAY-1");
    ask("2025-01-13T00:00");
    assert_balance("USD", 20000, 0, 0);
}

static void test_oracle__ends_the_wait_on_the_thirtieth_day(void **state)
{
    (void)state;
    story_reset(&story, POLICY_PAUSE);
    pay("2025-01-01T10:00", "PAY-1", 15000, "INV-9");
    invoice("2025-01-05T10:00", "INV-1", 10000, "2025-02-01");
    ask("2025-01-30T23:59");
    assert_balance("USD", 10000, 0, 15000);
    ask("2025-01-31T00:00");
    assert_balance("USD", 0, 0, 5000);
}

static void test_oracle__keeps_what_was_allocated(void **state)
{
    (void)state;
    story_reset(&story, POLICY_PAUSE);
    invoice("2025-01-01T10:00", "INV-1", 10000, "2025-03-01");
    pay("2025-01-02T10:00", "PAY-1", 10000, "");
    invoice("2025-01-03T10:00", "INV-2", 10000, "2025-02-01");
    ask("2025-01-04T00:00");
    assert_int_equal(open_of("INV-1"), 0);
    assert_int_equal(open_of("INV-2"), 10000);
    act("2025-01-05T10:00", ACTION_VOID, "INV-1", "");
    ask("2025-01-06T00:00");
    assert_int_equal(open_of("INV-2"), 0);
    assert_int_equal(answer.on_time, 1);
}

static void assert_waterfall_d18(int64_t paid, int64_t advanced, int64_t other, int64_t fees,
                                 int64_t credit)
{
    story_reset(&story, POLICY_WATERFALL);
    invoice("2025-01-01T10:00", "INV-A", 40000, "2025-06-01");
    story.events[0].invoice.balance_class = TEXT_LITERAL("advanced");
    invoice("2025-01-01T10:00", "INV-N", 30000, "2025-05-01");
    invoice("2025-01-01T10:00", "INV-F", 10, "2025-01-01"); // brings a collections fee of 50.00
    // Rates of 0.10 come to nothing, so after 60 days its only fee is the 50.00.
    pay("2025-03-02T10:00", "PAY-1", paid, "INV-N");
    act("2025-03-02T09:00", ACTION_DISCOUNT, "INV-F", "")->amount_minor = 10;
    story.events[4].action.currency = story.events[0].invoice.currency;
    ask("2025-03-03T00:00");
    assert_int_equal(open_of("INV-A"), advanced);
    assert_int_equal(open_of("INV-N"), other);
    assert_balance("USD", advanced + other, fees, credit);
}

static void test_oracle__pays_down_the_waterfall_d18(void **state)
{
    (void)state;
    assert_waterfall_d18(3000, 40000, 30000, 2000, 0);
    assert_waterfall_d18(10000, 35000, 30000, 0, 0);
    assert_waterfall_d18(46000, 0, 29000, 0, 0);
    assert_waterfall_d18(80000, 0, 0, 0, 5000);
}

static void test_oracle__ends_a_broken_plan_at_midnight_d24(void **state)
{
    (void)state;
    story_reset(&story, POLICY_WATERFALL);
    invoice("2025-01-01T10:00", "INV-1", 30000, "2025-02-01");
    struct action *plan = act("2025-02-10T10:00", ACTION_AGREE_PLAN, "", "PLAN-1");
    static struct action_item items[2];
    plan->currency = story.events[0].invoice.currency;
    items[0] = (struct action_item){
        .day = story_day("2025-02-20"), .amount_minor = 10000, .currency = plan->currency};
    items[1] = (struct action_item){
        .day = story_day("2025-03-20"), .amount_minor = 20000, .currency = plan->currency};
    plan->items.items = items;
    plan->items.count = 2;
    ask("2025-02-20T23:59");
    assert_status("active", NULL);
    ask("2025-02-21T00:00");
    assert_status("credit-hold", NULL);
    pay("2025-02-20T23:59", "PAY-1", 10000, "");
    ask("2025-03-20T00:00");
    assert_status("active", NULL);
    ask("2025-03-21T00:00");
    assert_status("credit-hold", NULL);
    assert_int_equal(answer.fee_count, 0); // 30 days were past on 03-03, under the plan
}

static void test_oracle__forgets_what_was_undone(void **state)
{
    (void)state;
    story_reset(&story, POLICY_WATERFALL);
    invoice("2025-01-01T10:00", "INV-1", 30000, "2025-02-01");
    act("2025-02-05T10:00", ACTION_ESCALATE, "", "in-collections");
    ask("2025-02-06T00:00");
    assert_status("in-collections", NULL);
    struct text id = story.events[1].subject_id;
    act("2025-02-06T10:00", ACTION_UNDO, "", "")->name = id;
    ask("2025-02-07T00:00");
    assert_status("active", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_oracle__pauses_at_ten_days_past_due_a3),
        cmocka_unit_test(test_oracle__counts_each_invoice_alone_a4),
        cmocka_unit_test(test_oracle__knows_paid_from_nearly_paid_a5),
        cmocka_unit_test(test_oracle__resumes_when_the_last_is_paid_a13),
        cmocka_unit_test(test_oracle__counts_new_terms_from_the_issue_a16),
        cmocka_unit_test(test_oracle__holds_back_while_told_not_to_restrict_a20),
        cmocka_unit_test(test_oracle__floors_every_restriction_b9),
        cmocka_unit_test(test_oracle__leaves_the_limitation_when_shifted_while_limited),
        cmocka_unit_test(test_oracle__lifts_for_whole_business_days_b14),
        cmocka_unit_test(test_oracle__charges_once_and_dates_late_news),
        cmocka_unit_test(test_oracle__flags_two_strikes_of_one_year_c12),
        cmocka_unit_test(test_oracle__lapses_the_fee_of_a_disputed_day),
        cmocka_unit_test(test_oracle__charges_a_held_fee_when_its_condition_is_met),
        cmocka_unit_test(test_oracle__lets_money_wait_and_reopen_e7),
        cmocka_unit_test(test_oracle__ends_the_wait_on_the_thirtieth_day),
        cmocka_unit_test(test_oracle__keeps_what_was_allocated),
        cmocka_unit_test(test_oracle__pays_down_the_waterfall_d18),
        cmocka_unit_test(test_oracle__ends_a_broken_plan_at_midnight_d24),
        cmocka_unit_test(test_oracle__forgets_what_was_undone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
