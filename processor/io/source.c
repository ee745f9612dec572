// SPDX-License-Identifier: Apache-2.0
// Polls with rd_kafka_consumer_poll. The rebalance callback only notes what the group said and
// makes the poll return, so that transactions are finished in the loop and not inside a callback:
// until rd_kafka_assign is called the group waits for us, and heartbeats go on meanwhile.
//
// Positions are ours: librdkafka is always told explicit offsets. Moving a partition is a re-assign
// of all (a seek waits a thousandfold too short in 2.0.2), and a re-assign keeps pause flags in
// librdkafka, so every flag is set anew after it.
#include "io/source.h"

#include "io/headers.h"
#include "io/log.h"

#include <librdkafka/rdkafka.h>
#include <stdlib.h>

struct position {
    int64_t next; // offset behind the last record
    int64_t eof;  // where the end was last seen, -1 for not since source_set
    bool paused;
};

struct source {
    rd_kafka_t *rk;
    const char *inputs[SOURCE_INPUTS];
    int32_t partitions;
    bool *owned;
    bool *included;
    struct position *positions; // by input, then partition
    rd_kafka_message_t *message;
    struct headers headers;
    enum source_event rebalance; // SOURCE_IDLE: none is waiting
    bool uneven;                 // the group gave different numbers of different inputs
    bool closing;
};

static struct position *position_at(const struct source *source, int input, int32_t partition)
{
    return &source->positions[(size_t)input * (size_t)source->partitions + (size_t)partition];
}

static int input_at(const struct source *source, const char *topic)
{
    for (int i = 0; i < SOURCE_INPUTS; i++)
        if (strcmp(source->inputs[i], topic) == 0)
            return i;
    return -1;
}

// ---- rebalance ----

static void note_assigned(struct source *source, const rd_kafka_topic_partition_list_t *list)
{
    int *seen = calloc((size_t)source->partitions, sizeof *seen);
    if (!seen)
        abort();
    source->uneven = false;
    for (int i = 0; i < list->cnt; i++) {
        int32_t partition = list->elems[i].partition;
        if (partition < source->partitions && input_at(source, list->elems[i].topic) >= 0)
            seen[partition]++;
        else
            source->uneven = true;
    }
    for (int32_t p = 0; p < source->partitions; p++) {
        source->owned[p] = seen[p] == SOURCE_INPUTS;
        source->included[p] = false;
        source->uneven |= seen[p] != 0 && seen[p] != SOURCE_INPUTS;
        for (int i = 0; i < SOURCE_INPUTS; i++)
            *position_at(source, i, p) = (struct position){.eof = -1};
    }
    free(seen);
}

static void on_rebalance(rd_kafka_t *rk, rd_kafka_resp_err_t why,
                         rd_kafka_topic_partition_list_t *list, void *opaque)
{
    struct source *source = opaque;
    if (source->closing) {
        rd_kafka_assign(rk, NULL);
        return;
    }
    if (why == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
        note_assigned(source, list);
        source->rebalance = SOURCE_ASSIGNED;
    } else {
        source->rebalance = rd_kafka_assignment_lost(rk) ? SOURCE_LOST : SOURCE_REVOKED;
    }
    rd_kafka_yield(rk);
}

static enum result take_rebalance(struct source *source, enum source_event *event,
                                  struct error *error)
{
    if (source->rebalance == SOURCE_ASSIGNED && source->uneven)
        return error_set(error, RESULT_FATAL,
                         "source: the group assigned different partitions of different inputs: "
                         "do all inputs have %d partitions?",
                         (int)source->partitions);
    *event = source->rebalance;
    source->rebalance = SOURCE_IDLE;
    return OK;
}

// ---- opening, closing ----

static enum result subscribe(struct source *source, struct error *error)
{
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(SOURCE_INPUTS);
    for (int i = 0; i < SOURCE_INPUTS; i++)
        rd_kafka_topic_partition_list_add(list, source->inputs[i], RD_KAFKA_PARTITION_UA);
    rd_kafka_resp_err_t code = rd_kafka_subscribe(source->rk, list);
    rd_kafka_topic_partition_list_destroy(list);
    if (code)
        return error_set(error, RESULT_FATAL, "source: subscribe: %s", rd_kafka_err2str(code));
    return OK;
}

static void *zeroed(size_t count, size_t size)
{
    void *at = calloc(count, size);
    if (!at)
        abort();
    return at;
}

