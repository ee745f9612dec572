// SPDX-License-Identifier: Apache-2.0
// One event, one account: is it admitted, what does it change, what is to be published?
#include "engine/step.h"

#include "engine/admit.h"
#include "engine/archive.h"
#include "engine/difference.h"
#include "engine/horizon.h"

struct stepping {
    const struct policies *policies;
    struct account *account;
    const struct event *event;
    int64_t clock_ms;
    struct arena *arena;
    struct decision *decision;
};

// ---- the situation with all facts ----

// Of an account that nothing is known of yet: what the default policy would say.
static void fold_default(const struct stepping *stepping, struct situation *view, struct fold *fold)
{
    if (view->first_ms != INSTANT_NONE)
        return;
    view->policy_name = stepping->policies->default_name;
    fold_set_time(fold, stepping->event->own_ms);
}

static void fold_all(const struct stepping *stepping, const struct account *account,
                     struct situation *view, struct fold *fold)
{
    situation_copy(view, &account->settled, stepping->arena);
    fold_init(fold, stepping->policies, view, stepping->clock_ms, stepping->arena);
    fold_run(fold, &account->facts, INSTANT_NONE, true);
    fold_to_clock(fold);
    fold_default(stepping, view, fold);
}

// An event that is admitted whatever the account's situation, and imposes nothing.
static bool needs_view(const struct account *account, const struct event *event)
{
    return event->type == EVENT_ACCOUNT_ACTION || account->settled.first_ms == INSTANT_NONE ||
           (event->type == EVENT_INVOICE_ISSUED && !text_is_empty(event->invoice.policy));
}

static void fold_none(const struct stepping *stepping, const struct account *account,
                      struct situation *view, struct fold *fold)
{
    *view = account->settled; // only looked at
    fold_init(fold, stepping->policies, view, stepping->clock_ms, stepping->arena);
    fold_default(stepping, view, fold);
}

// A new account stands at the lowest status with all its services: nothing is told of that.
static void published_begin(struct account *account, const struct policy *policy)
{
    struct published *published = &account->published;
    published->status = policy->statuses.items[0].name;
    published->policy_version = policy->version;
    memcpy(published->services, policy->statuses.items[0].services, sizeof published->services);
}

// Only when there is something to forget, or at a tick: an older base gives the same situations.
static void horizon_advance(const struct stepping *stepping, const struct policy *policy)
{
    const struct facts *facts = &stepping->account->facts;
    int64_t horizon_ms = stepping->clock_ms - policy->late_news_days * DAY_MS;
    if (stepping->clock_ms == INSTANT_NONE)
        return;
    if (stepping->event->type == EVENT_CLOCK_TICK ||
        (facts->count > 0 && facts->items[0].at_ms < horizon_ms))
        base_advance(stepping->policies, stepping->account, policy, stepping->clock_ms,
                     stepping->arena);
}

// ---- what comes next ----

static void next_wake(const struct stepping *stepping, const struct fold *fold, bool pending)
{
    struct account *account = stepping->account;
    account->next_wake_ms = fold->first_wake_ms;
    if (pending || account->late_news)
        account->next_wake_ms = stepping->clock_ms == INSTANT_NONE ? 0 : stepping->clock_ms + 1;
}

// ---- an event ----

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

// Taken back, unless what took it back was itself taken back.
static bool is_undone(const struct account *account, const struct fact *fact)
{
    for (size_t i = 0; i < account->facts.count; i++) {
        const struct fact *undo = &account->facts.items[i];
        bool names_it = fact->event.type == EVENT_ACCOUNT_ACTION && undo != fact &&
                        undo->event.type == EVENT_ACCOUNT_ACTION &&
                        undo->event.action.kind == ACTION_UNDO &&
                        text_equal(undo->event.action.name, fact->event.subject_id);
        if (names_it && !is_undone(account, undo))
            return true;
    }
    return false;
}

// Marks what is taken back now; the earliest fact for which that changed, or `at_ms`.
static int64_t undo_mark(struct account *account, int64_t at_ms)
{
    int64_t earliest = at_ms;
    for (size_t i = 0; i < account->facts.count; i++) {
        struct fact *fact = &account->facts.items[i];
        bool undone = is_undone(account, fact);
        if (undone != fact->undone && fact->at_ms < earliest)
            earliest = fact->at_ms;
        fact->undone = undone;
    }
    return earliest;
}

