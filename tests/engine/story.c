// SPDX-License-Identifier: Apache-2.0
#include "story.h"

#include <assert.h>
#include <stdarg.h>

static char pool[32768];
static size_t pool_used;

void story_reset(struct story *story, enum policy_choice choice)
{
    pool_used = 0;
    memset(story, 0, sizeof *story);
    story->choice = choice;
}

struct text story_text(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *at = pool + pool_used;
    size_t len = (size_t)vsnprintf(at, sizeof pool - pool_used, format, args);
    va_end(args);
    assert(pool_used + len < sizeof pool);
    pool_used += len + 1;
    return (struct text){at, len};
}

static struct event *add(struct story *story, enum event_type type, int64_t own_ms, struct text id)
{
    assert(story->count < STORY_FACTS_MAX);
    story->needs[story->count] = -1;
    struct event *event = &story->events[story->count++];
    *event = (struct event){
        .type = type,
        .event_id = story_text("E-%zu", story->count),
        .customer_id = TEXT_LITERAL("C-1"),
        .subject_id = id,
        .own_ms = own_ms,
        .record_ms = own_ms,
    };
    event->content = digest_of(event->event_id);
    return event;
}

static struct currency currency_of(const char *code)
{
    struct currency currency = {{0}};
    bool known = currency_at(text_of(code), &currency);
    assert(known);
    (void)known;
    return currency;
}

struct event *story_invoice(struct story *story, int64_t own_ms, struct text id,
                            const char *currency, int64_t amount_minor, int32_t due_day)
{
    struct event *event = add(story, EVENT_INVOICE_ISSUED, own_ms, id);
    event->invoice = (struct invoice_issued){
        .currency = currency_of(currency),
        .amount_minor = amount_minor,
        .open_minor = amount_minor,
        .known_since_ms = own_ms,
        .due_day = due_day,
    };
    return event;
}

struct event *story_payment(struct story *story, int64_t own_ms, struct text id,
                            const char *currency, int64_t amount_minor, struct text named)
{
    struct event *event = add(story, EVENT_PAYMENT_RECEIVED, own_ms, id);
    event->payment = (struct payment_received){
        .currency = currency_of(currency), .amount_minor = amount_minor, .invoice_id = named};
    return event;
}

struct event *story_action(struct story *story, int64_t own_ms, enum action_kind kind)
{
    struct event *event =
        add(story, EVENT_ACCOUNT_ACTION, own_ms, story_text("A-%zu", story->count + 1));
    event->action = (struct action){
        .kind = kind,
        .actor = TEXT_LITERAL("ann"),
        .reason = TEXT_LITERAL("story"),
        .day = DAY_NONE,
        .from_day = DAY_NONE,
    };
    return event;
}

int32_t story_day(const char *date)
{
    int32_t day = 0;
    bool read = day_read(text_of(date), &day);
    assert(read);
    (void)read;
    return day;
}

int64_t story_at(const struct story *story, const char *date_and_time)
{
    int32_t day = 0, ms = 0;
    struct text rest;
    bool read = clock_read(text_of(date_and_time), &day, &ms, &rest);
    assert(read);
    (void)read;
    return zone_day_start(policy_choose(story->choice)->zone, day) + ms;
}

// ---- printing ----

static void print_money(FILE *out, struct currency currency, int64_t amount_minor)
{
    char text[MONEY_TEXT_MAX];
    fprintf(out, " %s %s", currency.code, money_write(amount_minor, currency, text));
}

static void print_day(FILE *out, const char *word, int32_t day)
{
    char text[DAY_TEXT_MAX];
    if (day != DAY_NONE)
        fprintf(out, " %s%s", word, day_write(day, text));
}

static void print_instant(FILE *out, const char *word, int64_t instant_ms)
{
    char text[INSTANT_TEXT_MAX];
    fprintf(out, "%s%s", word, instant_write(instant_ms, text));
}

static void print_text(FILE *out, const char *before, struct text text)
{
    if (!text_is_empty(text))
        fprintf(out, " %s%.*s", before, TEXT_ARGS(text));
}

static void print_invoice(FILE *out, const struct event *event)
{
    const struct invoice_issued *invoice = &event->invoice;
    print_money(out, invoice->currency, invoice->amount_minor);
    print_day(out, "due ", invoice->due_day);
    print_text(out, "class ", invoice->balance_class);
    if (!invoice->has_known_since)
        return;
    print_instant(out, " known-since ", invoice->known_since_ms);
    fprintf(out, " open %lld fees %lld", (long long)invoice->open_minor,
            (long long)invoice->fees_minor);
}

