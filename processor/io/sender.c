// SPDX-License-Identifier: Apache-2.0
// Sends records outside any transaction; what they are is the callers' business.
#include "io/sender.h"

#include "io/headers.h"

#include <librdkafka/rdkafka.h>
#include <stdio.h>
#include <stdlib.h>

struct sender {
    rd_kafka_t *rk;
    int64_t failed;
    char failure[256];
};

static void on_delivery(rd_kafka_t *rk, const rd_kafka_message_t *message, void *opaque)
{
    (void)rk;
    struct sender *sender = opaque;
    if (!message->err)
        return;
    sender->failed++;
    snprintf(sender->failure, sizeof sender->failure, "%s", rd_kafka_err2str(message->err));
}

enum result sender_open(struct sender **sender, const struct kafka_config *config, int worker,
                        struct error *error)
{
    rd_kafka_conf_t *conf = NULL;
    enum result result = kafka_config_make(config, KAFKA_PLAIN, worker, &conf, error);
    if (result != OK)
        return result;
    struct sender *made = calloc(1, sizeof *made);
    if (!made)
        abort();
    char reason[512];
    rd_kafka_conf_set_opaque(conf, made);
    rd_kafka_conf_set_dr_msg_cb(conf, on_delivery);
    made->rk = rd_kafka_new(RD_KAFKA_PRODUCER, conf, reason, sizeof reason);
    if (!made->rk) {
        rd_kafka_conf_destroy(conf);
        free(made);
        return error_set(error, RESULT_USAGE, "sender: %s", reason);
    }
    *sender = made;
    return OK;
}

void sender_close(struct sender *sender)
{
    if (!sender)
        return;
    rd_kafka_purge(sender->rk, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    rd_kafka_destroy(sender->rk);
    free(sender);
}

static rd_kafka_resp_err_t produce(struct sender *sender, const char *topic,
                                   const struct record *record, rd_kafka_headers_t *headers)
{
    return rd_kafka_producev(
        sender->rk, RD_KAFKA_V_TOPIC(topic), RD_KAFKA_V_PARTITION(record->partition),
        RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_KEY(record->key.at, record->key.len),
        RD_KAFKA_V_VALUE((void *)(uintptr_t)record->value.at, record->value.len),
        RD_KAFKA_V_TIMESTAMP(record->timestamp_ms), RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_END);
}

enum result sender_send(struct sender *sender, const char *topic, const struct record *record,
                        struct error *error)
{
    enum { TRIES = 200, WAIT_MS = 50 };
    rd_kafka_headers_t *headers = headers_make(record->headers);
    rd_kafka_resp_err_t code = produce(sender, topic, record, headers);
    for (int i = 0; i < TRIES && code == RD_KAFKA_RESP_ERR__QUEUE_FULL; i++) {
        rd_kafka_poll(sender->rk, WAIT_MS);
        code = produce(sender, topic, record, headers);
    }
    if (!code)
        return OK;
    if (headers)
        rd_kafka_headers_destroy(headers);
    return error_set(error, RESULT_UNAVAILABLE, "sender: %s: %s", topic, rd_kafka_err2str(code));
}

enum result sender_flush(struct sender *sender, int timeout_ms, struct error *error)
{
    rd_kafka_resp_err_t code = rd_kafka_flush(sender->rk, timeout_ms);
    if (code)
        return error_set(error, RESULT_UNAVAILABLE, "sender: %d records unacknowledged: %s",
                         rd_kafka_outq_len(sender->rk), rd_kafka_err2str(code));
    if (sender_poll(sender))
        return error_set(error, RESULT_UNAVAILABLE, "sender: %s", sender->failure);
    return OK;
}

int64_t sender_poll(struct sender *sender)
{
    rd_kafka_poll(sender->rk, 0);
    int64_t failed = sender->failed;
    sender->failed = 0;
    return failed;
}