enum result source_open(struct source **source, const struct kafka_config *config, int worker,
                        const char *const *inputs, int32_t partitions, struct error *error)
{
    rd_kafka_conf_t *conf = NULL;
    enum result result = kafka_config_make(config, KAFKA_SOURCE, worker, &conf, error);
    if (result != OK)
        return result;
    struct source *made = zeroed(1, sizeof *made);
    memcpy(made->inputs, inputs, sizeof made->inputs);
    made->partitions = partitions;
    made->owned = zeroed((size_t)partitions, sizeof *made->owned);
    made->included = zeroed((size_t)partitions, sizeof *made->included);
    made->positions = zeroed((size_t)partitions * SOURCE_INPUTS, sizeof *made->positions);
    rd_kafka_conf_set_opaque(conf, made);
    rd_kafka_conf_set_rebalance_cb(conf, on_rebalance);
    char reason[512];
    made->rk = rd_kafka_new(RD_KAFKA_CONSUMER, conf, reason, sizeof reason);
    if (!made->rk) {
        rd_kafka_conf_destroy(conf);
        result = error_set(error, RESULT_USAGE, "source: %s", reason);
    } else {
        rd_kafka_poll_set_consumer(made->rk);
        result = subscribe(made, error);
    }
    if (result != OK)
        source_close(made);
    else
        *source = made;
    return result;
}

void source_close(struct source *source)
{
    if (!source)
        return;
    source->closing = true;
    if (source->message)
        rd_kafka_message_destroy(source->message);
    if (source->rk) {
        rd_kafka_assign(source->rk, NULL);
        rd_kafka_consumer_close(source->rk);
        rd_kafka_destroy(source->rk);
    }
    free(source->owned);
    free(source->included);
    free(source->positions);
    headers_release(&source->headers);
    free(source);
}

struct rd_kafka_s *source_handle(struct source *source)
{
    return source->rk;
}

const char *const *source_inputs(const struct source *source)
{
    return source->inputs;
}

// ---- polling ----

static enum result fail_fatal(struct source *source, struct error *error)
{
    char reason[512];
    rd_kafka_resp_err_t code = rd_kafka_fatal_error(source->rk, reason, sizeof reason);
    if (code == RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID)
        return error_set(error, RESULT_FATAL,
                         "source: fenced: another process runs with this group.instance.id: %s",
                         reason);
    return error_set(error, RESULT_FATAL, "source: %s", reason);
}

static enum result take_error(struct source *source, const rd_kafka_message_t *message,
                              enum source_event *event, struct record *record, struct error *error)
{
    *event = SOURCE_IDLE;
    const char *topic = message->rkt ? rd_kafka_topic_name(message->rkt) : "";
    switch ((int)message->err) {
    case RD_KAFKA_RESP_ERR__PARTITION_EOF: {
        int input = input_at(source, topic);
        if (input < 0 || !source->included[message->partition])
            return OK;
        struct position *position = position_at(source, input, message->partition);
        if (message->offset > position->eof)
            position->eof = message->offset;
        *event = SOURCE_EOF;
        *record = (struct record){.topic = input, .partition = message->partition};
        return OK;
    }
    case RD_KAFKA_RESP_ERR__FATAL:
        return fail_fatal(source, error);
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
        return error_set(error, RESULT_FATAL,
                         "source: %s[%d]: records were deleted before they were read: %s", topic,
                         (int)message->partition, rd_kafka_message_errstr(message));
    default: // librdkafka goes on by itself
        LOG_WARNING("source", LOG_STRING("topic", topic), LOG_INT("partition", message->partition),
                    LOG_STRING("error", rd_kafka_message_errstr(message)));
        return OK;
    }
}

static bool take_record(struct source *source, const rd_kafka_message_t *message,
                        struct record *record)
{
    int input = input_at(source, rd_kafka_topic_name(message->rkt));
    if (input < 0 || message->partition >= source->partitions ||
        !source->included[message->partition])
        return false;
    struct position *position = position_at(source, input, message->partition);
    if (message->offset < position->next)
        return false; // fetched before the last re-assign
    position->next = message->offset + 1;
    *record = (struct record){
        .topic = input,
        .partition = message->partition,
        .offset = message->offset,
        .timestamp_ms = rd_kafka_message_timestamp(message, NULL),
        .key = {message->key, message->key_len},
        .value = {message->payload, message->len},
    };
    return true;
}

