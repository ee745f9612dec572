// SPDX-License-Identifier: Apache-2.0
// Runs a plan over bytes. Every read is checked against the end; every count against the bytes or
// cells that are left, before anything is taken for it; depth is counted. The path of a bad field
// is gathered while the calls return, so good records pay nothing for it.
#include "codec/plan_ops.h"

#include <inttypes.h>
#include <stdio.h>

struct run {
    const struct plan *plan;
    struct tape *tape;
    const uint8_t *start, *at, *end;
    uint32_t depth;
    uint32_t empty_items;
    const char *fault;    // a printf format for one int64_t …
    const char *sentence; // … or what the compiler said, as it is
    int64_t fault_number;
    const uint8_t *fault_at;
    uint32_t path_count;
    struct text path[PLAN_DEPTH_MAX + 1]; // innermost first
};

__attribute__((noinline, cold)) static void note_fault(struct run *run, const char *fault,
                                                       int64_t number)
{
    run->fault = fault;
    run->fault_number = number;
    run->fault_at = run->at;
}

static inline bool fail(struct run *run, const char *fault, int64_t number)
{
    note_fault(run, fault, number);
    return false;
}

__attribute__((noinline, cold)) static void note_field(struct run *run, struct text field)
{
    if (run->path_count <= PLAN_DEPTH_MAX)
        run->path[run->path_count++] = field;
}

static inline bool fail_in(struct run *run, struct text field)
{
    note_field(run, field);
    return false;
}

static size_t left(const struct run *run)
{
    return (size_t)(run->end - run->at);
}

static bool read_long_slowly(struct run *run, int64_t *value)
{
    uint64_t bits = 0;
    const uint8_t *at = run->at;
    for (int shift = 0; shift < 70; shift += 7) {
        if (at == run->end)
            return fail(run, "the data ends within a number", 0);
        uint8_t byte = *at++;
        if (shift == 63 && byte > 1)
            break;
        bits |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            run->at = at;
            *value = (int64_t)(bits >> 1) ^ -(int64_t)(bits & 1);
            return true;
        }
    }
    return fail(run, "a number longer than 64 bits", 0);
}

static inline bool read_long(struct run *run, int64_t *value)
{
    if (run->at < run->end && *run->at < 0x80) {
        uint8_t bits = *run->at++;
        *value = (int64_t)(bits >> 1) ^ -(int64_t)(bits & 1);
        return true;
    }
    return read_long_slowly(run, value);
}

static inline bool read_int(struct run *run, int64_t *value)
{
    int64_t number;
    if (!read_long(run, &number))
        return false;
    if (number != (int32_t)number)
        return fail(run, "%" PRId64 " is no int", number);
    *value = number;
    return true;
}

static inline bool read_span(struct run *run, size_t len, struct text *text)
{
    if (len > left(run))
        return fail(run, "%" PRId64 " bytes are missing", (int64_t)(len - left(run)));
    *text = (struct text){(const char *)run->at, len};
    run->at += len;
    return true;
}

static inline bool read_text(struct run *run, struct text *text)
{
    int64_t len;
    if (!read_long(run, &len))
        return false;
    if (len < 0 || (uint64_t)len > left(run))
        return fail(run, "a length of %" PRId64, len);
    *text = (struct text){(const char *)run->at, (size_t)len};
    run->at += len;
    return true;
}

// True when the eight bytes are ASCII other than NUL.
static inline bool is_plain_word(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    const uint64_t high = UINT64_C(0x8080808080808080), ones = UINT64_C(0x0101010101010101);
    return ((word | (word - ones)) & high) == 0;
}

static inline bool is_good_text(struct text text)
{
    if (text.len >= 8) {
        size_t i = 0;
        while (i + 8 <= text.len && is_plain_word(text.at + i))
            i += 8;
        if (i + 8 > text.len && is_plain_word(text.at + text.len - 8))
            return true;
        return text_is_utf8(text);
    }
    for (size_t i = 0; i < text.len; i++)
        if ((uint8_t)(text.at[i] - 1) >= 0x7F)
            return text_is_utf8(text);
    return true;
}

