// SPDX-License-Identifier: Apache-2.0
// engine_step at its door: what is refused and why, what is a duplicate, what an event may publish.
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#include "engine/step.h"
#include "story.h"

static struct arena arena;
static struct story story;
static struct account account;
static struct decision decision;
static struct policies policies;
static int64_t clock_ms;

static void begin(enum policy_choice choice)
{
    story_reset(&story, choice);
    policies = policies_choose(choice);
    if (arena.size == 0)
        arena_init(&arena, (size_t)1 << 30);
    arena_reset(&arena);
    account_init(&account, TEXT_LITERAL("C-1"));
    clock_ms = INSTANT_NONE;
}

static void give(const struct event *event)
{
    engine_step(&policies, &account, event, clock_ms, &arena, &decision);
}

static void assert_refused(const struct event *event, const char *code)
{
    char said[32];
    int64_t sequence = account.published.sequence;
    give(event);
    assert_int_equal(decision.verdict, VERDICT_REFUSED);
    snprintf(said, sizeof said, "%.*s", TEXT_ARGS(refusal_code(decision.refusal)));
    assert_string_equal(said, code);
    assert_int_equal(decision.outputs.count, 0);
    assert_int_equal(account.published.sequence, sequence);
}

static void assert_applied(const struct event *event)
{
    give(event);
    assert_int_equal(decision.verdict, VERDICT_APPLIED);
}

static void tick(const char *at)
{
    struct event event = {.type = EVENT_CLOCK_TICK,
                          .event_id = TEXT_LITERAL("T"),
                          .own_ms = story_at(&story, at),
                          .record_ms = story_at(&story, at)};
    assert_applied(&event);
    clock_ms = event.own_ms;
}

static struct event *invoice(const char *at, const char *id, const char *due)
{
    return story_invoice(&story, story_at(&story, at), text_of(id), "USD", 10000, story_day(due));
}

static struct event *payment(const char *at, const char *id, const char *named)
{
    return story_payment(&story, story_at(&story, at), text_of(id), "USD", 10000, text_of(named));
}

static struct event *act(const char *at, enum action_kind kind, const char *invoice_id,
                         const char *name)
{
    struct event *event = story_action(&story, story_at(&story, at), kind);
    event->action.invoice_id = text_of(invoice_id);
    event->action.name = text_of(name);
    return event;
}

static size_t count_outputs(enum output_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < decision.outputs.count; i++)
        count += decision.outputs.items[i].kind == kind;
    return count;
}

// ---- identity ----

static void test_engine_step__tells_a_duplicate_from_a_conflict_e8(void **state)
{
    (void)state;
    begin(POLICY_PAUSE);
    struct event *first = invoice("2025-02-01T10:00", "INV-1", "2025-03-01");
    assert_applied(first);
    struct event again = *first;
    again.event_id = TEXT_LITERAL("E-other");
    give(&again);
    assert_int_equal(decision.verdict, VERDICT_DUPLICATE);
    assert_int_equal(decision.outputs.count, 0);
    again.content = digest_of(TEXT_LITERAL("other content"));
    assert_refused(&again, "conflict");
}

static void test_engine_step__refuses_times_out_of_bounds(void **state)
{
    (void)state;
    begin(POLICY_WATERFALL); // forgets after 400 days
    assert_applied(invoice("2025-02-01T10:00", "INV-1", "2025-03-01"));
    tick("2025-03-10T00:00");
    struct event *early = payment("2025-03-13T10:00", "PAY-1", "");
    early->record_ms = early->own_ms - DAY_MS - 1;
    assert_refused(early, "future");
    early->record_ms = early->own_ms - DAY_MS;
    assert_applied(early);
    struct event *old = payment("2024-02-01T10:00", "PAY-2", "");
    old->record_ms = clock_ms;
    assert_refused(old, "too-old");
    struct event *known = invoice("2023-02-01T10:00", "INV-2", "2025-03-01");
    known->invoice.known_since_ms = clock_ms;
    known->invoice.has_known_since = true;
    known->record_ms = clock_ms;
    assert_applied(known);
}

// ---- unknown things ----

