// SPDX-License-Identifier: Apache-2.0
// Reading stories: every form of line and action, and what is said about a line that is wrong.
#include "ops/story.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, 1 << 26);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct story read_good(const char *text)
{
    struct story story;
    struct error error = {{0}};
    arena_reset(&arena);
    if (story_read(text_of(text), "a.story", &arena, &story, &error) != OK)
        fail_msg("%s: %s", text, error.text);
    return story;
}

// The only event of a story of one line.
static struct story_line read_event(const char *line)
{
    struct story story = read_good(line);
    assert_int_equal(story.lines.count, 1);
    return story.lines.items[0];
}

static struct action read_action(const char *words)
{
    static char line[512]; // texts of the action point into it
    snprintf(line, sizeof line, "2025-03-14 account-action %s by ann because \"wire sent\"", words);
    struct action action = read_event(line).event.action;
    assert_true(text_is(action.actor, "ann"));
    assert_true(text_is(action.reason, "wire sent"));
    return action;
}

#define ASSERT_TEXT(text, string)                                      \
    do {                                                               \
        if (!text_is((text), (string)))                                \
            fail_msg("'%.*s' is not '%s'", TEXT_ARGS(text), (string)); \
    } while (0)

static int32_t day(int32_t year, int32_t month, int32_t of_month)
{
    return day_of_civil((struct civil){year, month, of_month});
}

static void test_story_read__invoice(void **state)
{
    (void)state;
    struct story_line line =
        read_event("2025-02-01T09:30 @C-2 invoice-issued INV-1 USD 1000.00 due 2025-03-01 class "
                   "advanced issued 2025-01-31T23:58Z event e-1");
    ASSERT_TEXT(line.customer, "C-2");
    ASSERT_TEXT(line.event.subject_id, "INV-1");
    ASSERT_TEXT(line.event_name, "e-1");
    ASSERT_TEXT(line.event.invoice.balance_class, "advanced");
    assert_int_equal(line.event.invoice.amount_minor, 100000);
    assert_int_equal(line.event.invoice.open_minor, 100000);
    assert_int_equal(line.event.invoice.due_day, day(2025, 3, 1));
    assert_int_equal(line.at.ms_of_day, (9 * 60 + 30) * 60000);
    assert_false(line.at.utc);
    assert_int_equal(line.own.day, day(2025, 1, 31));
    assert_true(line.own.utc);
}

static void test_story_read__history_of_an_invoice(void **state)
{
    (void)state;
    struct story_line line = read_event("2025-02-01 invoice-issued INV-1 USD 10.00 due 2025-01-01 "
                                        "open 4.00 fees 1.50 known-since 2025-02-01 number 7/25 "
                                        "policy quiet");
    assert_int_equal(line.event.invoice.open_minor, 400);
    assert_int_equal(line.event.invoice.fees_minor, 150);
    assert_int_equal(line.since.day, day(2025, 2, 1));
    ASSERT_TEXT(line.event.invoice.number, "7/25");
    ASSERT_TEXT(line.event.invoice.policy, "quiet");
}

static void test_story_read__payment(void **state)
{
    (void)state;
    struct story_line line = read_event("2025-02-01 payment-received PAY-1 JPY 1000 for INV-1 "
                                        "received 2025-01-31T23:58 source secondary method sepa");
    assert_int_equal(line.event.payment.amount_minor, 1000);
    ASSERT_TEXT(line.event.payment.invoice_id, "INV-1");
    ASSERT_TEXT(line.event.payment.source, "secondary");
    ASSERT_TEXT(line.event.payment.method, "sepa");
    assert_int_equal(line.own.day, day(2025, 1, 31));
}

static void test_story_read__shift_and_lift(void **state)
{
    (void)state;
    struct action action = read_action("shift suspended until 2025-03-18");
    ASSERT_TEXT(action.name, "suspended");
    assert_int_equal(action.day, day(2025, 3, 18));
    action = read_action("shift until 2025-03-18");
    assert_int_equal(action.name.len, 0);
    action = read_action("lift for 2 business-days on-promise P-1");
    assert_int_equal(action.days, 2);
    assert_int_equal(action.day, DAY_NONE);
    ASSERT_TEXT(action.promise_id, "P-1");
    action = read_action("lift");
    assert_int_equal(action.days, 0);
}