static inline bool read_string(struct run *run, struct text *text)
{
    if (!read_text(run, text))
        return false;
    if (!is_good_text(*text)) {
        run->at -= text->len;
        return fail(run, "a string that is no UTF-8 without NUL", 0);
    }
    return true;
}

static bool take_cells(struct run *run, uint32_t count, uint32_t *at)
{
    if (count > run->tape->room - run->tape->count)
        return fail(run, "more than %" PRId64 " values in one record", run->tape->room);
    *at = run->tape->count;
    run->tape->count += count;
    return true;
}

static bool enter(struct run *run)
{
    if (run->depth == PLAN_DEPTH_MAX)
        return fail(run, "nested deeper than %" PRId64, PLAN_DEPTH_MAX);
    run->depth++;
    return true;
}

// The head of the next block of an array or map: 0 items end it. A negative count is followed by
// the block's size in bytes.
static bool read_block(struct run *run, bool empty_items, uint64_t *count, uint64_t *size)
{
    int64_t number, bytes = -1;
    if (!read_long(run, &number))
        return false;
    if (number < 0) {
        if (number == INT64_MIN || !read_long(run, &bytes))
            return fail(run, "a block of %" PRId64 " items", number);
        if (bytes < 0 || (uint64_t)bytes > left(run))
            return fail(run, "a block of %" PRId64 " bytes", bytes);
        number = -number;
    }
    *size = (uint64_t)bytes; // UINT64_MAX where it is not said
    *count = (uint64_t)number;
    if (!empty_items && *count > left(run))
        return fail(run, "a block of %" PRId64 " items", number);
    if (empty_items && *count > PLAN_EMPTY_ITEMS_MAX - run->empty_items)
        return fail(run, "%" PRId64 " items without bytes", number);
    if (empty_items)
        run->empty_items += (uint32_t)*count;
    return true;
}

static bool read_value(struct run *run, const struct op *op, struct cell *out);

// Room for one more item of `width` cells: the range, or one of twice the size further on. Cells
// inside know nothing of where their owner stands, so they may move.
static bool grow_range(struct run *run, struct cell *range, uint32_t width, uint32_t *room)
{
    uint32_t wider = *room ? *room * 2 : 4, at;
    if (!take_cells(run, wider * width, &at))
        return false;
    memcpy(&run->tape->cells[at], &run->tape->cells[range->range.at],
           range->range.count * width * sizeof(struct cell));
    range->range.at = at;
    *room = wider;
    return true;
}

static bool read_item(struct run *run, const struct op *item, bool is_map, struct cell *range,
                      uint32_t *room)
{
    uint32_t width = is_map ? 2 : 1;
    if (range->range.count == *room && !grow_range(run, range, width, room))
        return false;
    struct cell *out = &run->tape->cells[range->range.at + range->range.count * width];
    if (is_map) {
        *out = (struct cell){.kind = CELL_STRING};
        if (!read_string(run, &out->text))
            return fail_in(run, TEXT_LITERAL("key"));
        out++;
    }
    range->range.count++;
    return read_value(run, item, out);
}

static bool read_items(struct run *run, const struct op *op, bool is_map, struct cell *out)
{
    const struct op *item = &run->plan->ops[op->first];
    struct cell range = {.kind = is_map ? CELL_MAP : CELL_ARRAY, .branch = op->branch};
    uint64_t count, size;
    uint32_t room = 0;
    if (!enter(run))
        return false;
    do {
        if (!read_block(run, item->empty && !is_map, &count, &size))
            return false;
        for (uint64_t i = 0; i < count; i++)
            if (!read_item(run, item, is_map, &range, &room))
                return false;
    } while (count > 0);
    run->depth--;
    *out = range;
    return true;
}

static bool skip_items(struct run *run, const struct op *op, bool is_map)
{
    const struct op *item = &run->plan->ops[op->first];
    uint64_t count, size;
    struct text key;
    struct cell none;
    if (!enter(run))
        return false;
    do {
        if (!read_block(run, item->empty && !is_map, &count, &size))
            return false;
        if (size != UINT64_MAX) {
            run->at += size;
            continue;
        }
        for (uint64_t i = 0; i < count; i++)
            if ((is_map && !read_text(run, &key)) || !read_value(run, item, &none))
                return false;
    } while (count > 0);
    run->depth--;
    return true;
}

