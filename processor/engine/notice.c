// SPDX-License-Identifier: Apache-2.0
// Notices: which of those that fell due are sent, to whom, over which invoices.
#include "engine/difference.h"

static bool is_recurring(enum trigger_kind kind)
{
    return kind == TRIGGER_EVERY_WEEK || kind == TRIGGER_EVERY_MONTH || kind == TRIGGER_EVERY_DAYS;
}

// A statement or announcement is about invoices that are found when it is sent.
static bool needs_an_invoice(enum trigger_kind kind)
{
    return is_recurring(kind) || kind == TRIGGER_DAYS_BEFORE_STATUS;
}

// A chain is one recurring step, or all notices of one invoice whose moment counts from its due
// date; 0: the notice stands alone.
static uint64_t chain_of(const struct notice_due *notice)
{
    if (!notice->deed)
        return 0;
    if (needs_an_invoice(notice->step->trigger.kind))
        return key_add(KEY_START, notice->step->name);
    if (trigger_is_of_invoice(notice->step->trigger.kind))
        return key_add(key_add_number(KEY_START, 1), notice->invoice_id);
    return 0;
}

static uint64_t notice_key(const struct notice_due *notice)
{
    uint64_t key = key_add(KEY_START, notice->step->name);
    key = key_add(key, notice->deed ? notice->deed->template_name : notice->detail);
    key = key_add(key, notice->deed ? notice->deed->role : (struct text){0});
    key = key_add(key, notice->deed ? notice->deed->channel : (struct text){0});
    key = key_add(key, notice->invoice_id);
    key = key_add_number(key, notice->due_day);
    return key_add_number(key, notice->day);
}

// ---- which are sent ----

static bool is_candidate(const struct difference *difference, const struct notice_due *notice)
{
    if (difference_is_tick(difference))
        return text_is_empty(notice->cause_event_id);
    return text_equal(notice->cause_event_id, difference->event->event_id);
}

// Of one chain only the notices of its latest moment are sent; each is decided once for ever.
static void drop_stale(struct difference *difference, bool *sent)
{
    struct fold *fold = difference->fold;
    struct told_marks latest = {0};
    int32_t count;
    for (size_t i = 0; i < fold->notices.count; i++) {
        const struct notice_due *notice = &fold->notices.items[i];
        if (sent[i] && chain_of(notice) && !notice->policy->stale_notices_all)
            (void)mark_add(fold, &latest, chain_of(notice), notice->day, &count);
    }
    for (size_t i = 0; i < fold->notices.count; i++) {
        const struct notice_due *notice = &fold->notices.items[i];
        const struct told_mark *mark = sent[i] ? mark_find(&latest, chain_of(notice)) : NULL;
        if (mark && mark->day > notice->day)
            sent[i] = false;
    }
}

static void drop_told(struct difference *difference, bool *sent)
{
    struct fold *fold = difference->fold;
    struct told_marks *told = &difference->account->published.notices;
    int32_t count;
    for (size_t i = 0; i < fold->notices.count; i++) {
        const struct notice_due *notice = &fold->notices.items[i];
        if (is_candidate(difference, notice) &&
            !mark_add(fold, told, notice_key(notice), notice->day, &count))
            sent[i] = false;
    }
}

// An announcement whose date has been moved since, or for which the reason is gone.
static bool is_overtaken(const struct fold *fold, const struct notice_due *notice)
{
    const struct trigger *trigger = &notice->step->trigger;
    int32_t day;
    if (trigger->kind != TRIGGER_DAYS_BEFORE_STATUS ||
        fold->now->standing.rank_shown >= trigger->rank)
        return false;
    return !status_is_pending(fold, trigger->rank, &day) || day != notice->day + trigger->number;
}

// An invoice settled by now is taken off; a notice that loses its last invoice is not sent.
static bool is_settled(const struct fold *fold, const struct notice_due *notice)
{
    if (text_is_empty(notice->invoice_id) || !notice->deed ||
        !trigger_is_of_invoice(notice->step->trigger.kind))
        return false;
    const struct invoice *invoice = situation_invoice(fold->now, notice->invoice_id);
    return !invoice || !invoice_is_open(invoice) || is_blocked(fold, BLOCKS_NOTIFY, invoice);
}

