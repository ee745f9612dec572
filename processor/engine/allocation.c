// SPDX-License-Identifier: Apache-2.0
// What does money pay? (requirements, Money.) Each piece of free money, in the order of the facts
// that brought it, pays what is open in its currency: by the policy's waterfall where there is one;
// otherwise what the payer named, then by (due date, invoice id), principal before its fees, fees
// in the order charged, fees of the account last. What was put somewhere stays there.
#include "engine/fold.h"

struct money *money_add(struct fold *fold, enum money_kind kind, struct text id, int64_t amount,
                        struct currency currency)
{
    struct money *money = LIST_ADD(fold->arena, &fold->now->money);
    money->kind = kind;
    money->id = id;
    money->currency = currency;
    money->amount_minor = amount;
    money->free_minor = amount;
    money->at_ms = fold->at_ms;
    money->waits_until_day = DAY_NONE;
    return money;
}

// ---- putting money down ----

static void allocation_note(struct fold *fold, const struct money *money,
                            const struct invoice *invoice, const struct fee *fee, int64_t amount)
{
    struct allocation key = {.money_id = money->id, .amount_minor = amount};
    if (invoice)
        key.invoice_id = invoice->id;
    if (fee) {
        key.fee_code = fee->code;
        key.fee_payment_id = fee->payment_id;
    }
    struct allocations *list = &fold->now->allocations;
    for (size_t i = 0; i < list->count; i++) {
        struct allocation *old = &list->items[i];
        if (text_equal(old->money_id, key.money_id) &&
            text_equal(old->invoice_id, key.invoice_id) &&
            text_equal(old->fee_code, key.fee_code) &&
            text_equal(old->fee_payment_id, key.fee_payment_id)) {
            old->amount_minor += amount;
            return;
        }
    }
    *LIST_ADD(fold->arena, list) = key;
}

static void pay(struct fold *fold, struct money *money, struct invoice *invoice, struct fee *fee)
{
    int64_t *open_minor = fee ? &fee->open_minor : &invoice->open_minor;
    int64_t amount = money->free_minor < *open_minor ? money->free_minor : *open_minor;
    if (amount <= 0)
        return;
    money->free_minor -= amount;
    *open_minor -= amount;
    allocation_note(fold, money, invoice, fee, amount);
}

static bool list_has(const struct text_list *list, struct text name)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->items[i], name))
            return true;
    return false;
}

// A fee whose code has a rung of its own in the waterfall does not stand in its invoice's class.
static bool has_own_rung(const struct waterfall *waterfall, struct text code)
{
    for (size_t i = 0; i < waterfall->count; i++)
        if (list_has(&waterfall->items[i].fee_codes, code))
            return true;
    return false;
}

static void pay_invoice(struct fold *fold, struct money *money, struct invoice *invoice)
{
    if (!currency_equal(money->currency, invoice->currency) || invoice->voided)
        return;
    pay(fold, money, invoice, NULL);
    for (size_t i = 0; i < invoice->fees.count; i++)
        if (invoice->fees.items[i].state == FEE_OWED &&
            !has_own_rung(&fold->policy->waterfall, invoice->fees.items[i].code))
            pay(fold, money, invoice, &invoice->fees.items[i]);
}

static void pay_account_fees(struct fold *fold, struct money *money, const struct text_list *codes)
{
    for (size_t i = 0; i < fold->now->fees.count; i++) {
        struct fee *fee = &fold->now->fees.items[i];
        if (fee->state == FEE_OWED && currency_equal(fee->currency, money->currency) &&
            (!codes || list_has(codes, fee->code)))
            pay(fold, money, NULL, fee);
    }
}

