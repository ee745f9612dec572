// SPDX-License-Identifier: Apache-2.0
// Ids have the lengths they have in life: customers 16 bytes, events a UUID, invoices 20 bytes.
#include "stream.h"

#include "codec/event_write.h"
#include "codec/frame.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define STREAM_ARENA_SIZE (UINT64_C(8) << 30)
#define HOUR_MS INT64_C(3600000)

// What happens to a hundred invoices.
enum { PAID_IN_TIME = 78, PAID_LATE = 88, PAID_WHEN_PAUSED = 96, INVOICES = 100 };
enum { TERM_DAYS = 14, ACTIONS_IN_100 = 6, HALVES_IN_100 = 10 };

struct maker {
    struct stream *stream;
    const struct records *records;
    struct action_layout layout;
    struct bytes bytes;
    uint64_t random;
    uint32_t account;
    uint64_t event_number;
};

static uint64_t draw(struct maker *maker, uint64_t below)
{
    maker->random ^= maker->random << 13; // xorshift64
    maker->random ^= maker->random >> 7;
    maker->random ^= maker->random << 17;
    return (maker->random >> 11) % below;
}

static struct text printed(struct maker *maker, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static struct text printed(struct maker *maker, const char *format, ...)
{
    char text[80];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return arena_text(&maker->stream->arena, (struct text){text, (size_t)len});
}

static void emit(struct maker *maker, struct event *event)
{
    const struct schema *schema = maker->records->schemas[event->type];
    struct stream_record *record = LIST_ADD(&maker->stream->arena, &maker->stream->records);
    maker->event_number++;
    event->customer_id = maker->stream->customer_ids[maker->account];
    event->event_id =
        printed(maker, "%08x-5b1e-4c52-9b0e-%012llx", (unsigned)draw(maker, UINT32_MAX),
                (unsigned long long)maker->event_number);
    bytes_clear(&maker->bytes);
    frame_write_single_object(&maker->bytes, schema->fingerprint);
    event_write(&maker->layout, event, &maker->bytes);
    record->type = event->type;
    record->account = maker->account;
    record->record_ms = event->own_ms + 50 + (int64_t)draw(maker, 2000);
    record->value = arena_text(&maker->stream->arena, bytes_text(&maker->bytes));
}

static struct event action_event(struct maker *maker, enum action_kind kind, int64_t at_ms)
{
    struct event event = {.type = EVENT_ACCOUNT_ACTION, .own_ms = at_ms};
    event.subject_id = printed(maker, "ACT-%012llu", (unsigned long long)maker->event_number);
    event.action.kind = kind;
    event.action.actor = TEXT_LITERAL("ann.example");
    event.action.reason = TEXT_LITERAL("agreed on the phone");
    event.action.day = event.action.from_day = DAY_NONE;
    return event;
}

static void emit_contacts(struct maker *maker, int64_t at_ms)
{
    struct event event = action_event(maker, ACTION_SET_CONTACTS, at_ms);
    unsigned long long number = maker->account;
    struct contact contacts[] = {
        {TEXT_LITERAL("merchant"), TEXT_LITERAL("email"),
         printed(maker, "merchant-%06llu@shop.example", number)},
        {TEXT_LITERAL("billing"), TEXT_LITERAL("phone"), printed(maker, "+1-555-%07llu", number)},
    };
    event.action.contacts.items = contacts;
    event.action.contacts.count = event.action.contacts.room = 2;
    emit(maker, &event);
}

static void emit_payment(struct maker *maker, struct text invoice_id, int64_t amount_minor,
                         int64_t at_ms)
{
    struct event event = {.type = EVENT_PAYMENT_RECEIVED, .own_ms = at_ms};
    event.subject_id = printed(maker, "PAY-%012llu", (unsigned long long)maker->event_number);
    event.payment.currency = (struct currency){"USD"};
    event.payment.amount_minor = amount_minor;
    event.payment.source = TEXT_LITERAL("primary");
    event.payment.method = TEXT_LITERAL("card");
    if (draw(maker, 4))
        event.payment.invoice_id = invoice_id;
    emit(maker, &event);
}

static void emit_paid(struct maker *maker, struct text invoice_id, int64_t amount_minor,
                      int64_t at_ms)
{
    if (draw(maker, 100) < HALVES_IN_100) {
        emit_payment(maker, invoice_id, amount_minor / 2, at_ms - 20 * HOUR_MS);
        amount_minor -= amount_minor / 2;
    }
    emit_payment(maker, invoice_id, amount_minor, at_ms);
}

static void emit_action(struct maker *maker, struct text invoice_id, int32_t due_day, int64_t at_ms)
{
    static const enum action_kind KINDS[] = {ACTION_RECORD_ACTIVITY, ACTION_DISCOUNT, ACTION_HOLD,
                                             ACTION_EXTEND_TERMS, ACTION_OPEN_DISPUTE};
    enum action_kind kind = KINDS[draw(maker, 5)];
    struct event event = action_event(maker, kind, at_ms);
    struct action *action = &event.action;
    if (kind == ACTION_RECORD_ACTIVITY) {
        action->name = TEXT_LITERAL("login");
    } else if (kind == ACTION_HOLD) {
        action->name = TEXT_LITERAL("do-not-restrict");
        action->day = due_day + 15;
    } else {
        action->invoice_id = invoice_id;
        action->currency = (struct currency){"USD"};
        action->amount_minor = kind == ACTION_DISCOUNT ? 100 : 0;
        action->day = kind == ACTION_EXTEND_TERMS ? due_day + 7 : DAY_NONE;
    }
    emit(maker, &event);
    if (kind != ACTION_OPEN_DISPUTE)
        return;
    event = action_event(maker, ACTION_CLOSE_DISPUTE, at_ms + 70 * HOUR_MS);
    event.action.invoice_id = invoice_id;
    emit(maker, &event);
}

// Days after the due date on which it is paid.
static int32_t paid_after_days(struct maker *maker)
{
    uint64_t fate = draw(maker, INVOICES);
    if (fate < PAID_IN_TIME)
        return -(int32_t)draw(maker, TERM_DAYS - 2);
    if (fate < PAID_LATE)
        return 1 + (int32_t)draw(maker, 9);
    if (fate < PAID_WHEN_PAUSED)
        return 11 + (int32_t)draw(maker, 15);
    return 40 + (int32_t)draw(maker, 40);
}

static void emit_invoice(struct maker *maker, int32_t day, int32_t month)
{
    struct event event = {.type = EVENT_INVOICE_ISSUED};
    int64_t issued_ms = day * DAY_MS + 14 * HOUR_MS + (int64_t)draw(maker, 8 * HOUR_MS);
    struct text id = printed(maker, "INV-%06u-2025-%04d", maker->account, month);
    event.own_ms = issued_ms;
    event.subject_id = id;
    event.invoice.number = id;
    event.invoice.currency = (struct currency){"USD"};
    event.invoice.amount_minor = 1000 + (int64_t)draw(maker, 50000);
    event.invoice.open_minor = event.invoice.amount_minor;
    event.invoice.due_day = day + TERM_DAYS;
    emit(maker, &event);
    int64_t due_ms = event.invoice.due_day * DAY_MS;
    int64_t paid_ms =
        due_ms + paid_after_days(maker) * DAY_MS + 13 * HOUR_MS + (int64_t)draw(maker, 9 * HOUR_MS);
    if (draw(maker, 100) < ACTIONS_IN_100)
        emit_action(maker, id, event.invoice.due_day, due_ms - 30 * HOUR_MS);
    emit_paid(maker, id, event.invoice.amount_minor, paid_ms);
}

static int by_time(const void *a, const void *b)
{
    const struct stream_record *x = a, *y = b;
    if (x->record_ms != y->record_ms)
        return x->record_ms < y->record_ms ? -1 : 1;
    return (x->account > y->account) - (x->account < y->account);
}

void stream_init(struct stream *stream, const struct records *records, uint32_t account_count,
                 int32_t months, int32_t first_day, uint64_t seed)
{
    struct maker maker = {.stream = stream, .records = records, .random = seed * 2 + 1};
    memset(stream, 0, sizeof *stream);
    arena_init(&stream->arena, STREAM_ARENA_SIZE);
    action_layout_init(&maker.layout, records->schemas[RECORD_ACCOUNT_ACTION]);
    stream->account_count = account_count;
    stream->customer_ids = arena_take(&stream->arena, account_count * sizeof(struct text));
    for (uint32_t i = 0; i < account_count; i++)
        stream->customer_ids[i] = printed(&maker, "customer-%07u", i);
    for (maker.account = 0; maker.account < account_count; maker.account++) {
        int32_t day_of_month = (int32_t)draw(&maker, 28);
        emit_contacts(&maker, (first_day + day_of_month) * DAY_MS + 12 * HOUR_MS);
        for (int32_t month = 0; month < months; month++)
            emit_invoice(&maker, day_add_months(first_day, month) + day_of_month, month);
    }
    qsort(stream->records.items, stream->records.count, sizeof(struct stream_record), by_time);
    bytes_release(&maker.bytes);
}

void stream_release(struct stream *stream)
{
    arena_release(&stream->arena);
}
