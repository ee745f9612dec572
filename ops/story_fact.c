// SPDX-License-Identifier: Apache-2.0
// `=` lines: facts about an account, asked of engine_view and of what was emitted so far.
#include "ops/story_match.h"

#include "engine/fold.h" // invoice_days_past_due

#include <stdarg.h>
#include <stdio.h>

struct question {
    struct cursor cursor;
    const struct fact_source *source;
    struct bytes *actual; // appended to: what the line would have to say
};

// Append what the line would have to say; true when the words from the cursor on are just that.
PRINTF_LIKE(2, 3)
static bool answer(struct question *question, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    bytes_print(question->actual, "%s%s", question->actual->len ? " " : "", text);
    struct words words = {0};
    words_split(text_of(text), question->source->arena, &words);
    for (size_t i = 0; i < words.count; i++)
        if (!text_equal(cursor_word(&question->cursor, "a word"), words.items[i].text))
            return false;
    return !question->cursor.failed;
}

static const char *level_name(uint8_t level)
{
    static const char *const NAMES[] = {"none", "partial", "full"};
    return NAMES[level];
}

static void day_text(int32_t day, char out[DAY_TEXT_MAX])
{
    if (day == DAY_NONE)
        memcpy(out, "none", 5);
    else
        day_write(day, out);
}

static bool fact_until(struct question *question)
{
    char day[DAY_TEXT_MAX];
    day_text(question->source->view->until_day, day);
    return answer(question, "until %s", day);
}

// status NAME [until DATE]
static bool fact_status(struct question *question)
{
    struct text status = question->source->view->status;
    bool same = answer(question, "status %.*s", TEXT_ARGS(status));
    if (question->cursor.at < question->cursor.words->count)
        return fact_until(question) && same;
    return same;
}

static bool fact_service(struct question *question)
{
    const struct view *view = question->source->view;
    size_t at = question->cursor.at;
    struct text name = at + 1 < question->cursor.words->count
                           ? question->cursor.words->items[at + 1].text
                           : (struct text)TEXT_LITERAL("?");
    int service = policy_service_at(view->policy, name);
    return answer(question, "service %.*s %s", TEXT_ARGS(name),
                  service < 0 ? "(the policy has no such service)"
                              : level_name(view->services[service])) &&
           service >= 0;
}

static bool fact_flag(struct question *question)
{
    size_t at = question->cursor.at;
    struct text name = at + 1 < question->cursor.words->count
                           ? question->cursor.words->items[at + 1].text
                           : (struct text)TEXT_LITERAL("?");
    bool on = situation_flag_is_on(question->source->view->situation, name);
    return answer(question, "flag %.*s %s", TEXT_ARGS(name), on ? "on" : "off");
}

// The word behind the fact's name, where it names an invoice that the account has.
static const struct invoice *named_invoice(const struct question *question)
{
    size_t at = question->cursor.at + 1;
    if (at >= question->cursor.words->count)
        return NULL;
    return situation_invoice(question->source->view->situation,
                             question->cursor.words->items[at].text);
}

static bool no_invoice(struct question *question)
{
    bytes_print(question->actual, "no such invoice");
    return false;
}

static bool fact_open(struct question *question)
{
    const struct invoice *invoice = named_invoice(question);
    if (!invoice)
        return no_invoice(question);
    char amount[MONEY_TEXT_MAX];
    money_write(invoice->open_minor, invoice->currency, amount);
    return answer(question, "open %.*s %s %s", TEXT_ARGS(invoice->id), invoice->currency.code,
                  amount);
}

static bool fact_dpd(struct question *question)
{
    const struct invoice *invoice = named_invoice(question);
    if (!invoice)
        return no_invoice(question);
    int32_t days = invoice_days_past_due(invoice, question->source->view->today);
    return answer(question, "dpd %.*s %d", TEXT_ARGS(invoice->id), days);
}

// fees INV-1 USD 15.00: of one invoice
static bool fact_invoice_fees(struct question *question, const struct invoice *invoice)
{
    char amount[MONEY_TEXT_MAX];
    money_write(invoice_open_fees(invoice), invoice->currency, amount);
    return answer(question, "fees %.*s %s %s", TEXT_ARGS(invoice->id), invoice->currency.code,
                  amount);
}

enum sum { SUM_FEES, SUM_BALANCE, SUM_CREDIT };

static int64_t sum_of(const struct view *view, struct currency currency, enum sum sum)
{
    for (size_t i = 0; i < view->balances.count; i++) {
        const struct balance *balance = &view->balances.items[i];
        if (!currency_equal(balance->currency, currency))
            continue;
        if (sum == SUM_FEES)
            return balance->fees_minor;
        return sum == SUM_CREDIT ? balance->credit_minor
                                 : balance->open_minor + balance->fees_minor;
    }
    return 0;
}

