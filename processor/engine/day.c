// SPDX-License-Identifier: Apache-2.0
// What a local midnight brings: blockers and promises that end, steps that fall due, and the status
// that follows. And what a step does when its turn has come.
#include "engine/fold.h"

// ---- notices ----

static bool told_with_status(const struct step *step)
{
    return step->trigger.kind == TRIGGER_ON_STATUS_ENTERED ||
           step->trigger.kind == TRIGGER_ON_STATUS_LEFT;
}

void notice_add(struct fold *fold, const struct policy *policy, const struct step *step,
                const struct deed *deed, const struct invoice *invoice, int32_t day)
{
    if (told_with_status(step))
        return; // difference.c sends these with the status change that is published
    struct notice_due *notice = LIST_ADD(fold->arena, &fold->notices);
    *notice = (struct notice_due){
        .policy = policy,
        .step = step,
        .deed = deed,
        .due_day = DAY_NONE,
        .day = day,
        .at_ms = fold->at_ms,
    };
    if (invoice) {
        notice->invoice_id = invoice->id;
        notice->due_day = invoice->due_day;
    }
    if (fold->cause)
        notice->cause_event_id = fold->cause->event.event_id;
}

void exception_add(struct fold *fold, const struct policy *policy, const struct step *step,
                   const struct invoice *invoice, int32_t day, struct text why)
{
    if (text_is_empty(policy->exception_template))
        return;
    static const struct step NO_STEP;
    notice_add(fold, policy, step ? step : &NO_STEP, NULL, invoice, day);
    fold->notices.items[fold->notices.count - 1].detail = why;
}

// ---- fees ----

static bool fee_amount(const struct fold *fold, const struct deed *deed,
                       const struct invoice *invoice, struct currency currency, struct fee *fee)
{
    fee->rate_bp = deed->rate_bp;
    switch (deed->base) {
    case FEE_FLAT:
        for (size_t i = 0; i < deed->flat.count; i++) {
            if (currency_equal(deed->flat.items[i].currency, currency)) {
                fee->flat_minor = fee->amount_minor = deed->flat.items[i].amount_minor;
                return true;
            }
        }
        return false;
    case FEE_RATE_OF_PRINCIPAL:
        fee->base_minor = invoice ? invoice->open_minor : 0;
        fee->amount_minor = money_rate(fee->base_minor, deed->rate_bp);
        return true;
    case FEE_RATE_OF_PAYMENT:
        if (fold->cause && fold->cause->event.type == EVENT_PAYMENT_RECEIVED)
            fee->base_minor = fold->cause->event.payment.amount_minor;
        fee->amount_minor = money_rate(fee->base_minor, deed->rate_bp);
        return true;
    case FEE_INTEREST:
        fee->base_minor = invoice ? invoice->open_minor : 0;
        int64_t days = invoice ? invoice_days_past_due(invoice, fold->today) : 0;
        fee->amount_minor =
            money_scale(fee->base_minor, deed->rate_bp * (days > 0 ? days : 0), INT64_C(3650000));
        return true;
    }
    return false;
}

static bool has_fee(const struct fees *fees, struct text code, struct text payment_id)
{
    for (size_t i = 0; i < fees->count; i++)
        if (text_equal(fees->items[i].code, code) &&
            text_equal(fees->items[i].payment_id, payment_id))
            return true;
    return false;
}

// The currency of a fee of the account: of what triggered it, else of the open invoice due first.
static bool account_currency(const struct fold *fold, struct currency *currency)
{
    if (fold->cause && fold->cause->event.type == EVENT_PAYMENT_RECEIVED) {
        *currency = fold->cause->event.payment.currency;
        return true;
    }
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        if (invoice_is_open(&fold->now->invoices.items[i])) {
            *currency = fold->now->invoices.items[i].currency;
            return true;
        }
    }
    return false;
}

