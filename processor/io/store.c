// SPDX-License-Identifier: Apache-2.0
// The scripts and the keys. That an account's state is the after-image of a dunning account is not
// known here: bytes in, bytes out.
#include "io/store.h"

#include "base/bytes.h"
#include "base/date.h"
#include "io/redis.h"

#include <hiredis/hiredis.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { ACCOUNT_ARGS = 5, HEAD_ARGS = 8, KEY_MAX = 64, NUMBER_MAX = 24, WAKE_DIGITS = 13 };

// KEYS: watermark, due, accounts. ARGV: from, to, last, clock, journal offset, account offset,
// chain, accounts; then of each account status, until, services, wake, state.
// A created hash is one whose HSET added all five fields: so the count costs no call of its own.
static const char fold_source[] =
    "local seq = tonumber(redis.call('HGET', KEYS[1], 'seq') or '0')\n"
    "if seq >= tonumber(ARGV[2]) then return {0, seq} end\n"
    "if seq + 1 ~= tonumber(ARGV[1]) then return {-1, seq} end\n"
    "local change = 0\n"
    "local at = 9\n"
    "for i = 3, #KEYS do\n"
    "  local key, wake, state = KEYS[i], ARGV[at + 3], ARGV[at + 4]\n"
    "  local old = redis.call('HGET', key, 'wake') or ''\n"
    "  if state == '' then\n"
    "    change = change - redis.call('DEL', key)\n"
    "  elseif redis.call('HSET', key, 'status', ARGV[at], 'until', ARGV[at + 1],\n"
    "      'services', ARGV[at + 2], 'wake', wake, 'state', state) == 5 then\n"
    "    change = change + 1\n"
    "  end\n"
    "  if old ~= wake then\n"
    "    local customer = string.sub(key, #KEYS[1])\n"
    "    if old ~= '' then redis.call('ZREM', KEYS[2], old .. ':' .. customer) end\n"
    "    if wake ~= '' then redis.call('ZADD', KEYS[2], 0, wake .. ':' .. customer) end\n"
    "  end\n"
    "  at = at + 5\n"
    "end\n"
    "if change ~= 0 then redis.call('HINCRBY', KEYS[1], 'accounts', change) end\n"
    "if ARGV[3] == '0' then return {1, seq} end\n"
    "local accounts = tonumber(redis.call('HGET', KEYS[1], 'accounts') or '0')\n"
    "if accounts ~= tonumber(ARGV[8]) then return {-2, accounts} end\n"
    "redis.call('HSET', KEYS[1], 'seq', ARGV[2], 'clock', ARGV[4], 'journal_offset', ARGV[5],\n"
    "  'account_offset', ARGV[6], 'chain', ARGV[7], 'accounts', accounts)\n"
    "return {1, tonumber(ARGV[2])}\n";

static const char read_source[] =
    "local out = {redis.call('HGET', KEYS[1], 'seq') or '0'}\n"
    "for i = 2, #KEYS do out[i] = redis.call('HGET', KEYS[i], 'state') end\n"
    "return out\n";

// KEYS: watermark, due. ARGV: min, max, limit; limit 0: only count.
static const char due_source[] =
    "local seq = redis.call('HGET', KEYS[1], 'seq') or '0'\n"
    "if ARGV[3] == '0' then return {seq, redis.call('ZLEXCOUNT', KEYS[2], ARGV[1], ARGV[2])} end\n"
    "return {seq, redis.call('ZRANGEBYLEX', KEYS[2], ARGV[1], ARGV[2], 'LIMIT', 0, ARGV[3])}\n";

struct store {
    struct redis *redis;
    struct redis_script fold, read, due;
    struct text *args;
    size_t arg_room;
    struct bytes keys; // of the call being built
    char numbers[STORE_CALL_ACCOUNTS_MAX + HEAD_ARGS][NUMBER_MAX];
};

