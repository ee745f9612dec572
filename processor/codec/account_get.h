// SPDX-License-Identifier: Apache-2.0
// The reader's side of account_bytes.h, against bytes that may be anything. A get_… reads one
// member if the mask says that it differs, else leaves it as it is. The first failure is kept,
// empties what is left to read, and everything after it reads as zero; so only loops look at it.
// Texts are borrowed from the bytes (UUIDs lie in the arena). Thread: any, nothing is shared.
#ifndef CODEC_ACCOUNT_GET_H
#define CODEC_ACCOUNT_GET_H

#include "codec/account_bytes.h"

#include "base/error.h"

#include <endian.h>

struct state_reader {
    const uint8_t *start, *at, *end;
    struct arena *arena;
    const struct zone_list *zones;
    struct text customer_id;
    int64_t last_ms;
    int64_t last_day;
    enum result result; // of the first failure; from then on there is nothing left to read
    struct error *error;
};

struct get_mask {
    uint64_t bits;
    unsigned left;
};

void state_fail(struct state_reader *r, const char *why);
// NULL, and RESULT_NOT_FOUND as the failure, where it is not known.
const struct zone *state_find_zone(struct state_reader *r, struct text name);
// False, and a failure, when the arena lacks the room.
bool state_has_room(struct state_reader *r, size_t size);
uint64_t state_get_long(struct state_reader *r);
struct text state_get_text(struct state_reader *r);
// `count` items, the first `kept` of them copied from `items`; NULL when there is no room.
void *state_get_items(struct state_reader *r, const void *items, size_t kept, size_t count,
                      size_t item_size);

static inline size_t get_left(const struct state_reader *r)
{
    return (size_t)(r->end - r->at);
}

static inline void get_raw(struct state_reader *r, void *data, size_t len)
{
    if (__builtin_expect(get_left(r) < len, 0)) {
        state_fail(r, "the bytes end too early");
        memset(data, 0, len);
        return;
    }
    memcpy(data, r->at, len);
    r->at += len;
}

static inline uint64_t get_varint(struct state_reader *r)
{
    if (__builtin_expect(r->at < r->end && *r->at < 0x80, 1))
        return *r->at++;
    return state_get_long(r);
}

static inline uint64_t get_key(struct state_reader *r)
{
    uint64_t key;
    get_raw(r, &key, sizeof key);
    return le64toh(key);
}

static inline int64_t get_time(struct state_reader *r)
{
    uint64_t code = get_varint(r);
    if (code == 0)
        return INSTANT_NONE;
    if (code == 1)
        return INSTANT_NEVER;
    if (code == 2)
        return (int64_t)get_key(r);
    int64_t difference = zigzag_back(code - INSTANT_CODES);
    if (difference <= -2 * INSTANT_SPAN || difference >= 2 * INSTANT_SPAN ||
        r->last_ms + difference < -INSTANT_SPAN || r->last_ms + difference >= INSTANT_SPAN) {
        state_fail(r, "an instant is out of range");
        return 0;
    }
    return r->last_ms += difference;
}

static inline int32_t get_date(struct state_reader *r)
{
    uint64_t code = get_varint(r);
    if (code == 0)
        return DAY_NONE;
    int64_t difference = zigzag_back(code - 1);
    if (difference > UINT32_MAX || difference < -(int64_t)UINT32_MAX ||
        r->last_day + difference > INT32_MAX || r->last_day + difference <= DAY_NONE) {
        state_fail(r, "a day is out of range");
        return 0;
    }
    return (int32_t)(r->last_day += difference);
}

static inline struct get_mask get_open(struct state_reader *r, unsigned members)
{
    struct get_mask mask = {.left = members};
    size_t len = (members + 7) / 8;
    if (__builtin_expect(get_left(r) >= MASK_MAX, 1)) { // one load, though not all of it is mask
        memcpy(&mask.bits, r->at, MASK_MAX);
        mask.bits = le64toh(mask.bits) & (UINT64_MAX >> (64 - 8 * len));
        r->at += len;
    } else {
        get_raw(r, &mask.bits, len);
        mask.bits = le64toh(mask.bits);
    }
    if (mask.bits >> members)
        state_fail(r, "a mask names a member that is not there");
    return mask;
}

