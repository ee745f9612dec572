// SPDX-License-Identifier: Apache-2.0
// What the policy reader makes of every-construct.yaml, field by field, and of the shipped policy.
#include "config/policy_read.h"
#include "patch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static struct zones *zones;
static struct arena arena;
static const struct policy *policy;

static const struct policy *load(const char *path)
{
    const struct policy *read = NULL;
    struct error error = {{0}};
    char full[1024];
    snprintf(full, sizeof full, "%s/%s", SOURCE_DIR, path);
    if (policy_read_file(&read, &arena, zones, full, NULL, &error) != OK)
        fail_msg("%s", error.text);
    return read;
}

static const struct step *step(const char *name)
{
    int at = policy_step_at(policy, text_of(name));
    if (at < 0)
        fail_msg("no step %s", name);
    return &policy->steps.items[at];
}

static void assert_text(struct text text, const char *expected)
{
    if (!text_is(text, expected))
        fail_msg("'%.*s' is not '%s'", TEXT_ARGS(text), expected);
}

static void test_policy_read__plain_fields(void **state)
{
    (void)state;
    assert_text(policy->name, "every-construct");
    assert_int_equal(policy->version, 3);
    assert_int_equal(policy->effective_day, 20089);
    assert_text(policy->zone->name, "America/New_York");
    assert_int_equal(policy->weekend, 1u << SATURDAY | 1u << SUNDAY);
    assert_int_equal(policy->holidays.count, 2);
    assert_int_equal(policy->holidays.items[0], 20089);
    assert_true(policy->late_restrictions_published);
    assert_true(policy->stale_notices_all);
    assert_true(policy->late_news_kept);
    assert_int_equal(policy->late_news_days, 20);
    assert_int_equal(policy->forget_days, 500);
    assert_int_equal(policy->unknown_invoice_days, 10);
    assert_true(policy->reversal_ages_from_reversal);
    assert_true(policy->void_with_money_refused);
    assert_true(policy->rungs_one_at_a_time);
    assert_int_equal(policy->rung_gap_days, 2);
    assert_true(policy->allocations_published);
    assert_text(policy->enabled_service, "login");
    assert_int_equal(policy->quiet_from_minute, 21 * 60);
    assert_int_equal(policy->quiet_until_minute, 8 * 60 + 30);
    assert_int_equal(policy->notices_per_day_most, 3);
    assert_text(policy->exception_channel, "message");
    assert_text(policy->exception_template, "exception");
    assert_text(policy->exception_role, "operations");
}

static void test_policy_read__money(void **state)
{
    (void)state;
    struct currency usd = {{0}}, jpy = {{0}};
    assert_true(currency_at(text_of("USD"), &usd));
    assert_true(currency_at(text_of("JPY"), &jpy));
    assert_int_equal(policy_tolerance(policy, usd), 1);
    assert_int_equal(policy_tolerance(policy, jpy), 5);
    assert_int_equal(policy->balance_classes.count, 2);
    assert_text(policy->default_class, "non-advanced");
    assert_int_equal(policy->classes_no_waiver.count, 1);
    assert_int_equal(policy->waterfall.count, 3);
    assert_int_equal(policy->waterfall.items[0].fee_codes.count, 2);
    assert_text(policy->waterfall.items[0].fee_codes.items[1], "collector-share");
    assert_text(policy->waterfall.items[1].balance_class, "advanced");
    assert_int_equal(policy->waterfall.items[1].fee_codes.count, 0);
    assert_int_equal(policy->sources.count, 2);
    assert_int_equal(policy->contacts.count, 3);
    assert_text(policy->contacts.items[1].channel, "phone");
    assert_text(policy->contacts.items[1].address, "+1 555 0100");
    assert_text(policy->contacts.items[2].role, "operations");
}

