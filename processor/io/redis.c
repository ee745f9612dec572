// SPDX-License-Identifier: Apache-2.0
// hiredis by its blocking calls with time limits. Queued commands are kept as arguments, so that
// they can be sent a second time: when the connection was closed while idle, or when a script must
// be loaded first. What is queued must therefore be harmless to repeat; store.c sees to that.
#include "io/redis.h"

#include "base/bytes.h"

#include <hiredis/hiredis.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

enum { CONNECT_TIMEOUT_S = 2, ANSWER_TIMEOUT_S = 5, URL_PART_MAX = 256 };

struct command {
    size_t first; // in redis->args
    size_t count;
    struct redis_script *script; // NULL: a plain command
};

struct argument {
    size_t at; // in redis->data
    size_t len;
};

struct redis {
    redisContext *context; // NULL: not connected
    char host[URL_PART_MAX], path[URL_PART_MAX], user[URL_PART_MAX], password[URL_PART_MAX];
    int port;
    int db;
    struct bytes data;
    struct argument *args;
    size_t arg_count, arg_room;
    struct command *commands;
    size_t command_count, command_room;
    redisReply **answers;
    size_t answer_count, answer_room;
};

// ---- urls ----

// Copy `text` to `out`, with %XX decoded; false when it is too long.
static bool take_part(struct text text, char out[URL_PART_MAX])
{
    size_t len = 0;
    for (size_t i = 0; i < text.len && len < URL_PART_MAX - 1; i++) {
        unsigned code = 0; // of two hex digits
        char hex[3] = {0};
        if (text.at[i] == '%' && i + 2 < text.len) {
            memcpy(hex, text.at + i + 1, 2);
            if (sscanf(hex, "%2x", &code) == 1)
                i += 2;
        }
        out[len] = text.at[i];
        if (code)
            memcpy(&out[len], &(unsigned char){(unsigned char)code}, 1);
        len++;
    }
    out[len] = 0;
    return len < URL_PART_MAX - 1;
}

static bool take_number(struct text text, int max, int *number)
{
    char copy[16], *end = NULL;
    if (text.len == 0 || text.len >= sizeof copy)
        return false;
    memcpy(copy, text.at, text.len);
    copy[text.len] = 0;
    long value = strtol(copy, &end, 10);
    if (*end || value < 0 || value > max)
        return false;
    *number = (int)value;
    return true;
}

static struct text span(const char *from, const char *to)
{
    return (struct text){from, (size_t)(to - from)};
}

static bool read_unix_url(struct redis *redis, const char *rest)
{
    const char *query = strchr(rest, '?');
    struct text path = query ? span(rest, query) : text_of(rest);
    if (query &&
        (strncmp(query, "?db=", 4) != 0 || !take_number(text_of(query + 4), 1 << 20, &redis->db)))
        return false;
    return path.len > 0 && take_part(path, redis->path);
}

static bool read_tcp_url(struct redis *redis, const char *rest)
{
    const char *at = strrchr(rest, '@');
    if (at) {
        const char *colon = memchr(rest, ':', (size_t)(at - rest));
        if (!take_part(span(rest, colon ? colon : at), colon ? redis->user : redis->password) ||
            (colon && !take_part(span(colon + 1, at), redis->password)))
            return false;
        rest = at + 1;
    }
    const char *slash = strchr(rest, '/');
    const char *end = slash ? slash : rest + strlen(rest);
    const char *colon = memrchr(rest, ':', (size_t)(end - rest));
    if (slash && slash[1] && !take_number(text_of(slash + 1), 1 << 20, &redis->db))
        return false;
    if (colon && !take_number(span(colon + 1, end), 65535, &redis->port))
        return false;
    return take_part(span(rest, colon ? colon : end), redis->host) && redis->host[0];
}

static enum result read_url(struct redis *redis, const char *url, struct error *error)
{
    redis->port = 6379;
    if (strncmp(url, "rediss://", 9) == 0)
        return error_set(error, RESULT_USAGE,
                         "redis.url: rediss:// needs a hiredis with TLS, which this build lacks");
    bool good = strncmp(url, "redis://", 8) == 0  ? read_tcp_url(redis, url + 8)
                : strncmp(url, "unix://", 7) == 0 ? read_unix_url(redis, url + 7)
                                                  : false;
    if (!good) // the url may hold a password: it is not repeated
        return error_set(error, RESULT_USAGE,
                         "redis.url: not redis://[user:password@]host[:port][/db] or unix:///path");
    return OK;
}

// hiredis writes to a socket without MSG_NOSIGNAL: a server that went away must be an error and not
// the end of the process.
static pthread_once_t signal_once = PTHREAD_ONCE_INIT;

static void ignore_broken_pipes(void)
{
    signal(SIGPIPE, SIG_IGN);
}