static void drop_overtaken(struct difference *difference, bool *sent)
{
    const struct fold *fold = difference->fold;
    for (size_t i = 0; i < fold->notices.count; i++)
        if (sent[i] && (is_settled(fold, &fold->notices.items[i]) ||
                        is_overtaken(fold, &fold->notices.items[i])))
            sent[i] = false;
}

// ---- to whom ----

static bool names_role(const struct contacts *contacts, struct text role)
{
    for (size_t i = 0; i < contacts->count; i++)
        if (text_equal(contacts->items[i].role, role))
            return true;
    return false;
}

static void recipients_find(struct difference *difference, struct notification *notification)
{
    const struct fold *fold = difference->fold;
    const struct contacts *own = &fold->now->contacts;
    const struct contacts *list =
        names_role(own, notification->role) ? own : &fold->policy->contacts;
    bool any_channel = text_is(notification->channel, "ticket");
    for (size_t i = 0; i < list->count; i++) {
        const struct contact *contact = &list->items[i];
        if (text_equal(contact->role, notification->role) &&
            (any_channel || text_equal(contact->channel, notification->channel)))
            *LIST_ADD(fold->arena, &notification->recipients) = *contact;
    }
    notification->undeliverable =
        notification->recipients.count == 0 && !text_is(notification->channel, "message");
}

// ---- what they say ----

void output_invoice_add(const struct fold *fold, struct output_invoices *list,
                        const struct invoice *invoice)
{
    *LIST_ADD(fold->arena, list) =
        (struct output_invoice){.invoice_id = invoice->id,
                                .number = invoice->number,
                                .due_day = invoice->due_day,
                                .days_past_due = invoice_days_past_due(invoice, fold->today),
                                .open_minor = invoice->open_minor,
                                .fees_minor = invoice_open_fees(invoice),
                                .currency = invoice->currency};
}

void invoices_of_rank(const struct fold *fold, int rank, int32_t day, struct output_invoices *list)
{
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        const struct invoice *invoice = &fold->now->invoices.items[i];
        if (invoice_rank(fold, invoice, day, true) >= rank || keeps_by_fees(fold, invoice, rank))
            output_invoice_add(fold, list, invoice);
    }
    for (size_t i = 0; list->count == 0 && i < fold->now->invoices.count; i++)
        if (invoice_is_overdue(fold, &fold->now->invoices.items[i]))
            output_invoice_add(fold, list, &fold->now->invoices.items[i]);
}

// Those of the plan that the event agreed.
static void invoices_of_plans(const struct fold *fold, struct text event_id,
                              struct output_invoices *list)
{
    const struct fact *fact = fold->cause;
    if (!fact || !text_equal(fact->event.event_id, event_id))
        return;
    const struct blocker *plan =
        blocker_find(fold->now, BLOCKER_PLAN, fact->event.action.name, (struct text){0});
    for (size_t i = 0; plan && i < plan->invoices.count; i++) {
        const struct invoice *invoice =
            situation_invoice(fold->now, plan->invoices.items[i].invoice_id);
        if (invoice)
            output_invoice_add(fold, list, invoice);
    }
}

// An announcement lists what will have reached the status by its date; a statement what is overdue
// and neither disputed nor updated.
static void invoices_of_account(const struct fold *fold, const struct notice_due *notice,
                                struct output_invoices *list)
{
    const struct trigger *trigger = &notice->step->trigger;
    bool announces = trigger->kind == TRIGGER_DAYS_BEFORE_STATUS;
    if (trigger->kind == TRIGGER_ON_ACTION && trigger->action == ACTION_AGREE_PLAN)
        invoices_of_plans(fold, notice->cause_event_id, list);
    if (!announces && !is_recurring(trigger->kind))
        return;
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        const struct invoice *invoice = &fold->now->invoices.items[i];
        bool updated = blocker_find(fold->now, BLOCKER_UPDATE, (struct text){0}, invoice->id);
        bool listed = announces
                          ? will_reach(fold, invoice, trigger->rank, notice->day + trigger->number)
                          : invoice_is_overdue(fold, invoice) &&
                                !is_disputed(fold->now, invoice->id) && !updated;
        if (listed)
            output_invoice_add(fold, list, invoice);
    }
}

