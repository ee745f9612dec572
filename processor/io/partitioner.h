// SPDX-License-Identifier: Apache-2.0
// Which partition a key belongs to, by the three partitioners that producers use in practice. All
// inputs of one deployment share one; a mismatch is found by trying the others.
#ifndef IO_KEY_HASH_H
#define IO_KEY_HASH_H

#include "base/text.h"

enum key_hash {
    KEY_HASH_MURMUR2, // Java's default, and ours
    KEY_HASH_CRC32,   // librdkafka's default ("consistent")
    KEY_HASH_FNV1A,   // Sarama's
};

enum { KEY_HASH_COUNT = 3 };

uint32_t key_hash_of(enum key_hash hash, struct text key);

// 0 … count - 1.
int32_t partition_of(enum key_hash hash, struct text key, int32_t count);

// "murmur2", "crc32", "fnv1a".
const char *key_hash_name(enum key_hash hash);
bool key_hash_at(struct text name, enum key_hash *hash);

#endif
