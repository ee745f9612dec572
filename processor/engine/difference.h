// SPDX-License-Identifier: Apache-2.0
// The difference between what was published and what the facts now say, as outputs. At a tick all
// of it; at an event the easing part, and what the event itself imposes or charges (requirements,
// Time).
#ifndef ENGINE_DIFFERENCE_H
#define ENGINE_DIFFERENCE_H

#include "engine/fold.h"

struct difference {
    struct fold *fold;         // fold->now: the situation with all facts; its log: what fell due
    struct account *account;   // published is brought level
    const struct event *event; // the event or tick that is being decided
    struct standing before;    // the standing by all facts but this event
    int64_t previous_clock_ms; // of the last tick
    int64_t decided_ms;
    bool pending; // something is left for the next tick
    struct decision *decision;
};

void difference_publish(struct difference *difference);

// ---- parts of it, each in the file of its name ----

// An output before it has its place: sorted by (instant, kind), then in the order made.
struct draft {
    int64_t at_ms;
    int32_t order;
    int32_t place; // among notices: of the first invoice, then of the step in its file
    struct output output;
};

struct drafts {
    struct draft *items;
    size_t count, room;
};

bool difference_is_tick(const struct difference *difference);
// A draft with the common tail filled in.
struct output *draft_add(struct difference *difference, struct drafts *drafts,
                         enum output_kind kind, int64_t at_ms, struct text step,
                         struct text cause_event_id);

void ledger_difference(struct difference *difference, struct drafts *drafts);
// What was charged of the fee so far, net of reversals.
int64_t told_of_fee(const struct published *published, struct text invoice_id,
                    const struct fee *fee);
void status_difference(struct difference *difference, struct drafts *drafts);
void notice_difference(struct difference *difference, struct drafts *drafts);

// The notices of a status that was entered or left, told with its change.
void notices_of_status(struct difference *difference, struct drafts *drafts, enum trigger_kind kind,
                       int rank, const struct output *change);

void output_invoice_add(const struct fold *fold, struct output_invoices *list,
                        const struct invoice *invoice);
// The open invoices that have reached the status by the day, by (due date, id).
void invoices_of_rank(const struct fold *fold, int rank, int32_t day, struct output_invoices *list);

// The v5 id of the output, over what contract.md lists; `said` is what is said and `count` how
// often the same was said before.
struct uuid output_id(const struct fold *fold, const struct account *account,
                      const struct output *output, struct text subject, int32_t due_day,
                      struct text said, int32_t count);
// The parts of what is said, as one text.
struct text said_join(struct arena *arena, struct text a, struct text b, struct text c);
// NULL: it was not added.
const struct told_mark *mark_find(const struct told_marks *marks, uint64_t key);
// Count one more of `key` (its day is the latest given); true when it is the first. `count`: how
// often before.
bool mark_add(struct fold *fold, struct told_marks *marks, uint64_t key, int32_t day,
              int32_t *count);
// The same for statuses and notices, which keep count in account->published.identities.
// Only what time says can be said twice: late news takes it back or adds to it. It is remembered
// until `base` has passed `kept_until_day`.
void output_identify(struct difference *difference, struct output *output, struct text subject,
                     int32_t due_day, struct text said, int32_t kept_until_day);

#endif
