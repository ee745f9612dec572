// SPDX-License-Identifier: Apache-2.0
// A policy text (YAML, the language of ops/policies/README.md) becomes the flat tables of
// engine/policy.h, or is refused with `FILE:LINE:COLUMN: what is wrong and what to do`: an unknown
// key, a wrong type, a missing field, a contradiction, a step that can never run.
//
// The policy and all it points to live in the caller's arena, its zone in the caller's zones; both
// must outlive it. No state; any thread, one arena a caller.
#ifndef CONFIG_POLICY_READ_H
#define CONFIG_POLICY_READ_H

#include "engine/policy.h"
#include "io/zones.h"

#include "base/arena.h"
#include "base/error.h"

// What the arena must have left before each call.
enum { POLICY_ARENA_SIZE = 32 * 1024 * 1024 };

// RESULT_USAGE: the text is no policy; `error` says where and why. `file` is its name in errors.
// The policy's digest is that of `text`, byte by byte.
MUST_USE enum result policy_read(const struct policy **policy, struct arena *arena,
                                 struct zones *zones, const char *file, struct text text,
                                 struct error *error);

// The same from a file. RESULT_NOT_FOUND: it cannot be opened. With `text` (or NULL) the caller
// gets the bytes that were read, in the arena.
MUST_USE enum result policy_read_file(const struct policy **policy, struct arena *arena,
                                      struct zones *zones, const char *file, struct text *text,
                                      struct error *error);

#endif