enum result source_poll(struct source *source, int timeout_ms, enum source_event *event,
                        struct record *record, struct error *error)
{
    *event = SOURCE_IDLE;
    if (source->message)
        rd_kafka_message_destroy(source->message);
    source->message = NULL;
    if (source->rebalance == SOURCE_IDLE)
        source->message = rd_kafka_consumer_poll(source->rk, timeout_ms);
    if (source->message && source->message->err)
        return take_error(source, source->message, event, record, error);
    if (source->message && take_record(source, source->message, record))
        *event = SOURCE_RECORD;
    else if (source->rebalance != SOURCE_IDLE)
        return take_rebalance(source, event, error);
    return OK;
}

const struct headers *source_headers(struct source *source)
{
    headers_take(&source->headers, source->message);
    return &source->headers;
}

// ---- where it reads ----

bool source_owns(const struct source *source, int32_t partition)
{
    return partition >= 0 && partition < source->partitions && source->owned[partition];
}

void source_set(struct source *source, int input, int32_t partition, int64_t next)
{
    struct position *position = position_at(source, input, partition);
    position->next = next;
    position->eof = -1;
}

void source_include(struct source *source, int32_t partition, bool included)
{
    source->included[partition] = included;
}

static enum result set_pauses(struct source *source, struct error *error)
{
    enum result result = OK;
    for (int i = 0; i < SOURCE_INPUTS && result == OK; i++)
        for (int32_t p = 0; p < source->partitions && result == OK; p++)
            if (source->included[p])
                result = source_pause(source, i, p, position_at(source, i, p)->paused, error);
    return result;
}

enum result source_apply(struct source *source, struct error *error)
{
    rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new(SOURCE_INPUTS * source->partitions);
    for (int i = 0; i < SOURCE_INPUTS; i++)
        for (int32_t p = 0; p < source->partitions; p++)
            if (source->owned[p] && source->included[p])
                rd_kafka_topic_partition_list_add(list, source->inputs[i], p)->offset =
                    position_at(source, i, p)->next;
    rd_kafka_resp_err_t code = rd_kafka_assign(source->rk, list);
    rd_kafka_topic_partition_list_destroy(list);
    if (code == RD_KAFKA_RESP_ERR__FATAL)
        return fail_fatal(source, error);
    if (code)
        return error_set(error, RESULT_FATAL, "source: assign: %s", rd_kafka_err2str(code));
    return set_pauses(source, error);
}

enum result source_leave(struct source *source, struct error *error)
{
    memset(source->owned, 0, (size_t)source->partitions * sizeof *source->owned);
    memset(source->included, 0, (size_t)source->partitions * sizeof *source->included);
    rd_kafka_resp_err_t code = rd_kafka_assign(source->rk, NULL);
    if (code == RD_KAFKA_RESP_ERR__FATAL)
        return fail_fatal(source, error);
    if (code)
        return error_set(error, RESULT_FATAL, "source: unassign: %s", rd_kafka_err2str(code));
    return OK;
}

enum result source_pause(struct source *source, int input, int32_t partition, bool paused,
                         struct error *error)
{
    position_at(source, input, partition)->paused = paused;
    if (!source->included[partition])
        return OK; // set with the next source_apply
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, source->inputs[input], partition);
    rd_kafka_resp_err_t code = paused ? rd_kafka_pause_partitions(source->rk, list)
                                      : rd_kafka_resume_partitions(source->rk, list);
    if (!code)
        code = list->elems[0].err;
    rd_kafka_topic_partition_list_destroy(list);
    if (code)
        return error_set(error, RESULT_FATAL, "source: pause %s[%d]: %s", source->inputs[input],
                         (int)partition, rd_kafka_err2str(code));
    return OK;
}

bool source_is_paused(const struct source *source, int input, int32_t partition)
{
    return position_at(source, input, partition)->paused;
}

int64_t source_next(const struct source *source, int input, int32_t partition)
{
    return position_at(source, input, partition)->next;
}

int64_t source_seen(const struct source *source, int input, int32_t partition)
{
    const struct position *position = position_at(source, input, partition);
    return position->next > position->eof ? position->next : position->eof;
}

bool source_is_drained(const struct source *source, int input, int32_t partition, int64_t end)
{
    return source_seen(source, input, partition) >= end;
}

bool source_is_at_end(const struct source *source, int input, int32_t partition)
{
    const struct position *position = position_at(source, input, partition);
    return position->eof >= 0 && position->eof >= position->next;
}
