// SPDX-License-Identifier: Apache-2.0
// Writes and reads the archive's bytes. One function a struct names its members for both
// directions, so that what is written is what is read. Reading trusts nothing: the first failure
// ends it, and lists grow only as far as there are bytes. Thread: any, nothing is shared.
#include "engine/archive_bytes.h"

struct archive_pass {
    bool reading, failed;
    struct arena *arena;
    const uint8_t *from, *end; // reading: what is left
    struct archive_buffer {    // writing
        uint8_t *items;
        size_t count, room;
    } to;
    struct text_list words, texts; // of the archive, of the chunk
    int64_t last_ms, last_day;
};

// ---- bytes and numbers ----

enum { LENGTH_MAX = 10 }; // of a varint

static size_t varint_write(uint64_t number, char *at)
{
    size_t len = 0;
    for (; number >= 0x80; number >>= 7)
        at[len++] = (char)(number | 0x80);
    at[len++] = (char)number;
    return len;
}

static void write_raw(struct archive_pass *pass, const void *data, size_t len)
{
    struct archive_buffer *to = &pass->to;
    if (to->room - to->count < len) {
        size_t room = 2 * to->room + len + 256;
        uint8_t *wider = arena_take(pass->arena, room);
        if (to->count)
            memcpy(wider, to->items, to->count);
        to->items = wider;
        to->room = room;
    }
    memcpy(to->items + to->count, data, len);
    to->count += len;
}

static void pass_raw(struct archive_pass *pass, void *data, size_t len)
{
    if (!pass->reading) {
        write_raw(pass, data, len);
    } else if (pass->failed || (size_t)(pass->end - pass->from) < len) {
        pass->failed = true;
        memset(data, 0, len);
    } else {
        memcpy(data, pass->from, len);
        pass->from += len;
    }
}

static uint64_t read_varint(struct archive_pass *pass)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && !pass->failed; shift += 7) {
        uint8_t byte;
        pass_raw(pass, &byte, 1);
        number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
    pass->failed = true;
    return 0;
}

static void pass_varint(struct archive_pass *pass, uint64_t *number)
{
    if (pass->reading) {
        *number = read_varint(pass);
        return;
    }
    char digits[LENGTH_MAX];
    write_raw(pass, digits, varint_write(*number, digits));
}

static void pass_number(struct archive_pass *pass, int64_t *number)
{
    uint64_t code = ((uint64_t)*number << 1) ^ (uint64_t)(*number >> 63);
    pass_varint(pass, &code);
    *number = (int64_t)(code >> 1) ^ -(int64_t)(code & 1);
}

static void pass_int(struct archive_pass *pass, int32_t *number)
{
    int64_t wide = *number;
    pass_number(pass, &wide);
    if (wide < INT32_MIN || wide > INT32_MAX) {
        pass->failed = true;
        wide = 0;
    }
    *number = (int32_t)wide;
}

static void pass_bits(struct archive_pass *pass, uint32_t *bits)
{
    uint64_t wide = *bits;
    pass_varint(pass, &wide);
    pass->failed |= wide > UINT32_MAX;
    *bits = (uint32_t)wide;
}

// One of the words 0 … last of an enum, or a bool.
static unsigned pass_word_number(struct archive_pass *pass, unsigned value, unsigned last)
{
    uint64_t wide = value;
    pass_varint(pass, &wide);
    if (wide <= last)
        return (unsigned)wide;
    pass->failed = true;
    return 0;
}

static void pass_bool(struct archive_pass *pass, bool *value)
{
    *value = pass_word_number(pass, *value, 1) == 1;
}

// As the difference to the one before; `none` has a code of its own.
static void pass_difference(struct archive_pass *pass, int64_t *number, int64_t none, int64_t *last)
{
    uint64_t code = 0;
    if (!pass->reading && *number != none) {
        uint64_t difference = (uint64_t)*number - (uint64_t)*last;
        code = (difference << 1 ^ (uint64_t)((int64_t)difference >> 63)) + 1;
    }
    pass_varint(pass, &code);
    if (pass->reading && code > 0) {
        uint64_t difference = ((code - 1) >> 1) ^ (0 - ((code - 1) & 1));
        *number = (int64_t)((uint64_t)*last + difference);
    } else if (pass->reading) {
        *number = none;
    }
    if (*number != none)
        *last = *number;
}

