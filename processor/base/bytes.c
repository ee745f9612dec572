// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void bytes_release(struct bytes *bytes)
{
    free(bytes->at);
    *bytes = (struct bytes){0};
}

void bytes_reserve(struct bytes *bytes, size_t more)
{
    if (more <= bytes->room - bytes->len)
        return;
    size_t room = bytes->room ? bytes->room : 256;
    while (room - bytes->len < more)
        room *= 2;
    uint8_t *at = realloc(bytes->at, room);
    if (!at)
        abort();
    bytes->at = at;
    bytes->room = room;
}

void bytes_add(struct bytes *bytes, const void *data, size_t len)
{
    if (len == 0)
        return;
    bytes_reserve(bytes, len);
    memcpy(bytes->at + bytes->len, data, len);
    bytes->len += len;
}

void bytes_add_text(struct bytes *bytes, struct text text)
{
    bytes_add(bytes, text.at, text.len);
}

void bytes_print(struct bytes *bytes, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    bytes_reserve(bytes, 64);
    size_t room = bytes->room - bytes->len;
    int len = vsnprintf((char *)bytes->at + bytes->len, room, format, args);
    va_end(args);
    if (len > 0 && (size_t)len >= room) {
        bytes_reserve(bytes, (size_t)len + 1);
        vsnprintf((char *)bytes->at + bytes->len, (size_t)len + 1, format, again);
    }
    va_end(again);
    if (len > 0)
        bytes->len += (size_t)len;
}
