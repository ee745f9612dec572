// SPDX-License-Identifier: Apache-2.0
// The hashes exactly as Java's client, librdkafka and Sarama compute them, written out because
// librdkafka offers them only through a topic object. Pure; any thread.
#include "io/partitioner.h"

static const char *const names[KEY_HASH_COUNT] = {"murmur2", "crc32", "fnv1a"};

static uint32_t read_le32(const unsigned char *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static uint32_t murmur2(struct text key)
{
    const uint32_t m = 0x5bd1e995;
    const unsigned char *at = (const unsigned char *)key.at;
    size_t left = key.len;
    uint32_t h = 0x9747b28c ^ (uint32_t)left;
    for (; left >= 4; at += 4, left -= 4) {
        uint32_t k = read_le32(at) * m;
        k ^= k >> 24;
        h = h * m ^ k * m;
    }
    for (size_t i = left; i > 0; i--)
        h ^= (uint32_t)at[i - 1] << (8 * (i - 1));
    if (left)
        h *= m;
    h ^= h >> 13;
    h *= m;
    return h ^ h >> 15;
}

static uint32_t crc32(struct text key)
{
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < key.len; i++) {
        crc ^= (unsigned char)key.at[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320U : 0);
    }
    return ~crc;
}

static uint32_t fnv1a(struct text key)
{
    uint32_t h = 0x811c9dc5;
    for (size_t i = 0; i < key.len; i++)
        h = (h ^ (unsigned char)key.at[i]) * 0x01000193;
    return h & 0x80000000U ? 0U - h : h; // the absolute value, as Sarama takes it
}

uint32_t key_hash_of(enum key_hash hash, struct text key)
{
    switch (hash) {
    case KEY_HASH_CRC32:
        return crc32(key);
    case KEY_HASH_FNV1A:
        return fnv1a(key);
    case KEY_HASH_MURMUR2:
        break;
    }
    return murmur2(key);
}

int32_t partition_of(enum key_hash hash, struct text key, int32_t count)
{
    uint32_t value = key_hash_of(hash, key);
    if (hash == KEY_HASH_MURMUR2)
        value &= 0x7fffffff;
    return (int32_t)(value % (uint32_t)count);
}

const char *key_hash_name(enum key_hash hash)
{
    return names[hash];
}

bool key_hash_at(struct text name, enum key_hash *hash)
{
    for (int i = 0; i < KEY_HASH_COUNT; i++) {
        if (!text_is(name, names[i]))
            continue;
        *hash = (enum key_hash)i;
        return true;
    }
    return false;
}