static inline void get_close(const struct get_mask *mask)
{
    assert(mask->left == 0);
}

static inline bool get_bit(struct get_mask *mask)
{
    bool bit = mask->bits & 1;
    mask->bits >>= 1;
    mask->left--;
    return bit;
}

static inline void get_number(struct state_reader *r, struct get_mask *mask, int64_t *number)
{
    if (get_bit(mask))
        *number = zigzag_back(get_varint(r));
}

static inline int64_t get_bounded(struct state_reader *r, int64_t least, int64_t most)
{
    int64_t number = zigzag_back(get_varint(r));
    if (number >= least && number <= most)
        return number;
    state_fail(r, "a number is out of range");
    return 0;
}

static inline void get_int(struct state_reader *r, struct get_mask *mask, int32_t *number)
{
    if (get_bit(mask))
        *number = (int32_t)get_bounded(r, INT32_MIN, INT32_MAX);
}

static inline void get_bits(struct state_reader *r, struct get_mask *mask, uint32_t *bits)
{
    if (get_bit(mask))
        *bits = (uint32_t)get_bounded(r, 0, UINT32_MAX);
}

// `is_value` says whether the number is one of the enum; for 0 it must hold.
static inline unsigned get_enum(struct state_reader *r, struct get_mask *mask, unsigned was,
                                bool (*is_value)(unsigned))
{
    if (!get_bit(mask))
        return was;
    uint64_t value = get_varint(r);
    if (value <= INT32_MAX && is_value((unsigned)value))
        return (unsigned)value;
    state_fail(r, "a word is none of its list");
    return 0;
}

static inline void get_bool(struct get_mask *mask, bool *value)
{
    *value ^= get_bit(mask);
}

static inline void get_instant(struct state_reader *r, struct get_mask *mask, int64_t *instant_ms)
{
    if (get_bit(mask))
        *instant_ms = get_time(r);
}

static inline void get_day(struct state_reader *r, struct get_mask *mask, int32_t *day)
{
    if (get_bit(mask))
        *day = get_date(r);
}

void state_get_currency(struct state_reader *r, struct currency *currency);

static inline void get_currency(struct state_reader *r, struct get_mask *mask,
                                struct currency *currency)
{
    if (get_bit(mask))
        state_get_currency(r, currency);
}

static inline void get_uuid(struct state_reader *r, struct get_mask *mask, struct uuid *uuid)
{
    if (get_bit(mask))
        get_raw(r, uuid->at, sizeof uuid->at);
}

static inline void get_text(struct state_reader *r, struct get_mask *mask, struct text *text)
{
    if (get_bit(mask))
        *text = state_get_text(r);
}

// The list holds its namesake's items, or none; read_item(r, item) changes a copy. The items before
// stay as they are: others may share them.
#define GET_LIST(r, mask, list, read_item, none)                                                   \
    do {                                                                                           \
        if (!get_bit(mask))                                                                        \
            break;                                                                                 \
        size_t count_ = get_varint(r);                                                             \
        size_t kept_ = count_ < (list)->count ? count_ : (list)->count;                            \
        (list)->items = state_get_items((r), (list)->items, kept_, count_, sizeof *(list)->items); \
        (list)->count = (list)->room = (list)->items ? count_ : 0;                                 \
        for (size_t i_ = 0; i_ < (list)->count && (r)->result == OK; i_++) {                       \
            if (i_ >= kept_)                                                                       \
                (list)->items[i_] = i_ ? (list)->items[i_ - 1] : (none);                           \
            read_item((r), &(list)->items[i_]);                                                    \
        }                                                                                          \
    } while (0)

#endif