static void pass_instant(struct archive_pass *pass, int64_t *instant_ms)
{
    pass_difference(pass, instant_ms, INSTANT_NONE, &pass->last_ms);
}

static void pass_day(struct archive_pass *pass, int32_t *day)
{
    int64_t wide = *day;
    pass_difference(pass, &wide, DAY_NONE, &pass->last_day);
    if (wide < INT32_MIN || wide > INT32_MAX) {
        pass->failed = true;
        wide = 0;
    }
    *day = (int32_t)wide;
}

static void pass_currency(struct archive_pass *pass, struct currency *currency)
{
    pass_raw(pass, currency->code, 3);
}

// ---- texts ----

enum { TEXT_HERE, TEXT_WORD, TEXT_OF_CHUNK };

static bool find_text(const struct text_list *list, struct text text, uint64_t *at)
{
    for (size_t i = 0; i < list->count; i++) {
        if (text_equal(list->items[i], text)) {
            *at = i;
            return true;
        }
    }
    return false;
}

static struct text read_here(struct archive_pass *pass, uint64_t len)
{
    if (pass->failed || len > (size_t)(pass->end - pass->from)) {
        pass->failed = true;
        return (struct text){NULL, 0};
    }
    struct text text = {(const char *)pass->from, (size_t)len};
    pass->from += len;
    return text;
}

static struct text read_text(struct archive_pass *pass)
{
    uint64_t code = read_varint(pass), at = code >> 2;
    const struct text_list *list = code % 4 == TEXT_WORD ? &pass->words : &pass->texts;
    if (code % 4 == TEXT_HERE) {
        struct text text = read_here(pass, at);
        if (text.len > 0)
            *LIST_ADD(pass->arena, &pass->texts) = text;
        return text;
    }
    if (!pass->failed && code % 4 <= TEXT_OF_CHUNK && at < list->count)
        return list->items[at];
    pass->failed = true;
    return (struct text){NULL, 0};
}

// A text of which other chunks have others.
static void pass_text(struct archive_pass *pass, struct text *text)
{
    uint64_t code = (uint64_t)text->len << 2 | TEXT_HERE, at;
    if (pass->reading) {
        *text = read_text(pass);
        return;
    }
    if (find_text(&pass->texts, *text, &at))
        code = at << 2 | TEXT_OF_CHUNK;
    else if (text->len > 0)
        *LIST_ADD(pass->arena, &pass->texts) = *text;
    pass_varint(pass, &code);
    if (code % 4 == TEXT_HERE && text->len > 0)
        write_raw(pass, text->at, text->len);
}

// A text that other chunks have as well.
static void pass_word(struct archive_pass *pass, struct text *word)
{
    uint64_t at;
    if (pass->reading || text_is_empty(*word)) {
        pass_text(pass, word);
        return;
    }
    if (!find_text(&pass->words, *word, &at)) {
        at = pass->words.count;
        *LIST_ADD(pass->arena, &pass->words) = *word;
    }
    uint64_t code = at << 2 | TEXT_WORD;
    pass_varint(pass, &code);
}

// ---- what is archived ----

#define PASS_LIST(pass, list, pass_item)                              \
    do {                                                              \
        uint64_t count_ = (list)->count;                              \
        pass_varint((pass), &count_);                                 \
        for (uint64_t i_ = 0; i_ < count_ && !(pass)->failed; i_++) { \
            if ((pass)->reading)                                      \
                pass_item((pass), LIST_ADD((pass)->arena, (list)));   \
            else                                                      \
                pass_item((pass), &(list)->items[i_]);                \
        }                                                             \
    } while (0)

