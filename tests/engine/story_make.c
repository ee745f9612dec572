// SPDX-License-Identifier: Apache-2.0
#include "story_maker.h"

#include "fixed_zones.h"

#include <stdlib.h>

uint32_t chance_below(struct chance *chance, uint32_t bound)
{
    uint64_t z = (chance->state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)(((z ^ z >> 31) >> 32) * bound >> 32);
}

bool chance_percent(struct chance *chance, uint32_t percent)
{
    return chance_below(chance, 100) < percent;
}

// ---- times ----

static int64_t end_of(const struct maker *maker)
{
    return zone_day_start(maker->policy->zone, maker->first_day + maker->days) - 1;
}

// Minutes that are round sometimes, so that facts meet each other and midnights.
int64_t maker_time(struct maker *maker, int32_t from_day, int32_t days)
{
    int32_t day = from_day + (int32_t)chance_below(&maker->chance, (uint32_t)days);
    int64_t start_ms = zone_day_start(maker->policy->zone, day);
    if (chance_percent(&maker->chance, 8))
        return start_ms;
    if (chance_percent(&maker->chance, 15))
        return start_ms + 12 * 60 * MINUTE_MS;
    if (chance_percent(&maker->chance, 5))
        return start_ms - 1;
    return start_ms + chance_below(&maker->chance, 1440) * MINUTE_MS;
}

int64_t maker_counts_from(const struct event *event)
{
    return event->type == EVENT_INVOICE_ISSUED ? event->invoice.known_since_ms : event->own_ms;
}

// A time after a fact, by up to `days` days, most often soon; never after the story.
static int64_t time_after(struct maker *maker, int fact, uint32_t days)
{
    int64_t from_ms = maker_counts_from(&maker->story->events[fact]);
    uint32_t spread = 1 + chance_below(&maker->chance, days);
    int32_t day = zone_day_at(maker->policy->zone, from_ms);
    int64_t at_ms = maker_time(maker, day, (int32_t)spread + 1);
    if (at_ms <= from_ms)
        at_ms = from_ms + MINUTE_MS;
    return at_ms < end_of(maker) ? at_ms : end_of(maker);
}

// ---- invoices and payments ----

static int64_t some_amount(struct maker *maker)
{
    static const int64_t round[] = {100, 5000, 10000, 20000, 50000};
    if (chance_percent(&maker->chance, 50))
        return round[chance_below(&maker->chance, 5)];
    return 1 + chance_below(&maker->chance, 60000);
}

static int32_t some_due_day(struct maker *maker, int32_t issue_day)
{
    int32_t due_day = issue_day + (int32_t)chance_below(&maker->chance, 40);
    if (chance_percent(&maker->chance, 12))
        due_day = issue_day - (int32_t)chance_below(&maker->chance, 25);
    if (maker->story->choice == POLICY_MONTHLY && chance_percent(&maker->chance, 80))
        due_day = day_month_end(due_day) + 1;
    return due_day;
}

// It was issued long ago, and we hear of it with what is left open.
static void give_history(struct maker *maker, struct event *event)
{
    struct invoice_issued *invoice = &event->invoice;
    event->own_ms -= (1 + chance_below(&maker->chance, 150)) * DAY_MS;
    invoice->due_day -= (int32_t)chance_below(&maker->chance, 100);
    invoice->has_known_since = true;
    if (chance_percent(&maker->chance, 50))
        invoice->open_minor = 1 + invoice->amount_minor / 2;
    if (chance_percent(&maker->chance, 30))
        invoice->fees_minor = 700;
}

