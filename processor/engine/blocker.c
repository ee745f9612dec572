// SPDX-License-Identifier: Apache-2.0
// What is held back, by whom, until when: holds, disputes, plans, updates, shifts and lifts, pauses
// are one concept (requirements, Blockers).
#include "engine/fold.h"

struct blocker *blocker_add(struct fold *fold, enum blocker_kind kind)
{
    struct blocker *blocker = LIST_ADD(fold->arena, &fold->now->blockers);
    blocker->kind = kind;
    blocker->since_ms = fold->at_ms;
    blocker->from_day = DAY_NONE;
    blocker->until_day = DAY_NONE;
    blocker->rank = -1;
    blocker->kept_back_day = DAY_NONE;
    if (fold->cause && fold->cause->event.type == EVENT_ACCOUNT_ACTION) {
        blocker->actor = fold->cause->event.action.actor;
        blocker->reason = fold->cause->event.action.reason;
        blocker->action_id = fold->cause->event.subject_id;
    }
    return blocker;
}

struct blocker *blocker_find(const struct situation *situation, enum blocker_kind kind,
                             struct text name, struct text invoice_id)
{
    for (size_t i = 0; i < situation->blockers.count; i++) {
        struct blocker *blocker = &situation->blockers.items[i];
        if (blocker->kind == kind && text_equal(blocker->name, name) &&
            text_equal(blocker->invoice_id, invoice_id))
            return blocker;
    }
    return NULL;
}

bool blocker_in_force(const struct blocker *blocker, int32_t today)
{
    return (blocker->from_day == DAY_NONE || blocker->from_day <= today) &&
           (blocker->until_day == DAY_NONE || today < blocker->until_day);
}

static bool covers(const struct blocker *blocker, const struct invoice *invoice)
{
    if (blocker->kind == BLOCKER_PLAN) {
        for (size_t i = 0; invoice && i < blocker->invoices.count; i++)
            if (text_equal(blocker->invoices.items[i].invoice_id, invoice->id))
                return true;
        return false;
    }
    if (text_is_empty(blocker->invoice_id))
        return true;
    return invoice && text_equal(blocker->invoice_id, invoice->id);
}

static uint32_t blocks_of(const struct policy *policy, const struct blocker *blocker)
{
    int kind;
    switch (blocker->kind) {
    case BLOCKER_HOLD:
        kind = policy_hold_at(policy, blocker->name);
        return kind < 0 ? 0 : policy->holds.items[kind].blocks;
    case BLOCKER_DISPUTE:
        return BLOCKS_RESTRICT | BLOCKS_NOTIFY | BLOCKS_FEE;
    case BLOCKER_PLAN:
        return BLOCKS_NOTIFY | BLOCKS_FEE; // and no new status: standing.c
    case BLOCKER_UPDATE:
        return BLOCKS_NOTIFY;
    case BLOCKER_FLOOR:
        return 0; // standing.c
    case BLOCKER_PAUSE:
        return BLOCKS_NOTIFY | BLOCKS_FEE | BLOCKS_HAND_OVER;
    }
    return 0;
}

static struct blocker *blocker_of(const struct fold *fold, enum blocks what,
                                  const struct invoice *invoice)
{
    for (size_t i = 0; i < fold->now->blockers.count; i++) {
        struct blocker *blocker = &fold->now->blockers.items[i];
        if ((blocks_of(fold->policy, blocker) & what) && covers(blocker, invoice) &&
            blocker_in_force(blocker, fold->today))
            return blocker;
    }
    return NULL;
}

bool is_blocked(const struct fold *fold, enum blocks what, const struct invoice *invoice)
{
    return blocker_of(fold, what, invoice) != NULL;
}

bool blocked_fee_waits(const struct fold *fold, const struct invoice *invoice)
{
    const struct blocker *blocker = blocker_of(fold, BLOCKS_FEE, invoice);
    return blocker && blocker_on_end(fold->policy, blocker)->charge_fees;
}

bool is_disputed(const struct situation *situation, struct text invoice_id)
{
    return blocker_find(situation, BLOCKER_DISPUTE, (struct text){0}, invoice_id) != NULL;
}

bool is_under_plan(const struct situation *situation, const struct invoice *invoice)
{
    for (size_t i = 0; i < situation->blockers.count; i++)
        if (situation->blockers.items[i].kind == BLOCKER_PLAN &&
            covers(&situation->blockers.items[i], invoice))
            return true;
    return false;
}

