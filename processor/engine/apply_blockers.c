// SPDX-License-Identifier: Apache-2.0
// What actions do to terms and blockers: extensions, holds, shifts and lifts, plans, pauses,
// disputes, updates, promises.
#include "engine/apply.h"

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
    moved.runs.count = 0; // a new due date has its own rungs (D26)
    invoice_insert(fold, moved);
}

void apply_extend_terms(struct fold *fold, const struct action *action)
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

void end_all(struct fold *fold, enum blocker_kind kind)
{
    for (size_t i = fold->now->blockers.count; i > 0; i--)
        if (fold->now->blockers.items[i - 1].kind == kind)
            blocker_end(fold, &fold->now->blockers.items[i - 1]);
}

void end_one(struct fold *fold, enum blocker_kind kind, struct text name, struct text invoice_id)
{
    struct blocker *blocker = blocker_find(fold->now, kind, name, invoice_id);
    if (blocker)
        blocker_end(fold, blocker);
}

// A second one of its kind replaces the first, what it kept back included.
struct blocker *blocker_renew(struct fold *fold, enum blocker_kind kind, struct text name,
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
    blocker->kept_back_day = before.kept_back_day;
    return blocker;
}

// Two holds of one kind are two, each with its owner and date; a release ends the kind.
void apply_hold(struct fold *fold, const struct action *action)
{
    struct blocker *hold = blocker_add(fold, BLOCKER_HOLD);
    hold->name = action->name;
    hold->until_day = action->day;
}

void apply_release(struct fold *fold, const struct action *action)
{
    struct blocker *hold;
    while ((hold = blocker_find(fold->now, BLOCKER_HOLD, action->name, (struct text){0})))
        blocker_end(fold, hold);
}

void apply_floor(struct fold *fold, const struct action *action, bool lift)
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

void apply_plan(struct fold *fold, const struct action *action)
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

void apply_pause(struct fold *fold, const struct action *action)
{
    struct blocker *pause = blocker_add(fold, BLOCKER_PAUSE);
    pause->from_day = action->from_day;
    pause->until_day = action->day;
    pause_stops_past(fold, pause);
}

void apply_promise(struct fold *fold, const struct action *action)
{
    struct promise *promise = situation_promise(fold->now, action->name);
    if (!promise)
        promise = LIST_ADD(fold->arena, &fold->now->promises);
    promise->id = action->name;
    promise->by_day = action->day;
    promise->state = PROMISE_OPEN;
    promise->actor = action->actor;
}
