// SPDX-License-Identifier: Apache-2.0
// dunningctl ACTION CUSTOMER …: one account-action, in the scenario's words, with the ends that
// every action has as options. What the words mean is story_action.c's.
#include "codec/event_read.h"
#include "codec/event_write.h"
#include "codec/frame.h"
#include "io/sender.h"
#include "ops/commands.h"
#include "ops/service.h"
#include "ops/story.h"

#include <inttypes.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { FLUSH_MS = 30000, OPERANDS_BEFORE_WORDS = 2 };

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

static void add_word(struct arena *arena, struct words *words, const char *text)
{
    *LIST_ADD(arena, words) = (struct word){text_of(text), false};
}

// The operands behind the customer, then `until`, `due` and `on-promise` where they are options.
static struct words words_of(const struct arguments *arguments, struct arena *arena)
{
    static const char *const OPTIONS[] = {"--until", "--due", "--on-promise"};
    struct words words = {0};
    for (size_t i = OPERANDS_BEFORE_WORDS; i < arguments->operand_count; i++)
        add_word(arena, &words, arguments->operands[i]);
    for (size_t i = 0; i < sizeof OPTIONS / sizeof OPTIONS[0]; i++) {
        const char *value = argument(arguments, OPTIONS[i]);
        if (!value)
            continue;
        add_word(arena, &words, OPTIONS[i] + 2);
        add_word(arena, &words, value);
    }
    return words;
}

static enum result read_words(const struct arguments *arguments, struct arena *arena,
                              struct action *action, struct error *error)
{
    struct words words = words_of(arguments, arena);
    struct cursor cursor = {.words = &words, .error = error};
    action->day = action->from_day = DAY_NONE;
    story_read_action(&cursor, arena, action);
    if (!cursor_at_end(&cursor)) {
        struct text word = cursor_word(&cursor, "a word");
        cursor_fail(&cursor, "'%.*s' is not understood here", TEXT_ARGS(word));
    }
    return cursor.failed ? RESULT_USAGE : OK;
}

static enum result read_occurred(const struct arguments *arguments, int64_t *own_ms,
                                 struct error *error)
{
    const char *occurred = argument(arguments, "--occurred");
    struct story_time time;
    *own_ms = now_ms();
    if (!occurred)
        return OK;
    if (!story_time_read(text_of(occurred), &time) || !time.utc)
        return error_set(error, RESULT_USAGE,
                         "--occurred: '%s' is no instant in UTC; write 2025-03-16T05:00:00Z",
                         occurred);
    *own_ms = time.day * DAY_MS + time.ms_of_day;
    return OK;
}

static enum result read_event(const struct arguments *arguments, struct arena *arena,
                              struct event *event, struct error *error)
{
    const char *by = argument(arguments, "--by"), *because = argument(arguments, "--because");
    const char *id = argument(arguments, "--id"), *user = getenv("USER");
    *event = (struct event){.type = EVENT_ACCOUNT_ACTION};
    (void)action_at(text_of(arguments->operands[0]), &event->action.kind);
    event->customer_id = text_of(arguments->operands[1]);
    enum result result = read_words(arguments, arena, &event->action, error);
    if (result == OK)
        result = read_occurred(arguments, &event->own_ms, error);
    if (!id) {
        char *made = arena_take(arena, 64);
        snprintf(made, 64, "dunningctl-%" PRId64 "-%d", now_ms(), (int)getpid());
        id = made;
    }
    event->event_id = event->subject_id = text_of(id);
    event->action.actor = text_of(by ? by : user ? user : "dunningctl");
    event->action.reason = text_of(because ? because : "");
    return result;
}

// The bytes, read back so that nothing is sent which the service would refuse as a record.
static enum result write_event(const struct event *event, struct arena *arena, struct bytes *out,
                               struct error *error)
{
    struct records records;
    struct action_layout layout;
    struct event again;
    struct event_fault fault = {0};
    records_init(&records);
    action_layout_init(&layout, records.schemas[RECORD_ACCOUNT_ACTION]);
    frame_write_single_object(out, records.schemas[RECORD_ACCOUNT_ACTION]->fingerprint);
    event_write(&layout, event, out);
    struct event_reader *reader = event_reader_new(&records);
    enum event_reading reading =
        event_read(reader, EVENT_ACCOUNT_ACTION, bytes_text(out), arena, &again, &fault);
    event_reader_free(reader);
    records_release(&records);
    return reading == EVENT_READ ? OK : error_set(error, RESULT_USAGE, "%s", fault.error.text);
}

