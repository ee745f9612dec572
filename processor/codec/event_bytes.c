// SPDX-License-Identifier: Apache-2.0
// What an event consists of: each struct is written and read by a pair of functions that name the
// same members in the same order. Only members that an action uses differ from the defaults, so no
// table of kinds is needed. Ownership and threads: see account_bytes.h.
#include "codec/event_bytes.h"

// ---- parts ----

bool write_contact(struct state_writer *w, const struct contact *x, const struct contact *was)
{
    struct put_mask m = put_open(w, CONTACT_MEMBERS);
    put_text(w, &m, x->role, was->role);
    put_text(w, &m, x->channel, was->channel);
    put_text(w, &m, x->address, was->address);
    return put_close(w, &m);
}

void read_contact(struct state_reader *r, struct contact *x)
{
    struct get_mask m = get_open(r, CONTACT_MEMBERS);
    get_text(r, &m, &x->role);
    get_text(r, &m, &x->channel);
    get_text(r, &m, &x->address);
    get_close(&m);
}

bool write_action_item(struct state_writer *w, const struct action_item *x,
                       const struct action_item *was)
{
    struct put_mask m = put_open(w, ACTION_ITEM_MEMBERS);
    put_text(w, &m, x->invoice_id, was->invoice_id);
    put_currency(w, &m, x->currency, was->currency);
    put_number(w, &m, x->amount_minor, was->amount_minor);
    put_day(w, &m, x->day, was->day);
    return put_close(w, &m);
}

void read_action_item(struct state_reader *r, struct action_item *x)
{
    struct get_mask m = get_open(r, ACTION_ITEM_MEMBERS);
    get_text(r, &m, &x->invoice_id);
    get_currency(r, &m, &x->currency);
    get_number(r, &m, &x->amount_minor);
    get_day(r, &m, &x->day);
    get_close(&m);
}

// ---- payloads ----

static bool is_action_kind(unsigned value)
{
    return value < ACTION_KIND_COUNT;
}

static bool is_toggle(unsigned value)
{
    switch ((enum toggle)value) {
    case TOGGLE_UNSAID:
    case TOGGLE_OFF:
    case TOGGLE_ON:
        return true;
    }
    return false;
}

static void write_action(struct state_writer *w, const struct action *x, const struct action *was)
{
    struct put_mask m = put_open(w, ACTION_MEMBERS);
    put_enum(w, &m, x->kind, was->kind);
    put_text(w, &m, x->actor, was->actor);
    put_text(w, &m, x->reason, was->reason);
    put_text(w, &m, x->invoice_id, was->invoice_id);
    put_text(w, &m, x->name, was->name);
    put_text(w, &m, x->word, was->word);
    put_text(w, &m, x->detail, was->detail);
    put_text(w, &m, x->promise_id, was->promise_id);
    put_text(w, &m, x->notification_id, was->notification_id);
    put_text(w, &m, x->zone, was->zone);
    put_text(w, &m, x->policy, was->policy);
    put_bool(&m, x->zone_table != NULL, was->zone_table != NULL);
    put_day(w, &m, x->day, was->day);
    put_day(w, &m, x->from_day, was->from_day);
    put_number(w, &m, x->days, was->days);
    put_bool(&m, x->apply_to_future, was->apply_to_future);
    put_enum(w, &m, x->on, was->on);
    put_currency(w, &m, x->currency, was->currency);
    put_number(w, &m, x->amount_minor, was->amount_minor);
    PUT_LIST(w, &m, x->items, was->items, write_action_item, NO_ACTION_ITEM);
    PUT_LIST(w, &m, x->invoices, was->invoices, write_action_item, NO_ACTION_ITEM);
    PUT_LIST(w, &m, x->contacts, was->contacts, write_contact, NO_CONTACT);
    put_close(w, &m);
}

static void read_action(struct state_reader *r, struct action *x)
{
    bool has_table = x->zone_table != NULL;
    struct get_mask m = get_open(r, ACTION_MEMBERS);
    x->kind = (enum action_kind)get_enum(r, &m, x->kind, is_action_kind);
    get_text(r, &m, &x->actor);
    get_text(r, &m, &x->reason);
    get_text(r, &m, &x->invoice_id);
    get_text(r, &m, &x->name);
    get_text(r, &m, &x->word);
    get_text(r, &m, &x->detail);
    get_text(r, &m, &x->promise_id);
    get_text(r, &m, &x->notification_id);
    get_text(r, &m, &x->zone);
    get_text(r, &m, &x->policy);
    get_bool(&m, &has_table);
    get_day(r, &m, &x->day);
    get_day(r, &m, &x->from_day);
    get_int(r, &m, &x->days);
    get_bool(&m, &x->apply_to_future);
    x->on = (enum toggle)get_enum(r, &m, x->on, is_toggle);
    get_currency(r, &m, &x->currency);
    get_number(r, &m, &x->amount_minor);
    GET_LIST(r, &m, &x->items, read_action_item, NO_ACTION_ITEM);
    GET_LIST(r, &m, &x->invoices, read_action_item, NO_ACTION_ITEM);
    GET_LIST(r, &m, &x->contacts, read_contact, NO_CONTACT);
    get_close(&m);
    x->zone_table = has_table ? state_find_zone(r, x->zone) : NULL;
}

