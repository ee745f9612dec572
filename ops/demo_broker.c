// SPDX-License-Identifier: Apache-2.0
// dunningctl demo-broker: librdkafka's mock broker with our topics, for ops/demo. It keeps 5 MiB a
// partition in memory, delivers aborted records and fences nobody: never for anything but a demo.
#include "config/yaml.h"
#include "ops/commands.h"
#include "ops/place.h"
#include "ops/topics_file.h"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
#include <signal.h>
#include <stdlib.h>

static enum result create_topics(rd_kafka_mock_cluster_t *cluster, const struct topics_file *file,
                                 int32_t partitions, struct error *error)
{
    for (size_t i = 0; i < file->topics.count; i++) {
        const struct topic_wanted *topic = &file->topics.items[i];
        rd_kafka_resp_err_t failed = rd_kafka_mock_topic_create(
            cluster, topic->name, topic->equal ? partitions : topic->partitions, 1);
        if (failed)
            return error_set(error, RESULT_UNAVAILABLE, "%s: %s", topic->name,
                             rd_kafka_err2str(failed));
    }
    return OK;
}

// Until somebody ends it.
static enum result serve(const struct topics_file *file, int32_t partitions, struct error *error)
{
    char reason[512];
    sigset_t signals;
    int signal_number;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_conf_set_log_cb(conf, NULL); // it would miss a broker to talk to
    rd_kafka_t *rk = rd_kafka_new(RD_KAFKA_PRODUCER, conf, reason, sizeof reason);
    if (!rk)
        return error_set(error, RESULT_UNAVAILABLE, "%s", reason);
    rd_kafka_mock_cluster_t *cluster = rd_kafka_mock_cluster_new(rk, 1);
    enum result result = create_topics(cluster, file, partitions, error);
    if (result == OK) {
        printf("%s\n", rd_kafka_mock_cluster_bootstraps(cluster));
        fflush(stdout);
        sigwait(&signals, &signal_number);
    }
    rd_kafka_mock_cluster_destroy(cluster);
    rd_kafka_destroy(rk);
    return result;
}

static enum exit_code demo_broker_run(const struct arguments *arguments)
{
    const char *given = argument(arguments, "--partitions");
    char *end = NULL;
    long partitions = given ? strtol(given, &end, 10) : 0;
    if (given && (*end || partitions < 1 || partitions > 64))
        return command_misused(arguments, "--partitions: 1 to 64, not '%s'", given);
    struct topics_file file = {0};
    struct arena arena;
    struct error error;
    char *path = file_place("topics/topics.yaml");
    arena_init(&arena, 2 * YAML_ARENA_SIZE);
    enum result result = topics_file_read(path, &arena, &file, &error);
    if (result == OK)
        result = serve(&file, given ? (int32_t)partitions : file.partitions, &error);
    arena_release(&arena);
    free(path);
    return result == OK ? EXIT_DONE : command_fail(arguments, result, &error);
}

static const struct option OPTIONS[] = {
    {"--partitions", "N", "partitions of the inputs"},
    {NULL, NULL, NULL},
};

const struct command COMMAND_DEMO_BROKER = {
    .name = "demo-broker",
    .summary = "runs the mock broker of ops/demo, until it is ended",
    .usage = "[--partitions N]",
    .details = "Prints HOST:PORT and serves until SIGTERM. It forgets everything then.\n",
    .options = OPTIONS,
    .run = demo_broker_run,
};
