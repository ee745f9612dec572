// SPDX-License-Identifier: Apache-2.0
// Structs are initialised by position: a member that is added somewhere does not compile (missing
// initialiser) until it has its value here.
#include "account_maker.h"

#include <inttypes.h>
#include <stdio.h>

#if defined(__x86_64__)
#define HAS_SIZE(name, size)                                                                     \
    _Static_assert(sizeof(struct name) == (size),                                                \
                   "a member of " #name " came or went: write, read (codec/), make and compare " \
                   "(tests/codec/) it, then change this size")
HAS_SIZE(contact, 48);
HAS_SIZE(action_item, 40);
HAS_SIZE(action, 280);
HAS_SIZE(invoice_issued, 96);
HAS_SIZE(payment_received, 64);
HAS_SIZE(origin, 32);
HAS_SIZE(event, 416);
HAS_SIZE(fact, 432);
HAS_SIZE(seen, 24);
HAS_SIZE(fee, 136);
HAS_SIZE(step_run, 24);
HAS_SIZE(invoice, 192);
HAS_SIZE(money, 128);
HAS_SIZE(allocation, 72);
HAS_SIZE(blocker, 224);
HAS_SIZE(flag_state, 32);
HAS_SIZE(promise, 40);
HAS_SIZE(outcome, 56);
HAS_SIZE(charge_try, 72);
HAS_SIZE(asked, 40);
HAS_SIZE(source_on_file, 24);
HAS_SIZE(standing, 96);
HAS_SIZE(situation, 528);
HAS_SIZE(told_entry, 112);
HAS_SIZE(told_mark, 16);
HAS_SIZE(published, 152);
HAS_SIZE(account, 1328);
#endif

static struct zone zones[] = {{.name = {"America/New_York", 16}}, {.name = {"Asia/Tokyo", 10}}};
static const struct zone *zone_items[] = {&zones[0], &zones[1]};
const struct zone_list MAKER_ZONES = {zone_items, 2, 2};

// ---- values ----