static enum result send_event(const struct arguments *arguments, const struct event *event,
                              struct text value, struct error *error)
{
    struct service service;
    struct sender *sender = NULL;
    struct record record = {.key = event->customer_id, .value = value};
    enum result result = service_open(arguments, &service, error);
    if (result != OK)
        return result;
    result = service_partition_of(&service, event->customer_id, &record.partition, error);
    if (result == OK)
        result = sender_open(&sender, service.kafka, 0, error);
    if (result == OK)
        result = sender_send(sender, service.options.topics[TOPIC_ACCOUNT_ACTION], &record, error);
    if (result == OK)
        result = sender_flush(sender, FLUSH_MS, error);
    sender_close(sender);
    service_release(&service);
    return result;
}

static enum exit_code act_run(const struct arguments *arguments)
{
    enum action_kind kind;
    struct arena arena;
    struct bytes value = {0};
    struct event event;
    struct error error;
    if (arguments->operand_count < OPERANDS_BEFORE_WORDS)
        return command_misused(arguments, "name the ACTION and the CUSTOMER");
    if (!action_at(text_of(arguments->operands[0]), &kind))
        return command_misused(arguments, "there is no action `%s`", arguments->operands[0]);
    arena_init(&arena, UINT64_C(1) << 26);
    enum result result = read_event(arguments, &arena, &event, &error);
    if (result == OK)
        result = write_event(&event, &arena, &value, &error);
    bool dry = argument(arguments, "--dry-run") != NULL;
    if (result == OK && !dry)
        result = send_event(arguments, &event, bytes_text(&value), &error);
    enum exit_code code = result == OK ? EXIT_DONE : command_fail(arguments, result, &error);
    if (result == OK && arguments->json)
        printf("{\"action_id\":\"%.*s\",\"sent\":%s}\n", TEXT_ARGS(event.subject_id),
               dry ? "false" : "true");
    else if (result == OK)
        printf("%.*s %s for %.*s as %.*s\n", TEXT_ARGS(action_name(kind)),
               dry ? "is good, not sent," : "sent", TEXT_ARGS(event.customer_id),
               TEXT_ARGS(event.subject_id));
    bytes_release(&value);
    arena_release(&arena);
    return code;
}

static const struct option OPTIONS[] = {
    SERVICE_OPTIONS,
    {"--until", "DATE", "the action's `until`"},
    {"--due", "DATE", "the action's `due`"},
    {"--on-promise", "PROMISE", "the promise that it hangs on"},
    {"--by", "ACTOR", "who does it; else $USER"},
    {"--because", "REASON", "why"},
    {"--occurred", "INSTANT", "when, as 2025-03-16T05:00:00Z; else now"},
    {"--id", "ID", "the action's id; the same again is ignored"},
    {"--dry-run", NULL, "check it, send nothing"},
    {NULL, NULL, NULL},
};

const struct command COMMAND_ACT = {
    .name = "act",
    .summary = "sends one action: dunningctl ACTION CUSTOMER …, as in `dunningctl shift C-1 …`",
    .usage = "ACTION CUSTOMER [WORDS…]",
    .details =
        "The word `act` may be left out. ACTION and its words are those of scenarios:\n"
        "\n"
        "  dunningctl shift C-1 --until 2025-03-18 --because \"wire sent\"\n"
        "  dunningctl lift C-1 for 2 business-days --because \"wire sent\"\n"
        "  dunningctl discount C-1 INV-1 USD 20.00 --because courtesy\n"
        "  dunningctl promise C-1 P-1 by 2025-03-20\n"
        "  dunningctl undo C-1 ACTION-ID\n"
        "\n"
        "`dunningctl help scenario` lists all of them. Whether the policy offers the action the\n"
        "service says: a refused one is a dead letter.\n",
    .options = OPTIONS,
    .run = act_run,
};
