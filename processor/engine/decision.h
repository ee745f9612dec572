// SPDX-License-Identifier: Apache-2.0
// What a step decided: a verdict on the event, and the outputs to publish in this order. Everything
// points into the arena of the step, the policy or the event.
#ifndef ENGINE_DECISION_H
#define ENGINE_DECISION_H

#include "engine/policy.h"

// The closed list of contract.md.
enum refusal {
    REFUSAL_NONE,
    REFUSAL_CONFLICT,
    REFUSAL_TOO_OLD,
    REFUSAL_FUTURE,
    REFUSAL_BAD_AMOUNT,
    REFUSAL_UNKNOWN_ACCOUNT,
    REFUSAL_UNKNOWN_INVOICE,
    REFUSAL_UNKNOWN_PAYMENT,
    REFUSAL_UNKNOWN_ACTION,
    REFUSAL_UNKNOWN_KIND,
    REFUSAL_UNKNOWN_FLAG,
    REFUSAL_UNKNOWN_STATUS,
    REFUSAL_ALREADY_REVERSED,
    REFUSAL_OTHER_POLICY,
    REFUSAL_NOT_OFFERED,
    REFUSAL_NO_DATE,
    REFUSAL_PAST_DATE,
    REFUSAL_NO_REASON,
    REFUSAL_RESTRICTED,
    REFUSAL_NOT_RESTRICTED,
    REFUSAL_NOTHING_OVERDUE,
    REFUSAL_SHORTENS,
    REFUSAL_OPEN_LATE_FEE,
    REFUSAL_ADVANCED,
    REFUSAL_NO_CONSULTATION,
    REFUSAL_NOT_APPROVED,
    REFUSAL_ACCOUNT_FULL,
    REFUSAL_BAD_BYTES,
    REFUSAL_UNKNOWN_SCHEMA,
    REFUSAL_WRONG_PARTITION,
    REFUSAL_TICK_AHEAD,
};
enum { REFUSAL_COUNT = 31 };

struct text refusal_code(enum refusal refusal);     // "already-reversed"
struct text refusal_sentence(enum refusal refusal); // what it means and what to do, for the reader

enum output_kind { OUTPUT_STATUS_CHANGE, OUTPUT_NOTIFICATION, OUTPUT_LEDGER_ENTRY };

// One invoice as a notice or a status change lists it.
struct output_invoice {
    struct text invoice_id, number;
    int32_t due_day;
    int32_t days_past_due; // at the clock
    int64_t open_minor;
    int64_t fees_minor; // for the totals
    struct currency currency;
};

struct output_invoices {
    struct output_invoice *items;
    size_t count, room;
};

struct total {
    struct currency currency;
    int64_t open_minor;
    int64_t fees_minor;
};

struct totals {
    struct total *items;
    size_t count, room;
};

struct status_change {
    struct text previous_status, status;
    int32_t until_day;                   // or DAY_NONE: the date it flips back
    const struct policy *services_of;    // names the services …
    uint8_t services[SERVICE_COUNT_MAX]; // … whose levels stand here
    struct text actor, reason;
};

struct notification {
    struct text channel, template_name, role;
    struct contacts recipients; // empty: undeliverable, or a message to the role's own queue
    bool undeliverable;
    int32_t priority;
    int64_t not_before_ms, expires_at_ms; // or INSTANT_NONE
    int32_t due_day;                      // or DAY_NONE: of a task
    struct text status;                   // in force when it was decided
    struct text next_what;                // "" or the status that comes next …
    int32_t next_day;                     // … and when
    struct totals totals;
    struct text thread; // what to group by
    struct text in_reply_to;
    struct pairs data;
};

enum ledger_kind { LEDGER_CHARGE, LEDGER_REVERSAL, LEDGER_CREDIT, LEDGER_ALLOCATION };

struct ledger_entry {
    enum ledger_kind kind;
    struct text code;
    int64_t amount_minor; // signed: what it adds to the customer's debt
    int64_t allocated_minor;
    struct text target; // "principal" or a fee code
    struct currency currency;
    struct text balance_class;
    struct text invoice_id, payment_id;
    bool has_reverses;
    struct uuid reverses;
    int32_t effective_day;
    int64_t base_minor, rate_bp, flat_minor;
    struct text text; // one sentence: why this amount
};

struct output {
    enum output_kind kind;
    struct uuid id;
    int64_t sequence;
    struct output_invoices invoices; // status change and notification; for the ledger unused
    // The tail
    int64_t decided_at_ms, scheduled_for_ms;
    const struct policy *policy;
    struct text step;           // or empty
    struct text cause_event_id; // or empty for time
    struct origin cause;        // of the record being processed
    union {
        struct status_change status_change;
        struct notification notification;
        struct ledger_entry ledger_entry;
    };
};

enum verdict { VERDICT_APPLIED, VERDICT_DUPLICATE, VERDICT_REFUSED };

struct decision {
    enum verdict verdict;
    enum refusal refusal;
    struct {
        struct output *items;
        size_t count, room;
    } outputs;
    bool restricts; // some service ends lower than before: what the mass-action guard counts
};

#endif
