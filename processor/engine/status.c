// SPDX-License-Identifier: Apache-2.0
// Status changes: which of the statuses passed are told, and which wait for the next tick.
#include "engine/difference.h"

static bool same_look(const struct standing *a, const struct standing *b)
{
    return a->rank_shown == b->rank_shown && a->delayed == b->delayed &&
           (!a->delayed || a->rank == b->rank);
}

// More severe is greater. A delayed status restricts nothing, but announces a restriction.
static int severity(const struct standing *standing)
{
    return standing->rank_shown * STATUS_COUNT_MAX + (standing->delayed ? standing->rank : 0);
}

// What an action does to the status itself is told at once (requirements, Time).
static bool event_imposes(const struct event *event)
{
    if (event->type != EVENT_ACCOUNT_ACTION)
        return false;
    switch (event->action.kind) {
    case ACTION_HOLD:
    case ACTION_RELEASE:
    case ACTION_ESCALATE:
    case ACTION_HAND_OVER:
    case ACTION_SHIFT:
    case ACTION_LIFT:
    case ACTION_SET_ACCOUNT:
    case ACTION_SET_FLAG:
    case ACTION_CLOSE_DISPUTE:
    case ACTION_CANCEL_PLAN:
    case ACTION_RECORD_CHARGE:
    case ACTION_RESUME:
        return true;
    case ACTION_SET_CONTACTS:
    case ACTION_EXTEND_TERMS:
    case ACTION_DISCOUNT:
    case ACTION_REVOKE_DISCOUNT:
    case ACTION_CREDIT_NOTE:
    case ACTION_VOID:
    case ACTION_WAIVE_FEE:
    case ACTION_REVERSE_PAYMENT:
    case ACTION_WRITE_OFF:
    case ACTION_UNDO:
    case ACTION_PAUSE:
    case ACTION_OPEN_DISPUTE:
    case ACTION_PROMISE:
    case ACTION_KEEP_PROMISE:
    case ACTION_AGREE_PLAN:
    case ACTION_GIVE_UPDATE:
    case ACTION_RECORD_CONTACT:
    case ACTION_RECORD_ACTIVITY:
    case ACTION_ANSWER_CONSULTATION:
    case ACTION_SET_SOURCE:
    case ACTION_REQUEST_REINSTATEMENT:
        break;
    }
    return false;
}

// The status that the event sets by itself, if that still stands; -1: none.
static int imposed_rank(const struct fold *fold, const struct event *event)
{
    if (event->type != EVENT_ACCOUNT_ACTION)
        return -1;
    if (event->action.kind == ACTION_ESCALATE)
        return fold->now->standing.person_rank;
    struct text name = event->action.name;
    int hold = event->action.kind == ACTION_HOLD ? policy_hold_at(fold->policy, name) : -1;
    bool stands = hold >= 0 && blocker_find(fold->now, BLOCKER_HOLD, name, (struct text){0});
    return stands ? fold->policy->holds.items[hold].imposes : -1;
}

static struct standing published_standing(const struct published *published)
{
    return (struct standing){.rank = published->rank_reached,
                             .rank_shown = published->rank,
                             .delayed = published->delayed,
                             .until_day = published->until_day};
}

// ---- one change ----

static bool services_equal(const uint8_t *a, const uint8_t *b)
{
    return memcmp(a, b, SERVICE_COUNT_MAX) == 0;
}

static bool any_lower(const struct policy *policy, const uint8_t *now, const uint8_t *before)
{
    for (size_t i = 0; i < policy->services.count; i++)
        if (now[i] < before[i])
            return true;
    return false;
}

// When the status was entered. One that was entered longer ago than identities are remembered is
// told for the instant of the telling, or its id could be that of its first telling.
static int64_t scheduled_ms(const struct difference *difference, const struct standing *standing)
{
    int64_t remembered_ms = difference->decided_ms - difference->fold->policy->forget_days * DAY_MS;
    return standing->since_ms > remembered_ms ? standing->since_ms : difference->decided_ms;
}

static struct output *change_write(struct difference *difference, struct drafts *drafts,
                                   const struct standing *standing, const uint8_t *services)
{
    struct fold *fold = difference->fold;
    struct published *published = &difference->account->published;
    bool tick = difference_is_tick(difference);
    struct text cause = tick ? (struct text){0} : difference->event->event_id;
    struct output *output = draft_add(
        difference, drafts, OUTPUT_STATUS_CHANGE,
        tick ? scheduled_ms(difference, standing) : difference->decided_ms, standing->step, cause);
    struct status_change *change = &output->status_change;
    change->previous_status = published->status;
    change->status = standing_name(fold->policy, standing);
    change->until_day = standing->until_day;
    change->services_of = fold->policy;
    memcpy(change->services, services, SERVICE_COUNT_MAX);
    change->actor = standing->actor;
    change->reason = standing->reason;
    if (!tick && difference->event->type == EVENT_ACCOUNT_ACTION) {
        change->actor = difference->event->action.actor;
        change->reason = difference->event->action.reason;
    }
    int rank = standing->delayed ? standing->rank : standing->rank_shown;
    if (rank > 0)
        invoices_of_rank(fold, rank, fold->today, &output->invoices);
    difference->decision->restricts |= any_lower(fold->policy, services, published->services);
    published->status = change->status;
    published->rank = standing->rank_shown;
    published->rank_reached = standing->rank;
    published->delayed = standing->delayed;
    published->until_day = standing->until_day;
    memcpy(published->services, services, SERVICE_COUNT_MAX);
    output_identify(difference, output, (struct text){0}, standing->until_day, change->status,
                    fold->today + fold->policy->forget_days);
    return output;
}

