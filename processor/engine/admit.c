// SPDX-License-Identifier: Apache-2.0
// One function a kind of event; each returns the first reason to refuse it (contract.md's codes).
#include "engine/admit.h"

enum refusal admit_time(const struct policy *policy, const struct event *event, int64_t clock_ms)
{
    if (event->own_ms > event->record_ms + DAY_MS)
        return REFUSAL_FUTURE;
    int64_t counted_ms = event->own_ms;
    if (event->type == EVENT_INVOICE_ISSUED && event->invoice.known_since_ms > counted_ms)
        counted_ms = event->invoice.known_since_ms;
    if (counted_ms > event->record_ms + DAY_MS)
        return REFUSAL_FUTURE;
    if (clock_ms != INSTANT_NONE && counted_ms < clock_ms - policy->forget_days * DAY_MS)
        return REFUSAL_TOO_OLD;
    return REFUSAL_NONE;
}

int64_t admit_at_ms(const struct policy *policy, const struct event *event, int64_t clock_ms,
                    bool *too_late)
{
    int64_t at_ms = event->own_ms;
    bool history = event->type == EVENT_INVOICE_ISSUED && event->invoice.has_known_since &&
                   event->invoice.known_since_ms > at_ms;
    if (history)
        at_ms = event->invoice.known_since_ms;
    *too_late = false;
    if (clock_ms == INSTANT_NONE || at_ms >= clock_ms)
        return at_ms;
    if (at_ms < clock_ms - policy->late_news_days * DAY_MS) {
        *too_late = true;
        return clock_ms;
    }
    return policy->late_news_kept ? clock_ms : at_ms;
}

// ---- what several of them ask ----

static int32_t own_day(const struct fold *fold, const struct event *event)
{
    return zone_day_at(fold->now->zone, event->own_ms);
}

static bool is_amount(int64_t amount_minor, struct currency currency)
{
    struct currency known;
    return amount_minor > 0 && amount_minor <= AMOUNT_MINOR_MAX &&
           currency_at(text_of(currency.code), &known);
}

static bool anything_open(const struct fold *fold)
{
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        const struct invoice *invoice = &fold->now->invoices.items[i];
        if (invoice_is_open(invoice) || invoice_open_fees(invoice) > 0)
            return true;
    }
    for (size_t i = 0; i < fold->now->fees.count; i++)
        if (fold->now->fees.items[i].open_minor > 0)
            return true;
    return false;
}

// An account has one policy; with nothing open it may be moved.
static enum refusal may_move(const struct fold *fold, const struct account *account,
                             struct text policy)
{
    if (text_is_empty(policy))
        return REFUSAL_NONE;
    if (!policies_find(fold->policies, policy, NULL, INSTANT_NONE))
        return REFUSAL_OTHER_POLICY;
    if (!account->exists || text_equal(policy, fold->now->policy_name))
        return REFUSAL_NONE;
    return anything_open(fold) ? REFUSAL_OTHER_POLICY : REFUSAL_NONE;
}

static enum refusal needs_invoice(const struct fold *fold, struct text invoice_id)
{
    return situation_invoice(fold->now, invoice_id) ? REFUSAL_NONE : REFUSAL_UNKNOWN_INVOICE;
}

static enum refusal needs_later_day(const struct fold *fold, const struct event *event, int32_t day)
{
    if (day == DAY_NONE)
        return REFUSAL_NO_DATE;
    return day <= own_day(fold, event) ? REFUSAL_PAST_DATE : REFUSAL_NONE;
}

static bool list_has(const struct text_list *list, struct text name)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->items[i], name))
            return true;
    return false;
}

// ---- one function an action ----

static enum refusal admit_invoice(const struct fold *fold, const struct account *account,
                                  const struct event *event)
{
    const struct invoice_issued *invoice = &event->invoice;
    if (!is_amount(invoice->amount_minor, invoice->currency) || invoice->open_minor < 0 ||
        invoice->open_minor > invoice->amount_minor || invoice->fees_minor < 0 ||
        invoice->fees_minor > AMOUNT_MINOR_MAX)
        return REFUSAL_BAD_AMOUNT;
    return may_move(fold, account, invoice->policy);
}

