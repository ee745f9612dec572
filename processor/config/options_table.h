// SPDX-License-Identifier: Apache-2.0
// The table of options: what options.c reads by and options_help.c prints.
#ifndef CONFIG_OPTIONS_TABLE_H
#define CONFIG_OPTIONS_TABLE_H

#include "config/options.h"
#include "config/yaml.h"

enum option_type {
    OPTION_INTEGER, // int64_t, min … max
    OPTION_SHARE,   // int64_t in millionths, written as a decimal from 0 to 1
    OPTION_TRUTH,   // bool
    OPTION_CHOICE,  // int, index into `choices`
    OPTION_TEXT,    // const char *, like all that follow
    OPTION_TOPIC,   // a legal topic name
    OPTION_NAME,    // a policy's name
    OPTION_REDIS,   // redis://, rediss:// or unix://
    OPTION_HTTP,    // http:// or https://, or empty
    OPTION_ADDRESS, // HOST:PORT, or empty
};

struct option {
    const char *path; // "commit.interval_ms"
    size_t offset;    // of the member in struct options
    const char *fallback;
    int64_t min, max;
    const char *const *choices;
    const char *doc;
    enum option_type type;
    bool decides; // published to dunning-policy, the same for every member
};

extern const struct option OPTIONS[];
extern const size_t OPTIONS_COUNT;

// Read `node` into the row's member; an error is yaml's. The texts are kept in options->arena.
void option_take(struct options *options, const struct option *option, struct yaml *yaml,
                 const struct yaml_node *node);

// A NUL-terminated copy in the options' arena.
const char *options_keep(struct options *options, struct text text);

// The content of the file that "@/path" names, in options->arena, without the newline at its end.
// A text that does not begin with "@/" is itself. False, said as yaml's error: it cannot be read.
bool options_secret(struct options *options, struct yaml *yaml, const struct yaml_node *node,
                    struct text *value);

// options_kafka.c: one property of `kafka:` or of the map `side` in it (NULL for both sides).
void kafka_take(struct options *options, struct properties *properties, const char *side,
                struct yaml *yaml, const struct yaml_node *node);
struct property *properties_find(const struct properties *properties, struct text name);

#endif
