// SPDX-License-Identifier: Apache-2.0
// Pure comparisons of nodes; no state.
#include "codec/plan_match.h"

static bool has_alias(const struct schema *schema, uint32_t first, uint32_t count, struct text name)
{
    for (uint32_t i = 0; i < count; i++)
        if (text_equal(schema->texts[first + i], name))
            return true;
    return false;
}

static enum plan_match match_names(const struct schema_node *writer, const struct schema *reader,
                                   const struct schema_node *node)
{
    if (text_equal(writer->name, node->name) ||
        has_alias(reader, node->alias_first, node->alias_count, writer->name))
        return MATCH_SAME;
    bool same = text_equal(schema_short_name(writer->name), schema_short_name(node->name));
    return same ? MATCH_SHORT_NAME : MATCH_NONE;
}

static bool is_promoted(enum schema_type from, enum schema_type to)
{
    if (from == SCHEMA_INT)
        return to == SCHEMA_LONG || to == SCHEMA_FLOAT || to == SCHEMA_DOUBLE;
    if (from == SCHEMA_LONG)
        return to == SCHEMA_FLOAT || to == SCHEMA_DOUBLE;
    if (from == SCHEMA_FLOAT)
        return to == SCHEMA_DOUBLE;
    return (from == SCHEMA_STRING && to == SCHEMA_BYTES) ||
           (from == SCHEMA_BYTES && to == SCHEMA_STRING);
}

enum plan_match plan_match(const struct schema_node *writer, const struct schema *reader,
                           const struct schema_node *reader_node)
{
    if (writer->type != reader_node->type)
        return is_promoted(writer->type, reader_node->type) ? MATCH_PROMOTED : MATCH_NONE;
    if (writer->type == SCHEMA_FIXED && writer->count != reader_node->count)
        return MATCH_NONE;
    return schema_is_named(writer->type) ? match_names(writer, reader, reader_node) : MATCH_SAME;
}

uint32_t plan_match_branch(const struct schema_node *writer, const struct schema *reader,
                           const struct schema_node *reader_union)
{
    enum plan_match best = MATCH_NONE;
    uint32_t found = UINT32_MAX;
    for (uint32_t i = 0; i < reader_union->count; i++) {
        enum plan_match match = plan_match(writer, reader, schema_branch(reader, reader_union, i));
        if (match > best) {
            best = match;
            found = i;
        }
    }
    return found;
}

static bool has_field(const struct schema *schema, const struct schema_node *record,
                      struct text name)
{
    for (uint32_t i = 0; i < record->count; i++)
        if (text_equal(schema->fields[record->first + i].name, name))
            return true;
    return false;
}

uint32_t plan_match_field(const struct schema *writer, const struct schema_node *writer_record,
                          uint32_t i, const struct schema *reader,
                          const struct schema_node *reader_record)
{
    struct text name = writer->fields[writer_record->first + i].name;
    const struct schema_field *fields = reader->fields + reader_record->first;
    for (uint32_t k = 0; k < reader_record->count; k++)
        if (text_equal(fields[k].name, name))
            return k;
    for (uint32_t k = 0; k < reader_record->count; k++)
        if (has_alias(reader, fields[k].alias_first, fields[k].alias_count, name) &&
            !has_field(writer, writer_record, fields[k].name))
            return k;
    return UINT32_MAX;
}
