// SPDX-License-Identifier: Apache-2.0
// Flags that a policy counts: strikes are charges of a fee code or invoices that reached a status,
// one an invoice, in the year of the invoice's due date (C12, C13).
#include "engine/fold.h"

static bool is_strike(const struct flag *flag, const struct invoice *invoice)
{
    if (invoice->voided)
        return false;
    if (flag->counted_rank > 0 && (invoice->ranks_reached & (1u << flag->counted_rank)))
        return true;
    for (size_t i = 0; i < invoice->fees.count; i++)
        if (invoice->fees.items[i].state == FEE_OWED &&
            text_equal(invoice->fees.items[i].code, flag->counted_code))
            return true;
    return false;
}

static int strikes_within(const struct fold *fold, const struct flag *flag, int32_t year_of_day)
{
    int strikes = 0;
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        const struct invoice *invoice = &fold->now->invoices.items[i];
        bool within =
            flag->window == FLAG_DAYS
                ? invoice->due_day > year_of_day - flag->days && invoice->due_day <= year_of_day
                : civil_of_day(invoice->due_day).year == civil_of_day(year_of_day).year;
        strikes += within && is_strike(flag, invoice);
    }
    return strikes;
}

// The most strikes of any window that still counts.
int flag_strikes_most(const struct fold *fold, const struct flag *flag)
{
    if (flag->lasts_until_year_end || flag->window == FLAG_DAYS)
        return strikes_within(fold, flag, fold->today);
    int most = 0;
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        const struct invoice *invoice = &fold->now->invoices.items[i];
        if (!is_strike(flag, invoice))
            continue;
        int strikes = strikes_within(fold, flag, invoice->due_day);
        most = strikes > most ? strikes : most;
    }
    return most;
}

void flags_update(struct fold *fold)
{
    for (size_t i = 0; i < fold->policy->flags.count; i++) {
        const struct flag *flag = &fold->policy->flags.items[i];
        if (flag->window == FLAG_BY_HAND)
            continue;
        int strikes = flag_strikes_most(fold, flag);
        bool reached = strikes > flag->more_than;
        struct flag_state *state = situation_flag(fold->now, flag->name);
        if (!state) {
            if (!reached)
                continue;
            state = LIST_ADD(fold->arena, &fold->now->flags);
            state->name = flag->name;
        }
        if (state->by_person && state->on)
            continue; // stays until a person clears it
        if (state->cleared_by_person && strikes <= state->cleared_at_strikes)
            reached = false;
        else
            state->cleared_by_person = state->cleared_by_person && !reached;
        state->on = reached;
    }
}
