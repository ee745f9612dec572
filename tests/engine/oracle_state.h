// SPDX-License-Identifier: Apache-2.0
// What the oracle remembers while it walks through the days; shared by the oracle's files only.
#ifndef TESTS_ENGINE_ORACLE_STATE_H
#define TESTS_ENGINE_ORACLE_STATE_H

#include "oracle.h"

enum fee_mark { FEE_MARK_CHARGED, FEE_MARK_HELD, FEE_MARK_LAPSED, FEE_MARK_REVERSED };

struct charged_fee {
    struct text code;
    enum fee_mark mark;
    int64_t amount_minor, open_minor;
    const struct step *step; // that charged or holds it; NULL: came with the invoice
};

struct bill {
    const struct event *event;
    const struct policy *policy; // the version in force when it was issued
    struct text id, balance_class;
    struct currency currency;
    int64_t open_minor;
    int32_t due_day;
    bool voided, disputed;
    bool settled, on_time;
    int32_t struck_year[FLAG_COUNT_MAX]; // of its strike; 0: none
    bool forgiven[FLAG_COUNT_MAX];       // the strike is older than a person's clearing
    bool caused[STATUS_COUNT_MAX];       // made the account reach this status
    size_t fee_count;
    struct charged_fee fees[ORACLE_FEES_MAX];
};

// A payment, a discount or one pair of a credit note.
struct purse {
    struct text id, names; // names: the invoice, or empty
    bool by_us;            // discount, credit note, write-off: what it names is no payer's choice
    bool is_discount, is_write_off;
    struct currency currency;
    int64_t amount_minor, free_minor;
    int64_t at_ms;
    int32_t waits_until_day;
    bool is_payment, reversed;
};

struct share {
    size_t purse, bill;
    int fee; // -1: principal
    int64_t amount_minor;
};

struct imposed_hold {
    int kind;
    int32_t until_day;
    bool ended;
};

struct payment_plan {
    const struct action *action;
    int64_t since_ms;
    bool covers[ORACLE_INVOICES_MAX]; // by index into bills
    bool ended;
};

struct oracle {
    const struct policies *policies;
    const struct policy *policy; // the version in force now
    const struct zone *zone;     // the customer's, or the policy's
    int32_t today;               // whose steps have run
    int64_t now_ms;
    bool disabled;
    int32_t net_days_future;
    size_t bill_count, purse_count, share_count, hold_count, plan_count;
    struct bill bills[ORACLE_INVOICES_MAX]; // in the order in which they came
    struct purse purses[ORACLE_MONEY_MAX];  // in the order in which they came
    struct share shares[ORACLE_ALLOCATIONS_MAX];
    struct imposed_hold holds[ORACLE_BLOCKERS_MAX];
    struct payment_plan plans[ORACLE_BLOCKERS_MAX];
    bool floor_stands;
    int32_t floor_until_day, floor_rank;
    bool flag_by_person[FLAG_COUNT_MAX];
    int rank;        // of the policy, before blockers
    int person_rank; // set by a person
};

// oracle_money.c
struct bill *oracle_bill(struct oracle *oracle, struct text invoice_id);
size_t oracle_bills_by_due(const struct oracle *oracle, size_t order[ORACLE_INVOICES_MAX]);
void oracle_add_purse(struct oracle *oracle, struct purse purse);
void oracle_reverse_payment(struct oracle *oracle, struct text payment_id);
void oracle_revoke_discounts(struct oracle *oracle, struct text invoice_id);
void oracle_void(struct oracle *oracle, struct bill *bill);
void oracle_waive(struct oracle *oracle, struct bill *bill, struct text code);
void oracle_spend(struct oracle *oracle);     // free money pays what is open
bool oracle_is_open(const struct bill *bill); // principal above the tolerance

// oracle_steps.c
// The day of an invoice's moment; DAY_NONE for a trigger that is none.
int32_t oracle_moment(const struct policy *policy, const struct trigger *trigger, int32_t due_day);
void oracle_run_steps(struct oracle *oracle);
void oracle_charge_held(struct oracle *oracle);
bool oracle_flag(const struct oracle *oracle, int flag);
void oracle_count_strikes(struct oracle *oracle);
void oracle_forgive_strikes(struct oracle *oracle, int flag);

// oracle_status.c
bool oracle_in_plan(const struct oracle *oracle, const struct bill *bill);
bool oracle_blocks(const struct oracle *oracle, uint32_t blocks);
bool oracle_something_overdue(const struct oracle *oracle);
void oracle_stand(struct oracle *oracle); // bring the statuses up to now
int oracle_shown_rank(const struct oracle *oracle);
void oracle_show(const struct oracle *oracle, struct oracle_answer *answer);

#endif
