// SPDX-License-Identifier: Apache-2.0
// The decoder against avro-c: random pairs of schemas, random values written by avro-c, both
// readers must see the same. Left out, since avro-c 1.11.1 does not do it: defaults of the reader,
// aliases, string to bytes and back. DUNNING_SEED and DUNNING_STORIES set the seed and the number
// of stories.
#include "codec/plan.h"

#include "base/bytes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <avro.h>
#include <cmocka.h>

enum { WIDTH_MAX = 4, DEPTH_MAX = 4, BYTES_MAX = 1 << 16 };

struct maker {
    uint64_t random;
    int names;
};

static uint32_t pick(struct maker *maker, uint32_t count) // splitmix64
{
    uint64_t z = maker->random += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)((z ^ (z >> 31)) >> 32) % count;
}

// ---- a pair of schemas, the reader's derived from the writer's ----

struct pair {
    struct bytes writer, reader;
};

static void pair_release(struct pair *pair)
{
    bytes_release(&pair->writer);
    bytes_release(&pair->reader);
}

static void pair_print(struct pair *pair, const char *format, int number)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"
    bytes_print(&pair->writer, format, number);
    bytes_print(&pair->reader, format, number);
#pragma GCC diagnostic pop
}

static void make_type(struct maker *maker, int depth, bool in_union, struct pair *pair);

static void make_primitive(struct maker *maker, bool in_union, struct pair *pair)
{
    static const char *const types[] = {"boolean", "int",    "long", "float",
                                        "double",  "string", "bytes"};
    static const char *const promoted[] = {"long", "float", "double"};
    uint32_t type = pick(maker, 7);
    bytes_print(&pair->writer, "\"%s\"", types[type]);
    bool promote = !in_union && type >= 1 && type <= 3 && pick(maker, 3) == 0;
    const char *reader =
        promote ? promoted[type - 1 + pick(maker, (uint32_t)(4 - type))] : types[type];
    bytes_print(&pair->reader, "\"%s\"", reader);
}

static void make_record(struct maker *maker, int depth, struct pair *pair)
{
    struct pair fields[WIDTH_MAX] = {0};
    uint32_t count = 1 + pick(maker, WIDTH_MAX), order[WIDTH_MAX];
    pair_print(pair, "{\"type\":\"record\",\"name\":\"R%d\",\"fields\":[", maker->names++);
    for (uint32_t i = 0; i < count; i++) {
        make_type(maker, depth + 1, false, &fields[i]);
        order[i] = i;
        bytes_print(&pair->writer, "%s{\"name\":\"f%u\",\"type\":%.*s}", i ? "," : "", i,
                    TEXT_ARGS(bytes_text(&fields[i].writer)));
    }
    for (uint32_t i = count; i > 1; i--) { // shuffled for the reader, and some left out
        uint32_t k = pick(maker, i), swap = order[k];
        order[k] = order[i - 1];
        order[i - 1] = swap;
    }
    uint32_t kept = count > 1 ? count - pick(maker, 4) / 3 : 1;
    for (uint32_t i = 0; i < kept; i++)
        bytes_print(&pair->reader, "%s{\"name\":\"f%u\",\"type\":%.*s}", i ? "," : "", order[i],
                    TEXT_ARGS(bytes_text(&fields[order[i]].reader)));
    for (uint32_t i = 0; i < count; i++)
        pair_release(&fields[i]);
    pair_print(pair, "]}", 0);
}

static void make_union(struct maker *maker, int depth, struct pair *pair)
{
    struct pair inner = {0};
    make_type(maker, depth + 1, true, &inner);
    bool swapped = pick(maker, 2), one_side = pick(maker, 3) == 0;
    const char *format = swapped ? "[%.*s,\"null\"]" : "[\"null\",%.*s]";
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    bytes_print(&pair->reader, format, TEXT_ARGS(bytes_text(&inner.reader)));
    if (one_side)
        bytes_add_text(&pair->writer, bytes_text(&inner.writer));
    else
        bytes_print(&pair->writer, format, TEXT_ARGS(bytes_text(&inner.writer)));
#pragma GCC diagnostic pop
    pair_release(&inner);
}

