// SPDX-License-Identifier: Apache-2.0
// What the broker knows of topics: making them, counting their partitions, reading their settings.
// Settings are reported, never changed (librdkafka 2.0.2 has no incremental change). One thread.
#ifndef IO_ADMIN_H
#define IO_ADMIN_H

#include "base/error.h"
#include "io/kafka_config.h"

#include <stddef.h>

struct admin;

struct admin_setting {
    const char *name;
    const char *value;
};

MUST_USE enum result admin_open(struct admin **admin, const struct kafka_config *config,
                                struct error *error);
void admin_close(struct admin *admin);

// RESULT_NOT_FOUND: no such topic; RESULT_UNAVAILABLE: no broker answers.
MUST_USE enum result admin_partitions(struct admin *admin, const char *topic, int32_t *partitions,
                                      int32_t *replication, struct error *error);

// replication -1: the broker's default. A topic that is there already is RESULT_BAD_DATA, as is
// what the broker refuses.
MUST_USE enum result admin_create(struct admin *admin, const char *topic, int32_t partitions,
                                  int32_t replication, const struct admin_setting *settings,
                                  size_t count, struct error *error);

// The value in force of each setting named in `settings`, copied to its row of `values`; a setting
// that the broker does not have is "".
enum { ADMIN_VALUE_MAX = 256 };
MUST_USE enum result admin_settings(struct admin *admin, const char *topic,
                                    const struct admin_setting *settings, size_t count,
                                    char (*values)[ADMIN_VALUE_MAX], struct error *error);

#endif
