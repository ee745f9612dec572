// SPDX-License-Identifier: Apache-2.0
// What does a fact change? One function an event or action, named as the fact is. Whether the fact
// was admitted is admit.c's; what follows from the change is situation_update's.
#include "engine/apply.h"

// ---- invoice-issued ----

static size_t invoice_place(const struct invoices *invoices, int32_t due_day, struct text id)
{
    size_t at = invoices->count;
    while (at > 0) {
        const struct invoice *before = &invoices->items[at - 1];
        if (before->due_day < due_day ||
            (before->due_day == due_day && text_compare(before->id, id) < 0))
            break;
        at--;
    }
    return at;
}

struct invoice *invoice_insert(struct fold *fold, struct invoice invoice)
{
    struct invoices *invoices = &fold->now->invoices;
    size_t at = invoice_place(invoices, invoice.due_day, invoice.id);
    (void)LIST_ADD(fold->arena, invoices);
    memmove(&invoices->items[at + 1], &invoices->items[at],
            (invoices->count - 1 - at) * sizeof invoice);
    invoices->items[at] = invoice;
    return &invoices->items[at];
}

static void fees_carried_over(struct fold *fold, struct invoice *invoice, int64_t fees_minor)
{
    if (fees_minor <= 0)
        return;
    *LIST_ADD(fold->arena, &invoice->fees) = (struct fee){.code = TEXT_LITERAL("carried-over"),
                                                          .amount_minor = fees_minor,
                                                          .open_minor = fees_minor,
                                                          .currency = invoice->currency,
                                                          .charged_ms = invoice->issued_ms,
                                                          .effective_day = fold->today};
}

static void apply_invoice(struct fold *fold, const struct event *event)
{
    const struct invoice_issued *issued = &event->invoice;
    struct situation *now = fold->now;
    if (!text_is_empty(issued->policy) && !text_equal(issued->policy, now->policy_name)) {
        now->policy_name = issued->policy;
        fold_set_time(fold, fold->at_ms);
    }
    const struct policy *policy =
        policies_find(fold->policies, now->policy_name, now->zone, event->own_ms);
    struct invoice invoice = {
        .id = event->subject_id,
        .number = issued->number,
        .balance_class =
            text_is_empty(issued->balance_class) ? policy->default_class : issued->balance_class,
        .currency = issued->currency,
        .amount_minor = issued->amount_minor,
        .open_minor = issued->open_minor,
        .issued_ms = event->own_ms,
        .known_since_ms = issued->known_since_ms,
        .due_day = issued->due_day,
        .policy_name = policy->name,
        .policy_version = policy->version,
        .settled_ms = INSTANT_NONE,
        .reopened_day = DAY_NONE,
    };
    int32_t terms_day = zone_day_at(now->zone, event->own_ms) + now->net_days_future;
    if (now->net_days_future > 0 && terms_day > invoice.due_day)
        invoice.due_day = terms_day;
    fees_carried_over(fold, &invoice, issued->fees_minor);
    invoice_insert(fold, invoice);
}

// ---- payment-received ----

static void apply_payment(struct fold *fold, const struct event *event)
{
    const struct payment_received *payment = &event->payment;
    struct money *money =
        money_add(fold, MONEY_PAYMENT, money_id(fold, 'P', event->subject_id, (struct text){0}),
                  payment->amount_minor, payment->currency);
    money->invoice_id = payment->invoice_id;
    money->source = payment->source;
    if (!text_is_empty(payment->invoice_id))
        money->waits_until_day =
            zone_day_at(fold->now->zone, fold->at_ms) + fold->policy->unknown_invoice_days;
    fold->now->heard_ms = fold->at_ms;
    steps_on(fold, TRIGGER_ON_PAYMENT, NULL, ACTION_UNDO, -1, (struct text){0});
}

// ---- account settings ----

