// SPDX-License-Identifier: Apache-2.0
// Transactions by librdkafka. What it says about an error (retriable, abortable, fatal) becomes one
// of three results; see "Known traps" of the design for why the epoch is given up so easily.
//   - An answer that says an error is seen in the result of the call; an answer that was lost is
//     seen as a broken or timed out connection in the error callback. Both make the epoch suspect.
//   - TxnOffsetCommit may never answer: its call has a time limit, and the producer goes with it.
#include "io/sink.h"

#include "io/headers.h"
#include "io/log.h"

#include <inttypes.h>
#include <librdkafka/rdkafka.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    INIT_TIMEOUT_MS = 10000,
    OFFSETS_TIMEOUT_MS = 10000,
    COMMIT_TIMEOUT_MS = 20000,
    ABORT_TIMEOUT_MS = 5000,
    FULL_TIMEOUT_MS = 10000,
};

struct sink {
    const struct kafka_config *config;
    rd_kafka_t *rk; // NULL: to be made by the next begin
    int worker;
    const char *const *topics;
    int topic_count;
    int32_t partitions;
    rd_kafka_topic_t **handles; // by topic, belonging to rk
    int64_t *delivered;         // by topic, then partition
    int64_t epochs;
    bool open;
    bool suspect;
    bool failed; // a record of the open transaction was not delivered
    char failure[256];
};

enum result sink_open(struct sink **sink, const struct kafka_config *config, int worker,
                      const char *const *topics, int topic_count, int32_t partitions,
                      struct error *error)
{
    rd_kafka_conf_t *conf = NULL;
    enum result result = kafka_config_make(config, KAFKA_SINK, worker, &conf, error);
    if (result != OK)
        return result;
    rd_kafka_conf_destroy(conf); // a trial: what is wrong is said now
    struct sink *made = calloc(1, sizeof *made);
    if (!made)
        abort();
    made->config = config;
    made->worker = worker;
    made->topics = topics;
    made->topic_count = topic_count;
    made->partitions = partitions;
    made->handles = calloc((size_t)topic_count, sizeof(rd_kafka_topic_t *));
    made->delivered = calloc((size_t)topic_count * (size_t)partitions, sizeof *made->delivered);
    if (!made->handles || !made->delivered)
        abort();
    *sink = made;
    return OK;
}

// ---- the producer's own reports ----

static void on_delivery(rd_kafka_t *rk, const rd_kafka_message_t *message, void *opaque)
{
    (void)rk;
    struct sink *sink = opaque;
    if (message->err) {
        sink->suspect = true;
        sink->failed = true;
        snprintf(sink->failure, sizeof sink->failure, "%s", rd_kafka_err2str(message->err));
        return;
    }
    int topic = (int)(intptr_t)message->_private;
    if (message->partition < 0 || message->partition >= sink->partitions)
        return;
    int64_t *last =
        &sink->delivered[(size_t)topic * (size_t)sink->partitions + (size_t)message->partition];
    if (message->offset > *last)
        *last = message->offset;
}

static void on_error(rd_kafka_t *rk, int code, const char *reason, void *opaque)
{
    (void)rk;
    struct sink *sink = opaque;
    if (!sink->suspect)
        LOG_INFO("sink epoch suspect", LOG_INT("worker", sink->worker),
                 LOG_STRING("code", rd_kafka_err2name((rd_kafka_resp_err_t)code)),
                 LOG_STRING("reason", reason));
    sink->suspect = true;
}

// ---- making and giving up the producer ----