static struct total *total_of(const struct fold *fold, struct totals *totals,
                              struct currency currency)
{
    for (size_t i = 0; i < totals->count; i++)
        if (currency_equal(totals->items[i].currency, currency))
            return &totals->items[i];
    struct total *total = LIST_ADD(fold->arena, totals);
    total->currency = currency;
    return total;
}

static void totals_add(const struct fold *fold, struct output *output)
{
    for (size_t i = 0; i < output->invoices.count; i++) {
        const struct output_invoice *invoice = &output->invoices.items[i];
        struct total *total = total_of(fold, &output->notification.totals, invoice->currency);
        total->open_minor += invoice->open_minor;
        total->fees_minor += invoice->fees_minor;
    }
}

// What happens next, if nothing changes.
static void next_find(const struct fold *fold, struct notification *notification)
{
    notification->next_day = DAY_NONE;
    for (int rank = 1; rank < (int)fold->policy->statuses.count; rank++) {
        int32_t day;
        if (!status_is_pending(fold, rank, &day) ||
            (notification->next_day != DAY_NONE && day >= notification->next_day))
            continue;
        notification->next_what = fold->policy->statuses.items[rank].name;
        notification->next_day = day;
    }
}

static int32_t place_of(const struct fold *fold, const struct output *output)
{
    size_t first = 0;
    for (size_t i = 0; output->invoices.count && i < fold->now->invoices.count; i++)
        if (text_equal(fold->now->invoices.items[i].id, output->invoices.items[0].invoice_id))
            first = i;
    int step = policy_step_at(output->policy, output->step);
    return (int32_t)(first * STEP_COUNT_MAX) + step;
}

// ---- writing one ----

// A ticket says why the last charge failed, if it did (C24).
static void failed_charge_add(const struct fold *fold, struct notification *notification)
{
    const struct charge_tries *tries = &fold->now->charge_tries;
    const struct charge_try *last = tries->count ? &tries->items[tries->count - 1] : NULL;
    if (!last || !text_is(last->word, "failed") || text_is_empty(last->detail))
        return;
    notification->data.room = notification->data.count; // the policy's own list stays as it is
    *LIST_ADD(fold->arena, &notification->data) =
        (struct pair){TEXT_LITERAL("failed_charge"), last->detail};
}

static size_t notice_start(struct difference *difference, struct drafts *drafts, int64_t at_ms,
                           const struct step *step, const struct deed *deed, struct text cause)
{
    struct output *output =
        draft_add(difference, drafts, OUTPUT_NOTIFICATION, at_ms, step->name, cause);
    struct notification *notification = &output->notification;
    const struct policy *policy = output->policy;
    notification->channel = deed ? deed->channel : policy->exception_channel;
    notification->template_name = deed ? deed->template_name : policy->exception_template;
    notification->role = deed ? deed->role : policy->exception_role;
    if (!deed && !text_is_empty(step->exception_template)) {
        notification->template_name = step->exception_template;
        notification->role = step->exception_role;
    }
    notification->priority = deed ? deed->priority : 0;
    notification->not_before_ms = notification->expires_at_ms = INSTANT_NONE;
    notification->due_day = DAY_NONE;
    if (deed)
        notification->data = deed->data;
    if (text_is(notification->channel, "ticket"))
        failed_charge_add(difference->fold, notification);
    if (deed && deed->due_business_days > 0)
        notification->due_day =
            policy_business_days_after(policy, difference->fold->today, deed->due_business_days) -
            1;
    return drafts->count - 1;
}

static void undeliverable_tell(struct difference *difference, struct drafts *drafts, size_t at,
                               bool of_status);

