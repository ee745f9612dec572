// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"

// The number of bytes of the well-formed sequence at `s` (RFC 3629, table 3-7 of Unicode), else 0.
static size_t sequence_length(const uint8_t *s, size_t left)
{
    if (s[0] == 0)
        return 0;
    if (s[0] < 0x80)
        return 1;
    size_t need = s[0] >= 0xC2 && s[0] <= 0xDF   ? 2
                  : s[0] >= 0xE0 && s[0] <= 0xEF ? 3
                  : s[0] >= 0xF0 && s[0] <= 0xF4 ? 4
                                                 : 0;
    if (need == 0 || left < need)
        return 0;
    uint8_t low = 0x80, high = 0xBF;
    if (s[0] == 0xE0)
        low = 0xA0;
    if (s[0] == 0xED)
        high = 0x9F;
    if (s[0] == 0xF0)
        low = 0x90;
    if (s[0] == 0xF4)
        high = 0x8F;
    if (s[1] < low || s[1] > high)
        return 0;
    for (size_t i = 2; i < need; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    return need;
}

bool text_is_utf8(struct text text)
{
    const uint8_t *s = (const uint8_t *)text.at;
    for (size_t i = 0; i < text.len;) {
        size_t used = sequence_length(s + i, text.len - i);
        if (used == 0)
            return false;
        i += used;
    }
    return true;
}
