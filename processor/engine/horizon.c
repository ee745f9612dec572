// SPDX-License-Identifier: Apache-2.0
#include "engine/horizon.h"

#include "engine/archive.h"

// ---- facts ----

static void seen_add(struct account *account, struct arena *arena, const struct fact *fact)
{
    struct seen *seen = LIST_ADD(arena, &account->seen);
    seen->key = seen_key(fact->event.type, fact->event.subject_id);
    seen->content = seen_content(fact->event.content);
    seen->at_ms = fact->at_ms;
}

static void marks_forget(struct told_marks *marks, int32_t before_day)
{
    size_t kept = 0;
    for (size_t i = 0; i < marks->count; i++)
        if (marks->items[i].day >= before_day)
            marks->items[kept++] = marks->items[i];
    marks->count = kept;
}

// Whether there were any.
static bool facts_forget(struct account *account, struct arena *arena, int64_t before_ms)
{
    size_t count = account->facts.count, kept = 0;
    for (size_t i = 0; i < account->facts.count; i++) {
        if (account->facts.items[i].at_ms < before_ms)
            seen_add(account, arena, &account->facts.items[i]);
        else
            account->facts.items[kept++] = account->facts.items[i];
    }
    account->facts.count = kept;
    return kept < count;
}

static void seen_forget(struct account *account, int64_t before_ms)
{
    size_t kept = 0;
    for (size_t i = 0; i < account->seen.count; i++)
        if (account->seen.items[i].at_ms >= before_ms)
            account->seen.items[kept++] = account->seen.items[i];
    account->seen.count = kept;
}

// ---- what is settled and old ----

static bool invoice_is_over(const struct invoice *invoice, int64_t before_ms)
{
    bool closed = invoice->voided || invoice->settled_ms != INSTANT_NONE;
    bool old = invoice->settled_ms != INSTANT_NONE ? invoice->settled_ms < before_ms
                                                   : invoice->issued_ms < before_ms;
    for (size_t i = 0; i < invoice->fees.count; i++)
        if (invoice->fees.items[i].open_minor > 0 || invoice->fees.items[i].state == FEE_HELD)
            return false;
    return closed && old;
}

static void allocations_forget(struct situation *situation, struct text invoice_id)
{
    size_t kept = 0;
    for (size_t i = 0; i < situation->allocations.count; i++)
        if (!text_equal(situation->allocations.items[i].invoice_id, invoice_id))
            situation->allocations.items[kept++] = situation->allocations.items[i];
    situation->allocations.count = kept;
}

// Over in both situations: one that was opened again within the horizon stays.
static bool may_forget(const struct account *account, struct text invoice_id, int64_t before_ms)
{
    const struct invoice *in_base = situation_invoice(&account->base, invoice_id);
    const struct invoice *in_settled = situation_invoice(&account->settled, invoice_id);
    return (!in_base || invoice_is_over(in_base, before_ms)) &&
           (!in_settled || invoice_is_over(in_settled, before_ms));
}

static bool list_has(const struct text_list *list, struct text name)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->items[i], name))
            return true;
    return false;
}

static void invoices_forget(struct situation *situation, const struct text_list *old)
{
    size_t kept = 0;
    for (size_t i = 0; i < situation->invoices.count; i++) {
        struct invoice *invoice = &situation->invoices.items[i];
        if (!list_has(old, invoice->id)) {
            situation->invoices.items[kept++] = *invoice;
            continue;
        }
        if (invoice->settled_ms != INSTANT_NONE && !invoice->voided) {
            situation->forgotten_on_time += invoice->paid_on_time;
            situation->forgotten_late += !invoice->paid_on_time;
        }
        allocations_forget(situation, invoice->id);
    }
    situation->invoices.count = kept;
}

static bool pays_something(const struct situation *situation, const struct money *money)
{
    for (size_t i = 0; i < situation->allocations.count; i++)
        if (text_equal(situation->allocations.items[i].money_id, money->id))
            return true;
    return false;
}

