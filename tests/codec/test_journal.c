// SPDX-License-Identifier: Apache-2.0
// The processor's own records, journal and account image, written and read back.
#include "codec/frame.h"
#include "codec/image.h"
#include "codec/journal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define TEXT(literal)                \
    {                                \
        literal, sizeof(literal) - 1 \
    }

enum { ARENA_SIZE = 64 << 20 };

struct fixture {
    struct records records;
    struct journal_reader *journal;
    struct record_reader image;
    struct arena arena;
    struct bytes value;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    records_init(&fixture->records);
    fixture->journal = journal_reader_new(&fixture->records);
    record_reader_init(&fixture->image, &fixture->records, RECORD_ACCOUNT_IMAGE,
                       TAPE_CELLS_DEFAULT);
    arena_init(&fixture->arena, ARENA_SIZE);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    journal_reader_free(fixture->journal);
    record_reader_release(&fixture->image);
    records_release(&fixture->records);
    arena_release(&fixture->arena);
    bytes_release(&fixture->value);
    free(fixture);
    return 0;
}

static void begin(struct fixture *fixture, enum record_kind record)
{
    bytes_clear(&fixture->value);
    frame_write_single_object(&fixture->value, fixture->records.schemas[record]->fingerprint);
}

static struct digest digest_full_of(uint8_t byte)
{
    struct digest digest;
    memset(digest.at, byte, sizeof digest.at);
    return digest;
}

static bool same_digest(struct digest digest, uint8_t byte)
{
    struct digest other = digest_full_of(byte);
    return memcmp(&digest, &other, sizeof digest) == 0;
}

static void assert_same_input(const struct journal_input *a, const struct journal_input *b)
{
    assert_true(text_equal(a->topic, b->topic));
    assert_int_equal(a->offset, b->offset);
    assert_true(a->has_key == b->has_key && text_equal(a->key, b->key));
    assert_true(a->has_value == b->has_value && text_equal(a->value, b->value));
    assert_int_equal(a->schema_id, b->schema_id);
    assert_int_equal(a->timestamp_ms, b->timestamp_ms);
    assert_true(text_equal(a->refused, b->refused));
    assert_true(a->parked == b->parked);
}

static struct journal_input some_inputs[] = {
    {TEXT("payment-received"),
     42,
     TEXT("C-1"),
     TEXT("\xC3\x01\x00x"),
     true,
     true,
     -1,
     1741665600000,
     {NULL, 0},
     false},
    {TEXT("invoice-issued"), 0, {NULL, 0}, {NULL, 0}, false, false, 7, 0, TEXT("bad-bytes"), false},
    {TEXT("clock-tick"), INT64_MAX, {NULL, 0}, TEXT(""), true, true, 0, -1, {NULL, 0}, true},
};

