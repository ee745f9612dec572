// SPDX-License-Identifier: Apache-2.0
// "A story without any set-contacts has one contact for every role": given to the policy, so that
// the engine needs no rule for tests.
#include "ops/story_contacts.h"

#include <stdio.h>

static bool has_contact(const struct contacts *contacts, struct text role, struct text channel)
{
    for (size_t i = 0; i < contacts->count; i++)
        if (text_equal(contacts->items[i].role, role) &&
            text_equal(contacts->items[i].channel, channel))
            return true;
    return false;
}

static void add_contact(struct contacts *contacts, struct text role, struct text channel,
                        struct arena *arena)
{
    if (role.len == 0 || has_contact(contacts, role, channel))
        return;
    size_t size = role.len + 16;
    char *address = arena_take(arena, size);
    int len = snprintf(address, size, "%.*s@story.example", TEXT_ARGS(role));
    *LIST_ADD(arena, contacts) =
        (struct contact){role, channel, {address, (size_t)len < size ? (size_t)len : size - 1}};
}

const struct policy *policy_with_contacts(const struct policy *policy, struct arena *arena)
{
    struct policy *copy = arena_take(arena, sizeof *copy);
    *copy = *policy;
    copy->contacts = (struct contacts){0};
    for (size_t i = 0; i < policy->contacts.count; i++)
        *LIST_ADD(arena, &copy->contacts) = policy->contacts.items[i];
    for (size_t i = 0; i < policy->steps.count; i++) {
        const struct deeds *deeds = &policy->steps.items[i].deeds;
        for (size_t d = 0; d < deeds->count; d++)
            if (deeds->items[d].kind == DEED_NOTIFY)
                add_contact(&copy->contacts, deeds->items[d].role, deeds->items[d].channel, arena);
    }
    add_contact(&copy->contacts, policy->exception_role, policy->exception_channel, arena);
    return copy;
}
