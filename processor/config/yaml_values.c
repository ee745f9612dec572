// SPDX-License-Identifier: Apache-2.0
// Answers for reading single values out of a YAML tree, and for saying what was expected where a
// value is something else. What the values are for is left to the callers. No state; any thread.
#include "config/suggest.h"
#include "config/yaml.h"

#include "base/bytes.h"
#include "base/date.h"

#include <stdio.h>

// How much of a wrong value an error shows.
enum { SHOWN_MAX = 60, DECIMAL_TEXT_MAX = 64 };

static int shown(struct text text)
{
    return text.len > SHOWN_MAX ? SHOWN_MAX : (int)text.len;
}

const struct yaml_node *yaml_at(const struct yaml_node *map, const char *key)
{
    if (!map || map->kind != YAML_MAP)
        return NULL;
    for (const struct yaml_node *entry = map->first; entry; entry = entry->next)
        if (text_is(entry->key, key))
            return entry;
    return NULL;
}

const struct yaml_node *yaml_need(struct yaml *yaml, const struct yaml_node *map, const char *key)
{
    const struct yaml_node *node = yaml_at(map, key);
    if (!node && map)
        yaml_fail(yaml, map, "'%s' is missing: add it to this map", key);
    return node;
}

static bool is_kind(struct yaml *yaml, const struct yaml_node *node, enum yaml_kind kind,
                    const char *what, const char *wanted)
{
    static const char *const FOUND[] = {
        [YAML_SCALAR] = "a single value", [YAML_LIST] = "a list", [YAML_MAP] = "a map"};
    if (!node)
        return false;
    if (node->kind == kind)
        return true;
    bool empty = node->kind == YAML_SCALAR && node->plain && text_is_empty(node->text);
    yaml_fail(yaml, node, "%s must be %s, not %s", what, wanted,
              empty ? "empty" : FOUND[node->kind]);
    return false;
}

bool yaml_is_map(struct yaml *yaml, const struct yaml_node *node, const char *what)
{
    return is_kind(yaml, node, YAML_MAP, what, "a map (key: value)");
}

bool yaml_is_list(struct yaml *yaml, const struct yaml_node *node, const char *what)
{
    return is_kind(yaml, node, YAML_LIST, what, "a list ([a, b], or one - item a line)");
}

// True for a scalar with a value.
static bool is_value(struct yaml *yaml, const struct yaml_node *node)
{
    if (!node)
        return false;
    struct text name = node->key.len ? node->key : TEXT_LITERAL("this value");
    if (node->kind != YAML_SCALAR) {
        yaml_fail(yaml, node, "'%.*s' must be a single value, not a %s", TEXT_ARGS(name),
                  node->kind == YAML_MAP ? "map" : "list");
        return false;
    }
    if (text_is_empty(node->text)) {
        yaml_fail_key(yaml, node, "'%.*s' is empty: write a value, or leave it out",
                      TEXT_ARGS(name));
        return false;
    }
    return true;
}

static void unknown_fail(struct yaml *yaml, int32_t line, int32_t column, const char *what,
                         struct text word, const char *const *names, size_t count)
{
    const char *closest = suggest_closest(word, names, count);
    if (closest) {
        yaml_fail_at(yaml, line, column, "%s '%.*s': did you mean '%s'?", what, shown(word),
                     word.at ? word.at : "", closest);
        return;
    }
    struct bytes list = {0};
    for (size_t i = 0; i < count; i++)
        bytes_print(&list, "%s%s", i ? ", " : "", names[i]);
    yaml_fail_at(yaml, line, column, "%s '%.*s': it must be one of %.*s", what, shown(word),
                 word.at ? word.at : "", TEXT_ARGS(bytes_text(&list)));
    bytes_release(&list);
}

void yaml_check_keys(struct yaml *yaml, const struct yaml_node *map, const char *const *names,
                     size_t count)
{
    if (!map || map->kind != YAML_MAP || yaml->failed)
        return;
    for (const struct yaml_node *entry = map->first; entry; entry = entry->next) {
        bool known = false;
        for (size_t i = 0; i < count && !known; i++)
            known = text_is(entry->key, names[i]);
        if (!known)
            unknown_fail(yaml, entry->key_line, entry->key_column, "unknown key", entry->key, names,
                         count);
    }
}

struct text yaml_text(struct yaml *yaml, const struct yaml_node *node)
{
    return is_value(yaml, node) ? node->text : (struct text){NULL, 0};
}