// Money that is spent on what was forgotten. What credits said of kept invoices stays told.
static void money_forget(struct situation *situation, int64_t before_ms)
{
    size_t kept = 0;
    for (size_t i = 0; i < situation->money.count; i++) {
        struct money *money = &situation->money.items[i];
        bool over = money->at_ms < before_ms && money->free_minor == 0 &&
                    !situation_invoice(situation, money->invoice_id) &&
                    !pays_something(situation, money);
        if (!over)
            situation->money.items[kept++] = *money;
    }
    situation->money.count = kept;
}

static void outcomes_forget(struct situation *situation, int64_t before_ms)
{
    size_t kept = 0;
    for (size_t i = 0; i < situation->outcomes.count; i++)
        if (situation->outcomes.items[i].at_ms >= before_ms)
            situation->outcomes.items[kept++] = situation->outcomes.items[i];
    situation->outcomes.count = kept;
    kept = 0;
    for (size_t i = 0; i < situation->charge_tries.count; i++) // the last one says how things stand
        if (situation->charge_tries.items[i].at_ms >= before_ms ||
            i + 1 == situation->charge_tries.count)
            situation->charge_tries.items[kept++] = situation->charge_tries.items[i];
    situation->charge_tries.count = kept;
}

static void situation_forget(struct situation *situation, const struct text_list *old,
                             int64_t before_ms)
{
    invoices_forget(situation, old);
    money_forget(situation, before_ms);
    outcomes_forget(situation, before_ms);
}

// A position that the situation has no more is told no more, or it would look unwanted.
static void told_forget(struct account *account)
{
    struct told_entries *ledger = &account->published.ledger;
    size_t kept = 0;
    for (size_t i = 0; i < ledger->count; i++) {
        const struct told_entry *told = &ledger->items[i];
        bool gone =
            !text_is_empty(told->invoice_id) &&
            !situation_invoice(&account->settled, told->invoice_id) &&
            (told->kind != LEDGER_CREDIT || !situation_money(&account->settled, told->subject_id));
        if (!gone)
            ledger->items[kept++] = *told;
    }
    ledger->count = kept;
}

static bool has_old_money(const struct situation *situation, int64_t before_ms)
{
    return (situation->money.count > 0 && situation->money.items[0].at_ms < before_ms) ||
           (situation->outcomes.count > 0 && situation->outcomes.items[0].at_ms < before_ms) ||
           (situation->charge_tries.count > 1 &&
            situation->charge_tries.items[0].at_ms < before_ms);
}

static void over_forget(struct account *account, const struct policy *policy, int64_t before_ms,
                        struct arena *arena)
{
    struct text_list old = {0};
    for (size_t i = 0; i < account->base.invoices.count; i++) {
        const struct invoice *invoice = &account->base.invoices.items[i];
        if (may_forget(account, invoice->id, before_ms) &&
            !earned_a_flag(policy, &account->settled, invoice))
            *LIST_ADD(arena, &old) = invoice->id;
    }
    if (old.count == 0 && !has_old_money(&account->base, before_ms))
        return;
    situation_forget(&account->base, &old, before_ms);
    situation_forget(&account->settled, &old, before_ms);
    told_forget(account);
}

// ---- the base ----

void base_advance(const struct policies *policies, struct account *account,
                  const struct policy *policy, int64_t clock_ms, struct arena *arena)
{
    int64_t horizon_ms = clock_ms - policy->late_news_days * DAY_MS;
    int64_t forget_ms = clock_ms - policy->forget_days * DAY_MS;
    if (account->base.at_ms >= horizon_ms)
        return;
    struct fold fold;
    fold_init(&fold, policies, &account->base, horizon_ms, arena);
    fold_run(&fold, &account->facts, horizon_ms, false);
    bool any_older = facts_forget(account, arena, horizon_ms);
    seen_forget(account, forget_ms);
    if (account->base.first_ms == INSTANT_NONE)
        return;
    marks_forget(&account->published.notices, account->base.day_done);
    marks_forget(&account->published.identities, account->base.day_done);
    over_forget(account, policy, forget_ms, arena);
    archive_forget(account, forget_ms, arena);
    if (any_older && !account->late_news) // late news: something may be left to tell
        archive_put(policies, account, arena);
}
