// SPDX-License-Identifier: Apache-2.0
// The configuration of the service (contract.md, Commands) as a plain struct. What keys there are,
// with type, default, range and meaning, stands in one table, options_table.c, from which the files
// are read and the documentation is printed.
//
// Order of use: options_init, options_read or options_read_file, options_set for every --set, then
// options_check. A failure leaves the struct fit for options_release only. The struct owns its
// texts; they end with it. One thread until it is read; after that it is not changed.
#ifndef CONFIG_OPTIONS_H
#define CONFIG_OPTIONS_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/error.h"

enum topic {
    TOPIC_INVOICE_ISSUED,
    TOPIC_PAYMENT_RECEIVED,
    TOPIC_ACCOUNT_ACTION,
    TOPIC_CLOCK_TICK,
    TOPIC_STATUS_CHANGE,
    TOPIC_NOTIFICATION,
    TOPIC_LEDGER_ENTRY,
    TOPIC_ACCOUNT,
    TOPIC_JOURNAL,
    TOPIC_POLICY,
    TOPIC_DEAD_LETTER,
};
enum { TOPIC_COUNT = 11 };

enum partitioner { PARTITIONER_MURMUR2, PARTITIONER_CRC32, PARTITIONER_FNV1A };
enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

// A librdkafka property. `said` is what the file says, "@/path" where the value is a secret.
struct property {
    const char *name, *value, *said;
};

struct properties {
    struct property *items;
    size_t count, room;
};

enum { OPTION_COUNT_MAX = 48 };

struct options {
    struct properties kafka;    // for both sides, bootstrap.servers and group.id among them
    struct properties consumer; // for the consumer only; set after those for both
    struct properties producer;

    int64_t workers;
    const char *topics[TOPIC_COUNT];
    int partitioner; // enum partitioner
    const char *redis_url;
    const char *policies_directory;
    const char *policies_default;
    int64_t commit_interval_ms;
    int64_t ticker_every_s; // 0: no ticker of our own
    int64_t tick_step_max_days;
    int64_t guard_share_ppm; // millionths: 0.05 is 50,000
    int64_t guard_accounts;
    int64_t audit_days;
    int64_t account_bytes_max;
    int64_t cache_bytes_max;
    const char *http_listen;  // HOST:PORT; empty: no listener
    const char *registry_url; // empty: single-object encoding
    bool headers_cloudevents;
    int log_level; // enum log_level

    const char *said[OPTION_COUNT_MAX]; // what was written for a row of the table; NULL: nothing
    struct arena arena;
};

// Every option at its default.
void options_init(struct options *options);
void options_release(struct options *options);

// Take what the YAML text says; `file` is its name in errors (FILE:LINE:COLUMN: …). RESULT_USAGE:
// unknown key, wrong type, out of range, a property that exactly-once owns, an unreadable @/path.
MUST_USE enum result options_read(struct options *options, const char *file, struct text text,
                                  struct error *error);
MUST_USE enum result options_read_file(struct options *options, const char *file,
                                       struct error *error);

// One --set argument, "SECTION.KEY=VALUE" or "kafka.[consumer.|producer.]PROPERTY=VALUE".
MUST_USE enum result options_set(struct options *options, const char *assignment,
                                 struct error *error);

// What only holds between options: no two topics of one name, group.id and its fellows given.
MUST_USE enum result options_check(const struct options *options, struct error *error);

// The value of a librdkafka property of `kafka:`, or NULL.
const char *options_kafka(const struct options *options, const char *name);

// The options that decide, as the YAML text that `dunning-policy` carries (the same options make
// the same bytes), and the reverse: only options that decide are taken, others are refused.
void options_write_deciding(const struct options *options, struct bytes *out);
MUST_USE enum result options_adopt(struct options *options, const char *file, struct text text,
                                   struct error *error);

// The options in force as YAML, for --check-config; secrets are shown as @/path or as ***.
void options_write(const struct options *options, struct bytes *out);

// The documentation: a commented YAML file with every default, and the same as a markdown table.
void options_help(struct bytes *out);
void options_help_markdown(struct bytes *out);

#endif