static void test_policy_read__statuses(void **state)
{
    (void)state;
    assert_int_equal(policy->statuses.count, 4);
    const struct status *limited = &policy->statuses.items[1];
    assert_text(limited->name, "limited");
    assert_text(limited->delayed_name, "limitation-delayed");
    assert_int_equal(limited->services[0], SERVICE_PARTIAL);
    assert_int_equal(limited->services[1], SERVICE_FULL);
    assert_int_equal(limited->leave, LEAVE_NO_TRIGGER_NOR_FEES);
    assert_int_equal(policy->statuses.items[2].leave, LEAVE_NO_OVERDUE);
    assert_int_equal(policy->statuses.items[3].leave, LEAVE_NO_OVERDUE_NOR_FEES);
    assert_int_equal(policy_status_at(policy, text_of("restricted")), 1);
    assert_int_equal(policy_status_at(policy, text_of("in-collections")), 3);
}

static void test_policy_read__flags_and_holds(void **state)
{
    (void)state;
    const struct flag *flags = policy->flags.items;
    assert_int_equal(policy->flags.count, 3);
    assert_int_equal(flags[0].window, FLAG_CALENDAR_YEAR);
    assert_text(flags[0].counted_code, "late-fee");
    assert_int_equal(flags[0].counted_rank, -1);
    assert_int_equal(flags[0].more_than, 2);
    assert_true(flags[0].lasts_until_year_end);
    assert_true(flags[0].has_services);
    assert_int_equal(flags[0].services[0], SERVICE_PARTIAL);
    assert_int_equal(flags[0].services[1], SERVICE_FULL);
    assert_int_equal(flags[1].window, FLAG_DAYS);
    assert_int_equal(flags[1].days, 90);
    assert_int_equal(flags[1].counted_rank, 1);
    assert_false(flags[1].has_services);
    assert_int_equal(flags[2].window, FLAG_BY_HAND);
    const struct hold_kind *holds = policy->holds.items;
    assert_int_equal(policy->holds.count, 3);
    assert_int_equal(holds[0].blocks, BLOCKS_RESTRICT);
    assert_int_equal(holds[0].imposes, -1);
    assert_int_equal(holds[1].blocks, BLOCKS_NOTIFY | BLOCKS_FEE | BLOCKS_HAND_OVER);
    assert_true(holds[1].on_end.charge_fees && holds[1].on_end.send_no_notice &&
                holds[1].on_end.clock_stopped);
    assert_int_equal(holds[2].imposes, 2);
    assert_true(policy->on_end[RULE_PLAN].send_no_notice);
    assert_false(policy->on_end[RULE_DISPUTE].send_no_notice);
    assert_true(policy->on_end[RULE_PAUSE].clock_stopped);
}

static void test_policy_read__actions(void **state)
{
    (void)state;
    for (int i = 0; i < ACTION_KIND_COUNT; i++) {
        assert_true(policy->actions[i].offered);
        assert_int_equal(policy->actions[i].reason_required, i == ACTION_SHIFT || i == ACTION_LIFT);
    }
}

static void test_policy_read__triggers(void **state)
{
    (void)state;
    static const struct {
        const char *step;
        enum trigger_kind kind;
        int32_t number, rank;
    } CASES[] = {
        {"early-reminder", TRIGGER_DAYS_PAST_DUE, -3, 0},
        {"reminder", TRIGGER_BUSINESS_DAYS_PAST_DUE, 2, 0},
        {"late-fee", TRIGGER_AFTER_DAY_OF_MONTH, 5, 0},
        {"second-month", TRIGGER_MONTHS_PAST_DUE, 2, 0},
        {"month-end", TRIGGER_MONTH_END_PAST_DUE, 30, 0},
        {"call", TRIGGER_AFTER_STEP, 7, 0},
        {"consult", TRIGGER_AFTER_STEP, 83, 0},
        {"announce", TRIGGER_DAYS_BEFORE_STATUS, 3, 1},
        {"weekly-statement", TRIGGER_EVERY_WEEK, 0, 0},
        {"monthly-statement", TRIGGER_EVERY_MONTH, 31, 0},
        {"nudge", TRIGGER_EVERY_DAYS, 10, 0},
        {"inactive", TRIGGER_DAYS_SINCE_ACTIVITY, 60, 0},
        {"handed-over", TRIGGER_ON_ACTION, 0, 0},
        {"limited", TRIGGER_ON_STATUS_ENTERED, 0, 1},
        {"restored", TRIGGER_ON_STATUS_LEFT, 0, 1},
        {"thanks", TRIGGER_ON_SETTLED, 0, 0},
        {"collector-share", TRIGGER_ON_PAYMENT, 0, 0},
        {"broken", TRIGGER_ON_PROMISE_BROKEN, 0, 0},
        {"plan-broken", TRIGGER_ON_PLAN_BROKEN, 0, 0},
        {"no-address", TRIGGER_ON_UNDELIVERABLE, 0, 0},
        {"bounced", TRIGGER_ON_CONTACT, 0, 0},
    };
    bool seen[TRIGGER_KIND_COUNT] = {false};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const struct trigger *trigger = &step(CASES[i].step)->trigger;
        assert_int_equal(trigger->kind, CASES[i].kind);
        assert_int_equal(trigger->number, CASES[i].number);
        assert_int_equal(trigger->rank, CASES[i].rank);
        seen[trigger->kind] = true;
    }
    for (size_t i = 0; i < TRIGGER_KIND_COUNT; i++)
        assert_true(seen[i]);
    assert_text(step("call")->trigger.name, "reminder");
    assert_true(step("call")->trigger.sent_only);
    assert_false(step("consult")->trigger.sent_only);
    assert_int_equal(step("weekly-statement")->trigger.weekday, MONDAY);
    assert_int_equal(step("nudge")->trigger.most, 3);
    assert_int_equal(step("handed-over")->trigger.action, ACTION_HAND_OVER);
    assert_text(step("bounced")->trigger.word, "bounced");
}

