// SPDX-License-Identifier: Apache-2.0
// The engine's front door: one pure function. No I/O, no clock, no randomness, no floats, no
// locale, no allocation but from the arena that the caller gives.
#ifndef ENGINE_STEP_H
#define ENGINE_STEP_H

#include "engine/account.h"

// Decide what `event` means for `account` at the partition's clock `clock_ms` (the last tick;
// INSTANT_NONE before the first), and bring the account up to it. For a tick the account is woken
// through all its wake times up to event->own_ms.
//   `account` is changed in place, unless the verdict is refused or duplicate; what it newly points
//   to comes from `arena`, or is borrowed from `event` and `policies`: encode it before the event's
//   bytes go.
//   `decision` is overwritten; its outputs come from `arena`.
// Room: `arena` must be fresh enough for a few copies of the account (bounds in arena.h).
void engine_step(const struct policies *policies, struct account *account,
                 const struct event *event, int64_t clock_ms, struct arena *arena,
                 struct decision *decision);

// ---- a view, for people and tests ----

struct pending {
    struct text status;
    int32_t day;
    struct output_invoices invoices;
};

struct balance {
    struct currency currency;
    int64_t open_minor, fees_minor, credit_minor;
};

// The account as contract.md's `show --json` has it: the situation with all facts, the clock's day.
struct view {
    const struct policy *policy;
    const struct situation *situation;
    int32_t today;
    struct text status; // as published
    int32_t until_day;
    struct output_invoices status_invoices;
    uint8_t services[SERVICE_COUNT_MAX];
    struct {
        struct balance *items;
        size_t count, room;
    } balances;
    struct {
        struct pending *items;
        size_t count, room;
    } pending;
    int64_t paid_on_time, paid_late;
};

void engine_view(const struct policies *policies, const struct account *account, int64_t clock_ms,
                 struct arena *arena, struct view *view);

#endif
