// SPDX-License-Identifier: Apache-2.0
// dunningctl send: JSON lines to records. Every line is checked before the first is sent, so a
// file is sent whole or not at all.
#include "codec/event_read.h"
#include "codec/frame.h"
#include "codec/json_read.h"
#include "io/sender.h"
#include "io/store.h"
#include "ops/commands.h"
#include "ops/service.h"

#include "base/arena.h"

#include <time.h>

enum { ERRORS_SHOWN_MAX = 20, FLUSH_MS = 60000, WAIT_MS = 5, WAIT_MS_MAX = 60000 };

struct sending {
    const struct arguments *arguments;
    const char *path;
    struct records records;
    struct event_reader *reader;
    struct arena arena; // of one line
    struct bytes value; // of one line: frame and payload
    size_t sent, bad;
};

// One line as an event, its framed bytes in sending->value.
static enum result line_read(struct sending *sending, struct text line, struct event *event,
                             struct error *error)
{
    struct bytes payload = {0};
    enum event_type type;
    enum result result = json_read(&sending->records, line, &type, &payload, error);
    if (result == OK) {
        bytes_clear(&sending->value);
        frame_write_single_object(&sending->value, sending->records.schemas[type]->fingerprint);
        bytes_add_text(&sending->value, bytes_text(&payload));
        struct event_fault fault = {0};
        arena_reset(&sending->arena);
        if (event_read(sending->reader, type, bytes_text(&sending->value), &sending->arena, event,
                       &fault) != EVENT_READ)
            result = error_set(error, RESULT_BAD_DATA, "%s", fault.error.text);
    }
    bytes_release(&payload);
    return result;
}

static bool next_line(struct text *rest, struct text *line)
{
    if (rest->len == 0)
        return false;
    const char *end = memchr(rest->at, '\n', rest->len);
    size_t len = end ? (size_t)(end - rest->at) : rest->len;
    *line = (struct text){rest->at, len};
    *rest = end ? (struct text){end + 1, rest->len - len - 1} : (struct text){NULL, 0};
    return true;
}

static bool is_blank(struct text line)
{
    for (size_t i = 0; i < line.len; i++)
        if (line.at[i] != ' ' && line.at[i] != '\t' && line.at[i] != '\r')
            return false;
    return true;
}

static void check_lines(struct sending *sending, struct text rest)
{
    struct text line;
    for (int number = 1; next_line(&rest, &line); number++) {
        struct event event;
        struct error error;
        if (is_blank(line) || line_read(sending, line, &event, &error) == OK)
            continue;
        if (sending->bad++ < ERRORS_SHOWN_MAX)
            fprintf(stderr, "%s:%d: %s\n", sending->path, number, error.text);
    }
    if (sending->bad > ERRORS_SHOWN_MAX)
        fprintf(stderr, "… and %zu more\n", sending->bad - ERRORS_SHOWN_MAX);
}

// A tick goes into every partition, anything else to its customer's.
static enum result send_one(struct sending *sending, struct service *service, struct sender *sender,
                            const struct event *event, struct error *error)
{
    struct record record = {.value = bytes_text(&sending->value), .key = event->customer_id};
    const char *topic = service->options.topics[event->type];
    enum result result;
    int32_t partitions = 1;
    if (event->type != EVENT_CLOCK_TICK) {
        result = service_partition_of(service, event->customer_id, &record.partition, error);
        return result == OK ? sender_send(sender, topic, &record, error) : result;
    }
    record.key = (struct text){NULL, 0};
    result = service_partitions(service, &partitions, error);
    if (result == OK) // what the file says before the tick must be in the log before it
        result = sender_flush(sender, FLUSH_MS, error);
    for (int32_t p = 0; p < partitions && result == OK; p++) {
        record.partition = p;
        result = sender_send(sender, topic, &record, error);
    }
    return result;
}

// Until every partition's clock has reached the tick. What comes after it in the file is then heard
// of after it, as in real life.
static enum result wait_for_tick(struct service *service, struct store *store, int64_t tick_ms,
                                 struct error *error)
{
    int32_t partitions;
    enum result result = service_partitions(service, &partitions, error);
    for (int32_t p = 0, waited_ms = 0; p < partitions && result == OK;) {
        struct store_watermark watermark;
        result = store_watermark(store, p, &watermark, error);
        if (result == OK && watermark.sequence > 0 && watermark.clock_ms >= tick_ms) {
            p++;
            continue;
        }
        if ((waited_ms += WAIT_MS) > WAIT_MS_MAX)
            return error_set(error, RESULT_UNAVAILABLE,
                             "partition %d has not applied a tick for %d s: does the service run, "
                             "or has the guard parked it (`dunningctl ticks`)?",
                             (int)p, WAIT_MS_MAX / 1000);
        nanosleep(&(struct timespec){.tv_nsec = WAIT_MS * 1000000L}, NULL);
    }
    return result;
}