static enum refusal admit_shift(const struct fold *fold, const struct event *event)
{
    const struct action *action = &event->action;
    const struct standing *standing = &fold->now->standing;
    if (action->days <= 0) {
        enum refusal refusal = needs_later_day(fold, event, action->day);
        if (refusal)
            return refusal;
    }
    int named = text_is_empty(action->name) ? 0 : policy_status_at(fold->policy, action->name);
    if (named < 0)
        return REFUSAL_UNKNOWN_STATUS;
    if (standing->rank_shown > 0 && named <= standing->rank_shown)
        return REFUSAL_RESTRICTED;
    return any_overdue(fold) ? REFUSAL_NONE : REFUSAL_NOTHING_OVERDUE;
}

static enum refusal admit_lift(const struct fold *fold, const struct event *event)
{
    const struct action *action = &event->action;
    const struct standing *standing = &fold->now->standing;
    if (action->days <= 0) {
        enum refusal refusal = needs_later_day(fold, event, action->day);
        if (refusal)
            return refusal;
    }
    if (!text_is_empty(action->promise_id) && !situation_promise(fold->now, action->promise_id))
        return REFUSAL_UNKNOWN_ACTION;
    return standing->rank_shown == 0 && !standing->delayed ? REFUSAL_NOT_RESTRICTED : REFUSAL_NONE;
}

static enum refusal admit_hold(const struct fold *fold, const struct event *event)
{
    if (policy_hold_at(fold->policy, event->action.name) < 0)
        return REFUSAL_UNKNOWN_KIND;
    if (event->action.kind == ACTION_RELEASE || event->action.day == DAY_NONE)
        return REFUSAL_NONE;
    return needs_later_day(fold, event, event->action.day);
}

static enum refusal admit_extend_terms(const struct fold *fold, const struct action *action)
{
    if (text_is_empty(action->invoice_id))
        return action->days > 0 ? REFUSAL_NONE : REFUSAL_NO_DATE;
    const struct invoice *invoice = situation_invoice(fold->now, action->invoice_id);
    if (!invoice)
        return REFUSAL_UNKNOWN_INVOICE;
    if (action->day == DAY_NONE)
        return REFUSAL_NO_DATE;
    if (action->day <= invoice->due_day)
        return REFUSAL_SHORTENS;
    const struct text_list *advanced = &fold->policy->classes_no_waiver;
    bool guarded = advanced->count > 0 && !list_has(advanced, invoice->balance_class);
    return guarded && invoice_open_fees(invoice) > 0 ? REFUSAL_OPEN_LATE_FEE : REFUSAL_NONE;
}

static enum refusal admit_discount(const struct fold *fold, const struct action *action)
{
    if (!is_amount(action->amount_minor, action->currency))
        return REFUSAL_BAD_AMOUNT;
    if (!text_is_empty(action->promise_id) && !situation_promise(fold->now, action->promise_id))
        return REFUSAL_UNKNOWN_ACTION;
    return needs_invoice(fold, action->invoice_id);
}

static enum refusal admit_revoke_discount(const struct fold *fold, const struct action *action)
{
    for (size_t i = 0; i < fold->now->money.count; i++)
        if (fold->now->money.items[i].kind == MONEY_DISCOUNT &&
            text_equal(fold->now->money.items[i].invoice_id, action->invoice_id))
            return REFUSAL_NONE;
    enum refusal refusal = needs_invoice(fold, action->invoice_id);
    return refusal ? refusal : REFUSAL_UNKNOWN_ACTION;
}

static enum refusal admit_credit_note(const struct fold *fold, const struct action *action)
{
    if (action->items.count == 0)
        return REFUSAL_BAD_AMOUNT;
    for (size_t i = 0; i < action->items.count; i++) {
        if (!is_amount(action->items.items[i].amount_minor, action->items.items[i].currency))
            return REFUSAL_BAD_AMOUNT;
        if (!situation_invoice(fold->now, action->items.items[i].invoice_id))
            return REFUSAL_UNKNOWN_INVOICE;
    }
    return REFUSAL_NONE;
}

static enum refusal admit_void(const struct fold *fold, const struct action *action)
{
    const struct invoice *invoice = situation_invoice(fold->now, action->invoice_id);
    if (!invoice)
        return REFUSAL_UNKNOWN_INVOICE;
    bool has_money = invoice->open_minor < invoice->amount_minor && !invoice->voided;
    return has_money && fold->policy->void_with_money_refused ? REFUSAL_NOT_OFFERED : REFUSAL_NONE;
}

static enum refusal admit_waive_fee(const struct fold *fold, const struct action *action)
{
    const struct invoice *invoice = situation_invoice(fold->now, action->invoice_id);
    if (!invoice)
        return REFUSAL_UNKNOWN_INVOICE;
    if (list_has(&fold->policy->classes_no_waiver, invoice->balance_class))
        return REFUSAL_ADVANCED;
    for (size_t i = 0; i < invoice->fees.count; i++)
        if (text_equal(invoice->fees.items[i].code, action->name))
            return REFUSAL_NONE;
    return REFUSAL_UNKNOWN_ACTION;
}

