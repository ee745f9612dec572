// SPDX-License-Identifier: Apache-2.0
// One action's record to struct action, field by field through the table of event_fields.h. Checked
// here is what holds for every policy; whether a date is in the past or a kind is known is the
// engine's business.
#include "codec/event_values.h"

#include <inttypes.h>

// Fields of the records inside lists, by their number in our schema.
enum { CONTACT_ROLE, CONTACT_CHANNEL, CONTACT_ADDRESS };
enum { CREDIT_INVOICE_ID, CREDIT_CURRENCY, CREDIT_AMOUNT };
enum { INSTALMENT_DUE_DATE, INSTALMENT_AMOUNT };

static bool take_days(struct taking *taking, const struct action_field *field,
                      const struct cell *cell, int32_t *days)
{
    if (cell->number < 1 || cell->number > DAYS_MAX)
        return refuse(taking, REFUSAL_BAD_BYTES, "%.*s: %" PRId64 " is not within 1 … %d",
                      TEXT_ARGS(field->name), cell->number, DAYS_MAX);
    *days = (int32_t)cell->number;
    return true;
}

static bool take_apply_to(struct taking *taking, const struct cell *cell, bool *future)
{
    *future = text_is(cell->text, "future");
    if (!*future && !text_is(cell->text, "open"))
        return refuse(taking, REFUSAL_BAD_BYTES, "apply_to: neither open nor future");
    return true;
}

static bool take_contacts(struct taking *taking, const struct cell *cell, struct contacts *list)
{
    for (uint32_t i = 0; i < cell->range.count; i++) {
        const struct cell *cells = tape_at(taking->tape, tape_at(taking->tape, cell, i), 0);
        struct contact *contact = LIST_ADD(taking->arena, list);
        if (!take_id(taking, &cells[CONTACT_ROLE], "contacts.role", &contact->role) ||
            !take_id(taking, &cells[CONTACT_CHANNEL], "contacts.channel", &contact->channel) ||
            !take_text(taking, &cells[CONTACT_ADDRESS], "contacts.address", false, TEXT_BYTES_MAX,
                       &contact->address))
            return false;
    }
    return true;
}

static bool take_credit_items(struct taking *taking, const struct cell *cell,
                              struct action_items *list)
{
    for (uint32_t i = 0; i < cell->range.count; i++) {
        const struct cell *cells = tape_at(taking->tape, tape_at(taking->tape, cell, i), 0);
        struct action_item *item = LIST_ADD(taking->arena, list);
        item->day = DAY_NONE;
        if (!take_id(taking, &cells[CREDIT_INVOICE_ID], "items.invoice_id", &item->invoice_id) ||
            !take_currency(taking, &cells[CREDIT_CURRENCY], &item->currency) ||
            !take_amount(taking, &cells[CREDIT_AMOUNT], "items.amount_minor", 1, AMOUNT_MINOR_MAX,
                         &item->amount_minor))
            return false;
    }
    return list->count > 0 || refuse(taking, REFUSAL_BAD_BYTES, "items: none");
}

static bool take_instalments(struct taking *taking, const struct cell *cell,
                             struct currency currency, struct action_items *list)
{
    for (uint32_t i = 0; i < cell->range.count; i++) {
        const struct cell *cells = tape_at(taking->tape, tape_at(taking->tape, cell, i), 0);
        struct action_item *item = LIST_ADD(taking->arena, list);
        item->currency = currency;
        if (!take_day(taking, &cells[INSTALMENT_DUE_DATE], "items.due_date", &item->day) ||
            !take_amount(taking, &cells[INSTALMENT_AMOUNT], "items.amount_minor", 1,
                         AMOUNT_MINOR_MAX, &item->amount_minor))
            return false;
    }
    return list->count > 0 || refuse(taking, REFUSAL_BAD_BYTES, "items: none");
}

static bool take_invoices(struct taking *taking, const struct cell *cell, struct action_items *list)
{
    for (uint32_t i = 0; i < cell->range.count; i++) {
        struct action_item *item = LIST_ADD(taking->arena, list);
        item->day = DAY_NONE;
        if (!take_id(taking, tape_at(taking->tape, cell, i), "invoice_ids", &item->invoice_id))
            return false;
    }
    return true;
}

