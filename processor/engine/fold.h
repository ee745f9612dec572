// SPDX-License-Identifier: Apache-2.0
// The fold: facts and due steps, taken in the order of their times, make a situation. Internal to
// the engine; the files that share this header each answer one question about it:
//   moment.c      on which day does a step fall due?
//   condition.c   do its conditions hold?
//   allocation.c  what does money pay?
//   blocker.c     what is held back, by whom, until when?
//   standing.c    which status follows?
//   apply.c       what does a fact change?      day.c   what does a local midnight bring?
#ifndef ENGINE_FOLD_H
#define ENGINE_FOLD_H

#include "engine/account.h"

// A notice that fell due in the fold. Whether it is sent is difference.c's to say.
struct notice_due {
    const struct policy *policy;
    const struct step *step; // NULL: the policy's exception notice
    const struct deed *deed; // NULL likewise
    struct text invoice_id;  // empty: of the account
    int32_t due_day;         // of the invoice, or DAY_NONE
    int32_t day;             // its moment
    int64_t at_ms;
    struct text cause_event_id; // empty: time
    struct text detail;         // exception: why
};

struct notices_due {
    struct notice_due *items;
    size_t count, room;
};

struct transitions { // what the standing became, in order
    struct standing *items;
    size_t count, room;
};

struct fold {
    const struct policies *policies;
    const struct policy *policy; // of the account, in force now
    struct situation *now;
    struct arena *arena;
    int64_t clock_ms;         // no wake after it; days past due are counted to it
    int64_t at_ms;            // the instant being worked on
    int32_t today;            // local day at the earlier of at_ms and the clock
    const struct fact *cause; // the fact being applied; NULL at a wake
    int64_t first_wake_ms;    // the first wake that facts after the clock leave for a tick
    struct notices_due notices;
    struct transitions transitions;
};

// Bring `situation` up to `until_ms`: every wake ≤ until_ms runs, every fact before it counts;
// then, if `all_facts`, the remaining facts count as well, without a wake.
void fold_init(struct fold *fold, const struct policies *policies, struct situation *situation,
               int64_t clock_ms, struct arena *arena);
void fold_run(struct fold *fold, const struct facts *facts, int64_t until_ms, bool all_facts);
// No wake was due since: look at the situation as of the clock.
void fold_to_clock(struct fold *fold);
void fold_set_time(struct fold *fold, int64_t at_ms);

// The version that an invoice is handled by.
const struct policy *fold_invoice_policy(const struct fold *fold, const struct invoice *invoice);

// ---- moment.c ----

// The local day of the step's moment for the invoice; DAY_NONE: none (yet).
int32_t step_moment(const struct fold *fold, const struct policy *policy, const struct step *step,
                    const struct invoice *invoice);
bool trigger_is_of_invoice(enum trigger_kind kind);
bool trigger_is_occurrence(enum trigger_kind kind);
int32_t invoice_due_day(const struct invoice *invoice); // after pauses
int32_t invoice_days_past_due(const struct invoice *invoice, int32_t today);

// Whether a step of the account (weekly, monthly, …) falls due on the day.
bool account_step_is_due(const struct fold *fold, const struct step *step, int32_t day);

// The next local day after day_done on which anything can happen; DAY_NONE: none.
int32_t fold_next_day(const struct fold *fold);
// The instant at which this day's steps run, given a zone that may have been changed.
int64_t fold_day_start(const struct fold *fold, int32_t day);

// ---- condition.c ----

// Whether the step's conditions hold, for the invoice (or NULL).
bool conditions_hold(const struct fold *fold, const struct step *step,
                     const struct invoice *invoice);
bool outcome_is_sent(const struct outcome *outcome); // neither bounced nor failed
bool invoice_is_overdue(const struct fold *fold, const struct invoice *invoice);
bool any_overdue(const struct fold *fold);

// ---- allocation.c ----

// Put all free money where it belongs, and note which invoices are settled or open again.
void allocate(struct fold *fold);
// Take money off everything it paid; it is free again.
void money_withdraw(struct fold *fold, struct text money_id);
// Take what was put on an invoice (or a fee) off it: that money is free again.
void invoice_release_money(struct fold *fold, const struct invoice *invoice);
void fee_release_money(struct fold *fold, struct text invoice_id, const struct fee *fee);
struct money *money_add(struct fold *fold, enum money_kind kind, struct text id, int64_t amount,
                        struct currency currency);