static enum refusal admit_reverse_payment(const struct fold *fold, const struct action *action)
{
    for (size_t i = 0; i < fold->now->money.count; i++) {
        const struct money *money = &fold->now->money.items[i];
        struct text payment_id = {money->id.at + 1, money->id.len - 1};
        if (money->kind == MONEY_PAYMENT && text_equal(payment_id, action->name))
            return money->reversed ? REFUSAL_ALREADY_REVERSED : REFUSAL_NONE;
    }
    return REFUSAL_UNKNOWN_PAYMENT;
}

static enum refusal admit_undo(const struct account *account, const struct action *action)
{
    for (size_t i = 0; i < account->facts.count; i++) {
        const struct event *event = &account->facts.items[i].event;
        if (event->type == EVENT_ACCOUNT_ACTION && text_equal(event->subject_id, action->name))
            return REFUSAL_NONE;
    }
    bool forgotten = account_seen(account, seen_key(EVENT_ACCOUNT_ACTION, action->name)) != NULL;
    return forgotten ? REFUSAL_TOO_OLD : REFUSAL_UNKNOWN_ACTION;
}

static enum refusal admit_pause(const struct fold *fold, const struct action *action)
{
    if (action->day == DAY_NONE || action->from_day == DAY_NONE)
        return REFUSAL_NO_DATE;
    if (action->day <= action->from_day)
        return REFUSAL_PAST_DATE;
    for (size_t i = 0; i < fold->now->blockers.count; i++) {
        const struct blocker *other = &fold->now->blockers.items[i];
        if (other->kind == BLOCKER_PAUSE && action->from_day < other->until_day &&
            other->from_day < action->day)
            return REFUSAL_PAST_DATE;
    }
    return REFUSAL_NONE;
}

static enum refusal admit_plan(const struct fold *fold, const struct action *action)
{
    if (action->items.count == 0)
        return REFUSAL_NO_DATE;
    for (size_t i = 0; i < action->items.count; i++)
        if (!is_amount(action->items.items[i].amount_minor, action->currency))
            return REFUSAL_BAD_AMOUNT;
    for (size_t i = 0; i < action->invoices.count; i++)
        if (!situation_invoice(fold->now, action->invoices.items[i].invoice_id))
            return REFUSAL_UNKNOWN_INVOICE;
    return REFUSAL_NONE;
}

static enum refusal admit_hand_over(const struct fold *fold)
{
    if (is_blocked(fold, BLOCKS_HAND_OVER, NULL))
        return REFUSAL_NOT_APPROVED;
    switch (fold->now->consultation) {
    case CONSULTATION_YES:
        return REFUSAL_NONE;
    case CONSULTATION_NONE:
        return fold->now->handed_over ? REFUSAL_NONE : REFUSAL_NO_CONSULTATION;
    case CONSULTATION_OPEN:
    case CONSULTATION_NO:
        break;
    }
    return REFUSAL_NOT_APPROVED;
}

// The status that a hand-over brings may not be reached around the consultation.
static bool is_of_hand_over(const struct policy *policy, int rank)
{
    for (size_t i = 0; i < policy->steps.count; i++)
        for (size_t k = 0; k < policy->steps.items[i].deeds.count; k++)
            if (policy->steps.items[i].deeds.items[k].kind == DEED_HAND_OVER &&
                policy->steps.items[i].deeds.items[k].rank == rank)
                return true;
    return false;
}

static enum refusal admit_escalate(const struct fold *fold, const struct action *action)
{
    int rank = policy_status_at(fold->policy, action->name);
    if (rank < 1)
        return REFUSAL_UNKNOWN_STATUS;
    if (!any_overdue(fold))
        return REFUSAL_NOTHING_OVERDUE;
    return is_of_hand_over(fold->policy, rank) ? admit_hand_over(fold) : REFUSAL_NONE;
}

static enum refusal admit_promise(const struct fold *fold, const struct event *event)
{
    if (event->action.day == DAY_NONE)
        return REFUSAL_NO_DATE;
    return event->action.day < own_day(fold, event) ? REFUSAL_PAST_DATE : REFUSAL_NONE;
}

static enum refusal admit_update(const struct fold *fold, const struct event *event)
{
    enum refusal refusal = needs_invoice(fold, event->action.invoice_id);
    return refusal ? refusal : needs_later_day(fold, event, event->action.day);
}

