// SPDX-License-Identifier: Apache-2.0
// Small policies for the engine's tests, built by hand: together they have every rule that the
// oracle knows. What is in them stands at the head of policies.c.
#ifndef TESTS_ENGINE_POLICIES_H
#define TESTS_ENGINE_POLICIES_H

#include "engine/policy.h"

enum policy_choice {
    POLICY_PAUSE,     // account-pause of contract.md
    POLICY_LADDER,    // fees, a flag with an overlay, shift and lift, tolerance, two currencies
    POLICY_WATERFALL, // two classes, plans, disputes, escalation, left when all is paid
    POLICY_MONTHLY,   // days of the month, a fee that waits for its condition, fees keep the status
};
enum { POLICY_CHOICE_COUNT = 4 };

// The first version.
const struct policy *policy_choose(enum policy_choice choice);

// All versions.
struct policies policies_choose(enum policy_choice choice);

#endif
