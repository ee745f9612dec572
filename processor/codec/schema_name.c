// SPDX-License-Identifier: Apache-2.0
// Comparisons of texts; no state.
#include "codec/schema_name.h"

static const char *const TYPE_NAMES[] = {
    [SCHEMA_NULL] = "null",   [SCHEMA_BOOLEAN] = "boolean", [SCHEMA_INT] = "int",
    [SCHEMA_LONG] = "long",   [SCHEMA_FLOAT] = "float",     [SCHEMA_DOUBLE] = "double",
    [SCHEMA_BYTES] = "bytes", [SCHEMA_STRING] = "string",   [SCHEMA_FIXED] = "fixed",
    [SCHEMA_ENUM] = "enum",   [SCHEMA_ARRAY] = "array",     [SCHEMA_MAP] = "map",
    [SCHEMA_UNION] = "union", [SCHEMA_RECORD] = "record",
};

const char *schema_type_name(enum schema_type type)
{
    return TYPE_NAMES[type];
}

struct text schema_short_name(struct text full_name)
{
    const char *dot = full_name.len ? memrchr(full_name.at, '.', full_name.len) : NULL;
    if (!dot)
        return full_name;
    size_t skip = (size_t)(dot + 1 - full_name.at);
    return (struct text){full_name.at + skip, full_name.len - skip};
}

static bool is_name_byte(char c, bool first)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
           (!first && c >= '0' && c <= '9');
}

bool schema_is_name(struct text text, bool dots)
{
    if (text.len == 0 || text.len > SCHEMA_NAME_MAX)
        return false;
    bool first = true;
    for (size_t i = 0; i < text.len; i++) {
        if (dots && !first && text.at[i] == '.')
            first = true;
        else if (!is_name_byte(text.at[i], first))
            return false;
        else
            first = false;
    }
    return !first;
}

struct text schema_name_space(struct text full_name)
{
    size_t tail = schema_short_name(full_name).len;
    return (struct text){full_name.at, full_name.len > tail ? full_name.len - tail - 1 : 0};
}

bool schema_find_primitive(struct text name, enum schema_type *type)
{
    for (enum schema_type i = SCHEMA_NULL; i <= SCHEMA_STRING; i++)
        if (text_is(name, TYPE_NAMES[i])) {
            *type = i;
            return true;
        }
    return false;
}
