// SPDX-License-Identifier: Apache-2.0
// Log lines in logfmt on stderr: one event a line, written with one write(2), so that lines of
// several threads never mix. No personal data: a customer is only ever logged by LOG_HASH.
#ifndef IO_LOG_H
#define IO_LOG_H

#include "base/text.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_INFO, SEVERITY_DEBUG };

enum log_kind { LOG_KIND_NUMBER, LOG_KIND_TEXT, LOG_KIND_HASH };

struct log_field {
    const char *name; // a word of letters, digits and '_'
    enum log_kind kind;
    int64_t number;
    struct text text;
};

#define LOG_INT(name, value) ((struct log_field){(name), LOG_KIND_NUMBER, (int64_t)(value), {0}})
#define LOG_STRING(name, value) ((struct log_field){(name), LOG_KIND_TEXT, 0, text_of(value)})
#define LOG_SPAN(name, value) ((struct log_field){(name), LOG_KIND_TEXT, 0, (value)})
// The first eight hex digits of the text's SHA-256: enough to follow one customer, not to name it.
#define LOG_HASH(name, value) ((struct log_field){(name), LOG_KIND_HASH, 0, (value)})

// Lines less severe than `severity` are dropped; SEVERITY_INFO until set. Set before threads start.
void log_set_severity(enum severity severity);

// "error", "warning", "info", "debug"; false for anything else.
bool severity_at(struct text name, enum severity *severity);

void log_write(enum severity severity, const char *event, const struct log_field *fields,
               size_t count);

// The line itself without time, as `log_write` builds it; returns its length, at most room - 1.
size_t log_format(char *out, size_t room, enum severity severity, const char *event,
                  const struct log_field *fields, size_t count);

#define LOG_LINE(severity, event, ...)                                      \
    log_write((severity), (event), (const struct log_field[]){__VA_ARGS__}, \
              sizeof((const struct log_field[]){__VA_ARGS__}) / sizeof(struct log_field))
#define LOG_ERROR(event, ...) LOG_LINE(SEVERITY_ERROR, event, __VA_ARGS__)
#define LOG_WARNING(event, ...) LOG_LINE(SEVERITY_WARNING, event, __VA_ARGS__)
#define LOG_INFO(event, ...) LOG_LINE(SEVERITY_INFO, event, __VA_ARGS__)
#define LOG_DEBUG(event, ...) LOG_LINE(SEVERITY_DEBUG, event, __VA_ARGS__)

#endif
