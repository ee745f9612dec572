// SPDX-License-Identifier: Apache-2.0
// A walk over JSON and schema at once. The number of values and the depth are bounded, since a
// small schema can ask for very many defaults.
#include "codec/json_value.h"

#include "base/date.h"
#include "codec/avro_write.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>

struct walk {
    const struct schema *schema;
    struct bytes *out;
    struct error *error;
    uint32_t values, depth;
    uint32_t path_count;
    struct text path[2 * JSON_DEPTH_MAX]; // innermost first
};

static enum result bad(struct walk *walk, const char *reason)
{
    return error_set(walk->error, RESULT_BAD_DATA, "%s", reason);
}

static enum result bad_in(struct walk *walk, struct text name)
{
    if (walk->path_count < 2 * JSON_DEPTH_MAX)
        walk->path[walk->path_count++] = name;
    return RESULT_BAD_DATA;
}

static struct text text_in(const json_t *json)
{
    return (struct text){json_string_value(json), json_string_length(json)};
}

static enum result write_node(struct walk *walk, uint32_t node, const json_t *json);

// "2025-03-01T14:30:00Z", or with "+02:00" instead of the Z.
static bool instant_read(struct text text, int64_t *instant_ms)
{
    struct text rest;
    int32_t day, ms, offset_min = 0;
    if (!clock_read(text, &day, &ms, &rest))
        return false;
    if (rest.len == 6 && (rest.at[0] == '+' || rest.at[0] == '-') && rest.at[3] == ':') {
        int digits[4] = {rest.at[1] - '0', rest.at[2] - '0', rest.at[4] - '0', rest.at[5] - '0'};
        for (int i = 0; i < 4; i++)
            if (digits[i] < 0 || digits[i] > 9)
                return false;
        offset_min = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3];
        if (offset_min > 24 * 60 || digits[2] > 5)
            return false;
        if (rest.at[0] == '-')
            offset_min = -offset_min;
    } else if (!text_is(rest, "Z")) {
        return false;
    }
    *instant_ms = day * DAY_MS + ms - offset_min * INT64_C(60000);
    return true;
}

static enum result write_number(struct walk *walk, const struct schema_node *node,
                                const json_t *json)
{
    int64_t value = json_integer_value(json);
    int32_t day;
    if (node->logical == SCHEMA_DATE && json_is_string(json)) {
        if (!day_read(text_in(json), &day))
            return bad(walk, "no date such as \"2025-03-01\", from 1990 to 2099");
        value = day;
    } else if (node->logical == SCHEMA_TIMESTAMP_MILLIS && json_is_string(json)) {
        if (!instant_read(text_in(json), &value))
            return bad(walk, "no instant such as \"2025-03-01T14:30:00Z\", from 1990 to 2099");
    } else if (!json_is_integer(json)) {
        return bad(walk, node->logical == SCHEMA_PLAIN ? "no whole number" : "no date or instant");
    }
    if (node->type == SCHEMA_INT && value != (int32_t)value)
        return bad(walk, "a number beyond 32 bits");
    avro_write_long(walk->out, value);
    return OK;
}

static enum result write_real(struct walk *walk, const struct schema_node *node, const json_t *json)
{
    if (!json_is_number(json))
        return bad(walk, "no number");
    double real = json_number_value(json);
    if (node->type == SCHEMA_DOUBLE)
        avro_write_double(walk->out, real);
    else
        avro_write_float(walk->out, (float)real);
    return OK;
}

// Code points 0 to 255 are the bytes.
static enum result write_bytes(struct walk *walk, const struct schema_node *node,
                               const json_t *json)
{
    struct text text = text_in(json);
    struct bytes bytes = {0};
    bool good = json_is_string(json);
    for (size_t i = 0; good && i < text.len; i++) {
        uint8_t byte = (uint8_t)text.at[i];
        if (byte >= 0x80) {
            good = (byte == 0xC2 || byte == 0xC3) && i + 1 < text.len;
            byte = good ? (uint8_t)((byte & 3) << 6 | ((uint8_t)text.at[++i] & 0x3F)) : 0;
        }
        bytes_add_byte(&bytes, byte);
    }
    if (node->type == SCHEMA_FIXED && bytes.len != node->count)
        good = false;
    if (good && node->type == SCHEMA_FIXED)
        bytes_add_text(walk->out, bytes_text(&bytes));
    else if (good)
        avro_write_text(walk->out, bytes_text(&bytes));
    bytes_release(&bytes);
    return good ? OK
                : bad(walk, "no bytes: a string of the code points 0 to 255, of the right size");
}

