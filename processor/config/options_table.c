// SPDX-License-Identifier: Apache-2.0
// Answers for which options there are and how one value becomes a member of struct options. Walking
// a file is left to options.c, the free properties of `kafka:` to options_kafka.c.
#include "config/options_table.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>

static const char *const PARTITIONERS[] = {"murmur2", "crc32", "fnv1a", NULL};
static const char *const LOG_LEVELS[] = {"error", "warning", "info", "debug", NULL};

#define AT(member) offsetof(struct options, member)
#define TOPIC_ROW(number, name, text)                                               \
    {                                                                               \
        .path = "topics." name, .type = OPTION_TOPIC, .offset = AT(topics[number]), \
        .fallback = (name), .doc = (text)                                           \
    }

const struct option OPTIONS[] = {
    {.path = "workers",
     .type = OPTION_INTEGER,
     .offset = AT(workers),
     .fallback = "1",
     .min = 1,
     .max = 256,
     .doc = "Threads of this process, each a member of the group of its own."},
    TOPIC_ROW(TOPIC_INVOICE_ISSUED, "invoice-issued", "Name of the topic of issued invoices."),
    TOPIC_ROW(TOPIC_PAYMENT_RECEIVED, "payment-received", "Name of the topic of payments."),
    TOPIC_ROW(TOPIC_ACCOUNT_ACTION, "account-action", "Name of the topic of people's actions."),
    TOPIC_ROW(TOPIC_CLOCK_TICK, "clock-tick", "Name of the topic of ticks."),
    TOPIC_ROW(TOPIC_STATUS_CHANGE, "status-change", "Name of the topic of status changes."),
    TOPIC_ROW(TOPIC_NOTIFICATION, "notification", "Name of the topic of notices."),
    TOPIC_ROW(TOPIC_LEDGER_ENTRY, "ledger-entry", "Name of the topic of fees and credits."),
    TOPIC_ROW(TOPIC_ACCOUNT, "dunning-account", "Name of the topic of after-images (compacted)."),
    TOPIC_ROW(TOPIC_JOURNAL, "dunning-journal", "Name of the topic of inputs as applied."),
    TOPIC_ROW(TOPIC_POLICY, "dunning-policy", "Name of the topic of policies (compacted)."),
    TOPIC_ROW(TOPIC_DEAD_LETTER, "dunning-dead-letter", "Name of the topic of refused records."),
    {.path = "topics.partitioner",
     .type = OPTION_CHOICE,
     .offset = AT(partitioner),
     .fallback = "murmur2",
     .choices = PARTITIONERS,
     .doc = "How the producers of the inputs choose a partition: murmur2 as Java does, crc32 or "
            "fnv1a as others do."},
    {.path = "redis.url",
     .type = OPTION_REDIS,
     .offset = AT(redis_url),
     .fallback = "redis://127.0.0.1:6379/0",
     .doc = "redis://[:PASSWORD@]HOST:PORT/DB, unix:///PATH, or rediss:// where hiredis has TLS."},
    {.path = "policies.directory",
     .type = OPTION_TEXT,
     .offset = AT(policies_directory),
     .fallback = "ops/policies",
     .min = 1,
     .doc = "Seeds an empty dunning-policy topic; afterwards: dunningctl policy publish."},
    {.path = "policies.default",
     .type = OPTION_NAME,
     .offset = AT(policies_default),
     .fallback = "b2b-collections",
     .decides = true,
     .doc = "Policy of an account whose invoice names none."},
    {.path = "commit.interval_ms",
     .type = OPTION_INTEGER,
     .offset = AT(commit_interval_ms),
     .fallback = "100",
     .min = 1,
     .max = 5000,
     .doc = "A transaction is committed after this time at the latest."},
    {.path = "ticker.every_s",
     .type = OPTION_INTEGER,
     .offset = AT(ticker_every_s),
     .fallback = "60",
     .min = 0,
     .max = 86400,
     .doc = "dunningd ticks the partitions it owns; 0: you bring your own ticks."},
    {.path = "tick.step_max_days",
     .type = OPTION_INTEGER,
     .offset = AT(tick_step_max_days),
     .fallback = "3",
     .min = 1,
     .max = 3660,
     .decides = true,
     .doc = "A tick further than this after the last is parked until a person releases it."},
    {.path = "guard.share",
     .type = OPTION_SHARE,
     .offset = AT(guard_share_ppm),
     .fallback = "0.05",
     .min = 0,
     .max = 1000000,
     .decides = true,
     .doc = "A tick that would restrict more than this share of a partition's accounts …"},
    {.path = "guard.accounts",
     .type = OPTION_INTEGER,
     .offset = AT(guard_accounts),
     .fallback = "100",
     .min = 0,
     .max = 1000000000,
     .decides = true,
     .doc = "… and more than this number of them is parked until a person releases it."},
    {.path = "audit.days",
     .type = OPTION_INTEGER,
     .offset = AT(audit_days),
     .fallback = "400",
     .min = 1,
     .max = 36500,
     .doc = "The journal must be kept this long, or topics verify complains."},
    {.path = "account.bytes_max",
     .type = OPTION_INTEGER,
     .offset = AT(account_bytes_max),
     .fallback = "4194304",
     .min = 65536,
     .max = 8000000,
     .decides = true,
     .doc = "An event that would make an account larger is a dead letter (account-full)."},
    {.path = "cache.bytes_max",
     .type = OPTION_INTEGER,
     .offset = AT(cache_bytes_max),
     .fallback = "268435456",
     .min = 1048576,
     .max = INT64_C(1) << 40,
     .doc = "Memory of one worker for accounts in use."},
    {.path = "http.listen",
     .type = OPTION_ADDRESS,
     .offset = AT(http_listen),
     .fallback = "127.0.0.1:8080",
     .doc = "GET /live /ready /metrics; empty: no listener."},
    {.path = "registry.url",
     .type = OPTION_HTTP,
     .offset = AT(registry_url),
     .fallback = "",
     .doc = "Schema Registry; empty: Avro single-object encoding."},
    {.path = "headers.cloudevents",
     .type = OPTION_TRUTH,
     .offset = AT(headers_cloudevents),
     .fallback = "off",
     .doc = "Outputs carry CloudEvents headers (ce_id, ce_type, …)."},
    {.path = "log.level",
     .type = OPTION_CHOICE,
     .offset = AT(log_level),
     .fallback = "info",
     .choices = LOG_LEVELS,
     .doc = "Least severe message that is logged."},
};