static void test_policy_read__every_fact(void **state)
{
    (void)state;
    bool seen[FACT_NAME_COUNT] = {false};
    for (size_t i = 0; i < policy->steps.count; i++)
        for (size_t k = 0; k < policy->steps.items[i].conditions.count; k++)
            seen[policy->steps.items[i].conditions.items[k].fact] = true;
    for (int i = 0; i < FACT_NAME_COUNT; i++)
        if (!seen[i])
            fail_msg("fact %d stands nowhere in the file", i);
}

static void assert_condition(const char *name, size_t at, enum fact_name fact,
                             enum comparison comparison, int64_t number, const char *about)
{
    assert_true(at < step(name)->conditions.count);
    const struct condition *condition = &step(name)->conditions.items[at];
    assert_int_equal(condition->fact, fact);
    assert_int_equal(condition->comparison, comparison);
    assert_int_equal(condition->number, number);
    assert_text(condition->name, about);
}

static void test_policy_read__conditions(void **state)
{
    (void)state;
    assert_condition("late-fee", 0, FACT_OUTCOME_RECORDED, COMPARE_EQUAL, 1, "email");
    assert_condition("late-fee", 1, FACT_FLAG, COMPARE_NOT_EQUAL, 1, "vip");
    assert_condition("suspend", 0, FACT_BALANCE_OVERDUE, COMPARE_AT_LEAST, 1000, "");
    assert_string_equal(step("suspend")->conditions.items[0].currency.code, "USD");
    assert_condition("weekly-statement", 1, FACT_STATUS, COMPARE_LESS, 3, "");
    assert_condition("weekly-statement", 2, FACT_ENABLED, COMPARE_EQUAL, 1, "");
    assert_condition("nudge", 1, FACT_PAID_INVOICES, COMPARE_AT_LEAST, 6, "");
    assert_int_equal(step("nudge")->conditions.items[1].days, 365);
    assert_condition("nudge", 2, FACT_PAID_LATE, COMPARE_LESS, 1, "");
    assert_condition("call", 0, FACT_HEARD_SINCE_STEP, COMPARE_NOT_EQUAL, 1, "reminder");
    assert_condition("call", 2, FACT_PROMISE_OPEN, COMPARE_EQUAL, 0, "");
    assert_condition("collector-share", 0, FACT_STATUS, COMPARE_EQUAL, 3, "");
}

static void test_policy_read__unmet(void **state)
{
    (void)state;
    assert_int_equal(step("late-fee")->unmet, UNMET_HOLD);
    assert_text(step("late-fee")->exception_template, "fee-held");
    assert_text(step("late-fee")->exception_role, "operations");
    assert_int_equal(step("suspend-flagged")->unmet, UNMET_EXCEPTION);
    assert_true(step("suspend-flagged")->decided_once);
    assert_int_equal(step("suspend")->unmet, UNMET_SKIP);
    assert_false(step("suspend")->decided_once);
}

