// SPDX-License-Identifier: Apache-2.0
// An event to the Avro bytes of its input record, in the order of our own schemas: for the ticker,
// the operator's tool and tests. The frame (frame.h) is the caller's, before it. `metadata` is not
// part of an event and becomes empty; a text of an action that is empty becomes null where null is
// allowed.
#ifndef CODEC_EVENT_WRITE_H
#define CODEC_EVENT_WRITE_H

#include "base/bytes.h"
#include "codec/event_fields.h"

// Appends to `out`. `layout` is needed for actions only.
void event_write(const struct action_layout *layout, const struct event *event, struct bytes *out);

#endif
