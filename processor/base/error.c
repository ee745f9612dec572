// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum result error_set(struct error *error, enum result result, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(error->text, sizeof error->text, format, args);
    va_end(args);
    return result;
}

enum result error_wrap(struct error *error, enum result result, const char *format, ...)
{
    char prefix[ERROR_TEXT_MAX];
    va_list args;
    va_start(args, format);
    int used = vsnprintf(prefix, sizeof prefix - 2, format, args);
    va_end(args);
    size_t len = strlen(prefix);
    if (used < 0)
        return result;
    prefix[len++] = ':';
    prefix[len++] = ' ';
    size_t keep = sizeof error->text - 1 - len;
    memmove(error->text + len, error->text, keep);
    memcpy(error->text, prefix, len);
    error->text[sizeof error->text - 1] = 0;
    return result;
}