static const struct deed *deed(const char *name, size_t at, enum deed_kind kind)
{
    assert_true(at < step(name)->deeds.count);
    const struct deed *found = &step(name)->deeds.items[at];
    assert_int_equal(found->kind, kind);
    return found;
}

static void test_policy_read__notices(void **state)
{
    (void)state;
    const struct deed *brief = deed("early-reminder", 0, DEED_NOTIFY);
    assert_text(brief->channel, "email");
    assert_text(brief->template_name, "due-soon");
    assert_text(brief->role, "billing");
    assert_false(brief->consolidated);
    const struct deed *full = deed("reminder", 0, DEED_NOTIFY);
    assert_text(full->template_name, "reminder");
    assert_int_equal(full->priority, 5);
    assert_true(full->consolidated);
    assert_int_equal(full->data.count, 1);
    assert_text(full->data.items[0].key, "link");
    assert_text(full->data.items[0].value, "https://pay.example.com");
}

static void test_policy_read__fees(void **state)
{
    (void)state;
    const struct deed *flat = deed("late-fee", 0, DEED_FEE);
    assert_text(flat->code, "late-fee");
    assert_int_equal(flat->base, FEE_FLAT);
    assert_int_equal(flat->flat.count, 2);
    assert_int_equal(flat->flat.items[0].amount_minor, 2500);
    assert_int_equal(flat->flat.items[1].amount_minor, 3000);
    assert_false(flat->per_account);
    assert_int_equal(deed("second-month", 0, DEED_FEE)->base, FEE_RATE_OF_PRINCIPAL);
    assert_int_equal(deed("second-month", 0, DEED_FEE)->rate_bp, 150);
    assert_int_equal(deed("month-end", 0, DEED_FEE)->base, FEE_INTEREST);
    assert_int_equal(deed("month-end", 0, DEED_FEE)->rate_bp, 925);
    assert_int_equal(deed("collector-share", 0, DEED_FEE)->base, FEE_RATE_OF_PAYMENT);
    assert_int_equal(deed("collector-share", 0, DEED_FEE)->rate_bp, 2500);
    assert_true(deed("collector-share", 0, DEED_FEE)->per_account);
}

static void test_policy_read__other_deeds(void **state)
{
    (void)state;
    assert_int_equal(deed("limit", 0, DEED_SET_STATUS)->rank, 1);
    assert_int_equal(deed("handed-over", 0, DEED_HAND_OVER)->rank, 3);
    assert_text(deed("ask-for-source", 0, DEED_REQUEST)->name, "secondary-source");
    assert_text(deed("thanks", 0, DEED_FLAG)->name, "vip");
    assert_false(deed("thanks", 0, DEED_FLAG)->on);
    assert_true(deed("bounced", 0, DEED_FLAG)->on);
    (void)deed("consult", 0, DEED_CONSULT);
    (void)deed("broken", 0, DEED_REVOKE_DISCOUNT);
}

static void test_policy_read__digest_is_that_of_the_text(void **state)
{
    (void)state;
    struct bytes text = {0};
    file_load("tests/config/every-construct.yaml", &text);
    struct digest digest = digest_of(bytes_text(&text));
    assert_memory_equal(&digest, &policy->digest, sizeof digest);
    bytes_release(&text);
}

static void test_policy_read_file__says_what_cannot_be_opened(void **state)
{
    (void)state;
    const struct policy *none = NULL;
    struct error error = {{0}};
    assert_int_equal(policy_read_file(&none, &arena, zones, "/no/such.yaml", NULL, &error),
                     RESULT_NOT_FOUND);
    assert_string_equal(error.text, "/no/such.yaml: No such file or directory");
    assert_int_equal(policy_read_file(&none, &arena, zones, "/", NULL, &error), RESULT_NOT_FOUND);
    assert_string_equal(error.text, "/: cannot be read: is it a file?");
    assert_null(none);
}

