// SPDX-License-Identifier: Apache-2.0
// dunningctl topics: creates the topics of topics/topics.yaml that a broker lacks, and names every
// difference. What exists is never changed.
#include "codec/json_write.h"
#include "config/yaml.h"
#include "ops/commands.h"
#include "ops/place.h"
#include "ops/service.h"
#include "ops/topics_file.h"

#include "base/date.h"

#include <stdlib.h>
#include <time.h>

enum { WAIT_TRIES = 200 };

struct topics {
    const struct arguments *arguments;
    struct service service;
    struct admin *admin;
    struct arena arena;
    struct topics_file file;
    int32_t partitions; // of all that are equal
    bool applies;       // else verifies
    size_t created, differences;
};

// ---- what is said ----

static void say(const struct topics *topics, const char *topic, const char *what,
                const char *wanted, const char *found)
{
    const struct arguments *arguments = topics->arguments;
    if (arguments->json) {
        struct bytes out = {0};
        bytes_print(&out, "{\"topic\":");
        json_write_string(&out, text_of(topic));
        bytes_print(&out, ",\"what\":");
        json_write_string(&out, text_of(what));
        if (wanted) {
            bytes_print(&out, ",\"expected\":");
            json_write_string(&out, text_of(wanted));
            bytes_print(&out, ",\"actual\":");
            json_write_string(&out, text_of(found));
        }
        printf("%.*s}\n", TEXT_ARGS(bytes_text(&out)));
        bytes_release(&out);
    } else if (wanted) {
        printf("%s: %s%s is %s, expected %s%s\n", topic, color_begin(arguments, COLOR_RED), what,
               found, wanted, color_end(arguments));
    } else {
        printf("%s: %s\n", topic, what);
    }
}

static void differ(struct topics *topics, const char *topic, const char *what, const char *wanted,
                   const char *found)
{
    topics->differences++;
    say(topics, topic, what, wanted, found);
}

static void differ_number(struct topics *topics, const char *topic, const char *what,
                          int64_t wanted, int64_t found)
{
    char a[24], b[24];
    snprintf(a, sizeof a, "%lld", (long long)wanted);
    snprintf(b, sizeof b, "%lld", (long long)found);
    differ(topics, topic, what, a, b);
}

// ---- one topic ----

// The journal must be kept as long as audits reach back, whatever the file says.
static void check_audit(struct topics *topics, const char *topic, const char *retention_ms)
{
    int64_t kept_ms = strtoll(retention_ms, NULL, 10);
    int64_t wanted_ms = topics->service.options.audit_days * DAY_MS;
    if (kept_ms >= 0 && kept_ms < wanted_ms)
        differ_number(topics, topic, "retention.ms (audit.days at the least)", wanted_ms, kept_ms);
}

static enum result check_settings(struct topics *topics, const char *name,
                                  const struct topic_wanted *wanted, struct error *error)
{
    char values[TOPIC_SETTINGS_MAX][ADMIN_VALUE_MAX] = {{0}};
    enum result result =
        admin_settings(topics->admin, name, wanted->settings, wanted->setting_count, values, error);
    if (result != OK)
        return result;
    for (size_t i = 0; i < wanted->setting_count; i++) {
        const struct admin_setting *setting = &wanted->settings[i];
        if (strcmp(setting->value, values[i]) != 0)
            differ(topics, name, setting->name, setting->value, values[i]);
        else if (!strcmp(wanted->name, "dunning-journal") && !strcmp(setting->name, "retention.ms"))
            check_audit(topics, name, values[i]);
    }
    return OK;
}

// A topic is there a moment after it was created: who starts a service next must find it.
static enum result wait_for_topic(struct topics *topics, const char *name, struct error *error)
{
    int32_t partitions, replication;
    enum result result = RESULT_NOT_FOUND;
    for (int tries = 0; tries < WAIT_TRIES && result == RESULT_NOT_FOUND; tries++) {
        result = admin_partitions(topics->admin, name, &partitions, &replication, error);
        if (result == RESULT_NOT_FOUND)
            nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    }
    return result == RESULT_NOT_FOUND ? RESULT_UNAVAILABLE : result;
}

static enum result create_topic(struct topics *topics, const char *name,
                                const struct topic_wanted *wanted, int32_t partitions,
                                struct error *error)
{
    enum result result = admin_create(topics->admin, name, partitions, topics->file.replication,
                                      wanted->settings, wanted->setting_count, error);
    if (result == OK)
        result = wait_for_topic(topics, name, error);
    if (result != OK)
        return result;
    topics->created++;
    say(topics, name, "created", NULL, NULL);
    return OK;
}

