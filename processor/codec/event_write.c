// SPDX-License-Identifier: Apache-2.0
// Field after field as schemas/*.avsc have them; test_event_read reads all of it back.
#include "codec/event_write.h"

#include "codec/avro_write.h"

static void write_no_pairs(struct bytes *out)
{
    avro_write_block(out, 0);
    avro_write_block_end(out);
}

static void write_currency(struct bytes *out, const struct currency *currency)
{
    avro_write_text(out, text_of(currency->code));
}

static void write_invoice(const struct event *event, struct bytes *out)
{
    const struct invoice_issued *invoice = &event->invoice;
    avro_write_text(out, event->subject_id);
    avro_write_text(out, invoice->number);
    avro_write_long(out, invoice->amount_minor);
    write_currency(out, &invoice->currency);
    avro_write_long(out, event->own_ms);
    avro_write_long(out, invoice->due_day);
    avro_write_text(out, invoice->balance_class);
    avro_write_text(out, invoice->policy);
    avro_write_optional_long(out, invoice->open_minor, invoice->amount_minor);
    avro_write_long(out, invoice->fees_minor);
    avro_write_branch(out, invoice->has_known_since);
    if (invoice->has_known_since)
        avro_write_long(out, invoice->known_since_ms);
    write_no_pairs(out);
}

static void write_payment(const struct event *event, struct bytes *out)
{
    const struct payment_received *payment = &event->payment;
    avro_write_text(out, event->subject_id);
    avro_write_long(out, payment->amount_minor);
    write_currency(out, &payment->currency);
    avro_write_long(out, event->own_ms);
    avro_write_optional_text(out, payment->invoice_id);
    avro_write_text(out, payment->source);
    avro_write_text(out, payment->method);
    write_no_pairs(out);
}

static void write_tick(const struct event *event, struct bytes *out)
{
    avro_write_long(out, event->own_ms);
    avro_write_text(out, event->tick.actor);
    avro_write_text(out, event->tick.reason);
    avro_write_long(out, event->tick.release);
}

static void write_contacts(const struct contacts *contacts, struct bytes *out)
{
    avro_write_block(out, contacts->count);
    for (size_t i = 0; i < contacts->count; i++) {
        avro_write_text(out, contacts->items[i].role);
        avro_write_text(out, contacts->items[i].channel);
        avro_write_text(out, contacts->items[i].address);
    }
    avro_write_block_end(out);
}

static void write_items(const struct action_items *items, enum action_member member,
                        struct bytes *out)
{
    avro_write_block(out, items->count);
    for (size_t i = 0; i < items->count; i++) {
        const struct action_item *item = &items->items[i];
        if (member == MEMBER_INSTALMENTS)
            avro_write_long(out, item->day);
        else
            avro_write_text(out, item->invoice_id);
        if (member == MEMBER_CREDIT_ITEMS)
            write_currency(out, &item->currency);
        if (member != MEMBER_INVOICES)
            avro_write_long(out, item->amount_minor);
    }
    avro_write_block_end(out);
}

static void write_number(const struct action_field *field, int64_t number, int64_t none,
                         struct bytes *out)
{
    if (field->nullable)
        avro_write_optional_long(out, number, none);
    else
        avro_write_long(out, number);
}

static void write_text(const struct action_field *field, struct text text, struct bytes *out)
{
    if (field->nullable)
        avro_write_optional_text(out, text);
    else
        avro_write_text(out, text);
}

static void write_toggle(const struct action_field *field, enum toggle on, struct bytes *out)
{
    if (field->nullable)
        avro_write_branch(out, on != TOGGLE_UNSAID);
    if (!field->nullable || on != TOGGLE_UNSAID)
        avro_write_boolean(out, on == TOGGLE_ON);
}

static void write_member(const struct action_field *field, struct action *action, struct bytes *out)
{
    switch (field->member) {
    case MEMBER_INVOICE_ID:
    case MEMBER_NAME:
    case MEMBER_WORD:
    case MEMBER_DETAIL:
    case MEMBER_PROMISE_ID:
    case MEMBER_NOTIFICATION_ID:
    case MEMBER_ZONE:
    case MEMBER_POLICY:
        write_text(field, *action_text(action, field->member), out);
        break;
    case MEMBER_DAY:
        write_number(field, action->day, DAY_NONE, out);
        break;
    case MEMBER_FROM_DAY:
        write_number(field, action->from_day, DAY_NONE, out);
        break;
    case MEMBER_DAYS:
        write_number(field, action->days, 0, out);
        break;
    case MEMBER_APPLY_TO:
        avro_write_text(out, text_of(action->apply_to_future ? "future" : "open"));
        break;
    case MEMBER_ON:
        write_toggle(field, action->on, out);
        break;
    case MEMBER_CURRENCY:
        write_currency(out, &action->currency);
        break;
    case MEMBER_AMOUNT:
        avro_write_long(out, action->amount_minor);
        break;
    case MEMBER_CREDIT_ITEMS:
    case MEMBER_INSTALMENTS:
        write_items(&action->items, field->member, out);
        break;
    case MEMBER_INVOICES:
        write_items(&action->invoices, field->member, out);
        break;
    case MEMBER_CONTACTS:
        write_contacts(&action->contacts, out);
        break;
    }
}

static void write_action(const struct action_layout *layout, const struct event *event,
                         struct bytes *out)
{
    struct action action = event->action;
    avro_write_text(out, event->subject_id);
    avro_write_long(out, event->own_ms);
    avro_write_text(out, action.actor);
    avro_write_text(out, action.reason);
    avro_write_branch(out, action.kind);
    for (uint32_t i = 0; i < layout->kinds[action.kind].count; i++)
        write_member(&layout->kinds[action.kind].items[i], &action, out);
}

void event_write(const struct action_layout *layout, const struct event *event, struct bytes *out)
{
    avro_write_text(out, event->event_id);
    if (event->type != EVENT_CLOCK_TICK)
        avro_write_text(out, event->customer_id);
    switch (event->type) {
    case EVENT_INVOICE_ISSUED:
        write_invoice(event, out);
        break;
    case EVENT_PAYMENT_RECEIVED:
        write_payment(event, out);
        break;
    case EVENT_ACCOUNT_ACTION:
        write_action(layout, event, out);
        break;
    case EVENT_CLOCK_TICK:
        write_tick(event, out);
        break;
    }
}