// The earliest instant at which the new fact changes anything.
static int64_t fact_enter(const struct stepping *stepping, int64_t at_ms)
{
    const struct event *event = stepping->event;
    (void)account_add_fact(stepping->account, event, at_ms, stepping->arena);
    bool undo = event->type == EVENT_ACCOUNT_ACTION && event->action.kind == ACTION_UNDO;
    return undo ? undo_mark(stepping->account, at_ms) : at_ms;
}

// After it a midnight may have been skipped, or come again: the next tick looks.
static bool changes_zone(const struct event *event)
{
    return event->type == EVENT_ACCOUNT_ACTION && event->action.kind == ACTION_SET_ACCOUNT &&
           !text_is_empty(event->action.zone);
}

static void event_decide(const struct stepping *stepping, const struct standing *before,
                         bool too_late)
{
    struct account *account = stepping->account;
    struct fold fold;
    struct situation view;
    fold_init(&fold, stepping->policies, &account->settled, stepping->clock_ms, stepping->arena);
    fold_run(&fold, &account->facts, stepping->clock_ms, false);
    situation_copy(&view, &account->settled, stepping->arena);
    fold.now = &view; // its log goes on
    fold.first_wake_ms = INSTANT_NEVER;
    fold_run(&fold, &account->facts, INSTANT_NONE, true);
    if (!account->exists)
        published_begin(account, fold.policy);
    account->exists = true;
    if (too_late) {
        fold.cause = account_fact(account, stepping->event->type, stepping->event->subject_id);
        exception_add(&fold, fold.policy, NULL, NULL, fold.today,
                      TEXT_LITERAL("news from before the horizon: counted from the clock"));
    }
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
    horizon_advance(stepping, fold.policy);
    next_wake(stepping, &fold, difference.pending || changes_zone(stepping->event));
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
    if (needs_view(account, event))
        fold_all(stepping, account, &view, &fold);
    else
        fold_none(stepping, account, &view, &fold);
    if (stepping->clock_ms == INSTANT_NONE && fold.at_ms < event->own_ms)
        fold_set_time(&fold, event->own_ms); // before the first tick its own time is all there is
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
    if (earliest_ms < account->settled.at_ms)
        situation_copy(&account->settled, &account->base, stepping->arena);
    if (earliest_ms < stepping->clock_ms)
        account->late_news = true; // what it brings on by time follows at the next tick
    event_decide(stepping, &before, too_late);
}

// ---- a tick ----

static void tick_step(const struct stepping *stepping)
{
    struct account *account = stepping->account;
    int64_t tick_ms = stepping->event->own_ms;
    if (!account->exists || tick_ms <= stepping->clock_ms)
        return;
    struct stepping ticked = *stepping;
    ticked.clock_ms = tick_ms;
    if (account->late_news)
        // look back for what late news brought on
        situation_copy(&account->settled, &account->base, stepping->arena);
    struct fold fold;
    struct situation view;
    fold_init(&fold, stepping->policies, &account->settled, tick_ms, stepping->arena);
    fold_run(&fold, &account->facts, tick_ms, false);
    situation_copy(&view, &account->settled, stepping->arena);
    fold.now = &view;
    fold.first_wake_ms = INSTANT_NEVER;
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
    horizon_advance(&ticked, fold.policy);
    next_wake(&ticked, &fold, false);
}

// With what lies in the archive back in its place. The next advance of `base` puts it away again.
static void thawed_step(const struct stepping *stepping)
{
    struct account archived = *stepping->account;
    if (!archive_thaw(stepping->account, stepping->arena)) {
        refuse(stepping, REFUSAL_ACCOUNT_FULL); // damaged bytes: nothing is decided by half of it
        return;
    }
    if (stepping->event->type == EVENT_CLOCK_TICK)
        tick_step(stepping);
    else
        event_step(stepping);
    if (stepping->decision->verdict != VERDICT_APPLIED)
        *stepping->account = archived;
}

void engine_step(const struct policies *policies, struct account *account,
                 const struct event *event, int64_t clock_ms, struct arena *arena,
                 struct decision *decision)
{
    memset(decision, 0, sizeof *decision);
    struct stepping stepping = {policies, account, event, clock_ms, arena, decision};
    if (archive_is_needed(policies, account, event))
        thawed_step(&stepping);
    else if (event->type == EVENT_CLOCK_TICK)
        tick_step(&stepping);
    else
        event_step(&stepping);
}
