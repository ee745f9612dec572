// SPDX-License-Identifier: Apache-2.0
// What an account keeps out of its way: invoices that are over since before the horizon, with the
// money spent on them, what was put where and what was told of it. They wait in account->archive,
// as bytes that are carried as they are, until an event names one of them or time forgets them.
//
// An account with an archive decides as the same account without one. What is needed for that
// stays alive: see archive_put. The bytes may be hostile: whatever they are, archive_thaw gives
// an account or says no.
#ifndef ENGINE_ARCHIVE_H
#define ENGINE_ARCHIVE_H

#include "engine/fold.h"

// Move what is over and known to stay so from `base`, `settled` and `published` to the archive. To
// be called when `base` is at the horizon and all that is told is level with the situation.
void archive_put(const struct policies *policies, struct account *account, struct arena *arena);

// Whether the event can be decided only with what lies in the archive.
bool archive_is_needed(const struct policies *policies, const struct account *account,
                       const struct event *event);

// Bring everything back. The lists of `account` are replaced, not changed: a copy of the struct
// from before is the account from before. False: the bytes are damaged, `account` is untouched.
bool archive_thaw(struct account *account, struct arena *arena);

// Drop what was over before `before_ms`; the counts of paid invoices stay.
void archive_forget(struct account *account, int64_t before_ms, struct arena *arena);

#endif
