// SPDX-License-Identifier: Apache-2.0
// A walk over tape and schema at once; depth is bounded by the decoder that made the tape.
#include "codec/json_write.h"

#include "base/date.h"

#include <inttypes.h>
#include <math.h>

static void write_literal(struct bytes *out, const char *literal)
{
    bytes_add(out, literal, strlen(literal));
}

static void write_escaped(struct bytes *out, uint8_t byte)
{
    if (byte == '"' || byte == '\\') {
        bytes_add_byte(out, '\\');
        bytes_add_byte(out, byte);
    } else if (byte == '\n') {
        write_literal(out, "\\n");
    } else if (byte < 0x20 || byte == 0x7F) {
        bytes_print(out, "\\u%04x", byte);
    } else {
        bytes_add_byte(out, byte);
    }
}

void json_write_string(struct bytes *out, struct text text)
{
    bytes_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++)
        write_escaped(out, (uint8_t)text.at[i]);
    bytes_add_byte(out, '"');
}

static void write_bytes(struct bytes *out, struct text text)
{
    bytes_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        uint8_t byte = (uint8_t)text.at[i];
        if (byte >= 0x20 && byte < 0x7F)
            write_escaped(out, byte);
        else
            bytes_print(out, "\\u%04x", byte);
    }
    bytes_add_byte(out, '"');
}

static void write_long(struct bytes *out, enum schema_logical logical, int64_t number)
{
    char text[INSTANT_TEXT_MAX];
    if (logical == SCHEMA_DATE && number >= DAY_MIN && number <= DAY_MAX)
        bytes_print(out, "\"%s\"", day_write((int32_t)number, text));
    else if (logical == SCHEMA_TIMESTAMP_MILLIS && number >= DAY_MIN * DAY_MS &&
             number < (DAY_MAX + 1) * DAY_MS)
        bytes_print(out, "\"%s\"", instant_write(number, text));
    else
        bytes_print(out, "%" PRId64, number);
}

// JSON has no word for what is no number: null.
static void write_real(struct bytes *out, double real)
{
    if (isfinite(real))
        bytes_print(out, "%.17g", real);
    else
        write_literal(out, "null");
}

static void write_array(const struct schema *schema, const struct schema_node *node,
                        const struct tape *tape, const struct cell *cell, struct bytes *out)
{
    bytes_add_byte(out, '[');
    for (uint32_t i = 0; i < cell->range.count; i++) {
        if (i)
            write_literal(out, ", ");
        json_write(schema, node->first, tape, tape_at(tape, cell, i), out);
    }
    bytes_add_byte(out, ']');
}

static void write_map(const struct schema *schema, const struct schema_node *node,
                      const struct tape *tape, const struct cell *cell, struct bytes *out)
{
    bytes_add_byte(out, '{');
    for (uint32_t i = 0; i < cell->range.count; i++) {
        if (i)
            write_literal(out, ", ");
        json_write_string(out, tape_at(tape, cell, 2 * i)->text);
        write_literal(out, ": ");
        json_write(schema, node->first, tape, tape_at(tape, cell, 2 * i + 1), out);
    }
    bytes_add_byte(out, '}');
}

static void write_record(const struct schema *schema, const struct schema_node *node,
                         const struct tape *tape, const struct cell *cell, struct bytes *out)
{
    bytes_add_byte(out, '{');
    for (uint32_t i = 0; i < node->count; i++) {
        const struct schema_field *field = &schema->fields[node->first + i];
        if (i)
            write_literal(out, ", ");
        json_write_string(out, field->name);
        write_literal(out, ": ");
        json_write(schema, field->node, tape, tape_at(tape, cell, i), out);
    }
    bytes_add_byte(out, '}');
}

static void write_union(const struct schema *schema, const struct schema_node *node,
                        const struct tape *tape, const struct cell *cell, struct bytes *out)
{
    const struct schema_node *branch = schema_branch(schema, node, cell->branch);
    uint32_t others = 0;
    for (uint32_t i = 0; i < node->count; i++)
        others += schema_branch(schema, node, i)->type != SCHEMA_NULL;
    bool bare = branch->type == SCHEMA_NULL || others == 1;
    if (!bare) {
        bytes_add_byte(out, '{');
        json_write_string(out, schema_is_named(branch->type)
                                   ? schema_short_name(branch->name)
                                   : text_of(schema_type_name(branch->type)));
        write_literal(out, ": ");
    }
    json_write(schema, schema->branches[node->first + cell->branch], tape, cell, out);
    if (!bare)
        bytes_add_byte(out, '}');
}

void json_write(const struct schema *schema, uint32_t at, const struct tape *tape,
                const struct cell *cell, struct bytes *out)
{
    const struct schema_node *node = &schema->nodes[at];
    if (node->type == SCHEMA_UNION) {
        write_union(schema, node, tape, cell, out);
        return;
    }
    switch ((enum cell_kind)cell->kind) {
    case CELL_NULL:
        write_literal(out, "null");
        break;
    case CELL_BOOLEAN:
        write_literal(out, cell->number ? "true" : "false");
        break;
    case CELL_LONG:
        write_long(out, node->logical, cell->number);
        break;
    case CELL_DOUBLE:
        write_real(out, cell->real);
        break;
    case CELL_STRING:
        json_write_string(out, cell->text);
        break;
    case CELL_BYTES:
        write_bytes(out, cell->text);
        break;
    case CELL_ENUM:
        json_write_string(out, schema->texts[node->first + (uint32_t)cell->number]);
        break;
    case CELL_ARRAY:
        write_array(schema, node, tape, cell, out);
        break;
    case CELL_MAP:
        write_map(schema, node, tape, cell, out);
        break;
    case CELL_RECORD:
        write_record(schema, node, tape, cell, out);
        break;
    }
}