void keep_back(struct fold *fold, const struct step *step, const struct invoice *invoice,
               int32_t day)
{
    struct blocker *blocker = blocker_of(fold, BLOCKS_NOTIFY, invoice);
    blocker->kept_back_step = step->name;
    blocker->kept_back_day = day;
}

// ---- the end of a blocker ----

const struct on_end *blocker_on_end(const struct policy *policy, const struct blocker *blocker)
{
    static const struct on_end DEFAULT;
    int kind;
    switch (blocker->kind) {
    case BLOCKER_HOLD:
        kind = policy_hold_at(policy, blocker->name);
        return kind < 0 ? &DEFAULT : &policy->holds.items[kind].on_end;
    case BLOCKER_DISPUTE:
        return &policy->on_end[RULE_DISPUTE];
    case BLOCKER_PLAN:
        return &policy->on_end[RULE_PLAN];
    case BLOCKER_UPDATE:
        return &policy->on_end[RULE_UPDATE];
    case BLOCKER_FLOOR:
        return &policy->on_end[RULE_SHIFT];
    case BLOCKER_PAUSE:
        return &policy->on_end[RULE_PAUSE];
    }
    return &DEFAULT;
}

static bool ran_on(const struct step_runs *runs, struct text step, int32_t day)
{
    for (size_t i = 0; i < runs->count; i++)
        if (text_equal(runs->items[i].step, step) && runs->items[i].day == day)
            return true;
    return false;
}

static bool later_rung_came(const struct invoice *invoice, int32_t day)
{
    for (size_t i = 0; i < invoice->runs.count; i++)
        if (invoice->runs.items[i].day > day)
            return true;
    return false;
}

static void step_notices(struct fold *fold, const struct policy *policy, struct text name,
                         const struct invoice *invoice)
{
    int at = policy_step_at(policy, name);
    for (size_t i = 0; at >= 0 && i < policy->steps.items[at].deeds.count; i++)
        if (policy->steps.items[at].deeds.items[i].kind == DEED_NOTIFY)
            notice_add(fold, policy, &policy->steps.items[at],
                       &policy->steps.items[at].deeds.items[i], invoice, fold->today);
}

// The newest notice it kept back is sent now, unless a later rung has come or the invoice is paid.
static void send_kept_back(struct fold *fold, const struct blocker *blocker)
{
    struct text step = blocker->kept_back_step;
    if (blocker->kept_back_day == DAY_NONE)
        return;
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        const struct invoice *invoice = &fold->now->invoices.items[i];
        if (invoice_is_open(invoice) && covers(blocker, invoice) &&
            ran_on(&invoice->runs, step, blocker->kept_back_day) &&
            !later_rung_came(invoice, blocker->kept_back_day))
            step_notices(fold, fold_invoice_policy(fold, invoice), step, invoice);
    }
    if (ran_on(&fold->now->runs, step, blocker->kept_back_day))
        step_notices(fold, fold->policy, step, NULL);
}

static bool stops_clock(const struct policy *policy, const struct blocker *blocker)
{
    return blocker->kind == BLOCKER_PAUSE || blocker_on_end(policy, blocker)->clock_stopped;
}

bool clock_is_stopped(const struct fold *fold)
{
    for (size_t i = 0; i < fold->now->blockers.count; i++)
        if (stops_clock(fold->policy, &fold->now->blockers.items[i]))
            return true;
    return false;
}

// The days from `from` to before `until` do not count for the invoices it covers.
static void days_do_not_count(struct fold *fold, const struct blocker *blocker, int32_t from,
                              int32_t until)
{
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        struct invoice *invoice = &fold->now->invoices.items[i];
        int32_t issued = zone_day_at(fold->now->zone, invoice->issued_ms);
        int32_t start = from > issued ? from : issued + 1;
        if (invoice_is_open(invoice) && covers(blocker, invoice) && until > start)
            invoice->paused_days += until - start;
    }
}

void blockers_stop_clock(struct fold *fold, int32_t day)
{
    for (size_t i = 0; i < fold->now->blockers.count; i++) {
        const struct blocker *blocker = &fold->now->blockers.items[i];
        if (stops_clock(fold->policy, blocker) && blocker_in_force(blocker, day))
            days_do_not_count(fold, blocker, day, day + 1);
    }
}

