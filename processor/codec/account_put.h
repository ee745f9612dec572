// SPDX-License-Identifier: Apache-2.0
// The writer's side of account_bytes.h. A put_… writes one member, if it differs from what it was
// and says so in the mask. Borrows the account and the buffer for one call of account_write; texts
// are looked up in a table on its stack. Thread: any, nothing is shared.
#ifndef CODEC_ACCOUNT_PUT_H
#define CODEC_ACCOUNT_PUT_H

#include "codec/account_bytes.h"

#include "base/bytes.h"

#include <endian.h>

struct state_writer {
    struct bytes *out;
    uint8_t *at, *end; // where the next byte goes, and the end of the room
    size_t start;      // of this state in `out`
    int64_t last_ms;
    int64_t last_day;
    // Texts spelt lately, by hash: the place of each one's h, counted from `start`, plus one.
    uint32_t text_at[TEXT_SLOTS];
    struct text texts[TEXT_SLOTS]; // defined where text_at is not 0
};

struct put_mask {
    size_t at;
    uint64_t bits;
    unsigned next, members;
};

void state_grow(struct state_writer *w, size_t more);
void state_put_text(struct state_writer *w, struct text text);

static inline void put_room(struct state_writer *w, size_t more)
{
    if (__builtin_expect((size_t)(w->end - w->at) < more, 0))
        state_grow(w, more);
}

static inline size_t put_position(const struct state_writer *w)
{
    return (size_t)(w->at - w->out->at);
}

static inline void put_raw(struct state_writer *w, const void *data, size_t len)
{
    put_room(w, len);
    memcpy(w->at, data, len);
    w->at += len;
}

static inline void put_byte(struct state_writer *w, uint8_t byte)
{
    put_room(w, 1);
    *w->at++ = byte;
}

static inline void put_varint(struct state_writer *w, uint64_t number)
{
    put_room(w, VARINT_MAX);
    uint8_t *at = w->at;
    for (; number >= 0x80; number >>= 7)
        *at++ = (uint8_t)(number | 0x80);
    *at++ = (uint8_t)number;
    w->at = at;
}

static inline void put_key(struct state_writer *w, uint64_t key)
{
    key = htole64(key);
    put_raw(w, &key, sizeof key);
}

static inline void put_time(struct state_writer *w, int64_t instant_ms)
{
    if (instant_ms >= -INSTANT_SPAN && instant_ms < INSTANT_SPAN) {
        put_varint(w, zigzag(instant_ms - w->last_ms) + INSTANT_CODES);
        w->last_ms = instant_ms;
    } else if (instant_ms == INSTANT_NONE || instant_ms == INSTANT_NEVER) {
        put_byte(w, instant_ms == INSTANT_NEVER);
    } else {
        put_byte(w, 2);
        put_key(w, (uint64_t)instant_ms);
    }
}

static inline void put_date(struct state_writer *w, int32_t day)
{
    if (day == DAY_NONE) {
        put_byte(w, 0);
        return;
    }
    put_varint(w, zigzag(day - w->last_day) + 1);
    w->last_day = day;
}

static inline struct put_mask put_open(struct state_writer *w, unsigned members)
{
    put_room(w, MASK_MAX);
    struct put_mask mask = {.at = put_position(w), .members = members};
    w->at += (members + 7) / 8;
    return mask;
}

// Whether any member differs.
static inline bool put_close(struct state_writer *w, const struct put_mask *mask)
{
    assert(mask->next == mask->members);
    uint64_t bits = htole64(mask->bits);
    memcpy(w->out->at + mask->at, &bits, (mask->members + 7) / 8);
    return mask->bits != 0;
}

static inline bool put_bit(struct put_mask *mask, bool bit)
{
    mask->bits |= (uint64_t)bit << mask->next++;
    return bit;
}

// A struct or list within a struct, written from `start` on: taken back where it is the same.
static inline void put_part(struct state_writer *w, struct put_mask *mask, size_t start,
                            bool changed)
{
    if (!put_bit(mask, changed))
        w->at = w->out->at + start;
}

static inline void put_number(struct state_writer *w, struct put_mask *mask, int64_t number,
                              int64_t was)
{
    if (put_bit(mask, number != was))
        put_varint(w, zigzag(number));
}

static inline void put_enum(struct state_writer *w, struct put_mask *mask, unsigned value,
                            unsigned was)
{
    if (put_bit(mask, value != was))
        put_varint(w, value);
}

static inline void put_bool(struct put_mask *mask, bool value, bool was)
{
    put_bit(mask, value != was);
}

static inline void put_instant(struct state_writer *w, struct put_mask *mask, int64_t instant_ms,
                               int64_t was)
{
    if (put_bit(mask, instant_ms != was))
        put_time(w, instant_ms);
}

static inline void put_day(struct state_writer *w, struct put_mask *mask, int32_t day, int32_t was)
{
    if (put_bit(mask, day != was))
        put_date(w, day);
}

static inline void put_currency(struct state_writer *w, struct put_mask *mask,
                                struct currency currency, struct currency was)
{
    if (put_bit(mask, !currency_equal(currency, was)))
        put_raw(w, currency.code, 3);
}

static inline void put_uuid(struct state_writer *w, struct put_mask *mask, struct uuid uuid,
                            struct uuid was)
{
    if (put_bit(mask, memcmp(uuid.at, was.at, sizeof uuid.at) != 0))
        put_raw(w, uuid.at, sizeof uuid.at);
}

static inline void put_text(struct state_writer *w, struct put_mask *mask, struct text text,
                            struct text was)
{
    bool same = text.len == was.len && (text.at == was.at || text_equal(text, was));
    if (put_bit(mask, !same))
        state_put_text(w, text);
}

#define LIST_BEFORE(list, was, i, none) \
    ((i) < (was).count ? &(was).items[i] : (i) ? &(list).items[(i)-1] : &(none))

// write_item(w, item, item before) says whether the two differ.
#define PUT_LIST(w, mask, list, was, write_item, none)                                      \
    do {                                                                                    \
        size_t start_ = put_position(w);                                                    \
        bool changed_ = (list).count != (was).count;                                        \
        put_varint((w), (list).count);                                                      \
        for (size_t i_ = 0; i_ < (list).count; i_++)                                        \
            changed_ |=                                                                     \
                write_item((w), &(list).items[i_], LIST_BEFORE((list), (was), i_, (none))); \
        put_part((w), (mask), start_, changed_);                                            \
    } while (0)

#endif