// Contract.md, The four policies, and requirements A.
static void test_policy_read__account_pause(void **state)
{
    (void)state;
    const struct policy *every = policy;
    policy = load("ops/policies/account-pause.yaml");
    assert_text(policy->name, "account-pause");
    assert_text(policy->zone->name, "America/New_York");
    assert_int_equal(policy->statuses.count, 2);
    assert_text(policy->statuses.items[1].name, "paused");
    assert_int_equal(policy->statuses.items[1].leave, LEAVE_NO_TRIGGER);
    static const struct {
        const char *service;
        enum service_level level;
    } LEVELS[] = {{"auditing", SERVICE_NONE},  {"recovery", SERVICE_NONE},
                  {"claims", SERVICE_NONE},    {"refund_tracking", SERVICE_FULL},
                  {"invoicing", SERVICE_FULL}, {"login", SERVICE_FULL}};
    assert_int_equal(policy->services.count, 6);
    for (size_t i = 0; i < sizeof LEVELS / sizeof *LEVELS; i++) {
        int at = policy_service_at(policy, text_of(LEVELS[i].service));
        assert_true(at >= 0);
        assert_int_equal(policy->statuses.items[1].services[at], LEVELS[i].level);
    }
    assert_text(policy->enabled_service, "login");
    assert_int_equal(step("pause")->trigger.number, 10);
    assert_int_equal(deed("pause", 0, DEED_SET_STATUS)->rank, 1);
    assert_text(deed("paused", 0, DEED_NOTIFY)->template_name, "account-paused");
    assert_text(deed("paused", 0, DEED_NOTIFY)->data.items[0].value, "call, add terms, discount");
    assert_text(deed("paused", 1, DEED_NOTIFY)->channel, "phone");
    assert_text(deed("resumed", 0, DEED_NOTIFY)->template_name, "account-resumed");
    assert_text(deed("promise-broken", 0, DEED_NOTIFY)->channel, "message");
    assert_int_equal(policy_hold_at(policy, text_of("do-not-restrict")), 0);
    assert_false(policy->actions[ACTION_SHIFT].offered || policy->actions[ACTION_PAUSE].offered ||
                 policy->actions[ACTION_WRITE_OFF].offered);
    policy = every;
}

// The language can say all four processes of the requirements.
static void test_policy_read__the_other_processes(void **state)
{
    (void)state;
    const struct policy *every = policy;
    policy = load("tests/config/processes/service-suspension.yaml");
    assert_int_equal(policy->holidays.count, 55); // 11 a year, 2024 to 2028
    assert_int_equal(step("announce")->trigger.rank, 1);
    assert_text(policy->statuses.items[2].delayed_name, "suspension-delayed");
    policy = load("tests/config/processes/monthly-delinquency.yaml");
    assert_int_equal(step("late-fee")->unmet, UNMET_HOLD);
    assert_true(step("suspend-flagged")->decided_once);
    assert_int_equal(policy->holds.items[1].imposes, 2);
    policy = load("tests/config/processes/b2b-collections.yaml");
    assert_int_equal(policy->waterfall.count, 3);
    assert_int_equal(deed("past-due-90", 1, DEED_FEE)->flat.items[0].amount_minor, 5000);
    assert_int_equal(deed("hand-over", 0, DEED_HAND_OVER)->rank, 2);
    policy = every;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_policy_read__plain_fields),
        cmocka_unit_test(test_policy_read__money),
        cmocka_unit_test(test_policy_read__statuses),
        cmocka_unit_test(test_policy_read__flags_and_holds),
        cmocka_unit_test(test_policy_read__actions),
        cmocka_unit_test(test_policy_read__triggers),
        cmocka_unit_test(test_policy_read__every_fact),
        cmocka_unit_test(test_policy_read__conditions),
        cmocka_unit_test(test_policy_read__unmet),
        cmocka_unit_test(test_policy_read__notices),
        cmocka_unit_test(test_policy_read__fees),
        cmocka_unit_test(test_policy_read__other_deeds),
        cmocka_unit_test(test_policy_read__digest_is_that_of_the_text),
        cmocka_unit_test(test_policy_read_file__says_what_cannot_be_opened),
        cmocka_unit_test(test_policy_read__account_pause),
        cmocka_unit_test(test_policy_read__the_other_processes),
    };
    zones = zones_open();
    arena_init(&arena, 8 * (size_t)POLICY_ARENA_SIZE);
    policy = load("tests/config/every-construct.yaml");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_release(&arena);
    zones_close(zones);
    return failed;
}
