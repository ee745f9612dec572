// SPDX-License-Identifier: Apache-2.0
// The oracle's steps: the fees that fall due at a midnight, those that wait for their conditions,
// and the flags that count them.
#include "oracle_state.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static int32_t after_day_of_month(int32_t day_of_month, int32_t due_day)
{
    struct civil due = civil_of_day(due_day);
    if (due.day > day_of_month) {
        due.month++;
        if (due.month > 12) {
            due.month = 1;
            due.year++;
        }
    }
    int32_t length = month_length(due.year, due.month);
    due.day = day_of_month < length ? day_of_month : length;
    return day_of_civil(due) + 1;
}

static int32_t business_day_after(const struct policy *policy, int32_t day, int32_t number)
{
    while (number > 0)
        if (policy_is_business_day(policy, ++day))
            number--;
    return day;
}

static int32_t reckon(const struct policy *policy, const struct trigger *trigger, int32_t due_day)
{
    if (trigger->kind == TRIGGER_DAYS_PAST_DUE)
        return due_day + trigger->number;
    if (trigger->kind == TRIGGER_BUSINESS_DAYS_PAST_DUE)
        return business_day_after(policy, due_day, trigger->number);
    if (trigger->kind == TRIGGER_AFTER_DAY_OF_MONTH)
        return after_day_of_month(trigger->number, due_day);
    if (trigger->kind == TRIGGER_MONTHS_PAST_DUE)
        return day_add_months(due_day, trigger->number);
    return DAY_NONE;
}

// Asked for so often that it is worth remembering; it depends on nothing else.
int32_t oracle_moment(const struct policy *policy, const struct trigger *trigger, int32_t due_day)
{
    enum { MEMO_COUNT = 512 };
    static struct {
        const struct trigger *trigger;
        int32_t due_day, moment;
    } memo[MEMO_COUNT];
    size_t at = ((size_t)due_day * 37 + (size_t)trigger / sizeof(struct step)) % MEMO_COUNT;
    if (memo[at].trigger != trigger || memo[at].due_day != due_day) {
        memo[at].trigger = trigger;
        memo[at].due_day = due_day;
        memo[at].moment = reckon(policy, trigger, due_day);
    }
    return memo[at].moment;
}

// ---- conditions ----

static int64_t fact_value(const struct oracle *oracle, const struct bill *bill,
                          const struct condition *condition)
{
    if (condition->fact == FACT_FLAG)
        return oracle_flag(oracle, policy_flag_at(oracle->policy, condition->name));
    if (condition->fact == FACT_ENABLED)
        return !oracle->disabled;
    if (condition->fact == FACT_INVOICE_CLASS)
        return text_equal(bill->balance_class, condition->name);
    if (condition->fact == FACT_INVOICE_OPEN)
        return bill->open_minor;
    fprintf(stderr, "oracle: no condition on fact %d\n", (int)condition->fact);
    abort();
}

static bool holds(const struct oracle *oracle, const struct bill *bill,
                  const struct condition *condition)
{
    int64_t value = fact_value(oracle, bill, condition);
    if (condition->comparison == COMPARE_EQUAL)
        return value == condition->number;
    if (condition->comparison == COMPARE_NOT_EQUAL)
        return value != condition->number;
    if (condition->comparison == COMPARE_AT_LEAST)
        return value >= condition->number;
    return value < condition->number;
}

static bool all_hold(const struct oracle *oracle, const struct bill *bill, const struct step *step)
{
    for (size_t i = 0; i < step->conditions.count; i++)
        if (!holds(oracle, bill, &step->conditions.items[i]))
            return false;
    return true;
}

// ---- fees ----

static int64_t fee_amount(const struct bill *bill, const struct deed *deed)
{
    if (deed->base == FEE_RATE_OF_PRINCIPAL)
        return money_rate(bill->open_minor, deed->rate_bp);
    for (size_t i = 0; i < deed->flat.count; i++)
        if (currency_equal(deed->flat.items[i].currency, bill->currency))
            return deed->flat.items[i].amount_minor;
    return 0;
}

// A disputed invoice, one under a plan, or an account whose fees a hold keeps back.
static bool fees_are_kept_back(const struct oracle *oracle, const struct bill *bill)
{
    return bill->disputed || oracle_in_plan(oracle, bill) || oracle_blocks(oracle, BLOCKS_FEE);
}

// A fee code is charged once per invoice; one that lapsed was never charged.
static bool was_charged(const struct bill *bill, struct text code)
{
    for (size_t i = 0; i < bill->fee_count; i++)
        if (text_equal(bill->fees[i].code, code) && bill->fees[i].mark != FEE_MARK_LAPSED)
            return true;
    return false;
}

