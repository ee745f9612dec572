// SPDX-License-Identifier: Apache-2.0
// librdkafka's mock cluster for one test program: good for the ways of single handles and for
// errors on request, never for exactly-once (it shows aborted records and does not fence).
#ifndef TESTS_IO_MOCK_KAFKA_H
#define TESTS_IO_MOCK_KAFKA_H

#include "io/kafka_config.h"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

enum { MOCK_PARTITIONS = 2 };

struct mock_kafka {
    rd_kafka_t *rk;
    rd_kafka_mock_cluster_t *cluster;
    struct kafka_config *config; // for handles of a group of its own
};

extern const char *const MOCK_TOPICS[4];

void mock_kafka_start(struct mock_kafka *mock, const char *group);
void mock_kafka_stop(struct mock_kafka *mock);

#endif
