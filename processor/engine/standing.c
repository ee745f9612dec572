// SPDX-License-Identifier: Apache-2.0
// Which status follows? The highest step that any open invoice has reached by its own days past
// due, or the present one while its `leave` rule does not hold, whichever is higher, bounded by
// blockers.
#include "engine/fold.h"

// ---- what invoices bring on ----

bool has_run(const struct step_runs *runs, struct text step)
{
    for (size_t i = 0; i < runs->count; i++)
        if (text_equal(runs->items[i].step, step))
            return true;
    return false;
}

static bool step_is_reached(const struct fold *fold, const struct policy *policy,
                            const struct step *step, const struct invoice *invoice, int32_t day)
{
    int32_t moment = step_moment(fold, policy, step, invoice);
    if (moment == DAY_NONE || moment > day)
        return false;
    if (step->decided_once)
        return has_run(&invoice->runs, step->name);
    return conditions_hold(fold, step, invoice);
}

// A rank of the invoice's own policy version, in the account's present one.
static int rank_now(const struct fold *fold, const struct policy *policy, int32_t rank)
{
    if (policy == fold->policy)
        return rank;
    int now = policy_status_at(fold->policy, policy->statuses.items[rank].name);
    return now < 0 ? 0 : now;
}

int step_rank(const struct fold *fold, const struct policy *policy, const struct step *step)
{
    int rank = 0;
    for (size_t i = 0; i < step->deeds.count; i++) {
        const struct deed *deed = &step->deeds.items[i];
        if (deed->kind == DEED_SET_STATUS && rank_now(fold, policy, deed->rank) > rank)
            rank = rank_now(fold, policy, deed->rank);
    }
    return rank;
}

static int rank_by_invoice(const struct fold *fold, const struct invoice *invoice, int32_t day,
                           bool keeps, const struct step **by)
{
    if (!invoice_is_open(invoice) || is_disputed(fold->now, invoice->id))
        return 0;
    bool under_plan = is_under_plan(fold->now, invoice);
    if (!keeps && under_plan)
        return 0;
    const struct policy *policy = fold_invoice_policy(fold, invoice);
    int rank = 0;
    for (size_t i = 0; i < policy->steps.count; i++) {
        const struct step *step = &policy->steps.items[i];
        if (!trigger_is_of_invoice(step->trigger.kind))
            continue;
        int reached = step_rank(fold, policy, step);
        if (under_plan && !(invoice->ranks_reached & (1u << reached)))
            continue; // a plan keeps what is, and brings on nothing new
        if (reached > rank && step_is_reached(fold, policy, step, invoice, day)) {
            rank = reached;
            *by = step;
        }
    }
    return rank;
}

int invoice_rank(const struct fold *fold, const struct invoice *invoice, int32_t day, bool keeps)
{
    const struct step *by = NULL;
    return rank_by_invoice(fold, invoice, day, keeps, &by);
}

static int32_t silent_days(const struct fold *fold)
{
    const struct situation *now = fold->now;
    int64_t since_ms = now->heard_ms != INSTANT_NONE ? now->heard_ms : now->first_ms;
    return fold->today - zone_day_at(now->zone, since_ms);
}

// A status that hangs on the account as a whole: while the step's conditions hold.
static int account_rank(const struct fold *fold, const struct step **by)
{
    int rank = 0;
    for (size_t i = 0; i < fold->policy->steps.count; i++) {
        const struct step *step = &fold->policy->steps.items[i];
        bool standing = step->trigger.kind == TRIGGER_EVERY_DAYS ||
                        step->trigger.kind == TRIGGER_DAYS_SINCE_ACTIVITY;
        if (step->trigger.kind == TRIGGER_DAYS_SINCE_ACTIVITY &&
            silent_days(fold) < step->trigger.number)
            continue;
        int reached = standing ? step_rank(fold, fold->policy, step) : 0;
        if (reached > rank && conditions_hold(fold, step, NULL)) {
            rank = reached;
            *by = step;
        }
    }
    return rank;
}

static bool is_paused(const struct fold *fold)
{
    for (size_t i = 0; i < fold->now->blockers.count; i++)
        if (fold->now->blockers.items[i].kind == BLOCKER_PAUSE &&
            blocker_in_force(&fold->now->blockers.items[i], fold->today))
            return true;
    return false;
}

static int reach(struct fold *fold, const struct step **by)
{
    int rank = account_rank(fold, by);
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        struct invoice *invoice = &fold->now->invoices.items[i];
        const struct step *step = NULL;
        int reached = rank_by_invoice(fold, invoice, fold->today, false, &step);
        for (int r = 1; r <= reached; r++)
            invoice->ranks_reached |= 1u << r;
        if (reached > rank) {
            rank = reached;
            *by = step;
        }
    }
    return rank;
}

// ---- when a status is left ----

static bool overdue_undisputed(const struct fold *fold)
{
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        const struct invoice *invoice = &fold->now->invoices.items[i];
        if (invoice_is_overdue(fold, invoice) && !is_disputed(fold->now, invoice->id))
            return true;
    }
    return false;
}

