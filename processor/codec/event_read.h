// SPDX-License-Identifier: Apache-2.0
// A record's value to an event of the engine: frame, writer schema, decoding, and the bounds on
// every value. What the engine alone can judge (unknown invoices, dates in the past, policies) is
// left to it; so are the key of the record and the names of time zones to the caller.
//
// One reader belongs to one thread; the records it was made with are shared and must outlive it.
// The texts of an event are borrowed from the value and from the reader.
#ifndef CODEC_EVENT_READ_H
#define CODEC_EVENT_READ_H

#include "base/arena.h"
#include "base/error.h"
#include "codec/records.h"
#include "engine/decision.h"

struct event_reader;

struct event_reader *event_reader_new(const struct records *records);
void event_reader_free(struct event_reader *reader);

enum { SCHEMA_ID_NONE = -1 };

// Make a writer's schema known under the registry's id, or with SCHEMA_ID_NONE under its
// fingerprint. RESULT_BAD_DATA when it is no schema of one of our inputs, or cannot be resolved;
// records with that id are then refused (`unknown-schema`). Ids never change their meaning: a
// second time is ignored.
MUST_USE enum result event_reader_add(struct event_reader *reader, int32_t schema_id,
                                      struct text writer_schema, struct error *error);

enum event_reading {
    EVENT_READ,
    EVENT_REFUSED,       // a dead letter, with the refusal and its sentence
    EVENT_SCHEMA_WANTED, // framed with `schema_id`, not known here: add it and read again
    EVENT_TOO_NEW,       // an action that a registered schema has and we have not: upgrade first
};

struct event_fault {
    enum refusal refusal;
    int32_t schema_id;  // of the frame, or SCHEMA_ID_NONE
    struct error error; // "amount_minor: 0 is not above 0"
};

// Read one value. On EVENT_READ `event` is whole but for record_ms and origin, which are the
// caller's; lists come from `arena`. Otherwise `event` is undefined and `fault` says why.
enum event_reading event_read(struct event_reader *reader, enum event_type type, struct text value,
                              struct arena *arena, struct event *event, struct event_fault *fault);

#endif
