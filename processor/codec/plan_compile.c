// SPDX-License-Identifier: Apache-2.0
// Compiles a plan: one walk over both schemas at once. A pair of records is compiled once and found
// again in `pairs`, so recursive schemas end. What cannot be resolved fails the whole plan, unless
// a writer's union stands above it: then only data that takes the branch is refused. Depth, ops and
// pairs are bounded, since both schemas may come from outside.
#include "codec/grow.h"
#include "codec/json_value.h"
#include "codec/plan_match.h"
#include "codec/plan_ops.h"

#include <stdlib.h>

enum { COMPILE_DEPTH_MAX = 256, PAIRS_MAX = 4096 };

struct pair {
    uint32_t writer, reader; // nodes; reader NUMBER_NONE: it is skipped
    uint16_t branch;
    uint32_t op;
};

struct compile {
    struct plan *plan;
    const struct schema *writer, *reader;
    struct error *error;
    struct pair *pairs;
    uint32_t pair_count, pair_room;
    uint32_t op_room, step_room, fill_room, number_room, sentence_room;
    uint32_t depth;
};

static enum result too_large(struct compile *compile)
{
    return error_set(compile->error, RESULT_BAD_DATA, "the two schemas make too large a plan");
}

static enum result take_op(struct compile *compile, struct op op, uint32_t *at)
{
    struct plan *plan = compile->plan;
    if (plan->op_count == PLAN_OPS_MAX)
        return too_large(compile);
    plan->ops = grow(plan->ops, plan->op_count + 1, &compile->op_room, sizeof *plan->ops);
    plan->ops[plan->op_count] = op;
    *at = plan->op_count++;
    return OK;
}

static enum result take_steps(struct compile *compile, uint32_t count, uint32_t *first)
{
    struct plan *plan = compile->plan;
    if (count > PLAN_OPS_MAX - plan->step_count)
        return too_large(compile);
    *first = plan->step_count;
    plan->step_count += count;
    plan->steps = grow(plan->steps, plan->step_count + 1, &compile->step_room, sizeof *plan->steps);
    return OK;
}

static enum result take_numbers(struct compile *compile, uint32_t count, uint32_t *first)
{
    struct plan *plan = compile->plan;
    if (count > PLAN_OPS_MAX - plan->number_count)
        return too_large(compile);
    *first = plan->number_count;
    plan->number_count += count;
    plan->numbers =
        grow(plan->numbers, plan->number_count, &compile->number_room, sizeof *plan->numbers);
    return OK;
}

// An op that refuses the data with the error's present text.
static enum result take_refusal(struct compile *compile, uint32_t *at)
{
    struct plan *plan = compile->plan;
    char *sentence = strdup(compile->error->text);
    if (!sentence)
        abort();
    plan->sentences = grow(plan->sentences, plan->sentence_count + 1, &compile->sentence_room,
                           sizeof *plan->sentences);
    plan->sentences[plan->sentence_count++] = sentence;
    return take_op(compile, (struct op){.code = OP_REFUSE, .first = plan->sentence_count - 1}, at);
}

static bool find_pair(const struct compile *compile, struct pair wanted, uint32_t *op)
{
    for (uint32_t i = 0; i < compile->pair_count; i++) {
        const struct pair *pair = &compile->pairs[i];
        if (pair->writer == wanted.writer && pair->reader == wanted.reader &&
            pair->branch == wanted.branch) {
            *op = pair->op;
            return true;
        }
    }
    return false;
}

static enum result take_pair(struct compile *compile, struct pair pair)
{
    if (compile->pair_count == PAIRS_MAX)
        return too_large(compile);
    compile->pairs =
        grow(compile->pairs, compile->pair_count + 1, &compile->pair_room, sizeof *compile->pairs);
    compile->pairs[compile->pair_count++] = pair;
    return OK;
}

static enum result compile_node(struct compile *compile, uint32_t writer, uint32_t reader,
                                uint16_t branch, uint32_t *at);

// Each of the writer's branches against the whole of the reader's type (or NUMBER_NONE: skipped).
static enum result compile_writer_union(struct compile *compile, uint32_t writer, uint32_t reader,
                                        uint16_t branch, uint32_t *at)
{
    const struct schema_node *node = &compile->writer->nodes[writer];
    struct op op = {.code = OP_UNION, .branch = branch, .count = node->count};
    enum result result = take_numbers(compile, node->count, &op.first);
    for (uint32_t i = 0; result == OK && i < node->count; i++) {
        uint32_t inner = 0;
        result = compile_node(compile, compile->writer->branches[node->first + i], reader, branch,
                              &inner);
        if (result == RESULT_BAD_DATA)
            result = take_refusal(compile, &inner);
        if (result == OK)
            compile->plan->numbers[op.first + i] = inner;
    }
    return result == OK ? take_op(compile, op, at) : result;
}

