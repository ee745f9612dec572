// SPDX-License-Identifier: Apache-2.0
// What does a fact change? One function an event or action, named as the fact is. Whether the fact
// was admitted is admit.c's; what follows from the change is situation_update's.
#include "engine/fold.h"

static struct text money_id(struct fold *fold, char kind, struct text id, struct text more)
{
    size_t len = 1 + id.len + (more.len ? 1 + more.len : 0);
    char *at = arena_take(fold->arena, len);
    at[0] = kind;
    if (id.len)
        memcpy(at + 1, id.at, id.len);
    if (more.len) {
        at[1 + id.len] = '/';
        memcpy(at + 2 + id.len, more.at, more.len);
    }
    return (struct text){at, len};
}

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

static struct invoice *invoice_insert(struct fold *fold, struct invoice invoice)
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

// ---- money by action ----

static void apply_discount(struct fold *fold, const struct event *event)
{
    const struct action *action = &event->action;
    struct money *money =
        money_add(fold, MONEY_DISCOUNT, money_id(fold, 'D', event->subject_id, (struct text){0}),
                  action->amount_minor, action->currency);
    money->invoice_id = action->invoice_id;
    money->promise_id = action->promise_id;
    money->code = TEXT_LITERAL("discount");
}

static void apply_revoke_discount(struct fold *fold, const struct action *action)
{
    for (size_t i = 0; i < fold->now->money.count; i++) {
        struct money *money = &fold->now->money.items[i];
        if (money->kind != MONEY_DISCOUNT || money->reversed ||
            !text_equal(money->invoice_id, action->invoice_id))
            continue;
        money_withdraw(fold, money->id);
        money->reversed = true;
        money->free_minor = 0;
    }
}

static void apply_credit_note(struct fold *fold, const struct event *event)
{
    for (size_t i = 0; i < event->action.items.count; i++) {
        const struct action_item *item = &event->action.items.items[i];
        struct text id = money_id(fold, 'N', event->subject_id, item->invoice_id);
        struct money *money =
            money_add(fold, MONEY_CREDIT_NOTE, id, item->amount_minor, item->currency);
        money->invoice_id = item->invoice_id;
        money->code = TEXT_LITERAL("credit-note");
    }
}

static void fee_take_back(struct fold *fold, struct text invoice_id, struct fee *fee)
{
    fee_release_money(fold, invoice_id, fee);
    fee->state = FEE_WAIVED;
    fee->open_minor = 0;
}

// A credit of all that is open of the principal.
static void credit_whole(struct fold *fold, const struct invoice *invoice, enum money_kind kind,
                         char letter, struct text code, struct text action_id)
{
    if (invoice->open_minor <= 0)
        return;
    struct money *money = money_add(fold, kind, money_id(fold, letter, action_id, (struct text){0}),
                                    invoice->open_minor, invoice->currency);
    money->invoice_id = invoice->id;
    money->code = code;
    if (kind == MONEY_VOID)
        money->free_minor = 0; // it is spent on what is no longer owed
}

static void blockers_of_invoice_end(struct fold *fold, struct text invoice_id)
{
    for (size_t i = fold->now->blockers.count; i > 0; i--) {
        struct blocker *blocker = &fold->now->blockers.items[i - 1];
        if (!text_is_empty(blocker->invoice_id) && text_equal(blocker->invoice_id, invoice_id))
            blocker_end(fold, blocker);
    }
}

// A void takes back everything: fees are reversed, what was paid on them and on it becomes credit.
static void apply_void(struct fold *fold, const struct event *event)
{
    struct invoice *invoice = situation_invoice(fold->now, event->action.invoice_id);
    if (!invoice || invoice->voided)
        return;
    for (size_t i = 0; i < invoice->fees.count; i++)
        fee_take_back(fold, invoice->id, &invoice->fees.items[i]);
    invoice_release_money(fold, invoice);
    credit_whole(fold, invoice, MONEY_VOID, 'V', TEXT_LITERAL("void"), event->subject_id);
    invoice->open_minor = 0;
    invoice->voided = true;
    invoice->settled_ms = INSTANT_NONE;
    blockers_of_invoice_end(fold, invoice->id);
}

static void apply_write_off(struct fold *fold, const struct event *event)
{
    struct invoice *invoice = situation_invoice(fold->now, event->action.invoice_id);
    if (!invoice || invoice->voided)
        return;
    credit_whole(fold, invoice, MONEY_WRITE_OFF, 'W', TEXT_LITERAL("write-off"), event->subject_id);
}

static void apply_waive_fee(struct fold *fold, const struct action *action)
{
    struct invoice *invoice = situation_invoice(fold->now, action->invoice_id);
    for (size_t i = 0; invoice && i < invoice->fees.count; i++)
        if (text_equal(invoice->fees.items[i].code, action->name))
            fee_take_back(fold, invoice->id, &invoice->fees.items[i]);
}

static void apply_reverse_payment(struct fold *fold, const struct action *action)
{
    struct money *money =
        situation_money(fold->now, money_id(fold, 'P', action->name, (struct text){0}));
    if (!money || money->reversed)
        return;
    money_withdraw(fold, money->id);
    money->reversed = true;
    money->free_minor = 0;
    struct fees *fees = &fold->now->fees; // a collector's share goes with its payment
    for (size_t i = 0; i < fees->count; i++)
        if (text_equal(fees->items[i].payment_id, action->name))
            fee_take_back(fold, (struct text){0}, &fees->items[i]);
}

// ---- terms ----

