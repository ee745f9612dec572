// SPDX-License-Identifier: Apache-2.0
// Flags that a policy counts: strikes are charges of a fee code or invoices that reached a status,
// one an invoice, in the year of the invoice's due date (C12, C13).
#include "engine/fold.h"

static const struct fee *strike_fee(const struct flag *flag, const struct invoice *invoice)
{
    for (size_t i = 0; i < invoice->fees.count; i++)
        if (invoice->fees.items[i].state == FEE_OWED &&
            text_equal(invoice->fees.items[i].code, flag->counted_code))
            return &invoice->fees.items[i];
    return NULL;
}

static bool is_strike(const struct flag *flag, const struct invoice *invoice)
{
    bool reached = flag->counted_rank > 0 && (invoice->ranks_reached & (1u << flag->counted_rank));
    return flag->window != FLAG_BY_HAND && !invoice->voided &&
           (reached || strike_fee(flag, invoice) != NULL);
}

// When the invoice became a strike; INSTANT_NONE: it is none.
static int64_t strike_ms(const struct fold *fold, const struct flag *flag,
                         const struct invoice *invoice)
{
    if (!is_strike(flag, invoice))
        return INSTANT_NONE;
    const struct fee *fee = strike_fee(flag, invoice);
    return fee ? fee->charged_ms : zone_day_start(fold->now->zone, invoice->due_day);
}

bool earned_a_flag(const struct policy *policy, const struct situation *situation,
                   const struct invoice *invoice)
{
    for (size_t i = 0; i < policy->flags.count; i++)
        if (situation_flag_is_on(situation, policy->flags.items[i].name) &&
            is_strike(&policy->flags.items[i], invoice))
            return true;
    return false;
}

// Whether more strikes than the policy allows lie in the window around `day` (its calendar year, or
// the days up to it), at least one of them after `since_ms`.
static bool too_many_strikes(const struct fold *fold, const struct flag *flag, int32_t day,
                             int64_t since_ms)
{
    int strikes = 0;
    bool any_since = false;
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        const struct invoice *invoice = &fold->now->invoices.items[i];
        int64_t at_ms = strike_ms(fold, flag, invoice);
        bool within = flag->window == FLAG_DAYS
                          ? invoice->due_day > day - flag->days && invoice->due_day <= day
                          : civil_of_day(invoice->due_day).year == civil_of_day(day).year;
        if (at_ms == INSTANT_NONE || !within)
            continue;
        strikes++;
        any_since = any_since || at_ms > since_ms;
    }
    return strikes > flag->more_than && any_since;
}

static bool flag_is_reached(const struct fold *fold, const struct flag *flag, int64_t since_ms)
{
    if (flag->lasts_until_year_end || flag->window == FLAG_DAYS)
        return too_many_strikes(fold, flag, fold->today, since_ms);
    for (size_t i = 0; i < fold->now->invoices.count; i++)
        if (strike_ms(fold, flag, &fold->now->invoices.items[i]) != INSTANT_NONE &&
            too_many_strikes(fold, flag, fold->now->invoices.items[i].due_day, since_ms))
            return true;
    return false;
}

void flags_update(struct fold *fold)
{
    for (size_t i = 0; i < fold->policy->flags.count; i++) {
        const struct flag *flag = &fold->policy->flags.items[i];
        if (flag->window == FLAG_BY_HAND)
            continue;
        struct flag_state *state = situation_flag(fold->now, flag->name);
        if (state && state->by_person && state->on)
            continue; // stays until a person clears it
        bool cleared = state && state->cleared_by_person;
        bool reached = flag_is_reached(fold, flag, cleared ? state->cleared_ms : INSTANT_NONE);
        if (!state && reached) {
            state = LIST_ADD(fold->arena, &fold->now->flags);
            state->name = flag->name;
        }
        if (state)
            state->on = reached;
    }
}
