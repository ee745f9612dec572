// SPDX-License-Identifier: Apache-2.0
// The records of dunning-policy (compacted, one partition): what members decide by, each under its
// digest. Key: "<kind>/<64 hex digits of SHA-256 of the value>"; value: the bytes themselves.
//   policy    the YAML text of one version
//   schema    the JSON text of a writer schema
//   zone      a zone's table of day starts, as text
//   options   the options that decide (default policy, guard, step, bounds), as YAML; the record
//             with the greatest offset counts
// run.c and the operator's tool both use this and nothing else.
#ifndef CODEC_POLICY_RECORD_H
#define CODEC_POLICY_RECORD_H

#include "base/hash.h"

enum policy_record {
    POLICY_RECORD_POLICY,
    POLICY_RECORD_SCHEMA,
    POLICY_RECORD_ZONE,
    POLICY_RECORD_OPTIONS
};

enum { POLICY_RECORD_KEY_MAX = 80 };

// The key under which `value` stands; returns `out`.
const char *policy_record_key(enum policy_record kind, struct text value,
                              char out[POLICY_RECORD_KEY_MAX]);

// What a key says; false: it is none of ours. The digest is compared with the value's: false when
// they differ.
bool policy_record_read(struct text key, struct text value, enum policy_record *kind,
                        struct digest *digest);

#endif
