// SPDX-License-Identifier: Apache-2.0
// Every schema ever shipped stays in writers/, with records that were written by it (by another
// library, fastavro): NAME.vN.avsc, and NAME.vN.golden with one record a line, bytes in hexadecimal
// and the JSON that the present reader must make of them. A field added later is added to the JSON
// with its default, which is the point: old bytes stay readable.
#include "base/bytes.h"
#include "codec/json_value.h"
#include "codec/json_write.h"
#include "codec/plan.h"
#include "codec/schema_texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <glob.h>
#include <jansson.h>

#define WRITERS SOURCE_DIR "/tests/codec/writers/"

static struct schema *read_schema(struct text json)
{
    struct error error;
    struct schema *schema = NULL;
    if (schema_read(json, &schema, &error) != OK)
        fail_msg("%.*s: %s", TEXT_ARGS(json), error.text);
    return schema;
}

static void read_file(const char *path, struct bytes *out)
{
    char part[4096];
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s cannot be opened", path);
    bytes_clear(out);
    for (size_t len; (len = fread(part, 1, sizeof part, file)) > 0;)
        bytes_add(out, part, len);
    fclose(file);
}

// The shipped schema of the record in "…/NAME.vN.avsc".
static struct schema *current_schema(const char *path)
{
    const char *name = strrchr(path, '/') + 1;
    struct text record = {name, (size_t)(strchr(name, '.') - name)};
    for (const struct schema_text *text = SCHEMA_TEXTS; text->name; text++)
        if (text_is(record, text->name))
            return read_schema(text_of(text->json));
    fail_msg("%s: there is no such record any more", path);
    return NULL;
}

static void unhex(struct text hex, struct bytes *out)
{
    bytes_clear(out);
    for (size_t i = 0; i + 1 < hex.len; i += 2) {
        char digits[3] = {hex.at[i], hex.at[i + 1], 0};
        bytes_add_byte(out, (uint8_t)strtoul(digits, NULL, 16));
    }
}

struct version {
    const char *path;
    struct schema *writer, *reader;
    struct plan *plan;
    struct tape tape;
    struct bytes record, json;
};

static void assert_line_is_read(struct version *version, struct text line)
{
    struct error error;
    const char *space = memchr(line.at, ' ', line.len);
    struct text hex = {line.at, (size_t)(space - line.at)};
    struct text expected = {space + 1, line.len - hex.len - 1};
    unhex(hex, &version->record);
    if (plan_read(version->plan, bytes_text(&version->record), &version->tape, &error) != OK)
        fail_msg("%s: %s", version->path, error.text);
    bytes_clear(&version->json);
    json_write(version->reader, 0, &version->tape, version->tape.cells, &version->json);
    if (!text_equal(bytes_text(&version->json), expected))
        fail_msg("%s: %.*s instead of %.*s", version->path, TEXT_ARGS(bytes_text(&version->json)),
                 TEXT_ARGS(expected));
    if (version->writer->fingerprint != version->reader->fingerprint)
        return;
    // The present version also writes these very bytes.
    json_t *json = json_loadb(expected.at, expected.len, JSON_ALLOW_NUL, NULL);
    bytes_clear(&version->json);
    if (json_value_write(version->reader, 0, json, &version->json, &error) != OK)
        fail_msg("%s: %s", version->path, error.text);
    json_decref(json);
    assert_true(text_equal(bytes_text(&version->json), bytes_text(&version->record)));
}

static size_t assert_version_is_read(const char *path)
{
    char golden[4096];
    struct bytes text = {0};
    struct error error;
    size_t lines = 0;
    read_file(path, &text);
    struct version version = {.path = path};
    version.writer = read_schema(bytes_text(&text));
    version.reader = current_schema(path);
    if (plan_compile(version.writer, version.reader, &version.plan, &error) != OK)
        fail_msg("%s: %s", path, error.text);
    tape_init(&version.tape, TAPE_CELLS_DEFAULT);
    snprintf(golden, sizeof golden, "%.*s.golden", (int)(strlen(path) - strlen(".avsc")), path);
    read_file(golden, &text);
    bytes_add_byte(&text, 0);
    char *rest = NULL;
    for (char *line = strtok_r((char *)text.at, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest), lines++)
        assert_line_is_read(&version, text_of(line));
    bytes_release(&version.record);
    bytes_release(&version.json);
    bytes_release(&text);
    tape_release(&version.tape);
    plan_free(version.plan);
    schema_free(version.writer);
    schema_free(version.reader);
    return lines;
}

static void test_plan_read__every_schema_ever_shipped(void **state)
{
    (void)state;
    glob_t found;
    assert_int_equal(glob(WRITERS "*.avsc", 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= 9);
    for (size_t i = 0; i < found.gl_pathc; i++)
        assert_true(assert_version_is_read(found.gl_pathv[i]) > 0);
    globfree(&found);
}

// A changed schema is a new version: add NAME.v(N+1).avsc and its golden records.
static void test_schema_texts__the_present_version_is_kept(void **state)
{
    (void)state;
    for (const struct schema_text *text = SCHEMA_TEXTS; text->name; text++) {
        char pattern[4096];
        glob_t found;
        bool kept = false;
        snprintf(pattern, sizeof pattern, WRITERS "%s.v*.avsc", text->name);
        assert_int_equal(glob(pattern, 0, NULL, &found), 0);
        for (size_t i = 0; i < found.gl_pathc; i++) {
            struct bytes file = {0};
            read_file(found.gl_pathv[i], &file);
            struct schema *old = read_schema(bytes_text(&file));
            struct schema *present = read_schema(text_of(text->json));
            kept |= old->fingerprint == present->fingerprint;
            schema_free(old);
            schema_free(present);
            bytes_release(&file);
        }
        globfree(&found);
        if (!kept)
            fail_msg("%s is none of the versions in tests/codec/writers", text->name);
    }
}

// Records already in topics: readers of an older version must still make sense of new ones, too.
static void test_plan_compile__outputs_are_read_by_older_readers(void **state)
{
    (void)state;
    static const char *const outputs[] = {"StatusChange", "Notification", "LedgerEntry"};
    for (size_t i = 0; i < 3; i++) {
        char pattern[4096];
        glob_t found;
        snprintf(pattern, sizeof pattern, WRITERS "%s.v*.avsc", outputs[i]);
        assert_int_equal(glob(pattern, 0, NULL, &found), 0);
        for (size_t k = 0; k < found.gl_pathc; k++) {
            struct bytes file = {0};
            struct plan *plan = NULL;
            struct error error;
            read_file(found.gl_pathv[k], &file);
            struct schema *old = read_schema(bytes_text(&file));
            struct schema *present = current_schema(found.gl_pathv[k]);
            if (plan_compile(present, old, &plan, &error) != OK)
                fail_msg("%s: %s", found.gl_pathv[k], error.text);
            plan_free(plan);
            schema_free(old);
            schema_free(present);
            bytes_release(&file);
        }
        globfree(&found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plan_read__every_schema_ever_shipped),
        cmocka_unit_test(test_schema_texts__the_present_version_is_kept),
        cmocka_unit_test(test_plan_compile__outputs_are_read_by_older_readers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
