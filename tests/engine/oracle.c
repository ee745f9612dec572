// SPDX-License-Identifier: Apache-2.0
// The oracle's walk: every fact at its own time, every local midnight in between.
#include "oracle_state.h"

#include <assert.h>
#include <stdlib.h>

int64_t oracle_own_ms(const struct policy *policy, const struct event *event, int64_t clock_ms)
{
    int64_t own_ms = event->own_ms;
    if (event->type == EVENT_INVOICE_ISSUED && event->invoice.known_since_ms > own_ms)
        own_ms = event->invoice.known_since_ms;
    if (clock_ms != INSTANT_NONE && own_ms < clock_ms - policy->late_news_days * DAY_MS)
        return clock_ms;
    return own_ms;
}

// By the customer's dates.
static const struct policy *version_at(const struct oracle *oracle, int64_t at_ms)
{
    const struct policies *policies = oracle->policies;
    const struct policy *greatest = policies->items[0];
    for (size_t i = 1; i < policies->count; i++)
        if (policies->items[i]->effective_day <= zone_day_at(oracle->zone, at_ms))
            greatest = policies->items[i];
    return greatest;
}

// ---- what a fact does ----

static void issue(struct oracle *oracle, const struct event *event)
{
    assert(oracle->bill_count < ORACLE_INVOICES_MAX);
    struct bill *bill = &oracle->bills[oracle->bill_count++];
    *bill = (struct bill){
        .event = event,
        .policy = version_at(oracle, event->own_ms),
        .id = event->subject_id,
        .balance_class = text_is_empty(event->invoice.balance_class) ? oracle->policy->default_class
                                                                     : event->invoice.balance_class,
        .currency = event->invoice.currency,
        .open_minor = event->invoice.open_minor,
        .due_day = event->invoice.due_day,
    };
    int32_t net_day = zone_day_at(oracle->zone, event->own_ms) + oracle->net_days_future;
    if (oracle->net_days_future > 0 && net_day > bill->due_day)
        bill->due_day = net_day;
    if (event->invoice.fees_minor > 0)
        bill->fees[bill->fee_count++] = (struct charged_fee){
            .mark = FEE_MARK_CHARGED,
            .amount_minor = event->invoice.fees_minor,
            .open_minor = event->invoice.fees_minor,
        };
}

static void receive(struct oracle *oracle, const struct event *event)
{
    oracle_add_purse(oracle, (struct purse){
                                 .id = event->subject_id,
                                 .names = event->payment.invoice_id,
                                 .currency = event->payment.currency,
                                 .amount_minor = event->payment.amount_minor,
                                 .at_ms = oracle->now_ms,
                                 .waits_until_day = zone_day_at(oracle->zone, oracle->now_ms) +
                                                    oracle->policy->unknown_invoice_days,
                                 .is_payment = true,
                             });
}

static struct purse *credit(struct oracle *oracle, const struct event *event,
                            struct text invoice_id, struct currency currency, int64_t amount_minor)
{
    oracle_add_purse(oracle, (struct purse){
                                 .id = event->subject_id,
                                 .names = invoice_id,
                                 .by_us = true,
                                 .currency = currency,
                                 .amount_minor = amount_minor,
                                 .at_ms = oracle->now_ms,
                             });
    return &oracle->purses[oracle->purse_count - 1];
}

static void discount(struct oracle *oracle, const struct event *event)
{
    const struct action *action = &event->action;
    credit(oracle, event, action->invoice_id, action->currency, action->amount_minor)->is_discount =
        true;
}

static void write_off(struct oracle *oracle, const struct event *event)
{
    const struct bill *bill = oracle_bill(oracle, event->action.invoice_id);
    if (bill && bill->open_minor > 0)
        credit(oracle, event, bill->id, bill->currency, bill->open_minor)->is_write_off = true;
}

static void credit_note(struct oracle *oracle, const struct event *event)
{
    const struct action_items *items = &event->action.items;
    for (size_t i = 0; i < items->count; i++)
        credit(oracle, event, items->items[i].invoice_id, items->items[i].currency,
               items->items[i].amount_minor);
}

static void extend(struct oracle *oracle, const struct action *action)
{
    struct bill *bill = oracle_bill(oracle, action->invoice_id);
    if (bill && action->day > bill->due_day)
        bill->due_day = action->day;
    if (!text_is_empty(action->invoice_id))
        return;
    if (action->apply_to_future) {
        oracle->net_days_future = action->days;
        return;
    }
    for (size_t i = 0; i < oracle->bill_count; i++) {
        bill = &oracle->bills[i];
        int32_t due_day = zone_day_at(oracle->zone, bill->event->own_ms) + action->days;
        if (oracle_is_open(bill) && due_day > bill->due_day)
            bill->due_day = due_day;
    }
}

