// SPDX-License-Identifier: Apache-2.0
#include "ops/service.h"

#include "io/admin.h"
#include "io/log.h"
#include "io/partitioner.h"

#include <stdlib.h>

static enum result take_properties(struct kafka_config *kafka, enum kafka_side side,
                                   const struct properties *properties, struct error *error)
{
    for (size_t i = 0; i < properties->count; i++) {
        const struct property *property = &properties->items[i];
        enum result result = kafka_config_set(kafka, side, property->name, property->value, error);
        if (result != OK)
            return result;
    }
    return OK;
}

static enum result read_options(const struct arguments *arguments, struct options *options,
                                struct error *error)
{
    const char *file = argument(arguments, "--config");
    if (!file)
        file = getenv("DUNNING_CONFIG");
    enum result result = file ? options_read_file(options, file, error) : OK;
    for (size_t i = 0; i < arguments->set_count && result == OK; i++)
        result = options_set(options, arguments->sets[i], error);
    return result == OK ? options_check(options, error) : result;
}

enum result service_open(const struct arguments *arguments, struct service *service,
                         struct error *error)
{
    struct service open = {.kafka = kafka_config_new()};
    log_set_severity(SEVERITY_ERROR); // what librdkafka retries by itself is not for this reader
    options_init(&open.options);
    enum result result = read_options(arguments, &open.options, error);
    if (result == OK)
        result = take_properties(open.kafka, KAFKA_BOTH, &open.options.kafka, error);
    if (result == OK)
        result = take_properties(open.kafka, KAFKA_CONSUMER, &open.options.consumer, error);
    if (result == OK)
        result = take_properties(open.kafka, KAFKA_PRODUCER, &open.options.producer, error);
    if (result != OK) {
        service_release(&open);
        return result == RESULT_UNAVAILABLE ? result : RESULT_USAGE;
    }
    *service = open;
    return OK;
}

void service_release(struct service *service)
{
    options_release(&service->options);
    kafka_config_free(service->kafka);
    *service = (struct service){0};
}

enum result service_partitions(struct service *service, int32_t *partitions, struct error *error)
{
    if (service->partitions == 0) {
        struct admin *admin;
        int32_t count, replication;
        enum result result = admin_open(&admin, service->kafka, error);
        if (result != OK)
            return result;
        const char *topic = service->options.topics[TOPIC_INVOICE_ISSUED];
        result = admin_partitions(admin, topic, &count, &replication, error);
        admin_close(admin);
        if (result == RESULT_NOT_FOUND)
            return error_set(error, RESULT_UNAVAILABLE,
                             "the broker has no topic %s; run `dunningctl topics apply` first",
                             topic);
        if (result != OK)
            return result;
        service->partitions = count;
    }
    *partitions = service->partitions;
    return OK;
}

static enum key_hash key_hash_of_options(const struct options *options)
{
    switch ((enum partitioner)options->partitioner) {
    case PARTITIONER_MURMUR2:
        return KEY_HASH_MURMUR2;
    case PARTITIONER_CRC32:
        return KEY_HASH_CRC32;
    case PARTITIONER_FNV1A:
        return KEY_HASH_FNV1A;
    }
    return KEY_HASH_MURMUR2;
}

enum result service_partition_of(struct service *service, struct text customer_id,
                                 int32_t *partition, struct error *error)
{
    int32_t partitions = 0;
    enum result result = service_partitions(service, &partitions, error);
    if (result != OK)
        return result;
    *partition = partition_of(key_hash_of_options(&service->options), customer_id, partitions);
    return OK;
}
