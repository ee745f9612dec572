// SPDX-License-Identifier: Apache-2.0
// A Schema Registry with Confluent's API: the schema behind an id, and the id of a schema under a
// subject. Both never change once known, so answers are kept for ever. One thread.
#ifndef IO_REGISTRY_H
#define IO_REGISTRY_H

#include "base/error.h"
#include "base/text.h"

struct registry;

// `url` is the base, as in http://127.0.0.1:8081/apis/ccompat/v7; name and password may stand in
// it.
struct registry *registry_open(const char *url);
void registry_close(struct registry *registry);

// The schema's JSON text; it lives as long as the registry. RESULT_NOT_FOUND: the registry knows no
// such id (it may learn it later: not kept); RESULT_UNAVAILABLE: no answer, try again later;
// RESULT_BAD_DATA: an answer that is none, or a schema that is not Avro.
MUST_USE enum result registry_schema(struct registry *registry, int32_t id, struct text *schema,
                                     struct error *error);

// Register `schema` under `subject`, or look it up if it is there already. RESULT_BAD_DATA: the
// registry refuses it, e.g. as incompatible.
MUST_USE enum result registry_id(struct registry *registry, struct text subject, struct text schema,
                                 int32_t *id, struct error *error);

#endif
