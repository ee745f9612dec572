// SPDX-License-Identifier: Apache-2.0
// The librdkafka properties that a user gave, and the configuration of each kind of handle made of
// them and of what exactly-once owns. Read-only once filled; owned by whoever made it.
#ifndef IO_KAFKA_CONFIG_H
#define IO_KAFKA_CONFIG_H

#include "base/error.h"

#include <stdint.h>

struct rd_kafka_conf_s;
struct kafka_config;

enum kafka_side { KAFKA_BOTH, KAFKA_CONSUMER, KAFKA_PRODUCER };

// The handles of the service. Only KAFKA_SOURCE is a member of the group.
enum kafka_handle {
    KAFKA_SOURCE, // reads the inputs, committed records only
    KAFKA_READER, // reads a given range of a topic, committed records only
    KAFKA_ENDS,   // asks for offsets and never fetches, sees uncommitted records
    KAFKA_SINK,   // the transactional producer
    KAFKA_PLAIN,  // a producer without transactions: ticks, the operator's records
};

struct kafka_config *kafka_config_new(void);
void kafka_config_free(struct kafka_config *config);

// RESULT_USAGE: librdkafka knows no such property or value, or exactly-once owns it.
MUST_USE enum result kafka_config_set(struct kafka_config *config, enum kafka_side side,
                                      const char *name, const char *value, struct error *error);

// The value given for the side or for both, else NULL.
const char *kafka_config_get(const struct kafka_config *config, enum kafka_side side,
                             const char *name);

// transaction.timeout.ms as it will be used.
int64_t kafka_config_transaction_timeout_ms(const struct kafka_config *config);

// `<group.instance.id>/<worker>`, and `<group.id>/<group.instance.id>/<worker>`.
enum { KAFKA_NAME_MAX = 512 };
const char *kafka_config_instance(const struct kafka_config *config, int worker,
                                  char out[KAFKA_NAME_MAX]);
const char *kafka_config_transactional_id(const struct kafka_config *config, int worker,
                                          char out[KAFKA_NAME_MAX]);

// A configuration for one handle of worker `worker`; the caller gives it to rd_kafka_new. It logs
// through log.h. RESULT_USAGE: a value that librdkafka refuses.
MUST_USE enum result kafka_config_make(const struct kafka_config *config, enum kafka_handle handle,
                                       int worker, struct rd_kafka_conf_s **conf,
                                       struct error *error);

#endif