enum result store_open(struct store **store, const char *url, struct error *error)
{
    struct redis *redis = NULL;
    enum result result = redis_open(&redis, url, error);
    if (result != OK)
        return result;
    struct store *made = calloc(1, sizeof *made);
    if (!made)
        abort();
    made->redis = redis;
    made->fold.source = fold_source;
    made->read.source = read_source;
    made->due.source = due_source;
    made->arg_room = HEAD_ARGS + 2 + (size_t)STORE_CALL_ACCOUNTS_MAX * (ACCOUNT_ARGS + 1);
    made->args = calloc(made->arg_room, sizeof *made->args);
    if (!made->args)
        abort();
    *store = made;
    return OK;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    redis_close(store->redis);
    bytes_release(&store->keys);
    free(store->args);
    free(store);
}

enum result store_check(struct store *store, struct error *error)
{
    return redis_check(store->redis, error);
}

// ---- keys ----

static struct text head_key(int32_t partition, const char *name, char out[KEY_MAX])
{
    int len = snprintf(out, KEY_MAX, "dunning:{%d}:%s", (int)partition, name);
    return (struct text){out, (size_t)len};
}

// The account keys of one call, one behind the other; room is reserved first, so that none moves.
static void begin_keys(struct store *store, const struct text *customers, size_t stride,
                       size_t count)
{
    size_t room = 0;
    for (size_t i = 0; i < count; i++) {
        const struct text *customer =
            (const struct text *)(const void *)((const char *)customers + i * stride);
        room += KEY_MAX + customer->len;
    }
    bytes_clear(&store->keys);
    bytes_reserve(&store->keys, room);
}

static struct text account_key(struct store *store, int32_t partition, struct text customer)
{
    char head[KEY_MAX];
    struct text prefix = head_key(partition, "account:", head);
    size_t at = store->keys.len;
    bytes_add_text(&store->keys, prefix);
    bytes_add_text(&store->keys, customer);
    return (struct text){(const char *)store->keys.at + at, store->keys.len - at};
}

static struct text number_text(int64_t number, char out[NUMBER_MAX])
{
    int len = snprintf(out, NUMBER_MAX, "%" PRId64, number);
    return (struct text){out, (size_t)len};
}

// ---- folding ----

static bool is_waking(int64_t wake_ms)
{
    return wake_ms >= 0 && wake_ms != INSTANT_NEVER; // 0: at the first tick
}

static struct text wake_text(int64_t wake_ms, char out[NUMBER_MAX])
{
    if (!is_waking(wake_ms))
        return (struct text){"", 0};
    int len = snprintf(out, NUMBER_MAX, "%0*" PRId64, WAKE_DIGITS, wake_ms);
    return (struct text){out, (size_t)len};
}

static void add_fold_call(struct store *store, const struct store_fold *fold, size_t first,
                          size_t count)
{
    const struct store_watermark *mark = &fold->watermark;
    const struct store_account *accounts = fold->accounts + first;
    char watermark[KEY_MAX], due[KEY_MAX], chain[DIGEST_TEXT_MAX];
    bool closes = fold->last && first + count == fold->count;
    size_t n = 0;
    if (count)
        begin_keys(store, &accounts->customer, sizeof *accounts, count);
    store->args[n++] = head_key(fold->partition, "watermark", watermark);
    store->args[n++] = head_key(fold->partition, "due", due);
    for (size_t i = 0; i < count; i++)
        store->args[n++] = account_key(store, fold->partition, accounts[i].customer);
    size_t keys = n;
    store->args[n++] = number_text(fold->from, store->numbers[0]);
    store->args[n++] = number_text(mark->sequence, store->numbers[1]);
    store->args[n++] = closes ? TEXT_LITERAL("1") : TEXT_LITERAL("0");
    store->args[n++] = number_text(mark->clock_ms, store->numbers[2]);
    store->args[n++] = number_text(mark->journal_offset, store->numbers[3]);
    store->args[n++] = number_text(mark->account_offset, store->numbers[4]);
    store->args[n++] = text_of(digest_write(mark->chain, chain));
    store->args[n++] = number_text(mark->accounts, store->numbers[5]);
    for (size_t i = 0; i < count; i++) {
        bool gone = accounts[i].state.len == 0;
        store->args[n++] = accounts[i].status;
        store->args[n++] = accounts[i].until;
        store->args[n++] = accounts[i].services;
        store->args[n++] =
            wake_text(gone ? INSTANT_NONE : accounts[i].wake_ms, store->numbers[HEAD_ARGS + i]);
        store->args[n++] = accounts[i].state;
    }
    redis_add_script(store->redis, &store->fold, store->args, keys, n);
}

