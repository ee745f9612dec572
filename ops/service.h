// SPDX-License-Identifier: Apache-2.0
// How a command reaches a running service: its configuration file, as dunningd reads it, and the
// handles made of it. Owned by the command that opened it; one thread.
#ifndef OPS_SERVICE_H
#define OPS_SERVICE_H

#include "ops/options.h"

#include "config/options.h"
#include "io/kafka_config.h"

// Rows for the option tables of commands that need a service.
#define SERVICE_OPTIONS                                                                       \
    {"--config", "FILE", "the service's configuration ($DUNNING_CONFIG; else the defaults)"}, \
    {                                                                                         \
        "--set", "SECTION.KEY=VALUE", "one setting of it, as often as needed"                 \
    }

struct service {
    struct options options;
    struct kafka_config *kafka;
    int32_t partitions; // of the inputs, once service_partitions has asked; else 0
};

// RESULT_USAGE: the configuration is not there or not valid.
MUST_USE enum result service_open(const struct arguments *arguments, struct service *service,
                                  struct error *error);
void service_release(struct service *service);

// How many partitions the inputs have, asked of the broker (of invoice-issued) once.
// RESULT_NOT_FOUND: no such topic: the error says to apply the topics first.
MUST_USE enum result service_partitions(struct service *service, int32_t *partitions,
                                        struct error *error);

// The partition of a customer, by the configured partitioner.
MUST_USE enum result service_partition_of(struct service *service, struct text customer_id,
                                          int32_t *partition, struct error *error);

#endif