// Copy a default onto the tape; ranges inside it move with it.
static bool fill_in(struct run *run, const struct fill *fill, struct cell *out)
{
    const struct cell *cells = fill->tape.cells;
    uint32_t at, count = fill->tape.count;
    *out = cells[0];
    if (count == 1)
        return true;
    if (!take_cells(run, count - 1, &at))
        return fail_in(run, fill->name);
    memcpy(&run->tape->cells[at], cells + 1, (count - 1) * sizeof *cells);
    if (out->kind >= CELL_ARRAY)
        out->range.at += at - 1;
    for (uint32_t i = 0; i < count - 1; i++)
        if (run->tape->cells[at + i].kind >= CELL_ARRAY)
            run->tape->cells[at + i].range.at += at - 1;
    return true;
}

static bool read_record(struct run *run, const struct op *op, struct cell *out)
{
    uint32_t at;
    if (!enter(run) || !take_cells(run, op->cells, &at))
        return false;
    struct cell *cells = run->tape->cells + at, none;
    const struct step *step = run->plan->steps + op->first, *last = step + op->count;
    for (; step < last; step++) {
        struct cell *slot = step->slot == NUMBER_NONE ? &none : cells + step->slot;
        if (!read_value(run, &run->plan->ops[step->op], slot))
            return fail_in(run, step->name);
    }
    for (uint32_t i = 0; i < op->fill_count; i++) {
        const struct fill *fill = &run->plan->fills[op->fill_first + i];
        if (!fill_in(run, fill, cells + fill->slot))
            return false;
    }
    run->depth--;
    *out = (struct cell){.kind = CELL_RECORD, .branch = op->branch};
    out->range.at = at;
    out->range.count = op->cells;
    return true;
}

static bool read_float(struct run *run, double *real)
{
    struct text span;
    float value;
    if (!read_span(run, sizeof value, &span))
        return false;
    memcpy(&value, span.at, sizeof value);
    *real = (double)value;
    return true;
}

static bool read_double(struct run *run, double *real)
{
    struct text span;
    if (!read_span(run, sizeof *real, &span))
        return false;
    memcpy(real, span.at, sizeof *real);
    return true;
}

static bool read_real(struct run *run, const struct op *op, struct cell *out)
{
    int64_t number = 0;
    bool is_int = op->code == OP_INT_TO_REAL || op->code == OP_INT_TO_FLOAT;
    bool is_float = op->code == OP_INT_TO_FLOAT || op->code == OP_LONG_TO_FLOAT;
    out->kind = CELL_DOUBLE;
    out->branch = op->branch;
    if (op->code == OP_FLOAT)
        return read_float(run, &out->real);
    if (op->code == OP_DOUBLE)
        return read_double(run, &out->real);
    if (is_int ? !read_int(run, &number) : !read_long(run, &number))
        return false;
    out->real = is_float ? (double)(float)number : (double)number;
    return true;
}

static bool read_boolean(struct run *run, struct cell *out)
{
    if (run->at == run->end)
        return fail(run, "the data ends before a boolean", 0);
    if (*run->at > 1)
        return fail(run, "a boolean of %" PRId64, *run->at);
    out->number = *run->at++;
    return true;
}

static bool read_enum(struct run *run, const struct op *op, struct cell *out)
{
    int64_t number;
    if (!read_int(run, &number))
        return false;
    if (number < 0 || number >= op->count)
        return fail(run, "there is no symbol %" PRId64, number);
    uint32_t symbol = run->plan->numbers[op->first + (uint32_t)number];
    if (symbol == NUMBER_NONE)
        return fail(run, "symbol %" PRId64 " of the writer is none of the reader's", number);
    out->number = symbol;
    return true;
}

