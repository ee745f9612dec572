// SPDX-License-Identifier: Apache-2.0
// Writes logfmt lines; what is worth a line is the callers' business. Any thread may log.
#include "io/log.h"

#include "base/date.h"
#include "base/hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 4096 };

static enum severity threshold = SEVERITY_INFO;

static const char *const severity_names[] = {"error", "warning", "info", "debug"};

void log_set_severity(enum severity severity)
{
    threshold = severity;
}

bool severity_at(struct text name, enum severity *severity)
{
    for (size_t i = 0; i < sizeof severity_names / sizeof *severity_names; i++) {
        if (!text_is(name, severity_names[i]))
            continue;
        *severity = (enum severity)i;
        return true;
    }
    return false;
}

struct line {
    char *at;
    size_t len;
    size_t room; // one byte is kept for the end
};

static void line_add(struct line *line, const char *at, size_t len)
{
    size_t left = line->room - 1 - line->len;
    if (len > left)
        len = left;
    memcpy(line->at + line->len, at, len);
    line->len += len;
}

static bool needs_quotes(struct text text)
{
    if (text.len == 0)
        return true;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c <= ' ' || c == '"' || c == '=' || c == '\\' || c == 0x7f)
            return true;
    }
    return false;
}

static void line_add_value(struct line *line, struct text text)
{
    if (!needs_quotes(text)) {
        line_add(line, text.at, text.len);
        return;
    }
    line_add(line, "\"", 1);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        char escaped[8];
        if (c == '"' || c == '\\')
            snprintf(escaped, sizeof escaped, "\\%c", c);
        else if (c == '\n')
            snprintf(escaped, sizeof escaped, "\\n");
        else if (c < ' ' || c == 0x7f)
            snprintf(escaped, sizeof escaped, "\\x%02x", c);
        else
            snprintf(escaped, sizeof escaped, "%c", c);
        line_add(line, escaped, strlen(escaped));
    }
    line_add(line, "\"", 1);
}

static void line_add_field(struct line *line, const struct log_field *field)
{
    line_add(line, " ", 1);
    line_add(line, field->name, strlen(field->name));
    line_add(line, "=", 1);
    char number[24];
    char hex[DIGEST_TEXT_MAX];
    switch (field->kind) {
    case LOG_KIND_NUMBER:
        line_add(line, number, (size_t)snprintf(number, sizeof number, "%" PRId64, field->number));
        break;
    case LOG_KIND_TEXT:
        line_add_value(line, field->text);
        break;
    case LOG_KIND_HASH:
        line_add(line, digest_write(digest_of(field->text), hex), 8);
        break;
    }
}

size_t log_format(char *out, size_t room, enum severity severity, const char *event,
                  const struct log_field *fields, size_t count)
{
    struct line line = {out, 0, room};
    line_add(&line, "level=", 6);
    line_add(&line, severity_names[severity], strlen(severity_names[severity]));
    line_add(&line, " event=", 7);
    line_add_value(&line, text_of(event));
    for (size_t i = 0; i < count; i++)
        line_add_field(&line, &fields[i]);
    out[line.len] = 0;
    return line.len;
}

void log_write(enum severity severity, const char *event, const struct log_field *fields,
               size_t count)
{
    if (severity > threshold)
        return;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    char instant[INSTANT_TEXT_MAX];
    instant_write((int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000, instant);
    char line[LINE_MAX_BYTES];
    size_t len = (size_t)snprintf(line, sizeof line, "ts=%s ", instant);
    len += log_format(line + len, sizeof line - 1 - len, severity, event, fields, count);
    line[len++] = '\n';
    ssize_t written = write(STDERR_FILENO, line, len);
    (void)written; // nobody is left to tell
}
