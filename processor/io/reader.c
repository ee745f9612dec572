// SPDX-License-Identifier: Apache-2.0
// A consumer without a group: assigned by hand, never committing. Restarting it means assigning
// anew; what was fetched before is told apart by the places.
#include "io/reader.h"

#include "io/headers.h"
#include "io/log.h"

#include <librdkafka/rdkafka.h>
#include <stdlib.h>

enum { PLACES_MAX = 64 };

struct reader {
    rd_kafka_t *rk;
    rd_kafka_message_t *message;
    struct headers headers;
    struct reader_place places[PLACES_MAX];
    size_t count;
};

enum result reader_open(struct reader **reader, const struct kafka_config *config, int worker,
                        struct error *error)
{
    rd_kafka_conf_t *conf = NULL;
    enum result result = kafka_config_make(config, KAFKA_READER, worker, &conf, error);
    if (result != OK)
        return result;
    char reason[512];
    rd_kafka_t *rk = rd_kafka_new(RD_KAFKA_CONSUMER, conf, reason, sizeof reason);
    if (!rk) {
        rd_kafka_conf_destroy(conf);
        return error_set(error, RESULT_USAGE, "reader: %s", reason);
    }
    rd_kafka_poll_set_consumer(rk);
    struct reader *made = calloc(1, sizeof *made);
    if (!made)
        abort();
    made->rk = rk;
    *reader = made;
    return OK;
}

void reader_close(struct reader *reader)
{
    if (!reader)
        return;
    if (reader->message)
        rd_kafka_message_destroy(reader->message);
    rd_kafka_consumer_close(reader->rk);
    rd_kafka_destroy(reader->rk);
    headers_release(&reader->headers);
    free(reader);
}

enum result reader_seek(struct reader *reader, const struct reader_place *places, size_t count,
                        struct error *error)
{
    if (count > PLACES_MAX)
        return error_set(error, RESULT_USAGE, "reader: more than %d places", PLACES_MAX);
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new((int)count);
    for (size_t i = 0; i < count; i++)
        rd_kafka_topic_partition_list_add(list, places[i].name, places[i].partition)->offset =
            places[i].from == READER_FROM_START ? RD_KAFKA_OFFSET_BEGINNING : places[i].from;
    memcpy(reader->places, places, count * sizeof *places);
    reader->count = count;
    rd_kafka_resp_err_t code = rd_kafka_assign(reader->rk, count ? list : NULL);
    rd_kafka_topic_partition_list_destroy(list);
    if (code)
        return error_set(error, RESULT_UNAVAILABLE, "reader: assign: %s", rd_kafka_err2str(code));
    return OK;
}

static struct reader_place *place_of(struct reader *reader, const rd_kafka_message_t *message)
{
    const char *name = message->rkt ? rd_kafka_topic_name(message->rkt) : "";
    for (size_t i = 0; i < reader->count; i++) {
        struct reader_place *place = &reader->places[i];
        if (place->partition == message->partition && strcmp(place->name, name) == 0)
            return place;
    }
    return NULL;
}

static enum result take_error(const rd_kafka_message_t *message, const struct reader_place *place,
                              enum reader_event *event, struct record *record, struct error *error)
{
    if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
        if (!place)
            return OK;
        *event = READER_END;
        *record = (struct record){
            .topic = place->topic, .partition = place->partition, .offset = message->offset};
        return OK;
    }
    if (message->err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET)
        return error_set(error, RESULT_NOT_FOUND, "reader: %s[%d]: %s", place ? place->name : "",
                         (int)message->partition, rd_kafka_message_errstr(message));
    if (message->err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART ||
        message->err == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC ||
        message->err == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION)
        return error_set(error, RESULT_UNAVAILABLE, "reader: %s", rd_kafka_message_errstr(message));
    LOG_WARNING("reader", LOG_STRING("error", rd_kafka_message_errstr(message)));
    return OK; // librdkafka goes on by itself
}

enum result reader_poll(struct reader *reader, int timeout_ms, enum reader_event *event,
                        struct record *record, struct error *error)
{
    *event = READER_IDLE;
    if (reader->message)
        rd_kafka_message_destroy(reader->message);
    reader->message = rd_kafka_consumer_poll(reader->rk, timeout_ms);
    const rd_kafka_message_t *message = reader->message;
    if (!message)
        return OK;
    struct reader_place *place = place_of(reader, message);
    if (message->err)
        return take_error(message, place, event, record, error);
    if (!place || message->offset < place->from)
        return OK;
    place->from = message->offset + 1;
    *event = READER_RECORD;
    *record = (struct record){
        .topic = place->topic,
        .partition = place->partition,
        .offset = message->offset,
        .timestamp_ms = rd_kafka_message_timestamp(message, NULL),
        .key = {message->key, message->key_len},
        .value = {message->payload, message->len},
    };
    return OK;
}

const struct headers *reader_headers(struct reader *reader)
{
    headers_take(&reader->headers, reader->message);
    return &reader->headers;
}