// ---- blocker.c ----

struct blocker *blocker_add(struct fold *fold, enum blocker_kind kind);
struct blocker *blocker_find(const struct situation *situation, enum blocker_kind kind,
                             struct text name, struct text invoice_id);
// End it: what it kept back is sent or lapses as the policy says.
void blocker_end(struct fold *fold, struct blocker *blocker);
bool blocker_in_force(const struct blocker *blocker, int32_t today);
// Whether anything in force keeps this back (bits of enum blocks) from the invoice (or account).
bool is_blocked(const struct fold *fold, enum blocks what, const struct invoice *invoice);
bool is_disputed(const struct situation *situation, struct text invoice_id);
bool is_under_plan(const struct situation *situation, const struct invoice *invoice);
// A fee that is kept back now waits for the end of the blocker (else it lapses).
bool blocked_fee_waits(const struct fold *fold, const struct invoice *invoice);
void keep_back(struct fold *fold, const struct step *step, const struct invoice *invoice,
               int32_t day);
const struct on_end *blocker_on_end(const struct policy *policy, const struct blocker *blocker);
// Pauses, and blockers whose clock stands still: the day does not count for what they cover.
void blockers_stop_clock(struct fold *fold, int32_t day);
void pause_stops_past(struct fold *fold, const struct blocker *pause); // the days up to today
bool clock_is_stopped(const struct fold *fold);
void blockers_end_by_day(struct fold *fold, int32_t day);
void promises_end_by_day(struct fold *fold, int32_t day);
// At 00:00 of the day the payments since do not cover the instalments due before it.
bool plan_is_broken(const struct fold *fold, const struct blocker *plan, int32_t day);
void plans_end_if_settled(struct fold *fold);
void blockers_end_passed(struct fold *fold);

// ---- standing.c ----

// Look at the status again, after any change.
void standing_update(struct fold *fold);
// The highest status the invoice brings on by itself by `day`; with `keeps`, the highest that it
// keeps in force (an invoice under a plan keeps, but brings on nothing new).
int invoice_rank(const struct fold *fold, const struct invoice *invoice, int32_t day, bool keeps);
// An open fee of the invoice keeps the status, by the status' rule for leaving it.
bool keeps_by_fees(const struct fold *fold, const struct invoice *invoice, int rank);
// The status that the step sets, in the account's present version; 0: none.
int step_rank(const struct fold *fold, const struct policy *policy, const struct step *step);
bool has_run(const struct step_runs *runs, struct text step);
struct text standing_name(const struct policy *policy, const struct standing *standing);
void standing_services(const struct fold *fold, const struct standing *standing,
                       uint8_t services[SERVICE_COUNT_MAX]);

// ---- day.c ----

// All that falls due at 00:00 of the local day.
void day_run(struct fold *fold, int32_t day);
// After any change: money, held fees, flags and the status follow.
void situation_update(struct fold *fold);
// Steps that an occurrence triggers.
void steps_on(struct fold *fold, enum trigger_kind kind, struct invoice *invoice,
              enum action_kind action, int rank, struct text word);
void notice_add(struct fold *fold, const struct policy *policy, const struct step *step,
                const struct deed *deed, const struct invoice *invoice, int32_t day);
void exception_add(struct fold *fold, const struct policy *policy, const struct step *step,
                   const struct invoice *invoice, int32_t day, struct text why);
void held_fees_update(struct fold *fold);

// ---- flag.c ----

void flags_update(struct fold *fold);
// The invoice is a strike of a flag that is on: it is not forgotten while the flag stays (C12).
bool earned_a_flag(const struct policy *policy, const struct situation *situation,
                   const struct invoice *invoice);

// ---- pending.c ----

// The date on which the status will be set if nothing changes; DAY_NONE: none is in sight.
int32_t status_day(const struct fold *fold, int rank, int32_t today);
// Whether the invoice will have reached the status (or a higher one) by the day.
bool will_reach(const struct fold *fold, const struct invoice *invoice, int rank, int32_t day);
// The same, unless a higher status hides it on that date.
bool status_is_pending(const struct fold *fold, int rank, int32_t *day);

// ---- apply.c ----

void fact_apply(struct fold *fold, const struct fact *fact);

#endif
