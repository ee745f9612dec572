// SPDX-License-Identifier: Apache-2.0
// Is an event admitted? Its time, its id, and whether what it asks for can be done.
#ifndef ENGINE_ADMIT_H
#define ENGINE_ADMIT_H

#include "engine/fold.h"

// Bounds of time: `future`, `too-old`. `policy` is the account's, or the default one.
enum refusal admit_time(const struct policy *policy, const struct event *event, int64_t clock_ms);

// When the fact counts: its own time (an invoice with history: when it became known here), or the
// clock for news older than the policy looks back. `too_late` is then set.
int64_t admit_at_ms(const struct policy *policy, const struct event *event, int64_t clock_ms,
                    bool *too_late);

// Whether the event is possible in the situation of `fold` (all facts known so far).
enum refusal admit_event(const struct fold *fold, const struct account *account,
                         const struct event *event);

#endif