static void fee_charge(struct fold *fold, const struct policy *policy, const struct step *step,
                       const struct deed *deed, struct invoice *invoice, int32_t day,
                       enum fee_state state)
{
    if (deed->per_account || deed->base == FEE_RATE_OF_PAYMENT)
        invoice = NULL;
    else if (!invoice)
        return; // a fee of an invoice, and none is concerned
    struct fee fee = {.code = deed->code,
                      .state = state,
                      .charged_ms = fold->at_ms,
                      .effective_day = day,
                      .step = step->name,
                      .policy_version = policy->version};
    if (invoice)
        fee.currency = invoice->currency;
    else if (!account_currency(fold, &fee.currency))
        return;
    if (fold->cause)
        fee.cause_event_id = fold->cause->event.event_id;
    if (deed->base == FEE_RATE_OF_PAYMENT && fold->cause)
        fee.payment_id = fold->cause->event.subject_id;
    struct fees *fees = invoice ? &invoice->fees : &fold->now->fees;
    if (has_fee(fees, fee.code, fee.payment_id))
        return; // once per invoice, once per payment
    if (!fee_amount(fold, deed, invoice, fee.currency, &fee)) {
        exception_add(fold, policy, step, invoice, day,
                      TEXT_LITERAL("no fee is set for the invoice's currency"));
        return;
    }
    if (fee.amount_minor <= 0)
        return;
    fee.open_minor = state == FEE_OWED ? fee.amount_minor : 0;
    *LIST_ADD(fold->arena, fees) = fee;
}

static void fee_fall_due(struct fold *fold, const struct policy *policy, const struct step *step,
                         const struct deed *deed, struct invoice *invoice, int32_t day)
{
    if (!is_blocked(fold, BLOCKS_FEE, invoice))
        fee_charge(fold, policy, step, deed, invoice, day, FEE_OWED);
    else if (blocked_fee_waits(fold, invoice))
        fee_charge(fold, policy, step, deed, invoice, day, FEE_HELD);
}

// The notices of a step whose fee was held go out with it.
static void step_notify(struct fold *fold, const struct policy *policy, const struct step *step,
                        const struct invoice *invoice)
{
    for (size_t i = 0; i < step->deeds.count; i++)
        if (step->deeds.items[i].kind == DEED_NOTIFY && !is_blocked(fold, BLOCKS_NOTIFY, invoice))
            notice_add(fold, policy, step, &step->deeds.items[i], invoice, fold->today);
}

void held_fees_update(struct fold *fold)
{
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        struct invoice *invoice = &fold->now->invoices.items[i];
        const struct policy *policy = fold_invoice_policy(fold, invoice);
        for (size_t k = 0; k < invoice->fees.count; k++) {
            struct fee *fee = &invoice->fees.items[k];
            int at = fee->state == FEE_HELD ? policy_step_at(policy, fee->step) : -1;
            if (at < 0 || blocked_fee_waits(fold, invoice) ||
                !conditions_hold(fold, &policy->steps.items[at], invoice))
                continue;
            if (is_blocked(fold, BLOCKS_FEE, invoice)) { // its moment has come, and it is kept back
                invoice->fees.items[k--] = invoice->fees.items[--invoice->fees.count];
                continue;
            }
            fee->state = FEE_OWED;
            fee->open_minor = fee->amount_minor;
            if (fold->cause)
                fee->cause_event_id = fold->cause->event.event_id;
            step_notify(fold, policy, &policy->steps.items[at], invoice);
        }
    }
}

// ---- what a step does ----

static void flag_set(struct fold *fold, const struct deed *deed)
{
    struct flag_state *flag = situation_flag(fold->now, deed->name);
    if (!flag) {
        flag = LIST_ADD(fold->arena, &fold->now->flags);
        flag->name = deed->name;
    }
    flag->on = deed->on;
}

static void status_raise(struct fold *fold, const struct policy *policy, const struct deed *deed,
                         bool by_person)
{
    struct standing *standing = &fold->now->standing;
    int rank = policy_status_at(fold->policy, policy->statuses.items[deed->rank].name);
    if (by_person && rank > standing->person_rank)
        standing->person_rank = rank;
    if (rank > standing->rank)
        standing->rank = rank;
}

static void discounts_revoke(struct fold *fold, struct text promise_id)
{
    for (size_t i = 0; i < fold->now->money.count; i++) {
        struct money *money = &fold->now->money.items[i];
        if (money->kind != MONEY_DISCOUNT || !text_equal(money->promise_id, promise_id))
            continue;
        money_withdraw(fold, money->id);
        money->reversed = true;
        money->free_minor = 0;
    }
}

