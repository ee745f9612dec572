// SPDX-License-Identifier: Apache-2.0
// Is the engine's account what the oracle says, and is money conserved?
#include "story_runner.h"

// ---- against the oracle ----

static const char *day_or_none(int32_t day, char out[DAY_TEXT_MAX])
{
    return day == DAY_NONE ? "none" : day_write(day, out);
}

static void compare_standing(struct runner *runner, const struct view *view,
                             const struct oracle_answer *answer)
{
    char engine_day[DAY_TEXT_MAX], oracle_day[DAY_TEXT_MAX];
    const struct policy *policy = policy_choose(runner->story->choice);
    if (!text_equal(view->status, answer->status) || view->until_day != answer->until_day)
        runner_wrong(runner, "status %.*s until %s, the oracle: %.*s until %s",
                     TEXT_ARGS(view->status), day_or_none(view->until_day, engine_day),
                     TEXT_ARGS(answer->status), day_or_none(answer->until_day, oracle_day));
    for (size_t i = 0; i < policy->services.count; i++)
        if (view->services[i] != answer->services[i])
            runner_wrong(runner, "service %.*s %d, the oracle: %d (none 0, full 2)",
                         TEXT_ARGS(policy->services.items[i]), view->services[i],
                         answer->services[i]);
    if (view->paid_on_time != answer->on_time || view->paid_late != answer->late)
        runner_wrong(runner, "paid on-time %lld late %lld, the oracle: on-time %lld late %lld",
                     (long long)view->paid_on_time, (long long)view->paid_late,
                     (long long)answer->on_time, (long long)answer->late);
}

static struct balance balance_in(const struct view *view, struct currency currency)
{
    for (size_t i = 0; i < view->balances.count; i++)
        if (currency_equal(view->balances.items[i].currency, currency))
            return view->balances.items[i];
    return (struct balance){.currency = currency};
}

static void compare_balances(struct runner *runner, const struct view *view,
                             const struct oracle_answer *answer)
{
    for (size_t i = 0; i < answer->balance_count; i++) {
        const struct oracle_balance *b = &answer->balances[i];
        struct balance a = balance_in(view, b->currency);
        if (a.open_minor != b->open_minor || a.fees_minor != b->fees_minor ||
            a.credit_minor != b->credit_minor)
            runner_wrong(
                runner,
                "%s open %lld fees %lld credit %lld, the oracle: open %lld fees %lld credit %lld",
                b->currency.code, (long long)a.open_minor, (long long)a.fees_minor,
                (long long)a.credit_minor, (long long)b->open_minor, (long long)b->fees_minor,
                (long long)b->credit_minor);
    }
}

static int64_t oracle_net(const struct oracle_answer *answer, struct text invoice, struct text code)
{
    int64_t sum = 0;
    for (size_t i = 0; i < answer->fee_count; i++)
        if (text_equal(answer->fees[i].invoice_id, invoice) &&
            text_equal(answer->fees[i].code, code))
            sum += answer->fees[i].net_minor;
    return sum;
}

static int64_t ledger_net(const struct runner *runner, struct text invoice, struct text code)
{
    for (size_t i = 0; i < runner->net_count; i++)
        if (text_equal(runner->nets[i].invoice_id, invoice) &&
            text_equal(runner->nets[i].code, code))
            return runner->nets[i].minor;
    return 0;
}

static bool is_policy_fee(const struct policy *policy, struct text code)
{
    for (size_t i = 0; i < policy->steps.count; i++)
        for (size_t j = 0; j < policy->steps.items[i].deeds.count; j++)
            if (policy->steps.items[i].deeds.items[j].kind == DEED_FEE &&
                text_equal(policy->steps.items[i].deeds.items[j].code, code))
                return true;
    return false;
}

static void compare_fee(struct runner *runner, const struct oracle_answer *answer,
                        struct text invoice_id, struct text code)
{
    int64_t engine = ledger_net(runner, invoice_id, code);
    int64_t oracle = oracle_net(answer, invoice_id, code);
    if (engine != oracle)
        runner_wrong(runner, "net %.*s on %.*s %lld, the oracle: %lld", TEXT_ARGS(code),
                     TEXT_ARGS(invoice_id), (long long)engine, (long long)oracle);
}

