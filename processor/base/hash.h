// SPDX-License-Identifier: Apache-2.0
// Two hashes: SHA-256 where a digest is published or must not be forged (journal chain, policy
// digests, the content of a fact), and the v5 UUID that names an output.
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/text.h"

enum { DIGEST_SIZE = 32, UUID_SIZE = 16, UUID_TEXT_MAX = 37 };

struct digest {
    uint8_t at[DIGEST_SIZE];
};

struct uuid {
    uint8_t at[UUID_SIZE];
};

struct digest digest_of(struct text bytes);
enum { DIGEST_TEXT_MAX = 2 * DIGEST_SIZE + 1 };
const char *digest_write(struct digest digest, char out[DIGEST_TEXT_MAX]);

// RFC 4122 version 5: SHA-1 over the namespace and the name.
struct uuid uuid_of(struct uuid space, struct text name);
const char *uuid_write(struct uuid uuid, char out[UUID_TEXT_MAX]);
bool uuid_read(struct text text, struct uuid *uuid);

// A 64-bit key for lookups inside one account (FNV-1a with a finishing mix): feed the parts in
// turn, beginning with KEY_START. Not for anything that a stranger could forge to his gain.
#define KEY_START UINT64_C(0xcbf29ce484222325)
uint64_t key_add(uint64_t key, struct text part);
uint64_t key_add_number(uint64_t key, int64_t number);

#endif
