// SPDX-License-Identifier: Apache-2.0
// The content of an input record: a digest of all fields but event_id, which tells a duplicate from
// a conflict (requirements, Identity). It must not depend on who wrote the record, with which
// schema, framing or order, nor change when our schema gains a field: so it is taken over a
// canonical form of what was read. There, a record is the name and value of each field that is not
// empty (null, "", 0, false, no items), in the order of our schema, maps by their keys.
#ifndef CODEC_EVENT_CONTENT_H
#define CODEC_EVENT_CONTENT_H

#include "base/bytes.h"
#include "base/hash.h"
#include "codec/schema.h"
#include "codec/tape.h"

enum { CONTENT_PAIRS_MAX = 256 }; // of one map; more are refused before (event_read.c)

// `scratch` is overwritten.
struct digest event_content(const struct schema *schema, const struct tape *tape,
                            struct bytes *scratch);

#endif
