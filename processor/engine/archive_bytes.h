// SPDX-License-Identifier: Apache-2.0
// The archive's bytes. A chunk holds what belongs together, so that each can be forgotten whole:
//
//   archive = length of the words, words, chunks
//   words   = texts that many chunks share (policies, steps, codes), each with its length
//   chunk   = length of the rest, latest instant, invoices, money, allocations, told entries
//   list    = count, items: every member in order
//   number  = varint in zigzag; instants and days as the difference to the one before, plus one
//             (0: none)
//   text    = varint h: h%4 = 0, h/4 bytes follow; 1, the word h/4; 2, the chunk's text h/4
#ifndef ENGINE_ARCHIVE_BYTES_H
#define ENGINE_ARCHIVE_BYTES_H

#include "engine/account.h"

struct archived {
    struct invoices invoices;
    struct money_list money;
    struct allocations allocations;
    struct told_entries told;
    int64_t latest_ms; // before it nothing of this was over
};

// Append `chunk` to the archive; what is written and read lies in `arena`. False: these are not an
// archive's bytes.
bool archive_bytes_add(struct text *archive, struct archived *chunk, struct arena *arena);
// All chunks as one, in their order; texts are borrowed from `archive`. False as above.
bool archive_bytes_read(struct text archive, struct arena *arena, struct archived *all);
// Without the first chunks, as long as their latest instant lies before `before_ms`.
struct text archive_bytes_drop(struct text archive, int64_t before_ms, struct arena *arena);

#endif