static bool take_word(struct taking *taking, const struct action_field *field,
                      const struct cell *cell, struct text *text)
{
    char name[ID_BYTES_MAX + 1] = "";
    memcpy(name, field->name.at, field->name.len);
    return take_text(taking, cell, name, field->optional, ID_BYTES_MAX, text);
}

static bool take_date(struct taking *taking, const struct action_field *field,
                      const struct cell *cell, int32_t *day)
{
    char name[ID_BYTES_MAX + 1] = "";
    memcpy(name, field->name.at, field->name.len);
    return take_day(taking, cell, name, day);
}

static bool take_member(struct taking *taking, const struct action_field *field,
                        const struct cell *cell, struct action *action)
{
    if (field->nullable && cell->kind == CELL_NULL)
        return true;
    struct text *text = action_text(action, field->member);
    if (text)
        return take_word(taking, field, cell, text);
    if (field->member == MEMBER_DAY)
        return take_date(taking, field, cell, &action->day);
    if (field->member == MEMBER_FROM_DAY)
        return take_date(taking, field, cell, &action->from_day);
    if (field->member == MEMBER_DAYS)
        return take_days(taking, field, cell, &action->days);
    if (field->member == MEMBER_APPLY_TO)
        return take_apply_to(taking, cell, &action->apply_to_future);
    if (field->member == MEMBER_CURRENCY)
        return take_currency(taking, cell, &action->currency);
    if (field->member == MEMBER_AMOUNT)
        return take_amount(taking, cell, "amount_minor", 1, AMOUNT_MINOR_MAX,
                           &action->amount_minor);
    if (field->member == MEMBER_CREDIT_ITEMS)
        return take_credit_items(taking, cell, &action->items);
    if (field->member == MEMBER_INSTALMENTS)
        return take_instalments(taking, cell, action->currency, &action->items);
    if (field->member == MEMBER_INVOICES)
        return take_invoices(taking, cell, &action->invoices);
    if (field->member == MEMBER_CONTACTS)
        return take_contacts(taking, cell, &action->contacts);
    action->on = cell->number ? TOGGLE_ON : TOGGLE_OFF;
    return true;
}

static bool is_one_of(struct text word, const char *first, const char *second, const char *third)
{
    return text_is(word, first) || text_is(word, second) || (third && text_is(word, third));
}

// The words of closed sets, and members that exclude each other.
static bool check_action(struct taking *taking, const struct action *action)
{
    enum action_kind kind = action->kind;
    bool days_and_day = action->days > 0 && action->day != DAY_NONE;
    if (days_and_day && (kind == ACTION_SHIFT || kind == ACTION_LIFT))
        return refuse(taking, REFUSAL_BAD_BYTES, "until, business_days: only one of them");
    if (kind == ACTION_EXTEND_TERMS &&
        (days_and_day || (action->days > 0 && !text_is_empty(action->invoice_id))))
        return refuse(taking, REFUSAL_BAD_BYTES, "net: not with due or invoice_id");
    if (kind == ACTION_RECORD_ACTIVITY && !is_one_of(action->name, "reply", "login", "inquiry"))
        return refuse(taking, REFUSAL_BAD_BYTES, "activity: none of reply, login, inquiry");
    if (kind == ACTION_RECORD_CHARGE && !is_one_of(action->word, "failed", "ok", NULL))
        return refuse(taking, REFUSAL_BAD_BYTES, "outcome: neither failed nor ok");
    if (kind == ACTION_ANSWER_CONSULTATION && !is_one_of(action->name, "yes", "no", NULL))
        return refuse(taking, REFUSAL_BAD_BYTES, "answer: neither yes nor no");
    return true;
}

bool event_action_take(struct taking *taking, const struct action_layout *layout,
                       const struct cell *record, struct action *action)
{
    action->kind = (enum action_kind)record->branch;
    action->day = action->from_day = DAY_NONE;
    uint32_t count = layout->kinds[action->kind].count;
    for (uint32_t i = 0; i < count; i++) {
        const struct action_field *field = &layout->kinds[action->kind].items[i];
        if (!take_member(taking, field, tape_at(taking->tape, record, i), action)) {
            (void)error_wrap(&taking->fault->error, OK, "action");
            return false;
        }
    }
    return check_action(taking, action);
}
