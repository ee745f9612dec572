// SPDX-License-Identifier: Apache-2.0
// Reads the JSON of a schema into the table of nodes. jansson parses the text and keeps it alive
// for names and defaults; all counts and depths are checked here, so that a hostile schema ends in
// an error. One walk: a record's range of fields is taken before its fields are read, since nested
// records take theirs meanwhile. Arrays grow, so nothing holds a pointer into them across a call.
#include "codec/schema.h"

#include "codec/grow.h"
#include "codec/schema_canonical.h"
#include "codec/schema_name.h"

#include <jansson.h>
#include <stdlib.h>

struct parse {
    struct schema *schema;
    struct error *error;
    struct text space; // the enclosing namespace
    uint32_t depth;
    uint32_t node_room, field_room, branch_room, text_room, name_room;
};

// The arrays always have room for one item more, so that none is NULL where a range of no items
// starts.
// Whether `more` items fit behind the `*count` that there are; takes them, the first at `*first`.
static enum result count_up(struct parse *parse, uint32_t *count, size_t more, uint32_t *first)
{
    if (more > SCHEMA_ITEMS_MAX - *count)
        return error_set(parse->error, RESULT_BAD_DATA, "too large a schema");
    *first = *count;
    *count += (uint32_t)more;
    return OK;
}

static enum result take_node(struct parse *parse, enum schema_type type, uint32_t *at)
{
    struct schema *schema = parse->schema;
    enum result result = count_up(parse, &schema->node_count, 1, at);
    if (result != OK)
        return result;
    schema->nodes =
        grow(schema->nodes, schema->node_count, &parse->node_room, sizeof *schema->nodes);
    schema->nodes[*at] = (struct schema_node){.type = type, .enum_default = SCHEMA_NO_DEFAULT};
    return OK;
}

static enum result take_fields(struct parse *parse, size_t count, uint32_t *first)
{
    struct schema *schema = parse->schema;
    enum result result = count_up(parse, &schema->field_count, count, first);
    if (result != OK)
        return result;
    schema->fields =
        grow(schema->fields, schema->field_count + 1, &parse->field_room, sizeof *schema->fields);
    for (size_t i = 0; i < count; i++)
        schema->fields[*first + i] = (struct schema_field){0};
    return OK;
}

static enum result take_branches(struct parse *parse, size_t count, uint32_t *first)
{
    struct schema *schema = parse->schema;
    enum result result = count_up(parse, &schema->branch_count, count, first);
    if (result != OK)
        return result;
    schema->branches = grow(schema->branches, schema->branch_count + 1, &parse->branch_room,
                            sizeof *schema->branches);
    for (size_t i = 0; i < count; i++)
        schema->branches[*first + i] = 0;
    return OK;
}

static enum result take_texts(struct parse *parse, size_t count, uint32_t *first)
{
    struct schema *schema = parse->schema;
    enum result result = count_up(parse, &schema->text_count, count, first);
    if (result != OK)
        return result;
    schema->texts =
        grow(schema->texts, schema->text_count + 1, &parse->text_room, sizeof *schema->texts);
    for (size_t i = 0; i < count; i++)
        schema->texts[*first + i] = (struct text){0};
    return OK;
}

static enum result take_name(struct parse *parse, uint32_t *at)
{
    struct schema *schema = parse->schema;
    enum result result = count_up(parse, &schema->name_count, 1, at);
    if (result != OK)
        return result;
    schema->names =
        grow(schema->names, schema->name_count, &parse->name_room, sizeof *schema->names);
    schema->names[*at] = NULL;
    return OK;
}

static struct text text_at(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return (struct text){json_string_value(value), json_string_length(value)};
}

// `name` in full: itself when it has a dot or there is no namespace.
static enum result name_in_full(struct parse *parse, struct text name, struct text space,
                                struct text *full)
{
    if (space.len == 0 || memchr(name.at, '.', name.len)) {
        *full = name;
        return OK;
    }
    struct schema *schema = parse->schema;
    size_t len = space.len + 1 + name.len;
    if (len > SCHEMA_NAME_MAX)
        return error_set(parse->error, RESULT_BAD_DATA, "a full name of %zu bytes", len);
    uint32_t at = 0;
    enum result result = take_name(parse, &at);
    if (result != OK)
        return result;
    char *copy = malloc(len);
    if (!copy)
        abort();
    memcpy(copy, space.at, space.len);
    copy[space.len] = '.';
    memcpy(copy + space.len + 1, name.at, name.len);
    schema->names[at] = copy;
    *full = (struct text){copy, len};
    return OK;
}

