// SPDX-License-Identifier: Apache-2.0
// The oracle's statuses: the highest step that an open invoice has reached, or the present one
// while its leave rule does not hold, bounded by what holds the policy back (requirements, Time and
// Blockers).
#include "oracle_state.h"

bool oracle_in_plan(const struct oracle *oracle, const struct bill *bill)
{
    for (size_t i = 0; i < oracle->plan_count; i++)
        if (!oracle->plans[i].ended && oracle->plans[i].covers[bill - oracle->bills])
            return true;
    return false;
}

bool oracle_blocks(const struct oracle *oracle, uint32_t blocks)
{
    for (size_t i = 0; i < oracle->hold_count; i++)
        if (!oracle->holds[i].ended &&
            (oracle->policy->holds.items[oracle->holds[i].kind].blocks & blocks))
            return true;
    return false;
}

static bool is_overdue(const struct oracle *oracle, const struct bill *bill)
{
    return oracle_is_open(bill) && oracle->today > bill->due_day;
}

bool oracle_something_overdue(const struct oracle *oracle)
{
    for (size_t i = 0; i < oracle->bill_count; i++)
        if (is_overdue(oracle, &oracle->bills[i]))
            return true;
    return false;
}

static int set_by(const struct step *step)
{
    for (size_t i = 0; i < step->deeds.count; i++)
        if (step->deeds.items[i].kind == DEED_SET_STATUS)
            return step->deeds.items[i].rank;
    return 0;
}

// The highest status that this invoice has reached by its own days past due; a disputed one none.
static int reached_by(const struct oracle *oracle, const struct bill *bill)
{
    int highest = 0;
    if (!oracle_is_open(bill) || bill->disputed)
        return 0;
    for (size_t i = 0; i < bill->policy->steps.count; i++) {
        const struct step *step = &bill->policy->steps.items[i];
        int32_t moment = oracle_moment(bill->policy, &step->trigger, bill->due_day);
        if (moment != DAY_NONE && moment <= oracle->today && set_by(step) > highest)
            highest = set_by(step);
    }
    return highest;
}

static int64_t fees_open(const struct bill *bill)
{
    int64_t sum = 0;
    for (size_t i = 0; i < bill->fee_count; i++)
        sum += bill->fees[i].open_minor;
    return sum;
}

// Does this invoice keep the account in the status?
static bool keeps(const struct oracle *oracle, const struct bill *bill, int rank)
{
    if (bill->disputed || bill->voided)
        return false;
    switch (oracle->policy->statuses.items[rank].leave) {
    case LEAVE_NO_TRIGGER:
        return reached_by(oracle, bill) >= rank;
    case LEAVE_NO_TRIGGER_NOR_FEES:
        return reached_by(oracle, bill) >= rank || (bill->caused[rank] && fees_open(bill) > 0);
    case LEAVE_NO_OVERDUE:
        return is_overdue(oracle, bill);
    case LEAVE_NO_OVERDUE_NOR_FEES:
        return is_overdue(oracle, bill) || fees_open(bill) > 0;
    }
    return false;
}

static bool may_leave(const struct oracle *oracle, int rank)
{
    for (size_t i = 0; i < oracle->bill_count; i++)
        if (keeps(oracle, &oracle->bills[i], rank))
            return false;
    return true;
}

static void note_causes(struct oracle *oracle)
{
    for (size_t i = 0; i < oracle->bill_count; i++) {
        struct bill *bill = &oracle->bills[i];
        int reached = oracle_in_plan(oracle, bill) ? 0 : reached_by(oracle, bill);
        for (int rank = 1; rank <= reached; rank++)
            bill->caused[rank] = true;
    }
}

