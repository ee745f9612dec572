// SPDX-License-Identifier: Apache-2.0
// Answers for printing options: the documentation made from the table, the options in force, and
// the text of those that decide. No state; any thread.
#include "config/options_table.h"

static const char KAFKA_DOC[] =
    "Any librdkafka property; consumer and producer: maps of properties for one side. Refused is\n"
    "# what exactly-once owns: enable.auto.commit, isolation.level, "
    "partition.assignment.strategy,\n"
    "# transactional.id, enable.idempotence, auto.offset.reset, enable.partition.eof.";

static bool is_secret(const char *name)
{
    static const char *const WORDS[] = {"password",           "secret",    "ssl.key.pem",
                                        "oauthbearer.config", "sasl.jaas", "ssl.keystore.p12"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strstr(name, WORDS[i]))
            return true;
    return false;
}

// A YAML scalar in double quotes, unless it is harmless without them.
static void scalar_write(struct bytes *out, const char *text)
{
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "./:-_@";
    bool plain = text[0] != 0 && strspn(text, PLAIN) == strlen(text) && text[0] != '-' &&
                 text[0] != ':' && text[strlen(text) - 1] != ':' && text[0] != '@';
    if (plain) {
        bytes_print(out, "%s", text);
        return;
    }
    bytes_add_byte(out, '"');
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\')
            bytes_print(out, "\\%c", *c);
        else if ((unsigned char)*c < 0x20 || *c == 0x7f)
            bytes_print(out, "\\x%02x", (unsigned)(unsigned char)*c);
        else
            bytes_add_byte(out, (uint8_t)*c);
    }
    bytes_add_byte(out, '"');
}

// Opens the section of `path` where it differs from that of the row before; returns the key.
static const char *section_write(struct bytes *out, const char *before, const char *path)
{
    const char *dot = strchr(path, '.');
    if (!dot)
        return path;
    size_t len = (size_t)(dot - path) + 1;
    if (!before || strncmp(before, path, len) != 0)
        bytes_print(out, "%.*s:\n", (int)(len - 1), path);
    return dot + 1;
}

static void url_write(struct bytes *out, const char *value)
{
    // "redis://:secret@host" is shown without what stands before the '@'.
    const char *start = strstr(value, "://"), *at = start ? strrchr(start, '@') : NULL;
    if (!at) {
        scalar_write(out, value);
        return;
    }
    struct bytes shown = {0};
    bytes_print(&shown, "%.*s***%s", (int)(start + 3 - value), value, at);
    bytes_add_byte(&shown, 0);
    scalar_write(out, (const char *)shown.at);
    bytes_release(&shown);
}

// As it was written: a secret stays @/path.
static void said_write(struct bytes *out, const struct options *options,
                       const struct option *option)
{
    const char *said = options->said[option - OPTIONS];
    if (option->type == OPTION_REDIS || option->type == OPTION_HTTP)
        url_write(out, said ? said : option->fallback);
    else
        scalar_write(out, said ? said : option->fallback);
}

// As it was read: one value, one spelling.
static void value_write(struct bytes *out, const struct options *options,
                        const struct option *option)
{
    const void *member = (const char *)options + option->offset;
    if (option->type == OPTION_INTEGER) {
        bytes_print(out, "%lld", (long long)*(const int64_t *)member);
    } else if (option->type == OPTION_SHARE) {
        int64_t ppm = *(const int64_t *)member;
        bytes_print(out, "%lld.%06lld", (long long)(ppm / 1000000), (long long)(ppm % 1000000));
    } else {
        assert(option->type == OPTION_NAME);
        scalar_write(out, *(const char *const *)member);
    }
}

static void rows_write(const struct options *options, bool deciding, struct bytes *out)
{
    const char *before = NULL;
    for (size_t i = 0; i < OPTIONS_COUNT; i++) {
        const struct option *option = &OPTIONS[i];
        if (deciding && !option->decides)
            continue;
        const char *key = section_write(out, before, option->path);
        before = option->path;
        bytes_print(out, "%s%s: ", key == option->path ? "" : "  ", key);
        if (deciding)
            value_write(out, options, option);
        else
            said_write(out, options, option);
        bytes_add_byte(out, '\n');
    }
}

static void properties_write(const struct properties *properties, const char *indent,
                             struct bytes *out)
{
    for (size_t i = 0; i < properties->count; i++) {
        const struct property *property = &properties->items[i];
        bool hidden = is_secret(property->name) && strncmp(property->said, "@/", 2) != 0;
        bytes_print(out, "%s%s: ", indent, property->name);
        scalar_write(out, hidden ? "***" : property->said);
        bytes_add_byte(out, '\n');
    }
}

void options_write(const struct options *options, struct bytes *out)
{
    bytes_print(out, "kafka:\n");
    properties_write(&options->kafka, "  ", out);
    if (options->consumer.count)
        bytes_print(out, "  consumer:\n");
    properties_write(&options->consumer, "    ", out);
    if (options->producer.count)
        bytes_print(out, "  producer:\n");
    properties_write(&options->producer, "    ", out);
    rows_write(options, false, out);
}

void options_write_deciding(const struct options *options, struct bytes *out)
{
    rows_write(options, true, out);
}

static void range_write(const struct option *option, struct bytes *out)
{
    if (option->type == OPTION_INTEGER)
        bytes_print(out, "%lld to %lld", (long long)option->min, (long long)option->max);
    else if (option->type == OPTION_SHARE)
        bytes_print(out, "0 to 1");
    else if (option->type == OPTION_TRUTH)
        bytes_print(out, "on, off");
    for (size_t i = 0; option->choices && option->choices[i]; i++)
        bytes_print(out, "%s%s", i ? ", " : "", option->choices[i]);
}

void options_help(struct bytes *out)
{
    bytes_print(out,
                "# Every option with its default. Any value may be @/path: the content of that "
                "file.\n# --set SECTION.KEY=VALUE changes one; kafka's keys contain dots: "
                "--set kafka.group.id=dunning\n\n# %s\nkafka:\n",
                KAFKA_DOC);
    struct options options;
    options_init(&options);
    properties_write(&options.kafka, "  ", out);
    options_release(&options);
    bytes_print(out, "  consumer: {}\n  producer: {}\n");
    const char *before = NULL;
    for (size_t i = 0; i < OPTIONS_COUNT; i++) {
        const struct option *option = &OPTIONS[i];
        const char *key = section_write(out, before, option->path);
        const char *indent = key == option->path ? "" : "  ";
        before = option->path;
        bytes_print(out, "%s# %s", indent, option->doc);
        if (option->type <= OPTION_CHOICE) {
            bytes_print(out, " (");
            range_write(option, out);
            bytes_print(out, ")");
        }
        bytes_print(out, "\n%s%s: ", indent, key);
        if (option->fallback[0])
            scalar_write(out, option->fallback);
        bytes_add_byte(out, '\n');
    }
}

void options_help_markdown(struct bytes *out)
{
    bytes_print(out, "| option | default | range | decides | meaning |\n|---|---|---|---|---|\n");
    for (size_t i = 0; i < OPTIONS_COUNT; i++) {
        const struct option *option = &OPTIONS[i];
        bytes_print(out, "| `%s` | %s%s%s | ", option->path, option->fallback[0] ? "`" : "",
                    option->fallback[0] ? option->fallback : "empty",
                    option->fallback[0] ? "`" : "");
        range_write(option, out);
        bytes_print(out, " | %s | %s |\n", option->decides ? "yes" : "", option->doc);
    }
}
