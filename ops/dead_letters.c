// SPDX-License-Identifier: Apache-2.0
// dunningctl dead-letters: what was refused, and why. Records are shown, never changed.
#include "codec/json_write.h"
#include "ops/commands.h"
#include "ops/topic_scan.h"

#include <inttypes.h>
#include <stdlib.h>

static const char REASON[] = "__connect.errors.exception.message";
static const char TOPIC[] = "__connect.errors.topic";

static struct text header(const struct headers *headers, const char *name)
{
    for (size_t i = 0; headers && i < headers->count; i++)
        if (text_is(headers->items[i].name, name) && headers->items[i].value.at)
            return headers->items[i].value;
    return (struct text){NULL, 0};
}

// Bytes as a text of JSON: what is no UTF-8 in hexadecimal.
static void write_bytes(struct bytes *out, struct text bytes)
{
    struct bytes hex = {0};
    if (!bytes.at) {
        bytes_print(out, "null");
        return;
    }
    if (text_is_utf8(bytes)) {
        json_write_string(out, bytes);
        return;
    }
    bytes_print(&hex, "0x");
    for (size_t i = 0; i < bytes.len; i++)
        bytes_print(&hex, "%02x", (unsigned)(uint8_t)bytes.at[i]);
    json_write_string(out, bytes_text(&hex));
    bytes_release(&hex);
}

static void list_one(const struct arguments *arguments, const struct record *record,
                     const struct headers *headers)
{
    struct bytes out = {0};
    if (arguments->json) {
        bytes_print(&out,
                    "{\"partition\":%d,\"offset\":%" PRId64 ",\"key\":", (int)record->partition,
                    record->offset);
        write_bytes(&out, record->key);
        bytes_print(&out, ",\"topic\":");
        write_bytes(&out, header(headers, TOPIC));
        bytes_print(&out, ",\"reason\":");
        write_bytes(&out, header(headers, REASON));
        bytes_add_byte(&out, '}');
    } else {
        bytes_print(&out, "%d:%" PRId64 "  ", (int)record->partition, record->offset);
        bytes_print(&out, "%.*s ", TEXT_ARGS(header(headers, TOPIC)));
        write_bytes(&out, record->key);
        bytes_print(&out, "  %s%.*s%s", color_begin(arguments, COLOR_RED),
                    TEXT_ARGS(header(headers, REASON)), color_end(arguments));
    }
    printf("%.*s\n", TEXT_ARGS(bytes_text(&out)));
    bytes_release(&out);
}

static void show_headers(struct bytes *out, const struct headers *headers)
{
    bytes_print(out, ",\"headers\":{");
    for (size_t i = 0; headers && i < headers->count; i++) {
        if (i)
            bytes_add_byte(out, ',');
        json_write_string(out, headers->items[i].name);
        bytes_add_byte(out, ':');
        write_bytes(out, headers->items[i].value);
    }
    bytes_add_byte(out, '}');
}

static void show_one(const struct arguments *arguments, const struct record *record,
                     const struct headers *headers)
{
    struct bytes out = {0};
    list_one(arguments, record, headers);
    if (arguments->json)
        bytes_print(&out, "{\"timestamp_ms\":%" PRId64 ",\"value\":", record->timestamp_ms);
    else
        bytes_print(&out, "{\"value\":");
    write_bytes(&out, record->value);
    show_headers(&out, headers);
    printf("%.*s}\n", TEXT_ARGS(bytes_text(&out)));
    bytes_release(&out);
}

struct wanted {
    bool any; // list: all of them
    int32_t partition;
    int64_t offset;
};

static enum result read_letters(const struct arguments *arguments, struct service *service,
                                const struct wanted *wanted, size_t *found, struct error *error)
{
    struct topic_scan *scan;
    struct record record;
    bool done = false;
    enum result result = topic_scan_open(service, TOPIC_DEAD_LETTER, &scan, error);
    if (result != OK)
        return result == RESULT_NOT_FOUND ? RESULT_UNAVAILABLE : result;
    while (result == OK) {
        result = topic_scan_next(scan, &record, &done, error);
        if (result != OK || done)
            break;
        if (!wanted->any &&
            (record.partition != wanted->partition || record.offset != wanted->offset))
            continue;
        ++*found;
        if (wanted->any)
            list_one(arguments, &record, topic_scan_headers(scan));
        else
            show_one(arguments, &record, topic_scan_headers(scan));
    }
    topic_scan_close(scan);
    return result;
}

// PARTITION:OFFSET
static bool read_place(const char *text, struct wanted *wanted)
{
    char *end;
    long partition = strtol(text, &end, 10);
    if (end == text || *end != ':' || partition < 0 || partition > INT32_MAX)
        return false;
    const char *second = end + 1;
    wanted->partition = (int32_t)partition;
    wanted->offset = strtoll(second, &end, 10);
    return end != second && *end == 0;
}

static enum exit_code dead_letters_run(const struct arguments *arguments)
{
    struct wanted wanted = {.any = true};
    struct service service = {0};
    struct error error;
    size_t found = 0;
    const char *verb = arguments->operand_count ? arguments->operands[0] : "list";
    bool shows = !strcmp(verb, "show");
    if (shows && (arguments->operand_count != 2 || !read_place(arguments->operands[1], &wanted)))
        return command_misused(arguments, "write `dead-letters show PARTITION:OFFSET`");
    if (!shows && (strcmp(verb, "list") != 0 || arguments->operand_count > 1))
        return command_misused(arguments, "write `dead-letters list` or `dead-letters show …`");
    wanted.any = !shows;
    enum result result = service_open(arguments, &service, &error);
    if (result == OK)
        result = read_letters(arguments, &service, &wanted, &found, &error);
    if (result == OK && shows && found == 0)
        result =
            error_set(&error, RESULT_NOT_FOUND, "no dead letter at %s", arguments->operands[1]);
    service_release(&service);
    if (result != OK)
        return command_fail(arguments, result, &error);
    if (!shows && !arguments->json)
        printf("%zu dead letters\n", found);
    return EXIT_DONE;
}

static const struct option OPTIONS[] = {SERVICE_OPTIONS, {NULL, NULL, NULL}};

const struct command COMMAND_DEAD_LETTERS = {
    .name = "dead-letters",
    .summary = "lists what was refused, or shows one record of it",
    .usage = "list | show PARTITION:OFFSET",
    .details = "list                    where each came from, its key, and the reason\n"
               "show PARTITION:OFFSET   the same with its value and all headers, untouched\n",
    .options = OPTIONS,
    .run = dead_letters_run,
};
