// SPDX-License-Identifier: Apache-2.0
// ListOffsets by rd_kafka_offsets_for_times, whose logical times ask for ends and beginnings, and
// OffsetFetch by the admin call, the one that can insist on stable offsets.
#include "io/offsets.h"

#include "base/text.h"

#include <librdkafka/rdkafka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct offsets {
    rd_kafka_t *rk;
    char group[KAFKA_NAME_MAX];
};

enum result offsets_open(struct offsets **offsets, const struct kafka_config *config, int worker,
                         struct error *error)
{
    rd_kafka_conf_t *conf = NULL;
    enum result result = kafka_config_make(config, KAFKA_ENDS, worker, &conf, error);
    if (result != OK)
        return result;
    char reason[512];
    rd_kafka_t *rk = rd_kafka_new(RD_KAFKA_CONSUMER, conf, reason, sizeof reason);
    if (!rk) {
        rd_kafka_conf_destroy(conf);
        return error_set(error, RESULT_USAGE, "offsets: %s", reason);
    }
    struct offsets *made = calloc(1, sizeof *made);
    if (!made)
        abort();
    const char *group = kafka_config_get(config, KAFKA_CONSUMER, "group.id");
    snprintf(made->group, sizeof made->group, "%s", group ? group : "dunning");
    made->rk = rk;
    *offsets = made;
    return OK;
}

void offsets_close(struct offsets *offsets)
{
    if (!offsets)
        return;
    rd_kafka_destroy(offsets->rk);
    free(offsets);
}

static rd_kafka_topic_partition_list_t *list_new(const struct offset *items, size_t count,
                                                 int64_t at)
{
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new((int)count);
    for (size_t i = 0; i < count; i++)
        rd_kafka_topic_partition_list_add(list, items[i].topic, items[i].partition)->offset = at;
    return list;
}

static enum result list_offsets(struct offsets *offsets, struct offset *items, size_t count,
                                int64_t which, int timeout_ms, struct error *error)
{
    if (count == 0)
        return OK;
    rd_kafka_topic_partition_list_t *list = list_new(items, count, which);
    rd_kafka_resp_err_t code = rd_kafka_offsets_for_times(offsets->rk, list, timeout_ms);
    enum result result = OK;
    if (code)
        result = error_set(error, RESULT_UNAVAILABLE, "offsets: list: %s", rd_kafka_err2str(code));
    for (int i = 0; i < list->cnt && result == OK; i++)
        if (list->elems[i].err || list->elems[i].offset < 0)
            result = error_set(error, RESULT_UNAVAILABLE, "offsets: list %s[%d]: %s",
                               list->elems[i].topic, (int)list->elems[i].partition,
                               rd_kafka_err2str(list->elems[i].err));
    for (size_t i = 0; i < count && result == OK; i++)
        items[i].at =
            rd_kafka_topic_partition_list_find(list, items[i].topic, items[i].partition)->offset;
    rd_kafka_topic_partition_list_destroy(list);
    return result;
}

enum result offsets_ends(struct offsets *offsets, struct offset *items, size_t count,
                         int timeout_ms, struct error *error)
{
    return list_offsets(offsets, items, count, RD_KAFKA_OFFSET_END, timeout_ms, error);
}

enum result offsets_starts(struct offsets *offsets, struct offset *items, size_t count,
                           int timeout_ms, struct error *error)
{
    return list_offsets(offsets, items, count, RD_KAFKA_OFFSET_BEGINNING, timeout_ms, error);
}

// "v1;seq=12"
static bool read_metadata(struct text metadata, int64_t *sequence)
{
    static const char head[] = "v1;seq=";
    char text[OFFSET_METADATA_MAX];
    while (metadata.len && metadata.at[metadata.len - 1] == 0)
        metadata.len--;
    if (metadata.len < sizeof head || metadata.len >= sizeof text ||
        memcmp(metadata.at, head, sizeof head - 1) != 0)
        return false;
    memcpy(text, metadata.at, metadata.len);
    text[metadata.len] = 0;
    char *end = NULL;
    long long number = strtoll(text + sizeof head - 1, &end, 10);
    if (*end || number < 0)
        return false;
    *sequence = number;
    return true;
}

