// SPDX-License-Identifier: Apache-2.0
// An Avro schema as a flat table of nodes, read once from its JSON text. Named types are nodes that
// others refer to by index, so a schema may be recursive. Reading bytes by it is plan.h's.
// Everything inside belongs to the schema and lives until schema_free; read-only once made, so any
// number of threads may share it.
#ifndef CODEC_SCHEMA_H
#define CODEC_SCHEMA_H

#include "base/error.h"
#include "base/text.h"

struct json_t; // of jansson; only the readers of defaults look inside

// Bounds on a schema from outside; beyond them it is refused.
enum {
    SCHEMA_BYTES_MAX = 1 << 20,
    SCHEMA_ITEMS_MAX = 8192, // types, fields, branches, symbols and aliases: of each so many
    SCHEMA_DEPTH_MAX = 64,
};

enum schema_type {
    SCHEMA_NULL,
    SCHEMA_BOOLEAN,
    SCHEMA_INT,
    SCHEMA_LONG,
    SCHEMA_FLOAT,
    SCHEMA_DOUBLE,
    SCHEMA_BYTES,
    SCHEMA_STRING,
    SCHEMA_FIXED,
    SCHEMA_ENUM,
    SCHEMA_ARRAY,
    SCHEMA_MAP,
    SCHEMA_UNION,
    SCHEMA_RECORD,
};

enum schema_logical { SCHEMA_PLAIN, SCHEMA_DATE, SCHEMA_TIMESTAMP_MILLIS };

enum { SCHEMA_NO_DEFAULT = UINT32_MAX };

// What `first` and `count` mean: RECORD a range of fields, UNION of branches, ENUM of symbols;
// ARRAY and MAP: `first` is the node of the items; FIXED: `count` is the size in bytes.
struct schema_node {
    enum schema_type type;
    enum schema_logical logical;
    struct text name; // RECORD, ENUM, FIXED: the full name
    uint32_t first, count;
    uint32_t alias_first, alias_count; // full names, in `texts`
    uint32_t enum_default;             // index of a symbol, or SCHEMA_NO_DEFAULT
};

struct schema_field {
    struct text name;
    uint32_t node;
    uint32_t alias_first, alias_count; // in `texts`
    const struct json_t *fallback;     // the `default`, or NULL
};

// Node 0 is the root.
struct schema {
    struct schema_node *nodes;
    struct schema_field *fields;
    uint32_t *branches;
    struct text *texts; // symbols and aliases
    uint32_t node_count, field_count, branch_count, text_count;
    char **names; // the full names that the JSON does not hold in one piece
    uint32_t name_count;
    struct json_t *json;
    uint64_t fingerprint; // CRC-64-AVRO of the canonical form
};

// RESULT_BAD_DATA with the place and the reason for text that is no schema, or one beyond the
// bounds. A logical type that is not known, or does not fit its type, is ignored, as Avro says.
MUST_USE enum result schema_read(struct text json, struct schema **schema, struct error *error);
void schema_free(struct schema *schema);

// "Shift" of "dunning.Shift".
struct text schema_short_name(struct text full_name);

const char *schema_type_name(enum schema_type type);

static inline const struct schema_node *
schema_branch(const struct schema *schema, const struct schema_node *node, uint32_t branch)
{
    return &schema->nodes[schema->branches[node->first + branch]];
}

static inline bool schema_is_named(enum schema_type type)
{
    return type == SCHEMA_RECORD || type == SCHEMA_ENUM || type == SCHEMA_FIXED;
}

#endif
