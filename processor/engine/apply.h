// SPDX-License-Identifier: Apache-2.0
// What a fact changes, by kind of action: apply.c calls these, one for each. Internal to apply*.c.
#ifndef ENGINE_APPLY_H
#define ENGINE_APPLY_H

#include "engine/fold.h"

// The id of a piece of money: a letter for its kind, then the id, then "/" and more.
struct text money_id(struct fold *fold, char kind, struct text id, struct text more);

// apply_money.c
void apply_discount(struct fold *fold, const struct event *event);
void apply_revoke_discount(struct fold *fold, const struct action *action);
void apply_credit_note(struct fold *fold, const struct event *event);
void apply_void(struct fold *fold, const struct event *event);
void apply_write_off(struct fold *fold, const struct event *event);
void apply_waive_fee(struct fold *fold, const struct action *action);
void apply_reverse_payment(struct fold *fold, const struct action *action);

// apply_blockers.c
void apply_extend_terms(struct fold *fold, const struct action *action);
// End every blocker of the kind, or the one; without output when there is none.
void end_all(struct fold *fold, enum blocker_kind kind);
void end_one(struct fold *fold, enum blocker_kind kind, struct text name, struct text invoice_id);
// A second one of its kind replaces the first, what it kept back included.
struct blocker *blocker_renew(struct fold *fold, enum blocker_kind kind, struct text name,
                              struct text invoice_id, int32_t until_day);
void apply_hold(struct fold *fold, const struct action *action);
void apply_release(struct fold *fold, const struct action *action);
void apply_floor(struct fold *fold, const struct action *action, bool lift);
void apply_plan(struct fold *fold, const struct action *action);
void apply_pause(struct fold *fold, const struct action *action);
void apply_promise(struct fold *fold, const struct action *action);

// Puts the invoice at its place by (due day, id).
struct invoice *invoice_insert(struct fold *fold, struct invoice invoice);

#endif