// The end of the quiet hours in which it was decided; INSTANT_NONE: it may go out at once (D20).
static int64_t quiet_until(const struct fold *fold, int64_t decided_ms)
{
    enum { MINUTE_MS = 60000 };
    int32_t from = fold->policy->quiet_from_minute, until = fold->policy->quiet_until_minute;
    int32_t day = zone_day_at(fold->now->zone, decided_ms);
    int64_t start_ms = zone_day_start(fold->now->zone, day);
    int64_t minute = (decided_ms - start_ms) / MINUTE_MS;
    bool over_midnight = from > until;
    bool quiet =
        over_midnight ? minute >= from || minute < until : minute >= from && minute < until;
    if (!quiet)
        return INSTANT_NONE;
    if (over_midnight && minute >= from)
        start_ms = zone_day_start(fold->now->zone, day + 1);
    return start_ms + (int64_t)until * MINUTE_MS;
}

static void notice_finish(struct difference *difference, struct drafts *drafts, size_t at,
                          struct text why, bool of_status)
{
    struct fold *fold = difference->fold;
    struct output *output = &drafts->items[at].output;
    struct notification *notification = &output->notification;
    recipients_find(difference, notification);
    totals_add(fold, output);
    next_find(fold, notification);
    notification->status = difference->account->published.status;
    bool in_house =
        text_is(notification->channel, "ticket") || text_is(notification->channel, "message");
    if (!in_house)
        notification->not_before_ms = quiet_until(fold, difference->decided_ms);
    bool one = output->invoices.count == 1;
    struct text subject = one ? output->invoices.items[0].invoice_id : (struct text){0};
    notification->thread = one ? subject : difference->account->customer_id;
    struct text said = said_join(fold->arena, notification->channel, notification->template_name,
                                 notification->role);
    if (!text_is_empty(why)) // several exceptions of one invoice are told apart by their cause
        said = said_join(fold->arena, said, why, (struct text){0});
    output_identify(difference, output, subject, one ? output->invoices.items[0].due_day : DAY_NONE,
                    said, of_status ? fold->today + fold->policy->forget_days : fold->today);
    drafts->items[at].place = place_of(fold, output);
    if (notification->undeliverable)
        undeliverable_tell(difference, drafts, at, of_status);
}

static bool is_exception(const struct policy *policy, const struct step *step)
{
    for (size_t i = 0; i < step->deeds.count; i++)
        if (step->deeds.items[i].kind == DEED_NOTIFY &&
            text_equal(step->deeds.items[i].template_name, policy->exception_template))
            return true;
    return false;
}

// An exception is told once for each invoice (or for none) and missing contact (C7), anything else
// once an instant; true: it was not told before.
static bool is_new_gap(struct difference *difference, const struct step *step, struct text role,
                       struct text invoice_id, int64_t at_ms)
{
    struct fold *fold = difference->fold;
    uint64_t key = key_add(key_add(key_add(KEY_START, step->name), role), invoice_id);
    key = key_add_number(key, is_exception(fold->policy, step) ? 0 : at_ms);
    int32_t count;
    return mark_add(fold, &difference->account->published.identities, key,
                    fold->today + fold->policy->forget_days, &count);
}

static struct output_invoices new_gaps(struct difference *difference, const struct step *step,
                                       const struct output *of)
{
    struct output_invoices list = {0};
    for (size_t i = 0; i < of->invoices.count; i++)
        if (is_new_gap(difference, step, of->notification.role, of->invoices.items[i].invoice_id,
                       of->scheduled_for_ms))
            *LIST_ADD(difference->fold->arena, &list) = of->invoices.items[i];
    return list;
}

// A notice that finds no contact says so itself; a policy may tell someone else as well.
static void undeliverable_tell(struct difference *difference, struct drafts *drafts, size_t at,
                               bool of_status)
{
    const struct policy *policy = difference->fold->policy;
    struct output of = drafts->items[at].output;
    int64_t at_ms = drafts->items[at].at_ms;
    for (size_t i = 0; i < policy->steps.count; i++) {
        const struct step *step = &policy->steps.items[i];
        if (step->trigger.kind != TRIGGER_ON_UNDELIVERABLE || text_equal(step->name, of.step))
            continue;
        struct output_invoices gaps = new_gaps(difference, step, &of);
        if (gaps.count == 0 &&
            (of.invoices.count > 0 ||
             !is_new_gap(difference, step, of.notification.role, (struct text){0}, at_ms)))
            continue;
        for (size_t k = 0; k < step->deeds.count; k++) {
            if (step->deeds.items[k].kind != DEED_NOTIFY)
                continue;
            size_t more = notice_start(difference, drafts, at_ms, step, &step->deeds.items[k],
                                       of.cause_event_id);
            drafts->items[more].output.invoices = gaps;
            notice_finish(difference, drafts, more, of.notification.role, of_status);
        }
    }
}

