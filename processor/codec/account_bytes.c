// SPDX-License-Identifier: Apache-2.0
// The dear parts of account_bytes.h's alphabet: texts with their references and packed UUIDs, long
// varints, items for lists; and the defaults. Ownership and threads: as said there.
#include "codec/account_bytes.h"

#include "codec/account_get.h"
#include "codec/account_put.h"

const struct contact NO_CONTACT = {0};
const struct action_item NO_ACTION_ITEM = {.day = DAY_NONE};
const struct action NO_ACTION = {.day = DAY_NONE, .from_day = DAY_NONE};
const struct invoice_issued NO_INVOICE_ISSUED = {0};
const struct payment_received NO_PAYMENT = {0};
const struct fact NO_FACT = {0};
const struct fee NO_FEE = {0};
const struct step_run NO_STEP_RUN = {0};
const struct invoice NO_INVOICE = {.settled_ms = INSTANT_NONE, .reopened_day = DAY_NONE};
const struct money NO_MONEY = {.waits_until_day = DAY_NONE};
const struct allocation NO_ALLOCATION = {0};
const struct blocker NO_BLOCKER = {
    .from_day = DAY_NONE, .until_day = DAY_NONE, .kept_back_day = DAY_NONE};
const struct flag_state NO_FLAG = {0};
const struct promise NO_PROMISE = {0};
const struct outcome NO_OUTCOME = {0};
const struct charge_try NO_CHARGE_TRY = {0};
const struct asked NO_ASKED = {0};
const struct source_on_file NO_SOURCE = {0};
const struct told_entry NO_TOLD_ENTRY = {0};
const struct told_mark NO_TOLD_MARK = {0};
const struct account NO_ACCOUNT = {
    .base = {.at_ms = INSTANT_NONE,
             .day_done = DAY_NONE,
             .opened_day = DAY_NONE,
             .first_ms = INSTANT_NONE,
             .heard_ms = INSTANT_NONE,
             .standing = {.until_day = DAY_NONE, .since_ms = INSTANT_NONE}},
    .published = {.until_day = DAY_NONE},
    .next_wake_ms = INSTANT_NEVER,
    .exists = true,
};

// ---- writing ----

void state_grow(struct state_writer *w, size_t more)
{
    w->out->len = put_position(w);
    bytes_reserve(w->out, more);
    w->at = w->out->at + w->out->len;
    w->end = w->out->at + w->out->room;
}

// Ids differ in their last letters, words in their first.
static inline unsigned text_slot(struct text text)
{
    uint64_t head = 0, tail = 0;
    if (text.len >= 8) {
        memcpy(&head, text.at, 8);
        memcpy(&tail, text.at + text.len - 8, 8);
    } else {
        for (size_t i = 0; i < text.len; i++)
            head = head << 8 | (uint8_t)text.at[i];
    }
    uint64_t mixed = (le64toh(head) + text.len) * UINT64_C(0x9e3779b97f4a7c15) ^ le64toh(tail);
    return (unsigned)((mixed * UINT64_C(0xd6e8feb86659fd93)) >> 57);
}
static_assert(TEXT_SLOTS == 1 << (64 - 57), "text_slot counts as many slots as there are");

// The value of a hexadecimal digit in lower case plus one; 0: none.
static const uint8_t DIGIT_VALUES[256] = {
    ['0'] = 1, ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16};

static const uint8_t UUID_DIGITS[UUID_SIZE] = {0,  2,  4,  6,  9,  11, 14, 16,
                                               19, 21, 24, 26, 28, 30, 32, 34};

static bool uuid_pack(struct text text, uint8_t uuid[UUID_SIZE])
{
    const char *at = text.at;
    if (text.len != UUID_TEXT_MAX - 1 || at[8] != '-' || at[13] != '-' || at[18] != '-' ||
        at[23] != '-')
        return false;
    for (size_t i = 0; i < UUID_SIZE; i++) {
        unsigned high = DIGIT_VALUES[(uint8_t)at[UUID_DIGITS[i]]];
        unsigned low = DIGIT_VALUES[(uint8_t)at[UUID_DIGITS[i] + 1]];
        if (!high || !low)
            return false;
        uuid[i] = (uint8_t)((high - 1) << 4 | (low - 1));
    }
    return true;
}

