// SPDX-License-Identifier: Apache-2.0
// Do a step's conditions hold? One function answers one fact of the closed list in policy.h.
#include "engine/fold.h"

bool invoice_is_overdue(const struct fold *fold, const struct invoice *invoice)
{
    return invoice_is_open(invoice) && invoice_days_past_due(invoice, fold->today) >= 1;
}

bool any_overdue(const struct fold *fold)
{
    for (size_t i = 0; i < fold->now->invoices.count; i++)
        if (invoice_is_overdue(fold, &fold->now->invoices.items[i]))
            return true;
    return false;
}

static int64_t balance(const struct fold *fold, struct currency currency, bool overdue_only)
{
    int64_t sum_minor = 0;
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        const struct invoice *invoice = &fold->now->invoices.items[i];
        bool counts = !overdue_only || invoice_days_past_due(invoice, fold->today) >= 1;
        if (counts && currency_equal(invoice->currency, currency))
            sum_minor += invoice->open_minor + invoice_open_fees(invoice);
    }
    for (size_t i = 0; i < fold->now->fees.count; i++)
        if (currency_equal(fold->now->fees.items[i].currency, currency))
            sum_minor += fold->now->fees.items[i].open_minor;
    return sum_minor;
}

static int64_t invoices_open(const struct fold *fold, bool overdue_only)
{
    int64_t count = 0;
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        const struct invoice *invoice = &fold->now->invoices.items[i];
        count += overdue_only ? invoice_is_overdue(fold, invoice) : invoice_is_open(invoice);
    }
    return count;
}

static int64_t invoices_paid(const struct fold *fold, int32_t days, bool late_only)
{
    int64_t count = 0, since_ms = INSTANT_NONE;
    if (days > 0)
        since_ms = zone_day_start(fold->now->zone, fold->today - days);
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        const struct invoice *invoice = &fold->now->invoices.items[i];
        if (invoice->settled_ms == INSTANT_NONE || invoice->voided ||
            invoice->settled_ms < since_ms)
            continue;
        count += !late_only || !invoice->paid_on_time;
    }
    return count;
}

static const struct charge_try *last_charge(const struct fold *fold)
{
    const struct charge_tries *tries = &fold->now->charge_tries;
    return tries->count ? &tries->items[tries->count - 1] : NULL;
}

static bool charge_failed(const struct fold *fold, struct text reason)
{
    const struct charge_try *last = last_charge(fold);
    return last && text_is(last->word, "failed") &&
           (text_is_empty(reason) || text_equal(last->detail, reason));
}

static bool paid_from(const struct fold *fold, const struct invoice *invoice, struct text source)
{
    for (size_t i = 0; invoice && i < fold->now->allocations.count; i++) {
        const struct allocation *part = &fold->now->allocations.items[i];
        const struct money *money = situation_money(fold->now, part->money_id);
        if (text_equal(part->invoice_id, invoice->id) && money && text_equal(money->source, source))
            return true;
    }
    return false;
}

static int32_t run_day(const struct fold *fold, const struct invoice *invoice, struct text step)
{
    const struct step_runs *runs = invoice ? &invoice->runs : &fold->now->runs;
    for (size_t i = runs->count; i > 0; i--)
        if (text_equal(runs->items[i - 1].step, step))
            return runs->items[i - 1].day;
    return DAY_NONE;
}

// Outcomes count from the invoice's first notice on; for a step that follows another one, from
// that.
static int64_t outcomes_since_ms(const struct fold *fold, const struct step *step,
                                 const struct invoice *invoice)
{
    if (!invoice)
        return INSTANT_NONE;
    if (step->trigger.kind == TRIGGER_AFTER_STEP) {
        int32_t day = run_day(fold, invoice, step->trigger.name);
        return day == DAY_NONE ? INSTANT_NEVER : zone_day_start(fold->now->zone, day);
    }
    if (invoice->runs.count == 0)
        return invoice->issued_ms;
    return zone_day_start(fold->now->zone, invoice->runs.items[0].day);
}

bool outcome_is_sent(const struct outcome *outcome)
{
    return !text_is(outcome->word, "bounced") && !text_is(outcome->word, "failed");
}

// An outcome without an invoice counts for all open ones.
static bool has_outcome(const struct fold *fold, const struct step *step,
                        const struct invoice *invoice, struct text channel, bool sent_only)
{
    int64_t since_ms = outcomes_since_ms(fold, step, invoice);
    for (size_t i = 0; i < fold->now->outcomes.count; i++) {
        const struct outcome *outcome = &fold->now->outcomes.items[i];
        bool of_invoice = !invoice || text_is_empty(outcome->invoice_id) ||
                          text_equal(outcome->invoice_id, invoice->id);
        if (of_invoice && text_equal(outcome->channel, channel) && outcome->at_ms >= since_ms &&
            (!sent_only || outcome_is_sent(outcome)))
            return true;
    }
    return false;
}

static bool heard_since(const struct fold *fold, const struct invoice *invoice, struct text step)
{
    int32_t day = run_day(fold, invoice, step);
    return day != DAY_NONE && fold->now->heard_ms != INSTANT_NONE &&
           fold->now->heard_ms >= zone_day_start(fold->now->zone, day);
}

static bool asked_before(const struct fold *fold, const struct invoice *invoice, struct text name)
{
    for (size_t i = 0; i < fold->now->asked.count; i++)
        if (text_equal(fold->now->asked.items[i].name, name) &&
            (!invoice || fold->now->asked.items[i].at_ms < invoice->issued_ms))
            return true;
    return false;
}