static enum result mismatch(struct compile *compile, const struct schema_node *writer,
                            const struct schema_node *reader)
{
    struct text from =
        schema_is_named(writer->type) ? writer->name : text_of(schema_type_name(writer->type));
    struct text to =
        schema_is_named(reader->type) ? reader->name : text_of(schema_type_name(reader->type));
    return error_set(compile->error, RESULT_BAD_DATA, "%.*s where %.*s is expected",
                     TEXT_ARGS(from), TEXT_ARGS(to));
}

static enum result compile_enum(struct compile *compile, const struct schema_node *writer,
                                const struct schema_node *reader, uint16_t branch, uint32_t *at)
{
    struct op op = {.code = OP_ENUM, .branch = branch, .count = writer->count};
    enum result result = take_numbers(compile, writer->count, &op.first);
    if (result != OK)
        return result;
    for (uint32_t i = 0; i < writer->count; i++) {
        uint32_t symbol = reader->enum_default;
        for (uint32_t k = 0; k < reader->count; k++)
            if (text_equal(compile->writer->texts[writer->first + i],
                           compile->reader->texts[reader->first + k]))
                symbol = k;
        compile->plan->numbers[op.first + i] = symbol;
    }
    return take_op(compile, op, at);
}

static enum result compile_items(struct compile *compile, const struct schema_node *writer,
                                 uint32_t reader_item, enum op_code code, uint16_t branch,
                                 uint32_t *at)
{
    struct op op = {.code = (uint8_t)code, .branch = branch};
    enum result result = compile_node(compile, writer->first, reader_item, 0, &op.first);
    return result == OK ? take_op(compile, op, at) : result;
}

// The field's default as cells: written as Avro bytes, and read back by the reader's own schema.
static enum result compile_fill(struct compile *compile, const struct schema_field *field,
                                struct fill *fill)
{
    struct plan *self = NULL;
    struct tape tape = {0};
    enum result result = json_value_write(compile->reader, field->node, field->fallback,
                                          &fill->bytes, compile->error);
    if (result == OK)
        result = plan_compile_at(compile->reader, field->node, compile->reader, field->node, &self,
                                 compile->error);
    if (result == OK) {
        tape_init(&tape, TAPE_CELLS_DEFAULT);
        result = plan_read(self, bytes_text(&fill->bytes), &tape, compile->error);
    }
    if (result == OK) {
        tape_init(&fill->tape, tape.count);
        memcpy(fill->tape.cells, tape.cells, tape.count * sizeof *tape.cells);
        fill->tape.count = tape.count;
    }
    tape_release(&tape);
    plan_free(self);
    if (result != OK)
        return error_wrap(compile->error, result, "default of `%.*s`", TEXT_ARGS(field->name));
    return OK;
}

static enum result compile_fills(struct compile *compile, const struct schema_node *reader,
                                 const bool *given, struct op *op)
{
    struct plan *plan = compile->plan;
    op->fill_first = plan->fill_count;
    for (uint32_t i = 0; i < reader->count; i++) {
        const struct schema_field *field = &compile->reader->fields[reader->first + i];
        if (given[i])
            continue;
        if (!field->fallback)
            return error_set(compile->error, RESULT_BAD_DATA,
                             "`%.*s` is not in the data and has no default",
                             TEXT_ARGS(field->name));
        if (plan->fill_count == SCHEMA_ITEMS_MAX)
            return too_large(compile);
        plan->fills =
            grow(plan->fills, plan->fill_count + 1, &compile->fill_room, sizeof *plan->fills);
        struct fill *fill = &plan->fills[plan->fill_count++];
        *fill = (struct fill){.slot = i, .name = field->name};
        enum result result = compile_fill(compile, field, fill);
        if (result != OK)
            return result;
        op->fill_count++;
    }
    return OK;
}

// The steps: what happens to each field of the data, in its order.
static enum result compile_steps(struct compile *compile, const struct schema_node *writer,
                                 const struct schema_node *reader, bool *given, uint32_t first)
{
    for (uint32_t i = 0; i < writer->count; i++) {
        const struct schema_field *field = &compile->writer->fields[writer->first + i];
        struct step step = {.slot = NUMBER_NONE, .name = field->name};
        if (reader)
            step.slot = plan_match_field(compile->writer, writer, i, compile->reader, reader);
        if (step.slot != NUMBER_NONE && given[step.slot])
            step.slot = NUMBER_NONE;
        uint32_t inner = NUMBER_NONE;
        if (step.slot != NUMBER_NONE) {
            given[step.slot] = true;
            inner = compile->reader->fields[reader->first + step.slot].node;
        }
        enum result result = compile_node(compile, field->node, inner, 0, &step.op);
        if (result != OK)
            return error_wrap(compile->error, result, "%.*s", TEXT_ARGS(field->name));
        compile->plan->steps[first + i] = step;
    }
    return OK;
}