static void add_fee(struct oracle *oracle, struct bill *bill, const struct step *step,
                    const struct deed *deed, enum fee_mark mark)
{
    int64_t amount = fee_amount(bill, deed);
    if (amount == 0 || was_charged(bill, deed->code))
        return;
    assert(bill->fee_count < ORACLE_FEES_MAX);
    bill->fees[bill->fee_count++] = (struct charged_fee){
        .code = deed->code,
        .mark = mark,
        .amount_minor = amount,
        .open_minor = mark == FEE_MARK_CHARGED ? amount : 0,
        .step = step,
    };
    oracle_count_strikes(oracle);
    oracle_spend(oracle);
}

static void run_step(struct oracle *oracle, struct bill *bill, const struct step *step)
{
    int32_t moment = oracle_moment(bill->policy, &step->trigger, bill->due_day);
    if (moment != oracle->today || !oracle_is_open(bill) || fees_are_kept_back(oracle, bill))
        return;
    bool met = all_hold(oracle, bill, step);
    if (!met && step->unmet != UNMET_HOLD)
        return;
    for (size_t i = 0; i < step->deeds.count; i++)
        if (step->deeds.items[i].kind == DEED_FEE)
            add_fee(oracle, bill, step, &step->deeds.items[i],
                    met ? FEE_MARK_CHARGED : FEE_MARK_HELD);
}

void oracle_run_steps(struct oracle *oracle)
{
    size_t order[ORACLE_INVOICES_MAX];
    size_t count = oracle_bills_by_due(oracle, order);
    for (size_t i = 0; i < count; i++) {
        struct bill *bill = &oracle->bills[order[i]];
        for (size_t step = 0; step < bill->policy->steps.count; step++)
            run_step(oracle, bill, &bill->policy->steps.items[step]);
    }
}

// Charges come in the order in which they are charged, so a released fee goes to the end.
static void charge_at_end(struct bill *bill, size_t held)
{
    struct charged_fee fee = bill->fees[held];
    fee.mark = FEE_MARK_CHARGED;
    fee.open_minor = fee.amount_minor;
    bill->fees[held].mark = FEE_MARK_LAPSED;
    assert(bill->fee_count < ORACLE_FEES_MAX);
    bill->fees[bill->fee_count++] = fee;
}

void oracle_charge_held(struct oracle *oracle)
{
    size_t order[ORACLE_INVOICES_MAX];
    size_t count = oracle_bills_by_due(oracle, order);
    for (size_t i = 0; i < count; i++) {
        struct bill *bill = &oracle->bills[order[i]];
        size_t fee_count = bill->fee_count;
        for (size_t fee = 0; fee < fee_count; fee++) {
            if (bill->fees[fee].mark != FEE_MARK_HELD ||
                !all_hold(oracle, bill, bill->fees[fee].step))
                continue;
            if (fees_are_kept_back(oracle, bill)) {
                bill->fees[fee].mark = FEE_MARK_LAPSED;
                continue;
            }
            charge_at_end(bill, fee);
            oracle_count_strikes(oracle);
            oracle_spend(oracle);
        }
    }
}

// ---- flags ----

static bool is_struck(const struct bill *bill, const struct flag *flag)
{
    for (size_t i = 0; i < bill->fee_count; i++)
        if (bill->fees[i].mark == FEE_MARK_CHARGED && bill->fees[i].step &&
            text_equal(bill->fees[i].code, flag->counted_code))
            return true;
    return false;
}

// Set when the strikes of a year are more than the flag allows, and one of them is newer than the
// last time a person cleared it.
static bool is_set_by_year(const struct oracle *oracle, int flag, int32_t year)
{
    int32_t count = 0;
    bool newer = false;
    for (size_t i = 0; i < oracle->bill_count; i++)
        if (oracle->bills[i].struck_year[flag] == year) {
            count++;
            newer |= !oracle->bills[i].forgiven[flag];
        }
    return newer && count > oracle->policy->flags.items[flag].more_than;
}

bool oracle_flag(const struct oracle *oracle, int flag)
{
    if (flag < 0 || oracle->flag_by_person[flag])
        return flag >= 0;
    for (size_t i = 0; i < oracle->bill_count; i++)
        if (oracle->bills[i].struck_year[flag] != 0 &&
            is_set_by_year(oracle, flag, oracle->bills[i].struck_year[flag]))
            return true;
    return false;
}

void oracle_forgive_strikes(struct oracle *oracle, int flag)
{
    for (size_t i = 0; i < oracle->bill_count; i++)
        oracle->bills[i].forgiven[flag] = oracle->bills[i].struck_year[flag] != 0;
}

// A strike counts in the year of its invoice's due date, also when that is moved.
void oracle_count_strikes(struct oracle *oracle)
{
    for (size_t at = 0; at < oracle->policy->flags.count; at++) {
        const struct flag *flag = &oracle->policy->flags.items[at];
        for (size_t i = 0; i < oracle->bill_count; i++) {
            struct bill *bill = &oracle->bills[i];
            bool struck = flag->window == FLAG_CALENDAR_YEAR && is_struck(bill, flag);
            bill->struck_year[at] = struck ? civil_of_day(bill->due_day).year : 0;
            bill->forgiven[at] &= struck;
        }
    }
}
