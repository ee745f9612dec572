// SPDX-License-Identifier: Apache-2.0
// One event, one account: is it admitted, what does it change, what is to be published?
#include "engine/step.h"

#include "engine/admit.h"
#include "engine/difference.h"

struct stepping {
    const struct policies *policies;
    struct account *account;
    const struct event *event;
    int64_t clock_ms;
    struct arena *arena;
    struct decision *decision;
};

// ---- the situation with all facts
// ----------------------------------------------------------------

static void fold_all(const struct stepping *stepping, const struct account *account,
                     struct situation *view, struct fold *fold)
{
    situation_copy(view, &account->settled, stepping->arena);
    fold_init(fold, stepping->policies, view, stepping->clock_ms, stepping->arena);
    fold_run(fold, &account->facts, INSTANT_NONE, true);
    if (view->first_ms == INSTANT_NONE) { // nothing known yet: what the default policy would say
        view->policy_name = stepping->policies->default_name;
        fold_set_time(fold, stepping->event->own_ms);
    }
}

// A new account stands at the lowest status with all its services: nothing is told of that.
static void published_begin(struct account *account, const struct policy *policy)
{
    struct published *published = &account->published;
    published->status = policy->statuses.items[0].name;
    published->policy_version = policy->version;
    memcpy(published->services, policy->statuses.items[0].services, sizeof published->services);
}

// ---- the horizon
// ---------------------------------------------------------------------------------

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

static void facts_forget(struct account *account, struct arena *arena, int64_t before_ms)
{
    size_t kept = 0;
    for (size_t i = 0; i < account->facts.count; i++) {
        if (account->facts.items[i].at_ms < before_ms)
            seen_add(account, arena, &account->facts.items[i]);
        else
            account->facts.items[kept++] = account->facts.items[i];
    }
    account->facts.count = kept;
}

static void seen_forget(struct account *account, int64_t before_ms)
{
    size_t kept = 0;
    for (size_t i = 0; i < account->seen.count; i++)
        if (account->seen.items[i].at_ms >= before_ms)
            account->seen.items[kept++] = account->seen.items[i];
    account->seen.count = kept;
}

// Bring `base` up to the horizon of late news: no fact can come in before it any more.
static void base_advance(const struct stepping *stepping, const struct policy *policy)
{
    struct account *account = stepping->account;
    int64_t clock_ms = stepping->clock_ms;
    if (clock_ms == INSTANT_NONE)
        return;
    int64_t horizon_ms = clock_ms - policy->late_news_days * DAY_MS;
    if (account->base.at_ms >= horizon_ms)
        return;
    struct fold fold;
    situation_copy(&account->base, &account->base, stepping->arena);
    fold_init(&fold, stepping->policies, &account->base, horizon_ms, stepping->arena);
    fold_run(&fold, &account->facts, horizon_ms, false);
    facts_forget(account, stepping->arena, horizon_ms);
    seen_forget(account, clock_ms - policy->forget_days * DAY_MS);
    if (account->base.first_ms == INSTANT_NONE)
        return;
    marks_forget(&account->published.notices, account->base.day_done);
    marks_forget(&account->published.identities, account->base.day_done);
}

// ---- what comes next
// -----------------------------------------------------------------------------

static void next_wake(const struct stepping *stepping, struct fold *fold, bool pending)
{
    struct account *account = stepping->account;
    int32_t day = fold_next_day(fold);
    account->next_wake_ms = day == DAY_NONE ? INSTANT_NEVER : zone_day_start(fold->now->zone, day);
    if (pending || account->late_news)
        account->next_wake_ms = stepping->clock_ms == INSTANT_NONE ? 0 : stepping->clock_ms + 1;
}

// ---- an event
// ------------------------------------------------------------------------------------

static void refuse(const struct stepping *stepping, enum refusal refusal)
{
    stepping->decision->verdict = VERDICT_REFUSED;
    stepping->decision->refusal = refusal;
}

// Same id, same content: ignored. Same id, other content: refused.
static bool is_known(const struct stepping *stepping)
{
    const struct event *event = stepping->event;
    const struct fact *fact = account_fact(stepping->account, event->type, event->subject_id);
    const struct seen *seen =
        account_seen(stepping->account, seen_key(event->type, event->subject_id));
    bool same;
    if (fact)
        same = memcmp(&fact->event.content, &event->content, sizeof event->content) == 0;
    else if (seen)
        same = seen->content == seen_content(event->content);
    else
        return false;
    if (same)
        stepping->decision->verdict = VERDICT_DUPLICATE;
    else
        refuse(stepping, REFUSAL_CONFLICT);
    return true;
}

