// SPDX-License-Identifier: Apache-2.0
// dunningctl timeline: what happened to one customer, and why: events and what they led to, in the
// order of their times, from the topics themselves.
#include "engine/event.h"
#include "ops/commands.h"
#include "ops/record_json.h"
#include "ops/topic_scan.h"

#include <stdlib.h>

struct moment {
    char *at;  // ISO instant: sorts as text
    int order; // events before what they led to, then the customer's sequence
    int64_t sequence;
    enum record_kind kind;
    json_t *record;
};

struct timeline {
    const struct arguments *arguments;
    struct text customer;
    struct record_json json;
    struct moment *moments;
    size_t count, room;
};

// ---- reading ----

static const struct {
    enum topic topic;
    enum record_kind kind;
    const char *at; // the member that says when
} SOURCES[] = {
    {TOPIC_INVOICE_ISSUED, RECORD_INVOICE_ISSUED, "issued_at"},
    {TOPIC_PAYMENT_RECEIVED, RECORD_PAYMENT_RECEIVED, "received_at"},
    {TOPIC_ACCOUNT_ACTION, RECORD_ACCOUNT_ACTION, "occurred_at"},
    {TOPIC_STATUS_CHANGE, RECORD_STATUS_CHANGE, "decided_at"},
    {TOPIC_NOTIFICATION, RECORD_NOTIFICATION, "decided_at"},
    {TOPIC_LEDGER_ENTRY, RECORD_LEDGER_ENTRY, "decided_at"},
};
enum { SOURCE_COUNT = sizeof SOURCES / sizeof SOURCES[0] };

static void add(struct timeline *timeline, json_t *record, size_t source)
{
    if (timeline->count == timeline->room) {
        timeline->room = timeline->room ? timeline->room * 2 : 64;
        timeline->moments = realloc(timeline->moments, timeline->room * sizeof *timeline->moments);
        if (!timeline->moments)
            abort();
    }
    char *at = strdup(json_word(record, SOURCES[source].at));
    if (!at)
        abort();
    timeline->moments[timeline->count++] = (struct moment){
        .at = at,
        .order = SOURCES[source].kind >= RECORD_STATUS_CHANGE,
        .sequence = json_number(record, "sequence"),
        .kind = SOURCES[source].kind,
        .record = record,
    };
}

static enum result read_source(struct timeline *timeline, struct service *service, size_t source,
                               struct error *error)
{
    struct topic_scan *scan;
    struct record record;
    bool done = false;
    enum result result = topic_scan_open(service, SOURCES[source].topic, &scan, error);
    if (result != OK)
        return result == RESULT_NOT_FOUND ? RESULT_UNAVAILABLE : result;
    while (result == OK) {
        result = topic_scan_next(scan, &record, &done, error);
        if (result != OK || done)
            break;
        if (!record.key.at || !text_equal(record.key, timeline->customer))
            continue;
        json_t *json = record_json_read(&timeline->json, SOURCES[source].kind, record.value);
        if (json)
            add(timeline, json, source);
    }
    topic_scan_close(scan);
    return result;
}

static int by_time(const void *a, const void *b)
{
    const struct moment *x = a, *y = b;
    int order = strcmp(x->at, y->at);
    if (order == 0)
        order = (x->order > y->order) - (x->order < y->order);
    return order ? order : (x->sequence > y->sequence) - (x->sequence < y->sequence);
}

// ---- saying ----

static void say_invoice(const json_t *record)
{
    char money[JSON_MONEY_MAX];
    printf("invoice %s over %s, due %s", json_word(record, "invoice_id"),
           json_money(record, "amount_minor", money), json_word(record, "due_date"));
}

static void say_payment(const json_t *record)
{
    char money[JSON_MONEY_MAX];
    const char *invoice = json_word(record, "invoice_id");
    printf("payment %s of %s%s%s", json_word(record, "payment_id"),
           json_money(record, "amount_minor", money), invoice[0] ? " for " : "", invoice);
}

// Shift → shift, and its members as they are.
static void say_action(const json_t *record)
{
    const json_t *action = json_object_get(record, "action");
    const char *name = json_object_iter_key(json_object_iter((json_t *)(uintptr_t)action));
    const json_t *fields = name ? json_object_get(action, name) : NULL;
    const char *key;
    json_t *value;
    enum action_kind kind;
    printf("%s: ", json_word(record, "actor"));
    if (name && action_at_record(text_of(name), &kind))
        printf("%.*s", TEXT_ARGS(action_name(kind)));
    json_object_foreach((json_t *)(uintptr_t)fields, key, value)
    {
        if (json_is_string(value))
            printf(" %s", json_string_value(value));
        else if (json_is_integer(value))
            printf(" %" JSON_INTEGER_FORMAT, json_integer_value(value));
    }
    if (json_word(record, "reason")[0])
        printf(" because \"%s\"", json_word(record, "reason"));
}

static void say_why(const json_t *record)
{
    const char *step = json_word(record, "step");
    printf(" [%s %d%s%s]", json_word(record, "policy"), (int)json_number(record, "policy_version"),
           step[0] ? ", step " : "", step);
}

