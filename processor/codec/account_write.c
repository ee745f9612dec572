// SPDX-License-Identifier: Apache-2.0
// What an account consists of, for the writer. Each struct has one function here that names its
// members in the order in which account_read.c reads them. A new member: a line in both, one more
// in the count of account_bytes.h, STATE_VERSION; then tests/codec/test_account.c. Thread: any.
#include "codec/account_write.h"

#include "codec/event_bytes.h"

// ---- the situation ----

static bool write_fee(struct state_writer *w, const struct fee *x, const struct fee *was)
{
    struct put_mask m = put_open(w, FEE_MEMBERS);
    put_text(w, &m, x->code, was->code);
    put_number(w, &m, x->amount_minor, was->amount_minor);
    put_number(w, &m, x->open_minor, was->open_minor);
    put_instant(w, &m, x->charged_ms, was->charged_ms);
    put_day(w, &m, x->effective_day, was->effective_day);
    put_currency(w, &m, x->currency, was->currency);
    put_enum(w, &m, x->state, was->state);
    put_text(w, &m, x->step, was->step);
    put_text(w, &m, x->cause_event_id, was->cause_event_id);
    put_text(w, &m, x->payment_id, was->payment_id);
    put_number(w, &m, x->base_minor, was->base_minor);
    put_number(w, &m, x->rate_bp, was->rate_bp);
    put_number(w, &m, x->flat_minor, was->flat_minor);
    put_number(w, &m, x->policy_version, was->policy_version);
    return put_close(w, &m);
}

static bool write_step_run(struct state_writer *w, const struct step_run *x,
                           const struct step_run *was)
{
    struct put_mask m = put_open(w, STEP_RUN_MEMBERS);
    put_text(w, &m, x->step, was->step);
    put_day(w, &m, x->day, was->day);
    put_number(w, &m, x->count, was->count);
    return put_close(w, &m);
}

static bool write_invoice(struct state_writer *w, const struct invoice *x,
                          const struct invoice *was, const struct invoice *lists)
{
    struct put_mask m = put_open(w, INVOICE_MEMBERS);
    put_text(w, &m, x->id, was->id);
    put_text(w, &m, x->number, was->number);
    put_text(w, &m, x->balance_class, was->balance_class);
    put_currency(w, &m, x->currency, was->currency);
    put_number(w, &m, x->amount_minor, was->amount_minor);
    put_number(w, &m, x->open_minor, was->open_minor);
    put_instant(w, &m, x->issued_ms, was->issued_ms);
    put_instant(w, &m, x->known_since_ms, was->known_since_ms);
    put_day(w, &m, x->due_day, was->due_day);
    put_text(w, &m, x->policy_name, was->policy_name);
    put_number(w, &m, x->policy_version, was->policy_version);
    put_instant(w, &m, x->settled_ms, was->settled_ms);
    put_bool(&m, x->paid_on_time, was->paid_on_time);
    put_bool(&m, x->voided, was->voided);
    put_number(w, &m, x->ranks_reached, was->ranks_reached);
    put_number(w, &m, x->paused_days, was->paused_days);
    put_day(w, &m, x->reopened_day, was->reopened_day);
    PUT_LIST(w, &m, x->fees, lists->fees, write_fee, NO_FEE);
    PUT_LIST(w, &m, x->runs, lists->runs, write_step_run, NO_STEP_RUN);
    return put_close(w, &m);
}

// An invoice that base has not yet is compared with the one before it, its lists with none.
static void put_invoices(struct state_writer *w, struct put_mask *mask, const struct invoices *list,
                         const struct invoices *was)
{
    size_t start = put_position(w);
    bool changed = list->count != was->count;
    put_varint(w, list->count);
    for (size_t i = 0; i < list->count; i++)
        changed |= write_invoice(w, &list->items[i], LIST_BEFORE(*list, *was, i, NO_INVOICE),
                                 i < was->count ? &was->items[i] : &NO_INVOICE);
    put_part(w, mask, start, changed);
}

static bool write_money(struct state_writer *w, const struct money *x, const struct money *was)
{
    struct put_mask m = put_open(w, MONEY_MEMBERS);
    put_enum(w, &m, x->kind, was->kind);
    put_text(w, &m, x->id, was->id);
    put_text(w, &m, x->invoice_id, was->invoice_id);
    put_text(w, &m, x->code, was->code);
    put_text(w, &m, x->source, was->source);
    put_text(w, &m, x->promise_id, was->promise_id);
    put_currency(w, &m, x->currency, was->currency);
    put_number(w, &m, x->amount_minor, was->amount_minor);
    put_number(w, &m, x->free_minor, was->free_minor);
    put_instant(w, &m, x->at_ms, was->at_ms);
    put_day(w, &m, x->waits_until_day, was->waits_until_day);
    put_bool(&m, x->reversed, was->reversed);
    return put_close(w, &m);
}

