// SPDX-License-Identifier: Apache-2.0
// What actions do to money: discounts, credit notes, voids, write-offs, waivers, reversals.
#include "engine/apply.h"

struct text money_id(struct fold *fold, char kind, struct text id, struct text more)
{
    size_t len = 1 + id.len + (more.len ? 1 + more.len : 0);
    char *at = arena_take(fold->arena, len);
    at[0] = kind;
    if (id.len)
        memcpy(at + 1, id.at, id.len);
    if (more.len) {
        at[1 + id.len] = '/';
        memcpy(at + 2 + id.len, more.at, more.len);
    }
    return (struct text){at, len};
}

void apply_discount(struct fold *fold, const struct event *event)
{
    const struct action *action = &event->action;
    struct money *money =
        money_add(fold, MONEY_DISCOUNT, money_id(fold, 'D', event->subject_id, (struct text){0}),
                  action->amount_minor, action->currency);
    money->invoice_id = action->invoice_id;
    money->promise_id = action->promise_id;
    money->code = TEXT_LITERAL("discount");
}

void apply_revoke_discount(struct fold *fold, const struct action *action)
{
    for (size_t i = 0; i < fold->now->money.count; i++) {
        struct money *money = &fold->now->money.items[i];
        if (money->kind != MONEY_DISCOUNT || money->reversed ||
            !text_equal(money->invoice_id, action->invoice_id))
            continue;
        money_withdraw(fold, money->id);
        money->reversed = true;
        money->free_minor = 0;
    }
}

void apply_credit_note(struct fold *fold, const struct event *event)
{
    for (size_t i = 0; i < event->action.items.count; i++) {
        const struct action_item *item = &event->action.items.items[i];
        struct text id = money_id(fold, 'N', event->subject_id, item->invoice_id);
        struct money *money =
            money_add(fold, MONEY_CREDIT_NOTE, id, item->amount_minor, item->currency);
        money->invoice_id = item->invoice_id;
        money->code = TEXT_LITERAL("credit-note");
    }
}

static void fee_take_back(struct fold *fold, struct text invoice_id, struct fee *fee)
{
    fee_release_money(fold, invoice_id, fee);
    fee->state = FEE_WAIVED;
    fee->open_minor = 0;
}

// A credit of all that is open of the principal.
static void credit_whole(struct fold *fold, const struct invoice *invoice, enum money_kind kind,
                         char letter, struct text code, struct text action_id)
{
    if (invoice->open_minor <= 0)
        return;
    struct money *money = money_add(fold, kind, money_id(fold, letter, action_id, (struct text){0}),
                                    invoice->open_minor, invoice->currency);
    money->invoice_id = invoice->id;
    money->code = code;
    if (kind == MONEY_VOID)
        money->free_minor = 0; // it is spent on what is no longer owed
}

static void blockers_of_invoice_end(struct fold *fold, struct text invoice_id)
{
    for (size_t i = fold->now->blockers.count; i > 0; i--) {
        struct blocker *blocker = &fold->now->blockers.items[i - 1];
        if (!text_is_empty(blocker->invoice_id) && text_equal(blocker->invoice_id, invoice_id))
            blocker_end(fold, blocker);
    }
}

// A void takes back everything: fees are reversed, what was paid on them and on it becomes credit.
void apply_void(struct fold *fold, const struct event *event)
{
    struct invoice *invoice = situation_invoice(fold->now, event->action.invoice_id);
    if (!invoice || invoice->voided)
        return;
    for (size_t i = 0; i < invoice->fees.count; i++)
        fee_take_back(fold, invoice->id, &invoice->fees.items[i]);
    invoice_release_money(fold, invoice);
    credit_whole(fold, invoice, MONEY_VOID, 'V', TEXT_LITERAL("void"), event->subject_id);
    invoice->open_minor = 0;
    invoice->voided = true;
    invoice->settled_ms = fold->at_ms;
    blockers_of_invoice_end(fold, invoice->id);
}

void apply_write_off(struct fold *fold, const struct event *event)
{
    struct invoice *invoice = situation_invoice(fold->now, event->action.invoice_id);
    if (!invoice || invoice->voided)
        return;
    credit_whole(fold, invoice, MONEY_WRITE_OFF, 'W', TEXT_LITERAL("write-off"), event->subject_id);
}

void apply_waive_fee(struct fold *fold, const struct action *action)
{
    struct invoice *invoice = situation_invoice(fold->now, action->invoice_id);
    for (size_t i = 0; invoice && i < invoice->fees.count; i++)
        if (text_equal(invoice->fees.items[i].code, action->name))
            fee_take_back(fold, invoice->id, &invoice->fees.items[i]);
}

void apply_reverse_payment(struct fold *fold, const struct action *action)
{
    struct money *money =
        situation_money(fold->now, money_id(fold, 'P', action->name, (struct text){0}));
    if (!money || money->reversed)
        return;
    money_withdraw(fold, money->id);
    money->reversed = true;
    money->free_minor = 0;
    struct fees *fees = &fold->now->fees; // a collector's share goes with its payment
    for (size_t i = 0; i < fees->count; i++)
        if (text_equal(fees->items[i].payment_id, action->name))
            fee_take_back(fold, (struct text){0}, &fees->items[i]);
}