static void write_invoice_issued(struct state_writer *w, const struct invoice_issued *x,
                                 const struct invoice_issued *was)
{
    struct put_mask m = put_open(w, INVOICE_ISSUED_MEMBERS);
    put_text(w, &m, x->number, was->number);
    put_text(w, &m, x->balance_class, was->balance_class);
    put_text(w, &m, x->policy, was->policy);
    put_currency(w, &m, x->currency, was->currency);
    put_number(w, &m, x->amount_minor, was->amount_minor);
    put_number(w, &m, x->open_minor, x->amount_minor); // no history, mostly
    put_number(w, &m, x->fees_minor, was->fees_minor);
    put_instant(w, &m, x->known_since_ms, was->known_since_ms);
    put_bool(&m, x->has_known_since, was->has_known_since);
    put_day(w, &m, x->due_day, was->due_day);
    put_close(w, &m);
}

static void read_invoice_issued(struct state_reader *r, struct invoice_issued *x)
{
    struct get_mask m = get_open(r, INVOICE_ISSUED_MEMBERS);
    get_text(r, &m, &x->number);
    get_text(r, &m, &x->balance_class);
    get_text(r, &m, &x->policy);
    get_currency(r, &m, &x->currency);
    get_number(r, &m, &x->amount_minor);
    x->open_minor = x->amount_minor;
    get_number(r, &m, &x->open_minor);
    get_number(r, &m, &x->fees_minor);
    get_instant(r, &m, &x->known_since_ms);
    get_bool(&m, &x->has_known_since);
    get_day(r, &m, &x->due_day);
    get_close(&m);
}

static void write_payment(struct state_writer *w, const struct payment_received *x,
                          const struct payment_received *was)
{
    struct put_mask m = put_open(w, PAYMENT_MEMBERS);
    put_text(w, &m, x->invoice_id, was->invoice_id);
    put_text(w, &m, x->source, was->source);
    put_text(w, &m, x->method, was->method);
    put_currency(w, &m, x->currency, was->currency);
    put_number(w, &m, x->amount_minor, was->amount_minor);
    put_close(w, &m);
}

static void read_payment(struct state_reader *r, struct payment_received *x)
{
    struct get_mask m = get_open(r, PAYMENT_MEMBERS);
    get_text(r, &m, &x->invoice_id);
    get_text(r, &m, &x->source);
    get_text(r, &m, &x->method);
    get_currency(r, &m, &x->currency);
    get_number(r, &m, &x->amount_minor);
    get_close(&m);
}

// ---- the event ----

static bool is_fact_type(unsigned value)
{
    return value < EVENT_TYPE_COUNT && value != EVENT_CLOCK_TICK;
}

void write_event(struct state_writer *w, const struct event *x, const struct event *was)
{
    assert(x->type != EVENT_CLOCK_TICK);
    struct put_mask m = put_open(w, EVENT_MEMBERS);
    put_enum(w, &m, x->type, was->type);
    put_text(w, &m, x->event_id, was->event_id);
    put_text(w, &m, x->subject_id, was->subject_id);
    put_instant(w, &m, x->own_ms, was->own_ms);
    put_instant(w, &m, x->record_ms, was->record_ms);
    put_text(w, &m, x->origin.topic, event_name(x->type)); // as the topic is mostly called
    put_number(w, &m, x->origin.partition, was->origin.partition);
    put_number(w, &m, x->origin.offset, was->origin.offset);
    put_close(w, &m);
    put_raw(w, x->content.at, sizeof x->content.at);
    bool same = x->type == was->type;
    switch (x->type) {
    case EVENT_INVOICE_ISSUED:
        write_invoice_issued(w, &x->invoice, same ? &was->invoice : &NO_INVOICE_ISSUED);
        return;
    case EVENT_PAYMENT_RECEIVED:
        write_payment(w, &x->payment, same ? &was->payment : &NO_PAYMENT);
        return;
    case EVENT_ACCOUNT_ACTION:
        write_action(w, &x->action, same ? &was->action : &NO_ACTION);
        return;
    case EVENT_CLOCK_TICK:
        return;
    }
}

void read_event(struct state_reader *r, struct event *x)
{
    enum event_type was = x->type;
    struct get_mask m = get_open(r, EVENT_MEMBERS);
    x->type = (enum event_type)get_enum(r, &m, x->type, is_fact_type);
    get_text(r, &m, &x->event_id);
    get_text(r, &m, &x->subject_id);
    get_instant(r, &m, &x->own_ms);
    get_instant(r, &m, &x->record_ms);
    x->origin.topic = event_name(x->type);
    get_text(r, &m, &x->origin.topic);
    get_int(r, &m, &x->origin.partition);
    get_number(r, &m, &x->origin.offset);
    get_close(&m);
    get_raw(r, x->content.at, sizeof x->content.at);
    x->customer_id = r->customer_id;
    switch (x->type) {
    case EVENT_INVOICE_ISSUED:
        if (was != x->type)
            x->invoice = NO_INVOICE_ISSUED;
        read_invoice_issued(r, &x->invoice);
        return;
    case EVENT_PAYMENT_RECEIVED:
        if (was != x->type)
            x->payment = NO_PAYMENT;
        read_payment(r, &x->payment);
        return;
    case EVENT_ACCOUNT_ACTION:
        if (was != x->type)
            x->action = NO_ACTION;
        read_action(r, &x->action);
        return;
    case EVENT_CLOCK_TICK:
        break;
    }
    state_fail(r, "a fact is a tick");
}