static bool is_triggered(const struct fold *fold, int rank)
{
    const struct step *by = NULL;
    if (account_rank(fold, &by) >= rank)
        return true;
    for (size_t i = 0; i < fold->now->invoices.count; i++)
        if (invoice_rank(fold, &fold->now->invoices.items[i], fold->today, true) >= rank)
            return true;
    return false;
}

static bool fees_open(const struct fold *fold, uint32_t of_ranks)
{
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        const struct invoice *invoice = &fold->now->invoices.items[i];
        if (is_disputed(fold->now, invoice->id))
            continue;
        if ((of_ranks == 0 || (invoice->ranks_reached & of_ranks)) &&
            invoice_open_fees(invoice) > 0)
            return true;
    }
    for (size_t i = 0; of_ranks == 0 && i < fold->now->fees.count; i++)
        if (fold->now->fees.items[i].open_minor > 0)
            return true;
    return false;
}

bool keeps_by_fees(const struct fold *fold, const struct invoice *invoice, int rank)
{
    enum leave_rule leave = fold->policy->statuses.items[rank].leave;
    bool reached = invoice->ranks_reached & (1u << rank);
    return (leave == LEAVE_NO_OVERDUE_NOR_FEES ||
            (leave == LEAVE_NO_TRIGGER_NOR_FEES && reached)) &&
           !is_disputed(fold->now, invoice->id) && invoice_open_fees(invoice) > 0;
}

// Whether the rule for leaving the status holds. What a person set is triggered by anything
// overdue.
static bool may_leave(const struct fold *fold, int rank, bool by_person)
{
    switch (fold->policy->statuses.items[rank].leave) {
    case LEAVE_NO_TRIGGER:
        return by_person ? !overdue_undisputed(fold) : !is_triggered(fold, rank);
    case LEAVE_NO_TRIGGER_NOR_FEES:
        return !(by_person ? overdue_undisputed(fold) : is_triggered(fold, rank)) &&
               !fees_open(fold, 1u << rank);
    case LEAVE_NO_OVERDUE:
        return !overdue_undisputed(fold);
    case LEAVE_NO_OVERDUE_NOR_FEES:
        return !overdue_undisputed(fold) && !fees_open(fold, 0);
    }
    return true;
}

// The present status, or the next lower one that may not be left yet.
static int kept_rank(const struct fold *fold)
{
    for (int rank = fold->now->standing.rank; rank > 0; rank--)
        if (!may_leave(fold, rank, false))
            return rank;
    return 0;
}

// What a person set follows the policy again as soon as its `leave` rule holds.
static int kept_person_rank(const struct fold *fold)
{
    int rank = fold->now->standing.person_rank;
    return rank > 0 && !may_leave(fold, rank, true) ? rank : 0;
}

// ---- what blockers leave of it ----

// A shift or lift ends as soon as no invoice is overdue, and does not come back.
static void floors_end_if_nothing_overdue(struct fold *fold)
{
    if (any_overdue(fold))
        return;
    for (size_t i = fold->now->blockers.count; i > 0; i--)
        if (fold->now->blockers.items[i - 1].kind == BLOCKER_FLOOR)
            blocker_end(fold, &fold->now->blockers.items[i - 1]);
}

static void say_who(struct standing *standing, const struct blocker *blocker)
{
    standing->actor = blocker->actor;
    standing->reason = blocker->reason;
}

static bool holds_off(const struct fold *fold, const struct blocker *blocker)
{
    int kind = blocker->kind == BLOCKER_HOLD ? policy_hold_at(fold->policy, blocker->name) : -1;
    return kind >= 0 && (fold->policy->holds.items[kind].blocks & BLOCKS_RESTRICT);
}

static int imposed_by(const struct fold *fold, const struct blocker *blocker)
{
    int kind = blocker->kind == BLOCKER_HOLD ? policy_hold_at(fold->policy, blocker->name) : -1;
    return kind < 0 ? -1 : fold->policy->holds.items[kind].imposes;
}

// What is in force on the day: the policy's part lowered by holds and floors, then what holds
// impose.
static void show(const struct fold *fold, struct standing *standing, int32_t day)
{
    const struct blockers *blockers = &fold->now->blockers;
    standing->rank_shown = standing->rank;
    standing->delayed = false;
    for (size_t i = 0; i < blockers->count; i++) {
        const struct blocker *blocker = &blockers->items[i];
        if (holds_off(fold, blocker) && blocker_in_force(blocker, day) &&
            standing->rank_shown > standing->person_rank) {
            standing->rank_shown = standing->person_rank;
            say_who(standing, blocker);
        }
    }
    for (size_t i = 0; i < blockers->count; i++) {
        const struct blocker *blocker = &blockers->items[i];
        if (blocker->kind == BLOCKER_FLOOR && blocker_in_force(blocker, day) &&
            standing->rank_shown > blocker->rank) {
            standing->rank_shown = blocker->rank;
            standing->delayed = true;
            say_who(standing, blocker);
        }
    }
    for (size_t i = 0; i < blockers->count; i++) {
        const struct blocker *blocker = &blockers->items[i];
        if (imposed_by(fold, blocker) > standing->rank_shown && blocker_in_force(blocker, day)) {
            standing->rank_shown = imposed_by(fold, blocker);
            standing->delayed = false;
            say_who(standing, blocker);
        }
    }
}

