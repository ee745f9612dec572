// SPDX-License-Identifier: Apache-2.0
// The reverse of account_write.h. The bytes may be hostile: whatever they are, an account or an
// error comes of it, and no more memory than some 500 times their length.
#ifndef CODEC_ACCOUNT_READ_H
#define CODEC_ACCOUNT_READ_H

#include "base/error.h"
#include "engine/account.h"

// Read the account of `customer_id` from `bytes`, all of them. Its texts are borrowed from `bytes`
// and `customer_id`, its lists come from `arena`: keep all three as long as the account. `space` is
// what account_init makes of the customer; NULL: it is made again (costs a SHA-1).
// A situation without a zone_name gets the zone NULL: the policy's is the caller's to fill in.
// RESULT_BAD_DATA: not an account of a known version; RESULT_NOT_FOUND: `zones` lacks the zone that
// the error names. `account` is then untouched.
MUST_USE enum result account_read(struct text bytes, struct text customer_id,
                                  const struct uuid *space, const struct zone_list *zones,
                                  struct arena *arena, struct account *account,
                                  struct error *error);

#endif