// The fee of these codes that was charged first and is still open.
static struct fee *oldest_fee(struct fold *fold, const struct money *money,
                              const struct text_list *codes, struct invoice **of)
{
    struct fee *oldest = NULL;
    for (size_t i = 0; i < fold->now->invoices.count; i++) {
        struct invoice *invoice = &fold->now->invoices.items[i];
        for (size_t k = 0; k < invoice->fees.count; k++) {
            struct fee *fee = &invoice->fees.items[k];
            if (fee->state != FEE_OWED || fee->open_minor <= 0 || !list_has(codes, fee->code) ||
                !currency_equal(fee->currency, money->currency))
                continue;
            if (!oldest || fee->charged_ms < oldest->charged_ms) {
                oldest = fee;
                *of = invoice;
            }
        }
    }
    for (size_t i = 0; i < fold->now->fees.count; i++) {
        struct fee *fee = &fold->now->fees.items[i];
        if (fee->state != FEE_OWED || fee->open_minor <= 0 || !list_has(codes, fee->code) ||
            !currency_equal(fee->currency, money->currency))
            continue;
        if (!oldest || fee->charged_ms < oldest->charged_ms) {
            oldest = fee;
            *of = NULL;
        }
    }
    return oldest;
}

static void pay_rung(struct fold *fold, struct money *money, const struct waterfall_rung *rung)
{
    struct invoice *of = NULL;
    struct fee *fee;
    while (rung->fee_codes.count && money->free_minor > 0 &&
           (fee = oldest_fee(fold, money, &rung->fee_codes, &of)))
        pay(fold, money, of, fee);
    for (size_t i = 0; !text_is_empty(rung->balance_class) && i < fold->now->invoices.count; i++)
        if (text_equal(fold->now->invoices.items[i].balance_class, rung->balance_class))
            pay_invoice(fold, money, &fold->now->invoices.items[i]);
}

// A discount, credit note or write-off counts for its own invoice's principal before anything else.
static void pay_own(struct fold *fold, struct money *money)
{
    struct invoice *named = situation_invoice(fold->now, money->invoice_id);
    if (named && money->kind != MONEY_PAYMENT && !named->voided &&
        currency_equal(named->currency, money->currency))
        pay(fold, money, named, NULL);
}

// It waits for an invoice that nobody has heard of; once heard of, the wait is over for good.
static bool waits(const struct fold *fold, struct money *money)
{
    if (money->waits_until_day == DAY_NONE)
        return false;
    if (fold->policy->waterfall.count == 0 && !situation_invoice(fold->now, money->invoice_id))
        return true;
    money->waits_until_day = DAY_NONE;
    return false;
}

static void spend(struct fold *fold, struct money *money)
{
    const struct waterfall *waterfall = &fold->policy->waterfall;
    pay_own(fold, money);
    for (size_t i = 0; i < waterfall->count; i++)
        pay_rung(fold, money, &waterfall->items[i]);
    struct invoice *named = situation_invoice(fold->now, money->invoice_id);
    if (named && waterfall->count == 0)
        pay_invoice(fold, money, named);
    for (size_t i = 0; money->free_minor > 0 && i < fold->now->invoices.count; i++)
        pay_invoice(fold, money, &fold->now->invoices.items[i]);
    pay_account_fees(fold, money, NULL);
}

// ---- settled or open ----

// What was decided once lasts until the invoice is paid, and does not come back when it is opened
// again (C16).
static void decisions_lapse(const struct policy *policy, struct invoice *invoice)
{
    size_t kept = 0;
    for (size_t i = 0; i < invoice->runs.count; i++) {
        int step = policy_step_at(policy, invoice->runs.items[i].step);
        if (step < 0 || !policy->steps.items[step].decided_once)
            invoice->runs.items[kept++] = invoice->runs.items[i];
    }
    invoice->runs.count = kept;
}

// A held fee lapses if the invoice is paid first.
static void held_fees_lapse(struct invoice *invoice)
{
    size_t kept = 0;
    for (size_t i = 0; i < invoice->fees.count; i++)
        if (invoice->fees.items[i].state != FEE_HELD)
            invoice->fees.items[kept++] = invoice->fees.items[i];
    invoice->fees.count = kept;
}

