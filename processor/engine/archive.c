// SPDX-License-Identifier: Apache-2.0
// Which invoices may leave the account's lists, and how they come back. How they are spelt is
// archive_bytes.c's.
//
// What goes together is one chunk: an invoice, the money that paid or names it, what else that
// money paid, and so on. It may go when all of it lies before `base`, is the same in `base` and
// `settled`, owes nothing, leaves nothing free, and nothing pending names it. Then no fold from
// `base` can touch it unless an event names it, and such an event brings it back first.
// Ownership: all is in the arena. Thread: any, nothing is shared.
#include "engine/archive.h"

#include "engine/archive_bytes.h"

// ---- policies that look at old invoices ----

static bool conditions_look_back(const struct conditions *conditions)
{
    for (size_t i = 0; i < conditions->count; i++)
        if (conditions->items[i].fact == FACT_PAID_INVOICES ||
            conditions->items[i].fact == FACT_PAID_LATE)
            return true;
    return false;
}

static bool policy_looks_back(const struct policy *policy)
{
    for (size_t i = 0; i < policy->flags.count; i++)
        if (policy->flags.items[i].window != FLAG_BY_HAND)
            return true; // its strikes are old invoices
    for (size_t i = 0; i < policy->steps.count; i++)
        if (conditions_look_back(&policy->steps.items[i].conditions))
            return true;
    return false;
}

// In any of its versions: the one in force changes in the middle of a fold.
static bool name_looks_back(const struct policies *policies, struct text name)
{
    for (size_t i = 0; i < policies->count; i++)
        if (text_equal(policies->items[i]->name, name) && policy_looks_back(policies->items[i]))
            return true;
    return false;
}

// ---- names of events ----

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

// An id that is not in the archive's bytes is not in the archive.
static bool is_archived(const struct account *account, struct text id)
{
    return !text_is_empty(id) && id.len <= account->archive.len &&
           memmem(account->archive.at, account->archive.len, id.at, id.len) != NULL;
}

static bool invoice_is_archived(const struct account *account, struct text invoice_id)
{
    return !text_is_empty(invoice_id) && !situation_invoice(&account->settled, invoice_id) &&
           is_archived(account, invoice_id);
}

static bool any_is_archived(const struct account *account, const struct action_items *items)
{
    for (size_t i = 0; i < items->count; i++)
        if (invoice_is_archived(account, items->items[i].invoice_id))
            return true;
    return false;
}

static bool changes_policy(const struct account *account, struct text policy_name)
{
    return !text_is_empty(policy_name) && !text_equal(policy_name, account->settled.policy_name);
}

static bool action_needs_archive(const struct account *account, const struct action *action)
{
    return invoice_is_archived(account, action->invoice_id) ||
           any_is_archived(account, &action->items) ||
           any_is_archived(account, &action->invoices) ||
           (action->kind == ACTION_REVERSE_PAYMENT && is_archived(account, action->name)) ||
           changes_policy(account, action->policy);
}