static void test_engine_step__opens_an_account_by_few_things(void **state)
{
    (void)state;
    begin(POLICY_PAUSE);
    assert_refused(act("2025-02-01T10:00", ACTION_HOLD, "", "do-not-restrict"), "unknown-account");
    assert_false(account.exists);
    assert_applied(act("2025-02-01T10:00", ACTION_SET_CONTACTS, "", ""));
    assert_true(account.exists);
    begin(POLICY_PAUSE);
    assert_applied(payment("2025-02-01T10:00", "PAY-1", ""));
    assert_true(account.exists);
}

static void test_engine_step__refuses_what_it_does_not_know(void **state)
{
    (void)state;
    begin(POLICY_LADDER);
    assert_applied(invoice("2025-02-01T10:00", "INV-1", "2025-03-01"));
    assert_refused(act("2025-02-02T10:00", ACTION_VOID, "INV-9", ""), "unknown-invoice");
    assert_refused(act("2025-02-02T10:00", ACTION_OPEN_DISPUTE, "INV-9", ""), "unknown-invoice");
    assert_refused(act("2025-02-02T10:00", ACTION_REVERSE_PAYMENT, "", "PAY-9"), "unknown-payment");
    assert_refused(act("2025-02-02T10:00", ACTION_UNDO, "", "A-99"), "unknown-action");
    assert_refused(act("2025-02-02T10:00", ACTION_HOLD, "", "fraud"), "unknown-kind");
    struct event *flag = act("2025-02-02T10:00", ACTION_SET_FLAG, "", "nosuch");
    flag->action.on = TOGGLE_ON;
    assert_refused(flag, "unknown-flag");
    assert_refused(act("2025-02-02T10:00", ACTION_PAUSE, "", ""), "not-offered");
    assert_refused(act("2025-02-02T10:00", ACTION_ESCALATE, "", "suspended"), "not-offered");
}

static void test_engine_step__refuses_a_second_reversal(void **state)
{
    (void)state;
    begin(POLICY_PAUSE);
    assert_applied(payment("2025-02-01T10:00", "PAY-1", ""));
    assert_applied(act("2025-02-02T10:00", ACTION_REVERSE_PAYMENT, "", "PAY-1"));
    assert_refused(act("2025-02-03T10:00", ACTION_REVERSE_PAYMENT, "", "PAY-1"),
                   "already-reversed");
}

static void test_engine_step__refuses_amounts_that_are_none(void **state)
{
    (void)state;
    begin(POLICY_PAUSE);
    struct event *nothing = invoice("2025-02-01T10:00", "INV-1", "2025-03-01");
    nothing->invoice.amount_minor = nothing->invoice.open_minor = 0;
    assert_refused(nothing, "bad-amount");
    struct event *negative = payment("2025-02-01T10:00", "PAY-1", "");
    negative->payment.amount_minor = -1;
    assert_refused(negative, "bad-amount");
    assert_applied(invoice("2025-02-01T11:00", "INV-2", "2025-03-01"));
    assert_refused(act("2025-02-02T10:00", ACTION_DISCOUNT, "INV-2", ""), "bad-amount");
}

// ---- shift, lift, terms, escalation ----

static void test_engine_step__judges_shift_and_lift_by_the_status_b2(void **state)
{
    (void)state;
    begin(POLICY_LADDER);
    assert_applied(invoice("2025-02-01T10:00", "INV-1", "2025-03-01"));
    tick("2025-03-01T00:00");
    struct event *shift = act("2025-03-01T10:00", ACTION_SHIFT, "", "");
    shift->action.day = story_day("2025-03-20");
    assert_refused(shift, "nothing-overdue"); // the due day is day 0
    tick("2025-03-05T00:00");
    struct event *lift = act("2025-03-05T10:00", ACTION_LIFT, "", "");
    lift->action.day = story_day("2025-03-20");
    assert_refused(lift, "not-restricted");
    assert_refused(act("2025-03-05T10:00", ACTION_SHIFT, "", ""), "no-date");
    struct event *today = act("2025-03-05T10:00", ACTION_SHIFT, "", "");
    today->action.day = story_day("2025-03-05");
    assert_refused(today, "past-date");
    tick("2025-03-08T00:00");
    struct event *late = act("2025-03-08T10:00", ACTION_SHIFT, "", "");
    late->action.day = story_day("2025-03-20");
    assert_refused(late, "restricted");
    struct event *higher = act("2025-03-08T10:00", ACTION_SHIFT, "", "suspended");
    higher->action.day = story_day("2025-03-20");
    assert_applied(higher);
}