static enum result compile_record_inside(struct compile *compile, const struct schema_node *writer,
                                         const struct schema_node *reader, struct op *op)
{
    op->empty = true;
    op->count = writer->count;
    op->cells = reader ? reader->count : 0;
    bool *given = calloc(op->cells + 1u, sizeof *given);
    if (!given)
        abort();
    enum result result = take_steps(compile, writer->count, &op->first);
    if (result == OK)
        result = compile_steps(compile, writer, reader, given, op->first);
    if (result == OK && reader)
        result = compile_fills(compile, reader, given, op);
    for (uint32_t i = 0; result == OK && i < op->count; i++)
        op->empty &= compile->plan->ops[compile->plan->steps[op->first + i].op].empty;
    free(given);
    return result;
}

// A record whose inside does not resolve may be referred to already: it then refuses its data.
static enum result compile_record(struct compile *compile, uint32_t writer, uint32_t reader,
                                  uint16_t branch, uint32_t *at)
{
    struct pair pair = {.writer = writer, .reader = reader, .branch = branch};
    if (find_pair(compile, pair, at))
        return OK;
    (void)error_set(compile->error, OK, "a record that does not resolve");
    enum result result = take_refusal(compile, &pair.op);
    if (result == OK)
        result = take_pair(compile, pair);
    if (result != OK)
        return result;
    struct op op = {.code = OP_RECORD, .branch = branch};
    const struct schema_node *target =
        reader == NUMBER_NONE ? NULL : &compile->reader->nodes[reader];
    result = compile_record_inside(compile, &compile->writer->nodes[writer], target, &op);
    if (result != OK)
        return result;
    if (op.empty && reader == NUMBER_NONE)
        op = (struct op){.code = OP_NULL, .empty = true};
    compile->plan->ops[pair.op] = op;
    *at = pair.op;
    return OK;
}

static enum result compile_skip(struct compile *compile, uint32_t at_writer, uint32_t *at)
{
    static const uint8_t codes[] = {
        [SCHEMA_NULL] = OP_NULL,        [SCHEMA_BOOLEAN] = OP_BOOLEAN,
        [SCHEMA_INT] = OP_SKIP_LONG,    [SCHEMA_LONG] = OP_SKIP_LONG,
        [SCHEMA_FLOAT] = OP_SKIP_FIXED, [SCHEMA_DOUBLE] = OP_SKIP_FIXED,
        [SCHEMA_BYTES] = OP_SKIP_TEXT,  [SCHEMA_STRING] = OP_SKIP_TEXT,
        [SCHEMA_FIXED] = OP_SKIP_FIXED, [SCHEMA_ENUM] = OP_SKIP_LONG,
        [SCHEMA_ARRAY] = OP_SKIP_ARRAY, [SCHEMA_MAP] = OP_SKIP_MAP,
    };
    const struct schema_node *writer = &compile->writer->nodes[at_writer];
    if (writer->type == SCHEMA_RECORD)
        return compile_record(compile, at_writer, NUMBER_NONE, 0, at);
    struct op op = {.code = codes[writer->type], .count = writer->count};
    op.empty = writer->type == SCHEMA_NULL || (writer->type == SCHEMA_FIXED && writer->count == 0);
    if (writer->type == SCHEMA_ARRAY || writer->type == SCHEMA_MAP)
        return compile_items(compile, writer, NUMBER_NONE, (enum op_code)op.code, 0, at);
    if (writer->type == SCHEMA_FLOAT)
        op.count = sizeof(float);
    if (writer->type == SCHEMA_DOUBLE)
        op.count = sizeof(double);
    return take_op(compile, op, at);
}

static enum op_code promotion(enum schema_type from, enum schema_type to)
{
    if (from == SCHEMA_INT && to == SCHEMA_LONG)
        return OP_INT;
    if (from == SCHEMA_INT)
        return to == SCHEMA_FLOAT ? OP_INT_TO_FLOAT : OP_INT_TO_REAL;
    if (from == SCHEMA_LONG)
        return to == SCHEMA_FLOAT ? OP_LONG_TO_FLOAT : OP_LONG_TO_REAL;
    if (from == SCHEMA_FLOAT)
        return OP_FLOAT;
    return to == SCHEMA_STRING ? OP_STRING : OP_BYTES;
}