static void settle(struct fold *fold, struct invoice *invoice)
{
    const struct policy *policy = fold_invoice_policy(fold, invoice);
    bool paid = invoice->open_minor <= policy_tolerance(policy, invoice->currency);
    if (invoice->voided)
        return;
    if (!paid) {
        if (invoice->settled_ms != INSTANT_NONE && policy->reversal_ages_from_reversal) {
            invoice->reopened_day = fold->today;
            invoice->runs.count = 0;
        }
        invoice->settled_ms = INSTANT_NONE;
    } else if (invoice->settled_ms == INSTANT_NONE) {
        invoice->settled_ms = fold->at_ms;
        invoice->paid_on_time = zone_day_at(fold->now->zone, fold->at_ms) <= invoice->due_day;
        held_fees_lapse(invoice);
        decisions_lapse(policy, invoice);
        steps_on(fold, TRIGGER_ON_SETTLED, invoice, ACTION_UNDO, -1, (struct text){0});
    }
}

void allocate(struct fold *fold)
{
    struct situation *now = fold->now;
    for (size_t i = 0; i < now->money.count; i++) {
        struct money *money = &now->money.items[i];
        if (money->free_minor > 0 && !money->reversed && !waits(fold, money))
            spend(fold, money);
    }
    for (size_t i = 0; i < now->invoices.count; i++)
        settle(fold, &now->invoices.items[i]);
}

// ---- taking money back ----

static struct fee *fee_find(struct fold *fold, const struct allocation *part)
{
    struct invoice *invoice = situation_invoice(fold->now, part->invoice_id);
    struct fees *fees = text_is_empty(part->invoice_id) ? &fold->now->fees
                        : invoice                       ? &invoice->fees
                                                        : NULL;
    for (size_t i = 0; fees && i < fees->count; i++)
        if (text_equal(fees->items[i].code, part->fee_code) &&
            text_equal(fees->items[i].payment_id, part->fee_payment_id))
            return &fees->items[i];
    return NULL;
}

// Undo the allocation at index `at`: what it paid is open again, the money is free again.
static void allocation_undo(struct fold *fold, size_t at)
{
    struct allocations *list = &fold->now->allocations;
    struct allocation part = list->items[at];
    memmove(&list->items[at], &list->items[at + 1], (list->count - at - 1) * sizeof part);
    list->count--;
    struct invoice *invoice = situation_invoice(fold->now, part.invoice_id);
    struct fee *fee = text_is_empty(part.fee_code) ? NULL : fee_find(fold, &part);
    struct money *money = situation_money(fold->now, part.money_id);
    if (fee)
        fee->open_minor += part.amount_minor;
    else if (invoice)
        invoice->open_minor += part.amount_minor;
    if (money)
        money->free_minor += part.amount_minor;
}

void money_withdraw(struct fold *fold, struct text money_id)
{
    for (size_t i = fold->now->allocations.count; i > 0; i--)
        if (text_equal(fold->now->allocations.items[i - 1].money_id, money_id))
            allocation_undo(fold, i - 1);
}

void invoice_release_money(struct fold *fold, const struct invoice *invoice)
{
    for (size_t i = fold->now->allocations.count; i > 0; i--) {
        const struct allocation *part = &fold->now->allocations.items[i - 1];
        const struct money *money = situation_money(fold->now, part->money_id);
        bool written_off = money && money->kind == MONEY_WRITE_OFF; // that is nobody's money
        if (text_equal(part->invoice_id, invoice->id) && !written_off)
            allocation_undo(fold, i - 1);
    }
}

void fee_release_money(struct fold *fold, struct text invoice_id, const struct fee *fee)
{
    for (size_t i = fold->now->allocations.count; i > 0; i--) {
        const struct allocation *part = &fold->now->allocations.items[i - 1];
        if (text_equal(part->invoice_id, invoice_id) && text_equal(part->fee_code, fee->code) &&
            !text_is_empty(part->fee_code) && text_equal(part->fee_payment_id, fee->payment_id))
            allocation_undo(fold, i - 1);
    }
}
