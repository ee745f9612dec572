// SPDX-License-Identifier: Apache-2.0
// Which invoices may leave the account's lists?
//
// What goes together is one chunk: an invoice, the money that paid or names it, what else that
// money paid, and so on. It may go when all of it lies before `base`, is the same in `base` and
// `settled`, owes nothing, leaves nothing free, and no fact since `base` names it. Then no fold
// from `base` can touch it unless an event names it, and such an event brings it back first.
// Ownership: all is in the arena. Thread: any, nothing is shared.
#include "engine/archive_parts.h"

// ---- what facts name ----

static bool items_name(const struct action_items *items, struct text invoice_id)
{
    for (size_t i = 0; i < items->count; i++)
        if (text_equal(items->items[i].invoice_id, invoice_id))
            return true;
    return false;
}

static bool event_names_invoice(const struct event *event, struct text invoice_id)
{
    if (event->type == EVENT_PAYMENT_RECEIVED)
        return text_equal(event->payment.invoice_id, invoice_id);
    if (event->type != EVENT_ACCOUNT_ACTION)
        return false;
    return text_equal(event->action.invoice_id, invoice_id) ||
           items_name(&event->action.items, invoice_id) ||
           items_name(&event->action.invoices, invoice_id);
}

static bool event_names_money(const struct event *event, struct text money_id)
{
    struct text payment_id = {money_id.at + 1, money_id.len - 1};
    return event->type == EVENT_ACCOUNT_ACTION && event->action.kind == ACTION_REVERSE_PAYMENT &&
           text_equal(event->action.name, payment_id);
}

// ---- is it the same in base and settled? ----

static bool same_fee(const struct fee *a, const struct fee *b)
{
    return text_equal(a->code, b->code) && a->amount_minor == b->amount_minor &&
           a->open_minor == b->open_minor && a->charged_ms == b->charged_ms &&
           a->state == b->state && text_equal(a->payment_id, b->payment_id) &&
           text_equal(a->cause_event_id, b->cause_event_id);
}

static bool same_invoice(const struct invoice *a, const struct invoice *b)
{
    if (a->open_minor != b->open_minor || a->due_day != b->due_day ||
        a->settled_ms != b->settled_ms || a->paid_on_time != b->paid_on_time ||
        a->voided != b->voided || a->ranks_reached != b->ranks_reached ||
        a->paused_days != b->paused_days || a->reopened_day != b->reopened_day ||
        a->fees.count != b->fees.count || a->runs.count != b->runs.count)
        return false;
    for (size_t i = 0; i < a->fees.count; i++)
        if (!same_fee(&a->fees.items[i], &b->fees.items[i]))
            return false;
    for (size_t i = 0; i < a->runs.count; i++)
        if (!text_equal(a->runs.items[i].step, b->runs.items[i].step) ||
            a->runs.items[i].day != b->runs.items[i].day ||
            a->runs.items[i].count != b->runs.items[i].count)
            return false;
    return true;
}

static bool same_allocation(const struct allocation *a, const struct allocation *b)
{
    return a->amount_minor == b->amount_minor && text_equal(a->money_id, b->money_id) &&
           text_equal(a->invoice_id, b->invoice_id) && text_equal(a->fee_code, b->fee_code) &&
           text_equal(a->fee_payment_id, b->fee_payment_id);
}

static bool has_allocation(const struct allocations *list, const struct allocation *part)
{
    for (size_t i = 0; i < list->count; i++)
        if (same_allocation(&list->items[i], part))
            return true;
    return false;
}

// ---- what may go ----

static bool is_old(const struct invoice *invoice, int64_t before_ms)
{
    return invoice->voided ? invoice->issued_ms < before_ms
                           : invoice->settled_ms != INSTANT_NONE && invoice->settled_ms < before_ms;
}

static bool owes_nothing(const struct invoice *invoice)
{
    for (size_t i = 0; i < invoice->fees.count; i++)
        if (invoice->fees.items[i].open_minor > 0 || invoice->fees.items[i].state == FEE_HELD)
            return false;
    return invoice->open_minor == 0;
}

static bool invoice_may_go(const struct account *account, const struct invoice *invoice)
{
    if (!is_old(invoice, account->base.at_ms) || !owes_nothing(invoice))
        return false;
    const struct invoice *in_base = situation_invoice(&account->base, invoice->id);
    if (!in_base || !same_invoice(in_base, invoice))
        return false;
    for (size_t i = 0; i < account->facts.count; i++)
        if (event_names_invoice(&account->facts.items[i].event, invoice->id))
            return false;
    return true;
}

