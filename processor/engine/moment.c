// SPDX-License-Identifier: Apache-2.0
// On which local day does a step fall due, and which day comes next?
#include "engine/fold.h"

bool trigger_is_of_invoice(enum trigger_kind kind)
{
    return kind <= TRIGGER_AFTER_STEP;
}

bool trigger_is_occurrence(enum trigger_kind kind)
{
    return kind >= TRIGGER_ON_ACTION;
}

int32_t invoice_due_day(const struct invoice *invoice)
{
    int32_t from = invoice->reopened_day != DAY_NONE ? invoice->reopened_day : invoice->due_day;
    return from + invoice->paused_days;
}

int32_t invoice_days_past_due(const struct invoice *invoice, int32_t today)
{
    return today - invoice_due_day(invoice);
}

static int32_t business_days_past(const struct policy *policy, int32_t due_day, int32_t count)
{
    return policy_business_days_after(policy, due_day, count) - 1;
}

// 00:00 of day N+1 in the due date's month if the due day ≤ N, else of the next month.
static int32_t after_day_of_month(int32_t due_day, int32_t number)
{
    struct civil due = civil_of_day(due_day);
    int32_t length = month_length(due.year, due.month);
    int32_t last = number < length ? number : length;
    if (due.day <= last)
        return due_day - due.day + last + 1;
    int32_t first = due_day - due.day + length + 1; // of the next month
    struct civil next = civil_of_day(first);
    length = month_length(next.year, next.month);
    return first + (number < length ? number : length);
}

static int32_t run_day(const struct step_runs *runs, struct text step)
{
    for (size_t i = runs->count; i > 0; i--)
        if (text_equal(runs->items[i - 1].step, step))
            return runs->items[i - 1].day;
    return DAY_NONE;
}

static bool notifies_by(const struct step *step, struct text channel)
{
    for (size_t i = 0; i < step->deeds.count; i++)
        if (step->deeds.items[i].kind == DEED_NOTIFY &&
            text_equal(step->deeds.items[i].channel, channel))
            return true;
    return false;
}

// The day on which the step's notice was sent: the recorded outcome is the fact (F6).
static int32_t sent_day(const struct fold *fold, const struct step *step,
                        const struct invoice *invoice, int32_t since_day)
{
    const struct zone *zone = fold->now->zone;
    for (size_t i = 0; i < fold->now->outcomes.count; i++) {
        const struct outcome *outcome = &fold->now->outcomes.items[i];
        bool of_invoice =
            text_is_empty(outcome->invoice_id) || text_equal(outcome->invoice_id, invoice->id);
        if (of_invoice && outcome_is_sent(outcome) && notifies_by(step, outcome->channel) &&
            zone_day_at(zone, outcome->at_ms) >= since_day)
            return zone_day_at(zone, outcome->at_ms);
    }
    return DAY_NONE;
}

static int32_t after_step(const struct fold *fold, const struct policy *policy,
                          const struct trigger *trigger, const struct invoice *invoice)
{
    int32_t day = run_day(&invoice->runs, trigger->name);
    int at = policy_step_at(policy, trigger->name);
    if (day != DAY_NONE && trigger->sent_only)
        day = at < 0 ? DAY_NONE : sent_day(fold, &policy->steps.items[at], invoice, day);
    return day == DAY_NONE ? DAY_NONE : day + trigger->number;
}

int32_t step_moment(const struct fold *fold, const struct policy *policy, const struct step *step,
                    const struct invoice *invoice)
{
    const struct trigger *trigger = &step->trigger;
    int32_t due_day = invoice_due_day(invoice);
    if (trigger->kind == TRIGGER_DAYS_PAST_DUE)
        return due_day + trigger->number;
    if (trigger->kind == TRIGGER_BUSINESS_DAYS_PAST_DUE)
        return business_days_past(policy, due_day, trigger->number);
    if (trigger->kind == TRIGGER_AFTER_DAY_OF_MONTH)
        return after_day_of_month(due_day, trigger->number);
    if (trigger->kind == TRIGGER_MONTHS_PAST_DUE)
        return day_add_months(due_day, trigger->number);
    if (trigger->kind == TRIGGER_MONTH_END_PAST_DUE)
        return day_month_end(due_day + trigger->number);
    if (trigger->kind == TRIGGER_AFTER_STEP)
        return after_step(fold, policy, trigger, invoice);
    return DAY_NONE;
}

// ---- the next day ----

static void earlier(int32_t *next, int32_t day, int32_t after)
{
    if (day != DAY_NONE && day > after && (*next == DAY_NONE || day < *next))
        *next = day;
}

