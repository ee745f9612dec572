// SPDX-License-Identifier: Apache-2.0
// The policies that members decide by, as they stand in dunning-policy.
#ifndef OPS_POLICIES_LOAD_H
#define OPS_POLICIES_LOAD_H

#include "ops/service.h"

#include "base/arena.h"
#include "engine/policy.h"
#include "io/zones.h"

// Read the topic to its end; what is adopted lives in `arena` and `zones`. Where nothing was
// published yet, the files of policies.directory, with which the service would begin.
// RESULT_UNAVAILABLE: no broker; RESULT_NOT_FOUND: no policy anywhere.
MUST_USE enum result policies_load(struct service *service, struct zones *zones,
                                   struct arena *arena, struct policies *policies,
                                   struct error *error);

// The same, without the files: no policy at all is OK too.
MUST_USE enum result policies_load_published(struct service *service, struct zones *zones,
                                             struct arena *arena, struct policies *policies,
                                             struct error *error);

// Address space for any number of policies.
#define POLICIES_ARENA_SIZE (UINT64_C(16) << 30)

#endif