static enum refusal admit_cancel_plan(const struct fold *fold, const struct action *action)
{
    bool known = blocker_find(fold->now, BLOCKER_PLAN, action->name, (struct text){0});
    return known ? REFUSAL_NONE : REFUSAL_UNKNOWN_ACTION;
}

static enum refusal admit_optional_invoice(const struct fold *fold, const struct action *action)
{
    return text_is_empty(action->invoice_id) ? REFUSAL_NONE
                                             : needs_invoice(fold, action->invoice_id);
}

static enum refusal admit_action(const struct fold *fold, const struct account *account,
                                 const struct event *event)
{
    const struct action *action = &event->action;
    switch (action->kind) {
    case ACTION_SET_ACCOUNT:
        return may_move(fold, account, action->policy);
    case ACTION_SHIFT:
        return admit_shift(fold, event);
    case ACTION_LIFT:
        return admit_lift(fold, event);
    case ACTION_HOLD:
    case ACTION_RELEASE:
        return admit_hold(fold, event);
    case ACTION_EXTEND_TERMS:
        return admit_extend_terms(fold, action);
    case ACTION_DISCOUNT:
        return admit_discount(fold, action);
    case ACTION_REVOKE_DISCOUNT:
        return admit_revoke_discount(fold, action);
    case ACTION_CREDIT_NOTE:
        return admit_credit_note(fold, action);
    case ACTION_VOID:
        return admit_void(fold, action);
    case ACTION_WAIVE_FEE:
        return admit_waive_fee(fold, action);
    case ACTION_REVERSE_PAYMENT:
        return admit_reverse_payment(fold, action);
    case ACTION_UNDO:
        return admit_undo(account, action);
    case ACTION_PAUSE:
        return admit_pause(fold, action);
    case ACTION_WRITE_OFF:
    case ACTION_OPEN_DISPUTE:
    case ACTION_CLOSE_DISPUTE:
        return needs_invoice(fold, action->invoice_id);
    case ACTION_PROMISE:
        return admit_promise(fold, event);
    case ACTION_KEEP_PROMISE:
        return situation_promise(fold->now, action->name) ? REFUSAL_NONE : REFUSAL_UNKNOWN_ACTION;
    case ACTION_AGREE_PLAN:
        return admit_plan(fold, action);
    case ACTION_CANCEL_PLAN:
        return admit_cancel_plan(fold, action);
    case ACTION_GIVE_UPDATE:
        return admit_update(fold, event);
    case ACTION_RECORD_CONTACT:
    case ACTION_RECORD_CHARGE:
        return admit_optional_invoice(fold, action);
    case ACTION_ANSWER_CONSULTATION:
        return fold->now->consultation == CONSULTATION_OPEN ? REFUSAL_NONE
                                                            : REFUSAL_NO_CONSULTATION;
    case ACTION_HAND_OVER:
        return admit_hand_over(fold);
    case ACTION_ESCALATE:
        return admit_escalate(fold, action);
    case ACTION_SET_FLAG:
        return policy_flag_at(fold->policy, action->name) < 0 ? REFUSAL_UNKNOWN_FLAG : REFUSAL_NONE;
    case ACTION_SET_CONTACTS:
    case ACTION_RESUME:
    case ACTION_RECORD_ACTIVITY:
    case ACTION_SET_SOURCE:
    case ACTION_REQUEST_REINSTATEMENT:
        break;
    }
    return REFUSAL_NONE;
}

enum refusal admit_event(const struct fold *fold, const struct account *account,
                         const struct event *event)
{
    if (event->type == EVENT_INVOICE_ISSUED)
        return admit_invoice(fold, account, event);
    if (event->type == EVENT_PAYMENT_RECEIVED)
        return is_amount(event->payment.amount_minor, event->payment.currency) ? REFUSAL_NONE
                                                                               : REFUSAL_BAD_AMOUNT;
    const struct action_rule *rule = &fold->policy->actions[event->action.kind];
    bool opens =
        event->action.kind == ACTION_SET_ACCOUNT || event->action.kind == ACTION_SET_CONTACTS;
    if (!account->exists && !opens)
        return REFUSAL_UNKNOWN_ACCOUNT;
    if (!rule->offered)
        return REFUSAL_NOT_OFFERED;
    if (rule->reason_required && text_is_empty(event->action.reason))
        return REFUSAL_NO_REASON;
    return admit_action(fold, account, event);
}
