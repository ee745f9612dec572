// SPDX-License-Identifier: Apache-2.0
// A6: what the notice of a pause carries, which a scenario's line does not show.
#include "config/policy_read.h"
#include "engine/step.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define HOUR_MS INT64_C(3600000)

static int64_t instant(int32_t year, int32_t month, int32_t day)
{
    return day_of_civil((struct civil){year, month, day}) * DAY_MS + 12 * HOUR_MS;
}

static struct event invoice(const char *id, int64_t amount_minor)
{
    struct event event = {
        .type = EVENT_INVOICE_ISSUED,
        .event_id = text_of(id),
        .customer_id = TEXT_LITERAL("C-1"),
        .subject_id = text_of(id),
        .own_ms = instant(2023, 8, 1),
        .record_ms = instant(2023, 8, 1),
    };
    event.invoice.number = TEXT_LITERAL("2023/17");
    (void)currency_at((struct text)TEXT_LITERAL("USD"), &event.invoice.currency);
    event.invoice.amount_minor = event.invoice.open_minor = amount_minor;
    event.invoice.known_since_ms = event.own_ms;
    event.invoice.due_day = day_of_civil((struct civil){2023, 9, 1});
    return event;
}

static const struct notification *notice_of(const struct decision *decision, const char *template,
                                            const struct output **output)
{
    for (size_t i = 0; i < decision->outputs.count; i++) {
        *output = &decision->outputs.items[i];
        if ((*output)->kind == OUTPUT_NOTIFICATION &&
            text_is((*output)->notification.template_name, template))
            return &(*output)->notification;
    }
    fail_msg("no notice %s", template);
    return NULL;
}

static void assert_invoice(const struct output_invoice *invoice, const char *id, int64_t open_minor)
{
    assert_true(text_is(invoice->invoice_id, id));
    assert_true(text_is(invoice->number, "2023/17"));
    assert_int_equal(invoice->due_day, day_of_civil((struct civil){2023, 9, 1}));
    assert_int_equal(invoice->days_past_due, 10);
    assert_int_equal(invoice->open_minor, open_minor);
}

static void test_engine_step__the_pause_notice_says_what_it_is_about_and_what_helps(void **state)
{
    (void)state;
    struct arena arena, policy_arena;
    struct zones *zones = zones_open();
    const struct policy *policy;
    struct error error;
    arena_init(&arena, (size_t)1 << 30);
    arena_init(&policy_arena, POLICY_ARENA_SIZE);
    assert_int_equal(policy_read_file(&policy, &policy_arena, zones,
                                      SOURCE_DIR "/ops/policies/account-pause.yaml", NULL, &error),
                     OK);
    struct policies policies = {.items = &policy, .count = 1, .default_name = policy->name};
    struct account account;
    struct decision decision = {0};
    account_init(&account, (struct text)TEXT_LITERAL("C-1"));
    struct event first = invoice("INV-1", 10000), second = invoice("INV-2", 2550);
    engine_step(&policies, &account, &first, INSTANT_NONE, &arena, &decision);
    engine_step(&policies, &account, &second, INSTANT_NONE, &arena, &decision);
    struct event tick = {.type = EVENT_CLOCK_TICK, .own_ms = instant(2023, 9, 11)};
    engine_step(&policies, &account, &tick, INSTANT_NONE, &arena, &decision);

    const struct output *output = NULL;
    const struct notification *notice = notice_of(&decision, "account-paused", &output);
    assert_int_equal(output->invoices.count, 2);
    assert_invoice(&output->invoices.items[0], "INV-1", 10000);
    assert_invoice(&output->invoices.items[1], "INV-2", 2550);
    assert_int_equal(notice->totals.count, 1);
    assert_int_equal(notice->totals.items[0].open_minor, 12550);
    assert_true(text_is(notice->status, "paused"));
    assert_int_equal(notice->data.count, 1);
    assert_true(text_is(notice->data.items[0].key, "remedies"));
    assert_true(text_is(notice->data.items[0].value, "call, add terms, discount"));

    zones_close(zones);
    arena_release(&arena);
    arena_release(&policy_arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_engine_step__the_pause_notice_says_what_it_is_about_and_what_helps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
