// SPDX-License-Identifier: Apache-2.0
// dunningctl ticks: ticks that the guard has parked, as the journal tells it, and whose work was
// not done since.
#include "codec/event_read.h"
#include "codec/journal.h"
#include "codec/json_write.h"
#include "ops/commands.h"
#include "ops/topic_scan.h"

#include <inttypes.h>
#include <stdlib.h>

struct parked {
    int32_t partition;
    int64_t offset;
    int64_t tick_ms, sent_ms;
    char actor[64];
};

struct ticks {
    const struct arguments *arguments;
    struct records records;
    struct journal_reader *journal;
    struct event_reader *events;
    struct arena arena;
    int64_t *clock_ms; // by partition
    struct {
        struct parked *items;
        size_t count, room;
    } parked;
    struct arena kept;
};

static void take_input(struct ticks *ticks, int32_t partition, const struct journal_input *input)
{
    struct event event;
    struct event_fault fault = {0};
    if (!input->parked || !input->has_value ||
        event_read(ticks->events, EVENT_CLOCK_TICK, input->value, &ticks->arena, &event, &fault) !=
            EVENT_READ)
        return;
    struct parked *parked = LIST_ADD(&ticks->kept, &ticks->parked);
    parked->partition = partition;
    parked->offset = input->offset;
    parked->tick_ms = event.own_ms;
    parked->sent_ms = input->timestamp_ms;
    snprintf(parked->actor, sizeof parked->actor, "%.*s", TEXT_ARGS(event.tick.actor));
}

static enum result take_record(struct ticks *ticks, const struct record *record,
                               struct error *error)
{
    struct journal_record journal;
    if (!record->value.at)
        return OK;
    arena_reset(&ticks->arena);
    enum result result =
        journal_read(ticks->journal, record->value, &ticks->arena, &journal, error);
    if (result != OK)
        return error_wrap(error, RESULT_UNAVAILABLE, "journal[%d] at %" PRId64,
                          (int)record->partition, record->offset);
    ticks->clock_ms[record->partition] = journal.clock_after_ms;
    for (size_t i = 0; i < journal.inputs.count; i++)
        take_input(ticks, record->partition, &journal.inputs.items[i]);
    return OK;
}

static void show_one(const struct ticks *ticks, const struct parked *parked)
{
    char tick[INSTANT_TEXT_MAX], sent[INSTANT_TEXT_MAX], clock[INSTANT_TEXT_MAX] = "none";
    int64_t clock_ms = ticks->clock_ms[parked->partition];
    instant_write(parked->tick_ms, tick);
    instant_write(parked->sent_ms, sent);
    if (clock_ms != INSTANT_NONE)
        instant_write(clock_ms, clock);
    if (!ticks->arguments->json) {
        printf("partition %d offset %" PRId64 ": tick %s, sent %s%s%s; clock %s\n",
               (int)parked->partition, parked->offset, tick, sent, parked->actor[0] ? " by " : "",
               parked->actor, clock);
        return;
    }
    struct bytes out = {0};
    bytes_print(&out,
                "{\"partition\":%d,\"offset\":%" PRId64
                ",\"tick_time\":\"%s\",\"sent\":\"%s\",\"clock\":\"%s\",\"actor\":",
                (int)parked->partition, parked->offset, tick, sent, clock);
    json_write_string(&out, text_of(parked->actor));
    printf("%.*s}\n", TEXT_ARGS(bytes_text(&out)));
    bytes_release(&out);
}

// What a later tick has done since is not waiting any more.
static void show_all(const struct ticks *ticks)
{
    bool all = argument(ticks->arguments, "--all") != NULL;
    size_t shown = 0;
    for (size_t i = 0; i < ticks->parked.count; i++) {
        const struct parked *parked = &ticks->parked.items[i];
        if (!all && ticks->clock_ms[parked->partition] >= parked->tick_ms)
            continue;
        show_one(ticks, parked);
        shown++;
    }
    if (!ticks->arguments->json)
        printf("%zu parked ticks%s\n", shown,
               shown ? "; let them through with `dunningctl tick --release mass|ahead`" : "");
}

static enum result ticks_read(struct ticks *ticks, struct service *service, struct error *error)
{
    struct topic_scan *scan;
    struct record record;
    struct progress progress;
    size_t count = 0;
    bool done = false;
    enum result result = topic_scan_open(service, TOPIC_JOURNAL, &scan, error);
    if (result != OK)
        return result == RESULT_NOT_FOUND ? RESULT_UNAVAILABLE : result;
    ticks->clock_ms = calloc((size_t)topic_scan_partitions(scan), sizeof *ticks->clock_ms);
    if (!ticks->clock_ms)
        abort();
    for (int32_t p = 0; p < topic_scan_partitions(scan); p++)
        ticks->clock_ms[p] = INSTANT_NONE;
    progress_begin(&progress, "journal records read");
    while (result == OK && !done) {
        result = topic_scan_next(scan, &record, &done, error);
        if (result == OK && !done)
            result = take_record(ticks, &record, error);
        progress_at(&progress, ++count, 0);
    }
    progress_end(&progress);
    topic_scan_close(scan);
    return result;
}

static enum exit_code ticks_run(const struct arguments *arguments)
{
    struct ticks ticks = {.arguments = arguments};
    struct service service = {0};
    struct error error;
    if (arguments->operand_count > 1 ||
        (arguments->operand_count == 1 && strcmp(arguments->operands[0], "list") != 0))
        return command_misused(arguments, "write `ticks list`");
    enum result result = service_open(arguments, &service, &error);
    if (result != OK)
        return command_fail(arguments, result, &error);
    records_init(&ticks.records);
    ticks.journal = journal_reader_new(&ticks.records);
    ticks.events = event_reader_new(&ticks.records);
    arena_init(&ticks.arena, UINT64_C(1) << 30);
    arena_init(&ticks.kept, UINT64_C(1) << 30);
    result = ticks_read(&ticks, &service, &error);
    if (result == OK)
        show_all(&ticks);
    journal_reader_free(ticks.journal);
    event_reader_free(ticks.events);
    records_release(&ticks.records);
    arena_release(&ticks.arena);
    arena_release(&ticks.kept);
    free(ticks.clock_ms);
    service_release(&service);
    return result == OK ? EXIT_DONE : command_fail(arguments, result, &error);
}

static const struct option OPTIONS[] = {
    SERVICE_OPTIONS,
    {"--all", NULL, "also those whose work was done by a later tick"},
    {NULL, NULL, NULL},
};

const struct command COMMAND_TICKS = {
    .name = "ticks",
    .summary = "lists ticks that the guard has parked",
    .usage = "[list] [--all]",
    .details =
        "Reads the journal. `dunningctl tick --release …` lets a later tick do their work.\n",
    .options = OPTIONS,
    .run = ticks_run,
};
