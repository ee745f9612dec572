// SPDX-License-Identifier: Apache-2.0
// Answers for building the tree from libyaml's events, within the bounds of the header; the only
// file that knows libyaml. What the values mean is left to yaml_values.c and its callers.
#include "config/yaml.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <yaml.h>

struct builder {
    struct yaml *yaml;
    struct yaml_node *open[YAML_DEPTH_MAX]; // the maps and lists that we are inside of
    struct yaml_node *last[YAML_DEPTH_MAX]; // and the latest child of each
    int depth;
    bool has_key; // inside a map: its key was read, the value comes next
    struct yaml_node key;
    struct yaml_node *root;
    int32_t nodes;
    bool documents; // one has been seen
};

enum { REASON_MAX = ERROR_TEXT_MAX - 64 };

static void fail_at(struct yaml *yaml, int32_t line, int32_t column, const char *reason)
{
    if (yaml->failed)
        return;
    yaml->failed = true;
    if (yaml->file)
        (void)error_set(yaml->error, RESULT_USAGE, "%s:%d:%d: %s", yaml->file, line, column,
                        reason);
    else
        (void)error_set(yaml->error, RESULT_USAGE, "%s", reason);
}

void yaml_fail(struct yaml *yaml, const struct yaml_node *node, const char *format, ...)
{
    char reason[REASON_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    fail_at(yaml, node ? node->line : 1, node ? node->column : 1, reason);
}

void yaml_fail_key(struct yaml *yaml, const struct yaml_node *node, const char *format, ...)
{
    char reason[REASON_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    if (node && node->key_line > 0)
        fail_at(yaml, node->key_line, node->key_column, reason);
    else
        fail_at(yaml, node ? node->line : 1, node ? node->column : 1, reason);
}

void yaml_fail_at(struct yaml *yaml, int32_t line, int32_t column, const char *format, ...)
{
    char reason[REASON_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    fail_at(yaml, line, column, reason);
}

static int32_t from_one(size_t at)
{
    return (int32_t)at + 1;
}

static void mark_fail(struct yaml *yaml, yaml_mark_t mark, const char *reason)
{
    yaml_fail_at(yaml, from_one(mark.line), from_one(mark.column), "%s", reason);
}

// A copy in the arena with a NUL behind it, so that names can be handed to C's string functions.
static struct text text_keep(struct arena *arena, struct text text)
{
    char *copy = arena_take(arena, text.len + 1);
    memcpy(copy, text.at, text.len);
    copy[text.len] = 0;
    return (struct text){copy, text.len};
}

static bool key_is_taken(const struct yaml_node *map, struct text key,
                         const struct yaml_node **first)
{
    for (const struct yaml_node *entry = map->first; entry; entry = entry->next)
        if (text_equal(entry->key, key)) {
            *first = entry;
            return true;
        }
    return false;
}

static void key_take(struct builder *builder, const yaml_event_t *event)
{
    struct yaml *yaml = builder->yaml;
    const struct yaml_node *first = NULL, *map = builder->open[builder->depth - 1];
    if (event->type != YAML_SCALAR_EVENT) {
        mark_fail(yaml, event->start_mark, "a key must be a single word, not a list or a map");
        return;
    }
    struct text key = {(const char *)event->data.scalar.value, event->data.scalar.length};
    int32_t line = from_one(event->start_mark.line), column = from_one(event->start_mark.column);
    if (key_is_taken(map, key, &first))
        yaml_fail_at(yaml, line, column, "'%.*s' stands twice (first in line %d): leave one out",
                     TEXT_ARGS(key), first->key_line);
    builder->key = (struct yaml_node){
        .key = text_keep(yaml->arena, key), .key_line = line, .key_column = column};
    builder->has_key = true;
}

// Hang a node into the map or list that we are inside of.
static void node_hang(struct builder *builder, struct yaml_node *node)
{
    if (builder->depth == 0) {
        builder->root = node;
        return;
    }
    int at = builder->depth - 1;
    struct yaml_node *parent = builder->open[at];
    assert(parent);
    if (parent->kind == YAML_MAP) {
        node->key = builder->key.key;
        node->key_line = builder->key.key_line;
        node->key_column = builder->key.key_column;
        builder->has_key = false;
        if (parent->count == YAML_ENTRIES_MAX)
            yaml_fail_key(builder->yaml, node, "more than %d entries: make the map smaller",
                          YAML_ENTRIES_MAX);
    }
    if (builder->last[at])
        builder->last[at]->next = node;
    else
        parent->first = node;
    builder->last[at] = node;
    parent->count++;
}

static void node_open(struct builder *builder, struct yaml_node *node)
{
    if (builder->depth == YAML_DEPTH_MAX) {
        yaml_fail(builder->yaml, node, "more than %d levels deep: make it flatter", YAML_DEPTH_MAX);
        return;
    }
    builder->open[builder->depth] = node;
    builder->last[builder->depth] = NULL;
    builder->depth++;
}

static void node_take(struct builder *builder, const yaml_event_t *event, enum yaml_kind kind)
{
    struct yaml *yaml = builder->yaml;
    bool in_map = builder->depth > 0 && builder->open[builder->depth - 1]->kind == YAML_MAP;
    if (in_map && !builder->has_key) {
        key_take(builder, event);
        return;
    }
    if (++builder->nodes > YAML_NODES_MAX) {
        mark_fail(yaml, event->start_mark, "more values than a file may have: make it smaller");
        return;
    }
    struct yaml_node *node = arena_zero(yaml->arena, sizeof *node);
    node->kind = kind;
    node->line = from_one(event->start_mark.line);
    node->column = from_one(event->start_mark.column);
    if (kind == YAML_SCALAR) {
        struct text text = {(const char *)event->data.scalar.value, event->data.scalar.length};
        node->text = text_keep(yaml->arena, text);
        node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    }
    node_hang(builder, node);
    if (kind != YAML_SCALAR)
        node_open(builder, node);
}

static bool has_extras(const yaml_char_t *anchor, const yaml_char_t *tag, struct yaml *yaml,
                       yaml_mark_t mark)
{
    if (anchor)
        mark_fail(yaml, mark, "anchors (&name) are not used here: write the value out");
    if (tag)
        mark_fail(yaml, mark, "tags (!name) are not used here: leave it out");
    return anchor || tag;
}

// True while there is more to come.
static bool event_take(struct builder *builder, const yaml_event_t *event)
{
    struct yaml *yaml = builder->yaml;
    yaml_mark_t mark = event->start_mark;
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        if (!has_extras(event->data.scalar.anchor, event->data.scalar.tag, yaml, mark))
            node_take(builder, event, YAML_SCALAR);
        break;
    case YAML_SEQUENCE_START_EVENT:
        if (!has_extras(event->data.sequence_start.anchor, event->data.sequence_start.tag, yaml,
                        mark))
            node_take(builder, event, YAML_LIST);
        break;
    case YAML_MAPPING_START_EVENT:
        if (!has_extras(event->data.mapping_start.anchor, event->data.mapping_start.tag, yaml,
                        mark))
            node_take(builder, event, YAML_MAP);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        builder->depth--;
        break;
    case YAML_ALIAS_EVENT:
        mark_fail(yaml, mark, "aliases (*name) are not used here: write the value out");
        break;
    case YAML_DOCUMENT_START_EVENT:
        if (builder->documents)
            mark_fail(yaml, mark, "a second document begins here: one file is one document");
        builder->documents = true;
        break;
    case YAML_STREAM_END_EVENT:
        return false;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
    return !yaml->failed;
}

static void parser_fail(struct yaml *yaml, const yaml_parser_t *parser)
{
    const char *problem = parser->problem ? parser->problem : "it cannot be read";
    yaml_mark_t mark = parser->problem_mark;
    if (parser->context)
        yaml_fail_at(yaml, from_one(mark.line), from_one(mark.column), "no YAML: %s (%s)", problem,
                     parser->context);
    else
        yaml_fail_at(yaml, from_one(mark.line), from_one(mark.column), "no YAML: %s", problem);
}

enum result yaml_read(struct yaml *yaml, struct arena *arena, const char *file, struct text text,
                      struct error *error)
{
    *yaml = (struct yaml){.arena = arena, .file = file, .error = error};
    if (text.len > YAML_TEXT_MAX)
        yaml_fail(yaml, NULL, "longer than %d bytes: make it smaller", YAML_TEXT_MAX);
    else if (!text_is_utf8(text))
        yaml_fail(yaml, NULL, "no UTF-8 text: save the file as UTF-8");
    if (yaml->failed)
        return RESULT_USAGE;

    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return error_set(error, RESULT_UNAVAILABLE, "%s: out of memory", file);
    yaml_parser_set_input_string(&parser, (const unsigned char *)(text.at ? text.at : ""),
                                 text.len);
    struct builder builder = {.yaml = yaml};
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            parser_fail(yaml, &parser);
            break;
        }
        more = event_take(&builder, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    if (!yaml->failed && !builder.root)
        yaml_fail(yaml, NULL, "the file is empty");
    yaml->root = yaml->failed ? NULL : builder.root;
    return yaml->failed ? RESULT_USAGE : OK;
}
