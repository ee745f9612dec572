// SPDX-License-Identifier: Apache-2.0
// What an account consists of, for the reader: the mirror of account_write.c. Each function changes
// a copy of the struct that the writer compared with. Ownership: account_read.h. Thread: any.
#include "codec/account_read.h"

#include "codec/event_bytes.h"

// ---- words ----

// A switch without default: a new word does not compile until it stands here.
static bool is_fee_state(unsigned value)
{
    switch ((enum fee_state)value) {
    case FEE_OWED:
    case FEE_HELD:
    case FEE_WAIVED:
        return true;
    }
    return false;
}

static bool is_money_kind(unsigned value)
{
    switch ((enum money_kind)value) {
    case MONEY_PAYMENT:
    case MONEY_DISCOUNT:
    case MONEY_CREDIT_NOTE:
    case MONEY_VOID:
    case MONEY_WRITE_OFF:
        return true;
    }
    return false;
}

static bool is_blocker_kind(unsigned value)
{
    switch ((enum blocker_kind)value) {
    case BLOCKER_HOLD:
    case BLOCKER_DISPUTE:
    case BLOCKER_PLAN:
    case BLOCKER_UPDATE:
    case BLOCKER_FLOOR:
    case BLOCKER_PAUSE:
        return true;
    }
    return false;
}

static bool is_promise_state(unsigned value)
{
    switch ((enum promise_state)value) {
    case PROMISE_OPEN:
    case PROMISE_KEPT:
    case PROMISE_BROKEN:
        return true;
    }
    return false;
}

static bool is_consultation(unsigned value)
{
    switch ((enum consultation)value) {
    case CONSULTATION_NONE:
    case CONSULTATION_OPEN:
    case CONSULTATION_YES:
    case CONSULTATION_NO:
        return true;
    }
    return false;
}

static bool is_ledger_kind(unsigned value)
{
    switch ((enum ledger_kind)value) {
    case LEDGER_CHARGE:
    case LEDGER_REVERSAL:
    case LEDGER_CREDIT:
    case LEDGER_ALLOCATION:
        return true;
    }
    return false;
}

// ---- the situation ----

static void read_fee(struct state_reader *r, struct fee *x)
{
    struct get_mask m = get_open(r, FEE_MEMBERS);
    get_text(r, &m, &x->code);
    get_number(r, &m, &x->amount_minor);
    get_number(r, &m, &x->open_minor);
    get_instant(r, &m, &x->charged_ms);
    get_day(r, &m, &x->effective_day);
    get_currency(r, &m, &x->currency);
    x->state = (enum fee_state)get_enum(r, &m, x->state, is_fee_state);
    get_text(r, &m, &x->step);
    get_text(r, &m, &x->cause_event_id);
    get_text(r, &m, &x->payment_id);
    get_number(r, &m, &x->base_minor);
    get_number(r, &m, &x->rate_bp);
    get_number(r, &m, &x->flat_minor);
    get_int(r, &m, &x->policy_version);
    get_close(&m);
}

static void read_step_run(struct state_reader *r, struct step_run *x)
{
    struct get_mask m = get_open(r, STEP_RUN_MEMBERS);
    get_text(r, &m, &x->step);
    get_day(r, &m, &x->day);
    get_int(r, &m, &x->count);
    get_close(&m);
}

static void read_invoice(struct state_reader *r, struct invoice *x)
{
    struct get_mask m = get_open(r, INVOICE_MEMBERS);
    get_text(r, &m, &x->id);
    get_text(r, &m, &x->number);
    get_text(r, &m, &x->balance_class);
    get_currency(r, &m, &x->currency);
    get_number(r, &m, &x->amount_minor);
    get_number(r, &m, &x->open_minor);
    get_instant(r, &m, &x->issued_ms);
    get_instant(r, &m, &x->known_since_ms);
    get_day(r, &m, &x->due_day);
    get_text(r, &m, &x->policy_name);
    get_int(r, &m, &x->policy_version);
    get_instant(r, &m, &x->settled_ms);
    get_bool(&m, &x->paid_on_time);
    get_bool(&m, &x->voided);
    get_bits(r, &m, &x->ranks_reached);
    get_int(r, &m, &x->paused_days);
    get_day(r, &m, &x->reopened_day);
    GET_LIST(r, &m, &x->fees, read_fee, NO_FEE);
    GET_LIST(r, &m, &x->runs, read_step_run, NO_STEP_RUN);
    get_close(&m);
}

