// SPDX-License-Identifier: Apache-2.0
// Lookups in a policy's tables, and which version counts when.
#include "engine/policy.h"

const struct policy *policies_find(const struct policies *policies, struct text name,
                                   const struct zone *zone, int64_t at_ms)
{
    const struct policy *best = NULL, *first = NULL;
    for (size_t i = 0; i < policies->count; i++) {
        const struct policy *policy = policies->items[i];
        if (!text_equal(policy->name, name))
            continue;
        if (!first || policy->version < first->version)
            first = policy;
        bool in_force = at_ms != INSTANT_NONE &&
                        zone_day_start(zone ? zone : policy->zone, policy->effective_day) <= at_ms;
        if (in_force && (!best || policy->version > best->version))
            best = policy;
    }
    return best ? best : first;
}

const struct policy *policies_version(const struct policies *policies, struct text name,
                                      int32_t version)
{
    for (size_t i = 0; i < policies->count; i++)
        if (policies->items[i]->version == version && text_equal(policies->items[i]->name, name))
            return policies->items[i];
    return NULL;
}

static bool list_has(const struct text_list *list, struct text name)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->items[i], name))
            return true;
    return false;
}

int policy_status_at(const struct policy *policy, struct text name)
{
    for (size_t i = 0; i < policy->statuses.count; i++)
        if (text_equal(policy->statuses.items[i].name, name))
            return (int)i;
    for (size_t i = 0; i < policy->statuses.count; i++)
        if (list_has(&policy->statuses.items[i].renamed, name))
            return (int)i;
    return -1;
}

int policy_step_at(const struct policy *policy, struct text name)
{
    for (size_t i = 0; i < policy->steps.count; i++)
        if (text_equal(policy->steps.items[i].name, name))
            return (int)i;
    return -1;
}

int policy_flag_at(const struct policy *policy, struct text name)
{
    for (size_t i = 0; i < policy->flags.count; i++)
        if (text_equal(policy->flags.items[i].name, name))
            return (int)i;
    return -1;
}

int policy_hold_at(const struct policy *policy, struct text name)
{
    for (size_t i = 0; i < policy->holds.count; i++)
        if (text_equal(policy->holds.items[i].name, name))
            return (int)i;
    return -1;
}

int policy_service_at(const struct policy *policy, struct text name)
{
    for (size_t i = 0; i < policy->services.count; i++)
        if (text_equal(policy->services.items[i], name))
            return (int)i;
    return -1;
}

int64_t policy_tolerance(const struct policy *policy, struct currency currency)
{
    for (size_t i = 0; i < policy->tolerance.count; i++)
        if (currency_equal(policy->tolerance.items[i].currency, currency))
            return policy->tolerance.items[i].amount_minor;
    return 0;
}

bool policy_is_business_day(const struct policy *policy, int32_t day)
{
    if (policy->weekend & (1u << day_weekday(day)))
        return false;
    for (size_t i = 0; i < policy->holidays.count; i++)
        if (policy->holidays.items[i] == day)
            return false;
    return true;
}

int32_t policy_business_days_after(const struct policy *policy, int32_t day, int32_t count)
{
    while (count > 0 && day < DAY_MAX) {
        day++;
        if (policy_is_business_day(policy, day))
            count--;
    }
    return day + 1;
}
