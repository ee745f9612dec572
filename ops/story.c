// SPDX-License-Identifier: Apache-2.0
// Reads a story's text into lines. The words of actions are story_action.c's, running it is
// story_run.c's, comparing expectations is story_match.c's.
#include "ops/story.h"

#include <stdio.h>

enum { STORY_LINES_MAX = 100000 };

struct reading {
    struct arena *arena;
    struct story *story;
    struct cursor cursor;
    bool has_event;
};

// The words that identify an event's content: all but `event ID` and the own time.
static void content_add(struct reading *reading, size_t from, size_t to)
{
    struct story_line *line = &reading->story->lines.items[reading->story->lines.count - 1];
    for (size_t i = from; i < to; i++) {
        struct text word = reading->cursor.words->items[i].text;
        char *joined = arena_take(reading->arena, line->content.len + word.len + 1);
        if (line->content.len)
            memcpy(joined, line->content.at, line->content.len);
        if (word.len)
            memcpy(joined + line->content.len, word.at, word.len);
        joined[line->content.len + word.len] = '\n';
        line->content = (struct text){joined, line->content.len + word.len + 1};
    }
}

// An own time and `event ID` are not content; steps over them when they are next.
static bool read_uncounted(struct cursor *cursor, struct story_line *line, const char *own_word)
{
    if (cursor_take(cursor, "event"))
        line->event_name = cursor_word(cursor, "the event's id");
    else if (cursor_take(cursor, own_word))
        line->own = cursor_time(cursor, own_word);
    else
        return false;
    return true;
}

static void not_understood(struct cursor *cursor, const char *what, const char *takes)
{
    struct text word = cursor_word(cursor, "a word");
    cursor_fail(cursor, "'%.*s' is not understood here; %s takes %s", TEXT_ARGS(word), what, takes);
}

static void read_invoice_option(struct cursor *cursor, struct story_line *line)
{
    struct invoice_issued *invoice = &line->event.invoice;
    if (cursor_take(cursor, "due"))
        invoice->due_day = cursor_day(cursor, "due");
    else if (cursor_take(cursor, "class"))
        invoice->balance_class = cursor_word(cursor, "the class");
    else if (cursor_take(cursor, "policy"))
        invoice->policy = cursor_word(cursor, "the policy");
    else if (cursor_take(cursor, "number"))
        invoice->number = cursor_word(cursor, "the number");
    else if (cursor_take(cursor, "open"))
        invoice->open_minor = cursor_amount(cursor, invoice->currency);
    else if (cursor_take(cursor, "fees"))
        invoice->fees_minor = cursor_amount(cursor, invoice->currency);
    else if (cursor_take(cursor, "known-since"))
        line->since = cursor_time(cursor, "known-since");
    else
        not_understood(cursor, "invoice-issued",
                       "`due`, `class`, `issued`, `policy`, `number`, `open`, `fees`, "
                       "`known-since` and `event`");
}

static void read_invoice_issued(struct reading *reading, struct story_line *line)
{
    struct cursor *cursor = &reading->cursor;
    struct invoice_issued *invoice = &line->event.invoice;
    size_t from = cursor->at;
    line->event.type = EVENT_INVOICE_ISSUED;
    line->event.subject_id = cursor_word(cursor, "the invoice");
    invoice->currency = cursor_currency(cursor);
    invoice->amount_minor = cursor_amount(cursor, invoice->currency);
    invoice->open_minor = invoice->amount_minor;
    invoice->due_day = DAY_NONE;
    content_add(reading, from, cursor->at);
    while (!cursor_at_end(cursor)) {
        if (read_uncounted(cursor, line, "issued"))
            continue;
        from = cursor->at;
        read_invoice_option(cursor, line);
        content_add(reading, from, cursor->at);
    }
    if (invoice->due_day == DAY_NONE)
        cursor_fail(cursor, "an invoice needs `due DATE`");
}

static void read_payment_option(struct cursor *cursor, struct payment_received *payment)
{
    if (cursor_take(cursor, "for"))
        payment->invoice_id = cursor_word(cursor, "the invoice");
    else if (cursor_take(cursor, "source"))
        payment->source = cursor_word(cursor, "the source");
    else if (cursor_take(cursor, "method"))
        payment->method = cursor_word(cursor, "the method");
    else
        not_understood(cursor, "payment-received",
                       "`for`, `received`, `source`, `method` and `event`");
}

static void read_payment_received(struct reading *reading, struct story_line *line)
{
    struct cursor *cursor = &reading->cursor;
    struct payment_received *payment = &line->event.payment;
    size_t from = cursor->at;
    line->event.type = EVENT_PAYMENT_RECEIVED;
    line->event.subject_id = cursor_word(cursor, "the payment");
    payment->currency = cursor_currency(cursor);
    payment->amount_minor = cursor_amount(cursor, payment->currency);
    content_add(reading, from, cursor->at);
    while (!cursor_at_end(cursor)) {
        if (read_uncounted(cursor, line, "received"))
            continue;
        from = cursor->at;
        read_payment_option(cursor, payment);
        content_add(reading, from, cursor->at);
    }
}