void oracle_stand(struct oracle *oracle)
{
    if (oracle->floor_stands && !oracle_something_overdue(oracle))
        oracle->floor_stands = false;
    note_causes(oracle);
    int highest = 0;
    for (size_t i = 0; i < oracle->bill_count; i++) {
        const struct bill *bill = &oracle->bills[i];
        int reached = oracle_in_plan(oracle, bill) ? 0 : reached_by(oracle, bill);
        if (reached > highest)
            highest = reached;
    }
    int kept = oracle->rank;
    while (kept > highest && may_leave(oracle, kept))
        kept--;
    oracle->rank = kept > highest ? kept : highest;
    if (oracle->person_rank > 0 && may_leave(oracle, oracle->person_rank))
        oracle->person_rank = 0;
}

// ---- what is shown ----

// What would be shown on a day, with the blockers that still stand on it.
struct shown {
    int rank;
    struct text name;
};

static bool hold_stands(const struct imposed_hold *hold, int32_t day)
{
    return !hold->ended && (hold->until_day == DAY_NONE || hold->until_day > day);
}

static bool restrict_blocked(const struct oracle *oracle, int32_t day)
{
    for (size_t i = 0; i < oracle->hold_count; i++)
        if (hold_stands(&oracle->holds[i], day) &&
            (oracle->policy->holds.items[oracle->holds[i].kind].blocks & BLOCKS_RESTRICT))
            return true;
    return false;
}

static int imposed(const struct oracle *oracle, int32_t day)
{
    int highest = oracle->person_rank;
    for (size_t i = 0; i < oracle->hold_count; i++) {
        int rank = oracle->policy->holds.items[oracle->holds[i].kind].imposes;
        if (hold_stands(&oracle->holds[i], day) && rank > highest)
            highest = rank;
    }
    return highest;
}

static struct shown shown_on(const struct oracle *oracle, int32_t day)
{
    const struct status *statuses = oracle->policy->statuses.items;
    bool blocked = restrict_blocked(oracle, day);
    bool floored =
        oracle->floor_stands && oracle->floor_until_day > day && oracle->rank > oracle->floor_rank;
    int by_policy = blocked ? 0 : floored ? oracle->floor_rank : oracle->rank;
    int by_person = imposed(oracle, day);
    int rank = by_policy > by_person ? by_policy : by_person;
    bool delayed = floored && !blocked && rank == 0;
    return (struct shown){rank,
                          delayed ? statuses[oracle->rank].delayed_name : statuses[rank].name};
}

int oracle_shown_rank(const struct oracle *oracle)
{
    return shown_on(oracle, oracle->today).rank;
}

// The first date on which the end of a blocker changes what is shown.
static int32_t flips_on(const struct oracle *oracle)
{
    struct shown now = shown_on(oracle, oracle->today);
    int32_t first = DAY_NONE;
    for (size_t i = 0; i <= oracle->hold_count; i++) {
        bool is_floor = i == oracle->hold_count;
        int32_t day = is_floor ? oracle->floor_until_day : oracle->holds[i].until_day;
        bool stands = is_floor ? oracle->floor_stands : !oracle->holds[i].ended;
        if (!stands || day == DAY_NONE || (first != DAY_NONE && day >= first))
            continue;
        if (!text_equal(shown_on(oracle, day).name, now.name))
            first = day;
    }
    return first;
}

static void show_services(const struct oracle *oracle, int rank, uint8_t *services)
{
    const struct policy *policy = oracle->policy;
    for (size_t i = 0; i < policy->services.count; i++) {
        services[i] = policy->statuses.items[rank].services[i];
        for (size_t flag = 0; flag < policy->flags.count; flag++)
            if (policy->flags.items[flag].has_services && oracle_flag(oracle, (int)flag) &&
                policy->flags.items[flag].services[i] < services[i])
                services[i] = policy->flags.items[flag].services[i];
        if (oracle->disabled && text_equal(policy->services.items[i], policy->enabled_service))
            services[i] = SERVICE_NONE;
    }
}

void oracle_show(const struct oracle *oracle, struct oracle_answer *answer)
{
    struct shown shown = shown_on(oracle, oracle->today);
    answer->status = shown.name;
    answer->until_day = flips_on(oracle);
    show_services(oracle, shown.rank, answer->services);
}