static int32_t next_weekday(int32_t after, int32_t weekday)
{
    int32_t ahead = (weekday - (int32_t)day_weekday(after + 1) + 7) % 7;
    return after + 1 + ahead;
}

static int32_t next_day_of_month(int32_t after, int32_t number)
{
    struct civil civil = civil_of_day(after + 1);
    for (int i = 0; i < 2; i++) {
        int32_t length = month_length(civil.year, civil.month);
        civil.day = number < length ? number : length;
        int32_t day = day_of_civil(civil);
        if (day > after)
            return day;
        civil.month = civil.month % 12 + 1;
        civil.year += civil.month == 1;
    }
    return DAY_NONE;
}

static int32_t next_repeat(const struct fold *fold, const struct step *step, int32_t after)
{
    for (size_t i = 0; i < fold->now->runs.count; i++) {
        const struct step_run *run = &fold->now->runs.items[i];
        if (!text_equal(run->step, step->name))
            continue;
        if (step->trigger.most > 0 && run->count >= step->trigger.most)
            return DAY_NONE;
        int32_t day = run->day + step->trigger.number;
        return day > after ? day : after + 1;
    }
    return after + 1;
}

// Standing.c looks at it whenever anything changes: it needs no day of its own.
static bool only_sets_status(const struct step *step)
{
    for (size_t i = 0; i < step->deeds.count; i++)
        if (step->deeds.items[i].kind != DEED_SET_STATUS)
            return false;
    return true;
}

// So many days before the date on which the status will be set by the present facts.
static int32_t before_status(const struct fold *fold, const struct step *step)
{
    int32_t effective;
    return status_is_pending(fold, step->trigger.rank, &effective)
               ? effective - step->trigger.number
               : DAY_NONE;
}

static int32_t account_moment(const struct fold *fold, const struct step *step, int32_t after)
{
    const struct situation *now = fold->now;
    switch (step->trigger.kind) {
    case TRIGGER_EVERY_WEEK:
        return next_weekday(after, step->trigger.weekday);
    case TRIGGER_EVERY_MONTH:
        return next_day_of_month(after, step->trigger.number);
    case TRIGGER_EVERY_DAYS:
        return only_sets_status(step) ? DAY_NONE : next_repeat(fold, step, after);
    case TRIGGER_DAYS_SINCE_ACTIVITY:
        return zone_day_at(now->zone,
                           now->heard_ms != INSTANT_NONE ? now->heard_ms : now->first_ms) +
               step->trigger.number;
    case TRIGGER_DAYS_BEFORE_STATUS:
        return before_status(fold, step);
    case TRIGGER_DAYS_PAST_DUE:
    case TRIGGER_BUSINESS_DAYS_PAST_DUE:
    case TRIGGER_AFTER_DAY_OF_MONTH:
    case TRIGGER_MONTHS_PAST_DUE:
    case TRIGGER_MONTH_END_PAST_DUE:
    case TRIGGER_AFTER_STEP:
    case TRIGGER_ON_ACTION:
    case TRIGGER_ON_STATUS_ENTERED:
    case TRIGGER_ON_STATUS_LEFT:
    case TRIGGER_ON_SETTLED:
    case TRIGGER_ON_PAYMENT:
    case TRIGGER_ON_PROMISE_BROKEN:
    case TRIGGER_ON_PLAN_BROKEN:
    case TRIGGER_ON_UNDELIVERABLE:
    case TRIGGER_ON_CONTACT:
        break;
    }
    return DAY_NONE;
}

bool account_step_is_due(const struct fold *fold, const struct step *step, int32_t day)
{
    if (trigger_is_of_invoice(step->trigger.kind) || trigger_is_occurrence(step->trigger.kind))
        return false;
    return account_moment(fold, step, day - 1) == day;
}

static void next_of_invoices(const struct fold *fold, int32_t after, int32_t *next, bool *any_open)
{
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        const struct invoice *invoice = &fold->now->invoices.items[i];
        if (!invoice_is_open(invoice))
            continue;
        *any_open = true;
        const struct policy *policy = fold_invoice_policy(fold, invoice);
        for (size_t s = 0; s < policy->steps.count; s++)
            if (trigger_is_of_invoice(policy->steps.items[s].trigger.kind))
                earlier(next, step_moment(fold, policy, &policy->steps.items[s], invoice), after);
        earlier(next, invoice_due_day(invoice) + 1, after); // overdue from here on
    }
}

