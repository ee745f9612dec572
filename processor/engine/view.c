// SPDX-License-Identifier: Apache-2.0
// The account as people and tests look at it: balances, what comes next, how it paid.
#include "engine/step.h"

#include "engine/archive.h"
#include "engine/difference.h"

static struct balance *balance_of(struct view *view, struct arena *arena, struct currency currency)
{
    for (size_t i = 0; i < view->balances.count; i++)
        if (currency_equal(view->balances.items[i].currency, currency))
            return &view->balances.items[i];
    struct balance *balance = LIST_ADD(arena, &view->balances);
    balance->currency = currency;
    return balance;
}

// A fee that late news brought on is charged at the next tick, and owed from then on.
static void charges_wait(const struct published *published, struct text invoice_id,
                         struct fees *fees)
{
    for (size_t i = 0; i < fees->count; i++) {
        struct fee *fee = &fees->items[i];
        if (fee->state != FEE_OWED || text_is_empty(fee->step))
            continue;
        int64_t waits_minor = fee->amount_minor - told_of_fee(published, invoice_id, fee);
        if (waits_minor > 0)
            fee->open_minor = fee->open_minor > waits_minor ? fee->open_minor - waits_minor : 0;
    }
}

static void balances_add(struct view *view, const struct situation *now, struct arena *arena)
{
    for (size_t i = 0; i < now->invoices.count; i++) {
        struct balance *balance = balance_of(view, arena, now->invoices.items[i].currency);
        balance->open_minor += now->invoices.items[i].open_minor;
        balance->fees_minor += invoice_open_fees(&now->invoices.items[i]);
    }
    for (size_t i = 0; i < now->fees.count; i++)
        balance_of(view, arena, now->fees.items[i].currency)->fees_minor +=
            now->fees.items[i].open_minor;
    for (size_t i = 0; i < now->money.count; i++)
        balance_of(view, arena, now->money.items[i].currency)->credit_minor +=
            now->money.items[i].free_minor;
}

static void paid_count(struct view *view, const struct situation *now)
{
    view->paid_on_time = now->forgotten_on_time;
    view->paid_late = now->forgotten_late;
    for (size_t i = 0; i < now->invoices.count; i++) {
        const struct invoice *invoice = &now->invoices.items[i];
        if (invoice->settled_ms == INSTANT_NONE || invoice->voided)
            continue;
        if (invoice->paid_on_time)
            view->paid_on_time++;
        else
            view->paid_late++;
    }
}

static void pending_add(struct view *view, const struct fold *fold)
{
    for (int rank = 1; rank < (int)fold->policy->statuses.count; rank++) {
        int32_t day;
        if (!status_is_pending(fold, rank, &day))
            continue;
        struct pending *pending = LIST_ADD(fold->arena, &view->pending);
        pending->status = fold->policy->statuses.items[rank].name;
        pending->day = day;
        for (size_t i = 0; i < fold->now->invoices.count; i++)
            if (will_reach(fold, &fold->now->invoices.items[i], rank, day))
                output_invoice_add(fold, &pending->invoices, &fold->now->invoices.items[i]);
    }
}

void engine_view(const struct policies *policies, const struct account *viewed, int64_t clock_ms,
                 struct arena *arena, struct view *view)
{
    struct account whole = *viewed;
    const struct account *account = &whole;
    if (!text_is_empty(viewed->archive))
        (void)archive_thaw(&whole, arena); // a damaged one is not shown
    memset(view, 0, sizeof *view);
    struct situation *now = arena_take(arena, sizeof *now);
    struct fold fold;
    situation_copy(now, &account->settled, arena);
    fold_init(&fold, policies, now, clock_ms, arena);
    fold_run(&fold, &account->facts, INSTANT_NONE, true);
    fold_to_clock(&fold);
    if (now->first_ms == INSTANT_NONE) {
        now->policy_name = policies->default_name;
        fold_set_time(&fold, clock_ms);
    }
    view->policy = fold.policy;
    view->situation = now;
    view->today = fold.today;
    view->status =
        account->exists ? account->published.status : fold.policy->statuses.items[0].name;
    view->until_day = account->published.until_day;
    memcpy(view->services,
           account->exists ? account->published.services : fold.policy->statuses.items[0].services,
           sizeof view->services);
    int rank =
        account->published.delayed ? account->published.rank_reached : account->published.rank;
    if (rank > 0)
        invoices_of_rank(&fold, rank, fold.today, &view->status_invoices);
    for (size_t i = 0; i < now->invoices.count; i++)
        charges_wait(&account->published, now->invoices.items[i].id, &now->invoices.items[i].fees);
    charges_wait(&account->published, (struct text){0}, &now->fees);
    balances_add(view, now, arena);
    paid_count(view, now);
    pending_add(view, &fold);
}
