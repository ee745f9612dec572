// SPDX-License-Identifier: Apache-2.0
// Properties in three layers: ours that may be changed, the user's, ours that may not. Each row
// says for which handles it is and, where that is not plain, why.
#include "io/kafka_config.h"

#include "base/text.h"
#include "io/log.h"

#include <librdkafka/rdkafka.h>
#include <stdio.h>
#include <stdlib.h>

enum { PROPERTIES_MAX = 256 };

struct given {
    enum kafka_side side;
    char *name;
    char *value;
};

struct kafka_config {
    struct given items[PROPERTIES_MAX];
    size_t count;
};

enum {
    FOR_SOURCE = 1 << KAFKA_SOURCE,
    FOR_READER = 1 << KAFKA_READER,
    FOR_ENDS = 1 << KAFKA_ENDS,
    FOR_SINK = 1 << KAFKA_SINK,
    FOR_PLAIN = 1 << KAFKA_PLAIN,
    FOR_FETCHING = FOR_SOURCE | FOR_READER,
    FOR_CONSUMERS = FOR_FETCHING | FOR_ENDS,
    FOR_PRODUCERS = FOR_SINK | FOR_PLAIN,
    FOR_ALL = FOR_CONSUMERS | FOR_PRODUCERS,
};

struct fixed {
    int handles;
    const char *name;
    const char *value;
};

static const struct fixed defaults[] = {
    {FOR_ALL, "socket.nagle.disable", "true"},
    {FOR_ALL, "reconnect.backoff.max.ms", "1000"},
    {FOR_SOURCE, "session.timeout.ms", "15000"},
    // EOF behind a control record comes only with the next empty fetch, and ticks wait for it.
    {FOR_FETCHING, "fetch.wait.max.ms", "20"},
    {FOR_FETCHING, "fetch.error.backoff.ms", "50"},
    {FOR_FETCHING, "queued.min.messages", "10000"},
    {FOR_FETCHING, "queued.max.messages.kbytes", "16384"},
    {FOR_SINK, "transaction.timeout.ms", "10000"},
    // The default of 100 ms is what sending offsets waits for behind the last EndTxn.
    {FOR_SINK, "retry.backoff.ms", "5"},
    {FOR_PRODUCERS, "linger.ms", "5"},
    {FOR_PRODUCERS, "compression.codec", "lz4"},
    {FOR_PRODUCERS, "message.max.bytes", "8388608"},
    {FOR_PRODUCERS, "partitioner", "murmur2_random"},
};

static const struct fixed owned[] = {
    {FOR_CONSUMERS, "enable.auto.commit", "false"},
    {FOR_CONSUMERS, "enable.auto.offset.store", "false"},
    {FOR_FETCHING, "isolation.level", "read_committed"},
    {FOR_ENDS, "isolation.level", "read_uncommitted"},
    {FOR_CONSUMERS, "partition.assignment.strategy", "range"},
    {FOR_CONSUMERS, "auto.offset.reset", "error"},
    {FOR_CONSUMERS, "enable.partition.eof", "true"},
    {FOR_PRODUCERS, "enable.idempotence", "true"},
};

// Refused although they are set nowhere above, or under an older name.
static const char *const refused[] = {"transactional.id", "auto.commit.enable",
                                      "enable.auto.offset.store"};

struct kafka_config *kafka_config_new(void)
{
    struct kafka_config *config = calloc(1, sizeof *config);
    if (!config)
        abort();
    return config;
}

void kafka_config_free(struct kafka_config *config)
{
    if (!config)
        return;
    for (size_t i = 0; i < config->count; i++) {
        free(config->items[i].name);
        free(config->items[i].value);
    }
    free(config);
}

static bool is_owned(const char *name)
{
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        if (strcmp(name, owned[i].name) == 0)
            return true;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (strcmp(name, refused[i]) == 0)
            return true;
    return false;
}

static enum result try_property(const char *name, const char *value, struct error *error)
{
    char reason[512];
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_conf_res_t answer = rd_kafka_conf_set(conf, name, value, reason, sizeof reason);
    rd_kafka_conf_destroy(conf);
    return answer == RD_KAFKA_CONF_OK ? OK : error_set(error, RESULT_USAGE, "kafka: %s", reason);
}

enum result kafka_config_set(struct kafka_config *config, enum kafka_side side, const char *name,
                             const char *value, struct error *error)
{
    if (is_owned(name))
        return error_set(error, RESULT_USAGE, "kafka: %s is owned by exactly-once", name);
    if (config->count == PROPERTIES_MAX)
        return error_set(error, RESULT_USAGE, "kafka: more than %d properties", PROPERTIES_MAX);
    enum result result = try_property(name, value, error);
    if (result != OK)
        return result;
    struct given given = {side, strdup(name), strdup(value)};
    if (!given.name || !given.value)
        abort();
    config->items[config->count++] = given;
    return OK;
}

const char *kafka_config_get(const struct kafka_config *config, enum kafka_side side,
                             const char *name)
{
    const char *found = NULL;
    for (size_t i = 0; i < config->count; i++) {
        const struct given *given = &config->items[i];
        bool fits = given->side == side || given->side == KAFKA_BOTH;
        if (fits && strcmp(given->name, name) == 0)
            found = given->value;
    }
    return found;
}

int64_t kafka_config_transaction_timeout_ms(const struct kafka_config *config)
{
    const char *value = kafka_config_get(config, KAFKA_PRODUCER, "transaction.timeout.ms");
    return value ? strtoll(value, NULL, 10) : 10000;
}