static void make_invoice(struct maker *maker)
{
    struct story *story = maker->story;
    uint32_t days = (uint32_t)maker->days * 7 / 10;
    int64_t at_ms = maker_time(maker, maker->first_day, (int32_t)days);
    bool euro = maker->story->choice != POLICY_PAUSE && chance_percent(&maker->chance, 15);
    int32_t due_day = some_due_day(maker, zone_day_at(maker->policy->zone, at_ms));
    maker->invoices[maker->invoice_count++] = (int)story->count;
    struct event *event = story_invoice(story, at_ms, story_text("INV-%u", maker->invoice_count),
                                        euro ? "EUR" : "USD", some_amount(maker), due_day);
    if (story->choice == POLICY_WATERFALL && chance_percent(&maker->chance, 40))
        event->invoice.balance_class = TEXT_LITERAL("advanced");
    if (chance_percent(&maker->chance, 8))
        give_history(maker, event);
}

static struct event *some_invoice(struct maker *maker, int *at)
{
    *at = maker->invoices[chance_below(&maker->chance, maker->invoice_count)];
    return &maker->story->events[*at];
}

static int64_t some_payment_of(struct maker *maker, int64_t amount_minor)
{
    uint32_t roll = chance_below(&maker->chance, 100);
    if (roll < 45)
        return amount_minor;
    if (roll < 75)
        return 1 + (int64_t)chance_below(&maker->chance, (uint32_t)amount_minor);
    return amount_minor + chance_below(&maker->chance, 20000);
}

static void make_payment(struct maker *maker)
{
    int at;
    struct event *invoice = some_invoice(maker, &at);
    int64_t at_ms = chance_percent(&maker->chance, 80)
                        ? time_after(maker, at, 70)
                        : maker_time(maker, maker->first_day, maker->days);
    struct text named = {NULL, 0};
    bool forgotten =
        at_ms > maker_counts_from(invoice) + 60 * DAY_MS; // perhaps, when it is heard of
    if (chance_percent(&maker->chance, 60) && !forgotten)
        named = invoice->subject_id;
    else if (chance_percent(&maker->chance, 15) &&
             at_ms < zone_day_start(maker->policy->zone, maker->first_day + 60))
        named = story_text("INV-%u", 1 + chance_below(&maker->chance, 14));
    const char *currency = invoice->invoice.currency.code;
    if (chance_percent(&maker->chance, 3))
        currency = "EUR";
    maker->payments[maker->payment_count++] = (int)maker->story->count;
    story_payment(maker->story, at_ms, story_text("PAY-%u", maker->payment_count), currency,
                  some_payment_of(maker, invoice->invoice.amount_minor), named);
}

// ---- actions ----

static struct action *action_after(struct maker *maker, int fact, uint32_t days,
                                   enum action_kind kind)
{
    struct story *story = maker->story;
    struct event *event = story_action(story, time_after(maker, fact, days), kind);
    story->needs[story->count - 1] = fact;
    return &event->action;
}

static void move_last(struct maker *maker, int64_t at_ms)
{
    struct event *event = &maker->story->events[maker->story->count - 1];
    event->own_ms = event->record_ms = at_ms;
}

// Half of what is done about an invoice is done around the days on which something happens to it.
static struct action *action_on_invoice(struct maker *maker, uint32_t days, enum action_kind kind,
                                        struct event **invoice)
{
    int at;
    *invoice = some_invoice(maker, &at);
    struct action *action = action_after(maker, at, days, kind);
    action->invoice_id = (*invoice)->subject_id;
    int64_t at_ms = maker_time(maker, (*invoice)->invoice.due_day, 40);
    if (chance_percent(&maker->chance, 60) && at_ms > maker_counts_from(*invoice) &&
        at_ms < end_of(maker))
        move_last(maker, at_ms);
    return action;
}

static int32_t last_day(const struct maker *maker)
{
    const struct story *story = maker->story;
    return zone_day_at(maker->policy->zone, story->events[story->count - 1].own_ms);
}

static int32_t some_until(struct maker *maker)
{
    return last_day(maker) + 1 + (int32_t)chance_below(&maker->chance, 25);
}