static void set_floor(struct oracle *oracle, const struct action *action)
{
    int32_t own_day = zone_day_at(oracle->zone, oracle->now_ms);
    oracle->floor_rank = action->kind == ACTION_LIFT ? 0 : oracle_shown_rank(oracle);
    oracle->floor_until_day =
        action->day != DAY_NONE ? action->day
                                : policy_business_days_after(oracle->policy, own_day, action->days);
    oracle->floor_stands = oracle->floor_until_day > oracle->today;
}

static void agree_plan(struct oracle *oracle, const struct action *action)
{
    assert(oracle->plan_count < ORACLE_BLOCKERS_MAX);
    struct payment_plan *plan = &oracle->plans[oracle->plan_count++];
    *plan = (struct payment_plan){.action = action, .since_ms = oracle->now_ms};
    for (size_t i = 0; i < oracle->bill_count; i++) {
        bool listed = false;
        for (size_t j = 0; j < action->invoices.count; j++)
            listed |= text_equal(action->invoices.items[j].invoice_id, oracle->bills[i].id);
        plan->covers[i] = action->invoices.count > 0 ? listed : oracle_is_open(&oracle->bills[i]);
    }
}

static void end_plan(struct oracle *oracle, struct text plan_id)
{
    for (size_t i = 0; i < oracle->plan_count; i++)
        if (text_equal(oracle->plans[i].action->name, plan_id))
            oracle->plans[i].ended = true;
}

static void hold(struct oracle *oracle, const struct action *action)
{
    assert(oracle->hold_count < ORACLE_BLOCKERS_MAX);
    oracle->holds[oracle->hold_count++] = (struct imposed_hold){
        .kind = policy_hold_at(oracle->policy, action->name),
        .until_day = action->day,
        .ended = action->day != DAY_NONE && action->day <= oracle->today,
    };
}

static void release(struct oracle *oracle, struct text kind)
{
    for (size_t i = 0; i < oracle->hold_count; i++)
        if (text_equal(oracle->policy->holds.items[oracle->holds[i].kind].name, kind))
            oracle->holds[i].ended = true;
}

static void set_flag(struct oracle *oracle, const struct action *action)
{
    int flag = policy_flag_at(oracle->policy, action->name);
    oracle->flag_by_person[flag] = action->on == TOGGLE_ON;
    if (action->on == TOGGLE_OFF)
        oracle_forgive_strikes(oracle, flag);
}

static void act_on_bill(struct oracle *oracle, const struct action *action)
{
    struct bill *bill = oracle_bill(oracle, action->invoice_id);
    if (!bill)
        return;
    if (action->kind == ACTION_VOID)
        oracle_void(oracle, bill);
    else if (action->kind == ACTION_WAIVE_FEE)
        oracle_waive(oracle, bill, action->name);
    else if (action->kind == ACTION_OPEN_DISPUTE)
        bill->disputed = true;
    else if (action->kind == ACTION_CLOSE_DISPUTE)
        bill->disputed = false;
}

static void set_account(struct oracle *oracle, const struct action *action)
{
    if (action->on != TOGGLE_UNSAID)
        oracle->disabled = action->on == TOGGLE_OFF;
    if (action->zone_table)
        oracle->zone = action->zone_table;
}

static void escalate(struct oracle *oracle, int rank)
{
    if (rank > oracle->person_rank)
        oracle->person_rank = rank;
}