static bool read_union(struct run *run, const struct op *op, struct cell *out)
{
    int64_t number;
    if (!read_long(run, &number))
        return false;
    if (number < 0 || number >= op->count)
        return fail(run, "there is no branch %" PRId64, number);
    uint32_t inner = run->plan->numbers[op->first + (uint32_t)number];
    return read_value(run, &run->plan->ops[inner], out);
}

static bool skip_text(struct run *run)
{
    struct text text;
    return read_text(run, &text);
}

static bool skip_long(struct run *run)
{
    int64_t number;
    return read_long(run, &number);
}

static inline bool read_value(struct run *run, const struct op *op, struct cell *out)
{
    static const uint8_t kinds[] = {
        [OP_NULL] = CELL_NULL,   [OP_BOOLEAN] = CELL_BOOLEAN, [OP_INT] = CELL_LONG,
        [OP_LONG] = CELL_LONG,   [OP_STRING] = CELL_STRING,   [OP_BYTES] = CELL_BYTES,
        [OP_FIXED] = CELL_BYTES, [OP_ENUM] = CELL_ENUM,       [OP_SKIP_MAP] = CELL_NULL,
    };
    out->kind = kinds[op->code];
    out->branch = op->branch;
    switch ((enum op_code)op->code) {
    case OP_STRING:
        return read_string(run, &out->text);
    case OP_LONG:
        return read_long(run, &out->number);
    case OP_INT:
        return read_int(run, &out->number);
    case OP_UNION:
        return read_union(run, op, out);
    case OP_NULL:
        return true;
    case OP_RECORD:
        return read_record(run, op, out);
    case OP_ARRAY:
    case OP_MAP:
        return read_items(run, op, op->code == OP_MAP, out);
    case OP_BYTES:
        return read_text(run, &out->text);
    case OP_BOOLEAN:
        return read_boolean(run, out);
    case OP_FIXED:
        return read_span(run, op->count, &out->text);
    case OP_ENUM:
        return read_enum(run, op, out);
    case OP_INT_TO_REAL:
    case OP_INT_TO_FLOAT:
    case OP_LONG_TO_REAL:
    case OP_LONG_TO_FLOAT:
    case OP_FLOAT:
    case OP_DOUBLE:
        return read_real(run, op, out);
    case OP_SKIP_LONG:
        return skip_long(run);
    case OP_SKIP_TEXT:
        return skip_text(run);
    case OP_SKIP_FIXED:
        return read_span(run, op->count, &(struct text){0});
    case OP_SKIP_ARRAY:
    case OP_SKIP_MAP:
        return skip_items(run, op, op->code == OP_SKIP_MAP);
    case OP_REFUSE:
        run->sentence = run->plan->sentences[op->first];
        return fail(run, "", 0);
    }
    return false;
}

static enum result explain(const struct run *run, struct error *error)
{
    char path[512] = "", reason[512];
    size_t used = 0;
    for (uint32_t i = run->path_count; i-- > 0 && used < sizeof path - 1;) {
        int more = snprintf(path + used, sizeof path - used, "%.*s%s", TEXT_ARGS(run->path[i]),
                            i ? "." : ": ");
        used += more > 0 ? (size_t)more : 0;
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(reason, sizeof reason, run->fault, run->fault_number);
#pragma GCC diagnostic pop
    enum result result = run->sentence ? RESULT_NOT_FOUND : RESULT_BAD_DATA;
    return error_set(error, result, "%sbyte %zu: %s", path, (size_t)(run->fault_at - run->start),
                     run->sentence ? run->sentence : reason);
}

enum result plan_read(const struct plan *plan, struct text bytes, struct tape *tape,
                      struct error *error)
{
    struct run run;
    run.plan = plan;
    run.tape = tape;
    run.start = run.at = (const uint8_t *)(bytes.at ? bytes.at : "");
    run.end = run.start + bytes.len;
    run.depth = run.empty_items = run.path_count = 0;
    run.sentence = NULL;
    tape->count = 1;
    if (!read_value(&run, &plan->ops[plan->root], &tape->cells[0]))
        return explain(&run, error);
    if (run.at != run.end) {
        fail(&run, "%" PRId64 " bytes too many", (int64_t)left(&run));
        return explain(&run, error);
    }
    return OK;
}
