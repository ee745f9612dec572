// SPDX-License-Identifier: Apache-2.0
// Golden bytes of both framings and of Avro's single values.
#include "codec/avro_write.h"
#include "codec/frame.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void assert_bytes(struct bytes *out, const char *expected, size_t len)
{
    assert_int_equal(out->len, len);
    assert_memory_equal(out->at, expected, len);
    bytes_clear(out);
}

#define ASSERT_BYTES(out, expected) assert_bytes(out, expected, sizeof(expected) - 1)

static void test_frame_write__golden_bytes(void **state)
{
    (void)state;
    struct bytes out = {0};
    frame_write_single_object(&out, UINT64_C(0x63dd24e7cc258f8a));
    ASSERT_BYTES(&out, "\xC3\x01\x8A\x8F\x25\xCC\xE7\x24\xDD\x63");
    frame_write_registry(&out, 0x01020304);
    ASSERT_BYTES(&out, "\x00\x01\x02\x03\x04");
    bytes_release(&out);
}

static void test_frame_read__both_kinds(void **state)
{
    (void)state;
    struct frame frame;
    struct error error;
    assert_int_equal(
        frame_read(TEXT_LITERAL("\xC3\x01\x8A\x8F\x25\xCC\xE7\x24\xDD\x63xy"), &frame, &error), OK);
    assert_int_equal(frame.kind, FRAME_SINGLE_OBJECT);
    assert_true(frame.fingerprint == UINT64_C(0x63dd24e7cc258f8a));
    assert_true(text_is(frame.payload, "xy"));
    assert_int_equal(frame_read(TEXT_LITERAL("\x00\x7F\xFF\xFF\xFF"), &frame, &error), OK);
    assert_int_equal(frame.kind, FRAME_REGISTRY);
    assert_int_equal(frame.schema_id, INT32_MAX);
    assert_int_equal(frame.payload.len, 0);
}

static void test_frame_read__refusals(void **state)
{
    (void)state;
    static const struct text bad[] = {
        {NULL, 0},
        {"\x00", 1},
        {"\x00\x00\x00\x01", 4},
        {"\x00\x80\x00\x00\x01", 5},
        {"\x01\x00\x00\x00\x01", 5},
        {"\xC3\x01\x01\x02\x03\x04\x05\x06\x07", 9},
        {"\xC3\x02\x01\x02\x03\x04\x05\x06\x07\x08", 10},
        {"{\"a\": 1}", 8},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct frame frame;
        struct error error;
        assert_int_equal(frame_read(bad[i], &frame, &error), RESULT_BAD_DATA);
    }
}

static void test_avro_write__golden_bytes(void **state)
{
    (void)state;
    struct bytes out = {0};
    static const int64_t numbers[] = {0, -1, 1, -64, 64, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        avro_write_long(&out, numbers[i]);
    ASSERT_BYTES(&out, "\x00\x01\x02\x7F\x80\x01"
                       "\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"
                       "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01");
    avro_write_text(&out, TEXT_LITERAL("foo"));
    avro_write_boolean(&out, true);
    avro_write_optional_text(&out, (struct text){0});
    avro_write_optional_text(&out, TEXT_LITERAL("a"));
    avro_write_optional_long(&out, 5, 5);
    avro_write_optional_long(&out, 6, 5);
    ASSERT_BYTES(&out, "\x06"
                       "foo\x01\x00\x02\x02"
                       "a\x00\x02\x0C");
    avro_write_float(&out, 1.5F);
    avro_write_double(&out, -2.0);
    ASSERT_BYTES(&out, "\x00\x00\xC0\x3F\x00\x00\x00\x00\x00\x00\x00\xC0");
    avro_write_block(&out, 2);
    avro_write_block_end(&out);
    avro_write_block(&out, 0);
    avro_write_block_end(&out);
    ASSERT_BYTES(&out, "\x04\x00\x00");
    bytes_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_frame_write__golden_bytes),
        cmocka_unit_test(test_frame_read__both_kinds),
        cmocka_unit_test(test_frame_read__refusals),
        cmocka_unit_test(test_avro_write__golden_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
