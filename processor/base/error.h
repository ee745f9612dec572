// SPDX-License-Identifier: Apache-2.0
// How the outside world's failures travel: a result as the return value, a text in a caller-owned
// struct. Bugs are asserts, bad messages are values (see engine/refusal.h); neither comes here.
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

enum result {
    OK = 0,
    RESULT_USAGE,       // wrong usage or configuration: exit 2
    RESULT_BAD_DATA,    // bytes or text that break their format
    RESULT_NOT_FOUND,   // what was asked for is not there
    RESULT_UNAVAILABLE, // something outside does not answer: pause and retry, or exit 3
    RESULT_ABORT,       // the transaction must be aborted; the work can be done again
    RESULT_FATAL,       // leave the process: fenced, or state that must not be guessed about
};

enum { ERROR_TEXT_MAX = 1024 };

struct error {
    char text[ERROR_TEXT_MAX]; // one line, wrapped outwards: "store: load 42 accounts: timed out"
};

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_at, args_at) __attribute__((format(printf, format_at, args_at)))

// Set the text and return `result`, so that a failing function ends in one line.
enum result error_set(struct error *error, enum result result, const char *format, ...)
    PRINTF_LIKE(3, 4);

// Put "<prefix>: " before the text and return `result`.
enum result error_wrap(struct error *error, enum result result, const char *format, ...)
    PRINTF_LIKE(3, 4);

#endif
