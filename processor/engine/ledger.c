// SPDX-License-Identifier: Apache-2.0
// The customer's ledger as a set of positions: what the situation wants each to be, less what was
// told of it, is an entry. So a fee is never charged twice, and one that should not have been is
// reversed by an entry of its own. Payments and their reversals are billing's to write.
#include "engine/difference.h"

struct position {
    enum ledger_kind kind;
    struct text balance_class;
    struct text code, invoice_id, subject_id; // subject: the payment or money it hangs on
    struct currency currency;
    int64_t
        want_minor; // signed: what it adds to the customer's debt; allocation: what is put there
    const struct fee *fee;
};

static struct text ledger_kind_name(enum ledger_kind kind)
{
    static const struct text NAMES[] = {
        {"charge", 6}, {"reversal", 8}, {"credit", 6}, {"allocation", 10}};
    return NAMES[kind];
}

static uint64_t position_key(enum ledger_kind kind, struct text code, struct text invoice_id,
                             struct text subject_id)
{
    uint64_t key = key_add_number(KEY_START, (int64_t)kind);
    key = key_add(key, code);
    key = key_add(key, invoice_id);
    return key_add(key, subject_id);
}

static size_t told_place(const struct told_entries *told, uint64_t key)
{
    size_t low = 0, high = told->count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (told->items[mid].key < key)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static const char *base_text(const struct fee *fee)
{
    if (fee->rate_bp > 0)
        return fee->payment_id.len ? "rate of the payment" : "rate of the open principal";
    return "flat amount";
}

static void explain(struct ledger_entry *entry, const struct fee *fee)
{
    entry->base_minor = fee->base_minor;
    entry->rate_bp = fee->rate_bp;
    entry->flat_minor = fee->flat_minor;
    entry->effective_day = fee->effective_day;
    entry->payment_id = fee->payment_id;
    entry->text = text_of(base_text(fee));
}

// Write one entry that brings the told position to what is wanted.
static void entry_write(struct difference *difference, struct drafts *drafts,
                        struct told_entry *told, const struct position *position, int64_t delta)
{
    const struct fold *fold = difference->fold;
    const struct fee *fee = position->fee;
    bool more_charged = position->kind == LEDGER_CHARGE && delta > 0;
    bool more_credited = position->kind == LEDGER_CREDIT && delta < 0;
    bool reversal = position->kind != LEDGER_ALLOCATION && !more_charged && !more_credited;
    int64_t at_ms = more_charged && fee ? fee->charged_ms : difference->decided_ms;
    struct text cause = more_charged && fee              ? fee->cause_event_id
                        : difference_is_tick(difference) ? (struct text){0}
                                                         : difference->event->event_id;
    struct output *output = draft_add(difference, drafts, OUTPUT_LEDGER_ENTRY, at_ms,
                                      fee ? fee->step : (struct text){0}, cause);
    struct ledger_entry *entry = &output->ledger_entry;
    const struct policy *of_fee =
        fee ? policies_version(fold->policies, fold->policy->name, fee->policy_version) : NULL;
    if (of_fee)
        output->policy = of_fee; // the version by which it was reckoned
    entry->kind = reversal ? LEDGER_REVERSAL : position->kind;
    entry->code = position->code;
    entry->target = position->kind == LEDGER_CHARGE || position->kind == LEDGER_ALLOCATION
                        ? position->code
                        : TEXT_LITERAL("principal");
    if (position->kind == LEDGER_ALLOCATION) {
        entry->allocated_minor = delta;
        entry->code = TEXT_LITERAL("allocation");
        entry->payment_id = position->subject_id;
    } else {
        entry->amount_minor = delta;
    }
    entry->currency = position->currency;
    entry->invoice_id = position->invoice_id;
    entry->balance_class = position->balance_class;
    entry->effective_day = fold->today;
    if (fee)
        explain(entry, fee);
    entry->has_reverses = reversal && told->said > 0;
    entry->reverses = told->last_id;
    int32_t count = reversal ? told->reversed++ : told->said++;
    struct text kind = reversal ? TEXT_LITERAL("reversal") : ledger_kind_name(position->kind);
    struct text said = said_join(fold->arena, kind, position->code, position->subject_id);
    output->id =
        output_id(fold, difference->account, output, position->invoice_id, DAY_NONE, said, count);
    if (!reversal)
        told->last_id = output->id;
    told->told_minor += delta;
}

// Whether this difference may be published now, or waits for the next tick.
static bool may_publish(const struct difference *difference, const struct position *position,
                        int64_t delta)
{
    if (difference_is_tick(difference) || position->kind != LEDGER_CHARGE || delta < 0)
        return true;
    return position->fee && text_equal(position->fee->cause_event_id, difference->event->event_id);
}

struct ledger_work {
    struct difference *difference;
    struct drafts *drafts;
    bool *wanted; // by index into the told entries as they were when the work began
    size_t wanted_count;
    struct told_entries added;
};

static struct told_entry *told_new(struct ledger_work *work, const struct position *position,
                                   uint64_t key)
{
    struct told_entry *told = LIST_ADD(work->difference->fold->arena, &work->added);
    *told = (struct told_entry){.key = key,
                                .kind = position->kind,
                                .code = position->code,
                                .invoice_id = position->invoice_id,
                                .subject_id = position->subject_id,
                                .balance_class = position->balance_class,
                                .currency = position->currency};
    return told;
}

static void position_settle(struct ledger_work *work, const struct position *position)
{
    struct told_entries *ledger = &work->difference->account->published.ledger;
    uint64_t key =
        position_key(position->kind, position->code, position->invoice_id, position->subject_id);
    size_t at = told_place(ledger, key);
    bool known = at < ledger->count && ledger->items[at].key == key;
    if (known)
        work->wanted[at] = true;
    int64_t delta = position->want_minor - (known ? ledger->items[at].told_minor : 0);
    if (delta == 0)
        return;
    if (!may_publish(work->difference, position, delta)) {
        work->difference->pending = true;
        return;
    }
    struct told_entry *told = known ? &ledger->items[at] : told_new(work, position, key);
    entry_write(work->difference, work->drafts, told, position, delta);
}

// One that was carried over with its invoice was charged by billing: only taking it back is ours.
static int64_t fee_wanted(const struct fee *fee)
{
    bool carried_over = text_is_empty(fee->step);
    if (fee->state == FEE_OWED)
        return carried_over ? 0 : fee->amount_minor;
    return carried_over ? -fee->amount_minor : 0;
}

static void settle_fees(struct ledger_work *work, struct text invoice_id, struct text balance_class,
                        const struct fees *fees)
{
    for (size_t i = 0; i < fees->count; i++) {
        const struct fee *fee = &fees->items[i];
        struct position position = {.kind = LEDGER_CHARGE,
                                    .code = fee->code,
                                    .invoice_id = invoice_id,
                                    .subject_id = fee->payment_id,
                                    .balance_class = balance_class,
                                    .currency = fee->currency,
                                    .want_minor = fee_wanted(fee),
                                    .fee = fee};
        position_settle(work, &position);
    }
}

static struct text class_of(const struct situation *now, struct text invoice_id)
{
    const struct invoice *invoice = situation_invoice(now, invoice_id);
    return invoice ? invoice->balance_class : (struct text){0};
}

static void settle_credits(struct ledger_work *work)
{
    const struct situation *now = work->difference->fold->now;
    for (size_t i = 0; i < now->money.count; i++) {
        const struct money *money = &now->money.items[i];
        if (money->kind == MONEY_PAYMENT)
            continue;
        struct position position = {.kind = LEDGER_CREDIT,
                                    .code = money->code,
                                    .invoice_id = money->invoice_id,
                                    .subject_id = money->id,
                                    .balance_class = class_of(now, money->invoice_id),
                                    .currency = money->currency,
                                    .want_minor = money->reversed ? 0 : -money->amount_minor};
        position_settle(work, &position);
    }
}

static void settle_allocations(struct ledger_work *work)
{
    const struct situation *now = work->difference->fold->now;
    for (size_t i = 0; i < now->allocations.count; i++) {
        const struct allocation *part = &now->allocations.items[i];
        const struct money *money = situation_money(now, part->money_id);
        if (!money || money->kind != MONEY_PAYMENT)
            continue;
        struct text payment_id = {money->id.at + 1, money->id.len - 1};
        struct position position = {
            .kind = LEDGER_ALLOCATION,
            .code = text_is_empty(part->fee_code) ? TEXT_LITERAL("principal") : part->fee_code,
            .invoice_id = part->invoice_id,
            .subject_id = payment_id,
            .currency = money->currency,
            .want_minor = part->amount_minor};
        position_settle(work, &position);
    }
}

// What was told and is wanted no more.
static void settle_unwanted(struct ledger_work *work)
{
    struct told_entries *ledger = &work->difference->account->published.ledger;
    for (size_t i = 0; i < work->wanted_count; i++) {
        struct told_entry *told = &ledger->items[i];
        if (work->wanted[i] || told->told_minor == 0)
            continue;
        struct position position = {.kind = told->kind,
                                    .code = told->code,
                                    .invoice_id = told->invoice_id,
                                    .subject_id = told->subject_id,
                                    .balance_class = told->balance_class,
                                    .currency = told->currency};
        if (may_publish(work->difference, &position, -told->told_minor))
            entry_write(work->difference, work->drafts, told, &position, -told->told_minor);
    }
}

static void told_merge(struct ledger_work *work)
{
    struct told_entries *ledger = &work->difference->account->published.ledger;
    for (size_t i = 0; i < work->added.count; i++) {
        size_t at = told_place(ledger, work->added.items[i].key);
        (void)LIST_ADD(work->difference->fold->arena, ledger);
        memmove(&ledger->items[at + 1], &ledger->items[at],
                (ledger->count - 1 - at) * sizeof *ledger->items);
        ledger->items[at] = work->added.items[i];
    }
}

void ledger_difference(struct difference *difference, struct drafts *drafts)
{
    struct arena *arena = difference->fold->arena;
    const struct situation *now = difference->fold->now;
    size_t count = difference->account->published.ledger.count;
    struct ledger_work work = {.difference = difference,
                               .drafts = drafts,
                               .wanted = arena_zero(arena, count + 1),
                               .wanted_count = count};
    for (size_t i = 0; i < now->invoices.count; i++)
        settle_fees(&work, now->invoices.items[i].id, now->invoices.items[i].balance_class,
                    &now->invoices.items[i].fees);
    settle_fees(&work, (struct text){0}, (struct text){0}, &now->fees);
    settle_credits(&work);
    if (difference->fold->policy->allocations_published)
        settle_allocations(&work);
    settle_unwanted(&work);
    told_merge(&work);
}

int64_t told_of_fee(const struct published *published, struct text invoice_id,
                    const struct fee *fee)
{
    uint64_t key = position_key(LEDGER_CHARGE, fee->code, invoice_id, fee->payment_id);
    size_t at = told_place(&published->ledger, key);
    bool known = at < published->ledger.count && published->ledger.items[at].key == key;
    return known ? published->ledger.items[at].told_minor : 0;
}