static enum result write_enum(struct walk *walk, const struct schema_node *node, const json_t *json)
{
    for (uint32_t i = 0; json_is_string(json) && i < node->count; i++)
        if (text_equal(walk->schema->texts[node->first + i], text_in(json))) {
            avro_write_long(walk->out, i);
            return OK;
        }
    return bad(walk, "none of the words that are allowed here");
}

static enum result write_array(struct walk *walk, const struct schema_node *node,
                               const json_t *json)
{
    if (!json_is_array(json))
        return bad(walk, "no list");
    size_t count = json_array_size(json);
    avro_write_block(walk->out, count);
    for (size_t i = 0; i < count; i++) {
        enum result result = write_node(walk, node->first, json_array_get(json, i));
        if (result != OK)
            return result;
    }
    avro_write_block_end(walk->out);
    return OK;
}

static enum result write_map(struct walk *walk, const struct schema_node *node, const json_t *json)
{
    if (!json_is_object(json))
        return bad(walk, "no object");
    const char *key;
    json_t *value;
    avro_write_block(walk->out, json_object_size(json));
    json_object_foreach((json_t *)(uintptr_t)json, key, value)
    {
        avro_write_text(walk->out, text_of(key));
        enum result result = write_node(walk, node->first, value);
        if (result != OK)
            return bad_in(walk, text_of(key));
    }
    avro_write_block_end(walk->out);
    return OK;
}

static bool is_field(const struct schema *schema, const struct schema_field *field,
                     struct text name)
{
    if (text_equal(field->name, name))
        return true;
    for (uint32_t i = 0; i < field->alias_count; i++)
        if (text_equal(schema->texts[field->alias_first + i], name))
            return true;
    return false;
}

// The field's value in the object under its name or an alias; NULL: it has none.
static const json_t *find_value(const struct schema *schema, const struct schema_field *field,
                                const json_t *object)
{
    const json_t *value = json_object_getn(object, field->name.at, field->name.len);
    for (uint32_t i = 0; !value && i < field->alias_count; i++) {
        struct text alias = schema->texts[field->alias_first + i];
        value = json_object_getn(object, alias.at, alias.len);
    }
    return value;
}

static enum result check_keys(struct walk *walk, const struct schema_node *node, const json_t *json)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)json, key, value)
    {
        uint32_t i = 0;
        while (i < node->count &&
               !is_field(walk->schema, &walk->schema->fields[node->first + i], text_of(key)))
            i++;
        if (i == node->count) {
            (void)bad(walk, "there is no such field");
            return bad_in(walk, text_of(key));
        }
    }
    return OK;
}

static enum result write_record(struct walk *walk, const struct schema_node *node,
                                const json_t *json)
{
    if (!json_is_object(json))
        return bad(walk, "no object");
    enum result result = check_keys(walk, node, json);
    for (uint32_t i = 0; result == OK && i < node->count; i++) {
        const struct schema_field *field = &walk->schema->fields[node->first + i];
        const json_t *value = find_value(walk->schema, field, json);
        if (!value)
            value = field->fallback;
        result = value ? write_node(walk, field->node, value)
                       : bad(walk, "missing, and it has no default");
        if (result != OK)
            return bad_in(walk, field->name);
    }
    return result;
}

static struct text branch_name(const struct schema_node *branch)
{
    return schema_is_named(branch->type) ? branch->name : text_of(schema_type_name(branch->type));
}

static bool fits(const struct schema_node *branch, const json_t *json)
{
    switch (branch->type) {
    case SCHEMA_NULL:
        return json_is_null(json);
    case SCHEMA_BOOLEAN:
        return json_is_boolean(json);
    case SCHEMA_INT:
    case SCHEMA_LONG:
        return json_is_integer(json) || (json_is_string(json) && branch->logical != SCHEMA_PLAIN);
    case SCHEMA_FLOAT:
    case SCHEMA_DOUBLE:
        return json_is_number(json);
    case SCHEMA_BYTES:
    case SCHEMA_STRING:
    case SCHEMA_FIXED:
    case SCHEMA_ENUM:
        return json_is_string(json);
    case SCHEMA_ARRAY:
        return json_is_array(json);
    case SCHEMA_MAP:
    case SCHEMA_RECORD:
        return json_is_object(json);
    case SCHEMA_UNION:
        break;
    }
    return false;
}