enum result redis_open(struct redis **redis, const char *url, struct error *error)
{
    pthread_once(&signal_once, ignore_broken_pipes);
    struct redis *made = calloc(1, sizeof *made);
    if (!made)
        abort();
    enum result result = read_url(made, url, error);
    if (result != OK)
        redis_close(made);
    else
        *redis = made;
    return result;
}

static void drop_answers(struct redis *redis)
{
    for (size_t i = 0; i < redis->answer_count; i++)
        freeReplyObject(redis->answers[i]);
    redis->answer_count = 0;
}

static void disconnect(struct redis *redis)
{
    if (redis->context)
        redisFree(redis->context);
    redis->context = NULL;
}

void redis_close(struct redis *redis)
{
    if (!redis)
        return;
    drop_answers(redis);
    disconnect(redis);
    bytes_release(&redis->data);
    free(redis->args);
    free(redis->commands);
    free(redis->answers);
    free(redis);
}

// ---- the queue ----

static void *room_for_one(void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return items;
    *room = *room ? *room * 2 : 64;
    void *grown = realloc(items, *room * size);
    if (!grown)
        abort();
    return grown;
}

static void add_argument(struct redis *redis, struct text text)
{
    redis->args =
        room_for_one(redis->args, redis->arg_count, &redis->arg_room, sizeof *redis->args);
    redis->args[redis->arg_count++] = (struct argument){redis->data.len, text.len};
    bytes_add(&redis->data, text.at, text.len);
}

static void begin_command(struct redis *redis, size_t count, struct redis_script *script)
{
    redis->commands = room_for_one(redis->commands, redis->command_count, &redis->command_room,
                                   sizeof *redis->commands);
    redis->commands[redis->command_count++] = (struct command){redis->arg_count, count, script};
}

void redis_add(struct redis *redis, const struct text *args, size_t count)
{
    begin_command(redis, count, NULL);
    for (size_t i = 0; i < count; i++)
        add_argument(redis, args[i]);
}

void redis_add_script(struct redis *redis, struct redis_script *script, const struct text *args,
                      size_t key_count, size_t count)
{
    char number[24];
    snprintf(number, sizeof number, "%zu", key_count);
    begin_command(redis, count + 3, script);
    add_argument(redis, TEXT_LITERAL("EVALSHA"));
    add_argument(redis, TEXT_LITERAL("????????????????????????????????????????")); // its SHA-1
    add_argument(redis, text_of(number));
    for (size_t i = 0; i < count; i++)
        add_argument(redis, args[i]);
}

// ---- the connection ----

static enum result fail_connection(struct redis *redis, struct error *error)
{
    error_set(error, RESULT_UNAVAILABLE, "redis: %s",
              redis->context ? redis->context->errstr : "no memory");
    disconnect(redis);
    return RESULT_UNAVAILABLE;
}

static enum result ask(struct redis *redis, const struct text *args, size_t count,
                       redisReply **answer, struct error *error)
{
    const char *argv[8];
    size_t lens[8];
    for (size_t i = 0; i < count; i++) {
        argv[i] = args[i].at;
        lens[i] = args[i].len;
    }
    redisReply *reply = redisCommandArgv(redis->context, (int)count, argv, lens);
    if (!reply)
        return fail_connection(redis, error);
    if (reply->type == REDIS_REPLY_ERROR) {
        error_set(error, RESULT_UNAVAILABLE, "redis: %s", reply->str);
        freeReplyObject(reply);
        disconnect(redis);
        return RESULT_UNAVAILABLE;
    }
    if (answer)
        *answer = reply;
    else
        freeReplyObject(reply);
    return OK;
}

static enum result log_in(struct redis *redis, struct error *error)
{
    struct text args[3] = {TEXT_LITERAL("AUTH"), text_of(redis->user), text_of(redis->password)};
    size_t count = 3;
    if (!redis->user[0])
        args[1] = args[2], count = 2;
    return redis->password[0] ? ask(redis, args, count, NULL, error) : OK;
}

static enum result select_db(struct redis *redis, struct error *error)
{
    char number[16];
    snprintf(number, sizeof number, "%d", redis->db);
    struct text args[2] = {TEXT_LITERAL("SELECT"), text_of(number)};
    return redis->db ? ask(redis, args, 2, NULL, error) : OK;
}

static enum result check_eviction(struct redis *redis, struct error *error)
{
    static const char name[] = "maxmemory_policy:";
    struct text args[2] = {TEXT_LITERAL("INFO"), TEXT_LITERAL("memory")};
    redisReply *answer = NULL;
    enum result result = ask(redis, args, 2, &answer, error);
    if (!answer)
        return result;
    const char *found = answer->str ? strstr(answer->str, name) : NULL;
    const char *policy = found ? found + sizeof name - 1 : "noeviction";
    int len = (int)strcspn(policy, "\r\n");
    if (strncmp(policy, "noeviction", (size_t)len) != 0)
        result = error_set(error, RESULT_USAGE,
                           "redis: maxmemory-policy is %.*s: accounts could be evicted; set it to "
                           "noeviction",
                           len, policy);
    freeReplyObject(answer);
    return result;
}