// A discount that hangs on a promise stays: the promise may break yet.
static bool money_may_go(const struct account *account, const struct money *money)
{
    if (money->at_ms >= account->base.at_ms || money->free_minor != 0 ||
        !text_is_empty(money->promise_id))
        return false;
    const struct money *in_base = situation_money(&account->base, money->id);
    if (!in_base || in_base->free_minor != 0 || in_base->reversed != money->reversed)
        return false;
    for (size_t i = 0; i < account->facts.count; i++)
        if (event_names_money(&account->facts.items[i].event, money->id))
            return false;
    return true;
}

static bool has_plan(const struct situation *situation)
{
    for (size_t i = 0; i < situation->blockers.count; i++)
        if (situation->blockers.items[i].kind == BLOCKER_PLAN)
            return true;
    return false;
}

// One policy for all of it, which does not look back; and no plan, which counts what was paid.
static bool account_may_archive(const struct policies *policies, const struct account *account)
{
    struct text name = account->settled.policy_name;
    if (!text_equal(account->base.policy_name, name) || has_plan(&account->base))
        return false;
    for (size_t i = 0; i < account->settled.invoices.count; i++)
        if (!text_equal(account->settled.invoices.items[i].policy_name, name))
            return false;
    for (size_t i = 0; i < account->facts.count; i++) {
        const struct event *event = &account->facts.items[i].event;
        if (event->type == EVENT_INVOICE_ISSUED && changes_policy(account, event->invoice.policy))
            return false;
        if (event->type == EVENT_ACCOUNT_ACTION && changes_policy(account, event->action.policy))
            return false;
    }
    return !name_looks_back(policies, name);
}

// ---- one chunk ----

struct gathering {
    struct account *account;
    struct arena *arena;
    struct archived *chunk;
    bool grew, failed;
};

static bool invoice_goes(const struct archived *chunk, struct text invoice_id)
{
    for (size_t i = 0; i < chunk->invoices.count; i++)
        if (text_equal(chunk->invoices.items[i].id, invoice_id))
            return true;
    return false;
}

static bool money_goes(const struct archived *chunk, struct text money_id)
{
    for (size_t i = 0; i < chunk->money.count; i++)
        if (text_equal(chunk->money.items[i].id, money_id))
            return true;
    return false;
}

static void invoice_join(struct gathering *gathering, struct text invoice_id)
{
    struct archived *chunk = gathering->chunk;
    if (invoice_goes(chunk, invoice_id))
        return;
    const struct invoice *invoice = situation_invoice(&gathering->account->settled, invoice_id);
    if (!invoice || !invoice_may_go(gathering->account, invoice)) {
        gathering->failed = true;
        return;
    }
    *LIST_ADD(gathering->arena, &chunk->invoices) = *invoice;
    gathering->grew = true;
}

static void money_join(struct gathering *gathering, struct text money_id)
{
    struct archived *chunk = gathering->chunk;
    if (money_goes(chunk, money_id))
        return;
    const struct money *money = situation_money(&gathering->account->settled, money_id);
    if (!money || !money_may_go(gathering->account, money)) {
        gathering->failed = true;
        return;
    }
    *LIST_ADD(gathering->arena, &chunk->money) = *money;
    gathering->grew = true;
}

static void join_by_allocations(struct gathering *gathering, const struct allocations *list)
{
    for (size_t i = 0; i < list->count && !gathering->failed; i++) {
        const struct allocation *part = &list->items[i];
        if (invoice_goes(gathering->chunk, part->invoice_id))
            money_join(gathering, part->money_id);
        else if (money_goes(gathering->chunk, part->money_id))
            invoice_join(gathering, part->invoice_id);
    }
}

static bool is_of_instant(const struct archived *chunk, int64_t at_ms)
{
    for (size_t i = 0; i < chunk->money.count; i++)
        if (chunk->money.items[i].at_ms == at_ms)
            return true;
    return false;
}

// What names each other, and money of one instant, whose order only the list knows.
static void join_by_names(struct gathering *gathering)
{
    const struct money_list *list = &gathering->account->settled.money;
    for (size_t i = 0; i < list->count && !gathering->failed; i++) {
        const struct money *money = &list->items[i];
        if (is_of_instant(gathering->chunk, money->at_ms) ||
            invoice_goes(gathering->chunk, money->invoice_id))
            money_join(gathering, money->id);
        if (!text_is_empty(money->invoice_id) && money_goes(gathering->chunk, money->id))
            invoice_join(gathering, money->invoice_id);
    }
}

