// SPDX-License-Identifier: Apache-2.0
#include "ops/topics_file.h"

#include "config/yaml.h"
#include "ops/options.h"

#include <stdio.h>

static const char *const NAMES[TOPIC_COUNT] = {
    [TOPIC_INVOICE_ISSUED] = "invoice-issued",   [TOPIC_PAYMENT_RECEIVED] = "payment-received",
    [TOPIC_ACCOUNT_ACTION] = "account-action",   [TOPIC_CLOCK_TICK] = "clock-tick",
    [TOPIC_STATUS_CHANGE] = "status-change",     [TOPIC_NOTIFICATION] = "notification",
    [TOPIC_LEDGER_ENTRY] = "ledger-entry",       [TOPIC_ACCOUNT] = "dunning-account",
    [TOPIC_JOURNAL] = "dunning-journal",         [TOPIC_POLICY] = "dunning-policy",
    [TOPIC_DEAD_LETTER] = "dunning-dead-letter",
};

const char *topic_name_of(const struct options *options, const char *contract_name)
{
    for (size_t i = 0; i < TOPIC_COUNT; i++)
        if (!strcmp(NAMES[i], contract_name))
            return options->topics[i];
    return contract_name;
}

static void add_setting(struct topic_wanted *topic, const char *name, const char *value)
{
    topic->settings[topic->setting_count++] = (struct admin_setting){name, value};
}

static void add_number(struct arena *arena, struct topic_wanted *topic, const char *name,
                       int64_t number)
{
    char *value = arena_take(arena, 24);
    snprintf(value, 24, "%lld", (long long)number);
    add_setting(topic, name, value);
}

static void read_topic(struct yaml *yaml, const struct yaml_node *map, int64_t insync,
                       struct topics_file *file)
{
    static const char *const KEYS[] = {"name",    "record",
                                       "key",     "partitions",
                                       "cleanup", "retention_ms",
                                       "writer",  "max_message_bytes",
                                       "readers", "min_compaction_lag_ms"};
    static const char *const CLEANUP[] = {"delete", "compact"};
    if (!yaml_is_map(yaml, map, "a topic"))
        return;
    yaml_check_keys(yaml, map, KEYS, sizeof KEYS / sizeof KEYS[0]);
    struct topic_wanted *topic = LIST_ADD(yaml->arena, &file->topics);
    topic->name = yaml_text(yaml, yaml_need(yaml, map, "name")).at;
    if (!topic->name)
        topic->name = "";
    const struct yaml_node *partitions = yaml_need(yaml, map, "partitions");
    topic->equal = partitions && text_is(partitions->text, "equal");
    if (!topic->equal)
        topic->partitions = (int32_t)yaml_integer(yaml, partitions, 1, 100000);
    int cleanup = yaml_choice(yaml, yaml_need(yaml, map, "cleanup"), CLEANUP, 2);
    add_setting(topic, "cleanup.policy", CLEANUP[cleanup < 0 ? 0 : cleanup]);
    if (cleanup == 0)
        add_number(yaml->arena, topic, "retention.ms",
                   yaml_integer(yaml, yaml_need(yaml, map, "retention_ms"), -1, INT64_MAX));
    else
        add_number(yaml->arena, topic, "min.compaction.lag.ms",
                   yaml_integer(yaml, yaml_need(yaml, map, "min_compaction_lag_ms"), 0, INT64_MAX));
    add_number(yaml->arena, topic, "max.message.bytes",
               yaml_integer(yaml, yaml_need(yaml, map, "max_message_bytes"), 1024, INT32_MAX));
    add_number(yaml->arena, topic, "min.insync.replicas", insync);
}

enum result topics_file_read(const char *path, struct arena *arena, struct topics_file *file,
                             struct error *error)
{
    static const char *const KEYS[] = {"partitions", "replication_factor", "min_insync_replicas",
                                       "topics"};
    struct bytes bytes = {0};
    struct topics_file read = {0};
    struct yaml yaml;
    enum result result = file_read(path, &bytes, error);
    if (result == OK)
        result = yaml_read(&yaml, arena, path, bytes_text(&bytes), error);
    bytes_release(&bytes);
    if (result != OK)
        return result;
    if (!yaml_is_map(&yaml, yaml.root, "the file"))
        return RESULT_USAGE;
    yaml_check_keys(&yaml, yaml.root, KEYS, sizeof KEYS / sizeof KEYS[0]);
    read.partitions =
        (int32_t)yaml_integer(&yaml, yaml_need(&yaml, yaml.root, "partitions"), 1, 100000);
    read.replication =
        (int32_t)yaml_integer(&yaml, yaml_need(&yaml, yaml.root, "replication_factor"), 1, 100);
    int64_t insync =
        yaml_integer(&yaml, yaml_need(&yaml, yaml.root, "min_insync_replicas"), 1, 100);
    const struct yaml_node *list = yaml_need(&yaml, yaml.root, "topics");
    if (yaml_is_list(&yaml, list, "topics"))
        for (const struct yaml_node *node = list->first; node && !yaml.failed; node = node->next)
            read_topic(&yaml, node, insync, &read);
    if (yaml.failed)
        return RESULT_USAGE;
    *file = read;
    return OK;
}
