// SPDX-License-Identifier: Apache-2.0
// When is the archive needed, and how does it come back? What may go into it is archive_put.c's,
// how it is spelt archive_bytes.c's. Ownership: all is in the arena. Thread: any, nothing is
// shared.
#include "engine/archive_parts.h"

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
bool name_looks_back(const struct policies *policies, struct text name)
{
    for (size_t i = 0; i < policies->count; i++)
        if (text_equal(policies->items[i]->name, name) && policy_looks_back(policies->items[i]))
            return true;
    return false;
}

// ---- is it needed? ----

bool changes_policy(const struct account *account, struct text policy_name)
{
    return !text_is_empty(policy_name) && !text_equal(policy_name, account->settled.policy_name);
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

// ---- back into the lists ----

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

void archive_count_paid(struct situation *situation, const struct archived *chunk, int64_t by)
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
    archive_count_paid(&whole, all, -1);
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

void archive_forget(struct account *account, int64_t before_ms, struct arena *arena)
{
    if (!text_is_empty(account->archive))
        account->archive = archive_bytes_drop(account->archive, before_ms, arena);
}