static bool same_look(const struct standing *a, const struct standing *b)
{
    return a->rank_shown == b->rank_shown && a->delayed == b->delayed &&
           (!a->delayed || a->rank == b->rank);
}

// The date on which what is shown flips, if nothing else comes: the first end of a blocker that
// makes a difference.
static int32_t flips_on(const struct fold *fold, const struct standing *standing)
{
    int32_t first = DAY_NONE;
    for (size_t i = 0; i < fold->now->blockers.count; i++) {
        int32_t day = fold->now->blockers.items[i].until_day;
        if (day == DAY_NONE || day <= fold->today || (first != DAY_NONE && day >= first))
            continue;
        struct standing then = *standing;
        show(fold, &then, day);
        if (!same_look(&then, standing))
            first = day;
    }
    return first;
}

// ---- the standing ----

struct text standing_name(const struct policy *policy, const struct standing *standing)
{
    const struct status *reached = &policy->statuses.items[standing->rank];
    if (standing->delayed && standing->rank_shown == 0 && !text_is_empty(reached->delayed_name))
        return reached->delayed_name;
    return policy->statuses.items[standing->rank_shown].name;
}

static void overlay(uint8_t services[SERVICE_COUNT_MAX], const uint8_t *other, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (other[i] < services[i])
            services[i] = other[i];
}

void standing_services(const struct fold *fold, const struct standing *standing,
                       uint8_t services[SERVICE_COUNT_MAX])
{
    const struct policy *policy = fold->policy;
    memset(services, 0, SERVICE_COUNT_MAX);
    memcpy(services, policy->statuses.items[standing->rank_shown].services, policy->services.count);
    for (size_t i = 0; i < policy->flags.count; i++) {
        const struct flag *flag = &policy->flags.items[i];
        if (flag->has_services && situation_flag_is_on(fold->now, flag->name))
            overlay(services, flag->services, policy->services.count);
    }
    int service = policy_service_at(policy, policy->enabled_service);
    if (fold->now->disabled && service >= 0)
        services[service] = SERVICE_NONE;
}

static void say_why(const struct fold *fold, struct standing *standing, const struct step *by)
{
    standing->since_ms = fold->at_ms;
    standing->step = by ? by->name : (struct text){0};
    standing->cause_event_id = fold->cause ? fold->cause->event.event_id : (struct text){0};
    if (fold->cause && fold->cause->event.type == EVENT_ACCOUNT_ACTION) {
        standing->actor = fold->cause->event.action.actor;
        standing->reason = fold->cause->event.action.reason;
    }
}

static int hand_over_rank(const struct policy *policy)
{
    for (size_t i = 0; i < policy->steps.count; i++)
        for (size_t k = 0; k < policy->steps.items[i].deeds.count; k++)
            if (policy->steps.items[i].deeds.items[k].kind == DEED_HAND_OVER)
                return policy->steps.items[i].deeds.items[k].rank;
    return STATUS_COUNT_MAX;
}

// The hand-over ends when its status is left; a consultation when the account is settled (D15).
static void hand_over_ends(struct fold *fold)
{
    struct situation *now = fold->now;
    bool left = now->handed_over && now->standing.rank_shown < hand_over_rank(fold->policy);
    if (left)
        now->handed_over = false;
    if (left || (!any_overdue(fold) && !fees_open(fold, 0)))
        now->consultation = CONSULTATION_NONE;
}

void standing_update(struct fold *fold)
{
    struct standing *standing = &fold->now->standing, next = *standing;
    const struct step *by = NULL;
    floors_end_if_nothing_overdue(fold);
    int kept = kept_rank(fold), reached = reach(fold, &by);
    if (is_paused(fold) && reached > standing->rank)
        reached = standing->rank;
    next.person_rank = kept_person_rank(fold);
    next.rank = reached > kept ? reached : kept;
    if (next.person_rank > next.rank)
        next.rank = next.person_rank;
    next.actor = next.reason = (struct text){0};
    show(fold, &next, fold->today);
    next.until_day = flips_on(fold, &next);
    struct standing old = *standing;
    bool changed = !same_look(&old, &next) || old.until_day != next.until_day;
    if (changed) {
        say_why(fold, &next, next.rank > 0 ? by : NULL);
        *LIST_ADD(fold->arena, &fold->transitions) = next;
        *standing = next;
    } else {
        standing->rank = next.rank;
        standing->person_rank = next.person_rank;
    }
    if (old.rank_shown != next.rank_shown) {
        steps_on(fold, TRIGGER_ON_STATUS_LEFT, NULL, ACTION_UNDO, old.rank_shown, (struct text){0});
        steps_on(fold, TRIGGER_ON_STATUS_ENTERED, NULL, ACTION_UNDO, next.rank_shown,
                 (struct text){0});
    }
    hand_over_ends(fold);
}
