// SPDX-License-Identifier: Apache-2.0
// The words of every action, as contract.md's table spells them, into a struct action. The tail
// that all actions share (`by`, `because`, `occurred`, `event`) is story.c's; whether a policy
// offers the action and what it does is the engine's.
#include "ops/story.h"

static void read_invoice(struct cursor *cursor, struct action *action)
{
    action->invoice_id = cursor_word(cursor, "the invoice");
}

static void read_set_account(struct cursor *cursor, struct action *action)
{
    while (!cursor_at_tail(cursor)) {
        if (cursor_take(cursor, "zone"))
            action->zone = cursor_word(cursor, "the zone");
        else if (cursor_take(cursor, "opened"))
            action->day = cursor_day(cursor, "opened");
        else if (cursor_take(cursor, "policy"))
            action->policy = cursor_word(cursor, "the policy's name");
        else if (cursor_take(cursor, "enabled"))
            action->on = cursor_toggle(cursor);
        else
            cursor_fail(cursor, "set-account takes `zone`, `opened`, `policy` and `enabled`");
    }
}

// ROLE:CHANNEL:ADDRESS; the address may hold colons of its own.
static bool read_contact(struct text word, struct contact *contact)
{
    const char *end = word.at + word.len;
    const char *first = memchr(word.at, ':', word.len);
    const char *second = first ? memchr(first + 1, ':', (size_t)(end - first - 1)) : NULL;
    if (!second || first == word.at || second == first + 1 || second + 1 == end)
        return false;
    contact->role = (struct text){word.at, (size_t)(first - word.at)};
    contact->channel = (struct text){first + 1, (size_t)(second - first - 1)};
    contact->address = (struct text){second + 1, (size_t)(end - second - 1)};
    return true;
}

static void read_set_contacts(struct cursor *cursor, struct arena *arena, struct action *action)
{
    while (!cursor_at_tail(cursor)) {
        struct text word = cursor_word(cursor, "a contact");
        struct contact contact;
        if (word.len == 0 || !read_contact(word, &contact))
            cursor_fail(cursor, "'%.*s' is no contact; write ROLE:CHANNEL:ADDRESS",
                        TEXT_ARGS(word));
        else
            *LIST_ADD(arena, &action->contacts) = contact;
    }
}

// until DATE, or for N business-days. Without either the engine refuses (`no-date`).
static void read_end(struct cursor *cursor, struct action *action)
{
    if (cursor_take(cursor, "until")) {
        action->day = cursor_day(cursor, "until");
    } else if (cursor_take(cursor, "for")) {
        action->days = cursor_number(cursor, "the number of business days");
        if (!cursor_take(cursor, "business-days") && !cursor_take(cursor, "business-day"))
            cursor_fail(cursor, "`for %d` is to be followed by `business-days`", action->days);
    }
}

static void read_shift(struct cursor *cursor, struct action *action)
{
    if (!cursor_at_tail(cursor) && !cursor_is(cursor, "until") && !cursor_is(cursor, "for") &&
        !cursor_is(cursor, "on-promise"))
        action->name = cursor_word(cursor, "the status");
    while (!cursor_at_tail(cursor)) {
        size_t at = cursor->at;
        read_end(cursor, action);
        if (cursor_take(cursor, "on-promise"))
            action->promise_id = cursor_word(cursor, "the promise");
        if (cursor->at == at)
            cursor_fail(cursor,
                        "'%.*s' is not understood; write `until DATE` or `for N "
                        "business-days`",
                        TEXT_ARGS(cursor->words->items[at].text));
    }
}

static void read_hold(struct cursor *cursor, struct action *action)
{
    action->name = cursor_word(cursor, "the kind of hold");
    if (cursor_take(cursor, "until"))
        action->day = cursor_day(cursor, "until");
}

