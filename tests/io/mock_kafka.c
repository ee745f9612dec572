// SPDX-License-Identifier: Apache-2.0
#include "mock_kafka.h"

#include <stdlib.h>

const char *const MOCK_TOPICS[4] = {"in-0", "in-1", "in-2", "in-3"};

static void set(struct mock_kafka *mock, enum kafka_side side, const char *name, const char *value)
{
    struct error error;
    if (kafka_config_set(mock->config, side, name, value, &error) != OK)
        abort();
}

void mock_kafka_start(struct mock_kafka *mock, const char *group)
{
    char reason[256];
    mock->rk = rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), reason, sizeof reason);
    mock->cluster = mock->rk ? rd_kafka_mock_cluster_new(mock->rk, 1) : NULL;
    if (!mock->cluster)
        abort();
    for (int i = 0; i < 4; i++)
        rd_kafka_mock_topic_create(mock->cluster, MOCK_TOPICS[i], MOCK_PARTITIONS, 1);
    mock->config = kafka_config_new();
    set(mock, KAFKA_BOTH, "bootstrap.servers", rd_kafka_mock_cluster_bootstraps(mock->cluster));
    set(mock, KAFKA_BOTH, "group.id", group);
    set(mock, KAFKA_BOTH, "log_level", "0");
}

void mock_kafka_stop(struct mock_kafka *mock)
{
    kafka_config_free(mock->config);
    rd_kafka_mock_cluster_destroy(mock->cluster);
    rd_kafka_destroy(mock->rk);
}
