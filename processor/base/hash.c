// SPDX-License-Identifier: Apache-2.0
// SHA-256 is OpenSSL's (librdkafka brings libcrypto anyway), v5 UUIDs libuuid's. The low-level
// functions, which OpenSSL 3 calls deprecated, spare a look-up of the algorithm at each call: 130
// against 700 ns for the 180 bytes of an invoice (measured), and this runs once an event.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "base/hash.h"

#include <openssl/sha.h>
#include <uuid/uuid.h>

struct digest digest_of(struct text bytes)
{
    struct digest digest;
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, bytes.at ? bytes.at : "", bytes.len);
    SHA256_Final(digest.at, &context);
    return digest;
}

const char *digest_write(struct digest digest, char out[DIGEST_TEXT_MAX])
{
    static const char HEX[] = "0123456789abcdef";
    for (int i = 0; i < DIGEST_SIZE; i++) {
        out[2 * i] = HEX[digest.at[i] >> 4];
        out[2 * i + 1] = HEX[digest.at[i] & 15];
    }
    out[2 * DIGEST_SIZE] = 0;
    return out;
}

struct uuid uuid_of(struct uuid space, struct text name)
{
    struct uuid uuid;
    uuid_generate_sha1(uuid.at, space.at, name.at ? name.at : "", name.len);
    return uuid;
}

const char *uuid_write(struct uuid uuid, char out[UUID_TEXT_MAX])
{
    uuid_unparse_lower(uuid.at, out);
    return out;
}

bool uuid_read(struct text text, struct uuid *uuid)
{
    char copy[UUID_TEXT_MAX];
    if (text.len != UUID_TEXT_MAX - 1)
        return false;
    memcpy(copy, text.at, text.len);
    copy[text.len] = 0;
    return uuid_parse(copy, uuid->at) == 0;
}

uint64_t key_add_number(uint64_t key, int64_t number)
{
    key ^= (uint64_t)number;
    key *= UINT64_C(0x9E3779B97F4A7C15);
    key ^= key >> 29;
    key *= UINT64_C(0xBF58476D1CE4E5B9);
    return key ^ (key >> 32);
}

// The length goes in last, so that ("a", "bc") and ("ab", "c") differ.
uint64_t key_add(uint64_t key, struct text part)
{
    for (size_t i = 0; i < part.len; i++) {
        key ^= (uint8_t)part.at[i];
        key *= UINT64_C(0x100000001b3);
    }
    return key_add_number(key, (int64_t)part.len);
}