static void act(struct oracle *oracle, const struct event *event)
{
    const struct action *action = &event->action;
    enum action_kind kind = action->kind;
    if (kind == ACTION_DISCOUNT)
        discount(oracle, event);
    else if (kind == ACTION_REVOKE_DISCOUNT)
        oracle_revoke_discounts(oracle, action->invoice_id);
    else if (kind == ACTION_WRITE_OFF)
        write_off(oracle, event);
    else if (kind == ACTION_CREDIT_NOTE)
        credit_note(oracle, event);
    else if (kind == ACTION_REVERSE_PAYMENT)
        oracle_reverse_payment(oracle, action->name);
    else if (kind == ACTION_EXTEND_TERMS)
        extend(oracle, action);
    else if (kind == ACTION_SHIFT || kind == ACTION_LIFT)
        set_floor(oracle, action);
    else if (kind == ACTION_AGREE_PLAN)
        agree_plan(oracle, action);
    else if (kind == ACTION_CANCEL_PLAN)
        end_plan(oracle, action->name);
    else if (kind == ACTION_HOLD)
        hold(oracle, action);
    else if (kind == ACTION_RELEASE)
        release(oracle, action->name);
    else if (kind == ACTION_SET_FLAG)
        set_flag(oracle, action);
    else if (kind == ACTION_SET_ACCOUNT)
        set_account(oracle, action);
    else if (kind == ACTION_ESCALATE)
        escalate(oracle, policy_status_at(oracle->policy, action->name));
    else
        act_on_bill(oracle, action);
}

// ---- the walk ----

static void end_settled_plans(struct oracle *oracle)
{
    for (size_t i = 0; i < oracle->plan_count; i++) {
        bool open = false;
        for (size_t bill = 0; bill < oracle->bill_count; bill++)
            open |= oracle->plans[i].covers[bill] && oracle_is_open(&oracle->bills[bill]);
        oracle->plans[i].ended |= !open;
    }
}

static void apply(struct oracle *oracle, const struct oracle_fact *fact)
{
    oracle->now_ms = fact->at_ms;
    oracle->policy = version_at(oracle, oracle->now_ms);
    if (fact->event->type == EVENT_INVOICE_ISSUED)
        issue(oracle, fact->event);
    else if (fact->event->type == EVENT_PAYMENT_RECEIVED)
        receive(oracle, fact->event);
    else
        act(oracle, fact->event);
    oracle_spend(oracle);
    oracle_count_strikes(oracle);
    end_settled_plans(oracle);
    oracle_charge_held(oracle);
    oracle_stand(oracle);
}

// Kept on a date iff the payments since cover the instalments due by then (D24).
static bool is_broken(const struct oracle *oracle, const struct payment_plan *plan)
{
    int64_t due_minor = 0, paid_minor = 0;
    for (size_t i = 0; i < plan->action->items.count; i++)
        if (plan->action->items.items[i].day < oracle->today)
            due_minor += plan->action->items.items[i].amount_minor;
    for (size_t i = 0; i < oracle->purse_count; i++) {
        const struct purse *purse = &oracle->purses[i];
        if (purse->is_payment && !purse->reversed && purse->at_ms >= plan->since_ms &&
            currency_equal(purse->currency, plan->action->currency))
            paid_minor += purse->amount_minor;
    }
    return paid_minor < due_minor;
}

static bool is_over(const struct oracle *oracle, const struct payment_plan *plan)
{
    for (size_t i = 0; i < plan->action->items.count; i++)
        if (plan->action->items.items[i].day >= oracle->today)
            return false;
    return true;
}

static void end_dated_blockers(struct oracle *oracle)
{
    for (size_t i = 0; i < oracle->hold_count; i++)
        if (oracle->holds[i].until_day != DAY_NONE && oracle->holds[i].until_day <= oracle->today)
            oracle->holds[i].ended = true;
    for (size_t i = 0; i < oracle->plan_count; i++)
        if (is_broken(oracle, &oracle->plans[i]) || is_over(oracle, &oracle->plans[i]))
            oracle->plans[i].ended = true;
    if (oracle->floor_until_day <= oracle->today)
        oracle->floor_stands = false;
}

static void wake(struct oracle *oracle, int32_t day, int64_t wake_ms)
{
    oracle->today = day;
    oracle->now_ms = wake_ms;
    oracle->policy = version_at(oracle, wake_ms);
    oracle_spend(oracle); // for an unknown invoice nothing waits longer than its day
    end_dated_blockers(oracle);
    end_settled_plans(oracle);
    oracle_run_steps(oracle);
    oracle_charge_held(oracle);
    oracle_stand(oracle);
}

static int compare_facts(const void *left, const void *right)
{
    const struct oracle_fact *a = left, *b = right;
    if (a->at_ms != b->at_ms)
        return a->at_ms < b->at_ms ? -1 : 1;
    if (a->event->type != b->event->type)
        return a->event->type < b->event->type ? -1 : 1;
    return text_compare(a->event->subject_id, b->event->subject_id);
}