// As GET_LIST, but an invoice that base has not shares no list with the one before it: the engine
// changes them in place.
static void get_invoices(struct state_reader *r, struct get_mask *mask, struct invoices *list)
{
    if (!get_bit(mask))
        return;
    size_t count = get_varint(r);
    size_t kept = count < list->count ? count : list->count;
    list->items = state_get_items(r, list->items, kept, count, sizeof *list->items);
    list->count = list->room = list->items ? count : 0;
    for (size_t i = 0; i < list->count && r->result == OK; i++) {
        struct invoice *invoice = &list->items[i];
        if (i >= kept) {
            *invoice = i ? list->items[i - 1] : NO_INVOICE;
            invoice->fees = NO_INVOICE.fees;
            invoice->runs = NO_INVOICE.runs;
        }
        read_invoice(r, invoice);
    }
}

static void read_money(struct state_reader *r, struct money *x)
{
    struct get_mask m = get_open(r, MONEY_MEMBERS);
    x->kind = (enum money_kind)get_enum(r, &m, x->kind, is_money_kind);
    get_text(r, &m, &x->id);
    get_text(r, &m, &x->invoice_id);
    get_text(r, &m, &x->code);
    get_text(r, &m, &x->source);
    get_text(r, &m, &x->promise_id);
    get_currency(r, &m, &x->currency);
    get_number(r, &m, &x->amount_minor);
    get_number(r, &m, &x->free_minor);
    get_instant(r, &m, &x->at_ms);
    get_day(r, &m, &x->waits_until_day);
    get_bool(&m, &x->reversed);
    get_close(&m);
}

static void read_allocation(struct state_reader *r, struct allocation *x)
{
    struct get_mask m = get_open(r, ALLOCATION_MEMBERS);
    get_text(r, &m, &x->money_id);
    get_text(r, &m, &x->invoice_id);
    get_text(r, &m, &x->fee_code);
    get_text(r, &m, &x->fee_payment_id);
    get_number(r, &m, &x->amount_minor);
    get_close(&m);
}

static void read_blocker(struct state_reader *r, struct blocker *x)
{
    struct get_mask m = get_open(r, BLOCKER_MEMBERS);
    x->kind = (enum blocker_kind)get_enum(r, &m, x->kind, is_blocker_kind);
    get_text(r, &m, &x->name);
    get_text(r, &m, &x->invoice_id);
    get_text(r, &m, &x->actor);
    get_text(r, &m, &x->reason);
    get_text(r, &m, &x->action_id);
    get_text(r, &m, &x->promise_id);
    get_instant(r, &m, &x->since_ms);
    get_day(r, &m, &x->from_day);
    get_day(r, &m, &x->until_day);
    get_int(r, &m, &x->rank);
    get_int(r, &m, &x->floor_for);
    GET_LIST(r, &m, &x->items, read_action_item, NO_ACTION_ITEM);
    GET_LIST(r, &m, &x->invoices, read_action_item, NO_ACTION_ITEM);
    get_currency(r, &m, &x->currency);
    get_text(r, &m, &x->kept_back_step);
    get_text(r, &m, &x->kept_back_invoice);
    get_day(r, &m, &x->kept_back_day);
    get_close(&m);
}

static void read_flag(struct state_reader *r, struct flag_state *x)
{
    struct get_mask m = get_open(r, FLAG_MEMBERS);
    get_text(r, &m, &x->name);
    get_bool(&m, &x->on);
    get_bool(&m, &x->by_person);
    get_bool(&m, &x->cleared_by_person);
    get_instant(r, &m, &x->cleared_ms);
    get_close(&m);
}

static void read_promise(struct state_reader *r, struct promise *x)
{
    struct get_mask m = get_open(r, PROMISE_MEMBERS);
    get_text(r, &m, &x->id);
    get_day(r, &m, &x->by_day);
    x->state = (enum promise_state)get_enum(r, &m, x->state, is_promise_state);
    get_text(r, &m, &x->actor);
    get_close(&m);
}

static void read_outcome(struct state_reader *r, struct outcome *x)
{
    struct get_mask m = get_open(r, OUTCOME_MEMBERS);
    get_text(r, &m, &x->channel);
    get_text(r, &m, &x->word);
    get_text(r, &m, &x->invoice_id);
    get_instant(r, &m, &x->at_ms);
    get_close(&m);
}

static void read_charge_try(struct state_reader *r, struct charge_try *x)
{
    struct get_mask m = get_open(r, CHARGE_TRY_MEMBERS);
    get_text(r, &m, &x->source);
    get_text(r, &m, &x->word);
    get_text(r, &m, &x->detail);
    get_text(r, &m, &x->invoice_id);
    get_instant(r, &m, &x->at_ms);
    get_close(&m);
}

