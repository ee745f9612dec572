// SPDX-License-Identifier: Apache-2.0
// Keeping an account's lists: adding facts in order, copying a situation, looking things up.
#include "engine/account.h"

void account_init(struct account *account, struct text customer_id)
{
    static const struct uuid SPACE = {{0x5d, 0x1c, 0x1b, 0x1e, 0x6a, 0x52, 0x4d, 0x6f, 0x9b, 0x0e,
                                       0x64, 0x75, 0x6e, 0x6e, 0x69, 0x6e}};
    memset(account, 0, sizeof *account);
    account->customer_id = customer_id;
    account->space = uuid_of(SPACE, customer_id);
    account->next_wake_ms = INSTANT_NEVER;
    account->base.at_ms = INSTANT_NONE;
    account->base.day_done = DAY_NONE;
    account->base.opened_day = DAY_NONE;
    account->base.first_ms = INSTANT_NONE;
    account->base.heard_ms = INSTANT_NONE;
    account->base.standing.until_day = DAY_NONE;
    account->base.standing.since_ms = INSTANT_NONE;
    account->settled = account->base;
    account->published.until_day = DAY_NONE;
}

// ---- facts ----

static int fact_compare(int64_t at_ms, const struct event *event, const struct fact *other)
{
    if (at_ms != other->at_ms)
        return at_ms < other->at_ms ? -1 : 1;
    if (event->type != other->event.type)
        return event->type < other->event.type ? -1 : 1;
    return text_compare(event->subject_id, other->event.subject_id);
}

struct fact *account_add_fact(struct account *account, const struct event *event, int64_t at_ms,
                              struct arena *arena)
{
    struct facts *facts = &account->facts;
    (void)LIST_ADD(arena, facts);
    size_t at = facts->count - 1;
    while (at > 0 && fact_compare(at_ms, event, &facts->items[at - 1]) < 0) {
        facts->items[at] = facts->items[at - 1];
        at--;
    }
    facts->items[at] = (struct fact){.event = *event, .at_ms = at_ms};
    return &facts->items[at];
}

struct fact *account_fact(struct account *account, enum event_type type, struct text subject_id)
{
    for (size_t i = 0; i < account->facts.count; i++) {
        struct fact *fact = &account->facts.items[i];
        if (fact->event.type == type && text_equal(fact->event.subject_id, subject_id))
            return fact;
    }
    return NULL;
}

uint64_t seen_key(enum event_type type, struct text subject_id)
{
    return key_add_number(key_add(KEY_START, subject_id), (int64_t)type);
}

uint64_t seen_content(struct digest content)
{
    uint64_t key;
    memcpy(&key, content.at, sizeof key);
    return key;
}

const struct seen *account_seen(const struct account *account, uint64_t key)
{
    for (size_t i = 0; i < account->seen.count; i++)
        if (account->seen.items[i].key == key)
            return &account->seen.items[i];
    return NULL;
}

// ---- copies ----

static void *list_copy(struct arena *arena, const void *items, size_t count, size_t item_size)
{
    if (count == 0)
        return NULL;
    void *copy = arena_take(arena, count * item_size);
    return memcpy(copy, items, count * item_size);
}

#define LIST_COPY(arena, list)                                                                \
    ((list)->items = list_copy((arena), (list)->items, (list)->count, sizeof *(list)->items), \
     (list)->room = (list)->count)

void situation_copy(struct situation *to, const struct situation *from, struct arena *arena)
{
    *to = *from; // contacts, and the lists within a blocker, are replaced and never changed
    LIST_COPY(arena, &to->invoices);
    for (size_t i = 0; i < to->invoices.count; i++) {
        LIST_COPY(arena, &to->invoices.items[i].fees);
        LIST_COPY(arena, &to->invoices.items[i].runs);
    }
    LIST_COPY(arena, &to->money);
    LIST_COPY(arena, &to->allocations);
    LIST_COPY(arena, &to->fees);
    LIST_COPY(arena, &to->blockers);
    LIST_COPY(arena, &to->flags);
    LIST_COPY(arena, &to->promises);
    LIST_COPY(arena, &to->outcomes);
    LIST_COPY(arena, &to->charge_tries);
    LIST_COPY(arena, &to->asked);
    LIST_COPY(arena, &to->sources);
    LIST_COPY(arena, &to->runs);
}

// ---- lookups ----

struct invoice *situation_invoice(const struct situation *situation, struct text invoice_id)
{
    for (size_t i = 0; i < situation->invoices.count; i++)
        if (text_equal(situation->invoices.items[i].id, invoice_id))
            return &situation->invoices.items[i];
    return NULL;
}

struct money *situation_money(const struct situation *situation, struct text money_id)
{
    for (size_t i = 0; i < situation->money.count; i++)
        if (text_equal(situation->money.items[i].id, money_id))
            return &situation->money.items[i];
    return NULL;
}

struct flag_state *situation_flag(const struct situation *situation, struct text name)
{
    for (size_t i = 0; i < situation->flags.count; i++)
        if (text_equal(situation->flags.items[i].name, name))
            return &situation->flags.items[i];
    return NULL;
}

struct promise *situation_promise(const struct situation *situation, struct text promise_id)
{
    for (size_t i = 0; i < situation->promises.count; i++)
        if (text_equal(situation->promises.items[i].id, promise_id))
            return &situation->promises.items[i];
    return NULL;
}

bool situation_flag_is_on(const struct situation *situation, struct text name)
{
    const struct flag_state *flag = situation_flag(situation, name);
    return flag && flag->on;
}

bool invoice_is_open(const struct invoice *invoice)
{
    return invoice->settled_ms == INSTANT_NONE && !invoice->voided;
}

int64_t invoice_open_fees(const struct invoice *invoice)
{
    int64_t open_minor = 0;
    for (size_t i = 0; i < invoice->fees.count; i++)
        if (invoice->fees.items[i].state == FEE_OWED)
            open_minor += invoice->fees.items[i].open_minor;
    return open_minor;
}