// The branch that {"Name": value} names, and its value; false when it names none.
static bool find_named(struct walk *walk, const struct schema_node *node, const json_t *json,
                       uint32_t *found, const json_t **value)
{
    if (json_object_size(json) != 1)
        return false;
    void *only = json_object_iter((json_t *)(uintptr_t)json);
    struct text key = text_of(json_object_iter_key(only));
    for (uint32_t i = 0; i < node->count; i++) {
        struct text name = branch_name(schema_branch(walk->schema, node, i));
        if (text_equal(name, key) || text_equal(schema_short_name(name), key)) {
            *found = i;
            *value = json_object_iter_value(only);
            return true;
        }
    }
    return false;
}

// The first branch that takes the bare value; a record stands bare only where it is the only one.
static bool find_bare(struct walk *walk, const struct schema_node *node, const json_t *json,
                      uint32_t *found)
{
    uint32_t objects = 0;
    for (uint32_t i = 0; i < node->count; i++)
        objects += schema_branch(walk->schema, node, i)->type == SCHEMA_RECORD;
    for (uint32_t i = 0; i < node->count; i++) {
        const struct schema_node *branch = schema_branch(walk->schema, node, i);
        if (fits(branch, json) && !(branch->type == SCHEMA_RECORD && objects > 1)) {
            *found = i;
            return true;
        }
    }
    return false;
}

static enum result write_union(struct walk *walk, const struct schema_node *node,
                               const json_t *json)
{
    uint32_t found;
    const json_t *value = json;
    bool named = find_named(walk, node, json, &found, &value);
    if (!named && !find_bare(walk, node, json, &found))
        return bad(walk, "the value fits no branch of the union, and names none");
    avro_write_branch(walk->out, found);
    uint32_t branch = walk->schema->branches[node->first + found];
    enum result result = write_node(walk, branch, value);
    if (result != OK && named)
        return bad_in(walk, schema_short_name(branch_name(&walk->schema->nodes[branch])));
    return result;
}

static enum result write_string(struct walk *walk, const json_t *json)
{
    if (!json_is_string(json))
        return bad(walk, "no string");
    avro_write_text(walk->out, text_in(json));
    return OK;
}

static enum result write_boolean(struct walk *walk, const json_t *json)
{
    if (!json_is_boolean(json))
        return bad(walk, "neither true nor false");
    avro_write_boolean(walk->out, json_is_true(json));
    return OK;
}

static enum result write_kind(struct walk *walk, const struct schema_node *node, const json_t *json)
{
    switch (node->type) {
    case SCHEMA_NULL:
        return json_is_null(json) ? OK : bad(walk, "not null");
    case SCHEMA_BOOLEAN:
        return write_boolean(walk, json);
    case SCHEMA_INT:
    case SCHEMA_LONG:
        return write_number(walk, node, json);
    case SCHEMA_FLOAT:
    case SCHEMA_DOUBLE:
        return write_real(walk, node, json);
    case SCHEMA_BYTES:
    case SCHEMA_FIXED:
        return write_bytes(walk, node, json);
    case SCHEMA_STRING:
        return write_string(walk, json);
    case SCHEMA_ENUM:
        return write_enum(walk, node, json);
    case SCHEMA_ARRAY:
        return write_array(walk, node, json);
    case SCHEMA_MAP:
        return write_map(walk, node, json);
    case SCHEMA_UNION:
        return write_union(walk, node, json);
    case SCHEMA_RECORD:
        return write_record(walk, node, json);
    }
    return RESULT_BAD_DATA;
}

static enum result write_node(struct walk *walk, uint32_t node, const json_t *json)
{
    if (walk->values == JSON_VALUES_MAX || walk->depth == JSON_DEPTH_MAX)
        return bad(walk, "too many values, or nested too deep");
    walk->values++;
    walk->depth++;
    enum result result = write_kind(walk, &walk->schema->nodes[node], json);
    walk->depth--;
    return result;
}

enum result json_value_write(const struct schema *schema, uint32_t node, const struct json_t *json,
                             struct bytes *out, struct error *error)
{
    struct walk walk = {.schema = schema, .out = out, .error = error};
    enum result result = write_node(&walk, node, json);
    if (result == OK || walk.path_count == 0)
        return result;
    char path[512] = "";
    size_t used = 0;
    for (uint32_t i = walk.path_count; i-- > 0 && used < sizeof path - 1;) {
        int more = snprintf(path + used, sizeof path - used, "%.*s%s", TEXT_ARGS(walk.path[i]),
                            i ? "." : "");
        used += more > 0 ? (size_t)more : 0;
    }
    return error_wrap(error, result, "%s", path);
}
