// SPDX-License-Identifier: Apache-2.0
// What all workers of a process share: read-only once they run, but for the flag that stops them
// and for what guards itself (metrics, health, zones). Owned by main.c.
#ifndef SERVICE_H
#define SERVICE_H

#include "codec/records.h"
#include "config/options.h"
#include "io/health.h"
#include "io/kafka_config.h"
#include "io/metrics.h"
#include "io/zones.h"

#include <signal.h>

struct service {
    const struct options *options; // those that decide as published to dunning-policy
    const struct kafka_config *kafka;
    const struct records *records;
    struct metrics *metrics;
    struct health *health; // NULL: nobody listens
    struct zones *zones;
    int32_t partitions; // of every input, dunning-account and dunning-journal
    struct text build;
    volatile sig_atomic_t stop; // set by a signal: commit, fold, leave
};

#endif
