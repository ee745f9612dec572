// SPDX-License-Identifier: Apache-2.0
// A walk over tape and schema. A later field of ours leaves old contents as they are only if its
// default is empty: schemas/README.md says so.
#include "codec/event_content.h"

#include "codec/avro_write.h"

#include <assert.h>

static void write_value(const struct schema *schema, uint32_t node, const struct tape *tape,
                        const struct cell *cell, struct bytes *out);

// A branch that is not null is never empty: a given 0 differs from one not given.
static bool is_empty(const struct schema_node *node, const struct cell *cell)
{
    if (node->type == SCHEMA_UNION || node->type == SCHEMA_RECORD)
        return cell->kind == CELL_NULL;
    if (cell->kind == CELL_STRING || cell->kind == CELL_BYTES)
        return cell->text.len == 0;
    if (cell->kind == CELL_ARRAY || cell->kind == CELL_MAP)
        return cell->range.count == 0;
    return cell->number == 0;
}

static void write_fields(const struct schema *schema, const struct schema_node *node,
                         uint32_t first, const struct tape *tape, const struct cell *cell,
                         struct bytes *out)
{
    for (uint32_t i = first; i < node->count; i++) {
        const struct schema_field *field = &schema->fields[node->first + i];
        const struct cell *value = tape_at(tape, cell, i);
        if (is_empty(&schema->nodes[field->node], value))
            continue;
        avro_write_text(out, field->name);
        write_value(schema, field->node, tape, value, out);
    }
    bytes_add_byte(out, 0);
}

static void write_array(const struct schema *schema, const struct schema_node *node,
                        const struct tape *tape, const struct cell *cell, struct bytes *out)
{
    avro_write_long(out, cell->range.count);
    for (uint32_t i = 0; i < cell->range.count; i++)
        write_value(schema, node->first, tape, tape_at(tape, cell, i), out);
}

// Insertion into a short list of pairs; equal keys stay in their order.
static void write_map(const struct schema *schema, const struct schema_node *node,
                      const struct tape *tape, const struct cell *cell, struct bytes *out)
{
    const struct cell *sorted[CONTENT_PAIRS_MAX];
    uint32_t count = cell->range.count;
    assert(count <= CONTENT_PAIRS_MAX);
    for (uint32_t i = 0; i < count; i++) {
        const struct cell *key = tape_at(tape, cell, 2 * i);
        uint32_t at = i;
        for (; at > 0 && text_compare(sorted[at - 1]->text, key->text) > 0; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = key;
    }
    avro_write_long(out, count);
    for (uint32_t i = 0; i < count; i++) {
        avro_write_text(out, sorted[i]->text);
        write_value(schema, node->first, tape, sorted[i] + 1, out);
    }
}

static void write_value(const struct schema *schema, uint32_t at, const struct tape *tape,
                        const struct cell *cell, struct bytes *out)
{
    const struct schema_node *node = &schema->nodes[at];
    if (node->type == SCHEMA_UNION) {
        at = schema->branches[node->first + cell->branch];
        node = &schema->nodes[at];
        avro_write_text(out, node->name); // tells actions apart; other branches have none
    }
    switch ((enum cell_kind)cell->kind) {
    case CELL_NULL:
        break;
    case CELL_BOOLEAN:
    case CELL_LONG:
        avro_write_long(out, cell->number);
        break;
    case CELL_DOUBLE:
        avro_write_double(out, cell->real);
        break;
    case CELL_STRING:
    case CELL_BYTES:
        avro_write_text(out, cell->text);
        break;
    case CELL_ENUM:
        avro_write_text(out, schema->texts[node->first + (uint32_t)cell->number]);
        break;
    case CELL_ARRAY:
        write_array(schema, node, tape, cell, out);
        break;
    case CELL_MAP:
        write_map(schema, node, tape, cell, out);
        break;
    case CELL_RECORD:
        write_fields(schema, node, 0, tape, cell, out);
        break;
    }
}

struct digest event_content(const struct schema *schema, const struct tape *tape,
                            struct bytes *scratch)
{
    bytes_clear(scratch);
    write_fields(schema, &schema->nodes[0], 1, tape, tape->cells, scratch); // 0 is event_id
    return digest_of(bytes_text(scratch));
}
