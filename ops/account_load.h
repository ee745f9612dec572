// SPDX-License-Identifier: Apache-2.0
// An account as Redis has it, for people to look at: nothing is decided by it.
#ifndef OPS_ACCOUNT_LOAD_H
#define OPS_ACCOUNT_LOAD_H

#include "ops/service.h"

#include "base/arena.h"
#include "engine/step.h"
#include "io/zones.h"

struct accounts;

// Connects to Redis and reads the policies. Borrows `service`.
MUST_USE enum result accounts_open(struct service *service, struct accounts **accounts,
                                   struct error *error);
void accounts_close(struct accounts *accounts);

// RESULT_NOT_FOUND: there is no such account. `account`, `view` and their texts live until the next
// call; the partition's clock is in `clock_ms` (INSTANT_NONE: no tick yet).
MUST_USE enum result accounts_load(struct accounts *accounts, struct text customer_id,
                                   struct account *account, struct view *view, int64_t *clock_ms,
                                   struct error *error);

#endif
