// SPDX-License-Identifier: Apache-2.0
#include "base/arena.h"
#include "base/bytes.h"
#include "base/error.h"
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static void test_text_is_utf8__refuses_what_unicode_refuses(void **state)
{
    (void)state;
    static const char *const GOOD[] = {"",
                                       "abc",
                                       "\xc3\xa9",
                                       "\xe2\x82\xac",
                                       "\xf0\x9f\x98\x80",
                                       "\xed\x9f\xbf",
                                       "\xf4\x8f\xbf\xbf"};
    static const char *const BAD[] = {"\x80",
                                      "\xc0\xaf",
                                      "\xc3",
                                      "\xe0\x80\xaf",
                                      "\xed\xa0\x80",
                                      "\xf0\x8f\xbf\xbf",
                                      "\xf4\x90\x80\x80",
                                      "\xff",
                                      "a\xe2\x82"};
    for (size_t i = 0; i < sizeof GOOD / sizeof GOOD[0]; i++)
        assert_true(text_is_utf8(text_of(GOOD[i])));
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_false(text_is_utf8(text_of(BAD[i])));
    assert_false(text_is_utf8((struct text){"a\0b", 3}));
}

static void test_text_compare__puts_the_shorter_first(void **state)
{
    (void)state;
    assert_true(text_compare(text_of("INV-1"), text_of("INV-10")) < 0);
    assert_true(text_compare(text_of("INV-2"), text_of("INV-10")) > 0);
    assert_int_equal(text_compare(text_of(""), (struct text){0}), 0);
    assert_true(text_compare(text_of("\xff"), text_of("a")) > 0);
}

static void test_bytes_print__grows(void **state)
{
    (void)state;
    struct bytes bytes = {0};
    for (int i = 0; i < 1000; i++)
        bytes_print(&bytes, "%d,", i);
    bytes_print(&bytes, "%0500d", 7);
    assert_int_equal(bytes.len, 10 * 2 + 90 * 3 + 900 * 4 + 500);
    assert_memory_equal(bytes.at + bytes.len - 3, "007", 3);
    bytes_release(&bytes);
    assert_null(bytes.at);
}

static void test_error_wrap__says_where_from_outside_in(void **state)
{
    (void)state;
    struct error error;
    assert_int_equal(error_set(&error, RESULT_UNAVAILABLE, "timed out after %d ms", 5),
                     RESULT_UNAVAILABLE);
    assert_int_equal(error_wrap(&error, RESULT_FATAL, "load %d accounts", 42), RESULT_FATAL);
    error_wrap(&error, RESULT_FATAL, "store");
    assert_string_equal(error.text, "store: load 42 accounts: timed out after 5 ms");
    for (int i = 0; i < 1000; i++)
        error_wrap(&error, RESULT_FATAL, "deeper");
    assert_int_equal(strlen(error.text), ERROR_TEXT_MAX - 1);
}

static void test_arena_grow__keeps_what_is_there(void **state)
{
    (void)state;
    struct {
        int *items;
        size_t count, room;
    } list = {0};
    struct arena arena;
    arena_init(&arena, 1 << 20);
    for (int i = 0; i < 1000; i++)
        *LIST_ADD(&arena, &list) = i;
    for (int i = 0; i < 1000; i++)
        assert_int_equal(list.items[i], i);
    assert_int_equal((uintptr_t)arena_take(&arena, 1) % 16, 0);
    arena_release(&arena);
}

static void test_digest_of__is_sha_256(void **state)
{
    (void)state;
    char out[DIGEST_TEXT_MAX];
    assert_string_equal(digest_write(digest_of(text_of("abc")), out),
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_string_equal(digest_write(digest_of((struct text){0}), out),
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void test_uuid_of__is_version_5(void **state)
{
    (void)state;
    struct uuid dns;
    char out[UUID_TEXT_MAX];
    assert_true(uuid_read(text_of("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), &dns));
    assert_string_equal(uuid_write(uuid_of(dns, text_of("www.example.com")), out),
                        "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    assert_false(uuid_read(text_of("6ba7b810-9dad-11d1-80b4-00c04fd430c"), &dns));
}

static void test_key_add__tells_parts_apart(void **state)
{
    (void)state;
    uint64_t one = key_add(key_add(KEY_START, text_of("a")), text_of("bc"));
    uint64_t other = key_add(key_add(KEY_START, text_of("ab")), text_of("c"));
    assert_true(one != other);
    assert_true(one == key_add(key_add(KEY_START, text_of("a")), text_of("bc")));
    assert_true(key_add_number(KEY_START, 1) != key_add_number(KEY_START, -1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_is_utf8__refuses_what_unicode_refuses),
        cmocka_unit_test(test_text_compare__puts_the_shorter_first),
        cmocka_unit_test(test_bytes_print__grows),
        cmocka_unit_test(test_error_wrap__says_where_from_outside_in),
        cmocka_unit_test(test_arena_grow__keeps_what_is_there),
        cmocka_unit_test(test_digest_of__is_sha_256),
        cmocka_unit_test(test_uuid_of__is_version_5),
        cmocka_unit_test(test_key_add__tells_parts_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