static void make_reversal(struct maker *maker)
{
    if (maker->payment_count == 0)
        return;
    uint32_t at = chance_below(&maker->chance, maker->payment_count);
    int payment = maker->payments[at];
    if (maker->reversed[at] && chance_percent(&maker->chance, 95))
        return;
    maker->reversed[at] = true;
    action_after(maker, payment, 30, ACTION_REVERSE_PAYMENT)->name =
        maker->story->events[payment].subject_id;
}

static void make_discount(struct maker *maker)
{
    struct event *invoice;
    struct action *action = action_on_invoice(maker, 60, ACTION_DISCOUNT, &invoice);
    action->currency = invoice->invoice.currency;
    action->amount_minor = some_payment_of(maker, invoice->invoice.amount_minor);
}

static void make_revocation(struct maker *maker)
{
    struct event *invoice;
    if (maker->story->choice == POLICY_WATERFALL)
        action_on_invoice(maker, 70, ACTION_WRITE_OFF, &invoice);
    else
        action_on_invoice(maker, 70, ACTION_REVOKE_DISCOUNT, &invoice);
}

static void make_credit_note(struct maker *maker)
{
    static struct action_item items[STORY_FACTS_MAX];
    struct event *invoice;
    struct action *action = action_on_invoice(maker, 60, ACTION_CREDIT_NOTE, &invoice);
    struct action_item *item = &items[maker->story->count - 1];
    *item =
        (struct action_item){.invoice_id = action->invoice_id,
                             .currency = invoice->invoice.currency,
                             .amount_minor = some_payment_of(maker, invoice->invoice.amount_minor),
                             .day = DAY_NONE};
    action->invoice_id = (struct text){NULL, 0};
    action->name = story_text("NOTE-%zu", maker->story->count);
    action->items.items = item;
    action->items.count = action->items.room = 1;
}

static void make_dispute(struct maker *maker)
{
    struct story *story = maker->story;
    if (maker->dispute_count > 0 && chance_percent(&maker->chance, 60)) {
        int opened = maker->disputes[chance_below(&maker->chance, maker->dispute_count)];
        action_after(maker, opened, 25, ACTION_CLOSE_DISPUTE)->invoice_id =
            story->events[opened].action.invoice_id;
        return;
    }
    struct event *invoice;
    action_on_invoice(maker, 60, ACTION_OPEN_DISPUTE, &invoice);
    maker->disputes[maker->dispute_count++] = (int)story->count - 1;
}

static void make_void_or_waiver(struct maker *maker)
{
    struct event *invoice;
    if (chance_percent(&maker->chance, 40) || maker->story->choice == POLICY_PAUSE) {
        action_on_invoice(maker, 70, ACTION_VOID, &invoice);
        return;
    }
    if (!maker->touchy)
        return;
    struct action *action = action_on_invoice(maker, 70, ACTION_WAIVE_FEE, &invoice);
    bool late = maker->story->choice == POLICY_WATERFALL;
    int64_t at_ms = maker_time(maker, invoice->invoice.due_day + (late ? 31 : 6), 30);
    if (at_ms > maker_counts_from(invoice) && at_ms < end_of(maker))
        move_last(maker, at_ms);
    action->name = maker->story->choice == POLICY_WATERFALL ? TEXT_LITERAL("late-30")
                                                            : TEXT_LITERAL("late-fee");
}

static void make_hold(struct maker *maker)
{
    const struct hold_kind *kinds = maker->policy->holds.items;
    struct text kind =
        kinds[chance_below(&maker->chance, (uint32_t)maker->policy->holds.count)].name;
    bool releases = chance_percent(&maker->chance, 40);
    int at;
    some_invoice(maker, &at);
    struct action *action = action_after(maker, at, 60, releases ? ACTION_RELEASE : ACTION_HOLD);
    action->name = kind;
    if (!releases && chance_percent(&maker->chance, 60))
        action->day = some_until(maker);
}