static void apply_set_account(struct fold *fold, const struct action *action)
{
    struct situation *now = fold->now;
    if (!text_is_empty(action->zone) && action->zone_table) {
        now->zone_name = action->zone;
        now->zone = action->zone_table;
        // To the west the same day comes again: its steps have run, its status is looked at anew.
        int32_t day = zone_day_at(now->zone, fold->at_ms);
        if (day < now->day_done)
            now->day_done = day;
    }
    if (action->day != DAY_NONE)
        now->opened_day = action->day;
    if (!text_is_empty(action->policy))
        now->policy_name = action->policy;
    if (action->on != TOGGLE_UNSAID)
        now->disabled = action->on == TOGGLE_OFF;
    fold_set_time(fold, fold->at_ms);
}

static void apply_set_flag(struct fold *fold, const struct action *action)
{
    struct flag_state *flag = situation_flag(fold->now, action->name);
    if (!flag) {
        flag = LIST_ADD(fold->arena, &fold->now->flags);
        flag->name = action->name;
    }
    flag->on = action->on == TOGGLE_ON;
    flag->by_person = flag->on;
    flag->cleared_by_person = !flag->on;
    flag->cleared_ms = fold->at_ms;
}

static void apply_set_source(struct fold *fold, const struct action *action)
{
    struct sources_on_file *sources = &fold->now->sources;
    for (size_t i = 0; i < sources->count; i++) {
        if (text_equal(sources->items[i].name, action->name)) {
            sources->items[i].on = action->on == TOGGLE_ON;
            return;
        }
    }
    *LIST_ADD(fold->arena, sources) =
        (struct source_on_file){.name = action->name, .on = action->on == TOGGLE_ON};
}

// ---- people ----

static void apply_record_contact(struct fold *fold, const struct action *action)
{
    *LIST_ADD(fold->arena, &fold->now->outcomes) =
        (struct outcome){.channel = action->name,
                         .word = action->word,
                         .invoice_id = action->invoice_id,
                         .at_ms = fold->at_ms};
    steps_on(fold, TRIGGER_ON_CONTACT, situation_invoice(fold->now, action->invoice_id),
             ACTION_UNDO, -1, action->word);
}

static void apply_record_charge(struct fold *fold, const struct action *action)
{
    *LIST_ADD(fold->arena, &fold->now->charge_tries) =
        (struct charge_try){.source = action->name,
                            .word = action->word,
                            .detail = action->detail,
                            .invoice_id = action->invoice_id,
                            .at_ms = fold->at_ms};
}

static void apply_escalate(struct fold *fold, const struct action *action)
{
    int rank = policy_status_at(fold->policy, action->name);
    struct standing *standing = &fold->now->standing;
    if (rank > standing->person_rank)
        standing->person_rank = rank;
}

static struct text trigger_word(const struct action *action)
{
    if (action->kind == ACTION_RECORD_CHARGE)
        return action->word;
    return action->kind == ACTION_HOLD || action->kind == ACTION_RELEASE ? action->name
                                                                         : (struct text){0};
}

