// SPDX-License-Identifier: Apache-2.0
// The hashes against Java's own test vectors and against librdkafka's partitioners.
#include "io/partitioner.h"

#include <librdkafka/rdkafka.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void test_key_hash_of__murmur2_is_javas(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        int32_t hash;
    } rows[] = {
        {"21", -973932308},
        {"foobar", -790332482},
        {"a-little-bit-long-string", -985981536},
        {"a-little-bit-longer-string", -1486304829},
        {"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971},
        {"abc", 479470107},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal((int32_t)key_hash_of(KEY_HASH_MURMUR2, text_of(rows[i].key)),
                         rows[i].hash);
}

static int32_t partition_by_librdkafka(enum key_hash hash, const char *key, size_t len)
{
    switch (hash) {
    case KEY_HASH_CRC32:
        return rd_kafka_msg_partitioner_consistent(NULL, key, len, 12, NULL, NULL);
    case KEY_HASH_FNV1A:
        return rd_kafka_msg_partitioner_fnv1a(NULL, key, len, 12, NULL, NULL);
    case KEY_HASH_MURMUR2:
        break;
    }
    return rd_kafka_msg_partitioner_murmur2(NULL, key, len, 12, NULL, NULL);
}

static void test_partition_of__is_librdkafkas(void **state)
{
    (void)state;
    for (int hash = 0; hash < KEY_HASH_COUNT; hash++)
        for (int i = 0; i < 1000; i++) {
            char key[32];
            int len = snprintf(key, sizeof key, "%.*s%d", i % 5, "K\xc3\xa4-x", i * 7919);
            struct text text = {key, (size_t)len};
            assert_int_equal(partition_of((enum key_hash)hash, text, 12),
                             partition_by_librdkafka((enum key_hash)hash, key, (size_t)len));
        }
}

static void test_key_hash_at__knows_three_names(void **state)
{
    (void)state;
    enum key_hash hash = KEY_HASH_MURMUR2;
    assert_true(key_hash_at(TEXT_LITERAL("fnv1a"), &hash));
    assert_int_equal(hash, KEY_HASH_FNV1A);
    assert_string_equal(key_hash_name(KEY_HASH_CRC32), "crc32");
    assert_false(key_hash_at(TEXT_LITERAL("random"), &hash));
    assert_int_equal(hash, KEY_HASH_FNV1A);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_key_hash_of__murmur2_is_javas),
        cmocka_unit_test(test_partition_of__is_librdkafkas),
        cmocka_unit_test(test_key_hash_at__knows_three_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
