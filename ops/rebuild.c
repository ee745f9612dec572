// SPDX-License-Identifier: Apache-2.0
// dunningctl rebuild --offsets: the journal says how far each input was applied; the group's lost
// or damaged offsets are written again from it. Redis needs no command: a service brings it level.
#include "codec/journal.h"
#include "io/offsets.h"
#include "ops/commands.h"
#include "ops/topic_scan.h"

#include <inttypes.h>
#include <stdlib.h>

enum { INPUT_COUNT = 4, TIMEOUT_MS = 30000 };

struct rebuild {
    const struct arguments *arguments;
    struct service service;
    struct records records;
    struct journal_reader *journal;
    struct arena arena;
    int32_t partitions;
    int64_t *sequences;     // the last of each partition; 0: none
    struct offset *offsets; // INPUT_COUNT for each partition
};

static int input_of(const struct rebuild *rebuild, struct text topic)
{
    for (int i = 0; i < INPUT_COUNT; i++)
        if (text_is(topic, rebuild->service.options.topics[i]))
            return i;
    return -1;
}

static enum result take_record(struct rebuild *rebuild, const struct record *record,
                               struct error *error)
{
    struct journal_record journal;
    if (!record->value.at)
        return OK;
    arena_reset(&rebuild->arena);
    enum result result =
        journal_read(rebuild->journal, record->value, &rebuild->arena, &journal, error);
    if (result != OK)
        return error_wrap(error, RESULT_UNAVAILABLE, "journal[%d] at %" PRId64,
                          (int)record->partition, record->offset);
    rebuild->sequences[record->partition] = journal.sequence;
    for (size_t i = 0; i < journal.inputs.count; i++) {
        const struct journal_input *input = &journal.inputs.items[i];
        int number = input_of(rebuild, input->topic);
        if (number < 0)
            return error_set(error, RESULT_USAGE,
                             "the journal names the topic %.*s, the configuration does not",
                             TEXT_ARGS(input->topic));
        struct offset *offset = &rebuild->offsets[record->partition * INPUT_COUNT + number];
        if (input->offset >= offset->at)
            offset->at = input->offset + 1;
    }
    return OK;
}

static void prepare(struct rebuild *rebuild)
{
    size_t count = (size_t)rebuild->partitions;
    rebuild->sequences = calloc(count, sizeof *rebuild->sequences);
    rebuild->offsets = calloc(count * INPUT_COUNT, sizeof *rebuild->offsets);
    if (!rebuild->sequences || !rebuild->offsets)
        abort();
    for (size_t i = 0; i < count * INPUT_COUNT; i++)
        rebuild->offsets[i] = (struct offset){
            .topic = rebuild->service.options.topics[i % INPUT_COUNT],
            .partition = (int32_t)(i / INPUT_COUNT),
            .at = OFFSET_NONE,
        };
}

static enum result read_journal(struct rebuild *rebuild, struct error *error)
{
    struct topic_scan *scan;
    struct record record;
    struct progress progress;
    size_t count = 0;
    bool done = false;
    enum result result = topic_scan_open(&rebuild->service, TOPIC_JOURNAL, &scan, error);
    if (result != OK)
        return result == RESULT_NOT_FOUND ? RESULT_UNAVAILABLE : result;
    rebuild->partitions = topic_scan_partitions(scan);
    prepare(rebuild);
    progress_begin(&progress, "journal records read");
    while (result == OK && !done) {
        result = topic_scan_next(scan, &record, &done, error);
        if (result == OK && !done)
            result = take_record(rebuild, &record, error);
        progress_at(&progress, ++count, 0);
    }
    progress_end(&progress);
    topic_scan_close(scan);
    return result;
}

// An input of which nothing was ever applied begins where its log does.
static enum result fill_starts(struct rebuild *rebuild, struct offsets *offsets,
                               struct error *error)
{
    for (size_t i = 0; i < (size_t)rebuild->partitions * INPUT_COUNT; i++) {
        struct offset *offset = &rebuild->offsets[i];
        offset->sequence = rebuild->sequences[offset->partition];
        if (offset->sequence == 0 || offset->at != OFFSET_NONE)
            continue;
        enum result result = offsets_starts(offsets, offset, 1, TIMEOUT_MS, error);
        if (result != OK)
            return result;
    }
    return OK;
}

static void show(const struct rebuild *rebuild, const struct offset *offset)
{
    if (rebuild->arguments->json)
        printf("{\"topic\":\"%s\",\"partition\":%d,\"offset\":%" PRId64 ",\"sequence\":%" PRId64
               "}\n",
               offset->topic, (int)offset->partition, offset->at, offset->sequence);
    else
        printf("%s[%d] %" PRId64 " (sequence %" PRId64 ")\n", offset->topic, (int)offset->partition,
               offset->at, offset->sequence);
}

static enum result write_offsets(struct rebuild *rebuild, struct error *error)
{
    struct offsets *offsets;
    size_t count = 0;
    enum result result = offsets_open(&offsets, rebuild->service.kafka, 0, error);
    if (result != OK)
        return result;
    result = fill_starts(rebuild, offsets, error);
    for (size_t i = 0; i < (size_t)rebuild->partitions * INPUT_COUNT; i++)
        if (rebuild->offsets[i].sequence > 0)
            rebuild->offsets[count++] = rebuild->offsets[i];
    if (result == OK && !argument(rebuild->arguments, "--dry-run"))
        result = offsets_commit(offsets, rebuild->offsets, count, TIMEOUT_MS, error);
    if (result != OK)
        (void)error_wrap(error, result, "is the service stopped, and its session over?");
    for (size_t i = 0; i < count && result == OK; i++)
        show(rebuild, &rebuild->offsets[i]);
    offsets_close(offsets);
    return result;
}

static enum exit_code rebuild_run(const struct arguments *arguments)
{
    struct rebuild rebuild = {.arguments = arguments};
    struct error error;
    if (!argument(arguments, "--offsets") || arguments->operand_count)
        return command_misused(arguments, "write `rebuild --offsets`");
    enum result result = service_open(arguments, &rebuild.service, &error);
    if (result != OK)
        return command_fail(arguments, result, &error);
    records_init(&rebuild.records);
    rebuild.journal = journal_reader_new(&rebuild.records);
    arena_init(&rebuild.arena, UINT64_C(1) << 30);
    result = read_journal(&rebuild, &error);
    if (result == OK)
        result = write_offsets(&rebuild, &error);
    journal_reader_free(rebuild.journal);
    records_release(&rebuild.records);
    arena_release(&rebuild.arena);
    free(rebuild.sequences);
    free(rebuild.offsets);
    service_release(&rebuild.service);
    return result == OK ? EXIT_DONE : command_fail(arguments, result, &error);
}

static const struct option OPTIONS[] = {
    SERVICE_OPTIONS,
    {"--offsets", NULL, "the group's offsets, from the journal"},
    {"--dry-run", NULL, "say what would be written, write nothing"},
    {NULL, NULL, NULL},
};

const struct command COMMAND_REBUILD = {
    .name = "rebuild",
    .summary = "writes the group's offsets again, as the journal says",
    .usage = "--offsets [--dry-run]",
    .details =
        "For a service that stops because its offsets are gone or differ from the journal.\n"
        "Stop every member first, and wait until their sessions are over (15 s). Redis needs\n"
        "no command: a service brings it level by itself.\n",
    .options = OPTIONS,
    .run = rebuild_run,
};