// The earliest instant at which the new fact changes anything.
static int64_t fact_enter(const struct stepping *stepping, int64_t at_ms)
{
    struct account *account = stepping->account;
    const struct event *event = stepping->event;
    int64_t earliest = at_ms;
    if (event->type == EVENT_ACCOUNT_ACTION && event->action.kind == ACTION_UNDO) {
        struct fact *undone = account_fact(account, EVENT_ACCOUNT_ACTION, event->action.name);
        undone->undone = true;
        earliest = undone->at_ms < at_ms ? undone->at_ms : at_ms;
    }
    (void)account_add_fact(account, event, at_ms, stepping->arena);
    return earliest;
}

static void event_decide(const struct stepping *stepping, const struct standing *before,
                         bool too_late)
{
    struct account *account = stepping->account;
    struct fold fold;
    struct situation view;
    situation_copy(&account->settled, &account->settled, stepping->arena);
    fold_init(&fold, stepping->policies, &account->settled, stepping->clock_ms, stepping->arena);
    fold_run(&fold, &account->facts, stepping->clock_ms, false);
    situation_copy(&view, &account->settled, stepping->arena);
    fold.now = &view; // its log goes on
    fold_run(&fold, &account->facts, INSTANT_NONE, true);
    if (!account->exists)
        published_begin(account, fold.policy);
    account->exists = true;
    if (too_late)
        exception_add(&fold, fold.policy, NULL, NULL, fold.today,
                      TEXT_LITERAL("news from before the horizon: counted from the clock"));
    int64_t own_ms = stepping->event->own_ms;
    struct difference difference = {
        .fold = &fold,
        .account = account,
        .event = stepping->event,
        .before = *before,
        .previous_clock_ms = stepping->clock_ms,
        .decided_ms = own_ms > stepping->clock_ms ? own_ms : stepping->clock_ms,
        .decision = stepping->decision,
    };
    difference_publish(&difference);
    base_advance(stepping, fold.policy);
    next_wake(stepping, &fold, difference.pending);
}

static void event_step(const struct stepping *stepping)
{
    struct account *account = stepping->account;
    const struct event *event = stepping->event;
    struct situation view;
    struct fold fold;
    bool too_late;
    if (is_known(stepping))
        return;
    fold_all(stepping, account, &view, &fold);
    enum refusal refusal = admit_time(fold.policy, event, stepping->clock_ms);
    if (!refusal)
        refusal = admit_event(&fold, account, event);
    if (refusal) {
        refuse(stepping, refusal);
        return;
    }
    struct standing before = view.standing;
    int64_t at_ms = admit_at_ms(fold.policy, event, stepping->clock_ms, &too_late);
    int64_t earliest_ms = fact_enter(stepping, at_ms);
    if (earliest_ms < account->settled.at_ms) {
        account->settled = account->base;
        account->late_news = true;
    }
    event_decide(stepping, &before, too_late);
}

// ---- a tick
// --------------------------------------------------------------------------------------

static void tick_step(const struct stepping *stepping)
{
    struct account *account = stepping->account;
    int64_t tick_ms = stepping->event->own_ms;
    if (!account->exists || tick_ms <= stepping->clock_ms)
        return;
    struct stepping ticked = *stepping;
    ticked.clock_ms = tick_ms;
    if (account->late_news)
        account->settled = account->base; // look back for what late news brought on
    struct fold fold;
    struct situation view;
    situation_copy(&account->settled, &account->settled, stepping->arena);
    fold_init(&fold, stepping->policies, &account->settled, tick_ms, stepping->arena);
    fold_run(&fold, &account->facts, tick_ms, false);
    situation_copy(&view, &account->settled, stepping->arena);
    fold.now = &view;
    fold_run(&fold, &account->facts, INSTANT_NONE, true);
    struct difference difference = {
        .fold = &fold,
        .account = account,
        .event = stepping->event,
        .previous_clock_ms = stepping->clock_ms,
        .decided_ms = tick_ms,
        .decision = stepping->decision,
    };
    difference_publish(&difference);
    account->late_news = false;
    base_advance(&ticked, fold.policy);
    next_wake(&ticked, &fold, false);
}

void engine_step(const struct policies *policies, struct account *account,
                 const struct event *event, int64_t clock_ms, struct arena *arena,
                 struct decision *decision)
{
    memset(decision, 0, sizeof *decision);
    struct stepping stepping = {policies, account, event, clock_ms, arena, decision};
    if (event->type == EVENT_CLOCK_TICK)
        tick_step(&stepping);
    else
        event_step(&stepping);
}
