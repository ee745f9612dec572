// SPDX-License-Identifier: Apache-2.0
// The oracle's money: which piece of money pays what (requirements, Money). What was put somewhere
// stays there until its payment is reversed or what it paid is taken back.
#include "oracle_state.h"

#include <assert.h>

bool oracle_is_open(const struct bill *bill)
{
    return !bill->voided && bill->open_minor > policy_tolerance(bill->policy, bill->currency);
}

struct bill *oracle_bill(struct oracle *oracle, struct text invoice_id)
{
    for (size_t i = 0; i < oracle->bill_count; i++)
        if (text_equal(oracle->bills[i].id, invoice_id))
            return &oracle->bills[i];
    return NULL;
}

static bool is_due_before(const struct bill *a, const struct bill *b)
{
    if (a->due_day != b->due_day)
        return a->due_day < b->due_day;
    return text_compare(a->id, b->id) < 0;
}

size_t oracle_bills_by_due(const struct oracle *oracle, size_t order[ORACLE_INVOICES_MAX])
{
    for (size_t i = 0; i < oracle->bill_count; i++) {
        size_t at = i;
        for (; at > 0 && is_due_before(&oracle->bills[i], &oracle->bills[order[at - 1]]); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return oracle->bill_count;
}

void oracle_add_purse(struct oracle *oracle, struct purse purse)
{
    assert(oracle->purse_count < ORACLE_MONEY_MAX);
    purse.free_minor = purse.amount_minor;
    oracle->purses[oracle->purse_count++] = purse;
}

// Take back the shares of a purse (or of all: SIZE_MAX) in a bill (or all), of one fee, of the
// principal (-1) or of everything (-2).
static void take_back(struct oracle *oracle, size_t purse, size_t bill, int fee)
{
    size_t kept = 0;
    for (size_t i = 0; i < oracle->share_count; i++) {
        struct share share = oracle->shares[i];
        bool taken = (purse == SIZE_MAX || share.purse == purse) &&
                     (bill == SIZE_MAX || share.bill == bill) && (fee == -2 || share.fee == fee);
        if (!taken) {
            oracle->shares[kept++] = share;
            continue;
        }
        struct bill *paid = &oracle->bills[share.bill];
        oracle->purses[share.purse].free_minor += share.amount_minor;
        if (share.fee < 0)
            paid->open_minor += share.amount_minor;
        else
            paid->fees[share.fee].open_minor += share.amount_minor;
    }
    oracle->share_count = kept;
}

static void take_away(struct oracle *oracle, size_t at)
{
    take_back(oracle, at, SIZE_MAX, -2);
    oracle->purses[at].free_minor = 0;
    oracle->purses[at].reversed = true;
}

void oracle_reverse_payment(struct oracle *oracle, struct text payment_id)
{
    for (size_t i = 0; i < oracle->purse_count; i++)
        if (oracle->purses[i].is_payment && text_equal(oracle->purses[i].id, payment_id))
            take_away(oracle, i);
}

void oracle_revoke_discounts(struct oracle *oracle, struct text invoice_id)
{
    for (size_t i = 0; i < oracle->purse_count; i++)
        if (oracle->purses[i].is_discount && text_equal(oracle->purses[i].names, invoice_id))
            take_away(oracle, i);
}

static void reverse_fee(struct oracle *oracle, struct bill *bill, int fee)
{
    take_back(oracle, SIZE_MAX, (size_t)(bill - oracle->bills), fee);
    bill->fees[fee].mark = FEE_MARK_REVERSED;
    bill->fees[fee].open_minor = 0;
}

void oracle_void(struct oracle *oracle, struct bill *bill)
{
    if (bill->voided)
        return;
    take_back(oracle, SIZE_MAX, (size_t)(bill - oracle->bills), -1);
    for (int i = 0; i < (int)bill->fee_count; i++)
        reverse_fee(oracle, bill, i);
    bill->voided = true;
    bill->open_minor = 0;
    for (size_t i = 0; i < oracle->purse_count; i++) // was never anyone's money
        if (oracle->purses[i].is_write_off && text_equal(oracle->purses[i].names, bill->id))
            take_away(oracle, i);
}

void oracle_waive(struct oracle *oracle, struct bill *bill, struct text code)
{
    for (int i = 0; i < (int)bill->fee_count; i++)
        if (bill->fees[i].mark != FEE_MARK_LAPSED && text_equal(bill->fees[i].code, code))
            reverse_fee(oracle, bill, i);
}

// ---- spending ----

static void put(struct oracle *oracle, struct purse *purse, struct bill *bill, int fee)
{
    int64_t *open = fee < 0 ? &bill->open_minor : &bill->fees[fee].open_minor;
    int64_t amount = purse->free_minor < *open ? purse->free_minor : *open;
    if (amount <= 0)
        return;
    *open -= amount;
    purse->free_minor -= amount;
    assert(oracle->share_count < ORACLE_ALLOCATIONS_MAX);
    oracle->shares[oracle->share_count++] = (struct share){
        (size_t)(purse - oracle->purses), (size_t)(bill - oracle->bills), fee, amount};
}

static bool may_pay(const struct purse *purse, const struct bill *bill)
{
    return !bill->voided && currency_equal(purse->currency, bill->currency);
}

static bool text_listed(const struct text_list *list, struct text text)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->items[i], text))
            return true;
    return false;
}

