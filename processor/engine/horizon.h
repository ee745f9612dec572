// SPDX-License-Identifier: Apache-2.0
// How far an account looks back: `base` follows the clock at `late_news_days`, facts before it
// shrink to what tells a duplicate, and after `forget_days` what is settled shrinks to counters.
#ifndef ENGINE_HORIZON_H
#define ENGINE_HORIZON_H

#include "engine/fold.h"

// Bring `base` up to the horizon of late news: no fact can come in before it any more.
void base_advance(const struct policies *policies, struct account *account,
                  const struct policy *policy, int64_t clock_ms, struct arena *arena);

#endif