static uint64_t random_bits(struct maker *k)
{
    k->random += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t x = k->random;
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

static bool chance(struct maker *k, unsigned one_in)
{
    return random_bits(k) % one_in == 0;
}

static int64_t number(struct maker *k)
{
    if (k->full)
        return ++k->next;
    if (chance(k, 2))
        return 0;
    return (int64_t)(random_bits(k) << random_bits(k) % 64 >> random_bits(k) % 64);
}

static int32_t small(struct maker *k)
{
    return (int32_t)number(k);
}

static uint64_t key(struct maker *k)
{
    return k->full ? (uint64_t)++k->next : random_bits(k);
}

static unsigned word(struct maker *k, unsigned count)
{
    return k->full ? 1 + (unsigned)(++k->next) % (count - 1) : (unsigned)(random_bits(k) % count);
}

static bool yes(struct maker *k)
{
    return k->full || chance(k, 2);
}

static int64_t instant(struct maker *k)
{
    static const int64_t ODD[] = {
        INSTANT_NONE, INSTANT_NEVER,    INT64_MIN + 1,          INT64_MAX - 1,
        -1,           INT64_C(1) << 47, -(INT64_C(1) << 47) - 1};
    if (!k->full && chance(k, 4))
        return ODD[random_bits(k) % (sizeof ODD / sizeof *ODD)];
    return INT64_C(1740000000000) + (k->full ? ++k->next : (int64_t)(random_bits(k) >> 30));
}

static int32_t day(struct maker *k)
{
    static const int32_t ODD[] = {DAY_NONE, INT32_MAX, INT32_MIN + 1, -1, 0};
    if (!k->full && chance(k, 4))
        return ODD[random_bits(k) % (sizeof ODD / sizeof *ODD)];
    return 20000 + (k->full ? (int32_t)++k->next : (int32_t)(random_bits(k) % 500));
}

static struct currency currency(struct maker *k)
{
    static const char CODES[][4] = {"", "USD", "EUR", "JPY", "KWD"};
    struct currency code = {{0}};
    memcpy(code.code, CODES[k->full ? 1 + ++k->next % 4 : (int64_t)(random_bits(k) % 5)], 4);
    return code;
}

static struct uuid uuid(struct maker *k)
{
    uint64_t halves[2] = {key(k), key(k)};
    struct uuid id;
    memcpy(id.at, halves, sizeof id.at);
    return id;
}

static struct digest digest(struct maker *k)
{
    uint64_t quarters[4] = {key(k), key(k), key(k), key(k)};
    struct digest content;
    memcpy(content.at, quarters, sizeof content.at);
    return content;
}

// Chance: none, one of a few, a UUID, one that is nearly a UUID, any bytes.
static struct text text(struct maker *k)
{
    char room[300];
    uint64_t random = random_bits(k);
    struct uuid id = {{(uint8_t)(random >> 8), 0xab, (uint8_t)(random >> 16)}};
    size_t len = (random >> 8) % sizeof room;
    switch (k->full ? 6 : random % 6) {
    case 0:
    case 1:
        return (struct text){NULL, 0};
    case 2:
        len = (size_t)snprintf(room, sizeof room, "INV-%u", (unsigned)(random >> 8) % 40);
        break;
    case 3:
        len = strlen(uuid_write(id, room));
        break;
    case 4:
        len = strlen(uuid_write(id, room));
        room[(random >> 24) % len] ^= 0x20;
        break;
    case 5:
        memset(room, (int)(random >> 56), sizeof room);
        break;
    default:
        len = (size_t)snprintf(room, sizeof room, "text-%" PRId64, ++k->next);
    }
    return arena_text(k->arena, (struct text){room, len});
}

static const struct zone *some_zone(struct maker *k)
{
    return k->full || chance(k, 3) ? zone_items[random_bits(k) % 2] : NULL;
}

#define MAKE_LIST(k, list, make_item)                       \
    do {                                                    \
        size_t count_ = (k)->full ? 2 : random_bits(k) % 4; \
        for (size_t i_ = 0; i_ < count_; i_++)              \
            *LIST_ADD((k)->arena, (list)) = make_item(k);   \
    } while (0)

// ---- events ----

static struct contact make_contact(struct maker *k)
{
    return (struct contact){text(k), text(k), text(k)};
}

static struct contacts make_contacts(struct maker *k)
{
    struct contacts list = {0};
    MAKE_LIST(k, &list, make_contact);
    return list;
}

static struct action_item make_action_item(struct maker *k)
{
    return (struct action_item){text(k), currency(k), number(k), day(k)};
}

static struct action_items make_action_items(struct maker *k)
{
    struct action_items list = {0};
    MAKE_LIST(k, &list, make_action_item);
    return list;
}

static struct action make_action(struct maker *k)
{
    const struct zone *zone = some_zone(k);
    return (struct action){word(k, ACTION_KIND_COUNT),
                           text(k),
                           text(k),
                           text(k),
                           text(k),
                           text(k),
                           text(k),
                           text(k),
                           text(k),
                           zone ? zone->name : text(k),
                           text(k),
                           zone,
                           day(k),
                           day(k),
                           small(k),
                           yes(k),
                           word(k, 3),
                           currency(k),
                           number(k),
                           make_action_items(k),
                           make_action_items(k),
                           make_contacts(k)};
}

static struct invoice_issued make_invoice_issued(struct maker *k)
{
    return (struct invoice_issued){text(k),   text(k),   text(k),    currency(k), number(k),
                                   number(k), number(k), instant(k), yes(k),      day(k)};
}

static struct payment_received make_payment(struct maker *k)
{
    return (struct payment_received){text(k), text(k), text(k), currency(k), number(k)};
}

static struct event make_event(struct maker *k)
{
    struct origin origin = {text(k), small(k), number(k)};
    struct event event = {.event_id = text(k),
                          .subject_id = text(k),
                          .own_ms = instant(k),
                          .record_ms = instant(k),
                          .content = digest(k),
                          .origin = origin};
    uint64_t type = k->full ? (uint64_t)k->next % 3 : random_bits(k) % 3;
    event.type = (enum event_type)type;
    if (type == EVENT_INVOICE_ISSUED)
        event.invoice = make_invoice_issued(k);
    else if (type == EVENT_PAYMENT_RECEIVED)
        event.payment = make_payment(k);
    else
        event.action = make_action(k);
    return event;
}

static struct fact make_fact(struct maker *k)
{
    return (struct fact){make_event(k), instant(k), yes(k)};
}

static struct seen make_seen(struct maker *k)
{
    return (struct seen){key(k), key(k), instant(k)};
}

// ---- the situation ----

static struct fee make_fee(struct maker *k)
{
    return (struct fee){text(k),     number(k),  number(k), instant(k), day(k),
                        currency(k), word(k, 3), text(k),   text(k),    text(k),
                        number(k),   number(k),  number(k), small(k)};
}

static struct step_run make_step_run(struct maker *k)
{
    return (struct step_run){text(k), day(k), small(k)};
}

static struct invoice make_invoice(struct maker *k)
{
    struct fees fees = {0};
    struct step_runs runs = {0};
    MAKE_LIST(k, &fees, make_fee);
    MAKE_LIST(k, &runs, make_step_run);
    return (struct invoice){text(k),   text(k),    text(k),    currency(k), number(k),
                            number(k), instant(k), instant(k), day(k),      text(k),
                            small(k),  instant(k), yes(k),     yes(k),      (uint32_t)small(k),
                            small(k),  day(k),     fees,       runs};
}

static struct money make_money(struct maker *k)
{
    return (struct money){word(k, 5),  text(k),   text(k),   text(k),    text(k), text(k),
                          currency(k), number(k), number(k), instant(k), day(k),  yes(k)};
}

static struct allocation make_allocation(struct maker *k)
{
    return (struct allocation){text(k), text(k), text(k), text(k), number(k)};
}

static struct blocker make_blocker(struct maker *k)
{
    return (struct blocker){word(k, 6),
                            text(k),
                            text(k),
                            text(k),
                            text(k),
                            text(k),
                            text(k),
                            instant(k),
                            day(k),
                            day(k),
                            small(k),
                            small(k),
                            make_action_items(k),
                            make_action_items(k),
                            currency(k),
                            text(k),
                            text(k),
                            day(k)};
}

static struct flag_state make_flag(struct maker *k)
{
    return (struct flag_state){text(k), yes(k), yes(k), yes(k), instant(k)};
}

static struct promise make_promise(struct maker *k)
{
    return (struct promise){text(k), day(k), word(k, 3), text(k)};
}

static struct outcome make_outcome(struct maker *k)
{
    return (struct outcome){text(k), text(k), text(k), instant(k)};
}

static struct charge_try make_charge_try(struct maker *k)
{
    return (struct charge_try){text(k), text(k), text(k), text(k), instant(k)};
}

static struct asked make_asked(struct maker *k)
{
    return (struct asked){text(k), text(k), instant(k)};
}

static struct source_on_file make_source(struct maker *k)
{
    return (struct source_on_file){text(k), yes(k)};
}

static struct standing make_standing(struct maker *k)
{
    return (struct standing){small(k),   small(k), yes(k),  small(k), day(k),
                             instant(k), text(k),  text(k), text(k),  text(k)};
}

static void make_lists(struct maker *k, struct situation *situation)
{
    MAKE_LIST(k, &situation->invoices, make_invoice);
    MAKE_LIST(k, &situation->money, make_money);
    MAKE_LIST(k, &situation->allocations, make_allocation);
    MAKE_LIST(k, &situation->fees, make_fee);
    MAKE_LIST(k, &situation->blockers, make_blocker);
    MAKE_LIST(k, &situation->flags, make_flag);
    MAKE_LIST(k, &situation->promises, make_promise);
    MAKE_LIST(k, &situation->outcomes, make_outcome);
    MAKE_LIST(k, &situation->charge_tries, make_charge_try);
    MAKE_LIST(k, &situation->asked, make_asked);
    MAKE_LIST(k, &situation->sources, make_source);
    MAKE_LIST(k, &situation->runs, make_step_run);
}

static struct situation make_situation(struct maker *k)
{
    struct situation lists = {0};
    make_lists(k, &lists);
    const struct zone *zone = some_zone(k);
    return (struct situation){
        instant(k),       day(k),         text(k),
        small(k),         zone,           zone ? zone->name : (struct text){NULL, 0},
        day(k),           instant(k),     instant(k),
        yes(k),           yes(k),         small(k),
        yes(k),           word(k, 4),     make_contacts(k),
        lists.invoices,   lists.money,    lists.allocations,
        lists.fees,       lists.blockers, lists.flags,
        lists.promises,   lists.outcomes, lists.charge_tries,
        lists.asked,      lists.sources,  lists.runs,
        make_standing(k), number(k),      number(k)};
}

// Half of it the same as base, as it is with accounts that live.
static struct situation make_settled(struct maker *k, const struct situation *base)
{
    struct situation fresh = make_situation(k), settled;
    if (k->full || chance(k, 8))
        return fresh;
    situation_copy(&settled, base, k->arena);
    if (chance(k, 4))
        return settled;
    MAKE_LIST(k, &settled.invoices, make_invoice);
    MAKE_LIST(k, &settled.money, make_money);
    for (size_t i = 0; i < settled.invoices.count; i++) {
        if (chance(k, 2))
            settled.invoices.items[i].open_minor = number(k);
        if (chance(k, 4))
            MAKE_LIST(k, &settled.invoices.items[i].fees, make_fee);
    }
    if (chance(k, 2))
        settled.invoices.count /= 2;
    if (chance(k, 2))
        settled.standing = fresh.standing;
    if (chance(k, 2))
        settled.contacts = fresh.contacts;
    if (chance(k, 4))
        settled.blockers = fresh.blockers;
    settled.at_ms = fresh.at_ms;
    return settled;
}

// ---- the account ----

static struct told_entry make_told_entry(struct maker *k)
{
    return (struct told_entry){key(k),  text(k),   text(k),  text(k),  word(k, 4), currency(k),
                               text(k), number(k), small(k), small(k), uuid(k)};
}

static struct told_mark make_told_mark(struct maker *k)
{
    return (struct told_mark){key(k), day(k), small(k)};
}

static struct published make_published(struct maker *k)
{
    struct told_entries ledger = {0};
    struct told_marks notices = {0}, identities = {0};
    MAKE_LIST(k, &ledger, make_told_entry);
    MAKE_LIST(k, &notices, make_told_mark);
    MAKE_LIST(k, &identities, make_told_mark);
    struct published published = {number(k), text(k),  small(k), small(k), yes(k),    day(k),
                                  {0},       small(k), ledger,   notices,  identities};
    size_t count = k->full ? SERVICE_COUNT_MAX : random_bits(k) % (SERVICE_COUNT_MAX + 1);
    for (size_t i = 0; i < count; i++)
        published.services[i] = (uint8_t)word(k, SERVICE_FULL + 1);
    return published;
}

struct account make_account(struct maker *k, struct text customer_id)
{
    struct account account;
    account_init(&account, customer_id);
    struct facts facts = {0};
    struct seen_list seen = {0};
    MAKE_LIST(k, &facts, make_fact);
    if (k->full) // of all three types
        for (size_t i = 0; i < 8; i++)
            *LIST_ADD(k->arena, &facts) = make_fact(k);
    for (size_t i = 0; i < facts.count; i++)
        facts.items[i].event.customer_id = customer_id;
    MAKE_LIST(k, &seen, make_seen);
    struct situation base = make_situation(k);
    if (!k->full && chance(k, 3))
        base = account.base;
    return (struct account){customer_id,
                            account.space,
                            facts,
                            seen,
                            base,
                            make_settled(k, &base),
                            make_published(k),
                            text(k),
                            yes(k),
                            instant(k),
                            !k->full && yes(k)};
}