static enum result compile_plain(struct compile *compile, const struct schema_node *writer,
                                 const struct schema_node *reader, uint16_t branch, uint32_t *at)
{
    static const uint8_t codes[] = {
        [SCHEMA_NULL] = OP_NULL,   [SCHEMA_BOOLEAN] = OP_BOOLEAN, [SCHEMA_INT] = OP_INT,
        [SCHEMA_LONG] = OP_LONG,   [SCHEMA_FLOAT] = OP_FLOAT,     [SCHEMA_DOUBLE] = OP_DOUBLE,
        [SCHEMA_BYTES] = OP_BYTES, [SCHEMA_STRING] = OP_STRING,   [SCHEMA_FIXED] = OP_FIXED,
    };
    struct op op = {.code = codes[writer->type], .branch = branch, .count = writer->count};
    op.empty = writer->type == SCHEMA_NULL || (writer->type == SCHEMA_FIXED && writer->count == 0);
    if (writer->type != reader->type)
        op.code = (uint8_t)promotion(writer->type, reader->type);
    return take_op(compile, op, at);
}

// Neither side is a union, and they match.
static enum result compile_pair(struct compile *compile, uint32_t writer, uint32_t reader,
                                uint16_t branch, uint32_t *at)
{
    const struct schema_node *from = &compile->writer->nodes[writer];
    const struct schema_node *to = &compile->reader->nodes[reader];
    if (from->type == SCHEMA_RECORD)
        return compile_record(compile, writer, reader, branch, at);
    if (from->type == SCHEMA_ARRAY)
        return compile_items(compile, from, to->first, OP_ARRAY, branch, at);
    if (from->type == SCHEMA_MAP)
        return compile_items(compile, from, to->first, OP_MAP, branch, at);
    if (from->type == SCHEMA_ENUM)
        return compile_enum(compile, from, to, branch, at);
    return compile_plain(compile, from, to, branch, at);
}

static enum result compile_types(struct compile *compile, uint32_t writer, uint32_t reader,
                                 uint16_t branch, uint32_t *at)
{
    const struct schema_node *from = &compile->writer->nodes[writer];
    if (from->type == SCHEMA_UNION)
        return compile_writer_union(compile, writer, reader, branch, at);
    if (reader == NUMBER_NONE)
        return compile_skip(compile, writer, at);
    const struct schema_node *to = &compile->reader->nodes[reader];
    if (to->type == SCHEMA_UNION) {
        uint32_t found = plan_match_branch(from, compile->reader, to);
        if (found == UINT32_MAX || found > UINT16_MAX)
            return mismatch(compile, from, to);
        return compile_pair(compile, writer, compile->reader->branches[to->first + found],
                            (uint16_t)found, at);
    }
    if (plan_match(from, compile->reader, to) == MATCH_NONE)
        return mismatch(compile, from, to);
    return compile_pair(compile, writer, reader, branch, at);
}

static enum result compile_node(struct compile *compile, uint32_t writer, uint32_t reader,
                                uint16_t branch, uint32_t *at)
{
    if (compile->depth == COMPILE_DEPTH_MAX)
        return too_large(compile);
    compile->depth++;
    enum result result = compile_types(compile, writer, reader, branch, at);
    compile->depth--;
    return result;
}

enum result plan_compile_at(const struct schema *writer, uint32_t writer_node,
                            const struct schema *reader, uint32_t reader_node, struct plan **plan,
                            struct error *error)
{
    struct plan *fresh = calloc(1, sizeof *fresh);
    if (!fresh)
        abort();
    struct compile compile = {.plan = fresh, .writer = writer, .reader = reader, .error = error};
    enum result result = compile_node(&compile, writer_node, reader_node, 0, &fresh->root);
    free(compile.pairs);
    if (result != OK) {
        plan_free(fresh);
        return result;
    }
    *plan = fresh;
    return OK;
}

enum result plan_compile(const struct schema *writer, const struct schema *reader,
                         struct plan **plan, struct error *error)
{
    return plan_compile_at(writer, 0, reader, 0, plan, error);
}

void plan_free(struct plan *plan)
{
    if (!plan)
        return;
    for (uint32_t i = 0; i < plan->fill_count; i++) {
        tape_release(&plan->fills[i].tape);
        bytes_release(&plan->fills[i].bytes);
    }
    for (uint32_t i = 0; i < plan->sentence_count; i++)
        free(plan->sentences[i]);
    free(plan->ops);
    free(plan->steps);
    free(plan->fills);
    free(plan->numbers);
    free(plan->sentences);
    free(plan);
}
