// SPDX-License-Identifier: Apache-2.0
// A YAML text as a tree of nodes that remember their line and column, and reads of single values
// that say what is wrong in the form `FILE:LINE:COLUMN: what is wrong and what to do`.
//
// Only what a configuration needs is taken: one document of maps, lists and scalars. Anchors,
// aliases and tags are refused, and so is a key that stands twice. Size and depth are bounded, so
// a hostile text costs no more than YAML_ARENA_SIZE bytes.
//
// The first error stays: every later read of the same struct yaml returns a harmless value (0,
// false, an empty text, NULL) and a NULL node is read in silence. A reader may therefore go through
// a whole file in straight lines and ask once, at its end, whether `failed` is set.
//
// Nodes and texts live in the arena that the caller gave; each text and key has a NUL behind it.
// One struct yaml belongs to one thread.
#ifndef CONFIG_YAML_H
#define CONFIG_YAML_H

#include "base/arena.h"
#include "base/error.h"

enum {
    YAML_TEXT_MAX = 256 * 1024,
    YAML_NODES_MAX = 32 * 1024,
    YAML_DEPTH_MAX = 24,
    YAML_ENTRIES_MAX = 1000, // of one map
    YAML_ARENA_SIZE = 16 * 1024 * 1024,
};

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node {
    enum yaml_kind kind;
    bool plain;       // scalar: written without quotes
    int32_t line;     // from 1
    int32_t column;   // from 1, in characters
    struct text text; // scalar: its value
    struct text key;  // entry of a map: its key, and where that stands
    int32_t key_line;
    int32_t key_column;
    int32_t count;           // list, map: number of children
    struct yaml_node *first; // list, map: first child …
    struct yaml_node *next;  // … and the next of the same parent
};

struct yaml {
    struct arena *arena;
    const char *file; // as it stands in the errors; NULL: they name no place
    struct error *error;
    bool failed;
    const struct yaml_node *root;
};

// Read `text`; an error is RESULT_USAGE. `file` and `error` are kept for the later reads. `arena`
// must have YAML_ARENA_SIZE bytes left.
MUST_USE enum result yaml_read(struct yaml *yaml, struct arena *arena, const char *file,
                               struct text text, struct error *error);

// Say that something is wrong at a node, or at its key; only the first such error is kept.
void yaml_fail(struct yaml *yaml, const struct yaml_node *node, const char *format, ...)
    PRINTF_LIKE(3, 4);
void yaml_fail_key(struct yaml *yaml, const struct yaml_node *node, const char *format, ...)
    PRINTF_LIKE(3, 4);
void yaml_fail_at(struct yaml *yaml, int32_t line, int32_t column, const char *format, ...)
    PRINTF_LIKE(4, 5);

// The entry `key` of a map, or NULL. yaml_need says so when it is missing.
const struct yaml_node *yaml_at(const struct yaml_node *map, const char *key);
const struct yaml_node *yaml_need(struct yaml *yaml, const struct yaml_node *map, const char *key);

// True when the node is what is wanted; otherwise says that `what` must be one.
bool yaml_is_map(struct yaml *yaml, const struct yaml_node *node, const char *what);
bool yaml_is_list(struct yaml *yaml, const struct yaml_node *node, const char *what);

// Refuses every key of the map that is not among `names`, naming the closest of them.
void yaml_check_keys(struct yaml *yaml, const struct yaml_node *map, const char *const *names,
                     size_t count);

// Values. A text may not be empty; an integer has no sign but '-', no leading zeros and lies in
// min … max; a truth value is one of on, off, true, false, yes, no; a day is YYYY-MM-DD.
struct text yaml_text(struct yaml *yaml, const struct yaml_node *node);
int64_t yaml_integer(struct yaml *yaml, const struct yaml_node *node, int64_t min, int64_t max);
bool yaml_truth(struct yaml *yaml, const struct yaml_node *node);
int32_t yaml_day(struct yaml *yaml, const struct yaml_node *node);

// A decimal number with at most `decimals` places, as an integer in units of the last place; min
// and max are in that unit too.
int64_t yaml_decimal(struct yaml *yaml, const struct yaml_node *node, int decimals, int64_t min,
                     int64_t max);

// The index of the node's text among `names`; -1, said as an error, when it is none of them.
int yaml_choice(struct yaml *yaml, const struct yaml_node *node, const char *const *names,
                size_t count);

#endif
