// SPDX-License-Identifier: Apache-2.0
// The command line of dunningctl: options from one table a command, operands, and what every
// command says in the same way. Borrows argv; one thread.
#ifndef OPS_OPTIONS_H
#define OPS_OPTIONS_H

#include "base/bytes.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdio.h>

// Exit codes of every command (contract.md, Commands).
enum exit_code { EXIT_DONE = 0, EXIT_NO = 1, EXIT_USAGE = 2, EXIT_OUTSIDE = 3 };

struct option {
    const char *name;  // "--policies"
    const char *value; // what its value is called in the help; NULL: it takes none
    const char *help;
};

enum { COMMAND_OPTIONS_MAX = 24, COMMAND_SETS_MAX = 64 };

struct command;

struct arguments {
    const struct command *command;
    const char *values[COMMAND_OPTIONS_MAX]; // by index into the command's options; NULL: not given
    const char *sets[COMMAND_SETS_MAX];      // every value of `--set`, in order
    size_t set_count;
    const char **operands;
    size_t operand_count;
    bool json;   // --json
    bool colors; // stdout is a terminal, and NO_COLOR is not set
};

struct command {
    const char *name;             // "scenario", "topics"
    const char *summary;          // one line
    const char *usage;            // "FILE|FOLDER…"
    const char *details;          // what `help` prints below; ends in a line end
    const struct option *options; // ends with a NULL name; `--json` and `--help` need no row
    enum exit_code (*run)(const struct arguments *arguments);
};

// Options and operands in any order; `--` ends the options; `--name value` or `--name=value`.
// RESULT_USAGE: an option that the command does not have, a value missing.
MUST_USE enum result arguments_read(const struct command *command, int argc, char **argv,
                                    struct arguments *arguments, struct error *error);
void arguments_release(struct arguments *arguments);

// The option's value, "" for one that takes none; NULL: not given. The name must be in the table.
const char *argument(const struct arguments *arguments, const char *name);

// Print "dunningctl COMMAND: error" to stderr, and what it means for the exit code.
enum exit_code command_fail(const struct arguments *arguments, enum result result,
                            const struct error *error);

// "dunningctl COMMAND: …" and where the help is: exit code 2.
enum exit_code command_misused(const struct arguments *arguments, const char *format, ...)
    PRINTF_LIKE(2, 3);

// The help of one command.
void command_help(const struct command *command, FILE *out);

enum color { COLOR_RED, COLOR_GREEN, COLOR_YELLOW, COLOR_DIM, COLOR_BOLD };

// The escape sequence, or "" where colours are off; color_end likewise.
const char *color_begin(const struct arguments *arguments, enum color color);
const char *color_end(const struct arguments *arguments);

// Progress on stderr for what takes longer than two seconds, on a terminal only, once a second.
struct progress {
    const char *what; // "stories"
    int64_t began_ms, shown_ms;
};
void progress_begin(struct progress *progress, const char *what);
void progress_at(struct progress *progress, size_t done, size_t total); // total 0: unknown
void progress_end(struct progress *progress);

// The whole of a file, or of stdin for "-", appended to `out`.
MUST_USE enum result file_read(const char *path, struct bytes *out, struct error *error);

#endif
