// SPDX-License-Identifier: Apache-2.0
// The topic dunning-policy as one member knows it (its records: codec/policy_record.h). A member
// decides by nothing else. Policies are only ever added; the book owns their tables.
#ifndef POLICY_BOOK_H
#define POLICY_BOOK_H

#include "base/arena.h"
#include "base/bytes.h"
#include "engine/policy.h"
#include "io/reader.h"
#include "io/zones.h"

struct policy_book {
    struct reader *reader;
    struct zones *zones;  // borrowed
    struct arena *arenas; // one a policy
    size_t arena_count;
    struct policies policies; // in the order of their digests
    struct arena list;
    struct bytes options; // empty: none published
    bool caught_up;
};

// Opens a reader of the topic `name`; `default_name` is the policy of accounts that name none.
MUST_USE enum result policy_book_open(struct policy_book *book, const struct kafka_config *kafka,
                                      int worker, const char *name, struct text default_name,
                                      struct zones *zones, struct error *error);
void policy_book_release(struct policy_book *book);

// Take what is new, for at most `timeout_ms`. A text that cannot be read is logged and passed over.
MUST_USE enum result policy_book_poll(struct policy_book *book, int timeout_ms,
                                      struct error *error);

// Poll until everything in the topic was read.
MUST_USE enum result policy_book_read_all(struct policy_book *book, int64_t timeout_ms,
                                          struct error *error);

bool policy_book_has(const struct policy_book *book, struct digest digest);

// Publish to an empty topic: every *.yaml file of the folder, and the options that decide.
MUST_USE enum result policy_book_seed(const struct kafka_config *kafka, const char *name,
                                      const char *folder, struct text options, struct zones *zones,
                                      struct error *error);

#endif