static enum result read_aliases(struct parse *parse, const json_t *object, bool full,
                                uint32_t *first, uint32_t *count)
{
    const json_t *aliases = json_object_get(object, "aliases");
    size_t size = json_array_size(aliases);
    if (aliases && !json_is_array(aliases))
        return error_set(parse->error, RESULT_BAD_DATA, "`aliases` is no array");
    enum result result = take_texts(parse, size, first);
    for (size_t i = 0; result == OK && i < size; i++) {
        const json_t *item = json_array_get(aliases, i);
        struct text alias = {json_string_value(item), json_string_length(item)};
        if (!schema_is_name(alias, full))
            return error_set(parse->error, RESULT_BAD_DATA, "an alias that is no name");
        struct text in_full = alias;
        if (full)
            result = name_in_full(parse, alias, parse->space, &in_full);
        parse->schema->texts[*first + i] = in_full;
    }
    *count = (uint32_t)size;
    return result;
}

static uint32_t find_named(const struct schema *schema, struct text full_name)
{
    for (uint32_t i = 0; i < schema->node_count; i++)
        if (text_equal(schema->nodes[i].name, full_name))
            return i;
    return UINT32_MAX;
}

// A primitive, or a named type met before.
static enum result read_name(struct parse *parse, struct text name, uint32_t *at)
{
    enum schema_type type;
    if (schema_find_primitive(name, &type))
        return take_node(parse, type, at);
    if (!schema_is_name(name, true))
        return error_set(parse->error, RESULT_BAD_DATA, "a type that is no name");
    struct text full = {NULL, 0};
    enum result result = name_in_full(parse, name, parse->space, &full);
    if (result != OK)
        return result;
    *at = find_named(parse->schema, full);
    if (*at == UINT32_MAX)
        *at = find_named(parse->schema, name);
    if (*at == UINT32_MAX)
        return error_set(parse->error, RESULT_BAD_DATA, "unknown type `%.*s`", TEXT_ARGS(name));
    return OK;
}

static enum result read_node(struct parse *parse, const json_t *json, uint32_t *at);

// The name, namespace and aliases of a record, enum or fixed; sets the namespace for what is
// inside.
static enum result read_identity(struct parse *parse, const json_t *object, uint32_t at)
{
    struct text name = text_at(object, "name"), space = parse->space;
    struct text full = {NULL, 0};
    const json_t *space_value = json_object_get(object, "namespace");
    if (!schema_is_name(name, true))
        return error_set(parse->error, RESULT_BAD_DATA, "a named type without a valid `name`");
    if (space_value) {
        space = text_at(object, "namespace");
        if (!json_is_string(space_value) || (space.len && !schema_is_name(space, true)))
            return error_set(parse->error, RESULT_BAD_DATA, "an invalid `namespace`");
    }
    enum result result = name_in_full(parse, name, space, &full);
    if (result != OK)
        return result;
    enum schema_type primitive;
    if (schema_find_primitive(full, &primitive) || find_named(parse->schema, full) != UINT32_MAX)
        return error_set(parse->error, RESULT_BAD_DATA, "`%.*s` is defined twice", TEXT_ARGS(full));
    parse->schema->nodes[at].name = full;
    parse->space = schema_name_space(full);
    uint32_t first = 0, count = 0;
    result = read_aliases(parse, object, true, &first, &count);
    parse->schema->nodes[at].alias_first = first;
    parse->schema->nodes[at].alias_count = count;
    return result;
}

static enum result read_field(struct parse *parse, const json_t *json, uint32_t first, uint32_t i)
{
    struct schema_field field = {.name = text_at(json, "name"),
                                 .fallback = json_object_get(json, "default")};
    if (!schema_is_name(field.name, false))
        return error_set(parse->error, RESULT_BAD_DATA, "a field without a valid `name`");
    for (uint32_t k = 0; k < i; k++)
        if (text_equal(parse->schema->fields[first + k].name, field.name))
            return error_set(parse->error, RESULT_BAD_DATA, "field `%.*s` stands twice",
                             TEXT_ARGS(field.name));
    enum result result = read_aliases(parse, json, false, &field.alias_first, &field.alias_count);
    const json_t *type = json_object_get(json, "type");
    if (result == OK && !type)
        result = error_set(parse->error, RESULT_BAD_DATA, "no `type`");
    if (result == OK)
        result = read_node(parse, type, &field.node);
    if (result != OK)
        return error_wrap(parse->error, result, "field `%.*s`", TEXT_ARGS(field.name));
    parse->schema->fields[first + i] = field;
    return OK;
}

