// SPDX-License-Identifier: Apache-2.0
// The accounts in Redis: a fold of what was committed to Kafka, never more. Every partition has a
// watermark, the sequence up to which it is folded; every call carries or checks it, so a stale or
// a flushed Redis is noticed and never believed (design.md, "The log is the truth").
//
// Keys of partition p, all in one cluster slot:
//   dunning:{p}:account:<customer>  hash: status, until, services, state, wake
//   dunning:{p}:due                 sorted set, score 0, member "%013d:customer"
//   dunning:{p}:watermark           hash: seq, clock, journal_offset, account_offset, chain,
//   accounts
//
// Answers are borrowed until the next call. One connection, one thread. RESULT_UNAVAILABLE: Redis
// does not answer; the call may or may not have happened and can always be repeated.
#ifndef IO_STORE_H
#define IO_STORE_H

#include "base/error.h"
#include "base/hash.h"

struct store;

enum { STORE_CALL_ACCOUNTS_MAX = 500 };

struct store_account {
    struct text customer;
    struct text state;                   // the encoded account; empty: the account is no more
    struct text status, until, services; // for people and gates, as in contract.md
    int64_t wake_ms;                     // the due index; INSTANT_NEVER or INSTANT_NONE: not in it
};

struct store_watermark {
    int64_t sequence; // 0: nothing was folded, or Redis lost it
    int64_t clock_ms;
    int64_t journal_offset; // where reading goes on for what is not folded yet
    int64_t account_offset;
    struct digest chain; // hash of the journal record of `sequence`
    int64_t accounts;    // how many there are
};

enum store_answer {
    STORE_APPLIED,
    STORE_OLD,        // the watermark is there already
    STORE_GAP,        // something before `from` is not folded: restore first
    STORE_MISCOUNTED, // Redis has not the accounts it should have: rebuild
};

// One part of what brings the watermark from from - 1 to watermark.sequence. `last` closes it: the
// watermark is set, if the count of accounts is right. Parts before the last leave it alone, so an
// interrupted fold is simply done again.
struct store_fold {
    int32_t partition;
    int64_t from;
    struct store_watermark watermark;
    const struct store_account *accounts;
    size_t count;
    bool last;
    enum store_answer answer; // filled in
    int64_t found;            // the watermark found, or with STORE_MISCOUNTED the count
};

struct store_read {
    int32_t partition;
    const struct text *customers;
    size_t count;
    struct text *states; // filled in: `count` of them; at NULL: no such account
    int64_t sequence; // filled in: what they stand for; only equality with what one expects counts
};

MUST_USE enum result store_open(struct store **store, const char *url, struct error *error);
void store_close(struct store *store);

// RESULT_USAGE: the server may evict keys. For the start; later connections check it themselves.
MUST_USE enum result store_check(struct store *store, struct error *error);

// Folds of several partitions in one round trip, in calls of at most STORE_CALL_ACCOUNTS_MAX.
MUST_USE enum result store_fold(struct store *store, struct store_fold *folds, size_t count,
                                struct error *error);

// Reads of several partitions in one round trip.
MUST_USE enum result store_read(struct store *store, struct store_read *reads, size_t count,
                                struct error *error);

MUST_USE enum result store_watermark(struct store *store, int32_t partition,
                                     struct store_watermark *watermark, struct error *error);

// The members of the due index behind `after` (empty: from the first) that are due at `until_ms`,
// at most `limit`, in order of (time, customer).
struct store_due {
    int64_t wake_ms;
    struct text customer;
    struct text member; // for `after`
};
MUST_USE enum result store_due(struct store *store, int32_t partition, struct text after,
                               int64_t until_ms, size_t limit, struct store_due *due, size_t *count,
                               int64_t *sequence, struct error *error);

// How many are due at `until_ms`.
MUST_USE enum result store_due_count(struct store *store, int32_t partition, int64_t until_ms,
                                     int64_t *count, int64_t *sequence, struct error *error);

// Empties a partition, a slice a call: *cursor is 0 for the first and again when nothing is left.
MUST_USE enum result store_clear(struct store *store, int32_t partition, uint64_t *cursor,
                                 struct error *error);

#endif
