// SPDX-License-Identifier: Apache-2.0
#include "codec/policy_record.h"

#include <stdio.h>

static const char *const KINDS[] = {"policy", "schema", "zone", "options"};
enum { KIND_COUNT = 4 };

const char *policy_record_key(enum policy_record kind, struct text value,
                              char out[POLICY_RECORD_KEY_MAX])
{
    char hex[DIGEST_TEXT_MAX];
    snprintf(out, POLICY_RECORD_KEY_MAX, "%s/%s", KINDS[kind], digest_write(digest_of(value), hex));
    return out;
}

bool policy_record_read(struct text key, struct text value, enum policy_record *kind,
                        struct digest *digest)
{
    for (int i = 0; i < KIND_COUNT; i++) {
        char expected[POLICY_RECORD_KEY_MAX];
        policy_record_key((enum policy_record)i, value, expected);
        if (!text_is(key, expected))
            continue;
        *kind = (enum policy_record)i;
        *digest = digest_of(value);
        return true;
    }
    return false;
}