int yaml_choice(struct yaml *yaml, const struct yaml_node *node, const char *const *names,
                size_t count)
{
    if (!is_value(yaml, node))
        return -1;
    for (size_t i = 0; i < count; i++)
        if (text_is(node->text, names[i]))
            return (int)i;
    if (!yaml->failed)
        unknown_fail(yaml, node->line, node->column, "unknown word", node->text, names, count);
    return -1;
}

bool yaml_truth(struct yaml *yaml, const struct yaml_node *node)
{
    static const char *const WORDS[] = {"off", "on", "false", "true", "no", "yes"};
    if (!is_value(yaml, node))
        return false;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (text_is(node->text, WORDS[i]))
            return i % 2 == 1;
    yaml_fail(yaml, node, "'%.*s' is neither on nor off", shown(node->text), node->text.at);
    return false;
}

int32_t yaml_day(struct yaml *yaml, const struct yaml_node *node)
{
    int32_t day = DAY_NONE;
    if (is_value(yaml, node) && !day_read(node->text, &day))
        yaml_fail(yaml, node, "'%.*s' is no date: write YYYY-MM-DD, from 1990 to 2099",
                  shown(node->text), node->text.at);
    return day;
}

// Reads digits with at most `decimals` of them behind a point. False: no such number.
static bool decimal_read(struct text text, int decimals, int64_t *value)
{
    size_t i = text.len > 0 && text.at[0] == '-' ? 1 : 0, first = i;
    int64_t sum = 0;
    int places = -1;
    for (; i < text.len; i++) {
        char c = text.at[i];
        if (c == '.' && places < 0 && i > first && i + 1 < text.len) {
            places = 0;
            continue;
        }
        if (c < '0' || c > '9' || sum > INT64_MAX / 100)
            return false;
        sum = sum * 10 + (c - '0');
        places += places >= 0;
    }
    bool led_by_zero = text.len > first + 1 && text.at[first] == '0' && text.at[first + 1] != '.';
    if (i == first || led_by_zero || places > decimals)
        return false;
    for (int place = places < 0 ? 0 : places; place < decimals; place++) {
        if (sum > INT64_MAX / 100)
            return false;
        sum *= 10;
    }
    *value = first ? -sum : sum;
    return true;
}

// "0.05", for a range in an error.
static const char *decimal_write(int64_t value, int decimals, char out[DECIMAL_TEXT_MAX])
{
    int64_t unit = 1;
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    int64_t rest = value % unit < 0 ? -(value % unit) : value % unit;
    if (rest == 0)
        snprintf(out, DECIMAL_TEXT_MAX, "%lld", (long long)(value / unit));
    else
        snprintf(out, DECIMAL_TEXT_MAX, "%s%lld.%0*lld", value < 0 && value > -unit ? "-" : "",
                 (long long)(value / unit), decimals < 9 ? decimals : 9, (long long)rest);
    return out;
}

int64_t yaml_decimal(struct yaml *yaml, const struct yaml_node *node, int decimals, int64_t min,
                     int64_t max)
{
    char low[DECIMAL_TEXT_MAX], high[DECIMAL_TEXT_MAX];
    int64_t value = 0;
    if (!is_value(yaml, node))
        return 0;
    decimal_write(min, decimals, low);
    decimal_write(max, decimals, high);
    if (!decimal_read(node->text, decimals, &value)) {
        yaml_fail(yaml, node, "'%.*s' is no number with at most %d decimals, from %s to %s",
                  shown(node->text), node->text.at, decimals, low, high);
        return 0;
    }
    if (value < min || value > max) {
        yaml_fail(yaml, node, "%.*s is out of range: from %s to %s", shown(node->text),
                  node->text.at, low, high);
        return 0;
    }
    return value;
}

int64_t yaml_integer(struct yaml *yaml, const struct yaml_node *node, int64_t min, int64_t max)
{
    int64_t value = 0;
    if (!is_value(yaml, node))
        return 0;
    if (!decimal_read(node->text, 0, &value)) {
        yaml_fail(yaml, node, "'%.*s' is no whole number: from %lld to %lld", shown(node->text),
                  node->text.at, (long long)min, (long long)max);
        return 0;
    }
    if (value < min || value > max) {
        yaml_fail(yaml, node, "%.*s is out of range: from %lld to %lld", shown(node->text),
                  node->text.at, (long long)min, (long long)max);
        return 0;
    }
    return value;
}
