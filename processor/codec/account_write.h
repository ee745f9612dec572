// SPDX-License-Identifier: Apache-2.0
// An account as bytes: the `state` in Redis and in the after-images of dunning-account. The format
// is described in account_bytes.h.
#ifndef CODEC_ACCOUNT_WRITE_H
#define CODEC_ACCOUNT_WRITE_H

#include "base/bytes.h"
#include "engine/account.h"

// Append the account to `out`. Equal accounts have equal bytes. Not written, for the reader is
// told or finds out: customer_id, space, the events' customer_id, zones (but their names). No text
// of the account may lie in `out`, which moves as it grows.
void account_write(const struct account *account, struct bytes *out);

#endif