static void print_items(FILE *out, const struct action *action)
{
    for (size_t i = 0; i < action->items.count; i++) {
        const struct action_item *item = &action->items.items[i];
        char day[DAY_TEXT_MAX], money[MONEY_TEXT_MAX];
        money_write(item->amount_minor, item->currency, money);
        if (action->kind == ACTION_AGREE_PLAN)
            fprintf(out, " %s=%s", day_write(item->day, day), money);
        else
            fprintf(out, " %.*s %s %s", TEXT_ARGS(item->invoice_id), item->currency.code, money);
    }
    for (size_t i = 0; i < action->invoices.count; i++)
        fprintf(out, "%s %.*s", i ? "" : " for", TEXT_ARGS(action->invoices.items[i].invoice_id));
}

static void print_action(FILE *out, const struct action *action)
{
    print_text(out, "", action->invoice_id);
    print_text(out, "", action->name);
    print_text(out, "", action->word);
    if (action->kind == ACTION_AGREE_PLAN)
        fprintf(out, " %s", action->currency.code);
    else if (action->amount_minor)
        print_money(out, action->currency, action->amount_minor);
    print_items(out, action);
    print_text(out, "zone ", action->zone);
    if (action->on != TOGGLE_UNSAID)
        fprintf(out, "%s %s", action->kind == ACTION_SET_ACCOUNT ? " enabled" : "",
                action->on == TOGGLE_ON ? "on" : "off");
    print_day(out, action->kind == ACTION_EXTEND_TERMS ? "due " : "until ", action->day);
    if (action->days && action->kind == ACTION_EXTEND_TERMS)
        fprintf(out, " net %d apply-to %s", action->days,
                action->apply_to_future ? "future" : "open");
    else if (action->days)
        fprintf(out, " for %d business-days", action->days);
}

static void print_fact(FILE *out, const struct event *event, int64_t arrival_ms, const char *remark)
{
    static const char *const own_words[EVENT_TYPE_COUNT] = {" issued ", " received ", " occurred ",
                                                            ""};
    print_instant(out, "", arrival_ms);
    fprintf(out, " %.*s", TEXT_ARGS(event_name(event->type)));
    if (event->type == EVENT_ACCOUNT_ACTION) {
        fprintf(out, " %.*s", TEXT_ARGS(action_name(event->action.kind)));
        print_action(out, &event->action);
    } else {
        print_text(out, "", event->subject_id);
    }
    if (event->type == EVENT_INVOICE_ISSUED)
        print_invoice(out, event);
    if (event->type == EVENT_PAYMENT_RECEIVED) {
        print_money(out, event->payment.currency, event->payment.amount_minor);
        print_text(out, "for ", event->payment.invoice_id);
    }
    if (event->own_ms != arrival_ms)
        print_instant(out, own_words[event->type], event->own_ms);
    if (event->type == EVENT_ACCOUNT_ACTION)
        print_text(out, "event ", event->subject_id);
    fprintf(out, "%s\n", remark);
}

// The fact heard first among those not printed yet; ticks come before facts of their instant.
static size_t next_fact(const struct story *story, const struct telling *telling, uint64_t printed)
{
    size_t next = story->count;
    for (size_t i = 0; i < story->count; i++)
        if (!(printed >> i & 1) &&
            (next == story->count || telling->arrival_ms[i] < telling->arrival_ms[next]))
            next = i;
    return next;
}

void story_print(FILE *out, const struct story *story, const struct telling *telling,
                 const bool *accepted)
{
    uint64_t printed = 0;
    fprintf(out, "policy %.*s\n", TEXT_ARGS(policy_choose(story->choice)->name));
    for (size_t tick = 0; tick < telling->tick_count; tick++) {
        for (size_t i; (i = next_fact(story, telling, printed)) < story->count &&
                       telling->arrival_ms[i] < telling->ticks[tick];
             printed |= UINT64_C(1) << i)
            print_fact(out, &story->events[i], telling->arrival_ms[i],
                       accepted && !accepted[i] ? "   # refused"
                       : telling->repeated[i]   ? "   # and again later"
                                                : "");
        print_instant(out, "", telling->ticks[tick]);
        fprintf(out, " tick\n");
    }
}
