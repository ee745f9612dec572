// SPDX-License-Identifier: Apache-2.0
// Invoice, payment and tick whole, and what they share with actions (event_action.c). The numbers
// of the fields are those of our schemas, which test_event_read holds them to.
#include "codec/event_values.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

enum invoice_field {
    INVOICE_EVENT_ID,
    INVOICE_CUSTOMER_ID,
    INVOICE_INVOICE_ID,
    INVOICE_NUMBER,
    INVOICE_AMOUNT,
    INVOICE_CURRENCY,
    INVOICE_ISSUED_AT,
    INVOICE_DUE_DATE,
    INVOICE_BALANCE_CLASS,
    INVOICE_POLICY,
    INVOICE_OPEN,
    INVOICE_FEES,
    INVOICE_KNOWN_SINCE,
};

enum payment_field {
    PAYMENT_EVENT_ID,
    PAYMENT_CUSTOMER_ID,
    PAYMENT_PAYMENT_ID,
    PAYMENT_AMOUNT,
    PAYMENT_CURRENCY,
    PAYMENT_RECEIVED_AT,
    PAYMENT_INVOICE_ID,
    PAYMENT_SOURCE,
    PAYMENT_METHOD,
};

enum action_record_field {
    ACTION_EVENT_ID,
    ACTION_CUSTOMER_ID,
    ACTION_ACTION_ID,
    ACTION_OCCURRED_AT,
    ACTION_ACTOR,
    ACTION_REASON,
    ACTION_ACTION,
};

enum tick_field { TICK_EVENT_ID, TICK_TIME, TICK_ACTOR, TICK_REASON, TICK_RELEASE };

bool refuse(struct taking *taking, enum refusal refusal, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(taking->fault->error.text, sizeof taking->fault->error.text, format, args);
    va_end(args);
    taking->fault->refusal = refusal;
    return false;
}

bool take_text(struct taking *taking, const struct cell *cell, const char *field, bool empty,
               size_t max, struct text *text)
{
    *text = cell->kind == CELL_NULL ? (struct text){NULL, 0} : cell->text;
    if (text->len == 0 && !empty)
        return refuse(taking, REFUSAL_BAD_BYTES, "%s: empty", field);
    if (text->len > max)
        return refuse(taking, REFUSAL_BAD_BYTES, "%s: %zu bytes are more than %zu", field,
                      text->len, max);
    return true;
}

bool take_id(struct taking *taking, const struct cell *cell, const char *field, struct text *text)
{
    return take_text(taking, cell, field, false, ID_BYTES_MAX, text);
}

static bool take_name(struct taking *taking, const struct cell *cell, const char *field,
                      struct text *text)
{
    return take_text(taking, cell, field, true, ID_BYTES_MAX, text);
}

static bool take_prose(struct taking *taking, const struct cell *cell, const char *field,
                       struct text *text)
{
    return take_text(taking, cell, field, true, TEXT_BYTES_MAX, text);
}

bool take_instant(struct taking *taking, const struct cell *cell, const char *field, int64_t *ms)
{
    *ms = cell->number;
    if (*ms < DAY_MIN * DAY_MS || *ms >= (DAY_MAX + 1) * DAY_MS)
        return refuse(taking, REFUSAL_BAD_BYTES, "%s: %" PRId64 " ms is not within 1990 … 2099",
                      field, *ms);
    return true;
}

bool take_day(struct taking *taking, const struct cell *cell, const char *field, int32_t *day)
{
    if (cell->number < DAY_MIN || cell->number > DAY_MAX)
        return refuse(taking, REFUSAL_BAD_BYTES, "%s: day %" PRId64 " is not within 1990 … 2099",
                      field, cell->number);
    *day = (int32_t)cell->number;
    return true;
}

bool take_currency(struct taking *taking, const struct cell *cell, struct currency *currency)
{
    if (!currency_at(cell->text, currency))
        return refuse(taking, REFUSAL_BAD_AMOUNT, "currency: no code of ISO 4217");
    return true;
}

bool take_amount(struct taking *taking, const struct cell *cell, const char *field, int64_t least,
                 int64_t most, int64_t *amount_minor)
{
    *amount_minor = cell->number;
    if (*amount_minor < least || *amount_minor > most)
        return refuse(taking, REFUSAL_BAD_AMOUNT,
                      "%s: %" PRId64 " is not within %" PRId64 " … %" PRId64, field, *amount_minor,
                      least, most);
    return true;
}

static bool take_history(struct taking *taking, const struct cell *cells, struct event *event)
{
    struct invoice_issued *invoice = &event->invoice;
    const struct cell *open = &cells[INVOICE_OPEN], *known = &cells[INVOICE_KNOWN_SINCE];
    invoice->open_minor = invoice->amount_minor;
    invoice->known_since_ms = event->own_ms;
    invoice->has_known_since = known->kind != CELL_NULL;
    return (open->kind == CELL_NULL || take_amount(taking, open, "open_minor", 0,
                                                   invoice->amount_minor, &invoice->open_minor)) &&
           take_amount(taking, &cells[INVOICE_FEES], "fees_minor", 0, AMOUNT_MINOR_MAX,
                       &invoice->fees_minor) &&
           (!invoice->has_known_since ||
            take_instant(taking, known, "known_since", &invoice->known_since_ms));
}