static enum result connect_now(struct redis *redis, struct error *error)
{
    struct timeval limit = {CONNECT_TIMEOUT_S, 0};
    redis->context = redis->path[0] ? redisConnectUnixWithTimeout(redis->path, limit)
                                    : redisConnectWithTimeout(redis->host, redis->port, limit);
    if (!redis->context || redis->context->err)
        return fail_connection(redis, error);
    redisSetTimeout(redis->context, (struct timeval){ANSWER_TIMEOUT_S, 0});
    enum result result = log_in(redis, error);
    if (result == OK)
        result = select_db(redis, error);
    if (result == OK)
        result = check_eviction(redis, error);
    if (result != OK)
        disconnect(redis);
    return result;
}

enum result redis_check(struct redis *redis, struct error *error)
{
    return redis->context ? check_eviction(redis, error) : connect_now(redis, error);
}

// ---- sending ----

static enum result load_script(struct redis *redis, struct redis_script *script,
                               struct error *error)
{
    struct text args[3] = {TEXT_LITERAL("SCRIPT"), TEXT_LITERAL("LOAD"), text_of(script->source)};
    redisReply *answer = NULL;
    enum result result = ask(redis, args, 3, &answer, error);
    if (!answer)
        return result;
    if (answer->str)
        snprintf(script->sha, sizeof script->sha, "%s", answer->str);
    freeReplyObject(answer);
    return OK;
}

static enum result append_command(struct redis *redis, const struct command *command,
                                  const char **argv, size_t *lens, struct error *error)
{
    for (size_t i = 0; i < command->count; i++) {
        const struct argument *argument = &redis->args[command->first + i];
        argv[i] = (const char *)redis->data.at + argument->at;
        lens[i] = argument->len;
    }
    if (command->script) {
        if (!command->script->sha[0]) {
            enum result result = load_script(redis, command->script, error);
            if (result != OK)
                return result;
        }
        argv[1] = command->script->sha;
        lens[1] = strlen(command->script->sha);
    }
    if (redisAppendCommandArgv(redis->context, (int)command->count, argv, lens) != REDIS_OK)
        return fail_connection(redis, error);
    return OK;
}

static enum result send_all(struct redis *redis, struct error *error)
{
    const char **argv = calloc(redis->arg_count + 1, sizeof *argv);
    size_t *lens = calloc(redis->arg_count + 1, sizeof *lens);
    if (!argv || !lens)
        abort();
    enum result result = OK;
    for (size_t i = 0; i < redis->command_count && result == OK; i++)
        if (redis->commands[i].script && !redis->commands[i].script->sha[0])
            result = load_script(redis, redis->commands[i].script, error);
    for (size_t i = 0; i < redis->command_count && result == OK; i++)
        result = append_command(redis, &redis->commands[i], argv, lens, error);
    free(argv);
    free(lens);
    return result;
}

static enum result receive_all(struct redis *redis, bool *unknown_script, struct error *error)
{
    enum result result = OK;
    for (size_t i = 0; i < redis->command_count; i++) {
        void *reply = NULL;
        if (redisGetReply(redis->context, &reply) != REDIS_OK)
            return fail_connection(redis, error);
        redis->answers = room_for_one(redis->answers, redis->answer_count, &redis->answer_room,
                                      sizeof(redisReply *));
        redisReply *answer = reply;
        redis->answers[redis->answer_count++] = answer;
        if (answer->type != REDIS_REPLY_ERROR)
            continue;
        *unknown_script |= strncmp(answer->str, "NOSCRIPT", 8) == 0;
        if (result == OK)
            result = error_set(error, RESULT_UNAVAILABLE, "redis: %s", answer->str);
    }
    return result;
}

static enum result try_run(struct redis *redis, bool *unknown_script, struct error *error)
{
    drop_answers(redis);
    enum result result = OK;
    if (!redis->context)
        result = connect_now(redis, error);
    if (result == OK)
        result = send_all(redis, error);
    if (result == OK)
        result = receive_all(redis, unknown_script, error);
    return result == OK ? OK : RESULT_UNAVAILABLE;
}

enum result redis_run(struct redis *redis, struct error *error)
{
    bool connected = redis->context != NULL;
    bool unknown_script = false;
    enum result result = try_run(redis, &unknown_script, error);
    bool was_closed = connected && !redis->context; // while idle, perhaps: once more
    if (result != OK && (unknown_script || was_closed)) {
        for (size_t i = 0; i < redis->command_count; i++)
            if (redis->commands[i].script)
                redis->commands[i].script->sha[0] = 0;
        result = try_run(redis, &unknown_script, error);
    }
    redis->command_count = 0;
    redis->arg_count = 0;
    bytes_clear(&redis->data);
    return result;
}

size_t redis_answers(const struct redis *redis)
{
    return redis->answer_count;
}

const struct redisReply *redis_answer(const struct redis *redis, size_t index)
{
    return redis->answers[index];
}
