// SPDX-License-Identifier: Apache-2.0
// The slow and obvious oracle: from all facts of one customer it computes, day by day from the very
// first, where the account must stand. It keeps nothing between two calls and calls nothing of
// processor/engine/ but lookups in the tables of a policy. What it covers is what story_make.c can
// say, with one policy in any number of versions.
// One thread; the state lives in one static struct.
#ifndef TESTS_ENGINE_ORACLE_H
#define TESTS_ENGINE_ORACLE_H

#include "engine/event.h"
#include "engine/policy.h"

enum {
    ORACLE_INVOICES_MAX = 48,
    ORACLE_FEES_MAX = 8, // of one invoice
    ORACLE_MONEY_MAX = 96,
    ORACLE_ALLOCATIONS_MAX = 1024,
    ORACLE_BLOCKERS_MAX = 48,
    ORACLE_CURRENCIES_MAX = 4,
};

// A fact that was accepted, and when it counts: see oracle_own_ms.
struct oracle_fact {
    const struct event *event;
    int64_t at_ms;
};

// What was charged for an invoice under one code, reversals taken off.
struct oracle_fee {
    struct text invoice_id, code;
    int64_t net_minor, open_minor;
};

struct oracle_invoice {
    struct text invoice_id;
    int64_t open_minor;
    int32_t due_day;
    bool settled, voided;
};

struct oracle_balance {
    struct currency currency;
    int64_t open_minor, fees_minor, credit_minor;
};

struct oracle_answer {
    struct text status;
    int32_t until_day;
    uint8_t services[SERVICE_COUNT_MAX];
    uint32_t flags; // bit by index into policy.flags
    int64_t on_time, late;
    size_t invoice_count, fee_count, balance_count;
    struct oracle_invoice invoices[ORACLE_INVOICES_MAX];
    struct oracle_fee fees[ORACLE_INVOICES_MAX * ORACLE_FEES_MAX];
    struct oracle_balance balances[ORACLE_CURRENCIES_MAX];
};

// When a fact counts that was heard of at the clock `clock_ms` (INSTANT_NONE: before any tick): its
// own time, an invoice's not before `known_since`; the clock for news older than the policy allows.
int64_t oracle_own_ms(const struct policy *policy, const struct event *event, int64_t clock_ms);

// The account right after a tick at `until_ms`, or at a fact after it: from facts in any order;
// those that count later than the tick are taken in too, without any midnight between.
void oracle_answer(const struct policies *policies, const struct oracle_fact *facts, size_t count,
                   int64_t until_ms, struct oracle_answer *answer);

#endif