static void make_type(struct maker *maker, int depth, bool in_union, struct pair *pair)
{
    uint32_t kind = depth == 0 ? 5 : pick(maker, depth < DEPTH_MAX ? 9 : 4);
    if (kind == 2) {
        pair_print(pair, "{\"type\":\"fixed\",\"name\":\"F%d\",\"size\":3}", maker->names++);
    } else if (kind == 3) {
        pair_print(pair, "{\"type\":\"enum\",\"name\":\"E%d\",\"symbols\":[\"A\",\"B\",\"C\"]}",
                   maker->names++);
    } else if (kind == 4 || kind == 7) {
        pair_print(
            pair,
            kind == 4 ? "{\"type\":\"array\",\"items\":" : "{\"type\":\"map\",\"values\":", 0);
        make_type(maker, depth + 1, false, pair);
        pair_print(pair, "}", 0);
    } else if (kind == 5 || kind == 6) {
        make_record(maker, depth, pair);
    } else if (kind == 8 && !in_union) {
        make_union(maker, depth, pair);
    } else {
        make_primitive(maker, in_union, pair);
    }
}

// ---- a random value in avro-c's hands ----

static void fill(struct maker *maker, avro_value_t *value);

static void fill_string(struct maker *maker, avro_value_t *value)
{
    static const char *const samples[] = {"",
                                          "x",
                                          "seven b",
                                          "eight by",
                                          "Zo\xC3\xAB",
                                          "an ordinary text of some length",
                                          "\xE2\x82\xAC 5"};
    assert_int_equal(avro_value_set_string(value, samples[pick(maker, 7)]), 0);
}

static int64_t random_long(struct maker *maker)
{
    uint64_t bits = (uint64_t)pick(maker, UINT32_MAX) << 32 | pick(maker, UINT32_MAX);
    return (int64_t)bits >> pick(maker, 64);
}

static void fill_items(struct maker *maker, avro_value_t *value, bool is_map)
{
    uint32_t count = pick(maker, 7);
    for (uint32_t i = 0; i < count; i++) {
        avro_value_t item;
        char key[16];
        snprintf(key, sizeof key, "k%u", i);
        int failed = is_map ? avro_value_add(value, key, &item, NULL, NULL)
                            : avro_value_append(value, &item, NULL);
        assert_int_equal(failed, 0);
        fill(maker, &item);
    }
}

static void fill_fields(struct maker *maker, avro_value_t *value)
{
    size_t count = 0;
    avro_value_get_size(value, &count);
    for (size_t i = 0; i < count; i++) {
        avro_value_t field;
        avro_value_get_by_index(value, i, &field, NULL);
        fill(maker, &field);
    }
}

static void fill(struct maker *maker, avro_value_t *value)
{
    avro_value_t branch;
    char three[] = {'\xFF', 0, 'x'};
    switch ((int)avro_value_get_type(value)) {
    case AVRO_NULL:
        avro_value_set_null(value);
        break;
    case AVRO_BOOLEAN:
        avro_value_set_boolean(value, (int)pick(maker, 2));
        break;
    case AVRO_INT32:
        avro_value_set_int(value, (int32_t)random_long(maker));
        break;
    case AVRO_INT64:
        avro_value_set_long(value, random_long(maker));
        break;
    case AVRO_FLOAT:
        avro_value_set_float(value, (float)random_long(maker));
        break;
    case AVRO_DOUBLE:
        avro_value_set_double(value, (double)random_long(maker) / 3);
        break;
    case AVRO_STRING:
        fill_string(maker, value);
        break;
    case AVRO_BYTES:
        avro_value_set_bytes(value, three, pick(maker, 4));
        break;
    case AVRO_FIXED:
        avro_value_set_fixed(value, three, 3);
        break;
    case AVRO_ENUM:
        avro_value_set_enum(value, (int)pick(maker, 3));
        break;
    case AVRO_UNION:
        avro_value_set_branch(value, (int)pick(maker, 2), &branch);
        fill(maker, &branch);
        break;
    case AVRO_ARRAY:
        fill_items(maker, value, false);
        break;
    case AVRO_MAP:
        fill_items(maker, value, true);
        break;
    case AVRO_RECORD:
        fill_fields(maker, value);
        break;
    default:
        fail();
    }
}

