// SPDX-License-Identifier: Apache-2.0
// Answers for the free properties under `kafka:`: each is tried on a scratch librdkafka
// configuration, so that a wrong name or value is refused where it is written and not when the
// service starts. What exactly-once owns is refused. The only file of this folder that knows
// librdkafka; no client is made here.
#include "config/options_table.h"
#include "config/suggest.h"

#include <librdkafka/rdkafka.h>
#include <stdio.h>

static const struct {
    const char *name, *why;
} OWNED[] = {
    {"enable.auto.commit", "offsets are committed with the outputs"},
    {"auto.commit.enable", "offsets are committed with the outputs"},
    {"isolation.level", "it is chosen for exactly-once"},
    {"partition.assignment.strategy", "it must be 'range', so that one member has one account"},
    {"transactional.id", "it is made of group, instance and worker"},
    {"enable.idempotence", "transactions need it"},
    {"auto.offset.reset", "a lost position must stop the service"},
    {"enable.partition.eof", "ticks are ordered by it"},
};

static const char *const SHARED[] = {"bootstrap.servers", "metadata.broker.list", "group.id",
                                     "group.instance.id"};

struct property *properties_find(const struct properties *properties, struct text name)
{
    for (size_t i = 0; i < properties->count; i++)
        if (text_is(name, properties->items[i].name))
            return &properties->items[i];
    return NULL;
}

const char *options_kafka(const struct options *options, const char *name)
{
    const struct property *property = properties_find(&options->kafka, text_of(name));
    return property ? property->value : NULL;
}

static bool is_owned(struct yaml *yaml, const struct yaml_node *node, const char *side)
{
    for (size_t i = 0; i < sizeof OWNED / sizeof *OWNED; i++)
        if (text_is(node->key, OWNED[i].name)) {
            yaml_fail_key(yaml, node, "'%s' cannot be set: %s", OWNED[i].name, OWNED[i].why);
            return true;
        }
    for (size_t i = 0; side && i < sizeof SHARED / sizeof *SHARED; i++)
        if (text_is(node->key, SHARED[i])) {
            yaml_fail_key(yaml, node, "'%s' holds for both sides: write it directly under kafka",
                          SHARED[i]);
            return true;
        }
    return false;
}

// Of the properties that librdkafka knows, the one closest to `word`, copied to `out`.
static bool closest_property(struct text word, char out[128])
{
    size_t count = 0, best = (word.len + 2) / 3 + 1;
    bool found = false;
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    const char **names = rd_kafka_conf_dump(conf, &count);
    for (size_t i = 0; i < count; i += 2) {
        size_t distance = suggest_distance(word, text_of(names[i]));
        if (distance < best && strlen(names[i]) < 128) {
            best = distance;
            snprintf(out, 128, "%s", names[i]);
            found = true;
        }
    }
    for (size_t i = 0; i < sizeof SHARED / sizeof *SHARED; i++)
        if (suggest_distance(word, text_of(SHARED[i])) < best) {
            best = suggest_distance(word, text_of(SHARED[i]));
            snprintf(out, 128, "%s", SHARED[i]);
            found = true;
        }
    rd_kafka_conf_dump_free(names, count);
    rd_kafka_conf_destroy(conf);
    return found;
}

static bool is_taken_by_librdkafka(struct yaml *yaml, const struct yaml_node *node,
                                   const char *name, const char *value)
{
    char reason[512] = "", closest[128];
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_conf_res_t answer = rd_kafka_conf_set(conf, name, value, reason, sizeof reason);
    rd_kafka_conf_destroy(conf);
    if (answer == RD_KAFKA_CONF_OK)
        return true;
    if (answer == RD_KAFKA_CONF_INVALID)
        yaml_fail(yaml, node, "'%s': librdkafka says: %s", name, reason);
    else if (closest_property(text_of(name), closest))
        yaml_fail_key(yaml, node, "librdkafka has no property '%s': did you mean '%s'?", name,
                      closest);
    else
        yaml_fail_key(yaml, node, "librdkafka has no property '%s'", name);
    return false;
}

void kafka_take(struct options *options, struct properties *properties, const char *side,
                struct yaml *yaml, const struct yaml_node *node)
{
    if (is_owned(yaml, node, side))
        return;
    if (node->kind != YAML_SCALAR) {
        yaml_fail_key(yaml, node,
                      "'%.*s' must be a single value: write properties in one word, as in "
                      "bootstrap.servers: HOST:PORT",
                      TEXT_ARGS(node->key));
        return;
    }
    struct text text;
    if (!options_secret(options, yaml, node, &text))
        return;
    const char *name = options_keep(options, node->key), *value = options_keep(options, text);
    if (!is_taken_by_librdkafka(yaml, node, name, value))
        return;
    struct property *property = properties_find(properties, node->key);
    if (!property)
        property = LIST_ADD(&options->arena, properties);
    *property = (struct property){name, value, options_keep(options, node->text)};
}
