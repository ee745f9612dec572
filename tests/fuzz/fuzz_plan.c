// SPDX-License-Identifier: Apache-2.0
// Hostile records of the schemas that we ship: the first byte selects one, the rest is decoded.
// What is decoded becomes JSON, and JSON the same record again.
#include "codec/json_value.h"
#include "codec/json_write.h"
#include "codec/plan.h"
#include "codec/schema_texts.h"

#include <jansson.h>
#include <stdlib.h>

enum { SCHEMAS_MAX = 32 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct target {
    struct schema *schema;
    struct plan *plan;
};

static struct target targets[SCHEMAS_MAX];
static size_t target_count;
static struct tape tape;

static void set_up(void)
{
    struct error error;
    tape_init(&tape, TAPE_CELLS_DEFAULT);
    for (const struct schema_text *text = SCHEMA_TEXTS; text->name; text++) {
        struct target *target = &targets[target_count++];
        if (schema_read(text_of(text->json), &target->schema, &error) != OK ||
            plan_compile(target->schema, target->schema, &target->plan, &error) != OK)
            abort();
    }
}

static void check_round_trip(const struct target *target)
{
    struct bytes first = {0}, avro = {0}, second = {0};
    struct error error;
    json_write(target->schema, 0, &tape, tape.cells, &first);
    json_t *json = json_loadb((const char *)first.at, first.len, JSON_ALLOW_NUL, NULL);
    // Two equal keys of a map become one; of 65,536 values some are too many.
    if (!json || json_value_write(target->schema, 0, json, &avro, &error) != OK)
        abort();
    if (plan_read(target->plan, bytes_text(&avro), &tape, &error) != OK)
        abort();
    json_write(target->schema, 0, &tape, tape.cells, &second);
    json_t *again = json_loadb((const char *)second.at, second.len, JSON_ALLOW_NUL, NULL);
    if (!json_equal(json, again))
        abort();
    json_decref(json);
    json_decref(again);
    bytes_release(&first);
    bytes_release(&avro);
    bytes_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error error;
    if (target_count == 0)
        set_up();
    if (size == 0)
        return 0;
    const struct target *target = &targets[data[0] % target_count];
    struct text bytes = {(const char *)data + 1, size - 1};
    if (plan_read(target->plan, bytes, &tape, &error) == OK)
        check_round_trip(target);
    return 0;
}