static bool take_invoice(struct taking *taking, const struct cell *cells, struct event *event)
{
    struct invoice_issued *invoice = &event->invoice;
    return take_id(taking, &cells[INVOICE_EVENT_ID], "event_id", &event->event_id) &&
           take_id(taking, &cells[INVOICE_CUSTOMER_ID], "customer_id", &event->customer_id) &&
           take_id(taking, &cells[INVOICE_INVOICE_ID], "invoice_id", &event->subject_id) &&
           take_instant(taking, &cells[INVOICE_ISSUED_AT], "issued_at", &event->own_ms) &&
           take_name(taking, &cells[INVOICE_NUMBER], "number", &invoice->number) &&
           take_amount(taking, &cells[INVOICE_AMOUNT], "amount_minor", 1, AMOUNT_MINOR_MAX,
                       &invoice->amount_minor) &&
           take_currency(taking, &cells[INVOICE_CURRENCY], &invoice->currency) &&
           take_day(taking, &cells[INVOICE_DUE_DATE], "due_date", &invoice->due_day) &&
           take_name(taking, &cells[INVOICE_BALANCE_CLASS], "balance_class",
                     &invoice->balance_class) &&
           take_name(taking, &cells[INVOICE_POLICY], "policy", &invoice->policy) &&
           take_history(taking, cells, event);
}

static bool take_payment(struct taking *taking, const struct cell *cells, struct event *event)
{
    struct payment_received *payment = &event->payment;
    return take_id(taking, &cells[PAYMENT_EVENT_ID], "event_id", &event->event_id) &&
           take_id(taking, &cells[PAYMENT_CUSTOMER_ID], "customer_id", &event->customer_id) &&
           take_id(taking, &cells[PAYMENT_PAYMENT_ID], "payment_id", &event->subject_id) &&
           take_instant(taking, &cells[PAYMENT_RECEIVED_AT], "received_at", &event->own_ms) &&
           take_amount(taking, &cells[PAYMENT_AMOUNT], "amount_minor", 1, AMOUNT_MINOR_MAX,
                       &payment->amount_minor) &&
           take_currency(taking, &cells[PAYMENT_CURRENCY], &payment->currency) &&
           take_name(taking, &cells[PAYMENT_INVOICE_ID], "invoice_id", &payment->invoice_id) &&
           take_name(taking, &cells[PAYMENT_SOURCE], "source", &payment->source) &&
           take_name(taking, &cells[PAYMENT_METHOD], "method", &payment->method);
}

static bool take_action(struct taking *taking, const struct action_layout *layout,
                        const struct cell *cells, struct event *event)
{
    struct action *action = &event->action;
    return take_id(taking, &cells[ACTION_EVENT_ID], "event_id", &event->event_id) &&
           take_id(taking, &cells[ACTION_CUSTOMER_ID], "customer_id", &event->customer_id) &&
           take_id(taking, &cells[ACTION_ACTION_ID], "action_id", &event->subject_id) &&
           take_instant(taking, &cells[ACTION_OCCURRED_AT], "occurred_at", &event->own_ms) &&
           take_prose(taking, &cells[ACTION_ACTOR], "actor", &action->actor) &&
           take_prose(taking, &cells[ACTION_REASON], "reason", &action->reason) &&
           event_action_take(taking, layout, &cells[ACTION_ACTION], action);
}

static bool take_tick(struct taking *taking, const struct cell *cells, struct event *event)
{
    struct clock_tick *tick = &event->tick;
    tick->release = (enum tick_release)cells[TICK_RELEASE].number;
    return take_id(taking, &cells[TICK_EVENT_ID], "event_id", &event->event_id) &&
           take_instant(taking, &cells[TICK_TIME], "tick_time", &event->own_ms) &&
           take_prose(taking, &cells[TICK_ACTOR], "actor", &tick->actor) &&
           take_prose(taking, &cells[TICK_REASON], "reason", &tick->reason);
}

bool event_values_take(struct taking *taking, const struct action_layout *layout,
                       enum event_type type, struct event *event)
{
    const struct cell *cells = tape_at(taking->tape, taking->tape->cells, 0);
    memset(event, 0, sizeof *event);
    event->type = type;
    switch (type) {
    case EVENT_INVOICE_ISSUED:
        return take_invoice(taking, cells, event);
    case EVENT_PAYMENT_RECEIVED:
        return take_payment(taking, cells, event);
    case EVENT_ACCOUNT_ACTION:
        return take_action(taking, layout, cells, event);
    case EVENT_CLOCK_TICK:
        return take_tick(taking, cells, event);
    }
    return false;
}