static const char *text_or_empty(const char *text)
{
    return text ? text : "";
}

const char *kafka_config_instance(const struct kafka_config *config, int worker,
                                  char out[KAFKA_NAME_MAX])
{
    snprintf(out, KAFKA_NAME_MAX, "%s/%d",
             text_or_empty(kafka_config_get(config, KAFKA_CONSUMER, "group.instance.id")), worker);
    return out;
}

const char *kafka_config_transactional_id(const struct kafka_config *config, int worker,
                                          char out[KAFKA_NAME_MAX])
{
    char instance[KAFKA_NAME_MAX];
    snprintf(out, KAFKA_NAME_MAX, "%s/%.400s",
             text_or_empty(kafka_config_get(config, KAFKA_CONSUMER, "group.id")),
             kafka_config_instance(config, worker, instance));
    return out;
}

static void on_log(const rd_kafka_t *rk, int level, const char *facility, const char *text)
{
    // The library's own view; what matters comes back as a result and is logged where it is
    // handled.
    if (level <= 4)
        LOG_WARNING("kafka client", LOG_STRING("client", rd_kafka_name(rk)),
                    LOG_STRING("facility", facility), LOG_STRING("text", text));
    else
        LOG_DEBUG("kafka client", LOG_STRING("client", rd_kafka_name(rk)),
                  LOG_STRING("facility", facility), LOG_STRING("text", text));
}

static enum result set(rd_kafka_conf_t *conf, const char *name, const char *value,
                       struct error *error)
{
    char reason[512];
    if (rd_kafka_conf_set(conf, name, value, reason, sizeof reason) == RD_KAFKA_CONF_OK)
        return OK;
    return error_set(error, RESULT_USAGE, "kafka: %s", reason);
}

static enum result set_fixed(rd_kafka_conf_t *conf, const struct fixed *rows, size_t count,
                             enum kafka_handle handle, struct error *error)
{
    enum result result = OK;
    for (size_t i = 0; i < count && result == OK; i++)
        if (rows[i].handles & 1 << handle)
            result = set(conf, rows[i].name, rows[i].value, error);
    return result;
}

// A property that means nothing to this handle would only raise a warning in the library.
static bool is_for(const struct given *given, enum kafka_handle handle)
{
    bool producer = FOR_PRODUCERS & 1 << handle;
    if (given->side == (producer ? KAFKA_CONSUMER : KAFKA_PRODUCER))
        return false;
    if (strcmp(given->name, "group.instance.id") == 0)
        return false; // set with the worker's number
    if (strcmp(given->name, "transaction.timeout.ms") == 0)
        return handle == KAFKA_SINK;
    return !(producer && strcmp(given->name, "group.id") == 0);
}

static enum result set_given(rd_kafka_conf_t *conf, const struct kafka_config *config,
                             enum kafka_side side, enum kafka_handle handle, struct error *error)
{
    enum result result = OK;
    for (size_t i = 0; i < config->count && result == OK; i++) {
        const struct given *given = &config->items[i];
        if (given->side == side && is_for(given, handle))
            result = set(conf, given->name, given->value, error);
    }
    return result;
}

static enum result set_names(rd_kafka_conf_t *conf, const struct kafka_config *config,
                             enum kafka_handle handle, int worker, struct error *error)
{
    static const char *const roles[] = {"source", "reader", "ends", "sink", "plain"};
    char name[KAFKA_NAME_MAX];
    char client[KAFKA_NAME_MAX];
    snprintf(client, sizeof client, "%.400s/%s", kafka_config_instance(config, worker, name),
             roles[handle]);
    enum result result = OK;
    if (!kafka_config_get(config, KAFKA_BOTH, "client.id"))
        result = set(conf, "client.id", client, error);
    if (result == OK && handle == KAFKA_SOURCE &&
        kafka_config_get(config, KAFKA_CONSUMER, "group.instance.id"))
        result = set(conf, "group.instance.id", name, error);
    if (result == OK && (FOR_CONSUMERS & 1 << handle) &&
        !kafka_config_get(config, KAFKA_CONSUMER, "group.id"))
        result = set(conf, "group.id", "dunning", error);
    if (result == OK && handle == KAFKA_SINK)
        result = set(conf, "transactional.id", kafka_config_transactional_id(config, worker, name),
                     error);
    return result;
}

enum result kafka_config_make(const struct kafka_config *config, enum kafka_handle handle,
                              int worker, rd_kafka_conf_t **conf, struct error *error)
{
    rd_kafka_conf_t *made = rd_kafka_conf_new();
    enum kafka_side side = FOR_PRODUCERS & 1 << handle ? KAFKA_PRODUCER : KAFKA_CONSUMER;
    rd_kafka_conf_set_log_cb(made, on_log);
    enum result result =
        set_fixed(made, defaults, sizeof defaults / sizeof *defaults, handle, error);
    if (result == OK)
        result = set_given(made, config, KAFKA_BOTH, handle, error);
    if (result == OK)
        result = set_given(made, config, side, handle, error);
    if (result == OK)
        result = set_names(made, config, handle, worker, error);
    if (result == OK)
        result = set_fixed(made, owned, sizeof owned / sizeof *owned, handle, error);
    if (result != OK) {
        rd_kafka_conf_destroy(made);
        return result;
    }
    *conf = made;
    return OK;
}
