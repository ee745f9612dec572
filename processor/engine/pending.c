// SPDX-License-Identifier: Apache-2.0
// What comes next if nothing changes: on which date is a status set, and because of which invoices?
// (B3, B17; `pending` of the account's view, `next` of a notice.)
#include "engine/fold.h"

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

// The date before which blockers let nothing come; DAY_NONE: never.
static int32_t blocked_until(const struct fold *fold, int32_t today)
{
    int32_t until = today;
    for (size_t i = 0; i < fold->now->blockers.count; i++) {
        const struct blocker *blocker = &fold->now->blockers.items[i];
        bool holds_off = blocker->kind == BLOCKER_FLOOR || blocker->kind == BLOCKER_PAUSE;
        int kind = blocker->kind == BLOCKER_HOLD ? policy_hold_at(fold->policy, blocker->name) : -1;
        if (kind >= 0 && (fold->policy->holds.items[kind].blocks & BLOCKS_RESTRICT))
            holds_off = true;
        if (!holds_off)
            continue;
        if (blocker->until_day == DAY_NONE)
            return DAY_NONE;
        until = later(until, blocker->until_day);
    }
    return until;
}

static int32_t invoice_day(const struct fold *fold, const struct invoice *invoice, int rank)
{
    const struct policy *policy = fold_invoice_policy(fold, invoice);
    int32_t first = DAY_NONE;
    if (!invoice_is_open(invoice) || is_disputed(fold->now, invoice->id) ||
        is_under_plan(fold->now, invoice))
        return DAY_NONE;
    for (size_t i = 0; i < policy->steps.count; i++) {
        const struct step *step = &policy->steps.items[i];
        if (!trigger_is_of_invoice(step->trigger.kind) || step_rank(fold, policy, step) != rank ||
            !conditions_hold(fold, step, invoice))
            continue;
        int32_t day = step_moment(fold, policy, step, invoice);
        if (step->decided_once && day <= fold->today)
            continue; // it is decided, and not again
        if (day != DAY_NONE && (first == DAY_NONE || day < first))
            first = day;
    }
    return first;
}

bool will_reach(const struct fold *fold, const struct invoice *invoice, int rank, int32_t day)
{
    for (; rank < (int)fold->policy->statuses.count; rank++) {
        int32_t reached = invoice_day(fold, invoice, rank);
        if (reached != DAY_NONE && reached <= day)
            return true;
    }
    return false;
}

int32_t status_day(const struct fold *fold, int rank, int32_t today)
{
    int32_t until = blocked_until(fold, today), first = DAY_NONE;
    if (until == DAY_NONE || rank <= fold->now->standing.rank_shown)
        return DAY_NONE;
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        int32_t day = invoice_day(fold, &fold->now->invoices.items[i], rank);
        if (day != DAY_NONE && (first == DAY_NONE || day < first))
            first = day;
    }
    return first == DAY_NONE ? DAY_NONE : later(first, until);
}

bool status_is_pending(const struct fold *fold, int rank, int32_t *day)
{
    int32_t mine = status_day(fold, rank, fold->today);
    if (mine == DAY_NONE)
        return false;
    for (int higher = rank + 1; higher < (int)fold->policy->statuses.count; higher++) {
        int32_t other = status_day(fold, higher, fold->today);
        if (other != DAY_NONE && other <= mine)
            return false; // hidden by it
    }
    *day = mine;
    return true;
}