// What is told of an occurrence is not kept back by the blocker that it brought (D23).
static void notice_fall_due(struct fold *fold, const struct policy *policy, const struct step *step,
                            const struct deed *deed, const struct invoice *invoice, int32_t day)
{
    const struct invoice *of = trigger_is_occurrence(step->trigger.kind) ? NULL : invoice;
    if (!is_blocked(fold, BLOCKS_NOTIFY, of))
        notice_add(fold, policy, step, deed, invoice, day);
    else
        keep_back(fold, step, of, day);
}

static void deed_do(struct fold *fold, const struct policy *policy, const struct step *step,
                    const struct deed *deed, struct invoice *invoice, int32_t day, struct text word)
{
    struct asked *asked;
    switch (deed->kind) {
    case DEED_SET_STATUS: // by days: standing.c sees it from the invoice itself
        if (trigger_is_occurrence(step->trigger.kind))
            status_raise(fold, policy, deed, false);
        break;
    case DEED_NOTIFY:
        notice_fall_due(fold, policy, step, deed, invoice, day);
        break;
    case DEED_FEE:
        fee_fall_due(fold, policy, step, deed, invoice, day);
        break;
    case DEED_FLAG:
        flag_set(fold, deed);
        break;
    case DEED_REQUEST:
        asked = LIST_ADD(fold->arena, &fold->now->asked);
        *asked = (struct asked){.name = deed->name, .at_ms = fold->at_ms};
        if (invoice)
            asked->invoice_id = invoice->id;
        break;
    case DEED_CONSULT:
        if (fold->now->consultation != CONSULTATION_YES)
            fold->now->consultation = CONSULTATION_OPEN;
        break;
    case DEED_HAND_OVER:
        fold->now->handed_over = true;
        status_raise(fold, policy, deed, true);
        break;
    case DEED_REVOKE_DISCOUNT:
        discounts_revoke(fold, word);
        break;
    }
}

static void run_note(struct fold *fold, struct step_runs *runs, struct text step, int32_t day)
{
    for (size_t i = 0; i < runs->count; i++) {
        if (text_equal(runs->items[i].step, step)) {
            runs->items[i].day = day;
            runs->items[i].count++;
            return;
        }
    }
    *LIST_ADD(fold->arena, runs) = (struct step_run){.step = step, .day = day, .count = 1};
}

// A task that an earlier run of the step asked for, and whose date has not passed (Q4).
static bool task_is_open(const struct fold *fold, const struct step_runs *runs,
                         const struct step *step, int32_t day)
{
    int32_t days = 0;
    for (size_t i = 0; i < step->deeds.count; i++)
        if (step->deeds.items[i].due_business_days > days)
            days = step->deeds.items[i].due_business_days;
    for (size_t i = 0; days > 0 && i < runs->count; i++)
        if (text_equal(runs->items[i].step, step->name) &&
            policy_business_days_after(fold->policy, runs->items[i].day, days) > day)
            return true;
    return false;
}

static void step_do(struct fold *fold, const struct policy *policy, const struct step *step,
                    struct invoice *invoice, int32_t day, struct text word)
{
    struct step_runs *runs = invoice ? &invoice->runs : &fold->now->runs;
    if (task_is_open(fold, runs, step, day))
        return; // a duplicate joins it
    run_note(fold, runs, step->name, day);
    for (size_t i = 0; i < step->deeds.count; i++)
        deed_do(fold, policy, step, &step->deeds.items[i], invoice, day, word);
}

// The step's moment has come, but its conditions are not met.
static void step_unmet(struct fold *fold, const struct policy *policy, const struct step *step,
                       struct invoice *invoice, int32_t day)
{
    if (step->unmet == UNMET_SKIP)
        return;
    for (size_t i = 0; step->unmet == UNMET_HOLD && i < step->deeds.count; i++)
        if (step->deeds.items[i].kind == DEED_FEE && !is_blocked(fold, BLOCKS_FEE, invoice))
            fee_charge(fold, policy, step, &step->deeds.items[i], invoice, day, FEE_HELD);
    if (!is_blocked(fold, BLOCKS_NOTIFY, invoice))
        exception_add(fold, policy, step, invoice, day,
                      TEXT_LITERAL("the step's conditions were not met at its moment"));
}