static void due_move(struct fold *fold, struct text invoice_id, int32_t due_day)
{
    struct invoices *invoices = &fold->now->invoices;
    struct invoice *old = situation_invoice(fold->now, invoice_id);
    if (!old || due_day <= old->due_day)
        return;
    struct invoice moved = *old;
    size_t at = (size_t)(old - invoices->items);
    memmove(old, old + 1, (invoices->count - at - 1) * sizeof *old);
    invoices->count--;
    moved.due_day = due_day;
    moved.reopened_day = DAY_NONE;
    invoice_insert(fold, moved);
}

static void apply_extend_terms(struct fold *fold, const struct action *action)
{
    struct situation *now = fold->now;
    if (!text_is_empty(action->invoice_id)) {
        due_move(fold, action->invoice_id, action->day);
        return;
    }
    if (action->apply_to_future) {
        now->net_days_future = action->days;
        return;
    }
    size_t count = now->invoices.count;
    struct text *ids = arena_take(fold->arena, (count + 1) * sizeof *ids);
    for (size_t i = 0; i < count; i++)
        ids[i] = now->invoices.items[i].id;
    for (size_t i = 0; i < count; i++) {
        const struct invoice *invoice = situation_invoice(now, ids[i]);
        if (invoice_is_open(invoice))
            due_move(fold, ids[i], zone_day_at(now->zone, invoice->issued_ms) + action->days);
    }
}

// ---- blockers ----

static void end_all(struct fold *fold, enum blocker_kind kind)
{
    for (size_t i = fold->now->blockers.count; i > 0; i--)
        if (fold->now->blockers.items[i - 1].kind == kind)
            blocker_end(fold, &fold->now->blockers.items[i - 1]);
}

static void end_one(struct fold *fold, enum blocker_kind kind, struct text name,
                    struct text invoice_id)
{
    struct blocker *blocker = blocker_find(fold->now, kind, name, invoice_id);
    if (blocker)
        blocker_end(fold, blocker);
}

// A second one of its kind replaces the first, what it kept back included.
static struct blocker *blocker_renew(struct fold *fold, enum blocker_kind kind, struct text name,
                                     struct text invoice_id, int32_t until_day)
{
    struct blocker *old = blocker_find(fold->now, kind, name, invoice_id);
    struct blocker before = old ? *old : (struct blocker){.kept_back_day = DAY_NONE};
    if (old) {
        size_t at = (size_t)(old - fold->now->blockers.items);
        memmove(old, old + 1, (--fold->now->blockers.count - at) * sizeof *old);
    }
    struct blocker *blocker = blocker_add(fold, kind);
    blocker->name = name;
    blocker->invoice_id = invoice_id;
    blocker->until_day = until_day;
    blocker->kept_back_step = before.kept_back_step;
    blocker->kept_back_invoice = before.kept_back_invoice;
    blocker->kept_back_day = before.kept_back_day;
    return blocker;
}

// Two holds of one kind are two, each with its owner and date; a release ends the kind.
static void apply_hold(struct fold *fold, const struct action *action)
{
    struct blocker *hold = blocker_add(fold, BLOCKER_HOLD);
    hold->name = action->name;
    hold->until_day = action->day;
}

static void apply_release(struct fold *fold, const struct action *action)
{
    struct blocker *hold;
    while ((hold = blocker_find(fold->now, BLOCKER_HOLD, action->name, (struct text){0})))
        blocker_end(fold, hold);
}

static void apply_floor(struct fold *fold, const struct action *action, bool lift)
{
    const struct standing *standing = &fold->now->standing;
    int32_t until = action->day;
    if (until == DAY_NONE)
        until = policy_business_days_after(fold->policy, zone_day_at(fold->now->zone, fold->at_ms),
                                           action->days);
    int rank = lift ? 0 : standing->rank_shown;
    struct blocker *floor =
        blocker_renew(fold, BLOCKER_FLOOR, (struct text){0}, (struct text){0}, until);
    floor->rank = rank;
    floor->promise_id = action->promise_id;
}

static void apply_plan(struct fold *fold, const struct action *action)
{
    struct blocker *plan =
        blocker_renew(fold, BLOCKER_PLAN, action->name, (struct text){0}, DAY_NONE);
    plan->items = action->items;
    plan->currency = action->currency;
    for (size_t i = 0; i < action->items.count; i++)
        if (action->items.items[i].day >= plan->until_day || plan->until_day == DAY_NONE)
            plan->until_day = action->items.items[i].day + 1;
    plan->invoices = action->invoices;
    for (size_t i = 0; action->invoices.count == 0 && i < fold->now->invoices.count; i++)
        if (invoice_is_open(&fold->now->invoices.items[i]))
            LIST_ADD(fold->arena, &plan->invoices)->invoice_id = fold->now->invoices.items[i].id;
}

static void apply_pause(struct fold *fold, const struct action *action)
{
    struct blocker *pause = blocker_add(fold, BLOCKER_PAUSE);
    pause->from_day = action->from_day;
    pause->until_day = action->day;
}

static void apply_promise(struct fold *fold, const struct action *action)
{
    struct promise *promise = situation_promise(fold->now, action->name);
    if (!promise)
        promise = LIST_ADD(fold->arena, &fold->now->promises);
    promise->id = action->name;
    promise->by_day = action->day;
    promise->state = PROMISE_OPEN;
    promise->actor = action->actor;
}

// ---- people ----

static void apply_record_contact(struct fold *fold, const struct action *action)
{
    *LIST_ADD(fold->arena, &fold->now->outcomes) =
        (struct outcome){.channel = action->name,
                         .word = action->word,
                         .invoice_id = action->invoice_id,
                         .at_ms = fold->at_ms};
    steps_on(fold, TRIGGER_ON_CONTACT, NULL, ACTION_UNDO, -1, action->word);
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
    steps_on(fold, TRIGGER_ON_ACTION, NULL, action->kind, -1, trigger_word(action));
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
