// SPDX-License-Identifier: Apache-2.0
// The Parsing Canonical Form of a schema and its CRC-64-AVRO fingerprint: the name under which
// single-object encoding knows a schema (Avro 1.11, "Transforming into Parsing Canonical Form").
#ifndef CODEC_SCHEMA_CANONICAL_H
#define CODEC_SCHEMA_CANONICAL_H

#include "base/bytes.h"
#include "codec/schema.h"

// Appends to `out`.
void schema_write_canonical(const struct schema *schema, struct bytes *out);

uint64_t schema_fingerprint_of(struct text canonical);

#endif
