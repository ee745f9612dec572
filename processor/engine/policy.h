// SPDX-License-Identifier: Apache-2.0
// A policy as flat tables: what the engine decides by. config/policy_read.c makes it from YAML and
// checks it; nothing here is defaulted silently. Texts and arrays live in the arena of the reader;
// a policy never changes once it was read.
//
// Moments are days: a step's moment is 00:00 local of a day (requirements, Time).
#ifndef ENGINE_POLICY_H
#define ENGINE_POLICY_H

#include "engine/event.h"

#include "base/zone.h"

struct text_list {
    struct text *items;
    size_t count, room;
};

struct pair {
    struct text key, value;
};

struct pairs {
    struct pair *items;
    size_t count, room;
};

// ---- statuses and services ----

enum leave_rule {
    LEAVE_NO_TRIGGER,          // as soon as no open invoice reaches the status by itself
    LEAVE_NO_TRIGGER_NOR_FEES, // … and every fee of the invoices that did is paid
    LEAVE_NO_OVERDUE,          // as soon as no invoice is overdue
    LEAVE_NO_OVERDUE_NOR_FEES, // … and no fee is open
};

enum { SERVICE_COUNT_MAX = 32, STATUS_COUNT_MAX = 16, STEP_COUNT_MAX = 128, FLAG_COUNT_MAX = 16 };

enum service_level { SERVICE_NONE, SERVICE_PARTIAL, SERVICE_FULL };

struct status {
    struct text name;
    struct text delayed_name; // status while a shift or lift holds it off; empty: its own name
    uint8_t services[SERVICE_COUNT_MAX]; // enum service_level by index into policy.services
    enum leave_rule leave;
    struct text_list renamed; // names of earlier versions that this status stands for
};

// ---- money ----

struct amount {
    struct currency currency;
    int64_t amount_minor;
};

struct amounts { // by currency; a currency not listed is not there
    struct amount *items;
    size_t count, room;
};

// One rung of the order of payment: the fees of some codes, or the invoices of a balance class
// (oldest due first, principal before those of its fees that no rung names).
struct waterfall_rung {
    struct text_list fee_codes; // either these
    struct text balance_class;  // or this
};

struct waterfall {
    struct waterfall_rung *items; // none: what the payer named, then by (due date, invoice id)
    size_t count, room;
};

// ---- conditions ----

// The closed list of facts a condition may compare. `name`, `number`, `currency` and `days` mean
// what stands behind each.
enum fact_name {
    FACT_FLAG,             // name: flag on (1) or off (0)
    FACT_SOURCE_ON_FILE,   // any funding source but `primary` that policy.sources lists: 0/1
    FACT_STATUS,           // rank of the status in force
    FACT_HOLD,             // name: a hold of this kind stands: 0/1
    FACT_ENABLED,          // the account's manual flag `enabled`: 0/1
    FACT_ACCOUNT_AGE_DAYS, // since `opened`, or the first invoice
    FACT_BALANCE_OPEN,     // currency: principal and fees open, minor units
    FACT_BALANCE_OVERDUE,  // currency: of invoices past due
    FACT_INVOICES_OPEN,    // how many
    FACT_INVOICES_OVERDUE,
    FACT_INVOICE_CLASS,      // name: this step's invoice is of the balance class: 0/1
    FACT_INVOICE_OPEN,       // this step's invoice: principal open, minor units
    FACT_INVOICE_FEES,       // this step's invoice: fees open, minor units
    FACT_PAID_INVOICES,      // settled within the last `days` (0: ever)
    FACT_PAID_LATE,          // of these late
    FACT_LAST_CHARGE_FAILED, // the newest record-charge failed and was not retried with ok: 0/1
    FACT_LAST_CHARGE_REASON, // name: … for this reason: 0/1
    FACT_CHARGED,            // name: source: this invoice was paid through it: 0/1
    FACT_OUTCOME_RECORDED,   // name: channel: an outcome since this invoice's first notice: 0/1
    FACT_SENT,               // name: channel: … other than bounced or failed: 0/1
    FACT_HEARD_SINCE_STEP,   // name: step: reply, payment, login or inquiry since it ran: 0/1
    FACT_STEP_RAN,           // name: step: has run for this invoice (or account): 0/1
    FACT_ASKED_BEFORE_ISSUE, // name: a request of this name was made before this invoice's issue
    FACT_CONSULTATION_YES,   // an approved consultation: 0/1
    FACT_CONSULTATION_OPEN,  // one that waits for its answer: 0/1
    FACT_ACTIVITY_AGE_DAYS,  // since the last activity of any kind
    FACT_DAYS_PAST_DUE,      // this step's invoice, or the greatest of all
    FACT_PROMISE_OPEN,       // a promise to pay that is neither kept nor broken: 0/1
};
enum { FACT_NAME_COUNT = 28 };

