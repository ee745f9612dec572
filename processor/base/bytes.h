// SPDX-License-Identifier: Apache-2.0
// A growing buffer of bytes, owned by whoever holds the struct, kept and reused between messages.
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include "base/text.h"

struct bytes {
    uint8_t *at;
    size_t len;
    size_t room;
};

void bytes_release(struct bytes *bytes);

// Room for `more` bytes behind the present ones; aborts the process when memory is exhausted.
void bytes_reserve(struct bytes *bytes, size_t more);
void bytes_add(struct bytes *bytes, const void *data, size_t len);
void bytes_add_text(struct bytes *bytes, struct text text);
void bytes_print(struct bytes *bytes, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static inline void bytes_add_byte(struct bytes *bytes, uint8_t byte)
{
    if (bytes->len == bytes->room)
        bytes_reserve(bytes, 1);
    bytes->at[bytes->len++] = byte;
}

static inline void bytes_clear(struct bytes *bytes)
{
    bytes->len = 0;
}

static inline struct text bytes_text(const struct bytes *bytes)
{
    return (struct text){(const char *)bytes->at, bytes->len};
}

#endif
