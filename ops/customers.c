// SPDX-License-Identifier: Apache-2.0
// dunningctl customers: who has which status, and who is due, as Redis has it.
#include "codec/json_write.h"
#include "io/redis.h"
#include "ops/commands.h"
#include "ops/service.h"
#include "ops/story.h"

#include <hiredis/hiredis.h>
#include <inttypes.h>
#include <stdlib.h>

struct listing {
    const struct arguments *arguments;
    struct redis *redis;
    const char *status;
    int64_t due_ms; // INSTANT_NONE: whoever
    size_t found;
};

static struct text reply_text(const struct redisReply *reply)
{
    bool is_text = reply && reply->type == REDIS_REPLY_STRING;
    return is_text ? (struct text){reply->str, reply->len} : (struct text){NULL, 0};
}

// dunning:{7}:account:C-1 → C-1
static struct text customer_of(struct text key)
{
    static const char MARK[] = "}:account:";
    const char *at = key.len ? memmem(key.at, key.len, MARK, sizeof MARK - 1) : NULL;
    if (!at)
        return key;
    at += sizeof MARK - 1;
    return (struct text){at, key.len - (size_t)(at - key.at)};
}

// -1: it is never due.
static int64_t wake_of(struct text text)
{
    char digits[24] = "";
    if (text.len == 0 || text.len >= sizeof digits)
        return -1;
    memcpy(digits, text.at, text.len);
    return strtoll(digits, NULL, 10);
}

static void show_one(struct listing *listing, struct text customer, struct text status,
                     struct text until, int64_t wake_ms)
{
    char wake[INSTANT_TEXT_MAX] = "";
    struct bytes out = {0};
    if (wake_ms >= 0)
        instant_write(wake_ms, wake);
    if (listing->arguments->json) {
        bytes_print(&out, "{\"customer_id\":");
        json_write_string(&out, customer);
        bytes_print(&out, ",\"status\":");
        json_write_string(&out, status);
        bytes_print(&out, ",\"until\":");
        if (until.len)
            json_write_string(&out, until);
        else
            bytes_print(&out, "null");
        bytes_print(&out, wake[0] ? ",\"next_wake\":\"%s\"}" : ",\"next_wake\":null}", wake);
    } else {
        bytes_print(&out, "%.*s  %.*s", TEXT_ARGS(customer), TEXT_ARGS(status));
        if (until.len)
            bytes_print(&out, " until %.*s", TEXT_ARGS(until));
        if (wake[0])
            bytes_print(&out, "  next %s", wake);
    }
    printf("%.*s\n", TEXT_ARGS(bytes_text(&out)));
    bytes_release(&out);
    listing->found++;
}

static void consider(struct listing *listing, struct text key, const struct redisReply *reply)
{
    if (!reply || reply->type != REDIS_REPLY_ARRAY || reply->elements != 3)
        return;
    struct text status = reply_text(reply->element[0]), until = reply_text(reply->element[1]);
    int64_t wake_ms = wake_of(reply_text(reply->element[2]));
    if (status.len == 0 || (listing->status && !text_is(status, listing->status)))
        return;
    if (listing->due_ms != INSTANT_NONE && (wake_ms < 0 || wake_ms > listing->due_ms))
        return;
    show_one(listing, customer_of(key), status, until, wake_ms);
}

// One page of a SCAN: the keys are copied before their hashes are asked for.
static enum result page(struct listing *listing, const struct redisReply *keys, struct error *error)
{
    size_t count = keys->elements;
    struct text *copies = calloc(count + 1, sizeof *copies);
    if (!copies)
        abort();
    for (size_t i = 0; i < count; i++) {
        struct text key = reply_text(keys->element[i]);
        copies[i] =
            (struct text){memcpy(malloc(key.len + 1), key.at ? key.at : "", key.len), key.len};
    }
    for (size_t i = 0; i < count; i++) {
        const struct text args[] = {TEXT_LITERAL("HMGET"), copies[i], TEXT_LITERAL("status"),
                                    TEXT_LITERAL("until"), TEXT_LITERAL("wake")};
        redis_add(listing->redis, args, 5);
    }
    enum result result = count ? redis_run(listing->redis, error) : OK;
    for (size_t i = 0; i < count; i++) {
        if (result == OK)
            consider(listing, copies[i], redis_answer(listing->redis, i));
        free((char *)copies[i].at);
    }
    free(copies);
    return result;
}

static enum result list_all(struct listing *listing, struct error *error)
{
    char cursor[24] = "0";
    struct progress progress;
    progress_begin(&progress, "customers found");
    do {
        const struct text args[] = {TEXT_LITERAL("SCAN"),  text_of(cursor),
                                    TEXT_LITERAL("MATCH"), TEXT_LITERAL("dunning:{*}:account:*"),
                                    TEXT_LITERAL("COUNT"), TEXT_LITERAL("1000")};
        redis_add(listing->redis, args, 6);
        enum result result = redis_run(listing->redis, error);
        if (result != OK)
            return result;
        const struct redisReply *reply = redis_answer(listing->redis, 0);
        if (!reply || reply->type != REDIS_REPLY_ARRAY || reply->elements != 2)
            return error_set(error, RESULT_UNAVAILABLE, "redis: SCAN: not the answer expected");
        snprintf(cursor, sizeof cursor, "%s", reply->element[0]->str);
        result = page(listing, reply->element[1], error);
        if (result != OK)
            return result;
        progress_at(&progress, listing->found, 0);
    } while (strcmp(cursor, "0") != 0);
    progress_end(&progress);
    return OK;
}

static enum exit_code customers_run(const struct arguments *arguments)
{
    struct listing listing = {
        .arguments = arguments, .status = argument(arguments, "--status"), .due_ms = INSTANT_NONE};
    struct service service = {0};
    struct error error;
    const char *due = argument(arguments, "--due");
    struct story_time time;
    if (arguments->operand_count)
        return command_misused(arguments, "`%s` is not understood", arguments->operands[0]);
    if (due && (!story_time_read(text_of(due), &time) || !time.utc))
        return command_misused(arguments, "--due: '%s' is no instant; write 2025-03-16T05:00:00Z",
                               due);
    if (due)
        listing.due_ms = time.day * DAY_MS + time.ms_of_day;
    enum result result = service_open(arguments, &service, &error);
    if (result == OK)
        result = redis_open(&listing.redis, service.options.redis_url, &error);
    if (result == OK)
        result = list_all(&listing, &error);
    redis_close(listing.redis);
    service_release(&service);
    if (result != OK)
        return command_fail(arguments, result, &error);
    if (!arguments->json)
        printf("%zu customers\n", listing.found);
    return EXIT_DONE;
}

static const struct option OPTIONS[] = {
    SERVICE_OPTIONS,
    {"--status", "STATUS", "only those with this status"},
    {"--due", "INSTANT", "only those that a tick at this instant would wake"},
    {NULL, NULL, NULL},
};

const struct command COMMAND_CUSTOMERS = {
    .name = "customers",
    .summary = "lists customers by status, or those that are due",
    .usage = "[--status STATUS] [--due INSTANT]",
    .details = "Reads Redis, in no order: a customer may be listed twice while accounts change.\n",
    .options = OPTIONS,
    .run = customers_run,
};
