// SPDX-License-Identifier: Apache-2.0
// How well data of one type fits another: the part of Avro's resolution that looks at two types
// alone, not at what is inside them.
#ifndef CODEC_PLAN_MATCH_H
#define CODEC_PLAN_MATCH_H

#include "codec/schema.h"

// Better fits are greater.
enum plan_match { MATCH_NONE, MATCH_PROMOTED, MATCH_SHORT_NAME, MATCH_SAME };

// Neither may be a union.
enum plan_match plan_match(const struct schema_node *writer, const struct schema *reader,
                           const struct schema_node *reader_node);

// The number of the best of a reader's branches, the first of equals; UINT32_MAX: none fits.
uint32_t plan_match_branch(const struct schema_node *writer, const struct schema *reader,
                           const struct schema_node *reader_union);

// The reader's field for the i-th field of the writer's record: by its name, else by an alias whose
// own name the data does not have. UINT32_MAX: none.
uint32_t plan_match_field(const struct schema *writer, const struct schema_node *writer_record,
                          uint32_t i, const struct schema *reader,
                          const struct schema_node *reader_record);

#endif