static enum result check_topic(struct topics *topics, const struct topic_wanted *wanted,
                               struct error *error)
{
    const char *name = topic_name_of(&topics->service.options, wanted->name);
    int32_t expected = wanted->equal ? topics->partitions : wanted->partitions;
    int32_t partitions, replication;
    enum result result = admin_partitions(topics->admin, name, &partitions, &replication, error);
    if (result == RESULT_NOT_FOUND && topics->applies)
        return create_topic(topics, name, wanted, expected, error);
    if (result == RESULT_NOT_FOUND) {
        differ(topics, name, "missing", NULL, NULL);
        return OK;
    }
    if (result != OK)
        return result;
    if (partitions != expected)
        differ_number(topics, name, "the number of partitions", expected, partitions);
    if (replication != topics->file.replication)
        differ_number(topics, name, "the replication factor", topics->file.replication,
                      replication);
    return check_settings(topics, name, wanted, error);
}

// ---- all of them ----

// The count is chosen once: by --partitions, by what is there already, else by the file.
static enum result choose_partitions(struct topics *topics, struct error *error)
{
    const char *given = argument(topics->arguments, "--partitions");
    topics->partitions = topics->file.partitions;
    if (given) {
        char *end;
        long count = strtol(given, &end, 10);
        if (*end || count < 1 || count > 100000)
            return error_set(error, RESULT_USAGE, "--partitions: '%s' is no number of partitions",
                             given);
        topics->partitions = (int32_t)count;
        return OK;
    }
    for (size_t i = 0; i < topics->file.topics.count; i++) {
        const struct topic_wanted *wanted = &topics->file.topics.items[i];
        const char *name = topic_name_of(&topics->service.options, wanted->name);
        int32_t partitions, replication;
        if (!wanted->equal)
            continue;
        enum result result =
            admin_partitions(topics->admin, name, &partitions, &replication, error);
        if (result == OK)
            topics->partitions = partitions;
        if (result != RESULT_NOT_FOUND)
            return result;
    }
    return OK;
}

static enum result topics_work(struct topics *topics, const char *path, struct error *error)
{
    enum result result = topics_file_read(path, &topics->arena, &topics->file, error);
    if (result == OK)
        result = service_open(topics->arguments, &topics->service, error);
    if (result == OK)
        result = admin_open(&topics->admin, topics->service.kafka, error);
    if (result == OK)
        result = choose_partitions(topics, error);
    for (size_t i = 0; i < topics->file.topics.count && result == OK; i++)
        result = check_topic(topics, &topics->file.topics.items[i], error);
    return result;
}

static enum exit_code topics_run(const struct arguments *arguments)
{
    struct topics topics = {.arguments = arguments};
    const char *verb = arguments->operand_count == 1 ? arguments->operands[0] : "";
    topics.applies = !strcmp(verb, "apply");
    if (!topics.applies && strcmp(verb, "verify") != 0)
        return command_misused(arguments, "write `topics apply` or `topics verify`");
    const char *given = argument(arguments, "--file");
    char *path = given ? NULL : file_place("topics/topics.yaml");
    struct error error;
    arena_init(&topics.arena, 2 * YAML_ARENA_SIZE);
    enum result result = topics_work(&topics, given ? given : path, &error);
    enum exit_code code = topics.differences ? EXIT_NO : EXIT_DONE;
    if (result != OK)
        code = command_fail(arguments, result, &error);
    else if (arguments->json)
        printf("{\"topics\":%zu,\"created\":%zu,\"differences\":%zu}\n", topics.file.topics.count,
               topics.created, topics.differences);
    else
        printf("%zu topics, %zu created, %zu differences\n", topics.file.topics.count,
               topics.created, topics.differences);
    admin_close(topics.admin);
    service_release(&topics.service);
    arena_release(&topics.arena);
    free(path);
    return code;
}

static const struct option OPTIONS[] = {
    SERVICE_OPTIONS,
    {"--file", "FILE", "another list of topics than topics/topics.yaml"},
    {"--partitions", "N", "partitions of the inputs: chosen once, for life"},
    {NULL, NULL, NULL},
};

const struct command COMMAND_TOPICS = {
    .name = "topics",
    .summary = "creates the topics that are missing, names those that differ",
    .usage = "apply|verify",
    .details =
        "apply    creates what is missing and names what differs; never changes what exists\n"
        "verify   names what is missing or differs\n"
        "\n"
        "Exit code 1 if anything differs.\n",
    .options = OPTIONS,
    .run = topics_run,
};