static enum result read_record(struct parse *parse, const json_t *object, uint32_t at)
{
    const json_t *fields = json_object_get(object, "fields");
    size_t count = json_array_size(fields);
    if (!json_is_array(fields))
        return error_set(parse->error, RESULT_BAD_DATA, "a record without `fields`");
    uint32_t first = 0;
    enum result result = take_fields(parse, count, &first);
    if (result != OK)
        return result;
    parse->schema->nodes[at].first = first;
    parse->schema->nodes[at].count = (uint32_t)count;
    for (uint32_t i = 0; i < count; i++) {
        result = read_field(parse, json_array_get(fields, i), first, i);
        if (result != OK)
            return error_wrap(parse->error, result, "`%.*s`",
                              TEXT_ARGS(parse->schema->nodes[at].name));
    }
    return OK;
}

static enum result read_enum(struct parse *parse, const json_t *object, uint32_t at)
{
    const json_t *symbols = json_object_get(object, "symbols");
    struct text fallback = text_at(object, "default");
    size_t count = json_array_size(symbols);
    if (!json_is_array(symbols))
        return error_set(parse->error, RESULT_BAD_DATA, "an enum without `symbols`");
    uint32_t first = 0;
    enum result result = take_texts(parse, count, &first);
    if (result != OK)
        return result;
    struct schema_node *node = &parse->schema->nodes[at];
    node->first = first;
    node->count = (uint32_t)count;
    for (uint32_t i = 0; i < count; i++) {
        const json_t *item = json_array_get(symbols, i);
        struct text symbol = {json_string_value(item), json_string_length(item)};
        if (!schema_is_name(symbol, false))
            return error_set(parse->error, RESULT_BAD_DATA, "a symbol that is no name");
        for (uint32_t k = 0; k < i; k++)
            if (text_equal(parse->schema->texts[first + k], symbol))
                return error_set(parse->error, RESULT_BAD_DATA, "symbol `%.*s` stands twice",
                                 TEXT_ARGS(symbol));
        parse->schema->texts[first + i] = symbol;
        if (fallback.len && text_equal(symbol, fallback))
            node->enum_default = i;
    }
    if (json_object_get(object, "default") && node->enum_default == SCHEMA_NO_DEFAULT)
        return error_set(parse->error, RESULT_BAD_DATA, "an enum's `default` is no symbol of it");
    return OK;
}

static enum result read_fixed(struct parse *parse, const json_t *object, uint32_t at)
{
    const json_t *size = json_object_get(object, "size");
    if (!json_is_integer(size) || json_integer_value(size) < 0 ||
        json_integer_value(size) > SCHEMA_BYTES_MAX)
        return error_set(parse->error, RESULT_BAD_DATA, "a fixed without a sound `size`");
    parse->schema->nodes[at].count = (uint32_t)json_integer_value(size);
    return OK;
}

static enum result read_named(struct parse *parse, const json_t *object, enum schema_type type,
                              uint32_t *at)
{
    struct text outside = parse->space;
    enum result result = take_node(parse, type, at);
    if (result == OK)
        result = read_identity(parse, object, *at);
    if (result == OK && type == SCHEMA_RECORD)
        result = read_record(parse, object, *at);
    else if (result == OK && type == SCHEMA_ENUM)
        result = read_enum(parse, object, *at);
    else if (result == OK)
        result = read_fixed(parse, object, *at);
    parse->space = outside;
    return result;
}

static enum result read_items(struct parse *parse, const json_t *object, enum schema_type type,
                              uint32_t *at)
{
    const char *key = type == SCHEMA_ARRAY ? "items" : "values";
    const json_t *items = json_object_get(object, key);
    if (!items)
        return error_set(parse->error, RESULT_BAD_DATA, "no `%s`", key);
    uint32_t item = 0;
    enum result result = take_node(parse, type, at);
    if (result == OK)
        result = read_node(parse, items, &item);
    if (result == OK)
        parse->schema->nodes[*at].first = item;
    return result;
}

static enum result read_logical(struct parse *parse, const json_t *object, uint32_t at)
{
    struct schema_node *node = &parse->schema->nodes[at];
    struct text logical = text_at(object, "logicalType");
    if (node->type == SCHEMA_INT && text_is(logical, "date"))
        node->logical = SCHEMA_DATE;
    if (node->type == SCHEMA_LONG && text_is(logical, "timestamp-millis"))
        node->logical = SCHEMA_TIMESTAMP_MILLIS;
    return OK;
}