static void read_asked(struct state_reader *r, struct asked *x)
{
    struct get_mask m = get_open(r, ASKED_MEMBERS);
    get_text(r, &m, &x->name);
    get_text(r, &m, &x->invoice_id);
    get_instant(r, &m, &x->at_ms);
    get_close(&m);
}

static void read_source(struct state_reader *r, struct source_on_file *x)
{
    struct get_mask m = get_open(r, SOURCE_MEMBERS);
    get_text(r, &m, &x->name);
    get_bool(&m, &x->on);
    get_close(&m);
}

static void read_standing(struct state_reader *r, struct standing *x)
{
    struct get_mask m = get_open(r, STANDING_MEMBERS);
    get_int(r, &m, &x->rank);
    get_int(r, &m, &x->rank_shown);
    get_bool(&m, &x->delayed);
    get_int(r, &m, &x->person_rank);
    get_day(r, &m, &x->until_day);
    get_instant(r, &m, &x->since_ms);
    get_text(r, &m, &x->step);
    get_text(r, &m, &x->cause_event_id);
    get_text(r, &m, &x->actor);
    get_text(r, &m, &x->reason);
    get_close(&m);
}

static void read_situation(struct state_reader *r, struct situation *x)
{
    struct get_mask m = get_open(r, SITUATION_MEMBERS);
    get_instant(r, &m, &x->at_ms);
    get_day(r, &m, &x->day_done);
    get_text(r, &m, &x->policy_name);
    get_int(r, &m, &x->policy_version);
    get_text(r, &m, &x->zone_name);
    get_day(r, &m, &x->opened_day);
    get_instant(r, &m, &x->first_ms);
    get_instant(r, &m, &x->heard_ms);
    get_bool(&m, &x->disabled);
    get_bool(&m, &x->has_contacts);
    get_int(r, &m, &x->net_days_future);
    get_bool(&m, &x->handed_over);
    x->consultation = (enum consultation)get_enum(r, &m, x->consultation, is_consultation);
    GET_LIST(r, &m, &x->contacts, read_contact, NO_CONTACT);
    get_invoices(r, &m, &x->invoices);
    GET_LIST(r, &m, &x->money, read_money, NO_MONEY);
    GET_LIST(r, &m, &x->allocations, read_allocation, NO_ALLOCATION);
    GET_LIST(r, &m, &x->fees, read_fee, NO_FEE);
    GET_LIST(r, &m, &x->blockers, read_blocker, NO_BLOCKER);
    GET_LIST(r, &m, &x->flags, read_flag, NO_FLAG);
    GET_LIST(r, &m, &x->promises, read_promise, NO_PROMISE);
    GET_LIST(r, &m, &x->outcomes, read_outcome, NO_OUTCOME);
    GET_LIST(r, &m, &x->charge_tries, read_charge_try, NO_CHARGE_TRY);
    GET_LIST(r, &m, &x->asked, read_asked, NO_ASKED);
    GET_LIST(r, &m, &x->sources, read_source, NO_SOURCE);
    GET_LIST(r, &m, &x->runs, read_step_run, NO_STEP_RUN);
    if (get_bit(&m))
        read_standing(r, &x->standing);
    get_number(r, &m, &x->forgotten_on_time);
    get_number(r, &m, &x->forgotten_late);
    get_close(&m);
    x->zone = text_is_empty(x->zone_name) ? NULL : state_find_zone(r, x->zone_name);
}

// ---- what was published ----

static void read_told_entry(struct state_reader *r, struct told_entry *x)
{
    x->key = get_key(r);
    struct get_mask m = get_open(r, TOLD_ENTRY_MEMBERS);
    get_text(r, &m, &x->code);
    get_text(r, &m, &x->invoice_id);
    get_text(r, &m, &x->subject_id);
    x->kind = (enum ledger_kind)get_enum(r, &m, x->kind, is_ledger_kind);
    get_currency(r, &m, &x->currency);
    get_text(r, &m, &x->balance_class);
    get_number(r, &m, &x->told_minor);
    get_int(r, &m, &x->said);
    get_int(r, &m, &x->reversed);
    get_uuid(r, &m, &x->last_id);
    get_close(&m);
}

static void read_told_mark(struct state_reader *r, struct told_mark *x)
{
    x->key = get_key(r);
    x->day = get_date(r);
    x->count = (int32_t)get_bounded(r, INT32_MIN, INT32_MAX);
}