static void make_floor(struct maker *maker)
{
    bool lifts = chance_percent(&maker->chance, 50);
    struct event *invoice;
    struct action *action =
        action_on_invoice(maker, 60, lifts ? ACTION_LIFT : ACTION_SHIFT, &invoice);
    action->invoice_id = (struct text){NULL, 0};
    if (chance_percent(&maker->chance, 30))
        action->days = 1 + (int32_t)chance_below(&maker->chance, 5);
    else
        action->day = some_until(maker);
    if (!lifts && chance_percent(&maker->chance, 50))
        action->name = TEXT_LITERAL("suspended");
}

static void make_terms(struct maker *maker)
{
    struct event *invoice;
    struct action *action = action_on_invoice(maker, 50, ACTION_EXTEND_TERMS, &invoice);
    if (chance_percent(&maker->chance, 70)) {
        action->day = invoice->invoice.due_day + 5 + (int32_t)chance_below(&maker->chance, 40);
        return;
    }
    action->invoice_id = (struct text){NULL, 0};
    action->days = 20 + (int32_t)chance_below(&maker->chance, 40);
    action->apply_to_future = chance_percent(&maker->chance, 50);
}

static void make_plan(struct maker *maker)
{
    static struct action_item items[STORY_FACTS_MAX][2];
    static struct action_item covered[STORY_FACTS_MAX];
    struct event *invoice;
    struct action *action = action_on_invoice(maker, 50, ACTION_AGREE_PLAN, &invoice);
    size_t at = maker->story->count - 1;
    action->currency = invoice->invoice.currency;
    action->name = story_text("PLAN-%zu", at);
    int32_t day = last_day(maker) + (int32_t)chance_below(&maker->chance, 20);
    for (int i = 0; i < 2; i++) {
        int64_t half = invoice->invoice.amount_minor / 2 + 1;
        items[at][i] = (struct action_item){
            .currency = action->currency, .amount_minor = half, .day = day + 15 * i};
    }
    action->items.items = items[at];
    action->items.count = action->items.room = 2;
    if (chance_percent(&maker->chance, 50)) {
        covered[at] = (struct action_item){.invoice_id = action->invoice_id, .day = DAY_NONE};
        action->invoices.items = &covered[at];
        action->invoices.count = action->invoices.room = 1;
    }
    struct text plan_id = action->name;
    action->invoice_id = (struct text){NULL, 0};
    if (maker->touchy && chance_percent(&maker->chance, 60))
        action_after(maker, (int)at, 20, ACTION_CANCEL_PLAN)->name = plan_id;
}

static void make_flag(struct maker *maker)
{
    if (maker->policy->flags.count == 0)
        return;
    int at;
    some_invoice(maker, &at);
    struct action *action = action_after(maker, at, 60, ACTION_SET_FLAG);
    uint32_t flag = chance_below(&maker->chance, (uint32_t)maker->policy->flags.count);
    if (chance_percent(&maker->chance, 60))
        flag = 0;
    action->name = maker->policy->flags.items[flag].name;
    action->on = chance_percent(&maker->chance, flag == 0 ? 65 : 25) ? TOGGLE_ON : TOGGLE_OFF;
}

static void make_account(struct maker *maker)
{
    struct event *invoice;
    struct action *action = action_on_invoice(maker, 60, ACTION_SET_ACCOUNT, &invoice);
    action->invoice_id = (struct text){NULL, 0};
    if (chance_percent(&maker->chance, 60)) {
        action->on = chance_percent(&maker->chance, 50) ? TOGGLE_ON : TOGGLE_OFF;
        return;
    }
    action->zone_table =
        chance_percent(&maker->chance, 50) ? fixed_zone_utc() : fixed_zone_new_york();
    action->zone = action->zone_table->name;
}

