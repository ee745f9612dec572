// SPDX-License-Identifier: Apache-2.0
// topics/topics.yaml as a table: what the broker should have.
#ifndef OPS_TOPICS_FILE_H
#define OPS_TOPICS_FILE_H

#include "config/options.h"
#include "io/admin.h"

#include "base/arena.h"

enum { TOPIC_SETTINGS_MAX = 8 };

struct topic_wanted {
    const char *name;   // in the contract, which configuration may map to another
    bool equal;         // has as many partitions as all others that say so
    int32_t partitions; // where it is not equal
    struct admin_setting settings[TOPIC_SETTINGS_MAX];
    size_t setting_count;
};

struct topics_file {
    int32_t partitions, replication; // of a new deployment
    struct {
        struct topic_wanted *items;
        size_t count, room;
    } topics;
};

// RESULT_USAGE: FILE:LINE:COLUMN and what is wrong. Everything lives in `arena`, which must have
// YAML_ARENA_SIZE bytes left.
MUST_USE enum result topics_file_read(const char *path, struct arena *arena,
                                      struct topics_file *file, struct error *error);

// The topic's name in this deployment.
const char *topic_name_of(const struct options *options, const char *contract_name);

#endif