static void read_account_action(struct reading *reading, struct story_line *line)
{
    struct cursor *cursor = &reading->cursor;
    struct action *action = &line->event.action;
    size_t from = cursor->at;
    line->event.type = EVENT_ACCOUNT_ACTION;
    action->day = action->from_day = DAY_NONE;
    struct text name = cursor_word(cursor, "the action");
    if (cursor->failed)
        return;
    if (!action_at(name, &action->kind)) {
        cursor_fail(cursor, "there is no action '%.*s'; see `dunningctl help scenario`",
                    TEXT_ARGS(name));
        return;
    }
    story_read_action(cursor, reading->arena, action);
    content_add(reading, from, cursor->at);
    while (!cursor_at_end(cursor)) {
        if (read_uncounted(cursor, line, "occurred"))
            continue;
        from = cursor->at;
        if (cursor_take(cursor, "by"))
            action->actor = cursor_word(cursor, "the actor");
        else if (cursor_take(cursor, "because"))
            action->reason = cursor_word(cursor, "the reason");
        else
            not_understood(cursor, "an action's end", "`by`, `because`, `occurred` and `event`");
        content_add(reading, from, cursor->at);
    }
    reading->story->sets_contacts |= action->kind == ACTION_SET_CONTACTS;
}

static void read_tick(struct cursor *cursor, struct story_line *line)
{
    struct clock_tick *tick = &line->event.tick;
    line->kind = LINE_TICK;
    line->event.type = EVENT_CLOCK_TICK;
    if (cursor_take(cursor, "daily"))
        line->cadence = CADENCE_DAILY;
    else if (cursor_take(cursor, "hourly"))
        line->cadence = CADENCE_HOURLY;
    while (!cursor_at_end(cursor)) {
        if (cursor_take(cursor, "by"))
            tick->actor = cursor_word(cursor, "the actor");
        else if (cursor_take(cursor, "because"))
            tick->reason = cursor_word(cursor, "the reason");
        else if (cursor_take(cursor, "event"))
            line->event_name = cursor_word(cursor, "the event's id");
        else
            not_understood(cursor, "tick", "`daily`, `hourly`, `by`, `because` and `event`");
    }
}

static void read_policy(struct cursor *cursor, struct story_line *line)
{
    line->kind = LINE_POLICY;
    line->name = cursor_word(cursor, "the policy's name or file");
    if (!cursor_at_end(cursor))
        not_understood(cursor, "policy", "one name or file");
}

static void read_customer(struct cursor *cursor, struct story_line *line)
{
    line->kind = LINE_CUSTOMER;
    line->customer = cursor_word(cursor, "the customer");
    if (cursor_take(cursor, "zone"))
        line->name = cursor_word(cursor, "the zone");
    if (!cursor_at_end(cursor))
        not_understood(cursor, "customer", "`zone`");
}

// @C-2 → C-2
static bool take_customer(struct cursor *cursor, struct text *customer)
{
    if (cursor_at_end(cursor))
        return false;
    const struct word *word = &cursor->words->items[cursor->at];
    if (word->quoted || word->text.len < 2 || word->text.at[0] != '@')
        return false;
    *customer = (struct text){word->text.at + 1, word->text.len - 1};
    cursor->at++;
    return true;
}

static void read_timed(struct reading *reading, struct story_line *line)
{
    struct cursor *cursor = &reading->cursor;
    line->kind = LINE_EVENT;
    reading->has_event = true;
    line->at = cursor_time(cursor, "the instant");
    take_customer(cursor, &line->customer);
    if (cursor_take(cursor, "invoice-issued"))
        read_invoice_issued(reading, line);
    else if (cursor_take(cursor, "payment-received"))
        read_payment_received(reading, line);
    else if (cursor_take(cursor, "account-action"))
        read_account_action(reading, line);
    else if (cursor_take(cursor, "tick") || cursor_take(cursor, "clock-tick"))
        read_tick(cursor, line);
    else if (cursor_take(cursor, "policy"))
        read_policy(cursor, line);
    else
        not_understood(cursor, "an instant",
                       "`invoice-issued`, `payment-received`, `account-action`, `tick` and "
                       "`policy`");
}

// -> … and = …: the words behind, kept for comparing.
static void read_expected(struct reading *reading, struct story_line *line,
                          enum story_line_kind kind)
{
    struct cursor *cursor = &reading->cursor;
    line->kind = kind;
    take_customer(cursor, &line->customer);
    if (!reading->has_event)
        cursor_fail(cursor, "stands under no event; write it below the event it belongs to");
    if (cursor_at_end(cursor))
        cursor_fail(cursor, "what is expected is missing");
    for (; !cursor_at_end(cursor); cursor->at++)
        *LIST_ADD(reading->arena, &line->words) = cursor->words->items[cursor->at];
    reading->story->expects = true;
}

static void read_title(struct story *story, struct text raw)
{
    size_t at = 0;
    while (at < raw.len && (raw.at[at] == '#' || raw.at[at] == ' '))
        at++;
    if (story->title.len == 0)
        story->title = (struct text){raw.at + at, raw.len - at};
}

