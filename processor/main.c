// SPDX-License-Identifier: Apache-2.0
// dunningd: reads its configuration, makes sure that topics and policies are there, runs the
// workers as threads and leaves when they did. Exit codes: 0 asked to stop, 2 wrong usage or
// configuration, 3 something outside is unavailable, 1 any other reason that a supervisor should
// know of.
#include "run.h"

#include "io/log.h"
#include "io/store.h"
#include "policy_book.h"
#include "topology.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef BUILD_ID
#define BUILD_ID "unnamed"
#endif

enum { SETS_MAX = 64, DUEL_WAIT_S = 30, WORKERS_MAX = HEALTH_WORKERS_MAX };

struct arguments {
    const char *config;
    const char *sets[SETS_MAX];
    int set_count;
    bool check;
};

struct job {
    pthread_t thread;
    struct service *service;
    int number;
    enum result result;
    struct error error;
};

static struct service service;

static void on_signal(int number)
{
    (void)number;
    service.stop = 1;
}

// ---- the command line ----

static void print_usage(FILE *out)
{
    fputs("usage: dunningd --config FILE [--set SECTION.KEY=VALUE]… [--check-config]\n"
          "       dunningd --help-config | --version\n",
          out);
}

static int print_and_leave(const char *argument)
{
    struct bytes help = {0};
    if (strcmp(argument, "--help-config") == 0) {
        options_help(&help);
        fwrite(help.at, 1, help.len, stdout);
        bytes_release(&help);
    } else if (strcmp(argument, "--version") == 0) {
        puts(BUILD_ID);
    } else {
        print_usage(stdout);
    }
    return 0;
}

// False, after saying why: wrong usage.
static bool read_arguments(int argc, char **argv, struct arguments *arguments)
{
    for (int i = 1; i < argc; i++) {
        bool has_value = i + 1 < argc;
        if (strcmp(argv[i], "--config") == 0 && has_value) {
            arguments->config = argv[++i];
        } else if (strcmp(argv[i], "--set") == 0 && has_value && arguments->set_count < SETS_MAX) {
            arguments->sets[arguments->set_count++] = argv[++i];
        } else if (strcmp(argv[i], "--check-config") == 0) {
            arguments->check = true;
        } else {
            fprintf(stderr, "dunningd: unknown or incomplete argument %s\n", argv[i]);
            print_usage(stderr);
            return false;
        }
    }
    if (!arguments->config)
        print_usage(stderr);
    return arguments->config != NULL;
}

static enum result read_options(const struct arguments *arguments, struct options *options,
                                struct error *error)
{
    enum result result = options_read_file(options, arguments->config, error);
    for (int i = 0; i < arguments->set_count && result == OK; i++)
        result = options_set(options, arguments->sets[i], error);
    if (result == OK)
        result = options_check(options, error);
    if (result == OK && options->workers > WORKERS_MAX)
        result = error_set(error, RESULT_USAGE, "workers: at most %d in one process", WORKERS_MAX);
    return result;
}

static enum result set_properties(struct kafka_config *kafka, enum kafka_side side,
                                  const struct properties *properties, struct error *error)
{
    enum result result = OK;
    for (size_t i = 0; i < properties->count && result == OK; i++)
        result = kafka_config_set(kafka, side, properties->items[i].name,
                                  properties->items[i].value, error);
    return result;
}

static enum result make_kafka(const struct options *options, struct kafka_config *kafka,
                              struct error *error)
{
    enum result result = set_properties(kafka, KAFKA_BOTH, &options->kafka, error);
    if (result == OK)
        result = set_properties(kafka, KAFKA_CONSUMER, &options->consumer, error);
    if (result == OK)
        result = set_properties(kafka, KAFKA_PRODUCER, &options->producer, error);
    return result;
}

static int check_config(const struct options *options)
{
    struct bytes text = {0};
    options_write(options, &text);
    fwrite(text.at, 1, text.len, stdout);
    bytes_release(&text);
    return 0;
}

// ---- policies ----

static enum result check_default(const struct policy_book *book, const char *name,
                                 struct error *error)
{
    for (size_t i = 0; i < book->policies.count; i++)
        if (text_is(book->policies.items[i]->name, name))
            return OK;
    return error_set(error, RESULT_USAGE, "policies.default: dunning-policy has no policy %s",
                     name);
}

