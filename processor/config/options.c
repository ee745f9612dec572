// SPDX-License-Identifier: Apache-2.0
// Answers for taking a whole configuration: a YAML file against the table of options_table.c, the
// --set arguments, and what must hold between options. The struct owns all texts (its arena).
#include "config/options.h"
#include "config/options_table.h"
#include "config/suggest.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { OPTIONS_ARENA_SIZE = 256 * 1024 * 1024, PATH_MAX_LENGTH = 128, NAMES_MAX = 64 };

static const struct {
    const char *name, *value;
} KAFKA_DEFAULTS[] = {
    {"bootstrap.servers", "127.0.0.1:9092"},
    {"group.id", "dunning"},
    {"group.instance.id", "dunning-0"},
};

void options_init(struct options *options)
{
    *options = (struct options){0};
    arena_init(&options->arena, OPTIONS_ARENA_SIZE);
    struct error error = {{0}};
    struct yaml yaml = {.arena = &options->arena, .error = &error};
    for (size_t i = 0; i < OPTIONS_COUNT; i++) {
        struct yaml_node node = {.text = text_of(OPTIONS[i].fallback)};
        option_take(options, &OPTIONS[i], &yaml, &node);
        options->said[i] = NULL;
    }
    assert(!yaml.failed);
    for (size_t i = 0; i < sizeof KAFKA_DEFAULTS / sizeof *KAFKA_DEFAULTS; i++)
        *LIST_ADD(&options->arena, &options->kafka) = (struct property){
            KAFKA_DEFAULTS[i].name, KAFKA_DEFAULTS[i].value, KAFKA_DEFAULTS[i].value};
}

void options_release(struct options *options)
{
    arena_release(&options->arena);
    *options = (struct options){0};
}

static const struct option *option_at(const char *path)
{
    for (size_t i = 0; i < OPTIONS_COUNT; i++)
        if (strcmp(OPTIONS[i].path, path) == 0)
            return &OPTIONS[i];
    return NULL;
}

// The names that may stand in `section` (NULL: at the top), each once, with kafka at the top.
static size_t names_of(const char *section, char names[NAMES_MAX][PATH_MAX_LENGTH],
                       const char *list[NAMES_MAX])
{
    size_t count = 0, skip = section ? strlen(section) + 1 : 0;
    if (!section)
        list[count++] = "kafka";
    for (size_t i = 0; i < OPTIONS_COUNT && count < NAMES_MAX; i++) {
        const char *path = OPTIONS[i].path;
        if (section && (strncmp(path, section, skip - 1) != 0 || path[skip - 1] != '.'))
            continue;
        const char *dot = section ? NULL : strchr(path, '.');
        size_t len = dot ? (size_t)(dot - path) : strlen(path) - skip;
        if (count > 0 && strlen(list[count - 1]) == len &&
            memcmp(list[count - 1], path + skip, len) == 0)
            continue;
        memcpy(names[count], path + skip, len);
        names[count][len] = 0;
        list[count] = names[count];
        count++;
    }
    return count;
}

static void names_check(struct yaml *yaml, const struct yaml_node *map, const char *section)
{
    char names[NAMES_MAX][PATH_MAX_LENGTH];
    const char *list[NAMES_MAX];
    size_t count = names_of(section, names, list);
    yaml_check_keys(yaml, map, list, count);
}

static void option_read(struct options *options, const char *path, bool deciding, struct yaml *yaml,
                        const struct yaml_node *node)
{
    const struct option *option = option_at(path);
    if (!option || yaml->failed)
        return;
    if (deciding && !option->decides) {
        yaml_fail_key(yaml, node,
                      "'%s' does not decide anything: it belongs to the service's own "
                      "configuration",
                      path);
        return;
    }
    option_take(options, option, yaml, node);
}

static void side_read(struct options *options, struct properties *properties, const char *side,
                      struct yaml *yaml, const struct yaml_node *map)
{
    char what[32];
    snprintf(what, sizeof what, "kafka.%s", side);
    if (!yaml_is_map(yaml, map, what))
        return;
    for (const struct yaml_node *node = map->first; node && !yaml->failed; node = node->next)
        kafka_take(options, properties, side, yaml, node);
}

static void kafka_read(struct options *options, struct yaml *yaml, const struct yaml_node *map)
{
    if (!yaml_is_map(yaml, map, "kafka"))
        return;
    for (const struct yaml_node *node = map->first; node && !yaml->failed; node = node->next) {
        if (text_is(node->key, "consumer"))
            side_read(options, &options->consumer, "consumer", yaml, node);
        else if (text_is(node->key, "producer"))
            side_read(options, &options->producer, "producer", yaml, node);
        else
            kafka_take(options, &options->kafka, NULL, yaml, node);
    }
}

static void section_read(struct options *options, bool deciding, struct yaml *yaml,
                         const struct yaml_node *section)
{
    char name[PATH_MAX_LENGTH], path[2 * PATH_MAX_LENGTH];
    snprintf(name, sizeof name, "%.*s", TEXT_ARGS(section->key));
    if (option_at(name)) {
        option_read(options, name, deciding, yaml, section);
        return;
    }
    if (!yaml_is_map(yaml, section, name))
        return;
    names_check(yaml, section, name);
    for (const struct yaml_node *node = section->first; node && !yaml->failed; node = node->next) {
        snprintf(path, sizeof path, "%s.%.*s", name, TEXT_ARGS(node->key));
        option_read(options, path, deciding, yaml, node);
    }
}