static bool source_on_file(const struct fold *fold)
{
    const struct text_list *accepted = &fold->policy->sources;
    for (size_t i = 0; i < fold->now->sources.count; i++) {
        const struct source_on_file *source = &fold->now->sources.items[i];
        if (!source->on || text_is(source->name, "primary"))
            continue;
        bool listed = accepted->count == 0;
        for (size_t k = 0; k < accepted->count; k++)
            listed = listed || text_equal(accepted->items[k], source->name);
        if (listed)
            return true;
    }
    return false;
}

static bool holds(const struct fold *fold, struct text kind)
{
    return blocker_find(fold->now, BLOCKER_HOLD, kind, (struct text){0}) != NULL;
}

static bool promise_open(const struct fold *fold)
{
    for (size_t i = 0; i < fold->now->promises.count; i++)
        if (fold->now->promises.items[i].state == PROMISE_OPEN)
            return true;
    return false;
}

static int64_t age_days(const struct fold *fold)
{
    int32_t opened = fold->now->opened_day != DAY_NONE
                         ? fold->now->opened_day
                         : zone_day_at(fold->now->zone, fold->now->first_ms);
    return fold->today - opened;
}

static int64_t worst_days_past_due(const struct fold *fold, const struct invoice *invoice)
{
    if (invoice)
        return invoice_days_past_due(invoice, fold->today);
    int64_t worst = 0;
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        const struct invoice *other = &fold->now->invoices.items[i];
        if (invoice_is_open(other) && invoice_days_past_due(other, fold->today) > worst)
            worst = invoice_days_past_due(other, fold->today);
    }
    return worst;
}

static int64_t fact_value(const struct fold *fold, const struct step *step,
                          const struct condition *condition, const struct invoice *invoice)
{
    const struct situation *now = fold->now;
    switch (condition->fact) {
    case FACT_FLAG:
        return situation_flag_is_on(now, condition->name);
    case FACT_SOURCE_ON_FILE:
        return source_on_file(fold);
    case FACT_STATUS:
        return now->standing.rank_shown;
    case FACT_HOLD:
        return holds(fold, condition->name);
    case FACT_ENABLED:
        return !now->disabled;
    case FACT_ACCOUNT_AGE_DAYS:
        return age_days(fold);
    case FACT_BALANCE_OPEN:
        return balance(fold, condition->currency, false);
    case FACT_BALANCE_OVERDUE:
        return balance(fold, condition->currency, true);
    case FACT_INVOICES_OPEN:
        return invoices_open(fold, false);
    case FACT_INVOICES_OVERDUE:
        return invoices_open(fold, true);
    case FACT_INVOICE_CLASS:
        return invoice && text_equal(invoice->balance_class, condition->name);
    case FACT_INVOICE_OPEN:
        return invoice ? invoice->open_minor : 0;
    case FACT_INVOICE_FEES:
        return invoice ? invoice_open_fees(invoice) : 0;
    case FACT_PAID_INVOICES:
        return invoices_paid(fold, condition->days, false);
    case FACT_PAID_LATE:
        return invoices_paid(fold, condition->days, true);
    case FACT_LAST_CHARGE_FAILED:
        return charge_failed(fold, (struct text){0});
    case FACT_LAST_CHARGE_REASON:
        return charge_failed(fold, condition->name);
    case FACT_CHARGED:
        return paid_from(fold, invoice, condition->name);
    case FACT_OUTCOME_RECORDED:
        return has_outcome(fold, step, invoice, condition->name, false);
    case FACT_SENT:
        return has_outcome(fold, step, invoice, condition->name, true);
    case FACT_HEARD_SINCE_STEP:
        return heard_since(fold, invoice, condition->name);
    case FACT_STEP_RAN:
        return run_day(fold, invoice, condition->name) != DAY_NONE;
    case FACT_ASKED_BEFORE_ISSUE:
        return asked_before(fold, invoice, condition->name);
    case FACT_CONSULTATION_YES:
        return now->consultation == CONSULTATION_YES;
    case FACT_CONSULTATION_OPEN:
        return now->consultation == CONSULTATION_OPEN;
    case FACT_ACTIVITY_AGE_DAYS:
        return now->heard_ms == INSTANT_NONE ? age_days(fold)
                                             : fold->today - zone_day_at(now->zone, now->heard_ms);
    case FACT_DAYS_PAST_DUE:
        return worst_days_past_due(fold, invoice);
    case FACT_PROMISE_OPEN:
        return promise_open(fold);
    }
    return 0;
}

static bool condition_holds(const struct fold *fold, const struct step *step,
                            const struct condition *condition, const struct invoice *invoice)
{
    int64_t value = fact_value(fold, step, condition, invoice);
    switch (condition->comparison) {
    case COMPARE_EQUAL:
        return value == condition->number;
    case COMPARE_NOT_EQUAL:
        return value != condition->number;
    case COMPARE_AT_LEAST:
        return value >= condition->number;
    case COMPARE_LESS:
        return value < condition->number;
    }
    return false;
}

bool conditions_hold(const struct fold *fold, const struct step *step,
                     const struct invoice *invoice)
{
    for (size_t i = 0; i < step->conditions.count; i++)
        if (!condition_holds(fold, step, &step->conditions.items[i], invoice))
            return false;
    return true;
}