// Blockers, promises, plans and waiting money end by the date.
static void next_of_dates(const struct fold *fold, int32_t after, int32_t *next)
{
    const struct situation *now = fold->now;
    for (size_t i = 0; i < now->blockers.count; i++) {
        const struct blocker *blocker = &now->blockers.items[i];
        earlier(next, blocker->until_day, after);
        earlier(next, blocker->from_day, after);
        for (size_t k = 0; k < blocker->items.count; k++)
            earlier(next, blocker->items.items[k].day + 1, after);
        if (blocker->kind == BLOCKER_PLAN && plan_is_broken(fold, blocker, after + 1))
            earlier(next, after + 1, after); // by a payment reversed since
    }
    for (size_t i = 0; i < now->promises.count; i++)
        if (now->promises.items[i].state == PROMISE_OPEN)
            earlier(next, now->promises.items[i].by_day + 1, after);
    for (size_t i = 0; i < now->money.count; i++)
        if (now->money.items[i].free_minor > 0)
            earlier(next, now->money.items[i].waits_until_day, after);
}

static bool flag_lapses_by_date(const struct policy *policy)
{
    for (size_t i = 0; i < policy->flags.count; i++)
        if (policy->flags.items[i].window == FLAG_DAYS ||
            policy->flags.items[i].lasts_until_year_end)
            return true;
    return false;
}

static bool changes_with_time(const struct condition *condition)
{
    switch (condition->fact) {
    case FACT_ACCOUNT_AGE_DAYS:
    case FACT_ACTIVITY_AGE_DAYS:
    case FACT_DAYS_PAST_DUE:
        return true;
    case FACT_PAID_INVOICES:
    case FACT_PAID_LATE:
        return condition->days > 0;
    case FACT_FLAG:
    case FACT_SOURCE_ON_FILE:
    case FACT_STATUS:
    case FACT_HOLD:
    case FACT_ENABLED:
    case FACT_BALANCE_OPEN:
    case FACT_BALANCE_OVERDUE:
    case FACT_INVOICES_OPEN:
    case FACT_INVOICES_OVERDUE:
    case FACT_INVOICE_CLASS:
    case FACT_INVOICE_OPEN:
    case FACT_INVOICE_FEES:
    case FACT_LAST_CHARGE_FAILED:
    case FACT_LAST_CHARGE_REASON:
    case FACT_CHARGED:
    case FACT_OUTCOME_RECORDED:
    case FACT_SENT:
    case FACT_HEARD_SINCE_STEP:
    case FACT_STEP_RAN:
    case FACT_ASKED_BEFORE_ISSUE:
    case FACT_CONSULTATION_YES:
    case FACT_CONSULTATION_OPEN:
    case FACT_PROMISE_OPEN:
        break;
    }
    return false;
}

// A condition that time alone changes is looked at every day while anything is open.
static bool needs_daily_look(const struct policy *policy)
{
    for (size_t i = 0; i < policy->steps.count; i++)
        for (size_t k = 0; k < policy->steps.items[i].conditions.count; k++)
            if (changes_with_time(&policy->steps.items[i].conditions.items[k]))
                return true;
    return false;
}

// A new version of the account's policy comes into force.
static void next_of_versions(const struct fold *fold, int32_t after, int32_t *next)
{
    for (size_t i = 0; i < fold->policies->count; i++) {
        const struct policy *policy = fold->policies->items[i];
        if (policy->version <= fold->policy->version ||
            !text_equal(policy->name, fold->policy->name))
            continue;
        earlier(next, policy->effective_day, after);
    }
}

int32_t fold_next_day(const struct fold *fold)
{
    int32_t next = DAY_NONE, after = fold->now->day_done;
    bool any_open = false;
    if (after == DAY_NONE)
        return DAY_NONE;
    next_of_invoices(fold, after, &next, &any_open);
    next_of_dates(fold, after, &next);
    next_of_versions(fold, after, &next);
    for (size_t s = 0; any_open && s < fold->policy->steps.count; s++) {
        const struct step *step = &fold->policy->steps.items[s];
        if (!trigger_is_of_invoice(step->trigger.kind) &&
            !trigger_is_occurrence(step->trigger.kind))
            earlier(&next, account_moment(fold, step, after), after);
    }
    if (any_open && (clock_is_stopped(fold) || needs_daily_look(fold->policy)))
        earlier(&next, after + 1, after);
    if (fold->now->flags.count > 0 && flag_lapses_by_date(fold->policy))
        earlier(&next, after + 1, after);
    return next;
}

int64_t fold_day_start(const struct fold *fold, int32_t day)
{
    int64_t start_ms = zone_day_start(fold->now->zone, day);
    // A midnight that a change of zone skipped runs at the change.
    return start_ms > fold->now->at_ms ? start_ms : fold->now->at_ms;
}