static void apply_action(struct fold *fold, const struct event *event)
{
    const struct action *action = &event->action;
    struct situation *now = fold->now;
    struct text none = {0};
    struct promise *promise;
    switch (action->kind) {
    case ACTION_SET_ACCOUNT:
        apply_set_account(fold, action);
        break;
    case ACTION_SET_CONTACTS:
        now->contacts = action->contacts;
        now->has_contacts = true;
        break;
    case ACTION_SHIFT:
    case ACTION_LIFT:
        apply_floor(fold, action, action->kind == ACTION_LIFT);
        break;
    case ACTION_HOLD:
        apply_hold(fold, action);
        break;
    case ACTION_RELEASE:
        apply_release(fold, action);
        break;
    case ACTION_EXTEND_TERMS:
        apply_extend_terms(fold, action);
        break;
    case ACTION_DISCOUNT:
        apply_discount(fold, event);
        break;
    case ACTION_REVOKE_DISCOUNT:
        apply_revoke_discount(fold, action);
        break;
    case ACTION_CREDIT_NOTE:
        apply_credit_note(fold, event);
        break;
    case ACTION_VOID:
        apply_void(fold, event);
        break;
    case ACTION_WAIVE_FEE:
        apply_waive_fee(fold, action);
        break;
    case ACTION_REVERSE_PAYMENT:
        apply_reverse_payment(fold, action);
        break;
    case ACTION_WRITE_OFF:
        apply_write_off(fold, event);
        break;
    case ACTION_UNDO: // the fact it names is left out of the fold
        break;
    case ACTION_PAUSE:
        apply_pause(fold, action);
        break;
    case ACTION_RESUME:
        end_all(fold, BLOCKER_PAUSE);
        break;
    case ACTION_OPEN_DISPUTE:
        blocker_renew(fold, BLOCKER_DISPUTE, none, action->invoice_id, DAY_NONE);
        break;
    case ACTION_CLOSE_DISPUTE:
        end_one(fold, BLOCKER_DISPUTE, none, action->invoice_id);
        break;
    case ACTION_PROMISE:
        apply_promise(fold, action);
        break;
    case ACTION_KEEP_PROMISE:
        promise = situation_promise(now, action->name);
        if (promise && promise->state == PROMISE_OPEN)
            promise->state = PROMISE_KEPT;
        break;
    case ACTION_AGREE_PLAN:
        apply_plan(fold, action);
        break;
    case ACTION_CANCEL_PLAN:
        end_one(fold, BLOCKER_PLAN, action->name, none);
        break;
    case ACTION_GIVE_UPDATE:
        blocker_renew(fold, BLOCKER_UPDATE, none, action->invoice_id, action->day);
        break;
    case ACTION_RECORD_CONTACT:
        apply_record_contact(fold, action);
        break;
    case ACTION_RECORD_CHARGE:
        apply_record_charge(fold, action);
        break;
    case ACTION_RECORD_ACTIVITY:
        now->heard_ms = fold->at_ms;
        break;
    case ACTION_ANSWER_CONSULTATION:
        now->consultation = text_is(action->name, "yes") ? CONSULTATION_YES : CONSULTATION_NO;
        break;
    case ACTION_HAND_OVER: // the policy's `on: hand-over` step says what it does
        break;
    case ACTION_ESCALATE:
        apply_escalate(fold, action);
        break;
    case ACTION_SET_SOURCE:
        apply_set_source(fold, action);
        break;
    case ACTION_SET_FLAG:
        apply_set_flag(fold, action);
        break;
    case ACTION_REQUEST_REINSTATEMENT: // likewise `on: request-reinstatement`
        break;
    }
    blockers_end_passed(fold);
    steps_on(fold, TRIGGER_ON_ACTION, situation_invoice(now, action->invoice_id), action->kind, -1,
             trigger_word(action));
}

// ---- the front door ----

static void account_open(struct fold *fold, const struct event *event)
{
    struct situation *now = fold->now;
    now->first_ms = fold->at_ms;
    now->policy_name = fold->policies->default_name;
    if (event->type == EVENT_INVOICE_ISSUED && !text_is_empty(event->invoice.policy))
        now->policy_name = event->invoice.policy;
    if (event->type == EVENT_ACCOUNT_ACTION && !text_is_empty(event->action.policy))
        now->policy_name = event->action.policy;
    fold_set_time(fold, fold->at_ms);
    now->day_done = zone_day_at(now->zone, fold->at_ms);
}

void fact_apply(struct fold *fold, const struct fact *fact)
{
    const struct event *event = &fact->event;
    fold->cause = fact;
    if (fold->now->first_ms == INSTANT_NONE)
        account_open(fold, event);
    switch (event->type) {
    case EVENT_INVOICE_ISSUED:
        apply_invoice(fold, event);
        break;
    case EVENT_PAYMENT_RECEIVED:
        apply_payment(fold, event);
        break;
    case EVENT_ACCOUNT_ACTION:
        apply_action(fold, event);
        break;
    case EVENT_CLOCK_TICK: // is no fact
        break;
    }
    situation_update(fold);
}