void state_put_text(struct state_writer *w, struct text text)
{
    if (text.len == 0) {
        put_byte(w, 0);
        return;
    }
    size_t position = put_position(w) - w->start;
    unsigned slot = text_slot(text);
    if (w->text_at[slot] && text_equal(w->texts[slot], text)) {
        put_varint(w, (uint64_t)(position - (w->text_at[slot] - 1)) << 2 | 1);
        return;
    }
    w->text_at[slot] = (uint32_t)position + 1;
    w->texts[slot] = text;
    uint8_t uuid[UUID_SIZE];
    if (uuid_pack(text, uuid)) {
        put_byte(w, PACKED_UUID);
        put_raw(w, uuid, sizeof uuid);
    } else {
        put_varint(w, (uint64_t)text.len << 1);
        put_raw(w, text.at, text.len);
    }
}

// ---- reading ----

void state_fail(struct state_reader *r, const char *why)
{
    if (r->result != OK)
        return;
    r->result = error_set(r->error, RESULT_BAD_DATA, "state: %s (byte %zu of %zu)", why,
                          (size_t)(r->at - r->start), (size_t)(r->end - r->start));
    r->at = r->end;
}

const struct zone *state_find_zone(struct state_reader *r, struct text name)
{
    const struct zone *zone = r->result == OK ? zone_find(r->zones, name) : NULL;
    if (!zone && r->result == OK) {
        r->at = r->end;
        r->result = error_set(r->error, RESULT_NOT_FOUND, "state: zone \"%.*s\" is not known",
                              TEXT_ARGS(name));
    }
    return zone;
}

uint64_t state_get_long(struct state_reader *r)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && r->at < r->end; shift += 7) {
        uint64_t byte = *r->at++;
        number |= (byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
    state_fail(r, "a number is cut off or too long");
    return 0;
}

static struct text uuid_unpack(struct arena *arena, const uint8_t uuid[UUID_SIZE])
{
    static const char DIGITS[] = "0123456789abcdef";
    char *at = arena_take(arena, UUID_TEXT_MAX - 1);
    at[8] = at[13] = at[18] = at[23] = '-';
    for (size_t i = 0; i < UUID_SIZE; i++) {
        at[UUID_DIGITS[i]] = DIGITS[uuid[i] >> 4];
        at[UUID_DIGITS[i] + 1] = DIGITS[uuid[i] & 15];
    }
    return (struct text){at, UUID_TEXT_MAX - 1};
}

bool state_has_room(struct state_reader *r, size_t size)
{
    size_t left = r->arena->size - r->arena->used;
    if (left > 16 && size <= left - 16) // the arena aligns to 16
        return true;
    state_fail(r, "there is no room for what the bytes claim");
    return false;
}

// The text whose h has just been read, and whose bytes come next.
static struct text text_here(struct state_reader *r, uint64_t h)
{
    size_t len = h == PACKED_UUID ? UUID_SIZE : (size_t)(h >> 1);
    if (h % 2 && h != PACKED_UUID)
        state_fail(r, "a text is spelt in no known way");
    else if (len > get_left(r))
        state_fail(r, "a text is cut off");
    else if (h == PACKED_UUID)
        state_has_room(r, UUID_TEXT_MAX);
    if (r->result != OK)
        return (struct text){NULL, 0};
    const uint8_t *at = r->at;
    r->at += len;
    return h == PACKED_UUID ? uuid_unpack(r->arena, at) : (struct text){(const char *)at, len};
}

struct text state_get_text(struct state_reader *r)
{
    const uint8_t *here = r->at;
    uint64_t h = get_varint(r);
    if (h % 4 != 1)
        return text_here(r, h);
    uint64_t back = h >> 2;
    if (back == 0 || back > (uint64_t)(here - r->start)) {
        state_fail(r, "a text refers to none before it");
        return (struct text){NULL, 0};
    }
    const uint8_t *next = r->at;
    r->at = here - back;
    struct text text = text_here(r, get_varint(r));
    if (r->result == OK)
        r->at = next;
    return text;
}

void *state_get_items(struct state_reader *r, const void *items, size_t kept, size_t count,
                      size_t item_size)
{
    if (count == 0)
        return NULL;
    if (count > get_left(r)) { // an item takes a byte at least
        state_fail(r, "a list is longer than the bytes");
        return NULL;
    }
    if (!state_has_room(r, count * item_size))
        return NULL;
    void *room = arena_take(r->arena, count * item_size);
    if (kept)
        memcpy(room, items, kept * item_size);
    return room;
}

void state_get_currency(struct state_reader *r, struct currency *currency)
{
    // A code that went out of use stays readable: any three letters will do.
    char code[3];
    get_raw(r, code, sizeof code);
    bool letters = true, none = true;
    for (size_t i = 0; i < sizeof code; i++) {
        letters = letters && code[i] >= 'A' && code[i] <= 'Z';
        none = none && code[i] == 0;
    }
    if (!letters && !none)
        state_fail(r, "a currency is no code of three letters");
    else
        memcpy(currency->code, code, sizeof code);
}