static enum result after_line(struct service *service, struct sender *sender, struct store *store,
                              const struct event *event, struct error *error)
{
    if (!store || event->type != EVENT_CLOCK_TICK)
        return OK;
    enum result result = sender_flush(sender, FLUSH_MS, error);
    return result == OK ? wait_for_tick(service, store, event->own_ms, error) : result;
}

static enum result send_lines(struct sending *sending, struct service *service, struct text rest,
                              struct error *error)
{
    struct sender *sender = NULL;
    struct store *store = NULL;
    struct text line;
    struct progress progress;
    enum result result = sender_open(&sender, service->kafka, 0, error);
    if (result == OK && argument(sending->arguments, "--step"))
        result = store_open(&store, service->options.redis_url, error);
    progress_begin(&progress, "records sent");
    while (result == OK && next_line(&rest, &line)) {
        struct event event;
        if (is_blank(line))
            continue;
        result = line_read(sending, line, &event, error);
        if (result == OK)
            result = send_one(sending, service, sender, &event, error);
        sending->sent += result == OK;
        if (result == OK)
            result = after_line(service, sender, store, &event, error);
        progress_at(&progress, sending->sent, 0);
    }
    if (result == OK)
        result = sender_flush(sender, FLUSH_MS, error);
    progress_end(&progress);
    sender_close(sender);
    store_close(store);
    return result;
}

static enum exit_code send_text(struct sending *sending, struct text text)
{
    bool dry = argument(sending->arguments, "--dry-run") != NULL;
    struct error error;
    struct service service;
    check_lines(sending, text);
    if (sending->bad) {
        fprintf(stderr, "nothing was sent\n");
        return EXIT_NO;
    }
    enum result result = dry ? OK : service_open(sending->arguments, &service, &error);
    if (result == OK && !dry) {
        result = send_lines(sending, &service, text, &error);
        service_release(&service);
    }
    if (result != OK)
        return command_fail(sending->arguments, result, &error);
    if (sending->arguments->json)
        printf("{\"sent\":%zu}\n", sending->sent);
    else if (dry)
        printf("every line is good; nothing was sent\n");
    else
        printf("%zu sent\n", sending->sent);
    return EXIT_DONE;
}

static enum exit_code send_run(const struct arguments *arguments)
{
    struct sending sending = {.arguments = arguments, .path = "-"};
    struct bytes text = {0};
    struct error error;
    if (arguments->operand_count > 1)
        return command_misused(arguments, "one FILE at a time, or none for the standard input");
    if (arguments->operand_count == 1)
        sending.path = arguments->operands[0];
    enum result result = file_read(sending.path, &text, &error);
    if (result != OK)
        return command_fail(arguments, result, &error);
    records_init(&sending.records);
    sending.reader = event_reader_new(&sending.records);
    arena_init(&sending.arena, UINT64_C(1) << 30);
    enum exit_code code = send_text(&sending, bytes_text(&text));
    event_reader_free(sending.reader);
    records_release(&sending.records);
    arena_release(&sending.arena);
    bytes_release(&sending.value);
    bytes_release(&text);
    return code;
}

static const struct option OPTIONS[] = {
    SERVICE_OPTIONS,
    {"--dry-run", NULL, "check the lines, send nothing"},
    {"--step", NULL, "after a tick, wait until the service has applied it (Redis says so)"},
    {NULL, NULL, NULL},
};

const struct command COMMAND_SEND = {
    .name = "send",
    .summary = "sends events, one JSON object a line",
    .usage = "[FILE] [--dry-run]",
    .details =
        "Reads FILE, or the standard input. A line is the record's fields and the topic:\n"
        "\n"
        "  {\"topic\": \"invoice-issued\", \"event_id\": \"e-1\", \"customer_id\": \"C-1\",\n"
        "   \"invoice_id\": \"INV-1\", \"amount_minor\": 10000, \"currency\": \"USD\",\n"
        "   \"issued_at\": \"2025-02-01T09:30:00Z\", \"due_date\": \"2025-03-01\"}\n"
        "\n"
        "(here on three). Money is in minor units, dates and instants are ISO texts, an action is\n"
        "{\"Shift\": {…}}. schemas/ has every field. All lines are checked first: if one is "
        "wrong,\n"
        "nothing is sent, the errors name line and field, and the exit code is 1.\n",
    .options = OPTIONS,
    .run = send_run,
};
