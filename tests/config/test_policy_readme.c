// SPDX-License-Identifier: Apache-2.0
// Every example of ops/policies/README.md is read: the first as a whole policy, the others as parts
// of every-construct.yaml: a part takes the place of the part of the same name, a step that of the
// step of the same name, or comes behind the others.
#include "config/policy_read.h"
#include "patch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static struct zones *zones;
static struct bytes readme, base;

// The next example behind `rest`: its text, and the line of the README that it begins in.
static bool example_next(struct text *rest, int *line_number, struct text *example)
{
    while (rest->len > 0) {
        ++*line_number;
        if (!text_is(line_next(rest), "```yaml\n"))
            continue;
        struct text begin = *rest;
        for (int lines = 0; rest->len > 0; lines++) {
            struct text before = *rest;
            if (text_is(line_next(rest), "```\n")) {
                *example = (struct text){begin.at, (size_t)(before.at - begin.at)};
                *line_number += lines + 1;
                return true;
            }
        }
    }
    return false;
}

static bool begins(struct text text, const char *prefix)
{
    size_t len = strlen(prefix);
    return text.len >= len && memcmp(text.at, prefix, len) == 0;
}

// The first part of `rest`: a line that `starts`, and all behind it up to the next that does.
static struct text part_next(struct text *rest, bool (*starts)(struct text))
{
    struct text begin = *rest;
    (void)line_next(rest);
    while (rest->len > 0) {
        struct text before = *rest;
        if (starts(line_next(rest))) {
            *rest = before;
            break;
        }
    }
    return (struct text){begin.at, (size_t)(begin.len - rest->len)};
}

static bool starts_section(struct text line)
{
    return line.at[0] >= 'a' && line.at[0] <= 'z';
}

static bool starts_step(struct text line)
{
    return begins(line, "  - name: ");
}

// The part of `text` whose first line is the same up to the colon (a section), or wholly (a step).
static bool same_part(struct text text, struct text wanted, bool (*starts)(struct text),
                      struct text *found)
{
    struct text line = wanted;
    line = line_next(&line);
    size_t len = starts == starts_section
                     ? (size_t)((const char *)memchr(line.at, ':', line.len) - line.at) + 1
                     : line.len;
    while (text.len > 0) {
        struct text part = part_next(&text, starts);
        if (part.len >= len && memcmp(part.at, wanted.at, len) == 0) {
            *found = part;
            return true;
        }
    }
    return false;
}

static void part_put(struct bytes *text, struct text part, bool (*starts)(struct text))
{
    struct text old;
    if (!same_part(bytes_text(text), part, starts, &old))
        bytes_add_text(text, part);
    else if (!text_replace(text, old, part))
        fail_msg("the part does not stand once: %.*s", TEXT_ARGS(part));
}

static void steps_put(struct bytes *text, struct text steps)
{
    (void)line_next(&steps); // "steps:"
    while (steps.len > 0)
        part_put(text, part_next(&steps, starts_step), starts_step);
}

static void example_put(struct bytes *text, struct text example)
{
    while (example.len > 0) {
        struct text part = part_next(&example, starts_section);
        if (begins(part, "steps:"))
            steps_put(text, part); // the steps are the last section of every-construct.yaml
        else
            part_put(text, part, starts_section);
    }
}

static void assert_read(struct text text, int line_number)
{
    const struct policy *policy = NULL;
    struct arena arena = {0};
    struct error error = {{0}};
    arena_init(&arena, POLICY_ARENA_SIZE);
    enum result result = policy_read(&policy, &arena, zones, "example", text, &error);
    arena_release(&arena);
    if (result != OK)
        fail_msg("the example that ends in README line %d: %s\n%.*s", line_number, error.text,
                 TEXT_ARGS(text));
}

static void test_policy_read__takes_every_example(void **state)
{
    (void)state;
    struct text rest = bytes_text(&readme), example;
    struct bytes text = {0};
    int line_number = 0, examples = 0;
    while (example_next(&rest, &line_number, &example)) {
        bytes_clear(&text);
        if (examples++ > 0)
            bytes_add_text(&text, bytes_text(&base));
        if (examples == 1)
            bytes_add_text(&text, example);
        else
            example_put(&text, example);
        assert_read(bytes_text(&text), line_number);
    }
    bytes_release(&text);
    assert_true(examples >= 15);
}

// Every key of every-construct.yaml, which has all there are, stands in some example.
static void test_readme__has_every_key(void **state)
{
    (void)state;
    struct bytes examples = {0};
    struct text rest = bytes_text(&readme), example;
    int line_number = 0;
    while (example_next(&rest, &line_number, &example))
        bytes_add_text(&examples, example);
    bytes_add_byte(&examples, 0);
    for (size_t i = 0; i < base.len; i++) {
        size_t end = i;
        while (end < base.len &&
               ((base.at[end] >= 'a' && base.at[end] <= 'z') || (end > i && base.at[end] == '_')))
            end++;
        if (end == i || end + 1 >= base.len || base.at[end] != ':' || base.at[end + 1] == '/')
            continue;
        char key[64];
        snprintf(key, sizeof key, "%.*s:", (int)(end - i), (const char *)base.at + i);
        if (!strstr((const char *)examples.at, key))
            fail_msg("no example has '%s'", key);
        i = end;
    }
    bytes_release(&examples);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_policy_read__takes_every_example),
        cmocka_unit_test(test_readme__has_every_key),
    };
    zones = zones_open();
    file_load("ops/policies/README.md", &readme);
    file_load("tests/config/every-construct.yaml", &base);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    bytes_release(&readme);
    bytes_release(&base);
    zones_close(zones);
    return failed;
}
