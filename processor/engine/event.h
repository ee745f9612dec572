// SPDX-License-Identifier: Apache-2.0
// What comes in: the four input records as values. Every text is borrowed from the bytes or the
// arena that the event was read from; the engine copies what it keeps (account.h).
#ifndef ENGINE_EVENT_H
#define ENGINE_EVENT_H

#include "base/date.h"
#include "base/hash.h"
#include "base/money.h"
#include "base/zone.h"

// In the order in which facts of one instant count (requirements, Time).
enum event_type {
    EVENT_INVOICE_ISSUED,
    EVENT_PAYMENT_RECEIVED,
    EVENT_ACCOUNT_ACTION,
    EVENT_CLOCK_TICK,
};
enum { EVENT_TYPE_COUNT = 4 };

// In the order of contract.md's table; action_names[] of action.c has their spelling.
enum action_kind {
    ACTION_SET_ACCOUNT,
    ACTION_SET_CONTACTS,
    ACTION_SHIFT,
    ACTION_LIFT,
    ACTION_HOLD,
    ACTION_RELEASE,
    ACTION_EXTEND_TERMS,
    ACTION_DISCOUNT,
    ACTION_REVOKE_DISCOUNT,
    ACTION_CREDIT_NOTE,
    ACTION_VOID,
    ACTION_WAIVE_FEE,
    ACTION_REVERSE_PAYMENT,
    ACTION_WRITE_OFF,
    ACTION_UNDO,
    ACTION_PAUSE,
    ACTION_RESUME,
    ACTION_OPEN_DISPUTE,
    ACTION_CLOSE_DISPUTE,
    ACTION_PROMISE,
    ACTION_KEEP_PROMISE,
    ACTION_AGREE_PLAN,
    ACTION_CANCEL_PLAN,
    ACTION_GIVE_UPDATE,
    ACTION_RECORD_CONTACT,
    ACTION_RECORD_CHARGE,
    ACTION_RECORD_ACTIVITY,
    ACTION_ANSWER_CONSULTATION,
    ACTION_HAND_OVER,
    ACTION_ESCALATE,
    ACTION_SET_SOURCE,
    ACTION_SET_FLAG,
    ACTION_REQUEST_REINSTATEMENT,
};
enum { ACTION_KIND_COUNT = 33 };

enum toggle { TOGGLE_UNSAID, TOGGLE_OFF, TOGGLE_ON };

struct contact {
    struct text role;    // "merchant"
    struct text channel; // "email"
    struct text address;
};

struct contacts {
    struct contact *items;
    size_t count, room;
};

// One pair of a credit note (invoice, amount) or one instalment of a plan (day, amount).
struct action_item {
    struct text invoice_id;
    struct currency currency;
    int64_t amount_minor;
    int32_t day;
};

struct action_items {
    struct action_item *items;
    size_t count, room;
};

// One shape for every action: which members an action uses stands behind each. Texts not used are
// empty, days DAY_NONE, numbers 0.
struct action {
    enum action_kind kind;
    struct text actor, reason;
    struct text invoice_id; // extend-terms, discount, revoke-discount, void, waive-fee, write-off,
                            // disputes, give-update; optional: record-contact, record-charge
    struct text name;       // shift/escalate STATUS, hold/release KIND, credit-note NOTE, waive-fee
                            // CODE, reverse-payment PAYMENT, undo ACTION-ID, promise PROMISE, plan
                            // PLAN, record-contact CHANNEL, record-charge/set-source SOURCE,
                            // record-activity WORD, answer-consultation yes/no, set-flag FLAG
    struct text word;       // record-contact, record-charge: OUTCOME
    struct text detail;     // record-charge: REASON of the failure
    struct text promise_id; // lift, discount: hangs on this promise
    struct text notification_id;   // record-contact: the notice answered
    struct text zone, policy;      // set-account
    const struct zone *zone_table; // set-account: the caller has looked the zone up
    int32_t day;                   // until, by (promise), due (extend-terms), opened (set-account)
    int32_t from_day;              // pause
    int32_t days;              // shift/lift: N business days; extend-terms: net DAYS; 0 when unsaid
    bool apply_to_future;      // extend-terms net: future invoices only (else the open ones)
    enum toggle on;            // set-account enabled, set-source, set-flag
    struct currency currency;  // discount, agree-plan
    int64_t amount_minor;      // discount
    struct action_items items; // credit-note, agree-plan (instalments)
    struct action_items invoices; // agree-plan: only invoice_id is used
    struct contacts contacts;     // set-contacts
};

struct invoice_issued {
    struct text number, balance_class, policy; // each may be empty
    struct currency currency;
    int64_t amount_minor;   // > 0
    int64_t open_minor;     // 0 … amount_minor
    int64_t fees_minor;     // ≥ 0
    int64_t known_since_ms; // issued_at where the record says nothing
    bool has_known_since;
    int32_t due_day;
};

struct payment_received {
    struct text invoice_id; // what the payer named, or empty
    struct text source, method;
    struct currency currency;
    int64_t amount_minor; // > 0
};

enum tick_release { RELEASE_NONE, RELEASE_AHEAD, RELEASE_MASS };

struct clock_tick {
    struct text actor, reason;
    enum tick_release release;
};

// Where the record stood: goes into the tail of every output that it causes.
struct origin {
    struct text topic;
    int32_t partition;
    int64_t offset;
};

struct event {
    enum event_type type;
    struct text event_id;
    struct text customer_id; // empty for a tick
    struct text subject_id;  // invoice_id, payment_id, action_id; empty for a tick
    int64_t own_ms;          // issued_at, received_at, occurred_at, tick_time
    int64_t record_ms;       // the record's timestamp
    struct digest content;   // of all fields but event_id: tells a duplicate from a conflict
    struct origin origin;
    union {
        struct invoice_issued invoice;
        struct payment_received payment;
        struct action action;
        struct clock_tick tick;
    };
};

// The spelling of contract.md ("extend-terms"), its Avro record name ("ExtendTerms"), and back.
struct text action_name(enum action_kind kind);
struct text action_record_name(enum action_kind kind);
bool action_at(struct text name, enum action_kind *kind);
bool action_at_record(struct text name, enum action_kind *kind);

// "invoice-issued", …
struct text event_name(enum event_type type);

#endif
