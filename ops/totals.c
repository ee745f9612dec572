// SPDX-License-Identifier: Apache-2.0
// dunningctl totals: how much came in and what came out of it, counted from the topics themselves.
#include "base/money.h"
#include "codec/json_write.h"
#include "ops/commands.h"
#include "ops/record_json.h"
#include "ops/topic_scan.h"

#include <inttypes.h>
#include <stdlib.h>

static const char REASON[] = "__connect.errors.exception.message";

enum { LINES_MAX = 512, LINE_MAX = 160 };

struct line {
    char name[LINE_MAX]; // "notification email account-paused"
    int64_t count;
    int64_t amount_minor; // where there is a currency
    char currency[4];
};

struct totals {
    struct record_json json;
    struct line lines[LINES_MAX];
    size_t count;
};

static void count(struct totals *totals, const char *name, const char *currency,
                  int64_t amount_minor)
{
    size_t i = 0;
    while (i < totals->count &&
           (strcmp(totals->lines[i].name, name) || strcmp(totals->lines[i].currency, currency)))
        i++;
    if (i == LINES_MAX)
        return;
    struct line *line = &totals->lines[i];
    if (i == totals->count) {
        totals->count++;
        *line = (struct line){0};
        snprintf(line->name, sizeof line->name, "%s", name);
        snprintf(line->currency, sizeof line->currency, "%s", currency);
    }
    line->count++;
    line->amount_minor += amount_minor;
}

// The words by which a record is counted.
static void name_of(enum record_kind kind, const json_t *record, char name[LINE_MAX])
{
    if (kind == RECORD_STATUS_CHANGE)
        snprintf(name, LINE_MAX, "status %s", json_word(record, "status"));
    else if (kind == RECORD_NOTIFICATION)
        snprintf(name, LINE_MAX, "notification %s %s", json_word(record, "channel"),
                 json_word(record, "template"));
    else if (kind == RECORD_LEDGER_ENTRY)
        snprintf(name, LINE_MAX, "ledger %s %s", json_word(record, "kind"),
                 json_word(record, "code"));
    else if (kind == RECORD_INVOICE_ISSUED)
        snprintf(name, LINE_MAX, "invoice-issued");
    else if (kind == RECORD_PAYMENT_RECEIVED)
        snprintf(name, LINE_MAX, "payment-received");
    else
        snprintf(name, LINE_MAX, "account-action");
}

static void take(struct totals *totals, enum record_kind kind, const struct record *record)
{
    char name[LINE_MAX];
    json_t *json = record_json_read(&totals->json, kind, record->value);
    if (!json)
        return;
    name_of(kind, json, name);
    count(totals, name, json_word(json, "currency"), json_number(json, "amount_minor"));
    json_decref(json);
}

static void take_letter(struct totals *totals, const struct headers *headers)
{
    char name[LINE_MAX] = "refused";
    for (size_t i = 0; headers && i < headers->count; i++) {
        struct text reason = headers->items[i].value;
        if (!text_is(headers->items[i].name, REASON) || !reason.at)
            continue;
        size_t len = 0; // the code stands before the sentence
        while (len < reason.len && reason.at[len] != ':' && reason.at[len] != ' ')
            len++;
        snprintf(name, sizeof name, "refused %.*s", (int)len, reason.at);
    }
    count(totals, name, "", 0);
}

static enum result read_topic(struct totals *totals, struct service *service, enum topic topic,
                              enum record_kind kind, struct error *error)
{
    struct topic_scan *scan;
    struct record record;
    bool done = false;
    enum result result = topic_scan_open(service, topic, &scan, error);
    if (result != OK)
        return result == RESULT_NOT_FOUND ? RESULT_UNAVAILABLE : result;
    while (result == OK) {
        result = topic_scan_next(scan, &record, &done, error);
        if (result != OK || done)
            break;
        if (topic == TOPIC_DEAD_LETTER)
            take_letter(totals, topic_scan_headers(scan));
        else
            take(totals, kind, &record);
    }
    topic_scan_close(scan);
    return result;
}

static int by_name(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : strcmp(x->currency, y->currency);
}

static enum result read_all(struct totals *totals, struct service *service, struct error *error)
{
    static const struct {
        enum topic topic;
        enum record_kind kind;
    } SOURCES[] = {
        {TOPIC_INVOICE_ISSUED, RECORD_INVOICE_ISSUED},
        {TOPIC_PAYMENT_RECEIVED, RECORD_PAYMENT_RECEIVED},
        {TOPIC_ACCOUNT_ACTION, RECORD_ACCOUNT_ACTION},
        {TOPIC_STATUS_CHANGE, RECORD_STATUS_CHANGE},
        {TOPIC_NOTIFICATION, RECORD_NOTIFICATION},
        {TOPIC_LEDGER_ENTRY, RECORD_LEDGER_ENTRY},
        {TOPIC_DEAD_LETTER, RECORD_INVOICE_ISSUED}, // of any record
    };
    enum result result = OK;
    for (size_t i = 0; i < sizeof SOURCES / sizeof SOURCES[0] && result == OK; i++) {
        size_t from = totals->count; // partitions are read in no order
        result = read_topic(totals, service, SOURCES[i].topic, SOURCES[i].kind, error);
        qsort(totals->lines + from, totals->count - from, sizeof totals->lines[0], by_name);
    }
    return result;
}

static void show(const struct arguments *arguments, const struct line *line)
{
    char amount[MONEY_TEXT_MAX] = "";
    struct currency currency;
    bool has_money = currency_at(text_of(line->currency), &currency);
    if (has_money)
        money_write(line->amount_minor, currency, amount);
    if (!arguments->json) {
        printf("%8" PRId64 "  %-44s %s %s\n", line->count, line->name, line->currency, amount);
        return;
    }
    struct bytes out = {0};
    bytes_print(&out, "{\"what\":");
    json_write_string(&out, text_of(line->name));
    bytes_print(&out, ",\"count\":%" PRId64, line->count);
    if (has_money)
        bytes_print(&out, ",\"currency\":\"%s\",\"amount_minor\":%" PRId64, line->currency,
                    line->amount_minor);
    printf("%.*s}\n", TEXT_ARGS(bytes_text(&out)));
    bytes_release(&out);
}

static enum exit_code totals_run(const struct arguments *arguments)
{
    struct service service = {0};
    struct error error;
    if (arguments->operand_count)
        return command_misused(arguments, "`%s` is not understood", arguments->operands[0]);
    enum result result = service_open(arguments, &service, &error);
    if (result != OK)
        return command_fail(arguments, result, &error);
    struct totals *totals = calloc(1, sizeof *totals);
    if (!totals)
        abort();
    record_json_init(&totals->json);
    result = read_all(totals, &service, &error);
    for (size_t i = 0; i < totals->count && result == OK; i++)
        show(arguments, &totals->lines[i]);
    record_json_release(&totals->json);
    free(totals);
    service_release(&service);
    return result == OK ? EXIT_DONE : command_fail(arguments, result, &error);
}

static const struct option OPTIONS[] = {SERVICE_OPTIONS, {NULL, NULL, NULL}};

const struct command COMMAND_TOTALS = {
    .name = "totals",
    .summary = "counts what came in and what came of it",
    .usage = "",
    .details =
        "Reads the topics from their beginning: events, statuses, notices by template, money by\n"
        "code, refusals by reason. An amount is the sum of its line.\n",
    .options = OPTIONS,
    .run = totals_run,
};
