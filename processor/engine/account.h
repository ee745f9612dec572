// SPDX-License-Identifier: Apache-2.0
// One customer's dunning account. It holds
//   - `base`: the situation at some instant before the horizon of late news,
//   - `facts`: what is known to have happened since, in the order in which it counts,
//   - `settled`: the situation folded up to the clock, kept so that most events need no refold,
//   - `published`: what was told to the world, against which a new situation is compared,
//   - `archive`: what of these three is over, as bytes, until an event asks for it.
// A situation is derived: fold.c makes it from base, facts and the policy. Everything an account
// points to lives in one arena (or in the blob it was read from) and goes with it.
#ifndef ENGINE_ACCOUNT_H
#define ENGINE_ACCOUNT_H

#include "engine/decision.h"

#include "base/arena.h"

// ---- facts ----

struct fact {
    struct event event; // as admitted; texts in the account's memory
    int64_t at_ms;      // when it counts: its own time, or the clock for news that came too late
    bool undone;        // taken back by `undo`
};

struct facts {
    struct fact *items; // sorted by (at_ms, type, subject id)
    size_t count, room;
};

// What is left of a fact when it is older than the horizon: enough to tell a duplicate.
struct seen {
    uint64_t key;     // of (type, subject id)
    uint64_t content; // of the fact's content
    int64_t at_ms;
};

struct seen_list {
    struct seen *items;
    size_t count, room;
};

// ---- the situation ----

enum fee_state {
    FEE_OWED,
    FEE_HELD,   // waits until its step's conditions are met (or its blocker ends)
    FEE_WAIVED, // taken back; its code is used up for the invoice
};

struct fee {
    struct text code;
    int64_t amount_minor;
    int64_t open_minor;
    int64_t charged_ms; // the moment it fell due, or the event that charged it
    int32_t effective_day;
    struct currency currency;
    enum fee_state state;
    struct text step;
    struct text cause_event_id; // or empty for time
    struct text payment_id;     // a share of this payment
    int64_t base_minor, rate_bp, flat_minor;
    int32_t policy_version;
};

struct fees {
    struct fee *items;
    size_t count, room;
};

struct step_run { // a step that ran, for conditions and `after_step`
    struct text step;
    int32_t day;   // last
    int32_t count; // how often
};

struct step_runs {
    struct step_run *items;
    size_t count, room;
};

struct invoice {
    struct text id, number, balance_class;
    struct currency currency;
    int64_t amount_minor;
    int64_t open_minor; // principal
    int64_t issued_ms;
    int64_t known_since_ms;
    int32_t due_day;
    struct text policy_name; // and …
    int32_t policy_version;  // … version in force when it was issued
    int64_t settled_ms;      // INSTANT_NONE while open (principal > tolerance, not voided)
    bool paid_on_time;       // when it was settled
    bool voided;
    uint32_t ranks_reached; // bit (1 << rank): brought the account to this status
    int32_t paused_days;    // days that do not count
    int32_t reopened_day;   // DAY_NONE, or where ageing from the reversal starts (F10)
    struct fees fees;
    struct step_runs runs;
};

struct invoices {
    struct invoice *items; // sorted by (due day, id)
    size_t count, room;
};

// Where money comes from: payments, and what discounts and credit notes leave over.
enum money_kind { MONEY_PAYMENT, MONEY_DISCOUNT, MONEY_CREDIT_NOTE, MONEY_VOID, MONEY_WRITE_OFF };

struct money {
    enum money_kind kind;
    struct text id;         // a letter for the kind, and the payment's, action's or note's id
    struct text invoice_id; // what it names
    struct text code;       // ledger code of a credit: "discount", …
    struct text source;     // funding source
    struct text promise_id; // a discount that hangs on a promise
    struct currency currency;
    int64_t amount_minor;
    int64_t free_minor;
    int64_t at_ms;
    int32_t waits_until_day; // for the unknown invoice it names: free to others from 00:00 of it
    bool reversed;
};