static void drop_producer(struct sink *sink)
{
    if (!sink->rk)
        return;
    for (int i = 0; i < sink->topic_count; i++) {
        if (sink->handles[i])
            rd_kafka_topic_destroy(sink->handles[i]);
        sink->handles[i] = NULL;
    }
    rd_kafka_purge(sink->rk, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    rd_kafka_poll(sink->rk, 0);
    rd_kafka_destroy(sink->rk);
    sink->rk = NULL;
    sink->open = false;
}

void sink_close(struct sink *sink)
{
    if (!sink)
        return;
    if (sink->open)
        sink_abort(sink);
    drop_producer(sink);
    free(sink->handles);
    free(sink->delivered);
    free(sink);
}

static bool is_fenced(rd_kafka_resp_err_t code)
{
    return code == RD_KAFKA_RESP_ERR__FENCED || code == RD_KAFKA_RESP_ERR_PRODUCER_FENCED ||
           code == RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH ||
           code == RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID;
}

// What a failed call means, with its text in `error`; frees `kafka_error`.
static enum result classify(struct sink *sink, rd_kafka_error_t *kafka_error, const char *what,
                            struct error *error)
{
    if (!kafka_error)
        return OK;
    rd_kafka_resp_err_t code = rd_kafka_error_code(kafka_error);
    sink->suspect = true;
    enum result result = RESULT_ABORT;
    if (rd_kafka_error_is_fatal(kafka_error) || is_fenced(code))
        result = RESULT_FATAL;
    error_set(error, result, "sink: %s: %s%s (%s)", what,
              is_fenced(code) ? "fenced: another process uses this transactional.id, or the "
                                "transaction took too long: "
                              : "",
              rd_kafka_error_string(kafka_error), rd_kafka_err2name(code));
    rd_kafka_error_destroy(kafka_error);
    return result;
}

static enum result make_producer(struct sink *sink, struct error *error)
{
    rd_kafka_conf_t *conf = NULL;
    enum result result = kafka_config_make(sink->config, KAFKA_SINK, sink->worker, &conf, error);
    if (result != OK)
        return result;
    char reason[512];
    rd_kafka_conf_set_opaque(conf, sink);
    rd_kafka_conf_set_dr_msg_cb(conf, on_delivery);
    rd_kafka_conf_set_error_cb(conf, on_error);
    sink->rk = rd_kafka_new(RD_KAFKA_PRODUCER, conf, reason, sizeof reason);
    if (!sink->rk) {
        rd_kafka_conf_destroy(conf);
        return error_set(error, RESULT_USAGE, "sink: %s", reason);
    }
    result = classify(sink, rd_kafka_init_transactions(sink->rk, INIT_TIMEOUT_MS), "init", error);
    for (int i = 0; i < sink->topic_count && result == OK; i++) {
        sink->handles[i] = rd_kafka_topic_new(sink->rk, sink->topics[i], NULL);
        if (!sink->handles[i])
            result = error_set(error, RESULT_FATAL, "sink: topic %s: %s", sink->topics[i],
                               rd_kafka_err2str(rd_kafka_last_error()));
    }
    rd_kafka_poll(sink->rk, 0); // what was said while connecting is no reason for suspicion
    sink->suspect = false;
    sink->epochs++;
    if (result != OK)
        drop_producer(sink);
    return result == RESULT_ABORT ? RESULT_UNAVAILABLE : result;
}

// ---- a transaction ----

enum result sink_prepare(struct sink *sink, struct error *error)
{
    if (sink->rk)
        rd_kafka_poll(sink->rk, 0);
    if (sink->suspect && !sink->open)
        drop_producer(sink);
    return sink->rk ? OK : make_producer(sink, error);
}

enum result sink_begin(struct sink *sink, struct error *error)
{
    enum result prepared = sink_prepare(sink, error);
    if (prepared != OK)
        return prepared;
    size_t slots = (size_t)sink->topic_count * (size_t)sink->partitions;
    for (size_t i = 0; i < slots; i++)
        sink->delivered[i] = -1;
    sink->failed = false;
    enum result result = classify(sink, rd_kafka_begin_transaction(sink->rk), "begin", error);
    sink->open = result == OK;
    return result == RESULT_ABORT ? RESULT_UNAVAILABLE : result;
}

bool sink_is_open(const struct sink *sink)
{
    return sink->open;
}

void sink_poll(struct sink *sink)
{
    if (sink->rk)
        rd_kafka_poll(sink->rk, 0);
}

static rd_kafka_resp_err_t produce(struct sink *sink, const struct record *record,
                                   rd_kafka_headers_t *headers)
{
    return rd_kafka_producev(
        sink->rk, RD_KAFKA_V_RKT(sink->handles[record->topic]),
        RD_KAFKA_V_PARTITION(record->partition), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
        RD_KAFKA_V_KEY(record->key.at, record->key.len),
        RD_KAFKA_V_VALUE((void *)(uintptr_t)record->value.at, record->value.len),
        RD_KAFKA_V_TIMESTAMP(record->timestamp_ms), RD_KAFKA_V_HEADERS(headers),
        RD_KAFKA_V_OPAQUE((void *)(intptr_t)record->topic), RD_KAFKA_V_END);
}

static int64_t monotonic_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

enum result sink_send(struct sink *sink, const struct record *record, struct error *error)
{
    rd_kafka_headers_t *headers = headers_make(record->headers);
    int64_t deadline_ms = monotonic_ms() + FULL_TIMEOUT_MS;
    rd_kafka_resp_err_t code = produce(sink, record, headers);
    while (code == RD_KAFKA_RESP_ERR__QUEUE_FULL && monotonic_ms() < deadline_ms) {
        rd_kafka_poll(sink->rk, 50);
        code = produce(sink, record, headers);
    }
    if (!code)
        return OK;
    if (headers)
        rd_kafka_headers_destroy(headers);
    sink->suspect = true;
    enum result result =
        is_fenced(code) || code == RD_KAFKA_RESP_ERR__FATAL ? RESULT_FATAL : RESULT_ABORT;
    return error_set(error, result, "sink: send to %s: %s", sink->topics[record->topic],
                     rd_kafka_err2str(code));
}

static enum result send_offsets(struct sink *sink, struct source *source,
                                const struct sink_offset *offsets, size_t count,
                                struct error *error)
{
    const char *const *inputs = source_inputs(source);
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new((int)count);
    for (size_t i = 0; i < count; i++) {
        rd_kafka_topic_partition_t *item =
            rd_kafka_topic_partition_list_add(list, inputs[offsets[i].input], offsets[i].partition);
        char metadata[48];
        int len = snprintf(metadata, sizeof metadata, "v1;seq=%" PRId64, offsets[i].sequence);
        item->offset = offsets[i].next;
        item->metadata = strdup(metadata);
        // With its NUL: 2.0.2 copies so many bytes, but sends up to the first NUL.
        item->metadata_size = (size_t)len + 1;
        if (!item->metadata)
            abort();
    }
    // Right before sending: a generation from before the last join would be refused.
    rd_kafka_consumer_group_metadata_t *group =
        rd_kafka_consumer_group_metadata(source_handle(source));
    enum result result = RESULT_ABORT;
    if (group)
        result = classify(
            sink, rd_kafka_send_offsets_to_transaction(sink->rk, list, group, OFFSETS_TIMEOUT_MS),
            "send offsets", error);
    else
        error_set(error, result, "sink: the consumer is no member of its group");
    if (group)
        rd_kafka_consumer_group_metadata_destroy(group);
    rd_kafka_topic_partition_list_destroy(list);
    return result;
}

enum result sink_commit(struct sink *sink, struct source *source, const struct sink_offset *offsets,
                        size_t count, struct error *error)
{
    enum result result = OK;
    if (count)
        result = send_offsets(sink, source, offsets, count, error);
    if (result == OK)
        result = classify(sink, rd_kafka_commit_transaction(sink->rk, COMMIT_TIMEOUT_MS), "commit",
                          error);
    if (result == OK && sink->failed) // librdkafka refuses such a commit itself; never trust that
        result = error_set(error, RESULT_ABORT, "sink: undelivered: %s", sink->failure);
    if (result == OK)
        sink->open = false;
    return result;
}

void sink_abort(struct sink *sink)
{
    if (!sink->open)
        return;
    sink->open = false;
    sink->suspect = true;
    rd_kafka_error_t *failed = rd_kafka_abort_transaction(sink->rk, ABORT_TIMEOUT_MS);
    if (!failed)
        return;
    LOG_WARNING("sink abort", LOG_INT("worker", sink->worker),
                LOG_STRING("error", rd_kafka_error_string(failed)));
    rd_kafka_error_destroy(failed);
}

int64_t sink_delivered(const struct sink *sink, int topic, int32_t partition)
{
    return sink->delivered[(size_t)topic * (size_t)sink->partitions + (size_t)partition];
}

int64_t sink_epochs(const struct sink *sink)
{
    return sink->epochs;
}
