// SPDX-License-Identifier: Apache-2.0
// Questions about offsets, on a handle of its own that never fetches (behind a fetching handle's
// long poll such an answer takes seconds). It sees uncommitted records: an end is where the next
// record of anyone will stand. One thread.
#ifndef IO_OFFSETS_H
#define IO_OFFSETS_H

#include "base/error.h"
#include "io/kafka_config.h"

#include <stddef.h>

struct offsets;

enum { OFFSET_NONE = -1, OFFSET_METADATA_MAX = 64 };

struct offset {
    const char *topic;
    int32_t partition;
    int64_t at;       // the answer; OFFSET_NONE: nothing committed
    int64_t sequence; // offsets_committed: N of its metadata `v1;seq=N`; 0 without
};

MUST_USE enum result offsets_open(struct offsets **offsets, const struct kafka_config *config,
                                  int worker, struct error *error);
void offsets_close(struct offsets *offsets);

// The ends, and the first offsets still there, of the partitions named in `items`.
// RESULT_UNAVAILABLE: no answer in time, or not for all of them.
MUST_USE enum result offsets_ends(struct offsets *offsets, struct offset *items, size_t count,
                                  int timeout_ms, struct error *error);
MUST_USE enum result offsets_starts(struct offsets *offsets, struct offset *items, size_t count,
                                    int timeout_ms, struct error *error);

// What the group committed. RESULT_UNAVAILABLE also while an open transaction, of a dead
// predecessor, may still commit them: ask again for as long as its timeout. RESULT_BAD_DATA:
// metadata that is not ours.
MUST_USE enum result offsets_committed(struct offsets *offsets, struct offset *items, size_t count,
                                       int timeout_ms, struct error *error);

// Commit for the group, outside any transaction: each item's `at` with `v1;seq=N` of its
// `sequence`. Only for a group without members. RESULT_UNAVAILABLE: refused, or no answer in time.
MUST_USE enum result offsets_commit(struct offsets *offsets, const struct offset *items,
                                    size_t count, int timeout_ms, struct error *error);

#endif