// INVOICE due DATE, or net DAYS apply-to open/future
static void read_extend_terms(struct cursor *cursor, struct action *action)
{
    if (cursor_take(cursor, "net")) {
        action->days = cursor_number(cursor, "the days of the terms");
        if (!cursor_take(cursor, "apply-to"))
            return;
        action->apply_to_future = cursor_take(cursor, "future");
        if (!action->apply_to_future && !cursor_take(cursor, "open"))
            cursor_fail(cursor, "`apply-to` takes `open` or `future`");
        return;
    }
    read_invoice(cursor, action);
    if (cursor_take(cursor, "due"))
        action->day = cursor_day(cursor, "due");
    else if (cursor_take(cursor, "net"))
        action->days = cursor_number(cursor, "the days of the terms");
}

static void read_discount(struct cursor *cursor, struct action *action)
{
    read_invoice(cursor, action);
    action->currency = cursor_currency(cursor);
    action->amount_minor = cursor_amount(cursor, action->currency);
    if (cursor_take(cursor, "on-promise"))
        action->promise_id = cursor_word(cursor, "the promise");
}

static void read_credit_note(struct cursor *cursor, struct arena *arena, struct action *action)
{
    action->name = cursor_word(cursor, "the credit note");
    do {
        struct action_item item = {.day = DAY_NONE};
        item.invoice_id = cursor_word(cursor, "the invoice");
        item.currency = cursor_currency(cursor);
        item.amount_minor = cursor_amount(cursor, item.currency);
        *LIST_ADD(arena, &action->items) = item;
    } while (!cursor_at_tail(cursor));
}

static void read_waive_fee(struct cursor *cursor, struct action *action)
{
    read_invoice(cursor, action);
    action->name = cursor_word(cursor, "the fee's code");
}

static void read_pause(struct cursor *cursor, struct action *action)
{
    if (cursor_take(cursor, "from"))
        action->from_day = cursor_day(cursor, "from");
    if (cursor_take(cursor, "until"))
        action->day = cursor_day(cursor, "until");
}

static void read_promise(struct cursor *cursor, struct action *action)
{
    action->name = cursor_word(cursor, "the promise");
    if (cursor_take(cursor, "by"))
        action->day = cursor_day(cursor, "by");
}

// PLAN CUR DATE=AMOUNT … [for INVOICE …]
static void read_agree_plan(struct cursor *cursor, struct arena *arena, struct action *action)
{
    action->name = cursor_word(cursor, "the plan");
    action->currency = cursor_currency(cursor);
    while (!cursor_at_tail(cursor) && !cursor_is(cursor, "for")) {
        struct text word = cursor_word(cursor, "an instalment");
        struct action_item item = {.currency = action->currency};
        if (word.len < 12 || word.at[10] != '=' ||
            !day_read((struct text){word.at, 10}, &item.day) ||
            !money_read((struct text){word.at + 11, word.len - 11}, action->currency,
                        &item.amount_minor)) {
            cursor_fail(cursor, "'%.*s' is no instalment; write 2025-04-01=100.00",
                        TEXT_ARGS(word));
            return;
        }
        *LIST_ADD(arena, &action->items) = item;
    }
    if (!cursor_take(cursor, "for"))
        return;
    do {
        struct action_item item = {.day = DAY_NONE};
        item.invoice_id = cursor_word(cursor, "the invoice");
        *LIST_ADD(arena, &action->invoices) = item;
    } while (!cursor_at_tail(cursor));
}

static void read_give_update(struct cursor *cursor, struct action *action)
{
    read_invoice(cursor, action);
    if (cursor_take(cursor, "until"))
        action->day = cursor_day(cursor, "until");
}

static void read_record_contact(struct cursor *cursor, struct action *action)
{
    action->name = cursor_word(cursor, "the channel");
    action->word = cursor_word(cursor, "the outcome");
    if (!cursor_at_tail(cursor) && !cursor_is(cursor, "notification"))
        read_invoice(cursor, action);
    if (cursor_take(cursor, "notification"))
        action->notification_id = cursor_word(cursor, "the notification's id");
}