enum comparison { COMPARE_EQUAL, COMPARE_NOT_EQUAL, COMPARE_AT_LEAST, COMPARE_LESS };

struct condition {
    enum fact_name fact;
    enum comparison comparison;
    int64_t number;
    struct text name;
    struct currency currency;
    int32_t days;
};

struct conditions { // all must hold
    struct condition *items;
    size_t count, room;
};

// ---- triggers ----

enum trigger_kind {
    // A moment of each open invoice
    TRIGGER_DAYS_PAST_DUE,          // number: 00:00 on due date + number (negative: before)
    TRIGGER_BUSINESS_DAYS_PAST_DUE, // number ≥ 1: 00:00 on the number-th business day after due
    TRIGGER_AFTER_DAY_OF_MONTH,     // number: 00:00 on the day after day `number` of a month
    TRIGGER_MONTHS_PAST_DUE,        // number: calendar months after the due date
    TRIGGER_MONTH_END_PAST_DUE,     // end of the month of due date + number
    TRIGGER_AFTER_STEP,             // number days after step `name` ran for the invoice
                                    // (sent_only: after its notice's recorded outcome)
    // A moment of the account
    TRIGGER_DAYS_BEFORE_STATUS,  // number days before status `rank` will be in force
    TRIGGER_EVERY_WEEK,          // weekday
    TRIGGER_EVERY_MONTH,         // number: day of month (beyond its end: its last)
    TRIGGER_EVERY_DAYS,          // number: while the conditions hold; at most `most` times
    TRIGGER_DAYS_SINCE_ACTIVITY, // number
    // An occurrence
    TRIGGER_ON_ACTION,         // action
    TRIGGER_ON_STATUS_ENTERED, // rank
    TRIGGER_ON_STATUS_LEFT,    // rank
    TRIGGER_ON_SETTLED,        // an invoice's principal
    TRIGGER_ON_PAYMENT,
    TRIGGER_ON_PROMISE_BROKEN,
    TRIGGER_ON_PLAN_BROKEN,
    TRIGGER_ON_UNDELIVERABLE, // a notice found no contact of its role
    TRIGGER_ON_CONTACT,       // word: outcome
};
enum { TRIGGER_KIND_COUNT = 20 };

struct trigger {
    enum trigger_kind kind;
    int32_t number;
    int32_t most;     // TRIGGER_EVERY_DAYS: 0 without bound
    int32_t weekday;  // enum weekday
    int32_t rank;     // index into policy.statuses
    struct text name; // step name
    struct text word; // outcome
    bool sent_only;
    enum action_kind action;
};

// ---- deeds ----

enum deed_kind {
    DEED_SET_STATUS,      // rank
    DEED_NOTIFY,          // channel, template, role, priority, …
    DEED_FEE,             // code and how it is reckoned
    DEED_FLAG,            // name, on
    DEED_REQUEST,         // name: remembered as asked
    DEED_CONSULT,         // opens a consultation
    DEED_HAND_OVER,       // status rank, marks the account as handed over
    DEED_REVOKE_DISCOUNT, // that hung on the promise that broke
};

enum fee_base {
    FEE_FLAT,              // flat amounts by currency
    FEE_RATE_OF_PRINCIPAL, // rate_bp of the invoice's open principal
    FEE_RATE_OF_PAYMENT,   // rate_bp of the payment that triggered it
    FEE_INTEREST,          // rate_bp a year × open principal × days past due ÷ 365
};

struct deed {
    enum deed_kind kind;
    int32_t rank;
    // notify
    struct text channel, template_name, role;
    int32_t priority;
    bool consolidated; // one notice over all invoices of the step and instant (else one each)
    int32_t due_business_days; // a task: due that many business days later; 0: no date
    struct pairs data;         // said with it, e.g. remedies: "call, add terms, discount"
    // fee
    struct text code;
    enum fee_base base;
    struct amounts flat;
    int64_t rate_bp;
    bool per_account; // subject is the account, not the invoice
    // flag, request
    struct text name;
    bool on;
};

struct deeds {
    struct deed *items;
    size_t count, room;
};

enum unmet {
    UNMET_SKIP,      // conditions unmet at the moment: the step lapses for this invoice and date
    UNMET_HOLD,      // its fee waits until they are met, and lapses if the invoice is paid first
    UNMET_EXCEPTION, // it lapses, and an exception notice says so
};

struct step {
    struct text name; // unique in the policy
    struct trigger trigger;
    struct conditions conditions;
    enum unmet unmet;
    bool decided_once; // set_status: conditions count at the moment only (else whenever asked)
    struct deeds deeds;
    struct text exception_template; // with UNMET_EXCEPTION and UNMET_HOLD: what is told, to …
    struct text exception_role;     // … whom; empty: nothing is told
};

struct steps {
    struct step *items;
    size_t count, room;
};

// ---- flags, holds, actions ----

