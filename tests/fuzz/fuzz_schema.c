// SPDX-License-Identifier: Apache-2.0
// Hostile schemas and the data to them. The input is a writer's schema, a NUL, a reader's schema, a
// NUL, and bytes to decode; what is missing is empty.
#include "codec/json_write.h"
#include "codec/plan.h"
#include "codec/schema_canonical.h"

#include <stdlib.h>

enum { INPUT_MAX = 16384, CELLS_MAX = 4096 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct text take_part(struct text *rest)
{
    const char *end = rest->len ? memchr(rest->at, 0, rest->len) : NULL;
    size_t len = end ? (size_t)(end - rest->at) : rest->len;
    struct text part = {rest->at, len};
    size_t skip = end ? len + 1 : len;
    *rest = (struct text){rest->at + skip, rest->len - skip};
    return part;
}

// The canonical form of a schema is a schema with the same canonical form.
static void check_canonical(const struct schema *schema)
{
    struct bytes first = {0}, second = {0};
    struct schema *again = NULL;
    struct error error;
    schema_write_canonical(schema, &first);
    if (schema_read(bytes_text(&first), &again, &error) != OK)
        abort();
    schema_write_canonical(again, &second);
    if (!text_equal(bytes_text(&first), bytes_text(&second)))
        abort();
    schema_free(again);
    bytes_release(&first);
    bytes_release(&second);
}

static void decode(const struct schema *writer, const struct schema *reader, struct text bytes)
{
    struct plan *plan = NULL;
    struct tape tape;
    struct error error;
    struct bytes json = {0};
    if (plan_compile(writer, reader, &plan, &error) != OK)
        return;
    tape_init(&tape, CELLS_MAX);
    if (plan_read(plan, bytes, &tape, &error) == OK)
        json_write(reader, 0, &tape, tape.cells, &json);
    bytes_release(&json);
    tape_release(&tape);
    plan_free(plan);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text rest = {(const char *)data, size};
    struct text writer_text = take_part(&rest), reader_text = take_part(&rest);
    struct schema *writer = NULL, *reader = NULL;
    struct error error;
    if (size > INPUT_MAX)
        return 0;
    if (schema_read(writer_text, &writer, &error) == OK) {
        check_canonical(writer);
        if (reader_text.len == 0)
            decode(writer, writer, rest);
        else if (schema_read(reader_text, &reader, &error) == OK)
            decode(writer, reader, rest);
    }
    schema_free(writer);
    schema_free(reader);
    return 0;
}