struct money_list {
    struct money *items; // in the order in which they count
    size_t count, room;
};

// A piece of money that stays where it was put.
struct allocation {
    struct text money_id;
    struct text invoice_id; // empty: a fee of the account
    struct text fee_code;   // empty: principal
    struct text fee_payment_id;
    int64_t amount_minor;
};

struct allocations {
    struct allocation *items;
    size_t count, room;
};

// Everything that holds the policy back for a time: holds, shift and lift, dispute, plan, update,
// pause.
enum blocker_kind {
    BLOCKER_HOLD,
    BLOCKER_DISPUTE,
    BLOCKER_PLAN,
    BLOCKER_UPDATE,
    BLOCKER_FLOOR, // shift or lift: no restriction above `rank` before `until_day`
    BLOCKER_PAUSE,
};

struct blocker {
    enum blocker_kind kind;
    struct text name;       // hold kind, plan id
    struct text invoice_id; // empty: the whole account
    struct text actor, reason;
    struct text action_id;
    struct text promise_id;
    int64_t since_ms;
    int32_t from_day;  // pause; else DAY_NONE
    int32_t until_day; // holds until 00:00 of it; DAY_NONE: until it is ended
    int32_t rank;      // floor: the restriction that it leaves in force; hold: what it imposes
    int32_t floor_for; // shift that names a status: only ranks from this one on (else 1)
    struct action_items items;    // plan: instalments
    struct action_items invoices; // plan: the invoices it covers
    struct currency currency;     // plan
    struct text kept_back_step;   // the newest notice it kept back …
    struct text kept_back_invoice;
    int32_t kept_back_day; // … and its day; DAY_NONE: none
};

struct blockers {
    struct blocker *items;
    size_t count, room;
};

struct flag_state {
    struct text name;
    bool on;
    bool by_person;
    bool cleared_by_person;
    int64_t cleared_ms; // a strike after it sets a cleared flag again
};

struct flag_states {
    struct flag_state *items;
    size_t count, room;
};

enum promise_state { PROMISE_OPEN, PROMISE_KEPT, PROMISE_BROKEN };

struct promise {
    struct text id;
    int32_t by_day;
    enum promise_state state;
    struct text actor;
};

struct promises {
    struct promise *items;
    size_t count, room;
};

struct outcome { // of a contact
    struct text channel, word, invoice_id;
    int64_t at_ms;
};

struct outcomes {
    struct outcome *items;
    size_t count, room;
};

struct charge_try {
    struct text source, word, detail, invoice_id;
    int64_t at_ms;
};

struct charge_tries {
    struct charge_try *items;
    size_t count, room;
};

struct asked { // a request that a step made
    struct text name, invoice_id;
    int64_t at_ms;
};

struct asked_list {
    struct asked *items;
    size_t count, room;
};

struct source_on_file {
    struct text name;
    bool on;
};

struct sources_on_file {
    struct source_on_file *items;
    size_t count, room;
};

enum consultation { CONSULTATION_NONE, CONSULTATION_OPEN, CONSULTATION_YES, CONSULTATION_NO };

// Where the account stands on the policy's ladder.
struct standing {
    int32_t rank;        // reached, before blockers
    int32_t rank_shown;  // in force
    bool delayed;        // shown under the reached status' delayed name
    int32_t person_rank; // set by a person (escalate, hand-over): outlasts do-not-restrict; 0: none
    int32_t until_day;   // of a delayed or shifted status; DAY_NONE
    int64_t since_ms;    // when what is shown was entered
    struct text step;    // that entered it
    struct text cause_event_id;
    struct text actor, reason;
};

