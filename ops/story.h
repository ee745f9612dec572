// SPDX-License-Identifier: Apache-2.0
// A story: the text that scenarios, replay, explain and preview share (contract.md, Scenarios), as
// a list of lines. Reading it knows no policy and no zone: local times stay local until the runner
// (story_run.h) resolves them, and expectations stay words until they are compared.
// Everything points into the arena and the text that were given to story_read.
#ifndef OPS_STORY_H
#define OPS_STORY_H

#include "base/arena.h"
#include "base/error.h"
#include "engine/event.h"

struct word {
    struct text text;
    bool quoted; // stood in "…": never a keyword
};

struct words {
    struct word *items;
    size_t count, room;
};

// An instant as written: local to someone's zone, or in UTC.
struct story_time {
    int32_t day; // DAY_NONE: unsaid
    int32_t ms_of_day;
    bool utc;
};

enum story_line_kind {
    LINE_REMARK,   // blank or `# …`
    LINE_POLICY,   // policy NAME|PATH; with a time in front: publishes a version
    LINE_CUSTOMER, // customer C zone Z
    LINE_EVENT,
    LINE_TICK,
    LINE_OUTPUT, // -> …
    LINE_FACT,   // = …
};

enum cadence { CADENCE_ONCE, CADENCE_DAILY, CADENCE_HOURLY };

struct story_line {
    enum story_line_kind kind;
    int number;              // from 1
    struct text raw;         // as written, without the end of line
    struct words words;      // output and fact: what is expected, without `@C`
    struct text customer;    // event: whose; output and fact: named by `@C`, or empty
    struct story_time at;    // when it is heard of
    struct story_time own;   // received, issued, occurred; DAY_NONE: as `at`
    struct story_time since; // invoice-issued … known-since
    struct text name;        // policy: name or path; customer: zone
    struct text event_name;  // `event ID`, or empty
    struct text content;     // event: its words without id and own time
    enum cadence cadence;
    struct event event; // without own_ms, record_ms, event_id and content, which need a zone
};

struct story {
    const char *path;
    struct text title; // of the first `# …`; empty: none
    struct text default_customer;
    bool sets_contacts; // some line is a set-contacts
    bool expects;       // some line is an output or a fact
    struct {
        struct story_line *items;
        size_t count, room;
    } lines;
};

// Read `source`, which came from `path`. RESULT_BAD_DATA: "FILE:LINE: what is wrong and what to
// do".
MUST_USE enum result story_read(struct text source, const char *path, struct arena *arena,
                                struct story *story, struct error *error);

// ---- shared by the readers and matchers of lines ----

// Split a line at blanks; `"…"` is one word. False: a quote is not closed.
bool words_split(struct text line, struct arena *arena, struct words *words);

// Where a reader of words stands, and where its complaints go.
struct cursor {
    const struct words *words;
    size_t at;
    struct error *error; // set once something failed
    bool failed;
};

// The word under the cursor is this keyword (unquoted): step over it.
bool cursor_take(struct cursor *cursor, const char *keyword);
bool cursor_is(const struct cursor *cursor, const char *keyword);
bool cursor_at_end(const struct cursor *cursor);
// The next word, whatever it is; fails with "WHAT is missing" at the end.
struct text cursor_word(struct cursor *cursor, const char *what);
int32_t cursor_day(struct cursor *cursor, const char *what);
struct story_time cursor_time(struct cursor *cursor, const char *what);
struct currency cursor_currency(struct cursor *cursor);
int64_t cursor_amount(struct cursor *cursor, struct currency currency);
int32_t cursor_number(struct cursor *cursor, const char *what);
enum toggle cursor_toggle(struct cursor *cursor);
void cursor_fail(struct cursor *cursor, const char *format, ...) PRINTF_LIKE(2, 3);

// "2025-03-01" (00:00), "2025-03-01T09:30", "2025-03-01T14:30Z"
bool story_time_read(struct text text, struct story_time *time);

// The words that follow an action's name, up to the tail that all actions share.
void story_read_action(struct cursor *cursor, struct arena *arena, struct action *action);
// `by`, `because`, `occurred`, `event` end an action's own words.
bool cursor_at_tail(const struct cursor *cursor);

#endif
