// SPDX-License-Identifier: Apache-2.0
#ifndef OPS_POLICY_PUBLISH_H
#define OPS_POLICY_PUBLISH_H

#include "engine/policy.h"
#include "ops/options.h"

// dunningctl policy publish: operand 1 is the file, or `--options` names one.
enum exit_code policy_publish(const struct arguments *arguments);

// Why `next` may not follow `last` of the same name (NULL: there is none) on the local day `today`:
// a sentence into `error`; else true.
bool policy_may_follow(const struct policy *last, const struct policy *next, int32_t today,
                       struct error *error);

#endif