static size_t fold_calls(const struct store_fold *fold)
{
    return fold->count ? (fold->count + STORE_CALL_ACCOUNTS_MAX - 1) / STORE_CALL_ACCOUNTS_MAX : 1;
}

static enum result take_fold_answer(const redisReply *reply, struct store_fold *fold,
                                    struct error *error)
{
    if (reply->type != REDIS_REPLY_ARRAY || reply->elements != 2)
        return error_set(error, RESULT_UNAVAILABLE, "store: fold: unexpected answer");
    long long code = reply->element[0]->integer;
    fold->found = reply->element[1]->integer;
    fold->answer = code == 1    ? STORE_APPLIED
                   : code == 0  ? STORE_OLD
                   : code == -1 ? STORE_GAP
                                : STORE_MISCOUNTED;
    return OK;
}

enum result store_fold(struct store *store, struct store_fold *folds, size_t count,
                       struct error *error)
{
    for (size_t f = 0; f < count; f++)
        for (size_t first = 0, calls = fold_calls(&folds[f]); calls; calls--) {
            size_t left = folds[f].count - first;
            size_t part = left < STORE_CALL_ACCOUNTS_MAX ? left : STORE_CALL_ACCOUNTS_MAX;
            add_fold_call(store, &folds[f], first, part);
            first += part;
        }
    enum result result = redis_run(store->redis, error);
    if (result != OK)
        return error_wrap(error, result, "store: fold %zu partitions", count);
    size_t at = 0;
    for (size_t f = 0; f < count && result == OK; f++) {
        at += fold_calls(&folds[f]);
        result = take_fold_answer(redis_answer(store->redis, at - 1), &folds[f], error);
    }
    return result;
}

// ---- reading ----

static int64_t reply_number(const redisReply *reply)
{
    return reply->type == REDIS_REPLY_INTEGER ? reply->integer
           : reply->str                       ? strtoll(reply->str, NULL, 10)
                                              : 0;
}

static struct text reply_text(const redisReply *reply)
{
    if (reply->type != REDIS_REPLY_STRING)
        return (struct text){NULL, 0};
    return (struct text){reply->str, (size_t)reply->len};
}

static void add_read_call(struct store *store, const struct store_read *read, size_t first,
                          size_t count)
{
    char watermark[KEY_MAX];
    size_t n = 0;
    begin_keys(store, read->customers + first, sizeof *read->customers, count);
    store->args[n++] = head_key(read->partition, "watermark", watermark);
    for (size_t i = 0; i < count; i++)
        store->args[n++] = account_key(store, read->partition, read->customers[first + i]);
    redis_add_script(store->redis, &store->read, store->args, n, n);
}

// The calls of one read are one answer only if all of them saw the same watermark.
static enum result take_read_answer(struct store *store, struct store_read *read, size_t *at,
                                    struct error *error)
{
    for (size_t first = 0; first < read->count; first += STORE_CALL_ACCOUNTS_MAX, (*at)++) {
        const redisReply *reply = redis_answer(store->redis, *at);
        size_t left = read->count - first;
        size_t part = left < STORE_CALL_ACCOUNTS_MAX ? left : STORE_CALL_ACCOUNTS_MAX;
        if (reply->type != REDIS_REPLY_ARRAY || reply->elements != part + 1)
            return error_set(error, RESULT_UNAVAILABLE, "store: read: unexpected answer");
        int64_t sequence = reply_number(reply->element[0]);
        if (first && sequence != read->sequence)
            return error_set(error, RESULT_UNAVAILABLE, "store: read: partition %d moved meanwhile",
                             (int)read->partition);
        read->sequence = sequence;
        for (size_t i = 0; i < part; i++)
            read->states[first + i] = reply_text(reply->element[i + 1]);
    }
    return OK;
}