static bool write_allocation(struct state_writer *w, const struct allocation *x,
                             const struct allocation *was)
{
    struct put_mask m = put_open(w, ALLOCATION_MEMBERS);
    put_text(w, &m, x->money_id, was->money_id);
    put_text(w, &m, x->invoice_id, was->invoice_id);
    put_text(w, &m, x->fee_code, was->fee_code);
    put_text(w, &m, x->fee_payment_id, was->fee_payment_id);
    put_number(w, &m, x->amount_minor, was->amount_minor);
    return put_close(w, &m);
}

static bool write_blocker(struct state_writer *w, const struct blocker *x,
                          const struct blocker *was)
{
    struct put_mask m = put_open(w, BLOCKER_MEMBERS);
    put_enum(w, &m, x->kind, was->kind);
    put_text(w, &m, x->name, was->name);
    put_text(w, &m, x->invoice_id, was->invoice_id);
    put_text(w, &m, x->actor, was->actor);
    put_text(w, &m, x->reason, was->reason);
    put_text(w, &m, x->action_id, was->action_id);
    put_text(w, &m, x->promise_id, was->promise_id);
    put_instant(w, &m, x->since_ms, was->since_ms);
    put_day(w, &m, x->from_day, was->from_day);
    put_day(w, &m, x->until_day, was->until_day);
    put_number(w, &m, x->rank, was->rank);
    put_number(w, &m, x->floor_for, was->floor_for);
    PUT_LIST(w, &m, x->items, was->items, write_action_item, NO_ACTION_ITEM);
    PUT_LIST(w, &m, x->invoices, was->invoices, write_action_item, NO_ACTION_ITEM);
    put_currency(w, &m, x->currency, was->currency);
    put_text(w, &m, x->kept_back_step, was->kept_back_step);
    put_text(w, &m, x->kept_back_invoice, was->kept_back_invoice);
    put_day(w, &m, x->kept_back_day, was->kept_back_day);
    return put_close(w, &m);
}

static bool write_flag(struct state_writer *w, const struct flag_state *x,
                       const struct flag_state *was)
{
    struct put_mask m = put_open(w, FLAG_MEMBERS);
    put_text(w, &m, x->name, was->name);
    put_bool(&m, x->on, was->on);
    put_bool(&m, x->by_person, was->by_person);
    put_bool(&m, x->cleared_by_person, was->cleared_by_person);
    put_instant(w, &m, x->cleared_ms, was->cleared_ms);
    return put_close(w, &m);
}

static bool write_promise(struct state_writer *w, const struct promise *x,
                          const struct promise *was)
{
    struct put_mask m = put_open(w, PROMISE_MEMBERS);
    put_text(w, &m, x->id, was->id);
    put_day(w, &m, x->by_day, was->by_day);
    put_enum(w, &m, x->state, was->state);
    put_text(w, &m, x->actor, was->actor);
    return put_close(w, &m);
}

static bool write_outcome(struct state_writer *w, const struct outcome *x,
                          const struct outcome *was)
{
    struct put_mask m = put_open(w, OUTCOME_MEMBERS);
    put_text(w, &m, x->channel, was->channel);
    put_text(w, &m, x->word, was->word);
    put_text(w, &m, x->invoice_id, was->invoice_id);
    put_instant(w, &m, x->at_ms, was->at_ms);
    return put_close(w, &m);
}

static bool write_charge_try(struct state_writer *w, const struct charge_try *x,
                             const struct charge_try *was)
{
    struct put_mask m = put_open(w, CHARGE_TRY_MEMBERS);
    put_text(w, &m, x->source, was->source);
    put_text(w, &m, x->word, was->word);
    put_text(w, &m, x->detail, was->detail);
    put_text(w, &m, x->invoice_id, was->invoice_id);
    put_instant(w, &m, x->at_ms, was->at_ms);
    return put_close(w, &m);
}

static bool write_asked(struct state_writer *w, const struct asked *x, const struct asked *was)
{
    struct put_mask m = put_open(w, ASKED_MEMBERS);
    put_text(w, &m, x->name, was->name);
    put_text(w, &m, x->invoice_id, was->invoice_id);
    put_instant(w, &m, x->at_ms, was->at_ms);
    return put_close(w, &m);
}