void notices_of_status(struct difference *difference, struct drafts *drafts, enum trigger_kind kind,
                       int rank, const struct output *change)
{
    struct fold *fold = difference->fold;
    if (is_blocked(fold, BLOCKS_NOTIFY, NULL))
        return;
    for (size_t i = 0; i < fold->policy->steps.count; i++) {
        const struct step *step = &fold->policy->steps.items[i];
        if (step->trigger.kind != kind || step->trigger.rank != rank ||
            !conditions_hold(fold, step, NULL))
            continue;
        for (size_t k = 0; k < step->deeds.count; k++) {
            if (step->deeds.items[k].kind != DEED_NOTIFY)
                continue;
            size_t at = notice_start(difference, drafts, change->scheduled_for_ms, step,
                                     &step->deeds.items[k], change->cause_event_id);
            drafts->items[at].output.invoices = change->invoices;
            notice_finish(difference, drafts, at, (struct text){0}, true);
        }
    }
}

// ---- those that fell due in the fold ----

struct group {
    const struct notice_due *first;
    size_t at; // index into the drafts
};

struct groups {
    struct group *items;
    size_t count, room;
};

static bool same_group(const struct notice_due *a, const struct notice_due *b)
{
    return a->step == b->step && a->deed == b->deed && a->at_ms == b->at_ms &&
           (!a->deed || a->deed->consolidated) && text_equal(a->detail, b->detail);
}

static struct group *group_of(struct difference *difference, struct drafts *drafts,
                              struct groups *groups, const struct notice_due *notice)
{
    for (size_t i = groups->count; i > 0; i--)
        if (same_group(groups->items[i - 1].first, notice))
            return &groups->items[i - 1];
    struct group *group = LIST_ADD(difference->fold->arena, groups);
    group->first = notice;
    int64_t at_ms = difference_is_tick(difference) ? notice->at_ms : difference->decided_ms;
    group->at =
        notice_start(difference, drafts, at_ms, notice->step, notice->deed, notice->cause_event_id);
    struct output *output = &drafts->items[group->at].output;
    output->policy = notice->policy; // the version that the step is of
    if (!notice->deed && !text_is_empty(notice->detail))
        *LIST_ADD(difference->fold->arena, &output->notification.data) =
            (struct pair){TEXT_LITERAL("why"), notice->detail};
    return group;
}

void notice_difference(struct difference *difference, struct drafts *drafts)
{
    struct fold *fold = difference->fold;
    struct groups groups = {0};
    bool *sent = arena_zero(fold->arena, fold->notices.count + 1);
    for (size_t i = 0; i < fold->notices.count; i++)
        sent[i] = is_candidate(difference, &fold->notices.items[i]);
    if (difference_is_tick(difference)) {
        drop_stale(difference, sent);
        drop_told(difference, sent);
    }
    drop_overtaken(difference, sent);
    for (size_t i = 0; i < fold->notices.count; i++) {
        const struct notice_due *notice = &fold->notices.items[i];
        if (!sent[i])
            continue;
        struct output_invoices of_account = {0};
        if (text_is_empty(notice->invoice_id))
            invoices_of_account(fold, notice, &of_account);
        if (needs_an_invoice(notice->step->trigger.kind) && of_account.count == 0)
            continue;
        struct group *group = group_of(difference, drafts, &groups, notice);
        struct output *output = &drafts->items[group->at].output;
        const struct invoice *invoice = situation_invoice(fold->now, notice->invoice_id);
        if (invoice && !text_is_empty(notice->invoice_id))
            output_invoice_add(fold, &output->invoices, invoice);
        else
            output->invoices = of_account;
    }
    for (size_t i = 0; i < groups.count; i++)
        notice_finish(difference, drafts, groups.items[i].at, groups.items[i].first->detail, false);
}