// ---- the same on both sides? ----

static bool same(const struct tape *tape, const struct cell *cell, avro_value_t *value);

static bool same_inside(const struct tape *tape, const struct cell *cell, avro_value_t *value)
{
    size_t count = 0;
    avro_value_get_size(value, &count);
    if (count != cell->range.count)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        avro_value_t item;
        const char *key = NULL;
        avro_value_get_by_index(value, i, &item, &key);
        bool is_map = cell->kind == CELL_MAP;
        if (is_map && !text_is(tape_at(tape, cell, 2 * i)->text, key))
            return false;
        if (!same(tape, tape_at(tape, cell, is_map ? 2 * i + 1 : i), &item))
            return false;
    }
    return true;
}

static bool same_text(const struct cell *cell, enum cell_kind kind, const void *data, size_t size)
{
    return cell->kind == kind && text_equal(cell->text, (struct text){data, size});
}

static bool same_number(const struct cell *cell, avro_value_t *value)
{
    int number = 0;
    int64_t wide = 0;
    float narrow = 0;
    double real = 0;
    switch ((int)avro_value_get_type(value)) {
    case AVRO_BOOLEAN:
        avro_value_get_boolean(value, &number);
        return cell->kind == CELL_BOOLEAN && cell->number == number;
    case AVRO_INT32:
        avro_value_get_int(value, &number);
        return cell->kind == CELL_LONG && cell->number == number;
    case AVRO_INT64:
        avro_value_get_long(value, &wide);
        return cell->kind == CELL_LONG && cell->number == wide;
    case AVRO_FLOAT:
        avro_value_get_float(value, &narrow);
        return cell->kind == CELL_DOUBLE && memcmp(&cell->real, &(double){(double)narrow}, 8) == 0;
    case AVRO_DOUBLE:
        avro_value_get_double(value, &real);
        return cell->kind == CELL_DOUBLE && memcmp(&cell->real, &real, 8) == 0;
    default:
        avro_value_get_enum(value, &number);
        return cell->kind == CELL_ENUM && cell->number == number;
    }
}

static bool same(const struct tape *tape, const struct cell *cell, avro_value_t *value)
{
    const char *text = NULL;
    const void *data = NULL;
    size_t size = 0;
    int branch = 0;
    avro_value_t inner;
    switch ((int)avro_value_get_type(value)) {
    case AVRO_NULL:
        return cell->kind == CELL_NULL;
    case AVRO_STRING:
        avro_value_get_string(value, &text, &size);
        return same_text(cell, CELL_STRING, text, size - 1);
    case AVRO_BYTES:
        avro_value_get_bytes(value, &data, &size);
        return same_text(cell, CELL_BYTES, data, size);
    case AVRO_FIXED:
        avro_value_get_fixed(value, &data, &size);
        return same_text(cell, CELL_BYTES, data, size);
    case AVRO_UNION:
        avro_value_get_discriminant(value, &branch);
        if (branch < 0) // avro-c's resolver leaves the branch unset when nothing is inside
            return cell->kind >= CELL_ARRAY && cell->range.count == 0;
        avro_value_get_current_branch(value, &inner);
        return cell->branch == branch && same(tape, cell, &inner);
    case AVRO_ARRAY:
        return cell->kind == CELL_ARRAY && same_inside(tape, cell, value);
    case AVRO_MAP:
        return cell->kind == CELL_MAP && same_inside(tape, cell, value);
    case AVRO_RECORD:
        return cell->kind == CELL_RECORD && same_inside(tape, cell, value);
    default:
        return same_number(cell, value);
    }
}

// ---- one story ----

// The two schemas in avro-c's hands.
struct oracle {
    avro_schema_t writer, reader;
    avro_value_iface_t *writer_class, *reader_class, *resolver;
    avro_value_t written, read, resolved;
};

