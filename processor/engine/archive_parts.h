// SPDX-License-Identifier: Apache-2.0
// What the files of the archive share. Internal to archive*.c.
#ifndef ENGINE_ARCHIVE_PARTS_H
#define ENGINE_ARCHIVE_PARTS_H

#include "engine/archive.h"
#include "engine/archive_bytes.h"

// Whether any version of the policy asks about invoices that are paid.
bool name_looks_back(const struct policies *policies, struct text name);
bool changes_policy(const struct account *account, struct text policy_name);
// Add the chunk's paid invoices to the counts of forgotten ones, `by` times (1 or -1).
void archive_count_paid(struct situation *situation, const struct archived *chunk, int64_t by);

#endif