static void compare_fees(struct runner *runner, const struct oracle_answer *answer)
{
    const struct policy *policy = policy_choose(runner->story->choice);
    for (size_t i = 0; i < answer->fee_count; i++)
        compare_fee(runner, answer, answer->fees[i].invoice_id, answer->fees[i].code);
    for (size_t i = 0; i < runner->net_count; i++)
        if (is_policy_fee(policy, runner->nets[i].code))
            compare_fee(runner, answer, runner->nets[i].invoice_id, runner->nets[i].code);
}

static void compare_invoices(struct runner *runner, const struct view *view,
                             const struct oracle_answer *answer)
{
    const struct invoices *invoices = &view->situation->invoices;
    for (size_t i = 0; i < invoices->count; i++)
        for (size_t j = 0; j < answer->invoice_count; j++) {
            const struct invoice *a = &invoices->items[i];
            const struct oracle_invoice *b = &answer->invoices[j];
            if (text_equal(a->id, b->invoice_id) && a->open_minor != b->open_minor)
                runner_wrong(runner, "%.*s open %lld, the oracle: %lld", TEXT_ARGS(a->id),
                             (long long)a->open_minor, (long long)b->open_minor);
        }
}

// Is there an accepted action of this kind on the subject, not undone?
static bool is_done(const struct runner *runner, enum action_kind kind, struct text subject)
{
    for (size_t i = 0; i < runner->story->count; i++) {
        const struct event *event = &runner->story->events[i];
        if (!runner->run->accepted[i] || event->type != EVENT_ACCOUNT_ACTION ||
            event->action.kind != kind ||
            !text_equal(kind == ACTION_VOID ? event->action.invoice_id : event->action.name,
                        subject))
            continue;
        if (kind == ACTION_UNDO || !is_done(runner, ACTION_UNDO, event->subject_id))
            return true;
    }
    return false;
}

// What a fact alone, whatever it pays, adds to the debt in a currency.
static int64_t adds(const struct runner *runner, const struct event *event,
                    struct currency currency)
{
    const struct action *action = &event->action;
    if (event->type == EVENT_INVOICE_ISSUED)
        return currency_equal(event->invoice.currency, currency) &&
                       !is_done(runner, ACTION_VOID, event->subject_id)
                   ? event->invoice.open_minor + event->invoice.fees_minor
                   : 0;
    if (event->type == EVENT_PAYMENT_RECEIVED)
        return currency_equal(event->payment.currency, currency) &&
                       !is_done(runner, ACTION_REVERSE_PAYMENT, event->subject_id)
                   ? -event->payment.amount_minor
                   : 0;
    if (is_done(runner, ACTION_UNDO, event->subject_id))
        return 0;
    if (action->kind == ACTION_DISCOUNT && currency_equal(action->currency, currency))
        return -action->amount_minor;
    if (action->kind == ACTION_CREDIT_NOTE &&
        currency_equal(action->items.items[0].currency, currency))
        return -action->items.items[0].amount_minor;
    return 0;
}

// Money is conserved: what came in and was charged is what is open, less what is credit. This needs
// no oracle.
static void check_money(struct runner *runner, const struct view *view, const char *code)
{
    for (size_t i = 0; i < runner->story->count; i++) // how much is written off is no fact
        if (runner->run->accepted[i] && runner->story->events[i].type == EVENT_ACCOUNT_ACTION &&
            (runner->story->events[i].action.kind == ACTION_WRITE_OFF ||
             runner->story->events[i].action.kind == ACTION_REVOKE_DISCOUNT))
            return;
    struct currency currency = {{code[0], code[1], code[2], 0}};
    const struct policy *policy = policy_choose(runner->story->choice);
    int64_t debt = 0;
    for (size_t i = 0; i < runner->story->count; i++)
        if (runner->run->accepted[i])
            debt += adds(runner, &runner->story->events[i], currency);
    for (size_t i = 0; i < runner->net_count; i++)
        if (is_policy_fee(policy, runner->nets[i].code) &&
            currency_equal(runner->nets[i].currency, currency))
            debt += runner->nets[i].minor;
    struct balance b = balance_in(view, currency);
    if (debt != b.open_minor + b.fees_minor - b.credit_minor)
        runner_wrong(runner, "%s %lld came in, but open %lld fees %lld credit %lld", code,
                     (long long)debt, (long long)b.open_minor, (long long)b.fees_minor,
                     (long long)b.credit_minor);
}