static bool write_source(struct state_writer *w, const struct source_on_file *x,
                         const struct source_on_file *was)
{
    struct put_mask m = put_open(w, SOURCE_MEMBERS);
    put_text(w, &m, x->name, was->name);
    put_bool(&m, x->on, was->on);
    return put_close(w, &m);
}

static bool write_standing(struct state_writer *w, const struct standing *x,
                           const struct standing *was)
{
    struct put_mask m = put_open(w, STANDING_MEMBERS);
    put_number(w, &m, x->rank, was->rank);
    put_number(w, &m, x->rank_shown, was->rank_shown);
    put_bool(&m, x->delayed, was->delayed);
    put_number(w, &m, x->person_rank, was->person_rank);
    put_day(w, &m, x->until_day, was->until_day);
    put_instant(w, &m, x->since_ms, was->since_ms);
    put_text(w, &m, x->step, was->step);
    put_text(w, &m, x->cause_event_id, was->cause_event_id);
    put_text(w, &m, x->actor, was->actor);
    put_text(w, &m, x->reason, was->reason);
    return put_close(w, &m);
}

static bool write_situation(struct state_writer *w, const struct situation *x,
                            const struct situation *was)
{
    struct put_mask m = put_open(w, SITUATION_MEMBERS);
    put_instant(w, &m, x->at_ms, was->at_ms);
    put_day(w, &m, x->day_done, was->day_done);
    put_text(w, &m, x->policy_name, was->policy_name);
    put_number(w, &m, x->policy_version, was->policy_version);
    put_text(w, &m, x->zone_name, was->zone_name);
    put_day(w, &m, x->opened_day, was->opened_day);
    put_instant(w, &m, x->first_ms, was->first_ms);
    put_instant(w, &m, x->heard_ms, was->heard_ms);
    put_bool(&m, x->disabled, was->disabled);
    put_bool(&m, x->has_contacts, was->has_contacts);
    put_number(w, &m, x->net_days_future, was->net_days_future);
    put_bool(&m, x->handed_over, was->handed_over);
    put_enum(w, &m, x->consultation, was->consultation);
    PUT_LIST(w, &m, x->contacts, was->contacts, write_contact, NO_CONTACT);
    put_invoices(w, &m, &x->invoices, &was->invoices);
    PUT_LIST(w, &m, x->money, was->money, write_money, NO_MONEY);
    PUT_LIST(w, &m, x->allocations, was->allocations, write_allocation, NO_ALLOCATION);
    PUT_LIST(w, &m, x->fees, was->fees, write_fee, NO_FEE);
    PUT_LIST(w, &m, x->blockers, was->blockers, write_blocker, NO_BLOCKER);
    PUT_LIST(w, &m, x->flags, was->flags, write_flag, NO_FLAG);
    PUT_LIST(w, &m, x->promises, was->promises, write_promise, NO_PROMISE);
    PUT_LIST(w, &m, x->outcomes, was->outcomes, write_outcome, NO_OUTCOME);
    PUT_LIST(w, &m, x->charge_tries, was->charge_tries, write_charge_try, NO_CHARGE_TRY);
    PUT_LIST(w, &m, x->asked, was->asked, write_asked, NO_ASKED);
    PUT_LIST(w, &m, x->sources, was->sources, write_source, NO_SOURCE);
    PUT_LIST(w, &m, x->runs, was->runs, write_step_run, NO_STEP_RUN);
    size_t start = put_position(w);
    put_part(w, &m, start, write_standing(w, &x->standing, &was->standing));
    put_number(w, &m, x->forgotten_on_time, was->forgotten_on_time);
    put_number(w, &m, x->forgotten_late, was->forgotten_late);
    return put_close(w, &m);
}

// ---- what was published ----

static bool write_told_entry(struct state_writer *w, const struct told_entry *x,
                             const struct told_entry *was)
{
    put_key(w, x->key);
    struct put_mask m = put_open(w, TOLD_ENTRY_MEMBERS);
    put_text(w, &m, x->code, was->code);
    put_text(w, &m, x->invoice_id, was->invoice_id);
    put_text(w, &m, x->subject_id, was->subject_id);
    put_enum(w, &m, x->kind, was->kind);
    put_currency(w, &m, x->currency, was->currency);
    put_text(w, &m, x->balance_class, was->balance_class);
    put_number(w, &m, x->told_minor, was->told_minor);
    put_number(w, &m, x->said, was->said);
    put_number(w, &m, x->reversed, was->reversed);
    put_uuid(w, &m, x->last_id, was->last_id);
    put_close(w, &m);
    return true;
}