static void read_line(struct reading *reading, struct story_line *line)
{
    struct cursor *cursor = &reading->cursor;
    struct text first = cursor->words->count ? cursor->words->items[0].text : TEXT_LITERAL("");
    if (cursor->words->count == 0) {
        line->kind = LINE_REMARK;
    } else if (cursor_take(cursor, "->")) {
        read_expected(reading, line, LINE_OUTPUT);
    } else if (cursor_take(cursor, "=")) {
        read_expected(reading, line, LINE_FACT);
    } else if (cursor_take(cursor, "policy")) {
        line->at.day = DAY_NONE;
        read_policy(cursor, line);
    } else if (cursor_take(cursor, "customer")) {
        read_customer(cursor, line);
    } else if (first.len > 0 && first.at[0] >= '0' && first.at[0] <= '9') {
        read_timed(reading, line);
    } else {
        not_understood(cursor, "a story's line",
                       "`#`, `policy`, `customer`, a date, `->` or `=` at its beginning");
    }
}

static enum result add_line(struct reading *reading, struct text raw, struct error *error)
{
    struct story *story = reading->story;
    struct story_line *line = LIST_ADD(reading->arena, &story->lines);
    line->number = (int)story->lines.count;
    line->raw = raw;
    line->own.day = line->since.day = line->at.day = DAY_NONE;
    struct words words = {0};
    size_t blank = 0;
    while (blank < raw.len && (raw.at[blank] == ' ' || raw.at[blank] == '\t'))
        blank++;
    if (blank < raw.len && raw.at[blank] == '#') {
        read_title(story, raw);
        return OK;
    }
    reading->cursor = (struct cursor){.words = &words, .error = error};
    if (!words_split(raw, reading->arena, &words))
        cursor_fail(&reading->cursor, "a quote is opened and not closed");
    else
        read_line(reading, line);
    if (!reading->cursor.failed)
        return OK;
    return error_wrap(error, RESULT_BAD_DATA, "%s:%d", story->path, line->number);
}

static bool is_invoice_of(const struct story *story, struct text id)
{
    for (size_t i = 0; i < story->lines.count; i++) {
        const struct story_line *line = &story->lines.items[i];
        if (line->kind == LINE_EVENT && line->event.type == EVENT_INVOICE_ISSUED &&
            text_equal(line->event.subject_id, id))
            return true;
    }
    return false;
}

// `record-charge primary failed INV-1`: the word is an invoice where the story has it, else a
// reason.
static void settle_charges(struct story *story)
{
    for (size_t i = 0; i < story->lines.count; i++) {
        struct story_line *line = &story->lines.items[i];
        if (line->kind != LINE_EVENT || line->event.type != EVENT_ACCOUNT_ACTION)
            continue;
        struct action *action = &line->event.action;
        if (action->kind == ACTION_RECORD_CHARGE && action->invoice_id.len == 0 &&
            is_invoice_of(story, action->detail)) {
            action->invoice_id = action->detail;
            action->detail = (struct text){NULL, 0};
        }
    }
}

// C-1, or the only customer that the story declares if it addresses nobody by `@`.
static void settle_customers(struct story *story)
{
    struct text only = TEXT_LITERAL("C-1");
    size_t declared = 0, addressed = 0;
    for (size_t i = 0; i < story->lines.count; i++) {
        const struct story_line *line = &story->lines.items[i];
        addressed += line->kind != LINE_CUSTOMER && line->customer.len > 0;
        declared += line->kind == LINE_CUSTOMER;
        if (line->kind == LINE_CUSTOMER)
            only = line->customer;
    }
    story->default_customer =
        declared == 1 && addressed == 0 ? only : (struct text)TEXT_LITERAL("C-1");
    for (size_t i = 0; i < story->lines.count; i++) {
        struct story_line *line = &story->lines.items[i];
        if (line->kind == LINE_EVENT && line->customer.len == 0)
            line->customer = story->default_customer;
        if (line->kind == LINE_EVENT)
            line->event.customer_id = line->customer;
    }
}

enum result story_read(struct text source, const char *path, struct arena *arena,
                       struct story *story, struct error *error)
{
    struct story read = {.path = path};
    struct reading reading = {.arena = arena, .story = &read};
    if (!text_is_utf8(source))
        return error_set(error, RESULT_BAD_DATA, "%s: not a text in UTF-8", path);
    size_t at = 0;
    while (at < source.len) {
        const char *end = memchr(source.at + at, '\n', source.len - at);
        size_t len = end ? (size_t)(end - source.at) - at : source.len - at;
        struct text raw = {source.at + at, len};
        if (raw.len && raw.at[raw.len - 1] == '\r')
            raw.len--;
        if (read.lines.count == STORY_LINES_MAX)
            return error_set(error, RESULT_BAD_DATA, "%s: more than %d lines", path,
                             STORY_LINES_MAX);
        enum result result = add_line(&reading, raw, error);
        if (result != OK)
            return result;
        at += len + 1;
    }
    settle_charges(&read);
    settle_customers(&read);
    *story = read;
    return OK;
}