static void get_services(struct state_reader *r, struct get_mask *mask,
                         uint8_t services[SERVICE_COUNT_MAX])
{
    if (!get_bit(mask))
        return;
    uint64_t count = get_varint(r);
    if (count > SERVICE_COUNT_MAX) {
        state_fail(r, "there are too many services");
        return;
    }
    memset(services, SERVICE_NONE, SERVICE_COUNT_MAX);
    for (size_t i = 0; i < count; i += SERVICES_A_BYTE) {
        uint8_t levels;
        get_raw(r, &levels, 1);
        for (size_t j = i; j < i + SERVICES_A_BYTE && j < count; j++, levels >>= 2) {
            services[j] = levels & 3;
            if (services[j] > SERVICE_FULL)
                state_fail(r, "a service has no such level");
        }
    }
}

static void read_published(struct state_reader *r, struct published *x)
{
    struct get_mask m = get_open(r, PUBLISHED_MEMBERS);
    get_number(r, &m, &x->sequence);
    get_text(r, &m, &x->status);
    get_int(r, &m, &x->rank);
    get_int(r, &m, &x->rank_reached);
    get_bool(&m, &x->delayed);
    get_day(r, &m, &x->until_day);
    get_services(r, &m, x->services);
    get_int(r, &m, &x->policy_version);
    GET_LIST(r, &m, &x->ledger, read_told_entry, NO_TOLD_ENTRY);
    GET_LIST(r, &m, &x->notices, read_told_mark, NO_TOLD_MARK);
    GET_LIST(r, &m, &x->identities, read_told_mark, NO_TOLD_MARK);
    get_close(&m);
}

// ---- facts ----

static void read_fact(struct state_reader *r, struct fact *x)
{
    struct get_mask m = get_open(r, FACT_MEMBERS);
    get_instant(r, &m, &x->at_ms);
    get_bool(&m, &x->undone);
    get_close(&m);
    read_event(r, &x->event);
}

static void get_seen(struct state_reader *r, struct get_mask *mask, struct seen_list *list)
{
    if (!get_bit(mask))
        return;
    size_t count = get_varint(r);
    if (count > get_left(r) / SEEN_SIZE) {
        state_fail(r, "a list is longer than the bytes");
        return;
    }
    list->items = state_get_items(r, NULL, 0, count, sizeof *list->items);
    list->count = list->room = list->items ? count : 0;
    for (size_t i = 0; i < list->count; i++) {
        uint64_t at[3];
        memcpy(at, r->at + i * SEEN_SIZE, SEEN_SIZE);
        list->items[i] = (struct seen){le64toh(at[0]), le64toh(at[1]), (int64_t)le64toh(at[2])};
    }
    r->at += list->count * SEEN_SIZE;
}

// ---- the account ----

static void read_account(struct state_reader *r, struct account *x)
{
    size_t used = r->arena->used;
    struct get_mask m = get_open(r, ACCOUNT_MEMBERS);
    if (get_bit(&m))
        read_situation(r, &x->base);
    // Items behind a failure are not even zero. The copy takes what base took, at the most.
    if (r->result != OK || !state_has_room(r, r->arena->used - used))
        return;
    situation_copy(&x->settled, &x->base, r->arena);
    if (get_bit(&m))
        read_situation(r, &x->settled);
    if (get_bit(&m))
        read_published(r, &x->published);
    GET_LIST(r, &m, &x->facts, read_fact, NO_FACT);
    get_seen(r, &m, &x->seen);
    get_bool(&m, &x->late_news);
    get_instant(r, &m, &x->next_wake_ms);
    get_bool(&m, &x->exists);
    get_text(r, &m, &x->archive);
    get_close(&m);
}

enum result account_read(struct text bytes, struct text customer_id, const struct uuid *space,
                         const struct zone_list *zones, struct arena *arena,
                         struct account *account, struct error *error)
{
    const uint8_t *at = (const uint8_t *)bytes.at;
    struct state_reader r = {
        .arena = arena, .zones = zones, .customer_id = customer_id, .error = error};
    if (bytes.len == 0)
        return error_set(error, RESULT_BAD_DATA, "state: there are no bytes");
    if (at[0] != STATE_VERSION)
        return error_set(error, RESULT_BAD_DATA, "state: version %u is not known", at[0]);
    r.start = at;
    r.at = at + 1;
    r.end = at + bytes.len;
    struct account read = NO_ACCOUNT;
    read_account(&r, &read);
    if (r.at != r.end)
        state_fail(&r, "there are bytes behind the account");
    if (r.result != OK)
        return r.result;
    read.customer_id = customer_id;
    if (space) {
        read.space = *space;
    } else {
        struct account new_account;
        account_init(&new_account, customer_id);
        read.space = new_account.space;
    }
    *account = read;
    return OK;
}