static enum result text_take(struct options *options, const char *file, struct text text,
                             bool deciding, struct error *error)
{
    struct yaml yaml;
    struct arena scratch = {0};
    arena_init(&scratch, YAML_ARENA_SIZE);
    enum result result = yaml_read(&yaml, &scratch, file, text, error);
    if (result == OK && yaml_is_map(&yaml, yaml.root, "a configuration")) {
        names_check(&yaml, yaml.root, NULL);
        for (const struct yaml_node *node = yaml.root->first; node && !yaml.failed;
             node = node->next) {
            if (!text_is(node->key, "kafka"))
                section_read(options, deciding, &yaml, node);
            else if (deciding)
                yaml_fail_key(&yaml, node, "'kafka' does not decide anything: leave it out");
            else
                kafka_read(options, &yaml, node);
        }
    }
    arena_release(&scratch);
    return yaml.failed ? RESULT_USAGE : result;
}

enum result options_read(struct options *options, const char *file, struct text text,
                         struct error *error)
{
    return text_take(options, file, text, false, error);
}

enum result options_adopt(struct options *options, const char *file, struct text text,
                          struct error *error)
{
    return text_take(options, file, text, true, error);
}

enum result options_read_file(struct options *options, const char *file, struct error *error)
{
    FILE *stream = fopen(file, "r");
    if (!stream)
        return error_set(error, RESULT_USAGE, "%s: %s", file, strerror(errno));
    char *text = malloc(YAML_TEXT_MAX + 1);
    if (!text)
        abort();
    size_t len = fread(text, 1, YAML_TEXT_MAX + 1, stream);
    enum result result =
        ferror(stream) ? error_set(error, RESULT_USAGE, "%s: %s", file, strerror(errno)) : OK;
    fclose(stream);
    if (result == OK)
        result = options_read(options, file, (struct text){text, len}, error);
    free(text);
    return result;
}

// Takes `prefix` off the front of `path`.
static bool strip(struct text *path, const char *prefix)
{
    size_t len = strlen(prefix);
    if (path->len <= len || memcmp(path->at, prefix, len) != 0)
        return false;
    *path = (struct text){path->at + len, path->len - len};
    return true;
}

static void path_fail(struct yaml *yaml, struct text path)
{
    const char *names[OPTION_COUNT_MAX];
    for (size_t i = 0; i < OPTIONS_COUNT; i++)
        names[i] = OPTIONS[i].path;
    const char *closest = suggest_closest(path, names, OPTIONS_COUNT);
    if (closest)
        yaml_fail(yaml, NULL, "there is no such option: did you mean '%s'?", closest);
    else
        yaml_fail(yaml, NULL, "there is no such option: dunningd --help-config lists them");
}

enum result options_set(struct options *options, const char *assignment, struct error *error)
{
    const char *equals = strchr(assignment, '=');
    if (!equals || equals == assignment)
        return error_set(error, RESULT_USAGE, "--set %s: write SECTION.KEY=VALUE", assignment);
    struct text path = {assignment, (size_t)(equals - assignment)};
    struct yaml yaml = {.arena = &options->arena, .error = error};
    struct yaml_node node = {.text = text_of(equals + 1)};
    char name[PATH_MAX_LENGTH];
    if (!text_is_utf8(text_of(assignment))) {
        yaml_fail(&yaml, NULL, "no UTF-8 text");
    } else if (strip(&path, "kafka.")) {
        bool consumer = strip(&path, "consumer."),
             producer = !consumer && strip(&path, "producer.");
        node.key = path;
        kafka_take(options,
                   consumer   ? &options->consumer
                   : producer ? &options->producer
                              : &options->kafka,
                   consumer   ? "consumer"
                   : producer ? "producer"
                              : NULL,
                   &yaml, &node);
    } else {
        snprintf(name, sizeof name, "%.*s", TEXT_ARGS(path));
        node.key = path;
        const struct option *option = option_at(name);
        if (option)
            option_take(options, option, &yaml, &node);
        else
            path_fail(&yaml, path);
    }
    // The value may be a secret, so the error names the path only.
    return yaml.failed ? error_wrap(error, RESULT_USAGE, "--set %.*s", (int)(equals - assignment),
                                    assignment)
                       : OK;
}

enum result options_check(const struct options *options, struct error *error)
{
    for (size_t i = 0; i < TOPIC_COUNT; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(options->topics[i], options->topics[k]) == 0)
                return error_set(error, RESULT_USAGE,
                                 "topics: two topics have the name '%s': give each its own",
                                 options->topics[i]);
    for (size_t i = 0; i < sizeof KAFKA_DEFAULTS / sizeof *KAFKA_DEFAULTS; i++) {
        const char *value = options_kafka(options, KAFKA_DEFAULTS[i].name);
        if (!value || value[0] == 0)
            return error_set(error, RESULT_USAGE, "kafka.%s: may not be empty",
                             KAFKA_DEFAULTS[i].name);
    }
    return OK;
}