static void test_story_read__account_and_contacts(void **state)
{
    (void)state;
    struct action action =
        read_action("set-account zone Asia/Kolkata opened 2020-01-01 policy quiet enabled off");
    ASSERT_TEXT(action.zone, "Asia/Kolkata");
    ASSERT_TEXT(action.policy, "quiet");
    assert_int_equal(action.day, day(2020, 1, 1));
    assert_int_equal(action.on, TOGGLE_OFF);
    action = read_action("set-contacts merchant:email:a@m.example billing:message:urn:x:1");
    assert_int_equal(action.contacts.count, 2);
    ASSERT_TEXT(action.contacts.items[1].role, "billing");
    ASSERT_TEXT(action.contacts.items[1].channel, "message");
    ASSERT_TEXT(action.contacts.items[1].address, "urn:x:1");
    assert_int_equal(read_action("set-contacts").contacts.count, 0);
}

static void test_story_read__terms_and_money(void **state)
{
    (void)state;
    struct action action = read_action("extend-terms INV-1 due 2025-04-15");
    ASSERT_TEXT(action.invoice_id, "INV-1");
    assert_int_equal(action.day, day(2025, 4, 15));
    action = read_action("extend-terms net 30 apply-to future");
    assert_int_equal(action.days, 30);
    assert_true(action.apply_to_future);
    assert_false(read_action("extend-terms net 30").apply_to_future);
    action = read_action("discount INV-1 USD 20.00 on-promise P-1");
    assert_int_equal(action.amount_minor, 2000);
    ASSERT_TEXT(action.promise_id, "P-1");
    action = read_action("credit-note CN-1 INV-1 USD 1.00 INV-2 EUR 2.00");
    ASSERT_TEXT(action.name, "CN-1");
    assert_int_equal(action.items.count, 2);
    assert_string_equal(action.items.items[1].currency.code, "EUR");
    action = read_action("waive-fee INV-1 late-fee");
    ASSERT_TEXT(action.name, "late-fee");
    ASSERT_TEXT(read_action("reverse-payment PAY-1").name, "PAY-1");
    ASSERT_TEXT(read_action("undo e-1").name, "e-1");
    ASSERT_TEXT(read_action("write-off INV-1").invoice_id, "INV-1");
}

static void test_story_read__the_first_by_of_a_promise_is_its_date(void **state)
{
    (void)state;
    struct action action = read_action("promise P-1 by 2025-03-20");
    assert_int_equal(action.day, day(2025, 3, 20));
    ASSERT_TEXT(action.actor, "ann");
    ASSERT_TEXT(read_action("keep-promise P-1").name, "P-1");
}

static void test_story_read__plan(void **state)
{
    (void)state;
    struct action action =
        read_action("agree-plan P-1 USD 2025-04-01=100.00 2025-05-01=50.50 for INV-1 INV-2");
    assert_int_equal(action.items.count, 2);
    assert_int_equal(action.items.items[1].amount_minor, 5050);
    assert_int_equal(action.items.items[1].day, day(2025, 5, 1));
    assert_int_equal(action.invoices.count, 2);
    ASSERT_TEXT(action.invoices.items[1].invoice_id, "INV-2");
}

static void test_story_read__records(void **state)
{
    (void)state;
    struct action action = read_action("record-contact phone no-answer INV-1");
    ASSERT_TEXT(action.name, "phone");
    ASSERT_TEXT(action.word, "no-answer");
    ASSERT_TEXT(action.invoice_id, "INV-1");
    action = read_action("record-charge primary failed expired INV-1");
    ASSERT_TEXT(action.detail, "expired");
    ASSERT_TEXT(action.invoice_id, "INV-1");
    action = read_action("record-charge primary failed expired");
    ASSERT_TEXT(action.detail, "expired");
    assert_int_equal(action.invoice_id.len, 0);
    assert_int_equal(read_action("set-flag vip on").on, TOGGLE_ON);
    assert_int_equal(read_action("set-source secondary off").on, TOGGLE_OFF);
    action = read_action("pause from 2025-03-01 until 2025-04-01");
    assert_int_equal(action.from_day, day(2025, 3, 1));
    ASSERT_TEXT(read_action("answer-consultation yes").name, "yes");
    ASSERT_TEXT(read_action("record-activity login").name, "login");
    ASSERT_TEXT(read_action("escalate suspended").name, "suspended");
    assert_int_equal(read_action("hand-over").kind, ACTION_HAND_OVER);
    assert_int_equal(read_action("request-reinstatement").kind, ACTION_REQUEST_REINSTATEMENT);
}