static enum result take_committed(const rd_kafka_topic_partition_list_t *list, struct offset *items,
                                  size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        const rd_kafka_topic_partition_t *found = rd_kafka_topic_partition_list_find(
            (rd_kafka_topic_partition_list_t *)(uintptr_t)list, items[i].topic, items[i].partition);
        if (!found || found->err)
            return error_set(error, RESULT_UNAVAILABLE, "offsets: committed %s[%d]: %s",
                             items[i].topic, (int)items[i].partition,
                             found ? rd_kafka_err2str(found->err) : "no answer");
        struct offset answer = {items[i].topic, items[i].partition, OFFSET_NONE, 0};
        if (found->offset >= 0) {
            answer.at = found->offset;
            struct text metadata = {found->metadata, found->metadata_size};
            if (!read_metadata(metadata, &answer.sequence))
                return error_set(error, RESULT_BAD_DATA,
                                 "offsets: committed %s[%d]: metadata '%.*s' is not ours",
                                 items[i].topic, (int)items[i].partition, TEXT_ARGS(metadata));
        }
        items[i] = answer;
    }
    return OK;
}

static enum result take_answer(rd_kafka_event_t *event, struct offset *items, size_t count,
                               struct error *error)
{
    if (!event)
        return error_set(error, RESULT_UNAVAILABLE, "offsets: committed: no answer in time");
    if (rd_kafka_event_error(event))
        return error_set(error, RESULT_UNAVAILABLE, "offsets: committed: %s",
                         rd_kafka_event_error_string(event));
    size_t groups = 0;
    const rd_kafka_group_result_t **group = rd_kafka_ListConsumerGroupOffsets_result_groups(
        rd_kafka_event_ListConsumerGroupOffsets_result(event), &groups);
    const rd_kafka_error_t *failed = groups ? rd_kafka_group_result_error(group[0]) : NULL;
    if (!groups || failed)
        return error_set(error, RESULT_UNAVAILABLE, "offsets: committed: %s",
                         failed ? rd_kafka_error_string(failed) : "no answer");
    return take_committed(rd_kafka_group_result_partitions(group[0]), items, count, error);
}

enum result offsets_committed(struct offsets *offsets, struct offset *items, size_t count,
                              int timeout_ms, struct error *error)
{
    if (count == 0)
        return OK;
    char reason[256];
    rd_kafka_topic_partition_list_t *list = list_new(items, count, RD_KAFKA_OFFSET_INVALID);
    rd_kafka_ListConsumerGroupOffsets_t *request =
        rd_kafka_ListConsumerGroupOffsets_new(offsets->group, list);
    rd_kafka_AdminOptions_t *options =
        rd_kafka_AdminOptions_new(offsets->rk, RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS);
    rd_kafka_AdminOptions_set_request_timeout(options, timeout_ms, reason, sizeof reason);
    rd_kafka_error_t *failed = rd_kafka_AdminOptions_set_require_stable_offsets(options, 1);
    if (failed)
        abort(); // a bug: the option belongs to this request
    rd_kafka_queue_t *queue = rd_kafka_queue_new(offsets->rk); // a late answer dies with it
    rd_kafka_ListConsumerGroupOffsets(offsets->rk, &request, 1, options, queue);
    rd_kafka_event_t *event = rd_kafka_queue_poll(queue, timeout_ms + 1000);
    enum result result = take_answer(event, items, count, error);
    if (event)
        rd_kafka_event_destroy(event);
    rd_kafka_queue_destroy(queue);
    rd_kafka_AdminOptions_destroy(options);
    rd_kafka_ListConsumerGroupOffsets_destroy(request);
    rd_kafka_topic_partition_list_destroy(list);
    return result;
}

// ---- committing ----