// Reads dunning-policy, seeding it first if it is empty, and adopts the options that decide.
static enum result read_policies(const struct kafka_config *kafka, struct options *options,
                                 struct zones *zones, struct error *error)
{
    enum { READ_TIMEOUT_MS = 60000 };
    const char *topic = options->topics[TOPIC_POLICY];
    struct policy_book book = {0};
    struct bytes deciding = {0};
    struct text none = {NULL, 0};
    enum result result = policy_book_open(&book, kafka, 0, topic, none, zones, error);
    if (result == OK)
        result = policy_book_read_all(&book, READ_TIMEOUT_MS, error);
    if (result == OK && book.policies.count == 0 && book.options.len == 0) {
        options_write_deciding(options, &deciding);
        result = policy_book_seed(kafka, topic, options->policies_directory, bytes_text(&deciding),
                                  zones, error);
        for (int i = 0; i < 100 && result == OK && book.options.len == 0; i++)
            result = policy_book_poll(&book, 100, error);
    }
    if (result == OK && book.options.len)
        result = options_adopt(options, topic, bytes_text(&book.options), error);
    if (result == OK)
        result = check_default(&book, options->policies_default, error);
    bytes_release(&deciding);
    policy_book_release(&book);
    return result;
}

// ---- running ----

static enum result check_redis(const struct options *options, struct error *error)
{
    struct store *store = NULL;
    enum result result = store_open(&store, options->redis_url, error);
    if (result == OK)
        result = store_check(store, error);
    store_close(store);
    return result;
}

static void *run_job(void *context)
{
    struct job *job = context;
    job->result = run_worker(job->service, job->number, &job->error);
    if (job->result != OK)
        job->service->stop = 1; // the others commit and leave, too
    return NULL;
}

static enum result run_workers(struct error *error)
{
    static struct job jobs[WORKERS_MAX];
    int count = (int)service.options->workers;
    enum result result = OK;
    for (int i = 0; i < count; i++) {
        jobs[i].service = &service;
        jobs[i].number = i;
        if (pthread_create(&jobs[i].thread, NULL, run_job, &jobs[i]) != 0)
            abort();
    }
    for (int i = 0; i < count; i++) {
        pthread_join(jobs[i].thread, NULL);
        if (jobs[i].result == OK || result != OK)
            continue;
        result = jobs[i].result;
        *error = jobs[i].error;
    }
    return result;
}

static enum result serve(struct options *options, const struct kafka_config *kafka,
                         struct error *error)
{
    static struct records records;
    enum result result = topology_read(kafka, options, &service.partitions, error);
    if (result == OK)
        result = check_redis(options, error);
    if (result == OK)
        result = read_policies(kafka, options, service.zones, error);
    if (result == OK && options->http_listen[0])
        result = health_open(&service.health, options->http_listen, (int)options->workers,
                             service.metrics, error);
    if (result != OK)
        return result;
    records_init(&records);
    service.records = &records;
    LOG_INFO("started", LOG_SPAN("build", service.build), LOG_INT("workers", options->workers),
             LOG_INT("partitions", service.partitions), LOG_STRING("zone_data", zones_release()));
    result = run_workers(error);
    health_close(service.health);
    records_release(&records);
    return result;
}

// Two copies with one id fence each other at every start: waiting gives a person time to see it.
static void wait_out_duel(const struct error *error)
{
    if (!strstr(error->text, "fenced"))
        return;
    LOG_ERROR("fenced: does another copy run with the same group.instance.id?",
              LOG_INT("wait_s", DUEL_WAIT_S));
    service.stop = 0; // set when the workers left; a signal still ends the wait
    for (int i = 0; i < DUEL_WAIT_S * 10 && !service.stop; i++)
        usleep(100000);
}

static int exit_code(enum result result)
{
    switch (result) {
    case OK:
        return 0;
    case RESULT_USAGE:
        return 2;
    case RESULT_UNAVAILABLE:
        return 3;
    case RESULT_BAD_DATA:
    case RESULT_NOT_FOUND:
    case RESULT_ABORT:
    case RESULT_FATAL:
        break;
    }
    return 1;
}

static enum result start(const struct arguments *arguments, struct options *options,
                         struct kafka_config *kafka, struct error *error)
{
    enum result result = read_options(arguments, options, error);
    if (result == OK)
        result = make_kafka(options, kafka, error);
    if (result != OK || arguments->check)
        return result;
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    log_set_severity((enum severity)options->log_level);
    service.options = options;
    service.kafka = kafka;
    service.metrics = metrics_new();
    service.zones = zones_open();
    service.build = text_of(BUILD_ID);
    result = serve(options, kafka, error);
    if (result == RESULT_FATAL)
        wait_out_duel(error);
    zones_close(service.zones);
    metrics_free(service.metrics);
    return result;
}

int main(int argc, char **argv)
{
    struct arguments arguments = {0};
    if (argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "--help-config") == 0 ||
                      strcmp(argv[1], "--version") == 0))
        return print_and_leave(argv[1]);
    if (!read_arguments(argc, argv, &arguments))
        return 2;
    static struct options options;
    struct error error = {{0}};
    options_init(&options);
    struct kafka_config *kafka = kafka_config_new();
    enum result result = start(&arguments, &options, kafka, &error);
    if (result == OK && arguments.check)
        check_config(&options);
    if (result != OK)
        fprintf(stderr, "dunningd: %s\n", error.text);
    kafka_config_free(kafka);
    options_release(&options);
    return exit_code(result);
}
