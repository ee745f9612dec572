// SPDX-License-Identifier: Apache-2.0
// Sends a story's events through the codec, as if they had come from Kafka: what the decoder
// refuses a story sees refused, and the digest of the content is the real one.
#ifndef OPS_STORY_WIRE_H
#define OPS_STORY_WIRE_H

#include "base/arena.h"
#include "engine/decision.h"

struct story_wire;

struct story_wire *story_wire_open(void);
void story_wire_close(struct story_wire *wire);

// The event as it arrives: borrowed from the wire until the next call, its lists in `arena`.
// record_ms and origin stay; zone_table is the caller's to find. Anything but REFUSAL_NONE: it does
// not arrive, and `event` is untouched.
enum refusal story_wire_pass(struct story_wire *wire, struct event *event, struct arena *arena);

#endif