static void pass_fee(struct archive_pass *pass, struct fee *x)
{
    pass_word(pass, &x->code);
    pass_number(pass, &x->amount_minor);
    pass_number(pass, &x->open_minor);
    pass_instant(pass, &x->charged_ms);
    pass_day(pass, &x->effective_day);
    pass_currency(pass, &x->currency);
    x->state = pass_word_number(pass, x->state, FEE_WAIVED);
    pass_word(pass, &x->step);
    pass_text(pass, &x->cause_event_id);
    pass_text(pass, &x->payment_id);
    pass_number(pass, &x->base_minor);
    pass_number(pass, &x->rate_bp);
    pass_number(pass, &x->flat_minor);
    pass_int(pass, &x->policy_version);
}

static void pass_step_run(struct archive_pass *pass, struct step_run *x)
{
    pass_word(pass, &x->step);
    pass_day(pass, &x->day);
    pass_int(pass, &x->count);
}

static void pass_invoice(struct archive_pass *pass, struct invoice *x)
{
    pass_text(pass, &x->id);
    pass_text(pass, &x->number);
    pass_word(pass, &x->balance_class);
    pass_currency(pass, &x->currency);
    pass_number(pass, &x->amount_minor);
    pass_number(pass, &x->open_minor);
    pass_instant(pass, &x->issued_ms);
    pass_instant(pass, &x->known_since_ms);
    pass_day(pass, &x->due_day);
    pass_word(pass, &x->policy_name);
    pass_int(pass, &x->policy_version);
    pass_instant(pass, &x->settled_ms);
    pass_bool(pass, &x->paid_on_time);
    pass_bool(pass, &x->voided);
    pass_bits(pass, &x->ranks_reached);
    pass_int(pass, &x->paused_days);
    pass_day(pass, &x->reopened_day);
    PASS_LIST(pass, &x->fees, pass_fee);
    PASS_LIST(pass, &x->runs, pass_step_run);
}

static void pass_money(struct archive_pass *pass, struct money *x)
{
    x->kind = pass_word_number(pass, x->kind, MONEY_WRITE_OFF);
    pass_text(pass, &x->id);
    pass_text(pass, &x->invoice_id);
    pass_word(pass, &x->code);
    pass_word(pass, &x->source);
    pass_text(pass, &x->promise_id);
    pass_currency(pass, &x->currency);
    pass_number(pass, &x->amount_minor);
    pass_number(pass, &x->free_minor);
    pass_instant(pass, &x->at_ms);
    pass_day(pass, &x->waits_until_day);
    pass_bool(pass, &x->reversed);
    pass->failed |= text_is_empty(x->id); // its letter is taken for granted
}

static void pass_allocation(struct archive_pass *pass, struct allocation *x)
{
    pass_text(pass, &x->money_id);
    pass_text(pass, &x->invoice_id);
    pass_word(pass, &x->fee_code);
    pass_text(pass, &x->fee_payment_id);
    pass_number(pass, &x->amount_minor);
}

static void pass_told_entry(struct archive_pass *pass, struct told_entry *x)
{
    pass_raw(pass, &x->key, sizeof x->key);
    pass_word(pass, &x->code);
    pass_text(pass, &x->invoice_id);
    pass_text(pass, &x->subject_id);
    x->kind = pass_word_number(pass, x->kind, LEDGER_ALLOCATION);
    pass_currency(pass, &x->currency);
    pass_word(pass, &x->balance_class);
    pass_number(pass, &x->told_minor);
    pass_int(pass, &x->said);
    pass_int(pass, &x->reversed);
    pass_raw(pass, x->last_id.at, sizeof x->last_id.at);
}

static void pass_chunk(struct archive_pass *pass, struct archived *x)
{
    pass->texts.count = 0;
    pass->last_ms = pass->last_day = 0;
    pass_instant(pass, &x->latest_ms);
    PASS_LIST(pass, &x->invoices, pass_invoice);
    PASS_LIST(pass, &x->money, pass_money);
    PASS_LIST(pass, &x->allocations, pass_allocation);
    PASS_LIST(pass, &x->told, pass_told_entry);
}

// ---- the archive ----

static struct archive_pass read_begin(struct text archive, struct arena *arena)
{
    const uint8_t *at = (const uint8_t *)archive.at;
    struct archive_pass pass = {
        .reading = true, .arena = arena, .from = at, .end = archive.len ? at + archive.len : at};
    return pass;
}