// fees USD 15.00, balance USD 1015.00, credit USD 0.00
static bool fact_sum(struct question *question, enum sum sum, const char *name)
{
    const struct words *words = question->cursor.words;
    size_t at = question->cursor.at + 1;
    struct currency currency;
    if (at >= words->count || !currency_at(words->items[at].text, &currency)) {
        bytes_print(question->actual, "%s CURRENCY AMOUNT", name);
        return false;
    }
    char amount[MONEY_TEXT_MAX];
    money_write(sum_of(question->source->view, currency, sum), currency, amount);
    return answer(question, "%s %s %s", name, currency.code, amount);
}

static bool fact_fees(struct question *question)
{
    const struct invoice *invoice = named_invoice(question);
    return invoice ? fact_invoice_fees(question, invoice) : fact_sum(question, SUM_FEES, "fees");
}

// paid on-time 3 late 1, or one of the two
static bool fact_paid(struct question *question)
{
    const struct view *view = question->source->view;
    struct cursor *cursor = &question->cursor;
    bool same = answer(question, "paid");
    do {
        bool late = cursor_is(cursor, "late");
        same &= late ? answer(question, "late %lld", (long long)view->paid_late)
                     : answer(question, "on-time %lld", (long long)view->paid_on_time);
    } while (same && !cursor_at_end(cursor));
    return same;
}

static const struct pending *find_pending(const struct view *view, struct text status)
{
    for (size_t i = 0; i < view->pending.count; i++)
        if (text_equal(view->pending.items[i].status, status))
            return &view->pending.items[i];
    return NULL;
}

static bool answer_pending(struct question *question, const struct pending *pending)
{
    char day[DAY_TEXT_MAX];
    bool same =
        answer(question, "%.*s %s", TEXT_ARGS(pending->status), day_write(pending->day, day));
    if (cursor_at_end(&question->cursor) && same)
        return true; // the invoices count only if they are named
    for (size_t i = 0; i < pending->invoices.count; i++)
        same &= answer(question, "%.*s", TEXT_ARGS(pending->invoices.items[i].invoice_id));
    return same;
}

// pending none, pending suspended none, pending suspended 2025-09-20 INV-17 INV-21
static bool fact_pending(struct question *question)
{
    const struct view *view = question->source->view;
    const struct words *words = question->cursor.words;
    size_t at = question->cursor.at + 1;
    struct text name = at < words->count ? words->items[at].text : (struct text)TEXT_LITERAL("");
    answer(question, "pending");
    if (view->pending.count == 0 && text_is(name, "none"))
        return answer(question, "none");
    const struct pending *pending = find_pending(view, name);
    if (pending)
        return answer_pending(question, pending);
    if (!text_is(name, "none"))
        return answer(question, "%.*s none", TEXT_ARGS(name));
    answer_pending(question, &view->pending.items[0]);
    return false;
}

// emitted N WORDS…: outputs and refusals of this customer that begin with the words
static bool fact_emitted(struct question *question)
{
    const struct fact_source *source = question->source;
    const struct words *words = question->cursor.words;
    struct words wanted = {0};
    if (words->count > 2)
        wanted = (struct words){words->items + 2, words->count - 2, words->count - 2};
    size_t count = 0;
    for (size_t i = 0; i < source->emitted_count; i++)
        count += text_equal(source->emitted[i].customer_id, source->customer_id) &&
                 (source->allocations || !source->emitted[i].is_allocation) &&
                 printed_matches(&wanted, &source->emitted[i], true);
    bool same = answer(question, "emitted %zu", count);
    bytes_add_byte(question->actual, ' ');
    words_write(&wanted, true, question->actual);
    question->cursor.at = words->count;
    return same;
}

static bool ask(struct question *question)
{
    const struct cursor *cursor = &question->cursor;
    if (cursor_is(cursor, "emitted"))
        return fact_emitted(question);
    if (!question->source->view) {
        bytes_print(question->actual, "the account does not exist");
        return false;
    }
    if (cursor_is(cursor, "status"))
        return fact_status(question);
    if (cursor_is(cursor, "service"))
        return fact_service(question);
    if (cursor_is(cursor, "flag"))
        return fact_flag(question);
    if (cursor_is(cursor, "open"))
        return fact_open(question);
    if (cursor_is(cursor, "fees"))
        return fact_fees(question);
    if (cursor_is(cursor, "balance"))
        return fact_sum(question, SUM_BALANCE, "balance");
    if (cursor_is(cursor, "credit"))
        return fact_sum(question, SUM_CREDIT, "credit");
    if (cursor_is(cursor, "pending"))
        return fact_pending(question);
    if (cursor_is(cursor, "paid"))
        return fact_paid(question);
    if (cursor_is(cursor, "dpd"))
        return fact_dpd(question);
    if (cursor_is(cursor, "until"))
        return fact_until(question);
    bytes_print(question->actual, "no such fact; write status, until, service, flag, open, fees, "
                                  "balance, credit, pending, paid, dpd or emitted");
    return false;
}

bool fact_holds(const struct words *words, const struct fact_source *source, struct bytes *actual)
{
    struct error error = {{0}};
    struct question question = {
        .cursor = {.words = words, .error = &error}, .source = source, .actual = actual};
    bytes_clear(actual);
    bool same = ask(&question);
    return same && question.cursor.at >= words->count;
}