void pause_stops_past(struct fold *fold, const struct blocker *pause)
{
    int32_t until = pause->until_day <= fold->today ? pause->until_day : fold->today + 1;
    days_do_not_count(fold, pause, pause->from_day, until);
}

void blocker_end(struct fold *fold, struct blocker *blocker)
{
    struct blocker ended = *blocker;
    struct blockers *list = &fold->now->blockers;
    size_t at = (size_t)(blocker - list->items);
    memmove(blocker, blocker + 1, (list->count - at - 1) * sizeof *blocker);
    list->count--;
    const struct on_end *on_end = blocker_on_end(fold->policy, &ended);
    if (!on_end->send_no_notice)
        send_kept_back(fold, &ended);
}

// A plan is kept on a date iff the payments since cover the instalments due by then (D24).
bool plan_is_broken(const struct fold *fold, const struct blocker *plan, int32_t day)
{
    int64_t due_minor = 0, paid_minor = 0;
    for (size_t i = 0; i < plan->items.count; i++)
        if (plan->items.items[i].day < day)
            due_minor += plan->items.items[i].amount_minor;
    for (size_t i = 0; i < fold->now->money.count; i++) {
        const struct money *money = &fold->now->money.items[i];
        if (money->kind == MONEY_PAYMENT && !money->reversed && money->at_ms >= plan->since_ms &&
            currency_equal(money->currency, plan->currency))
            paid_minor += money->amount_minor;
    }
    return paid_minor < due_minor;
}

static bool plan_is_settled(const struct fold *fold, const struct blocker *plan)
{
    for (size_t i = 0; i < plan->invoices.count; i++) {
        const struct invoice *invoice =
            situation_invoice(fold->now, plan->invoices.items[i].invoice_id);
        if (invoice && invoice_is_open(invoice))
            return false;
    }
    return true;
}

void plans_end_if_settled(struct fold *fold)
{
    for (size_t i = fold->now->blockers.count; i > 0; i--) {
        struct blocker *blocker = &fold->now->blockers.items[i - 1];
        if (blocker->kind == BLOCKER_PLAN && plan_is_settled(fold, blocker))
            blocker_end(fold, blocker);
    }
}

void blockers_end_by_day(struct fold *fold, int32_t day)
{
    for (size_t i = 0; i < fold->now->blockers.count;) {
        struct blocker *blocker = &fold->now->blockers.items[i];
        bool broken = blocker->kind == BLOCKER_PLAN && plan_is_broken(fold, blocker, day);
        bool over = blocker->until_day != DAY_NONE && blocker->until_day <= day;
        if (!broken && !over) {
            i++;
            continue;
        }
        blocker_end(fold, blocker);
        if (broken)
            steps_on(fold, TRIGGER_ON_PLAN_BROKEN, NULL, ACTION_UNDO, -1, (struct text){0});
    }
}

// One whose date had passed when it counted (news from before the horizon).
void blockers_end_passed(struct fold *fold)
{
    for (size_t i = fold->now->blockers.count; i > 0; i--) {
        struct blocker *blocker = &fold->now->blockers.items[i - 1];
        if (blocker->until_day != DAY_NONE && blocker->until_day <= fold->today)
            blocker_end(fold, blocker);
    }
}

static void lift_ends_with_promise(struct fold *fold, struct text promise_id)
{
    for (size_t i = fold->now->blockers.count; i > 0; i--) {
        struct blocker *blocker = &fold->now->blockers.items[i - 1];
        if (blocker->kind == BLOCKER_FLOOR && text_equal(blocker->promise_id, promise_id))
            blocker_end(fold, blocker);
    }
}

void promises_end_by_day(struct fold *fold, int32_t day)
{
    for (size_t i = 0; i < fold->now->promises.count; i++) {
        struct promise *promise = &fold->now->promises.items[i];
        if (promise->state != PROMISE_OPEN || promise->by_day >= day)
            continue;
        promise->state = PROMISE_BROKEN;
        lift_ends_with_promise(fold, promise->id);
        steps_on(fold, TRIGGER_ON_PROMISE_BROKEN, NULL, ACTION_UNDO, -1, promise->id);
    }
}
