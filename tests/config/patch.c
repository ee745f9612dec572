// SPDX-License-Identifier: Apache-2.0
#include "patch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

void file_load(const char *path, struct bytes *text)
{
    char full[1024], part[4096];
    snprintf(full, sizeof full, "%s/%s", SOURCE_DIR, path);
    FILE *file = fopen(full, "r");
    if (!file)
        fail_msg("%s cannot be read", full);
    bytes_clear(text);
    for (size_t len; (len = fread(part, 1, sizeof part, file)) > 0;)
        bytes_add(text, part, len);
    fclose(file);
}

// Where `part` begins a line of `whole` for the first time; NULL: nowhere.
static const char *find_lines(struct text whole, struct text part)
{
    const char *at = whole.at, *end = whole.at + whole.len;
    while (at < end && (at = memmem(at, (size_t)(end - at), part.at, part.len))) {
        if (at == whole.at || at[-1] == '\n')
            return at;
        at++;
    }
    return NULL;
}

bool text_replace(struct bytes *text, struct text old, struct text new)
{
    struct text whole = bytes_text(text);
    const char *at = find_lines(whole, old);
    if (!at)
        return false;
    struct text before = {whole.at, (size_t)(at - whole.at)};
    struct text after = {at + old.len, whole.len - before.len - old.len};
    if (find_lines(after, old))
        return false;
    struct bytes changed = {0};
    bytes_add_text(&changed, before);
    bytes_add_text(&changed, new);
    bytes_add_text(&changed, after);
    bytes_release(text);
    *text = changed;
    return true;
}

struct text line_next(struct text *rest)
{
    const char *end = rest->len ? memchr(rest->at, '\n', rest->len) : NULL;
    size_t len = end ? (size_t)(end - rest->at) + 1 : rest->len;
    struct text line = {rest->at, len};
    *rest = (struct text){rest->at + len, rest->len - len};
    return line;
}