static bool is_undone(const struct oracle_fact *facts, size_t count, const struct event *event)
{
    if (event->type != EVENT_ACCOUNT_ACTION)
        return false;
    for (size_t i = 0; i < count; i++)
        if (facts[i].event->type == EVENT_ACCOUNT_ACTION &&
            facts[i].event->action.kind == ACTION_UNDO &&
            text_equal(facts[i].event->action.name, event->subject_id))
            return true;
    return false;
}

// ---- the answer ----

static struct oracle_balance *balance_of(struct oracle_answer *answer, struct currency currency)
{
    for (size_t i = 0; i < answer->balance_count; i++)
        if (currency_equal(answer->balances[i].currency, currency))
            return &answer->balances[i];
    assert(answer->balance_count < ORACLE_CURRENCIES_MAX);
    struct oracle_balance *balance = &answer->balances[answer->balance_count++];
    *balance = (struct oracle_balance){.currency = currency};
    return balance;
}

static void answer_bill(const struct bill *bill, struct oracle_answer *answer)
{
    struct oracle_balance *balance = balance_of(answer, bill->currency);
    balance->open_minor += bill->open_minor;
    answer->on_time += bill->settled && bill->on_time;
    answer->late += bill->settled && !bill->on_time;
    answer->invoices[answer->invoice_count++] = (struct oracle_invoice){
        bill->id, bill->open_minor, bill->due_day, bill->settled, bill->voided};
    for (size_t i = 0; i < bill->fee_count; i++) {
        const struct charged_fee *fee = &bill->fees[i];
        balance->fees_minor += fee->open_minor;
        if (fee->mark == FEE_MARK_CHARGED && fee->step)
            answer->fees[answer->fee_count++] =
                (struct oracle_fee){bill->id, fee->code, fee->amount_minor, fee->open_minor};
    }
}

static void answer_all(const struct oracle *oracle, struct oracle_answer *answer)
{
    *answer = (struct oracle_answer){0};
    oracle_show(oracle, answer);
    for (size_t i = 0; i < oracle->policy->flags.count; i++)
        answer->flags |= (uint32_t)oracle_flag(oracle, (int)i) << i;
    for (size_t i = 0; i < oracle->bill_count; i++)
        answer_bill(&oracle->bills[i], answer);
    for (size_t i = 0; i < oracle->purse_count; i++)
        balance_of(answer, oracle->purses[i].currency)->credit_minor +=
            oracle->purses[i].free_minor;
}

// A change of zone may skip a midnight: it runs at the change, once a tick has come so far.
static void apply_with_skipped_midnights(struct oracle *oracle, const struct oracle_fact *fact,
                                         int64_t until_ms)
{
    const struct zone *before = oracle->zone;
    apply(oracle, fact);
    if (oracle->zone != before && fact->at_ms <= until_ms)
        while (oracle->today < zone_day_at(oracle->zone, fact->at_ms))
            wake(oracle, oracle->today + 1, fact->at_ms);
}

static void walk(struct oracle *oracle, const struct oracle_fact *facts, size_t count,
                 int64_t until_ms)
{
    oracle->today = zone_day_at(oracle->zone, count > 0 ? facts[0].at_ms : until_ms);
    for (size_t i = 0;;) {
        int64_t wake_ms = zone_day_start(oracle->zone, oracle->today + 1);
        if (i < count && (facts[i].at_ms < wake_ms || wake_ms > until_ms))
            apply_with_skipped_midnights(oracle, &facts[i++], until_ms);
        else if (wake_ms <= until_ms)
            wake(oracle, oracle->today + 1, wake_ms);
        else
            break;
    }
}

void oracle_answer(const struct policies *policies, const struct oracle_fact *facts, size_t count,
                   int64_t until_ms, struct oracle_answer *answer)
{
    enum { FACTS_MAX = 256 };
    static struct oracle oracle;
    struct oracle_fact sorted[FACTS_MAX];
    size_t kept = 0;
    assert(count <= FACTS_MAX);
    for (size_t i = 0; i < count; i++)
        if (!is_undone(facts, count, facts[i].event))
            sorted[kept++] = facts[i];
    qsort(sorted, kept, sizeof sorted[0], compare_facts);
    memset(&oracle, 0, sizeof oracle);
    oracle.policies = policies;
    oracle.zone = policies->items[0]->zone;
    oracle.policy = version_at(&oracle, until_ms);
    walk(&oracle, sorted, kept, until_ms);
    oracle.policy = version_at(&oracle, until_ms);
    oracle_stand(&oracle);
    answer_all(&oracle, answer);
}
