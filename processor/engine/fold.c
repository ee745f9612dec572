// SPDX-License-Identifier: Apache-2.0
// The order of time: each wake in turn, facts before it first, a fact at exactly a wake after it
// (requirements, Time). One late tick equals many timely ones because both are this loop.
#include "engine/fold.h"

void fold_init(struct fold *fold, const struct policies *policies, struct situation *situation,
               int64_t clock_ms, struct arena *arena)
{
    memset(fold, 0, sizeof *fold);
    fold->policies = policies;
    fold->now = situation;
    fold->arena = arena;
    fold->clock_ms = clock_ms;
    fold->first_wake_ms = INSTANT_NEVER;
    if (situation->first_ms != INSTANT_NONE)
        fold_set_time(fold, situation->at_ms);
}

// Ranks are indexes into the statuses of one version: carry them over to the next.
static int carry(const struct policy *from, const struct policy *to, int rank)
{
    if (rank < 0)
        return rank;
    int now = policy_status_at(to, from->statuses.items[rank].name);
    return now < 0 ? 0 : now;
}

static uint32_t carry_bits(const struct policy *from, const struct policy *to, uint32_t bits)
{
    uint32_t carried = 0;
    for (int rank = 1; rank < (int)from->statuses.count; rank++)
        if (bits & (1u << rank))
            carried |= 1u << carry(from, to, rank);
    return carried & ~1u;
}

static void policy_change(struct fold *fold, const struct policy *from, const struct policy *to)
{
    struct situation *now = fold->now;
    now->standing.rank = carry(from, to, now->standing.rank);
    now->standing.rank_shown = carry(from, to, now->standing.rank_shown);
    now->standing.person_rank = carry(from, to, now->standing.person_rank);
    for (size_t i = 0; i < now->invoices.count; i++)
        now->invoices.items[i].ranks_reached =
            carry_bits(from, to, now->invoices.items[i].ranks_reached);
    for (size_t i = 0; i < now->blockers.count; i++)
        now->blockers.items[i].rank = carry(from, to, now->blockers.items[i].rank);
}

void fold_set_time(struct fold *fold, int64_t at_ms)
{
    struct situation *now = fold->now;
    bool ahead = fold->clock_ms != INSTANT_NONE && at_ms > fold->clock_ms;
    int64_t clocked_ms = ahead ? fold->clock_ms : at_ms;
    const struct policy *before = fold->policy;
    const struct zone *zone = text_is_empty(now->zone_name) ? NULL : now->zone;
    fold->at_ms = at_ms;
    fold->policy = policies_find(fold->policies, now->policy_name, zone, clocked_ms);
    if (!fold->policy)
        fold->policy =
            policies_find(fold->policies, fold->policies->default_name, zone, clocked_ms);
    if (!before && now->policy_version > 0)
        before = policies_version(fold->policies, fold->policy->name, now->policy_version);
    if (before && before != fold->policy)
        policy_change(fold, before, fold->policy);
    now->policy_version = fold->policy->version;
    if (text_is_empty(now->zone_name))
        now->zone = fold->policy->zone;
    fold->today = zone_day_at(now->zone, clocked_ms);
}

const struct policy *fold_invoice_policy(const struct fold *fold, const struct invoice *invoice)
{
    if (invoice->policy_version == fold->policy->version &&
        text_equal(invoice->policy_name, fold->policy->name))
        return fold->policy;
    const struct policy *policy =
        policies_version(fold->policies, invoice->policy_name, invoice->policy_version);
    return policy ? policy : fold->policy;
}

// Every wake up to the instant has run: the local day there is done.
static void days_done(struct fold *fold, int64_t at_ms)
{
    struct situation *now = fold->now;
    if (now->first_ms == INSTANT_NONE || at_ms > fold->clock_ms)
        return;
    int32_t day = zone_day_at(now->zone, at_ms);
    if (day > now->day_done)
        now->day_done = day;
}

static const struct fact *next_fact(const struct facts *facts, size_t *at)
{
    while (*at < facts->count && facts->items[*at].undone)
        (*at)++;
    return *at < facts->count ? &facts->items[*at] : NULL;
}

static void take_fact(struct fold *fold, const struct fact *fact)
{
    days_done(fold, fact->at_ms);
    fold_set_time(fold, fact->at_ms);
    fact_apply(fold, fact);
    fold->now->at_ms = fact->at_ms;
}

static void take_day(struct fold *fold, int32_t day, int64_t wake_ms)
{
    fold_set_time(fold, wake_ms);
    fold->now->day_done = day;
    day_run(fold, day);
    fold->now->at_ms = wake_ms;
}

static void wake_at(struct fold *fold, int64_t at_ms)
{
    if (at_ms < fold->first_wake_ms)
        fold->first_wake_ms = at_ms;
}

// What would wake the account before the fact counts (or at all), and what the fact itself leaves
// to a tick: on a later day than the clock's it is looked at by its own day only then.
static void note_wake(struct fold *fold, const struct fact *fact)
{
    const struct situation *now = fold->now;
    if (now->first_ms != INSTANT_NONE) {
        int32_t day = fold_next_day(fold);
        int64_t start_ms = day == DAY_NONE ? INSTANT_NEVER : zone_day_start(now->zone, day);
        if (!fact || start_ms <= fact->at_ms) // else the fact's own situation decides
            wake_at(fold, start_ms);
    }
    if (!fact)
        return;
    if (fold->clock_ms == INSTANT_NONE) {
        wake_at(fold, fact->at_ms);
    } else if (fact->at_ms > fold->clock_ms && now->first_ms != INSTANT_NONE) {
        int32_t today = zone_day_at(now->zone, fold->clock_ms);
        if (zone_day_at(now->zone, fact->at_ms) > today)
            wake_at(fold, zone_day_start(now->zone, today + 1));
    } else if (fact->at_ms > fold->clock_ms) {
        wake_at(fold, fold->clock_ms + 1);
    }
}

void fold_run(struct fold *fold, const struct facts *facts, int64_t until_ms, bool all_facts)
{
    size_t at = 0;
    while (at < facts->count && facts->items[at].at_ms < fold->now->at_ms)
        at++; // folded in already
    while (until_ms != INSTANT_NONE) {
        const struct fact *fact = next_fact(facts, &at);
        int32_t day = fold->now->first_ms == INSTANT_NONE ? DAY_NONE : fold_next_day(fold);
        int64_t wake_ms = day == DAY_NONE ? INSTANT_NEVER : fold_day_start(fold, day);
        if (wake_ms <= until_ms && (!fact || fact->at_ms >= wake_ms))
            take_day(fold, day, wake_ms);
        else if (fact && fact->at_ms < until_ms && fact->at_ms < wake_ms) {
            take_fact(fold, fact);
            at++;
        } else
            break;
    }
    if (until_ms != INSTANT_NONE && until_ms > fold->now->at_ms) {
        days_done(fold, until_ms);
        fold->now->at_ms = until_ms;
        if (fold->now->first_ms != INSTANT_NONE)
            fold_set_time(fold, until_ms);
    }
    const struct fact *fact;
    while (all_facts && (fact = next_fact(facts, &at))) {
        note_wake(fold, fact);
        take_fact(fold, fact);
        at++;
    }
    if (all_facts) // else the next wake is asked of another fold
        note_wake(fold, NULL);
}

void fold_to_clock(struct fold *fold)
{
    if (fold->now->first_ms != INSTANT_NONE && fold->at_ms < fold->clock_ms)
        fold_set_time(fold, fold->clock_ms);
}