enum result store_read(struct store *store, struct store_read *reads, size_t count,
                       struct error *error)
{
    for (size_t r = 0; r < count; r++)
        for (size_t first = 0; first < reads[r].count; first += STORE_CALL_ACCOUNTS_MAX) {
            size_t left = reads[r].count - first;
            add_read_call(store, &reads[r], first,
                          left < STORE_CALL_ACCOUNTS_MAX ? left : STORE_CALL_ACCOUNTS_MAX);
        }
    enum result result = redis_run(store->redis, error);
    if (result != OK)
        return error_wrap(error, result, "store: read");
    size_t at = 0;
    for (size_t r = 0; r < count && result == OK; r++)
        result = take_read_answer(store, &reads[r], &at, error);
    return result;
}

static bool digest_from_hex(struct text hex, struct digest *digest)
{
    if (hex.len != 2 * DIGEST_SIZE)
        return false;
    for (size_t i = 0; i < DIGEST_SIZE; i++) {
        char pair[3] = {hex.at[2 * i], hex.at[2 * i + 1], 0};
        char *end = NULL;
        digest->at[i] = (uint8_t)strtoul(pair, &end, 16);
        if (*end)
            return false;
    }
    return true;
}

enum result store_watermark(struct store *store, int32_t partition,
                            struct store_watermark *watermark, struct error *error)
{
    static const char *const names[] = {"seq",   "clock",   "journal_offset", "account_offset",
                                        "chain", "accounts"};
    enum { NAMES = sizeof names / sizeof *names };
    char key[KEY_MAX];
    struct text args[NAMES + 2] = {TEXT_LITERAL("HMGET"), head_key(partition, "watermark", key)};
    for (size_t i = 0; i < NAMES; i++)
        args[i + 2] = text_of(names[i]);
    redis_add(store->redis, args, NAMES + 2);
    enum result result = redis_run(store->redis, error);
    if (result != OK)
        return error_wrap(error, result, "store: watermark of partition %d", (int)partition);
    const redisReply *reply = redis_answer(store->redis, 0);
    struct store_watermark found = {0};
    if (reply->type != REDIS_REPLY_ARRAY || reply->elements != NAMES)
        return error_set(error, RESULT_UNAVAILABLE, "store: watermark: unexpected answer");
    found.sequence = reply_number(reply->element[0]);
    found.clock_ms = reply_number(reply->element[1]);
    found.journal_offset = reply_number(reply->element[2]);
    found.account_offset = reply_number(reply->element[3]);
    found.accounts = reply_number(reply->element[5]);
    if (found.sequence > 0 && !digest_from_hex(reply_text(reply->element[4]), &found.chain))
        found = (struct store_watermark){0}; // not one of ours: as good as none
    *watermark = found;
    return OK;
}

// ---- the due index ----

static enum result run_due(struct store *store, int32_t partition, struct text after,
                           int64_t until_ms, size_t limit, const redisReply **reply,
                           struct error *error)
{
    char watermark[KEY_MAX], due[KEY_MAX], max[NUMBER_MAX + 2], number[NUMBER_MAX];
    struct bytes *min = &store->keys;
    bytes_clear(min);
    if (after.len)
        bytes_add_byte(min, '(');
    bytes_add_text(min, after.len ? after : TEXT_LITERAL("-"));
    // The first member that is not due any more would begin with the next millisecond.
    int len = snprintf(max, sizeof max, "(%0*" PRId64, WAKE_DIGITS, until_ms + 1);
    struct text args[5] = {head_key(partition, "watermark", watermark),
                           head_key(partition, "due", due),
                           bytes_text(min),
                           {max, (size_t)len},
                           number_text((int64_t)limit, number)};
    redis_add_script(store->redis, &store->due, args, 2, 5);
    enum result result = redis_run(store->redis, error);
    if (result != OK)
        return error_wrap(error, result, "store: due of partition %d", (int)partition);
    const redisReply *answer = redis_answer(store->redis, 0);
    if (answer->type != REDIS_REPLY_ARRAY || answer->elements != 2)
        return error_set(error, RESULT_UNAVAILABLE, "store: due: unexpected answer");
    *reply = answer;
    return OK;
}

