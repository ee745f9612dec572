// SPDX-License-Identifier: Apache-2.0
// Writes the canonical form from the table of nodes. A named type is spelled out where it first
// occurs and named afterwards: the order of the table's nodes is the order of the text, so "first"
// is where a walk in that order meets it. No state beyond the walk's.
#include "codec/schema_canonical.h"

#include <stdlib.h>

struct walk {
    const struct schema *schema;
    struct bytes *out;
    bool *seen; // a flag a node
};

static void write_literal(struct walk *walk, const char *literal)
{
    bytes_add(walk->out, literal, strlen(literal));
}

// Names are ASCII letters, digits, '_' and '.': nothing to escape.
static void write_quoted(struct walk *walk, struct text text)
{
    bytes_add_byte(walk->out, '"');
    bytes_add_text(walk->out, text);
    bytes_add_byte(walk->out, '"');
}

static void write_node(struct walk *walk, uint32_t at);

static void write_fields(struct walk *walk, const struct schema_node *node)
{
    write_literal(walk, ",\"fields\":[");
    for (uint32_t i = 0; i < node->count; i++) {
        const struct schema_field *field = &walk->schema->fields[node->first + i];
        write_literal(walk, i ? ",{\"name\":" : "{\"name\":");
        write_quoted(walk, field->name);
        write_literal(walk, ",\"type\":");
        write_node(walk, field->node);
        write_literal(walk, "}");
    }
    write_literal(walk, "]");
}

static void write_symbols(struct walk *walk, const struct schema_node *node)
{
    write_literal(walk, ",\"symbols\":[");
    for (uint32_t i = 0; i < node->count; i++) {
        if (i)
            write_literal(walk, ",");
        write_quoted(walk, walk->schema->texts[node->first + i]);
    }
    write_literal(walk, "]");
}

static void write_named(struct walk *walk, uint32_t at)
{
    const struct schema_node *node = &walk->schema->nodes[at];
    if (walk->seen[at]) {
        write_quoted(walk, node->name);
        return;
    }
    walk->seen[at] = true;
    write_literal(walk, "{\"name\":");
    write_quoted(walk, node->name);
    bytes_print(walk->out, ",\"type\":\"%s\"", schema_type_name(node->type));
    if (node->type == SCHEMA_RECORD)
        write_fields(walk, node);
    else if (node->type == SCHEMA_ENUM)
        write_symbols(walk, node);
    else
        bytes_print(walk->out, ",\"size\":%u", (unsigned)node->count);
    write_literal(walk, "}");
}

static void write_union(struct walk *walk, const struct schema_node *node)
{
    write_literal(walk, "[");
    for (uint32_t i = 0; i < node->count; i++) {
        if (i)
            write_literal(walk, ",");
        write_node(walk, walk->schema->branches[node->first + i]);
    }
    write_literal(walk, "]");
}

static void write_node(struct walk *walk, uint32_t at)
{
    const struct schema_node *node = &walk->schema->nodes[at];
    if (schema_is_named(node->type)) {
        write_named(walk, at);
    } else if (node->type == SCHEMA_UNION) {
        write_union(walk, node);
    } else if (node->type == SCHEMA_ARRAY || node->type == SCHEMA_MAP) {
        bool array = node->type == SCHEMA_ARRAY;
        write_literal(walk,
                      array ? "{\"type\":\"array\",\"items\":" : "{\"type\":\"map\",\"values\":");
        write_node(walk, node->first);
        write_literal(walk, "}");
    } else {
        write_quoted(walk, text_of(schema_type_name(node->type)));
    }
}

void schema_write_canonical(const struct schema *schema, struct bytes *out)
{
    struct walk walk = {schema, out, calloc(schema->node_count, sizeof(bool))};
    if (!walk.seen)
        abort();
    write_node(&walk, 0);
    free(walk.seen);
}

uint64_t schema_fingerprint_of(struct text canonical)
{
    static const uint64_t EMPTY = UINT64_C(0xc15d213aa4d7a795);
    uint64_t sum = EMPTY;
    for (size_t i = 0; i < canonical.len; i++) {
        sum ^= (uint8_t)canonical.at[i];
        for (int bit = 0; bit < 8; bit++)
            sum = (sum >> 1) ^ (EMPTY & (0 - (sum & 1)));
    }
    return sum;
}