// The part that is as long as the length before it says.
static struct text read_part(struct archive_pass *pass)
{
    return read_here(pass, read_varint(pass));
}

static struct text written(const struct archive_pass *pass)
{
    return (struct text){(const char *)pass->to.items, pass->to.count};
}

static void read_words(struct archive_pass *pass, struct text bytes)
{
    struct archive_pass words = read_begin(bytes, pass->arena);
    while (words.from < words.end && !words.failed)
        *LIST_ADD(pass->arena, &pass->words) = read_part(&words);
    pass->failed |= words.failed;
}

static size_t text_write(struct text text, char *at)
{
    if (text.len)
        memcpy(at, text.at, text.len);
    return text.len;
}

static struct text words_write(const struct text_list *words, struct arena *arena)
{
    size_t room = 1, len = 0;
    for (size_t i = 0; i < words->count; i++)
        room += LENGTH_MAX + words->items[i].len;
    char *at = arena_take(arena, room);
    for (size_t i = 0; i < words->count; i++) {
        len += varint_write(words->items[i].len, at + len);
        len += text_write(words->items[i], at + len);
    }
    return (struct text){at, len};
}

static struct text archive_join(struct text words, struct text chunks, struct text chunk,
                                struct arena *arena)
{
    char *at = arena_take(arena, 2 * LENGTH_MAX + words.len + chunks.len + chunk.len);
    size_t len = varint_write(words.len, at);
    len += text_write(words, at + len);
    len += text_write(chunks, at + len);
    if (chunk.len) {
        len += varint_write(chunk.len, at + len);
        len += text_write(chunk, at + len);
    }
    return (struct text){at, len};
}

bool archive_bytes_add(struct text *archive, struct archived *chunk, struct arena *arena)
{
    struct archive_pass old = read_begin(*archive, arena);
    struct archive_pass pass = {.arena = arena};
    if (archive->len)
        read_words(&old, read_part(&old));
    if (old.failed)
        return false;
    pass.words = old.words;
    pass_chunk(&pass, chunk);
    struct text chunks = {(const char *)old.from, (size_t)(old.end - old.from)};
    *archive = archive_join(words_write(&pass.words, arena), chunks, written(&pass), arena);
    return true;
}

bool archive_bytes_read(struct text archive, struct arena *arena, struct archived *all)
{
    struct archive_pass pass = read_begin(archive, arena);
    struct archived read = {.latest_ms = INSTANT_NONE};
    read_words(&pass, read_part(&pass));
    const uint8_t *end = pass.end;
    while (pass.from < end && !pass.failed) {
        struct text chunk = read_part(&pass);
        const uint8_t *next = pass.from;
        pass.from = (const uint8_t *)chunk.at;
        pass.end = next;
        if (!pass.failed)
            pass_chunk(&pass, &read);
        pass.failed |= pass.from != next;
        pass.end = end;
    }
    if (!pass.failed)
        *all = read;
    return !pass.failed;
}

// Step over a chunk; whether all of it was over before the instant.
static bool chunk_is_older(struct archive_pass *pass, int64_t before_ms)
{
    struct archive_pass chunk = read_begin(read_part(pass), pass->arena);
    int64_t latest_ms;
    pass_instant(&chunk, &latest_ms);
    return !chunk.failed && !pass->failed && latest_ms < before_ms;
}

struct text archive_bytes_drop(struct text archive, int64_t before_ms, struct arena *arena)
{
    struct archive_pass pass = read_begin(archive, arena);
    struct text words = read_part(&pass);
    const uint8_t *first = pass.from, *kept = first;
    while (kept < pass.end && chunk_is_older(&pass, before_ms))
        kept = pass.from;
    if (pass.failed || kept == first)
        return archive;
    if (kept == pass.end)
        return (struct text){NULL, 0};
    struct text chunks = {(const char *)kept, (size_t)(pass.end - kept)};
    return archive_join(words, chunks, (struct text){0}, arena);
}
