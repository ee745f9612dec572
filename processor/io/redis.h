// SPDX-License-Identifier: Apache-2.0
// One connection to Redis: commands are queued, sent together and answered together. A broken
// connection is made anew by the next use. One thread.
#ifndef IO_REDIS_H
#define IO_REDIS_H

#include "base/error.h"
#include "base/text.h"

struct redis;
struct redisReply;

// redis://[[user]:password@]host[:port][/db], unix:///path[?db=N]. Does not connect yet.
// RESULT_USAGE: no such url, or rediss:// (Debian's hiredis has no TLS).
MUST_USE enum result redis_open(struct redis **redis, const char *url, struct error *error);
void redis_close(struct redis *redis);

// Queue a command; `args` are copied.
void redis_add(struct redis *redis, const struct text *args, size_t count);

// Queue a script call: keys first, then arguments, `key_count` of them keys. `script` must be a
// constant; it is loaded at its first use and again whenever Redis has forgotten it.
struct redis_script {
    const char *source;
    char sha[41];
};
void redis_add_script(struct redis *redis, struct redis_script *script, const struct text *args,
                      size_t key_count, size_t count);

// Send what is queued and wait for the answers, which live until the next redis_run.
// RESULT_UNAVAILABLE: not reachable, or any answer is an error. The queue is empty afterwards.
MUST_USE enum result redis_run(struct redis *redis, struct error *error);
size_t redis_answers(const struct redis *redis);
const struct redisReply *redis_answer(const struct redis *redis, size_t index);

// RESULT_USAGE: the server may evict keys (maxmemory-policy is not noeviction).
MUST_USE enum result redis_check(struct redis *redis, struct error *error);

#endif