// SOURCE OUTCOME [REASON] [INVOICE]: one word behind `failed` is the reason, behind `ok` the
// invoice; two are reason and invoice.
static void read_record_charge(struct cursor *cursor, struct action *action)
{
    action->name = cursor_word(cursor, "the source");
    action->word = cursor_word(cursor, "the outcome");
    if (cursor_at_tail(cursor))
        return;
    struct text first = cursor_word(cursor, "the reason");
    if (!cursor_at_tail(cursor)) {
        action->detail = first;
        read_invoice(cursor, action);
    } else if (text_is(action->word, "failed")) {
        action->detail = first;
    } else {
        action->invoice_id = first;
    }
}

static void read_toggle(struct cursor *cursor, struct action *action, const char *what)
{
    action->name = cursor_word(cursor, what);
    action->on = cursor_toggle(cursor);
}

void story_read_action(struct cursor *cursor, struct arena *arena, struct action *action)
{
    switch (action->kind) {
    case ACTION_SET_ACCOUNT:
        read_set_account(cursor, action);
        break;
    case ACTION_SET_CONTACTS:
        read_set_contacts(cursor, arena, action);
        break;
    case ACTION_SHIFT:
    case ACTION_LIFT:
        read_shift(cursor, action);
        break;
    case ACTION_HOLD:
    case ACTION_RELEASE:
        read_hold(cursor, action);
        break;
    case ACTION_EXTEND_TERMS:
        read_extend_terms(cursor, action);
        break;
    case ACTION_DISCOUNT:
        read_discount(cursor, action);
        break;
    case ACTION_CREDIT_NOTE:
        read_credit_note(cursor, arena, action);
        break;
    case ACTION_REVOKE_DISCOUNT:
    case ACTION_VOID:
    case ACTION_WRITE_OFF:
    case ACTION_OPEN_DISPUTE:
    case ACTION_CLOSE_DISPUTE:
        read_invoice(cursor, action);
        break;
    case ACTION_WAIVE_FEE:
        read_waive_fee(cursor, action);
        break;
    case ACTION_REVERSE_PAYMENT:
        action->name = cursor_word(cursor, "the payment");
        break;
    case ACTION_UNDO:
        action->name = cursor_word(cursor, "the action");
        break;
    case ACTION_PAUSE:
        read_pause(cursor, action);
        break;
    case ACTION_PROMISE:
        read_promise(cursor, action);
        break;
    case ACTION_KEEP_PROMISE:
        action->name = cursor_word(cursor, "the promise");
        break;
    case ACTION_AGREE_PLAN:
        read_agree_plan(cursor, arena, action);
        break;
    case ACTION_CANCEL_PLAN:
        action->name = cursor_word(cursor, "the plan");
        break;
    case ACTION_GIVE_UPDATE:
        read_give_update(cursor, action);
        break;
    case ACTION_RECORD_CONTACT:
        read_record_contact(cursor, action);
        break;
    case ACTION_RECORD_CHARGE:
        read_record_charge(cursor, action);
        break;
    case ACTION_RECORD_ACTIVITY:
        action->name = cursor_word(cursor, "`reply`, `login` or `inquiry`");
        break;
    case ACTION_ANSWER_CONSULTATION:
        action->name = cursor_word(cursor, "`yes` or `no`");
        break;
    case ACTION_ESCALATE:
        action->name = cursor_word(cursor, "the status");
        break;
    case ACTION_SET_SOURCE:
        read_toggle(cursor, action, "the source");
        break;
    case ACTION_SET_FLAG:
        read_toggle(cursor, action, "the flag");
        break;
    case ACTION_RESUME:
    case ACTION_HAND_OVER:
    case ACTION_REQUEST_REINSTATEMENT:
        break;
    }
}