static void test_engine_step__only_extends_terms_q8(void **state)
{
    (void)state;
    begin(POLICY_PAUSE);
    assert_applied(invoice("2025-02-01T10:00", "INV-1", "2025-03-01"));
    struct event *shorter = act("2025-02-02T10:00", ACTION_EXTEND_TERMS, "INV-1", "");
    shorter->action.day = story_day("2025-02-20");
    assert_refused(shorter, "shortens");
}

static void test_engine_step__escalates_what_is_overdue(void **state)
{
    (void)state;
    begin(POLICY_WATERFALL);
    assert_applied(invoice("2025-02-01T10:00", "INV-1", "2025-03-01"));
    tick("2025-02-10T00:00");
    assert_refused(act("2025-02-10T10:00", ACTION_ESCALATE, "", "in-collections"),
                   "nothing-overdue");
    tick("2025-03-05T00:00");
    assert_refused(act("2025-03-05T10:00", ACTION_ESCALATE, "", "nosuch"), "unknown-status");
    assert_applied(act("2025-03-05T10:00", ACTION_ESCALATE, "", "in-collections"));
    assert_int_equal(count_outputs(OUTPUT_STATUS_CHANGE), 1);
    assert_true(decision.restricts);
}

// ---- what an event says ----

static void test_engine_step__eases_at_once_and_worsens_at_ticks(void **state)
{
    (void)state;
    begin(POLICY_PAUSE);
    assert_applied(invoice("2025-02-01T10:00", "INV-1", "2025-03-01"));
    assert_int_equal(decision.outputs.count, 0);
    tick("2025-03-11T00:00");
    assert_int_equal(count_outputs(OUTPUT_STATUS_CHANGE), 1);
    assert_int_equal(count_outputs(OUTPUT_NOTIFICATION), 2);
    assert_true(decision.restricts);
    assert_applied(payment("2025-03-11T10:00", "PAY-1", ""));
    assert_int_equal(count_outputs(OUTPUT_STATUS_CHANGE), 1);
    assert_false(decision.restricts);
    assert_applied(act("2025-03-12T10:00", ACTION_REVERSE_PAYMENT, "", "PAY-1"));
    assert_int_equal(count_outputs(OUTPUT_STATUS_CHANGE), 0);
    tick("2025-03-12T11:00");
    assert_int_equal(count_outputs(OUTPUT_STATUS_CHANGE), 1);
    tick("2025-03-12T11:00"); // at the clock: nothing is left to do
    assert_int_equal(decision.outputs.count, 0);
}

static void test_engine_step__takes_no_action_twice(void **state)
{
    (void)state;
    begin(POLICY_LADDER);
    assert_applied(invoice("2025-02-01T10:00", "INV-1", "2025-03-01"));
    tick("2025-03-06T00:00"); // a fee is charged
    assert_int_equal(count_outputs(OUTPUT_LEDGER_ENTRY), 1);
    assert_applied(act("2025-03-06T10:00", ACTION_VOID, "INV-1", ""));
    assert_int_equal(count_outputs(OUTPUT_LEDGER_ENTRY), 2); // the fee's reversal and the void
    assert_applied(act("2025-03-06T11:00", ACTION_VOID, "INV-1", ""));
    assert_int_equal(decision.outputs.count, 0);
    assert_applied(act("2025-03-06T12:00", ACTION_RELEASE, "", "do-not-restrict"));
    assert_int_equal(decision.outputs.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_engine_step__tells_a_duplicate_from_a_conflict_e8),
        cmocka_unit_test(test_engine_step__refuses_times_out_of_bounds),
        cmocka_unit_test(test_engine_step__opens_an_account_by_few_things),
        cmocka_unit_test(test_engine_step__refuses_what_it_does_not_know),
        cmocka_unit_test(test_engine_step__refuses_a_second_reversal),
        cmocka_unit_test(test_engine_step__refuses_amounts_that_are_none),
        cmocka_unit_test(test_engine_step__judges_shift_and_lift_by_the_status_b2),
        cmocka_unit_test(test_engine_step__only_extends_terms_q8),
        cmocka_unit_test(test_engine_step__escalates_what_is_overdue),
        cmocka_unit_test(test_engine_step__eases_at_once_and_worsens_at_ticks),
        cmocka_unit_test(test_engine_step__takes_no_action_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