bool archive_is_needed(const struct policies *policies, const struct account *account,
                       const struct event *event)
{
    if (text_is_empty(account->archive))
        return false;
    if (name_looks_back(policies, account->settled.policy_name))
        return true; // by a version that came since
    switch (event->type) {
    case EVENT_INVOICE_ISSUED:
        return changes_policy(account, event->invoice.policy);
    case EVENT_PAYMENT_RECEIVED:
        return invoice_is_archived(account, event->payment.invoice_id);
    case EVENT_ACCOUNT_ACTION:
        return action_needs_archive(account, &event->action);
    case EVENT_CLOCK_TICK:
        break;
    }
    return false;
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

enum place { PLACE_ALIVE, PLACE_HERE, PLACE_GONE }; // here: in the chunk that is being gathered

struct gathering {
    struct account *account;
    struct arena *arena;
    uint8_t *invoices, *money; // enum place, by index into the lists of `settled`
    bool grew, failed;
};

static void invoice_join(struct gathering *gathering, struct text invoice_id)
{
    const struct invoices *list = &gathering->account->settled.invoices;
    const struct invoice *invoice = situation_invoice(&gathering->account->settled, invoice_id);
    uint8_t *place = invoice ? &gathering->invoices[invoice - list->items] : NULL;
    if (place && *place == PLACE_HERE)
        return;
    if (!place || *place == PLACE_GONE || !invoice_may_go(gathering->account, invoice)) {
        gathering->failed = true;
        return;
    }
    *place = PLACE_HERE;
    gathering->grew = true;
}

static void money_join(struct gathering *gathering, size_t at)
{
    if (gathering->money[at] == PLACE_HERE)
        return;
    if (gathering->money[at] == PLACE_GONE ||
        !money_may_go(gathering->account, &gathering->account->settled.money.items[at])) {
        gathering->failed = true;
        return;
    }
    gathering->money[at] = PLACE_HERE;
    gathering->grew = true;
}

static bool invoice_is_here(const struct gathering *gathering, struct text invoice_id)
{
    const struct invoices *list = &gathering->account->settled.invoices;
    for (size_t i = 0; i < list->count; i++)
        if (gathering->invoices[i] == PLACE_HERE && text_equal(list->items[i].id, invoice_id))
            return true;
    return false;
}

static bool money_is_here(const struct gathering *gathering, struct text money_id)
{
    const struct money_list *list = &gathering->account->settled.money;
    for (size_t i = 0; i < list->count; i++)
        if (gathering->money[i] == PLACE_HERE && text_equal(list->items[i].id, money_id))
            return true;
    return false;
}

static void money_join_by_id(struct gathering *gathering, struct text money_id)
{
    const struct money *money = situation_money(&gathering->account->settled, money_id);
    if (money)
        money_join(gathering, (size_t)(money - gathering->account->settled.money.items));
    else
        gathering->failed = true;
}

static void join_by_allocations(struct gathering *gathering, const struct allocations *list)
{
    for (size_t i = 0; i < list->count && !gathering->failed; i++) {
        const struct allocation *part = &list->items[i];
        bool invoice_here = invoice_is_here(gathering, part->invoice_id);
        bool money_here = money_is_here(gathering, part->money_id);
        if (invoice_here && !money_here)
            money_join_by_id(gathering, part->money_id);
        else if (money_here && !invoice_here)
            invoice_join(gathering, part->invoice_id);
    }
}

// What names each other, and money of one instant, whose order only the list knows.
static void join_by_names(struct gathering *gathering)
{
    const struct money_list *list = &gathering->account->settled.money;
    for (size_t i = 0; i < list->count && !gathering->failed; i++) {
        const struct money *money = &list->items[i];
        bool of_instant = (i > 0 && gathering->money[i - 1] == PLACE_HERE &&
                           list->items[i - 1].at_ms == money->at_ms) ||
                          (i + 1 < list->count && gathering->money[i + 1] == PLACE_HERE &&
                           list->items[i + 1].at_ms == money->at_ms);
        if (of_instant || invoice_is_here(gathering, money->invoice_id))
            money_join(gathering, i);
        if (gathering->money[i] == PLACE_HERE && !text_is_empty(money->invoice_id))
            invoice_join(gathering, money->invoice_id);
    }
}

static bool part_is_here(const struct gathering *gathering, const struct allocation *part)
{
    return invoice_is_here(gathering, part->invoice_id);
}

// The same was put there in `base`.
static bool allocations_agree(const struct gathering *gathering)
{
    const struct allocations *base = &gathering->account->base.allocations;
    const struct allocations *settled = &gathering->account->settled.allocations;
    for (size_t i = 0; i < settled->count; i++)
        if (part_is_here(gathering, &settled->items[i]) &&
            !has_allocation(base, &settled->items[i]))
            return false;
    for (size_t i = 0; i < base->count; i++)
        if (part_is_here(gathering, &base->items[i]) && !has_allocation(settled, &base->items[i]))
            return false;
    return true;
}

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static void chunk_fill(const struct gathering *gathering, struct archived *chunk)
{
    const struct account *account = gathering->account;
    const struct situation *settled = &account->settled;
    for (size_t i = 0; i < settled->invoices.count; i++) {
        const struct invoice *invoice = &settled->invoices.items[i];
        if (gathering->invoices[i] != PLACE_HERE)
            continue;
        *LIST_ADD(gathering->arena, &chunk->invoices) = *invoice;
        chunk->latest_ms =
            later(chunk->latest_ms, invoice->voided ? invoice->issued_ms : invoice->settled_ms);
    }
    for (size_t i = 0; i < settled->money.count; i++) {
        if (gathering->money[i] != PLACE_HERE)
            continue;
        struct money *money = LIST_ADD(gathering->arena, &chunk->money);
        *money = settled->money.items[i];
        money->waits_until_day = DAY_NONE; // what it waited for is here
        chunk->latest_ms = later(chunk->latest_ms, money->at_ms);
    }
    for (size_t i = 0; i < settled->allocations.count; i++)
        if (part_is_here(gathering, &settled->allocations.items[i]))
            *LIST_ADD(gathering->arena, &chunk->allocations) = settled->allocations.items[i];
    for (size_t i = 0; i < account->published.ledger.count; i++)
        if (invoice_is_here(gathering, account->published.ledger.items[i].invoice_id))
            *LIST_ADD(gathering->arena, &chunk->told) = account->published.ledger.items[i];
}

// ---- out of the lists ----

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

#define KEEP_UNLESS(list, goes, chunk, id)                  \
    do {                                                    \
        size_t kept_ = 0;                                   \
        for (size_t i_ = 0; i_ < (list)->count; i_++)       \
            if (!goes((chunk), (list)->items[i_].id))       \
                (list)->items[kept_++] = (list)->items[i_]; \
        (list)->count = kept_;                              \
    } while (0)

static void count_paid(struct situation *situation, const struct archived *chunk, int64_t by)
{
    for (size_t i = 0; i < chunk->invoices.count; i++) {
        const struct invoice *invoice = &chunk->invoices.items[i];
        if (invoice->voided)
            continue;
        if (invoice->paid_on_time)
            situation->forgotten_on_time += by;
        else
            situation->forgotten_late += by;
    }
}

static void take_out(struct situation *situation, const struct archived *chunk)
{
    KEEP_UNLESS(&situation->invoices, invoice_goes, chunk, id);
    KEEP_UNLESS(&situation->money, money_goes, chunk, id);
    KEEP_UNLESS(&situation->allocations, invoice_goes, chunk, invoice_id);
    count_paid(situation, chunk, 1);
}

// ---- putting ----

enum { CHUNKS_MOST = 16 }; // a call; the rest goes at the next tick

// The chunk of the invoice at index `at` of `settled`.
static bool chunk_gather(struct gathering *gathering, size_t at, struct archived *chunk)
{
    invoice_join(gathering, gathering->account->settled.invoices.items[at].id);
    while (gathering->grew && !gathering->failed) {
        gathering->grew = false;
        join_by_allocations(gathering, &gathering->account->settled.allocations);
        join_by_allocations(gathering, &gathering->account->base.allocations);
        join_by_names(gathering);
    }
    if (gathering->failed || !allocations_agree(gathering))
        return false;
    chunk_fill(gathering, chunk);
    return archive_bytes_add(&gathering->account->archive, chunk, gathering->arena);
}

static bool put_one(struct account *account, size_t at, struct arena *arena)
{
    struct gathering gathering = {
        .account = account,
        .arena = arena,
        .invoices = arena_zero(arena, account->settled.invoices.count + 1),
        .money = arena_zero(arena, account->settled.money.count + 1),
    };
    struct archived chunk = {.latest_ms = INSTANT_NONE};
    if (!chunk_gather(&gathering, at, &chunk))
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
        if (old && put_one(account, at, arena))
            chunks++; // and another invoice stands at the index
        else
            at++;
    }
}