enum result store_due(struct store *store, int32_t partition, struct text after, int64_t until_ms,
                      size_t limit, struct store_due *due, size_t *count, int64_t *sequence,
                      struct error *error)
{
    const redisReply *reply = NULL;
    enum result result = run_due(store, partition, after, until_ms, limit, &reply, error);
    if (!reply)
        return result;
    const redisReply *members = reply->element[1];
    for (size_t i = 0; i < members->elements; i++) {
        struct text member = reply_text(members->element[i]);
        if (member.len <= WAKE_DIGITS || member.at[WAKE_DIGITS] != ':')
            return error_set(error, RESULT_UNAVAILABLE, "store: due: a member is not ours");
        due[i] = (struct store_due){
            .wake_ms = strtoll(member.at, NULL, 10),
            .customer = {member.at + WAKE_DIGITS + 1, member.len - WAKE_DIGITS - 1},
            .member = member,
        };
    }
    *count = members->elements;
    *sequence = reply_number(reply->element[0]);
    return OK;
}

enum result store_due_count(struct store *store, int32_t partition, int64_t until_ms,
                            int64_t *count, int64_t *sequence, struct error *error)
{
    const redisReply *reply = NULL;
    struct text all = {NULL, 0};
    enum result result = run_due(store, partition, all, until_ms, 0, &reply, error);
    if (!reply)
        return result;
    *count = reply_number(reply->element[1]);
    *sequence = reply_number(reply->element[0]);
    return OK;
}

// ---- emptying ----

static void add_scan(struct store *store, int32_t partition, uint64_t cursor)
{
    char pattern[KEY_MAX], number[NUMBER_MAX];
    int len = snprintf(number, sizeof number, "%" PRIu64, cursor);
    struct text args[6] = {TEXT_LITERAL("SCAN"),  {number, (size_t)len},
                           TEXT_LITERAL("MATCH"), head_key(partition, "account:*", pattern),
                           TEXT_LITERAL("COUNT"), TEXT_LITERAL("5000")};
    redis_add(store->redis, args, 6);
}

// The keys a scan found, queued for removal while its answer still lives.
static void add_removals(struct store *store, const redisReply *keys)
{
    for (size_t i = 0; i < keys->elements; i++) {
        struct text args[2] = {TEXT_LITERAL("UNLINK"), reply_text(keys->element[i])};
        redis_add(store->redis, args, 2);
    }
}

enum result store_clear(struct store *store, int32_t partition, uint64_t *cursor,
                        struct error *error)
{
    size_t scan = 0;
    if (*cursor == 0) { // the watermark first: from here on nobody believes the rest
        char watermark[KEY_MAX], due[KEY_MAX];
        struct text args[3] = {TEXT_LITERAL("DEL"), head_key(partition, "watermark", watermark),
                               head_key(partition, "due", due)};
        redis_add(store->redis, args, 3);
        scan = 1;
    }
    add_scan(store, partition, *cursor);
    enum result result = redis_run(store->redis, error);
    if (result != OK)
        return error_wrap(error, result, "store: clear partition %d", (int)partition);
    const redisReply *reply = redis_answer(store->redis, scan);
    if (reply->type != REDIS_REPLY_ARRAY || reply->elements != 2)
        return error_set(error, RESULT_UNAVAILABLE, "store: clear: unexpected answer");
    uint64_t next = strtoull(reply->element[0]->str, NULL, 10);
    add_removals(store, reply->element[1]);
    result = redis_run(store->redis, error);
    if (result != OK)
        return error_wrap(error, result, "store: clear partition %d", (int)partition);
    *cursor = next;
    return OK;
}