enum flag_window { FLAG_BY_HAND, FLAG_CALENDAR_YEAR, FLAG_DAYS };

struct flag {
    struct text name;
    enum flag_window window;
    struct text counted_code;  // strikes are charges of this fee code …
    int32_t counted_rank;      // … or entries into this status (-1: none)
    int32_t more_than;         // set at more than this many strikes within the window
    int32_t days;              // FLAG_DAYS
    bool lasts_until_year_end; // else until a strike is taken back or a person clears it
    bool has_services;         // overlay: the lower level of status and overlay is in force
    uint8_t services[SERVICE_COUNT_MAX]; // SERVICE_FULL where the overlay says nothing
};

// What ends when a blocker ends (requirements, Blockers).
struct on_end {
    bool charge_fees;    // else they lapse
    bool send_no_notice; // else the newest notice kept back is sent
    bool clock_stopped;  // else statuses follow the true days past due
};

enum blocks { BLOCKS_RESTRICT = 1, BLOCKS_NOTIFY = 2, BLOCKS_FEE = 4, BLOCKS_HAND_OVER = 8 };

struct hold_kind {
    struct text name;
    uint32_t blocks; // bits of enum blocks
    int32_t imposes; // status rank, or -1
    struct on_end on_end;
};

// Blockers that are not holds, in the policy's words.
enum blocker_rule { RULE_DISPUTE, RULE_PLAN, RULE_UPDATE, RULE_SHIFT, RULE_PAUSE };
enum { BLOCKER_RULE_COUNT = 5 };

struct action_rule {
    bool offered;
    bool reason_required;
};

// ---- the policy ----

struct policy {
    struct text name;
    int32_t version;       // rising
    int32_t effective_day; // local date from which it counts
    struct digest digest;  // of the text it was read from
    const struct zone *zone;

    uint8_t weekend; // bit (1 << enum weekday)
    struct {
        int32_t *items; // rising
        size_t count, room;
    } holidays;

    bool late_restrictions_published; // late_restrictions: publish (else hide)
    bool stale_notices_all;           // stale_notices: all (else latest)
    bool late_news_kept;              // late_news: keep (else reverse)
    int32_t late_news_days;           // 30
    int32_t forget_days;              // 400
    int32_t unknown_invoice_days;     // 30: how long a payment waits for the invoice it named

    struct amounts tolerance;
    struct text_list balance_classes;
    struct text default_class;
    struct text_list classes_no_waiver; // waive-fee is refused (`advanced`) on these
    struct waterfall waterfall;
    bool allocations_published;
    bool reversal_ages_from_reversal; // F10; else a reopened invoice ages from its due date
    bool rungs_one_at_a_time;         // F8
    int32_t rung_gap_days;            // F8: least days between two rungs
    bool void_with_money_refused;     // F14

    struct text_list services;
    struct text enabled_service; // service that `enabled off` turns off; empty: none
    struct {
        struct status *items; // rising; [0] is the unrestricted one
        size_t count, room;
    } statuses;
    struct steps steps;
    struct {
        struct flag *items;
        size_t count, room;
    } flags;
    struct {
        struct hold_kind *items;
        size_t count, room;
    } holds;
    struct on_end on_end[BLOCKER_RULE_COUNT];
    struct action_rule actions[ACTION_KIND_COUNT];
    struct text_list sources; // accepted funding sources; empty: any but `primary`
    struct contacts contacts;
    struct text exception_channel, exception_template, exception_role; // "message exception to …"
    int32_t quiet_from_minute, quiet_until_minute; // local minutes of day; equal: no quiet hours
    int32_t notices_per_day_most;                  // 0: no cap
};

// All versions of all policies that a member has adopted.
struct policies {
    const struct policy **items;
    size_t count, room;
    struct text default_name;
};

// The greatest version of `name` whose effective date has come at `at_ms` in the account's zone
// (NULL: the policy's own); where none has come yet, the smallest version; NULL when no policy has
// that name.
const struct policy *policies_find(const struct policies *policies, struct text name,
                                   const struct zone *zone, int64_t at_ms);
// Exactly this version, or NULL.
const struct policy *policies_version(const struct policies *policies, struct text name,
                                      int32_t version);

// Lookups in the tables; -1 when there is none.
int policy_status_at(const struct policy *policy, struct text name); // renamed names count
int policy_step_at(const struct policy *policy, struct text name);
int policy_flag_at(const struct policy *policy, struct text name);
int policy_hold_at(const struct policy *policy, struct text name);
int policy_service_at(const struct policy *policy, struct text name);

int64_t policy_tolerance(const struct policy *policy, struct currency currency);
bool policy_is_business_day(const struct policy *policy, int32_t day);
// The day after which `count` whole business days after `day` have passed: shift for N business
// days made on `day` holds until 00:00 of this day (B14).
int32_t policy_business_days_after(const struct policy *policy, int32_t day, int32_t count);

#endif