static enum result read_object(struct parse *parse, const json_t *object, uint32_t *at)
{
    struct text name = text_at(object, "type");
    enum schema_type type;
    if (text_is(name, "record") || text_is(name, "error"))
        return read_named(parse, object, SCHEMA_RECORD, at);
    if (text_is(name, "enum"))
        return read_named(parse, object, SCHEMA_ENUM, at);
    if (text_is(name, "fixed"))
        return read_named(parse, object, SCHEMA_FIXED, at);
    if (text_is(name, "array"))
        return read_items(parse, object, SCHEMA_ARRAY, at);
    if (text_is(name, "map"))
        return read_items(parse, object, SCHEMA_MAP, at);
    if (name.len == 0)
        return error_set(parse->error, RESULT_BAD_DATA, "a type without the name of its kind");
    if (!schema_find_primitive(name, &type))
        return read_name(parse, name, at);
    enum result result = take_node(parse, type, at);
    return result == OK ? read_logical(parse, object, *at) : result;
}

// Avro allows each unnamed type, and each name, once in a union, and no union directly inside.
static enum result check_branch(struct parse *parse, uint32_t first, uint32_t i)
{
    const struct schema *schema = parse->schema;
    uint32_t at = schema->branches[first + i];
    enum schema_type type = schema->nodes[at].type;
    if (type == SCHEMA_UNION)
        return error_set(parse->error, RESULT_BAD_DATA, "a union directly in a union");
    for (uint32_t k = 0; k < i; k++) {
        uint32_t other = schema->branches[first + k];
        bool same = schema_is_named(type) ? other == at : schema->nodes[other].type == type;
        if (same)
            return error_set(parse->error, RESULT_BAD_DATA, "a union with two branches of %s",
                             schema_type_name(type));
    }
    return OK;
}

static enum result read_union(struct parse *parse, const json_t *array, uint32_t *at)
{
    size_t count = json_array_size(array);
    uint32_t first = 0;
    enum result result = take_node(parse, SCHEMA_UNION, at);
    if (result == OK)
        result = take_branches(parse, count, &first);
    if (result != OK)
        return result;
    parse->schema->nodes[*at].first = first;
    parse->schema->nodes[*at].count = (uint32_t)count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t branch = 0;
        result = read_node(parse, json_array_get(array, i), &branch);
        if (result != OK)
            return result;
        parse->schema->branches[first + i] = branch;
        result = check_branch(parse, first, i);
        if (result != OK)
            return result;
    }
    return OK;
}

static enum result read_node(struct parse *parse, const json_t *json, uint32_t *at)
{
    if (parse->depth == SCHEMA_DEPTH_MAX)
        return error_set(parse->error, RESULT_BAD_DATA, "nested deeper than %d", SCHEMA_DEPTH_MAX);
    parse->depth++;
    enum result result;
    if (json_is_string(json))
        result =
            read_name(parse, (struct text){json_string_value(json), json_string_length(json)}, at);
    else if (json_is_array(json))
        result = read_union(parse, json, at);
    else if (json_is_object(json))
        result = read_object(parse, json, at);
    else
        result = error_set(parse->error, RESULT_BAD_DATA, "a type that is no text, list or object");
    parse->depth--;
    return result;
}

enum result schema_read(struct text json, struct schema **schema, struct error *error)
{
    if (json.len > SCHEMA_BYTES_MAX)
        return error_set(error, RESULT_BAD_DATA, "schema: %zu bytes are too many", json.len);
    json_error_t bad;
    struct schema *fresh = calloc(1, sizeof *fresh);
    if (!fresh)
        abort();
    fresh->json = json_loadb(json.at ? json.at : "", json.len,
                             JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &bad);
    enum result result;
    if (!fresh->json) {
        result = error_set(error, RESULT_BAD_DATA, "line %d: %s", bad.line, bad.text);
    } else {
        struct parse parse = {.schema = fresh, .error = error};
        uint32_t root;
        result = read_node(&parse, fresh->json, &root);
    }
    if (result != OK) {
        schema_free(fresh);
        return error_wrap(error, result, "schema");
    }
    struct bytes canonical = {0};
    schema_write_canonical(fresh, &canonical);
    fresh->fingerprint = schema_fingerprint_of(bytes_text(&canonical));
    bytes_release(&canonical);
    *schema = fresh;
    return OK;
}

void schema_free(struct schema *schema)
{
    if (!schema)
        return;
    for (uint32_t i = 0; i < schema->name_count; i++)
        free(schema->names[i]);
    free(schema->names);
    free(schema->nodes);
    free(schema->fields);
    free(schema->branches);
    free(schema->texts);
    json_decref(schema->json);
    free(schema);
}