static void say_status(const struct arguments *arguments, const json_t *record)
{
    const json_t *invoices = json_object_get(record, "invoices");
    const json_t *services = json_object_get(record, "services");
    bool lowered = false;
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)services, key, value) lowered |=
        strcmp(json_string_value(value), "full") != 0;
    printf("%s%s%s from %s", color_begin(arguments, lowered ? COLOR_RED : COLOR_GREEN),
           json_word(record, "status"), color_end(arguments), json_word(record, "previous_status"));
    if (json_word(record, "status_until")[0])
        printf(" until %s", json_word(record, "status_until"));
    for (size_t i = 0; i < json_array_size(invoices); i++)
        printf("%s %s", i ? "," : " because of", json_string_value(json_array_get(invoices, i)));
    json_object_foreach((json_t *)(uintptr_t)services, key, value)
    {
        if (strcmp(json_string_value(value), "full") != 0)
            printf("; %s %s", key, json_string_value(value));
    }
    if (json_word(record, "actor")[0])
        printf(" by %s", json_word(record, "actor"));
    say_why(record);
}

static void say_notice(const json_t *record)
{
    const json_t *recipients = json_object_get(record, "recipients");
    const json_t *invoices = json_object_get(record, "invoices");
    char money[JSON_MONEY_MAX];
    printf("%s \"%s\" to %s", json_word(record, "channel"), json_word(record, "template"),
           json_word(record, "role"));
    for (size_t i = 0; i < json_array_size(recipients); i++)
        printf(" <%s>", json_word(json_array_get(recipients, i), "address"));
    if (json_is_true(json_object_get(record, "undeliverable")))
        printf(", undeliverable");
    for (size_t i = 0; i < json_array_size(invoices); i++) {
        const json_t *invoice = json_array_get(invoices, i);
        printf("%s %s %d days past due, %s open", i ? "," : ":", json_word(invoice, "invoice_id"),
               (int)json_number(invoice, "days_past_due"),
               json_money(invoice, "open_minor", money));
    }
    say_why(record);
}

static void say_entry(const json_t *record)
{
    char money[JSON_MONEY_MAX];
    const char *invoice = json_word(record, "invoice_id");
    const char *text = json_word(json_object_get(record, "explanation"), "text");
    printf("%s %s %s%s%s", json_word(record, "kind"), json_word(record, "code"),
           json_money(record, "amount_minor", money), invoice[0] ? " on " : "", invoice);
    if (text[0])
        printf(": %s", text);
    say_why(record);
}

static void say(const struct timeline *timeline, const struct moment *moment)
{
    const struct arguments *arguments = timeline->arguments;
    printf("%s%.10s %.5s%s  %s", color_begin(arguments, COLOR_DIM), moment->at,
           strlen(moment->at) > 11 ? moment->at + 11 : "", color_end(arguments),
           moment->order ? "  → " : "");
    switch (moment->kind) {
    case RECORD_INVOICE_ISSUED:
        say_invoice(moment->record);
        break;
    case RECORD_PAYMENT_RECEIVED:
        say_payment(moment->record);
        break;
    case RECORD_ACCOUNT_ACTION:
        say_action(moment->record);
        break;
    case RECORD_STATUS_CHANGE:
        say_status(arguments, moment->record);
        break;
    case RECORD_NOTIFICATION:
        say_notice(moment->record);
        break;
    case RECORD_LEDGER_ENTRY:
        say_entry(moment->record);
        break;
    case RECORD_CLOCK_TICK:
    case RECORD_ACCOUNT_IMAGE:
    case RECORD_JOURNAL_RECORD:
        break;
    }
    printf("\n");
}

static void say_json(const struct moment *moment)
{
    char *record = json_dumps(moment->record, JSON_COMPACT);
    printf("{\"at\":\"%s\",\"record\":\"%.*s\",\"value\":%s}\n", moment->at,
           TEXT_ARGS(record_name(moment->kind)), record ? record : "null");
    free(record);
}

// ---- the command ----

static enum result timeline_read(struct timeline *timeline, struct service *service,
                                 struct error *error)
{
    enum result result = OK;
    for (size_t i = 0; i < SOURCE_COUNT && result == OK; i++)
        result = read_source(timeline, service, i, error);
    if (result == OK && timeline->count == 0)
        result = error_set(error, RESULT_NOT_FOUND, "no record of customer %.*s",
                           TEXT_ARGS(timeline->customer));
    if (timeline->count)
        qsort(timeline->moments, timeline->count, sizeof *timeline->moments, by_time);
    return result;
}

static enum exit_code timeline_run(const struct arguments *arguments)
{
    struct timeline timeline = {.arguments = arguments};
    struct service service = {0};
    struct error error;
    if (arguments->operand_count != 1)
        return command_misused(arguments, "name one CUSTOMER");
    timeline.customer = text_of(arguments->operands[0]);
    enum result result = service_open(arguments, &service, &error);
    if (result != OK)
        return command_fail(arguments, result, &error);
    record_json_init(&timeline.json);
    result = timeline_read(&timeline, &service, &error);
    for (size_t i = 0; i < timeline.count; i++) {
        if (result == OK && arguments->json)
            say_json(&timeline.moments[i]);
        else if (result == OK)
            say(&timeline, &timeline.moments[i]);
        free(timeline.moments[i].at);
        json_decref(timeline.moments[i].record);
    }
    free(timeline.moments);
    record_json_release(&timeline.json);
    service_release(&service);
    return result == OK ? EXIT_DONE : command_fail(arguments, result, &error);
}

static const struct option OPTIONS[] = {SERVICE_OPTIONS, {NULL, NULL, NULL}};

const struct command COMMAND_TIMELINE = {
    .name = "timeline",
    .summary = "tells what happened to one customer, and why",
    .usage = "CUSTOMER",
    .details =
        "Reads the topics from their beginning: events, and below them what they led to, with\n"
        "policy, version and step. Times are UTC.\n",
    .options = OPTIONS,
    .run = timeline_run,
};
