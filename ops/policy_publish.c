// SPDX-License-Identifier: Apache-2.0
// Puts a policy, or the options that decide, into dunning-policy, from where every member adopts
// it. What may follow what is checked here: members take what stands there.
#include "ops/policy_publish.h"

#include "codec/policy_record.h"
#include "config/policy_read.h"
#include "io/sender.h"
#include "ops/policies_load.h"

#include <stdarg.h>
#include <time.h>

enum { FLUSH_MS = 30000 };

// ---- what may follow what ----

PRINTF_LIKE(2, 3)
static bool refuse(struct error *error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(error->text, sizeof error->text, format, args);
    va_end(args);
    return false;
}

bool policy_may_follow(const struct policy *last, const struct policy *next, int32_t today,
                       struct error *error)
{
    char day[DAY_TEXT_MAX];
    if (!last)
        return true;
    if (next->version <= last->version)
        return refuse(error, "version %d is published already: raise `version` above it",
                      (int)last->version);
    if (next->effective_day < today)
        return refuse(error, "effective_from lies in the past: set it to %s or later",
                      day_write(today, day));
    for (size_t i = 0, least = 0; i < last->statuses.count; i++) {
        struct text name = last->statuses.items[i].name;
        int at = policy_status_at(next, name);
        if (at < 0)
            return refuse(error,
                          "the status %.*s of version %d is gone: keep it, or name it in `renamed` "
                          "of another",
                          TEXT_ARGS(name), (int)last->version);
        if ((size_t)at < least)
            return refuse(error, "the status %.*s has moved: the order of version %d must stay",
                          TEXT_ARGS(name), (int)last->version);
        least = (size_t)at;
    }
    return true;
}

static const struct policy *last_of(const struct policies *policies, struct text name)
{
    const struct policy *last = NULL;
    for (size_t i = 0; i < policies->count; i++)
        if (text_equal(policies->items[i]->name, name) &&
            (!last || policies->items[i]->version > last->version))
            last = policies->items[i];
    return last;
}

static int32_t today_in(const struct zone *zone)
{
    return zone_day_at(zone, (int64_t)time(NULL) * 1000);
}

// ---- writing ----

static enum result write_record(struct service *service, enum policy_record kind, struct text value,
                                struct error *error)
{
    char key[POLICY_RECORD_KEY_MAX];
    struct sender *sender;
    enum result result = sender_open(&sender, service->kafka, 0, error);
    if (result != OK)
        return result;
    struct record record = {.partition = 0, .value = value};
    record.key = text_of(policy_record_key(kind, value, key));
    result = sender_send(sender, service->options.topics[TOPIC_POLICY], &record, error);
    if (result == OK)
        result = sender_flush(sender, FLUSH_MS, error);
    sender_close(sender);
    return result;
}

static void say(const struct arguments *arguments, const char *what, struct digest digest,
                const char *state)
{
    char hex[DIGEST_TEXT_MAX];
    digest_write(digest, hex);
    if (arguments->json)
        printf("{\"what\":\"%s\",\"state\":\"%s\",\"digest\":\"%s\"}\n", what, state, hex);
    else
        printf("%s: %s (%.12s…)\n", what, state, hex);
}

// RESULT_NOT_FOUND: the answer is "no", and why.
static enum result publish_policy(const struct arguments *arguments, struct service *service,
                                  struct zones *zones, struct arena *arena, struct error *error)
{
    const char *file = arguments->operands[1];
    const struct policy *policy;
    struct policies published = {0};
    struct text text;
    char name[160];
    enum result result = policy_read_file(&policy, arena, zones, file, &text, error);
    if (result != OK)
        return RESULT_NOT_FOUND;
    result = policies_load_published(service, zones, arena, &published, error);
    if (result != OK)
        return result;
    const struct policy *last = last_of(&published, policy->name);
    snprintf(name, sizeof name, "%.*s version %d", TEXT_ARGS(policy->name), (int)policy->version);
    if (last && memcmp(&last->digest, &policy->digest, sizeof policy->digest) == 0) {
        say(arguments, name, policy->digest, "published already");
        return OK;
    }
    if (!policy_may_follow(last, policy, today_in(policy->zone), error))
        return error_wrap(error, RESULT_NOT_FOUND, "%s", file);
    result = write_record(service, POLICY_RECORD_POLICY, text, error);
    if (result == OK)
        say(arguments, name, policy->digest, "published");
    return result;
}

static enum result publish_options(const struct arguments *arguments, struct service *service,
                                   struct error *error)
{
    struct options options;
    struct bytes text = {0};
    options_init(&options);
    enum result result = options_read_file(&options, argument(arguments, "--options"), error);
    if (result == OK)
        result = options_check(&options, error);
    if (result == OK) {
        options_write_deciding(&options, &text);
        result = write_record(service, POLICY_RECORD_OPTIONS, bytes_text(&text), error);
    }
    if (result == OK)
        say(arguments, "options", digest_of(bytes_text(&text)), "published");
    bytes_release(&text);
    options_release(&options);
    return result;
}

enum exit_code policy_publish(const struct arguments *arguments)
{
    struct service service = {0};
    struct error error;
    struct arena arena;
    struct zones *zones = zones_open();
    arena_init(&arena, POLICIES_ARENA_SIZE);
    enum result result = service_open(arguments, &service, &error);
    if (result == OK && argument(arguments, "--options"))
        result = publish_options(arguments, &service, &error);
    else if (result == OK)
        result = publish_policy(arguments, &service, zones, &arena, &error);
    service_release(&service);
    arena_release(&arena);
    zones_close(zones);
    return result == OK ? EXIT_DONE : command_fail(arguments, result, &error);
}
