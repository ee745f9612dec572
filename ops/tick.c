// SPDX-License-Identifier: Apache-2.0
// dunningctl tick: one tick into every partition, by hand.
#include "codec/event_write.h"
#include "codec/frame.h"
#include "codec/records.h"
#include "io/sender.h"
#include "ops/commands.h"
#include "ops/service.h"
#include "ops/story.h"

#include <inttypes.h>
#include <time.h>

enum { FLUSH_MS = 30000 };

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

static enum result read_release(const char *word, enum tick_release *release, struct error *error)
{
    *release = RELEASE_NONE;
    if (!word)
        return OK;
    if (!strcmp(word, "mass"))
        *release = RELEASE_MASS;
    else if (!strcmp(word, "ahead"))
        *release = RELEASE_AHEAD;
    else
        return error_set(error, RESULT_USAGE, "--release: `mass` or `ahead`, not '%s'", word);
    return OK;
}

static enum result read_at(const char *word, int64_t *at_ms, struct error *error)
{
    struct story_time time;
    *at_ms = now_ms();
    if (!word)
        return OK;
    if (!story_time_read(text_of(word), &time) || !time.utc)
        return error_set(error, RESULT_USAGE,
                         "--at: '%s' is no instant in UTC; write 2025-03-16T05:00:00Z", word);
    *at_ms = time.day * DAY_MS + time.ms_of_day;
    return OK;
}

static enum result read_tick(const struct arguments *arguments, struct event *event,
                             struct error *error)
{
    const char *by = argument(arguments, "--by"), *because = argument(arguments, "--because");
    enum result result = read_at(argument(arguments, "--at"), &event->own_ms, error);
    if (result == OK)
        result = read_release(argument(arguments, "--release"), &event->tick.release, error);
    event->tick.actor = text_of(by ? by : "");
    event->tick.reason = text_of(because ? because : "");
    if (result == OK && event->tick.release != RELEASE_NONE && (!by || !because))
        return error_set(error, RESULT_USAGE, "a release needs --by and --because");
    return result;
}

static enum result send_tick(struct service *service, const struct event *event, int32_t partitions,
                             struct error *error)
{
    struct records records;
    struct bytes value = {0};
    struct sender *sender;
    records_init(&records);
    frame_write_single_object(&value, records.schemas[RECORD_CLOCK_TICK]->fingerprint);
    event_write(NULL, event, &value);
    records_release(&records);
    enum result result = sender_open(&sender, service->kafka, 0, error);
    for (int32_t p = 0; p < partitions && result == OK; p++) {
        struct record record = {.partition = p, .value = bytes_text(&value)};
        result = sender_send(sender, service->options.topics[TOPIC_CLOCK_TICK], &record, error);
    }
    if (result == OK)
        result = sender_flush(sender, FLUSH_MS, error);
    sender_close(sender);
    bytes_release(&value);
    return result;
}

static enum exit_code tick_run(const struct arguments *arguments)
{
    struct event event = {.type = EVENT_CLOCK_TICK};
    struct service service = {0};
    struct error error;
    char id[64], instant[INSTANT_TEXT_MAX];
    int32_t partitions = 0;
    if (arguments->operand_count)
        return command_misused(arguments, "`%s` is not understood", arguments->operands[0]);
    enum result result = read_tick(arguments, &event, &error);
    snprintf(id, sizeof id, "tick-%" PRId64 "-%" PRId64, event.own_ms, now_ms());
    event.event_id = text_of(id);
    if (result == OK)
        result = service_open(arguments, &service, &error);
    if (result == OK)
        result = service_partitions(&service, &partitions, &error);
    if (result == OK)
        result = send_tick(&service, &event, partitions, &error);
    service_release(&service);
    if (result != OK)
        return command_fail(arguments, result, &error);
    instant_write(event.own_ms, instant);
    if (arguments->json)
        printf("{\"tick_time\":\"%s\",\"partitions\":%d}\n", instant, (int)partitions);
    else
        printf("tick %s sent to %d partitions\n", instant, (int)partitions);
    return EXIT_DONE;
}

static const struct option OPTIONS[] = {
    SERVICE_OPTIONS,
    {"--at", "INSTANT", "the tick's time, as 2025-03-16T05:00:00Z; else now"},
    {"--release", "mass|ahead", "let a parked tick's work through"},
    {"--by", "ACTOR", "who sends it; needed with --release"},
    {"--because", "REASON", "why; needed with --release"},
    {NULL, NULL, NULL},
};

const struct command COMMAND_TICK = {
    .name = "tick",
    .summary = "sends one tick to every partition",
    .usage = "[--at INSTANT] [--release mass|ahead --by ACTOR --because REASON]",
    .details =
        "A tick at or before a partition's clock does nothing. `--release mass` lets through\n"
        "what the mass-action guard has parked, `--release ahead` a tick that is far ahead of\n"
        "the last; `dunningctl ticks` lists what is parked.\n",
    .options = OPTIONS,
    .run = tick_run,
};
