// SPDX-License-Identifier: Apache-2.0
// Contacts for stories that name none: one for every role (contract.md, Scenarios).
#ifndef OPS_STORY_CONTACTS_H
#define OPS_STORY_CONTACTS_H

#include "base/arena.h"
#include "engine/policy.h"

// A copy of the policy in which every role that it notifies has a contact on the channel used.
const struct policy *policy_with_contacts(const struct policy *policy, struct arena *arena);

#endif