static void step_due(struct fold *fold, const struct policy *policy, const struct step *step,
                     struct invoice *invoice, int32_t day)
{
    if (conditions_hold(fold, step, invoice))
        step_do(fold, policy, step, invoice, day, (struct text){0});
    else
        step_unmet(fold, policy, step, invoice, day);
}

static bool trigger_matches(const struct trigger *trigger, enum trigger_kind kind,
                            enum action_kind action, int rank, struct text word)
{
    if (trigger->kind != kind)
        return false;
    if (kind == TRIGGER_ON_ACTION)
        return trigger->action == action &&
               (text_is_empty(trigger->word) || text_equal(trigger->word, word));
    if (kind == TRIGGER_ON_STATUS_ENTERED || kind == TRIGGER_ON_STATUS_LEFT)
        return trigger->rank == rank;
    if (kind == TRIGGER_ON_CONTACT)
        return text_equal(trigger->word, word);
    return true;
}

void steps_on(struct fold *fold, enum trigger_kind kind, struct invoice *invoice,
              enum action_kind action, int rank, struct text word)
{
    const struct policy *policy =
        kind == TRIGGER_ON_SETTLED ? fold_invoice_policy(fold, invoice) : fold->policy;
    for (size_t i = 0; i < policy->steps.count; i++) {
        const struct step *step = &policy->steps.items[i];
        if (trigger_matches(&step->trigger, kind, action, rank, word) &&
            conditions_hold(fold, step, invoice))
            step_do(fold, policy, step, invoice, fold->today, word);
    }
}

// ---- the day ----

static void money_stops_waiting(struct fold *fold, int32_t day)
{
    for (size_t i = 0; i < fold->now->money.count; i++) {
        struct money *money = &fold->now->money.items[i];
        if (money->waits_until_day != DAY_NONE && money->waits_until_day <= day)
            money->waits_until_day = DAY_NONE;
    }
}

static void invoice_steps(struct fold *fold, struct invoice *invoice, int32_t day)
{
    const struct policy *policy = fold_invoice_policy(fold, invoice);
    for (size_t i = 0; i < policy->steps.count; i++) {
        const struct step *step = &policy->steps.items[i];
        if (trigger_is_of_invoice(step->trigger.kind) && invoice_is_open(invoice) &&
            !has_run(&invoice->runs, step->name) &&
            step_moment(fold, policy, step, invoice) == day &&
            fold->at_ms >= invoice->known_since_ms)
            step_due(fold, policy, step, invoice, day);
    }
}

static int32_t last_run(const struct step_runs *runs, struct text step)
{
    for (size_t i = 0; i < runs->count; i++)
        if (text_equal(runs->items[i].step, step))
            return runs->items[i].day;
    return DAY_NONE;
}

static void account_steps(struct fold *fold, int32_t day)
{
    for (size_t i = 0; i < fold->policy->steps.count; i++) {
        const struct step *step = &fold->policy->steps.items[i];
        if (account_step_is_due(fold, step, day) && last_run(&fold->now->runs, step->name) != day)
            step_due(fold, fold->policy, step, NULL, day);
    }
}

void situation_update(struct fold *fold)
{
    allocate(fold);
    plans_end_if_settled(fold);
    held_fees_update(fold);
    flags_update(fold);
    standing_update(fold);
    allocate(fold); // free credit pays a fee that was just charged
}

void day_run(struct fold *fold, int32_t day)
{
    fold->cause = NULL;
    money_stops_waiting(fold, day);
    allocate(fold);
    blockers_end_by_day(fold, day);
    blockers_stop_clock(fold, day);
    promises_end_by_day(fold, day);
    allocate(fold);
    for (size_t i = 0; i < fold->now->invoices.count; i++)
        invoice_steps(fold, &fold->now->invoices.items[i], day);
    account_steps(fold, day);
    situation_update(fold);
}