static void change_tell(struct difference *difference, struct drafts *drafts, int old_rank,
                        const struct standing *standing, const struct output *change)
{
    int rank = standing->rank_shown;
    struct output copy = *change; // the drafts may move
    if (rank > old_rank)
        notices_of_status(difference, drafts, TRIGGER_ON_STATUS_ENTERED, rank, &copy);
    else if (rank < old_rank)
        notices_of_status(difference, drafts, TRIGGER_ON_STATUS_LEFT, old_rank, &copy);
}

// ---- at an event ----

// Services ease at once; they are lowered only by what the event itself imposes.
static void services_at_event(const struct difference *difference, const struct standing *standing,
                              bool imposed, uint8_t services[SERVICE_COUNT_MAX])
{
    const struct published *published = &difference->account->published;
    standing_services(difference->fold, standing, services);
    for (size_t i = 0; !imposed && i < difference->fold->policy->services.count; i++)
        if (services[i] < published->services[i])
            services[i] = published->services[i];
}

static void change_at_event(struct difference *difference, struct drafts *drafts)
{
    struct fold *fold = difference->fold;
    struct published *published = &difference->account->published;
    struct standing told = published_standing(published), next = fold->now->standing;
    bool imposes = event_imposes(difference->event);
    bool worse = severity(&next) > severity(&told);
    bool by_event = imposes && severity(&next) > severity(&difference->before);
    if (worse && !by_event) {
        int imposed = imposed_rank(fold, difference->event);
        difference->pending = true;
        if (imposed > told.rank_shown) {
            next.rank_shown = imposed; // the event's own part; what time brings waits for the tick
            next.delayed = false;
        } else {
            next = told;
        }
    }
    uint8_t services[SERVICE_COUNT_MAX], full[SERVICE_COUNT_MAX];
    services_at_event(difference, &next, imposes, services);
    standing_services(fold, &fold->now->standing, full);
    difference->pending |= any_lower(fold->policy, full, services);
    if (same_look(&next, &told) && next.until_day == told.until_day &&
        services_equal(services, published->services))
        return;
    int old_rank = told.rank_shown;
    struct output *change = change_write(difference, drafts, &next, services);
    change_tell(difference, drafts, old_rank, &next, change);
}

// ---- at a tick ----

struct path {
    struct standing *items;
    size_t count, room;
};

// Loops are cut out: coming back to a status drops what was passed since it was there.
static void path_add(struct fold *fold, struct path *path, const struct standing *standing,
                     bool keep_loops)
{
    for (size_t i = 0; !keep_loops && i < path->count; i++) {
        if (same_look(&path->items[i], standing)) {
            path->count = i + 1;
            if (i > 0 || path->items[i].until_day != standing->until_day) {
                path->items[i].until_day = standing->until_day;
                path->items[i].actor = standing->actor;
                path->items[i].reason = standing->reason;
            }
            return;
        }
    }
    *LIST_ADD(fold->arena, path) = *standing;
}

static void change_at_tick(struct difference *difference, struct drafts *drafts)
{
    struct fold *fold = difference->fold;
    struct published *published = &difference->account->published;
    bool keep_loops = fold->policy->late_restrictions_published;
    struct standing told = published_standing(published);
    struct path path = {0};
    *LIST_ADD(fold->arena, &path) = told;
    for (size_t i = 0; i < fold->transitions.count; i++) {
        const struct standing *passed = &fold->transitions.items[i];
        if (!keep_loops || passed->since_ms > difference->previous_clock_ms)
            path_add(fold, &path, passed, keep_loops);
    }
    if (!same_look(&path.items[path.count - 1], &fold->now->standing) || path.count == 1)
        path_add(fold, &path, &fold->now->standing, false);
    const struct standing *last = &path.items[path.count - 1];
    uint8_t services[SERVICE_COUNT_MAX];
    int old_rank = told.rank_shown;
    for (size_t i = 1; i < path.count; i++) {
        standing_services(fold, &path.items[i], services);
        struct output *change = change_write(difference, drafts, &path.items[i], services);
        if (&path.items[i] == last)
            change_tell(difference, drafts, old_rank, last, change);
    }
    standing_services(fold, last, services);
    if (path.count == 1 &&
        (last->until_day != told.until_day || !services_equal(services, published->services)))
        (void)change_write(difference, drafts, &fold->now->standing, services);
}

void status_difference(struct difference *difference, struct drafts *drafts)
{
    if (difference_is_tick(difference))
        change_at_tick(difference, drafts);
    else
        change_at_event(difference, drafts);
}