static bool write_told_mark(struct state_writer *w, const struct told_mark *x,
                            const struct told_mark *was)
{
    (void)was;
    put_key(w, x->key);
    put_date(w, x->day);
    put_varint(w, zigzag(x->count));
    return true;
}

static void put_services(struct state_writer *w, struct put_mask *mask,
                         const uint8_t services[SERVICE_COUNT_MAX],
                         const uint8_t was[SERVICE_COUNT_MAX])
{
    if (!put_bit(mask, memcmp(services, was, SERVICE_COUNT_MAX) != 0))
        return;
    size_t count = SERVICE_COUNT_MAX;
    while (count > 0 && services[count - 1] == SERVICE_NONE)
        count--;
    put_varint(w, count);
    for (size_t i = 0; i < count; i += SERVICES_A_BYTE) {
        unsigned levels = 0;
        for (size_t j = i; j < i + SERVICES_A_BYTE && j < count; j++) {
            assert(services[j] <= SERVICE_FULL);
            levels |= (unsigned)services[j] << 2 * (j - i);
        }
        put_byte(w, (uint8_t)levels);
    }
}

static bool write_published(struct state_writer *w, const struct published *x,
                            const struct published *was)
{
    struct put_mask m = put_open(w, PUBLISHED_MEMBERS);
    put_number(w, &m, x->sequence, was->sequence);
    put_text(w, &m, x->status, was->status);
    put_number(w, &m, x->rank, was->rank);
    put_number(w, &m, x->rank_reached, was->rank_reached);
    put_bool(&m, x->delayed, was->delayed);
    put_day(w, &m, x->until_day, was->until_day);
    put_services(w, &m, x->services, was->services);
    put_number(w, &m, x->policy_version, was->policy_version);
    PUT_LIST(w, &m, x->ledger, was->ledger, write_told_entry, NO_TOLD_ENTRY);
    PUT_LIST(w, &m, x->notices, was->notices, write_told_mark, NO_TOLD_MARK);
    PUT_LIST(w, &m, x->identities, was->identities, write_told_mark, NO_TOLD_MARK);
    return put_close(w, &m);
}

// ---- facts ----

static bool write_fact(struct state_writer *w, const struct fact *x, const struct fact *was)
{
    struct put_mask m = put_open(w, FACT_MEMBERS);
    put_instant(w, &m, x->at_ms, was->at_ms);
    put_bool(&m, x->undone, was->undone);
    put_close(w, &m);
    write_event(w, &x->event, &was->event);
    return true;
}

static void put_seen(struct state_writer *w, struct put_mask *mask, const struct seen_list *list)
{
    if (!put_bit(mask, list->count > 0))
        return;
    put_varint(w, list->count);
    put_room(w, list->count * SEEN_SIZE);
    for (size_t i = 0; i < list->count; i++) {
        const struct seen *x = &list->items[i];
        uint64_t at[3] = {htole64(x->key), htole64(x->content), htole64((uint64_t)x->at_ms)};
        memcpy(w->at + i * SEEN_SIZE, at, SEEN_SIZE);
    }
    w->at += list->count * SEEN_SIZE;
}

// ---- the account ----

static void write_account(struct state_writer *w, const struct account *x,
                          const struct account *was)
{
    struct put_mask m = put_open(w, ACCOUNT_MEMBERS);
    size_t start = put_position(w);
    put_part(w, &m, start, write_situation(w, &x->base, &was->base));
    start = put_position(w);
    put_part(w, &m, start, write_situation(w, &x->settled, &x->base));
    start = put_position(w);
    put_part(w, &m, start, write_published(w, &x->published, &was->published));
    PUT_LIST(w, &m, x->facts, was->facts, write_fact, NO_FACT);
    put_seen(w, &m, &x->seen);
    put_bool(&m, x->late_news, was->late_news);
    put_instant(w, &m, x->next_wake_ms, was->next_wake_ms);
    put_bool(&m, x->exists, was->exists);
    put_text(w, &m, x->archive, was->archive);
    put_close(w, &m);
}

void account_write(const struct account *account, struct bytes *out)
{
    bytes_reserve(out, STATE_ROOM);
    struct state_writer w;
    w.out = out;
    w.start = out->len;
    w.at = out->at + out->len;
    w.end = out->at + out->room;
    w.last_ms = w.last_day = 0;
    memset(w.text_at, 0, sizeof w.text_at);
    put_byte(&w, STATE_VERSION);
    write_account(&w, account, &NO_ACCOUNT);
    out->len = put_position(&w);
}