// What is heard of, and moves nothing that the oracle answers for.
static void make_noise(struct maker *maker)
{
    static struct contact contact = {{"merchant", 8}, {"email", 5}, {"m@example.org", 13}};
    static const enum action_kind kinds[] = {ACTION_RECORD_CONTACT, ACTION_RECORD_ACTIVITY,
                                             ACTION_SET_CONTACTS, ACTION_PROMISE};
    struct event *invoice;
    enum action_kind kind = kinds[chance_below(&maker->chance, 4)];
    struct action *action = action_on_invoice(maker, 60, kind, &invoice);
    action->invoice_id = (struct text){NULL, 0};
    if (kind == ACTION_RECORD_CONTACT) {
        action->name = TEXT_LITERAL("phone");
        action->word = TEXT_LITERAL("reached");
    } else if (kind == ACTION_RECORD_ACTIVITY) {
        action->name = TEXT_LITERAL("login");
    } else if (kind == ACTION_PROMISE) {
        action->name = story_text("PROMISE-%zu", maker->story->count);
        action->day = some_until(maker);
    } else {
        action->contacts.items = &contact;
        action->contacts.count = action->contacts.room = 1;
    }
}

// Only of an action that is younger than the horizon however late the undo is heard of.
static void make_undo(struct maker *maker)
{
    struct story *story = maker->story;
    int target = (int)chance_below(&maker->chance, (uint32_t)story->count);
    if (story->events[target].type != EVENT_ACCOUNT_ACTION ||
        story->events[target].action.kind == ACTION_UNDO)
        return;
    action_after(maker, target, 4, ACTION_UNDO)->name = story->events[target].subject_id;
}

static void make_action(struct maker *maker)
{
    enum policy_choice choice = maker->story->choice;
    uint32_t roll = chance_below(&maker->chance, 100);
    if (roll < 14)
        make_reversal(maker);
    else if (roll < 22)
        make_discount(maker);
    else if (roll < 28)
        make_credit_note(maker);
    else if (roll < 30)
        make_revocation(maker);
    else if (roll < 42)
        make_dispute(maker);
    else if (roll < 50)
        make_void_or_waiver(maker);
    else if (roll < 62)
        make_hold(maker);
    else if (roll < 68)
        make_terms(maker);
    else if (roll < 73)
        make_undo(maker);
    else if (roll < 76)
        make_noise(maker);
    else if (roll < 80)
        make_account(maker);
    else if (choice == POLICY_LADDER && roll < 92 && maker->touchy)
        make_floor(maker);
    else if (choice == POLICY_WATERFALL && roll < 92)
        make_plan(maker);
    else if (choice == POLICY_WATERFALL && maker->touchy)
        action_after(maker, maker->invoices[0], 70, ACTION_ESCALATE)->name =
            chance_percent(&maker->chance, 50) ? TEXT_LITERAL("credit-hold")
                                               : TEXT_LITERAL("in-collections");
    else
        make_flag(maker);
}

void story_make(struct story *story, uint64_t seed, uint64_t number)
{
    static const struct civil first = {2025, 9, 1};
    struct maker maker = {.story = story, .chance = {seed * 1000003 + number}};
    chance_below(&maker.chance, 2);
    story_reset(story, (enum policy_choice)chance_below(&maker.chance, POLICY_CHOICE_COUNT));
    maker.policy = policy_choose(story->choice);
    maker.first_day = day_of_civil(first) + (int32_t)chance_below(&maker.chance, 420);
    maker.days = 40 + (int32_t)chance_below(&maker.chance, 90);
    if (chance_percent(&maker.chance, 10))
        maker.days += 100; // long enough to forget
    maker.plain = chance_percent(&maker.chance, 20);
    maker.touchy = chance_percent(&maker.chance, 30);
    size_t facts = 5 + chance_below(&maker.chance, 36);
    if (chance_percent(&maker.chance, 60))
        facts = 5 + chance_below(&maker.chance, (uint32_t)facts - 4);
    for (size_t tries = 0; story->count < facts && tries < 4 * facts; tries++) {
        uint32_t roll = chance_below(&maker.chance, 100);
        if (maker.invoice_count == 0 || (roll < 22 && maker.invoice_count < 10))
            make_invoice(&maker);
        else if (roll < 50 || maker.plain)
            make_payment(&maker);
        else
            make_action(&maker);
    }
    maker_tell(&maker);
}
