// SPDX-License-Identifier: Apache-2.0
// Admin calls on a handle of their own, each waited for. What topics there should be is its
// callers' business.
#include "io/admin.h"

#include <librdkafka/rdkafka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWER_TIMEOUT_MS = 10000 };

struct admin {
    rd_kafka_t *rk;
    rd_kafka_queue_t *queue;
};

enum result admin_open(struct admin **admin, const struct kafka_config *config, struct error *error)
{
    rd_kafka_conf_t *conf = NULL;
    enum result result = kafka_config_make(config, KAFKA_PLAIN, 0, &conf, error);
    if (result != OK)
        return result;
    char reason[512];
    rd_kafka_t *rk = rd_kafka_new(RD_KAFKA_PRODUCER, conf, reason, sizeof reason);
    if (!rk) {
        rd_kafka_conf_destroy(conf);
        return error_set(error, RESULT_USAGE, "admin: %s", reason);
    }
    struct admin *made = calloc(1, sizeof *made);
    if (!made)
        abort();
    made->rk = rk;
    made->queue = rd_kafka_queue_new(rk);
    *admin = made;
    return OK;
}

void admin_close(struct admin *admin)
{
    if (!admin)
        return;
    rd_kafka_queue_destroy(admin->queue);
    rd_kafka_destroy(admin->rk);
    free(admin);
}

enum result admin_partitions(struct admin *admin, const char *topic, int32_t *partitions,
                             int32_t *replication, struct error *error)
{
    const struct rd_kafka_metadata *metadata = NULL;
    rd_kafka_topic_t *handle = rd_kafka_topic_new(admin->rk, topic, NULL);
    rd_kafka_resp_err_t code =
        handle ? rd_kafka_metadata(admin->rk, 0, handle, &metadata, ANSWER_TIMEOUT_MS)
               : rd_kafka_last_error();
    if (handle)
        rd_kafka_topic_destroy(handle);
    if (code || !metadata)
        return error_set(error, RESULT_UNAVAILABLE, "admin: metadata: %s", rd_kafka_err2str(code));
    enum result result = OK;
    const struct rd_kafka_metadata_topic *found = metadata->topic_cnt ? metadata->topics : NULL;
    if (!found || found->err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
        result = error_set(error, RESULT_NOT_FOUND, "admin: topic %s: not there", topic);
    else if (found->err || found->partition_cnt == 0)
        result = error_set(error, RESULT_UNAVAILABLE, "admin: topic %s: %s", topic,
                           rd_kafka_err2str(found->err));
    if (result == OK && found) {
        *partitions = found->partition_cnt;
        *replication = found->partitions[0].replica_cnt;
    }
    rd_kafka_metadata_destroy(metadata);
    return result;
}

static enum result wait_answer(struct admin *admin, const char *what, rd_kafka_event_t **event,
                               struct error *error)
{
    rd_kafka_event_t *answer = rd_kafka_queue_poll(admin->queue, ANSWER_TIMEOUT_MS + 1000);
    if (!answer)
        return error_set(error, RESULT_UNAVAILABLE, "admin: %s: no answer", what);
    if (rd_kafka_event_error(answer)) {
        error_set(error, RESULT_UNAVAILABLE, "admin: %s: %s", what,
                  rd_kafka_event_error_string(answer));
        rd_kafka_event_destroy(answer);
        return RESULT_UNAVAILABLE;
    }
    *event = answer;
    return OK;
}

static rd_kafka_AdminOptions_t *options_new(struct admin *admin, rd_kafka_admin_op_t operation)
{
    char reason[128];
    rd_kafka_AdminOptions_t *options = rd_kafka_AdminOptions_new(admin->rk, operation);
    rd_kafka_AdminOptions_set_request_timeout(options, ANSWER_TIMEOUT_MS, reason, sizeof reason);
    return options;
}

static enum result create(struct admin *admin, rd_kafka_NewTopic_t *topic, struct error *error)
{
    rd_kafka_AdminOptions_t *options = options_new(admin, RD_KAFKA_ADMIN_OP_CREATETOPICS);
    rd_kafka_CreateTopics(admin->rk, &topic, 1, options, admin->queue);
    rd_kafka_AdminOptions_destroy(options);
    rd_kafka_event_t *event = NULL;
    enum result result = wait_answer(admin, "create topic", &event, error);
    if (result != OK)
        return result;
    size_t count = 0;
    const rd_kafka_topic_result_t **results =
        rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count);
    if (count == 0 || rd_kafka_topic_result_error(results[0]))
        result = error_set(error, RESULT_BAD_DATA, "admin: create topic: %s",
                           count ? rd_kafka_topic_result_error_string(results[0]) : "no answer");
    rd_kafka_event_destroy(event);
    return result;
}

enum result admin_create(struct admin *admin, const char *topic, int32_t partitions,
                         int32_t replication, const struct admin_setting *settings, size_t count,
                         struct error *error)
{
    char reason[256];
    rd_kafka_NewTopic_t *made =
        rd_kafka_NewTopic_new(topic, partitions, replication, reason, sizeof reason);
    if (!made)
        return error_set(error, RESULT_BAD_DATA, "admin: topic %s: %s", topic, reason);
    enum result result = OK;
    for (size_t i = 0; i < count && result == OK; i++)
        if (rd_kafka_NewTopic_set_config(made, settings[i].name, settings[i].value))
            result = error_set(error, RESULT_BAD_DATA, "admin: topic %s: setting %s", topic,
                               settings[i].name);
    if (result == OK)
        result = create(admin, made, error);
    rd_kafka_NewTopic_destroy(made);
    return result;
}

static void take_settings(const rd_kafka_ConfigResource_t *resource,
                          const struct admin_setting *settings, size_t count,
                          char (*values)[ADMIN_VALUE_MAX])
{
    size_t entries = 0;
    const rd_kafka_ConfigEntry_t **entry = rd_kafka_ConfigResource_configs(resource, &entries);
    for (size_t i = 0; i < count; i++) {
        values[i][0] = 0;
        for (size_t j = 0; j < entries; j++) {
            const char *value = rd_kafka_ConfigEntry_value(entry[j]);
            if (value && strcmp(rd_kafka_ConfigEntry_name(entry[j]), settings[i].name) == 0)
                snprintf(values[i], ADMIN_VALUE_MAX, "%s", value);
        }
    }
}

enum result admin_settings(struct admin *admin, const char *topic,
                           const struct admin_setting *settings, size_t count,
                           char (*values)[ADMIN_VALUE_MAX], struct error *error)
{
    rd_kafka_AdminOptions_t *options = options_new(admin, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS);
    rd_kafka_ConfigResource_t *asked = rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic);
    rd_kafka_DescribeConfigs(admin->rk, &asked, 1, options, admin->queue);
    rd_kafka_AdminOptions_destroy(options);
    rd_kafka_ConfigResource_destroy(asked);
    rd_kafka_event_t *event = NULL;
    enum result result = wait_answer(admin, "describe topic", &event, error);
    if (result != OK)
        return result;
    size_t resources = 0;
    const rd_kafka_ConfigResource_t **resource = rd_kafka_DescribeConfigs_result_resources(
        rd_kafka_event_DescribeConfigs_result(event), &resources);
    if (resources == 0 || rd_kafka_ConfigResource_error(resource[0]))
        result =
            error_set(error, RESULT_NOT_FOUND, "admin: describe %s: %s", topic,
                      resources ? rd_kafka_ConfigResource_error_string(resource[0]) : "no answer");
    else
        take_settings(resource[0], settings, count, values);
    rd_kafka_event_destroy(event);
    return result;
}