static void oracle_init(struct oracle *oracle, const struct pair *pair)
{
    struct text writer = bytes_text(&pair->writer), reader = bytes_text(&pair->reader);
    assert_int_equal(avro_schema_from_json_length(writer.at, writer.len, &oracle->writer), 0);
    assert_int_equal(avro_schema_from_json_length(reader.at, reader.len, &oracle->reader), 0);
    oracle->writer_class = avro_generic_class_from_schema(oracle->writer);
    oracle->reader_class = avro_generic_class_from_schema(oracle->reader);
    oracle->resolver = avro_resolved_writer_new(oracle->writer, oracle->reader);
    if (!oracle->resolver)
        fail_msg("avro-c: %s", avro_strerror());
    avro_generic_value_new(oracle->writer_class, &oracle->written);
    avro_generic_value_new(oracle->reader_class, &oracle->read);
    avro_resolved_writer_new_value(oracle->resolver, &oracle->resolved);
    avro_resolved_writer_set_dest(&oracle->resolved, &oracle->read);
}

static void oracle_release(struct oracle *oracle)
{
    avro_value_decref(&oracle->resolved);
    avro_value_decref(&oracle->read);
    avro_value_decref(&oracle->written);
    avro_value_iface_decref(oracle->resolver);
    avro_value_iface_decref(oracle->reader_class);
    avro_value_iface_decref(oracle->writer_class);
    avro_schema_decref(oracle->reader);
    avro_schema_decref(oracle->writer);
}

static void assert_same_reading(struct maker *maker, const struct pair *pair, struct plan *plan,
                                struct tape *tape)
{
    static char data[BYTES_MAX];
    struct oracle oracle;
    struct error error;
    oracle_init(&oracle, pair);
    fill(maker, &oracle.written);
    avro_writer_t writer = avro_writer_memory(data, sizeof data);
    assert_int_equal(avro_value_write(writer, &oracle.written), 0);
    size_t len = (size_t)avro_writer_tell(writer);
    avro_reader_t reader = avro_reader_memory(data, (int64_t)len);
    if (avro_value_read(reader, &oracle.resolved) != 0)
        fail_msg("avro-c: %s", avro_strerror());
    char *copy = malloc(len ? len : 1); // of exactly this size, for ASan
    memcpy(copy, data, len);
    if (plan_read(plan, (struct text){copy, len}, tape, &error) != OK)
        fail_msg("%s", error.text);
    if (!same(tape, &tape->cells[0], &oracle.read))
        fail_msg("another value than avro-c's: %.*s read as %.*s",
                 TEXT_ARGS(bytes_text(&pair->writer)), TEXT_ARGS(bytes_text(&pair->reader)));
    free(copy);
    avro_reader_free(reader);
    avro_writer_free(writer);
    oracle_release(&oracle);
}

static uint64_t number_from(const char *name, uint64_t fallback)
{
    const char *text = getenv(name);
    return text ? strtoull(text, NULL, 10) : fallback;
}

static void test_plan_read__as_avro_c_reads(void **state)
{
    (void)state;
    uint64_t seed = number_from("DUNNING_SEED", 20250301);
    uint64_t stories = number_from("DUNNING_STORIES", 5000);
    struct tape tape;
    tape_init(&tape, TAPE_CELLS_DEFAULT);
    for (uint64_t i = 0; i < stories; i++) {
        struct maker maker = {.random = seed + i};
        struct pair pair = {0};
        struct schema *writer = NULL, *reader = NULL;
        struct plan *plan = NULL;
        struct error error = {""};
        make_type(&maker, 0, false, &pair);
        if (schema_read(bytes_text(&pair.writer), &writer, &error) != OK ||
            schema_read(bytes_text(&pair.reader), &reader, &error) != OK ||
            plan_compile(writer, reader, &plan, &error) != OK)
            fail_msg("%s", error.text);
        assert_same_reading(&maker, &pair, plan, &tape);
        plan_free(plan);
        schema_free(writer);
        schema_free(reader);
        pair_release(&pair);
    }
    tape_release(&tape);
    print_message("%llu stories from seed %llu\n", (unsigned long long)stories,
                  (unsigned long long)seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plan_read__as_avro_c_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