struct situation {
    int64_t at_ms;    // everything before this instant is folded in
    int32_t day_done; // the local day through which steps have run
    struct text policy_name;
    int32_t policy_version;  // that the ranks in here belong to
    const struct zone *zone; // the customer's, or the policy's
    struct text zone_name;   // empty: the policy's
    int32_t opened_day;      // or DAY_NONE
    int64_t first_ms;        // the first fact
    int64_t heard_ms;        // last reply, login, inquiry or payment; INSTANT_NONE
    bool disabled;           // `enabled off`
    bool has_contacts;       // set-contacts was given
    int32_t net_days_future; // terms of future invoices, counted from issue; 0: the invoice's own
    bool handed_over;
    enum consultation consultation;
    struct contacts contacts;
    struct invoices invoices;
    struct money_list money;
    struct allocations allocations;
    struct fees fees; // of the account, not of an invoice
    struct blockers blockers;
    struct flag_states flags;
    struct promises promises;
    struct outcomes outcomes;
    struct charge_tries charge_tries;
    struct asked_list asked;
    struct sources_on_file sources;
    struct step_runs runs; // of the account
    struct standing standing;
    int64_t forgotten_on_time, forgotten_late; // counts of invoices no longer kept
};

// ---- what was published ----

// One position of the customer's ledger as told so far.
struct told_entry {
    uint64_t key; // of (kind, code, invoice, payment or action)
    struct text code, invoice_id, subject_id;
    enum ledger_kind kind;
    struct currency currency;
    struct text balance_class;
    int64_t told_minor;  // net of reversals
    int32_t said;        // entries told, reversals not counted …
    int32_t reversed;    // … and reversals: part of the next one's identity
    struct uuid last_id; // of the last entry that was not a reversal
};

struct told_entries {
    struct told_entry *items;
    size_t count, room;
};

// A notice that was sent, or an identity that was said: how often.
struct told_mark {
    uint64_t key;
    int32_t day; // kept until the horizon has passed it
    int32_t count;
};

struct told_marks {
    struct told_mark *items;
    size_t count, room;
};

struct published {
    int64_t sequence;     // of the last output
    struct text status;   // as told
    int32_t rank;         // in force …
    int32_t rank_reached; // … and the one that a shift or lift holds off
    bool delayed;
    int32_t until_day;
    uint8_t services[SERVICE_COUNT_MAX]; // in the order of the policy's services
    int32_t policy_version;              // that the services' order belongs to
    struct told_entries ledger;
    struct told_marks notices;
    struct told_marks identities;
};

// `base` and `settled` share texts, never lists: each may be changed in place.
struct account {
    struct text customer_id;
    struct uuid space; // v5 namespace of this customer's outputs
    struct facts facts;
    struct seen_list seen;
    struct situation base;
    struct situation settled;
    struct published published;
    struct text archive;  // what is over: not in base, settled and published (archive.h)
    bool late_news;       // arrived since the last tick: the next one looks back as far as `base`
    int64_t next_wake_ms; // a tick at or after it must wake the account; INSTANT_NEVER
    bool exists;          // an account that no fact opened yet does not
};

// A new account, not opened yet.
void account_init(struct account *account, struct text customer_id);

// The fact's place in the order of time, kind and id; what is there moves up.
struct fact *account_add_fact(struct account *account, const struct event *event, int64_t at_ms,
                              struct arena *arena);
struct fact *account_fact(struct account *account, enum event_type type, struct text subject_id);
uint64_t seen_key(enum event_type type, struct text subject_id);
uint64_t seen_content(struct digest content);
const struct seen *account_seen(const struct account *account, uint64_t key);

// A copy that may be changed without changing `from`: texts are shared, lists are not.
void situation_copy(struct situation *to, const struct situation *from, struct arena *arena);

// NULL when there is none.
struct invoice *situation_invoice(const struct situation *situation, struct text invoice_id);
struct money *situation_money(const struct situation *situation, struct text money_id);
struct flag_state *situation_flag(const struct situation *situation, struct text name);
struct promise *situation_promise(const struct situation *situation, struct text promise_id);

bool situation_flag_is_on(const struct situation *situation, struct text name);
bool invoice_is_open(const struct invoice *invoice); // neither settled nor voided
int64_t invoice_open_fees(const struct invoice *invoice);

#endif