static bool has_own_rung(const struct policy *policy, struct text code)
{
    for (size_t i = 0; i < policy->waterfall.count; i++)
        if (text_listed(&policy->waterfall.items[i].fee_codes, code))
            return true;
    return false;
}

static void pay_principal_then_fees(struct oracle *oracle, struct purse *purse, struct bill *bill)
{
    if (!may_pay(purse, bill))
        return;
    put(oracle, purse, bill, -1);
    for (int i = 0; i < (int)bill->fee_count; i++)
        if (!has_own_rung(oracle->policy, bill->fees[i].code))
            put(oracle, purse, bill, i);
}

static void pay_rung(struct oracle *oracle, struct purse *purse, const struct waterfall_rung *rung)
{
    size_t order[ORACLE_INVOICES_MAX];
    size_t count = oracle_bills_by_due(oracle, order);
    for (size_t i = 0; i < count; i++) {
        struct bill *bill = &oracle->bills[order[i]];
        if (!may_pay(purse, bill))
            continue;
        if (rung->fee_codes.count == 0 && text_equal(rung->balance_class, bill->balance_class))
            pay_principal_then_fees(oracle, purse, bill);
        for (int fee = 0; fee < (int)bill->fee_count; fee++)
            if (text_listed(&rung->fee_codes, bill->fees[fee].code))
                put(oracle, purse, bill, fee);
    }
}

static void spend(struct oracle *oracle, struct purse *purse)
{
    const struct waterfall *waterfall = &oracle->policy->waterfall;
    struct bill *named = text_is_empty(purse->names) ? NULL : oracle_bill(oracle, purse->names);
    if (waterfall->count > 0) {
        if (purse->by_us && named && may_pay(purse, named))
            put(oracle, purse, named, -1);
        for (size_t i = 0; i < waterfall->count; i++)
            pay_rung(oracle, purse, &waterfall->items[i]);
        return;
    }
    if (!text_is_empty(purse->names) && !named && oracle->today < purse->waits_until_day)
        return;
    if (named)
        pay_principal_then_fees(oracle, purse, named);
    size_t order[ORACLE_INVOICES_MAX];
    size_t count = oracle_bills_by_due(oracle, order);
    for (size_t i = 0; i < count; i++)
        pay_principal_then_fees(oracle, purse, &oracle->bills[order[i]]);
}

// A bill is counted when its principal is settled, and uncounted while it is open again.
static void note_settled(struct oracle *oracle)
{
    for (size_t i = 0; i < oracle->bill_count; i++) {
        struct bill *bill = &oracle->bills[i];
        bool settled = !bill->voided && !oracle_is_open(bill);
        if (settled && !bill->settled) {
            bill->on_time = zone_day_at(oracle->zone, oracle->now_ms) <= bill->due_day;
            for (size_t fee = 0; fee < bill->fee_count; fee++)
                if (bill->fees[fee].mark == FEE_MARK_HELD)
                    bill->fees[fee].mark = FEE_MARK_LAPSED;
        }
        bill->settled = settled;
    }
}

void oracle_spend(struct oracle *oracle)
{
    for (size_t i = 0; i < oracle->purse_count; i++)
        if (!oracle->purses[i].reversed && oracle->purses[i].free_minor > 0)
            spend(oracle, &oracle->purses[i]);
    note_settled(oracle);
}