static void test_journal_read__what_was_written(void **state)
{
    struct fixture *fixture = *state;
    struct digest policies[] = {digest_full_of(1), digest_full_of(2)};
    struct journal_record record = {.sequence = 7,
                                    .part = 1,
                                    .parts = 2,
                                    .clock_before_ms = INSTANT_NONE,
                                    .clock_after_ms = 1741665600000,
                                    .previous = digest_full_of(3),
                                    .policies = {policies, 2, 2},
                                    .build = TEXT("b1"),
                                    .inputs = {some_inputs, 3, 3},
                                    .output_count = 5,
                                    .outputs = digest_full_of(4),
                                    .accounts = digest_full_of(5),
                                    .account_count = 6};
    struct journal_record read;
    struct error error;
    begin(fixture, RECORD_JOURNAL_RECORD);
    journal_write(&record, &fixture->value);
    if (journal_read(fixture->journal, bytes_text(&fixture->value), &fixture->arena, &read, &error))
        fail_msg("%s", error.text);
    assert_int_equal(read.sequence, 7);
    assert_int_equal(read.part, 1);
    assert_int_equal(read.parts, 2);
    assert_true(read.clock_before_ms == INSTANT_NONE);
    assert_int_equal(read.clock_after_ms, 1741665600000);
    assert_true(same_digest(read.previous, 3));
    assert_int_equal(read.policies.count, 2);
    assert_true(same_digest(read.policies.items[0], 1));
    assert_true(same_digest(read.policies.items[1], 2));
    assert_true(text_is(read.build, "b1"));
    assert_int_equal(read.inputs.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_same_input(&read.inputs.items[i], &some_inputs[i]);
    assert_int_equal(read.output_count, 5);
    assert_true(same_digest(read.outputs, 4));
    assert_true(same_digest(read.accounts, 5));
    assert_int_equal(read.account_count, 6);
}

static void test_journal_read__a_part_of_the_largest_size(void **state)
{
    struct fixture *fixture = *state;
    enum { PART_MAX = 512 << 10 };
    static struct journal_input inputs[PART_MAX / 8];
    struct journal_record record = {.parts = 1, .inputs = {.items = inputs}}, read;
    struct error error;
    for (size_t size = 0; size + 16 < PART_MAX; size += 16)
        inputs[record.inputs.count++] = (struct journal_input){.schema_id = -1};
    begin(fixture, RECORD_JOURNAL_RECORD);
    journal_write(&record, &fixture->value);
    if (journal_read(fixture->journal, bytes_text(&fixture->value), &fixture->arena, &read, &error))
        fail_msg("%s", error.text);
    assert_int_equal(read.inputs.count, record.inputs.count);
}

static void test_journal_input_size__is_never_too_small(void **state)
{
    (void)state;
    struct bytes with = {0}, without = {0};
    for (size_t i = 0; i < 3; i++) {
        struct journal_record record = {.inputs = {&some_inputs[i], 1, 1}}, empty = {0};
        bytes_clear(&with);
        bytes_clear(&without);
        journal_write(&record, &with);
        journal_write(&empty, &without);
        assert_true(with.len - without.len <= journal_input_size(&some_inputs[i]));
    }
    bytes_release(&with);
    bytes_release(&without);
}

static void test_journal_read__refusals(void **state)
{
    struct fixture *fixture = *state;
    struct journal_record read;
    struct error error;
    assert_int_equal(
        journal_read(fixture->journal, text_of("nonsense"), &fixture->arena, &read, &error),
        RESULT_BAD_DATA);
    assert_int_equal(journal_read(fixture->journal, TEXT_LITERAL("\x00\x00\x00\x00\x01"),
                                  &fixture->arena, &read, &error),
                     RESULT_BAD_DATA);
    assert_int_equal(journal_read(fixture->journal,
                                  TEXT_LITERAL("\xC3\x01\x01\x01\x01\x01\x01\x01\x01\x01"),
                                  &fixture->arena, &read, &error),
                     RESULT_NOT_FOUND);
    begin(fixture, RECORD_JOURNAL_RECORD);
    bytes_add_byte(&fixture->value, 2);
    assert_int_equal(
        journal_read(fixture->journal, bytes_text(&fixture->value), &fixture->arena, &read, &error),
        RESULT_BAD_DATA);
    assert_non_null(strstr(error.text, "journal record: part: byte 1"));
}

static void assert_image_is_read(struct fixture *fixture, const struct image *image)
{
    struct image read;
    struct error error;
    begin(fixture, RECORD_ACCOUNT_IMAGE);
    image_write(image, &fixture->value);
    if (image_read(&fixture->image, bytes_text(&fixture->value), &fixture->arena, &read, &error))
        fail_msg("%s", error.text);
    assert_true(text_equal(read.customer_id, image->customer_id));
    assert_true(text_equal(read.status, image->status));
    assert_int_equal(read.until_day, image->until_day);
    assert_true(read.next_wake_ms == image->next_wake_ms);
    assert_true(text_equal(read.state, image->state));
    assert_int_equal(read.services.count, image->services.count);
    for (size_t i = 0; i < read.services.count; i++) {
        assert_true(text_equal(read.services.items[i].name, image->services.items[i].name));
        assert_true(text_equal(read.services.items[i].level, image->services.items[i].level));
    }
}

static void test_image_read__what_was_written(void **state)
{
    struct fixture *fixture = *state;
    struct image_service services[] = {{TEXT("login"), TEXT("full")},
                                       {TEXT("usage"), TEXT("none")}};
    struct image image = {.customer_id = TEXT("C-1"),
                          .status = TEXT("paused"),
                          .until_day = 20165,
                          .services = {services, 2, 2},
                          .next_wake_ms = 1741665600000,
                          .state = TEXT("\x01\x00\xFF")};
    assert_image_is_read(fixture, &image);
    image = (struct image){
        .customer_id = TEXT("C-1"), .until_day = DAY_NONE, .next_wake_ms = INSTANT_NEVER};
    assert_image_is_read(fixture, &image);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_journal_read__what_was_written),
        cmocka_unit_test(test_journal_read__a_part_of_the_largest_size),
        cmocka_unit_test(test_journal_input_size__is_never_too_small),
        cmocka_unit_test(test_journal_read__refusals),
        cmocka_unit_test(test_image_read__what_was_written),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