const size_t OPTIONS_COUNT = sizeof OPTIONS / sizeof *OPTIONS;
_Static_assert(sizeof OPTIONS / sizeof *OPTIONS <= OPTION_COUNT_MAX, "options.h: said[]");

const char *options_keep(struct options *options, struct text text)
{
    char *copy = arena_take(&options->arena, text.len + 1);
    if (text.len)
        memcpy(copy, text.at, text.len);
    copy[text.len] = 0;
    return copy;
}

enum { SECRET_MAX = 64 * 1024 };

bool options_secret(struct options *options, struct yaml *yaml, const struct yaml_node *node,
                    struct text *value)
{
    if (node->text.len < 2 || memcmp(node->text.at, "@/", 2) != 0) {
        *value = node->text;
        return true;
    }
    char path[4096];
    snprintf(path, sizeof path, "%.*s", (int)node->text.len - 1, node->text.at + 1);
    FILE *file = fopen(path, "r");
    if (!file) {
        yaml_fail(yaml, node, "%s cannot be read: %s", path, strerror(errno));
        return false;
    }
    char *content = arena_take(&options->arena, SECRET_MAX);
    size_t len = fread(content, 1, SECRET_MAX, file);
    bool bad = ferror(file) != 0;
    fclose(file);
    if (bad || len == SECRET_MAX) {
        yaml_fail(yaml, node, "%s %s", path,
                  bad ? "cannot be read: is it a file?" : "is longer than 64 KiB");
        return false;
    }
    if (len > 0 && content[len - 1] == '\n')
        len--;
    if (len > 0 && content[len - 1] == '\r')
        len--;
    *value = (struct text){content, len};
    options->arena.used = (size_t)((uint8_t *)content - options->arena.base) + len;
    if (!text_is_utf8(*value)) {
        yaml_fail(yaml, node, "%s holds no UTF-8 text", path);
        return false;
    }
    return true;
}