// The same was put there in `base`.
static bool allocations_agree(const struct gathering *gathering)
{
    const struct allocations *base = &gathering->account->base.allocations;
    const struct allocations *settled = &gathering->account->settled.allocations;
    for (size_t i = 0; i < settled->count; i++)
        if (invoice_goes(gathering->chunk, settled->items[i].invoice_id) &&
            !has_allocation(base, &settled->items[i]))
            return false;
    for (size_t i = 0; i < base->count; i++)
        if (invoice_goes(gathering->chunk, base->items[i].invoice_id) &&
            !has_allocation(settled, &base->items[i]))
            return false;
    return true;
}

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t latest_ms(const struct archived *chunk)
{
    int64_t latest = INSTANT_NONE;
    for (size_t i = 0; i < chunk->invoices.count; i++) {
        const struct invoice *invoice = &chunk->invoices.items[i];
        latest = later(latest, invoice->voided ? invoice->issued_ms : invoice->settled_ms);
    }
    for (size_t i = 0; i < chunk->money.count; i++)
        latest = later(latest, chunk->money.items[i].at_ms);
    return latest;
}

// What hangs on the invoices and the money, all in the order of its list.
static void chunk_fill(const struct gathering *gathering)
{
    struct archived *chunk = gathering->chunk;
    const struct situation *settled = &gathering->account->settled;
    const struct told_entries *told = &gathering->account->published.ledger;
    struct money_list money = {0};
    for (size_t i = 0; i < settled->money.count; i++) {
        if (!money_goes(chunk, settled->money.items[i].id))
            continue;
        *LIST_ADD(gathering->arena, &money) = settled->money.items[i];
        money.items[money.count - 1].waits_until_day = DAY_NONE; // what it waited for is here
    }
    chunk->money = money;
    for (size_t i = 0; i < settled->allocations.count; i++)
        if (invoice_goes(chunk, settled->allocations.items[i].invoice_id))
            *LIST_ADD(gathering->arena, &chunk->allocations) = settled->allocations.items[i];
    for (size_t i = 0; i < told->count; i++)
        if (invoice_goes(chunk, told->items[i].invoice_id))
            *LIST_ADD(gathering->arena, &chunk->told) = told->items[i];
    chunk->latest_ms = latest_ms(chunk);
}

// The invoice and all that goes with it, if all of it may go.
static bool chunk_gather(struct account *account, struct text invoice_id, struct arena *arena,
                         struct archived *chunk)
{
    struct gathering gathering = {.account = account, .arena = arena, .chunk = chunk};
    invoice_join(&gathering, invoice_id);
    while (gathering.grew && !gathering.failed) {
        gathering.grew = false;
        join_by_allocations(&gathering, &account->settled.allocations);
        join_by_allocations(&gathering, &account->base.allocations);
        join_by_names(&gathering);
    }
    if (gathering.failed || !allocations_agree(&gathering))
        return false;
    chunk_fill(&gathering);
    return true;
}

// ---- out of the lists ----

#define KEEP_UNLESS(list, goes, chunk, id)                  \
    do {                                                    \
        size_t kept_ = 0;                                   \
        for (size_t i_ = 0; i_ < (list)->count; i_++)       \
            if (!goes((chunk), (list)->items[i_].id))       \
                (list)->items[kept_++] = (list)->items[i_]; \
        (list)->count = kept_;                              \
    } while (0)

static void take_out(struct situation *situation, const struct archived *chunk)
{
    KEEP_UNLESS(&situation->invoices, invoice_goes, chunk, id);
    KEEP_UNLESS(&situation->money, money_goes, chunk, id);
    KEEP_UNLESS(&situation->allocations, invoice_goes, chunk, invoice_id);
    archive_count_paid(situation, chunk, 1);
}

enum { CHUNKS_MOST = 16 }; // a call; the rest goes at the next tick

static bool put_one(struct account *account, struct text invoice_id, struct arena *arena)
{
    struct archived chunk = {0};
    if (!chunk_gather(account, invoice_id, arena, &chunk) ||
        !archive_bytes_add(&account->archive, &chunk, arena))
        return false;
    take_out(&account->base, &chunk);
    take_out(&account->settled, &chunk);
    KEEP_UNLESS(&account->published.ledger, invoice_goes, &chunk, invoice_id);
    return true;
}

void archive_put(const struct policies *policies, struct account *account, struct arena *arena)
{
    const struct invoices *list = &account->settled.invoices;
    size_t at = 0, chunks = 0;
    while (at < list->count && !is_old(&list->items[at], account->base.at_ms))
        at++;
    if (at == list->count || !account_may_archive(policies, account))
        return;
    while (at < list->count && chunks < CHUNKS_MOST) {
        bool old = is_old(&list->items[at], account->base.at_ms);
        if (old && put_one(account, list->items[at].id, arena))
            chunks++; // and another invoice stands at the index
        else
            at++;
    }
}