void archive_forget(struct account *account, int64_t before_ms, struct arena *arena)
{
    if (!text_is_empty(account->archive))
        account->archive = archive_bytes_drop(account->archive, before_ms, arena);
}

// ---- thawing ----

static void invoice_back(struct invoices *list, const struct invoice *invoice, struct arena *arena)
{
    (void)LIST_ADD(arena, list);
    size_t at = list->count - 1;
    while (at > 0 && (list->items[at - 1].due_day > invoice->due_day ||
                      (list->items[at - 1].due_day == invoice->due_day &&
                       text_compare(list->items[at - 1].id, invoice->id) > 0))) {
        list->items[at] = list->items[at - 1];
        at--;
    }
    list->items[at] = *invoice;
}

static void money_back(struct money_list *list, const struct money *money, struct arena *arena)
{
    (void)LIST_ADD(arena, list);
    size_t at = list->count - 1;
    while (at > 0 && list->items[at - 1].at_ms > money->at_ms) {
        list->items[at] = list->items[at - 1];
        at--;
    }
    list->items[at] = *money;
}

static void told_back(struct told_entries *list, const struct told_entry *told, struct arena *arena)
{
    (void)LIST_ADD(arena, list);
    size_t at = list->count - 1;
    while (at > 0 && list->items[at - 1].key > told->key) {
        list->items[at] = list->items[at - 1];
        at--;
    }
    list->items[at] = *told;
}

// The lists within an invoice are shared with no one: situation_copy sees to it, when the copy is
// the last thing that is done.
static void put_back(struct situation *situation, const struct archived *all, struct arena *arena)
{
    struct situation whole;
    situation_copy(&whole, situation, arena);
    struct allocations live = whole.allocations;
    whole.allocations = (struct allocations){0};
    for (size_t i = 0; i < all->invoices.count; i++)
        invoice_back(&whole.invoices, &all->invoices.items[i], arena);
    for (size_t i = 0; i < all->money.count; i++)
        money_back(&whole.money, &all->money.items[i], arena);
    for (size_t i = 0; i < all->allocations.count; i++)
        *LIST_ADD(arena, &whole.allocations) = all->allocations.items[i];
    for (size_t i = 0; i < live.count; i++)
        *LIST_ADD(arena, &whole.allocations) = live.items[i];
    count_paid(&whole, all, -1);
    situation_copy(situation, &whole, arena);
}

bool archive_thaw(struct account *account, struct arena *arena)
{
    struct archived all;
    if (!archive_bytes_read(account->archive, arena, &all))
        return false;
    put_back(&account->base, &all, arena);
    put_back(&account->settled, &all, arena);
    struct told_entries told = {0};
    for (size_t i = 0; i < account->published.ledger.count; i++)
        *LIST_ADD(arena, &told) = account->published.ledger.items[i];
    for (size_t i = 0; i < all.told.count; i++)
        told_back(&told, &all.told.items[i], arena);
    account->published.ledger = told;
    account->archive = (struct text){0};
    return true;
}