static bool begins(struct text text, const char *prefix)
{
    size_t len = strlen(prefix);
    return text.len > len && memcmp(text.at, prefix, len) == 0;
}

static bool all_of(struct text text, const char *more)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!plain && (c == 0 || !strchr(more, c)))
            return false;
    }
    return text.len > 0;
}

// HOST:PORT with a port from 1 to 65535; an IPv6 host stands in brackets.
static bool is_address(struct text text)
{
    const char *colon = text.len ? memrchr(text.at, ':', text.len) : NULL;
    if (!colon || colon == text.at)
        return false;
    struct text host = {text.at, (size_t)(colon - text.at)};
    struct text port = {colon + 1, text.len - host.len - 1};
    int64_t number = 0;
    for (size_t i = 0; i < port.len && number <= 65535; i++) {
        if (port.at[i] < '0' || port.at[i] > '9')
            return false;
        number = number * 10 + (port.at[i] - '0');
    }
    bool bracketed = host.at[0] == '[' && host.at[host.len - 1] == ']';
    return number >= 1 && number <= 65535 && (bracketed || !memchr(host.at, ':', host.len));
}

// What is wrong with a text option, or NULL.
static const char *text_fault(enum option_type type, struct text text, int64_t min)
{
    switch (type) {
    case OPTION_TEXT:
        return (int64_t)text.len < min ? "may not be empty" : NULL;
    case OPTION_TOPIC:
        return text.len <= 249 && all_of(text, "._-") && !text_is(text, ".") && !text_is(text, "..")
                   ? NULL
                   : "is no topic name: up to 249 letters, digits, '.', '_' and '-'";
    case OPTION_NAME:
        return text.len <= 64 && all_of(text, "-")
                   ? NULL
                   : "is no policy's name: up to 64 letters, digits and '-'";
    case OPTION_REDIS:
        return begins(text, "redis://") || begins(text, "rediss://") || begins(text, "unix:///")
                   ? NULL
                   : "is no Redis URL: write redis://HOST:PORT/DB, rediss://… or unix:///PATH";
    case OPTION_HTTP:
        return text.len == 0 || begins(text, "http://") || begins(text, "https://")
                   ? NULL
                   : "is no URL: write http://HOST:PORT, https://…, or nothing";
    case OPTION_ADDRESS:
        return text.len == 0 || is_address(text) ? NULL
                                                 : "is no address: write HOST:PORT, or nothing";
    case OPTION_INTEGER:
    case OPTION_SHARE:
    case OPTION_TRUTH:
    case OPTION_CHOICE:
        break;
    }
    return NULL;
}

static size_t choices_count(const char *const *choices)
{
    size_t count = 0;
    while (choices[count])
        count++;
    return count;
}

void option_take(struct options *options, const struct option *option, struct yaml *yaml,
                 const struct yaml_node *node)
{
    char *member = (char *)options + option->offset;
    struct yaml_node read = *node;
    if (node->kind == YAML_SCALAR && !options_secret(options, yaml, node, &read.text))
        return;
    switch (option->type) {
    case OPTION_INTEGER:
        *(int64_t *)(void *)member = yaml_integer(yaml, &read, option->min, option->max);
        break;
    case OPTION_SHARE:
        *(int64_t *)(void *)member = yaml_decimal(yaml, &read, 6, option->min, option->max);
        break;
    case OPTION_TRUTH:
        *(bool *)(void *)member = yaml_truth(yaml, &read);
        break;
    case OPTION_CHOICE:
        *(int *)(void *)member =
            yaml_choice(yaml, &read, option->choices, choices_count(option->choices));
        break;
    case OPTION_TEXT:
    case OPTION_TOPIC:
    case OPTION_NAME:
    case OPTION_REDIS:
    case OPTION_HTTP:
    case OPTION_ADDRESS:
        if (node->kind != YAML_SCALAR) {
            (void)yaml_text(yaml, node);
            break;
        }
        const char *fault = text_fault(option->type, read.text, option->min);
        if (fault)
            yaml_fail(yaml, node, "'%.*s' %s", TEXT_ARGS(node->text), fault);
        *(const char **)(void *)member = options_keep(options, read.text);
        break;
    }
    if (!yaml->failed)
        options->said[option - OPTIONS] = options_keep(options, node->text);
}