static rd_kafka_topic_partition_list_t *commit_list_new(const struct offset *items, size_t count)
{
    rd_kafka_topic_partition_list_t *list = list_new(items, count, RD_KAFKA_OFFSET_INVALID);
    for (size_t i = 0; i < count; i++) {
        rd_kafka_topic_partition_t *entry = &list->elems[i];
        char text[OFFSET_METADATA_MAX];
        int len = snprintf(text, sizeof text, "v1;seq=%lld", (long long)items[i].sequence);
        entry->offset = items[i].at;
        entry->metadata = strdup(text); // the list frees it
        if (!entry->metadata)
            abort();
        // With its NUL, as in sink.c: 2.0.2 copies so many bytes, but sends up to the first NUL.
        entry->metadata_size = (size_t)len + 1;
    }
    return list;
}

static enum result take_commit(rd_kafka_event_t *event, struct error *error)
{
    if (!event)
        return error_set(error, RESULT_UNAVAILABLE, "offsets: commit: no answer in time");
    if (rd_kafka_event_error(event))
        return error_set(error, RESULT_UNAVAILABLE, "offsets: commit: %s",
                         rd_kafka_event_error_string(event));
    size_t groups = 0;
    const rd_kafka_group_result_t **group = rd_kafka_AlterConsumerGroupOffsets_result_groups(
        rd_kafka_event_AlterConsumerGroupOffsets_result(event), &groups);
    const rd_kafka_error_t *failed = groups ? rd_kafka_group_result_error(group[0]) : NULL;
    if (!groups || failed)
        return error_set(error, RESULT_UNAVAILABLE, "offsets: commit: %s",
                         failed ? rd_kafka_error_string(failed) : "no answer");
    const rd_kafka_topic_partition_list_t *list = rd_kafka_group_result_partitions(group[0]);
    for (int i = 0; i < list->cnt; i++)
        if (list->elems[i].err)
            return error_set(error, RESULT_UNAVAILABLE, "offsets: commit %s[%d]: %s",
                             list->elems[i].topic, (int)list->elems[i].partition,
                             rd_kafka_err2str(list->elems[i].err));
    return OK;
}

static enum result commit_once(struct offsets *offsets, const struct offset *items, size_t count,
                               int timeout_ms, struct error *error)
{
    char reason[256];
    rd_kafka_topic_partition_list_t *list = commit_list_new(items, count);
    rd_kafka_AlterConsumerGroupOffsets_t *request =
        rd_kafka_AlterConsumerGroupOffsets_new(offsets->group, list);
    rd_kafka_AdminOptions_t *options =
        rd_kafka_AdminOptions_new(offsets->rk, RD_KAFKA_ADMIN_OP_ALTERCONSUMERGROUPOFFSETS);
    rd_kafka_AdminOptions_set_request_timeout(options, timeout_ms, reason, sizeof reason);
    rd_kafka_queue_t *queue = rd_kafka_queue_new(offsets->rk); // a late answer dies with it
    rd_kafka_AlterConsumerGroupOffsets(offsets->rk, &request, 1, options, queue);
    rd_kafka_event_t *event = rd_kafka_queue_poll(queue, timeout_ms + 1000);
    enum result result = take_commit(event, error);
    if (event)
        rd_kafka_event_destroy(event);
    rd_kafka_queue_destroy(queue);
    rd_kafka_AdminOptions_destroy(options);
    rd_kafka_AlterConsumerGroupOffsets_destroy(request);
    rd_kafka_topic_partition_list_destroy(list);
    return result;
}

// Asked until the time is over: a member that just left has a session for some seconds more.
enum result offsets_commit(struct offsets *offsets, const struct offset *items, size_t count,
                           int timeout_ms, struct error *error)
{
    enum { PAUSE_MS = 500, ONE_TIMEOUT_MS = 5000 };
    enum result result = count ? RESULT_UNAVAILABLE : OK;
    for (int waited_ms = 0; result == RESULT_UNAVAILABLE && waited_ms < timeout_ms;
         waited_ms += PAUSE_MS) {
        if (waited_ms)
            usleep(PAUSE_MS * 1000);
        result = commit_once(offsets, items, count, ONE_TIMEOUT_MS, error);
    }
    return result;
}
