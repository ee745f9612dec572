// SPDX-License-Identifier: Apache-2.0
// Any bytes as a policy: refused with a place and a reason, or read into tables that hold together.
#include "config/policy_read.h"

#include <stdlib.h>

static void check_rank(const struct policy *policy, int32_t rank)
{
    if (rank < 0 || (size_t)rank >= policy->statuses.count)
        abort();
}

static void check_step(const struct policy *policy, const struct step *step)
{
    check_rank(policy, step->trigger.rank);
    if (step->trigger.kind == TRIGGER_AFTER_STEP && policy_step_at(policy, step->trigger.name) < 0)
        abort();
    for (size_t i = 0; i < step->deeds.count; i++) {
        const struct deed *deed = &step->deeds.items[i];
        check_rank(policy, deed->rank);
        if (deed->kind == DEED_FLAG && policy_flag_at(policy, deed->name) < 0)
            abort();
    }
    for (size_t i = 0; i < step->conditions.count; i++)
        if (step->conditions.items[i].fact >= FACT_NAME_COUNT)
            abort();
}

static void check(const struct policy *policy)
{
    if (!policy->zone || policy->statuses.count < 2 || policy->statuses.count > STATUS_COUNT_MAX ||
        policy->services.count > SERVICE_COUNT_MAX || policy->steps.count > STEP_COUNT_MAX ||
        policy->flags.count > FLAG_COUNT_MAX)
        abort();
    for (size_t i = 0; i < policy->steps.count; i++)
        check_step(policy, &policy->steps.items[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct zones *zones;
    static struct arena arena;
    if (!zones) {
        zones = zones_open();
        arena_init(&arena, POLICY_ARENA_SIZE);
    }
    arena_reset(&arena);
    const struct policy *policy = NULL;
    struct error error = {{0}};
    struct text text = {(const char *)data, size};
    enum result result = policy_read(&policy, &arena, zones, "fuzz", text, &error);
    if (result == OK)
        check(policy);
    else if (error.text[0] == 0 || policy)
        abort();
    return 0;
}