static bool counts_alike(const struct runner *runner, const struct run *like)
{
    for (size_t i = 0; i < runner->story->count; i++)
        if (like->accepted[i] != runner->run->accepted[i] ||
            (like->accepted[i] && like->at_ms[i] != runner->run->at_ms[i]))
            return false;
    return true;
}

static void ask_oracle(const struct runner *runner, struct oracle_answer *answer)
{
    struct oracle_fact facts[STORY_FACTS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < runner->story->count; i++)
        if (runner->run->accepted[i])
            facts[count++] = (struct oracle_fact){&runner->story->events[i], runner->run->at_ms[i]};
    oracle_answer(&runner->policies, facts, count, runner->clock_ms, answer);
}

static void check(struct runner *runner, const struct oracle_answer *answer)
{
    struct view view;
    if (!runner->account.exists)
        return;
    engine_view(&runner->policies, &runner->account, runner->clock_ms, runner->arena, &view);
    compare_invoices(runner, &view, answer);
    compare_balances(runner, &view, answer);
    compare_fees(runner, answer);
    compare_standing(runner, &view, answer);
    check_money(runner, &view, "USD");
    check_money(runner, &view, "EUR");
}

static void say_where(struct runner *runner, const char *where)
{
    char instant[INSTANT_TEXT_MAX];
    size_t len = strlen(runner->run->wrong);
    if (len > 0)
        snprintf(runner->run->wrong + len, RUN_TEXT_MAX - len, " (%s, clock %s)", where,
                 instant_write(runner->clock_ms, instant));
}

void runner_check_after_tick(struct runner *runner)
{
    static struct oracle_answer answer;
    if (runner->run->wrong[0])
        return;
    ask_oracle(runner, &answer);
    check(runner, &answer);
    say_where(runner, "after a tick");
}

// Fees for which late news is the cause may wait for the next tick, and so may what pays them.
static bool charges_are_due(const struct view *view, const struct oracle_answer *answer)
{
    for (size_t i = 0; i < answer->balance_count; i++)
        if (balance_in(view, answer->balances[i].currency).fees_minor <
            answer->balances[i].fees_minor)
            return true;
    return false;
}

// At an event things get better at once: no service may stand lower than it should. What gets worse
// waits for the tick, and is not asked about here.
void runner_check_after_fact(struct runner *runner)
{
    static struct oracle_answer answer;
    struct view view;
    const struct policy *policy = policy_choose(runner->story->choice);
    if (runner->run->wrong[0] || !runner->account.exists || runner->clock_ms == INSTANT_NONE)
        return;
    ask_oracle(runner, &answer);
    engine_view(&runner->policies, &runner->account, runner->clock_ms, runner->arena, &view);
    if (charges_are_due(&view, &answer))
        return;
    compare_invoices(runner, &view, &answer);
    compare_balances(runner, &view, &answer);
    for (size_t i = 0; i < policy->services.count; i++)
        if (view.services[i] < answer.services[i])
            runner_wrong(runner, "service %.*s %d, the oracle: at least %d",
                         TEXT_ARGS(policy->services.items[i]), view.services[i],
                         answer.services[i]);
    say_where(runner, "after a fact");
}

void runner_check_end(struct runner *runner, const struct run *like)
{
    if (like && counts_alike(runner, like))
        runner->run->answer = like->answer;
    else
        ask_oracle(runner, &runner->run->answer);
    check(runner, &runner->run->answer);
}