static void test_story_read__a_failed_charge_may_name_an_invoice_of_the_story(void **state)
{
    (void)state;
    struct story story = read_good("2025-02-01 account-action record-charge primary failed INV-1\n"
                                   "2025-02-02 invoice-issued INV-1 USD 10.00 due 2025-03-01\n");
    ASSERT_TEXT(story.lines.items[0].event.action.invoice_id, "INV-1");
    assert_int_equal(story.lines.items[0].event.action.detail.len, 0);
}

static void test_story_read__lines_and_customers(void **state)
{
    (void)state;
    struct story story = read_good("# A3 a title\n"
                                   "policy account-pause\n"
                                   "policy ./other.yaml\n"
                                   "customer ACME zone Asia/Kolkata\n"
                                   "\n"
                                   "2025-02-01 invoice-issued INV-1 USD 10.00 due 2025-03-01\n"
                                   "2025-03-01 tick daily\n"
                                   "  -> notification email \"a b\" to merchant INV-1\n"
                                   "  # between\n"
                                   "  = status active\n");
    ASSERT_TEXT(story.title, "A3 a title");
    ASSERT_TEXT(story.default_customer, "ACME");
    assert_int_equal(story.lines.items[6].cadence, CADENCE_DAILY);
    assert_int_equal(story.lines.items[7].words.count, 6);
    assert_true(story.lines.items[7].words.items[2].quoted);
    assert_int_equal(story.lines.items[8].kind, LINE_REMARK);
    assert_true(story.expects);
    story = read_good("customer C-9 zone Asia/Kolkata\n2025-02-01 @C-2 tick\n");
    ASSERT_TEXT(story.default_customer, "C-1");
}

static void test_story_read__says_what_is_wrong_and_where(void **state)
{
    static const struct {
        const char *text, *error;
    } CASES[] = {
        {"2025-02-01 invoice-issued INV-1 USD 10.00", "a.story:1: an invoice needs `due DATE`"},
        {"\n2025-02-30 tick", "a.story:2: the instant: '2025-02-30' is no instant"},
        {"2025-02-01 invoice-issued INV-1 usd 1.00 due 2025-03-01", "'usd' is no currency"},
        {"2025-02-01 payment-received P JPY 1.5", "'1.5' is no amount of JPY; write it with 0"},
        {"2025-02-01 payment-received P USD", "the amount is missing at the end of the line"},
        {"2025-02-01 payment-received P USD 1.00 from X", "'from' is not understood here"},
        {"2025-02-01 account-action dance", "there is no action 'dance'"},
        {"2025-02-01 account-action set-flag vip maybe", "'maybe' is neither `on` nor `off`"},
        {"2025-02-01 account-action set-contacts ann", "'ann' is no contact"},
        {"2025-02-01 account-action agree-plan P USD soon", "'soon' is no instalment"},
        {"2025-02-01 account-action shift until never", "'never' is no date"},
        {"2025-02-01 account-action hold fraud because \"x", "a quote is opened and not closed"},
        {"-> nothing", "a.story:1: stands under no event"},
        {"yesterday tick", "'yesterday' is not understood here"},
        {"policy", "the policy's name or file is missing"},
        {"2025-02-01 tick weekly", "'weekly' is not understood here; tick takes"},
        {"2025-02-01 tick\n  ->", "a.story:2: what is expected is missing"},
        {"\xff", "a.story: not a text in UTF-8"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct story story;
        struct error error = {{0}};
        arena_reset(&arena);
        assert_int_equal(story_read(text_of(CASES[i].text), "a.story", &arena, &story, &error),
                         RESULT_BAD_DATA);
        if (!strstr(error.text, CASES[i].error))
            fail_msg("'%s' lacks '%s'", error.text, CASES[i].error);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_story_read__invoice),
        cmocka_unit_test(test_story_read__history_of_an_invoice),
        cmocka_unit_test(test_story_read__payment),
        cmocka_unit_test(test_story_read__shift_and_lift),
        cmocka_unit_test(test_story_read__account_and_contacts),
        cmocka_unit_test(test_story_read__terms_and_money),
        cmocka_unit_test(test_story_read__the_first_by_of_a_promise_is_its_date),
        cmocka_unit_test(test_story_read__plan),
        cmocka_unit_test(test_story_read__records),
        cmocka_unit_test(test_story_read__a_failed_charge_may_name_an_invoice_of_the_story),
        cmocka_unit_test(test_story_read__lines_and_customers),
        cmocka_unit_test(test_story_read__says_what_is_wrong_and_where),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
