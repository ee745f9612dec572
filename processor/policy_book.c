// SPDX-License-Identifier: Apache-2.0
// Reads dunning-policy as it grows, and fills it when it is empty. What a policy means is
// config/policy_read.c's and the engine's; when the book may grow is the loop's business (between
// two batches). One thread a book.
#include "policy_book.h"

#include "codec/policy_record.h"
#include "config/policy_read.h"
#include "io/log.h"
#include "io/sender.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define LIST_ARENA_SIZE ((size_t)1 << 30)

enum result policy_book_open(struct policy_book *book, const struct kafka_config *kafka, int worker,
                             const char *name, struct text default_name, struct zones *zones,
                             struct error *error)
{
    *book = (struct policy_book){.zones = zones};
    arena_init(&book->list, LIST_ARENA_SIZE);
    book->policies.default_name = default_name;
    enum result result = reader_open(&book->reader, kafka, worker, error);
    struct reader_place place = {0, name, 0, READER_FROM_START};
    if (result == OK)
        result = reader_seek(book->reader, &place, 1, error);
    return result == OK ? OK : error_wrap(error, result, "policy book");
}

void policy_book_release(struct policy_book *book)
{
    reader_close(book->reader);
    for (size_t i = 0; i < book->arena_count; i++)
        arena_release(&book->arenas[i]);
    free(book->arenas);
    arena_release(&book->list);
    bytes_release(&book->options);
    *book = (struct policy_book){0};
}

bool policy_book_has(const struct policy_book *book, struct digest digest)
{
    for (size_t i = 0; i < book->policies.count; i++)
        if (memcmp(&book->policies.items[i]->digest, &digest, sizeof digest) == 0)
            return true;
    return false;
}

// In the order of digests, so that every member lists them alike.
static void insert(struct policy_book *book, const struct policy *policy)
{
    struct policies *policies = &book->policies;
    policies->items = arena_grow(&book->list, policies->items, policies->count, &policies->room,
                                 sizeof(struct policy *));
    size_t at = policies->count++;
    for (; at > 0; at--) {
        const struct policy *before = policies->items[at - 1];
        if (memcmp(&before->digest, &policy->digest, sizeof policy->digest) < 0)
            break;
        policies->items[at] = before;
    }
    policies->items[at] = policy;
}

static void take_policy(struct policy_book *book, struct digest digest, struct text text)
{
    if (policy_book_has(book, digest))
        return;
    book->arenas = realloc(book->arenas, (book->arena_count + 1) * sizeof *book->arenas);
    if (!book->arenas)
        abort();
    struct arena *arena = &book->arenas[book->arena_count++];
    arena_init(arena, (size_t)POLICY_ARENA_SIZE + text.len + 16);
    const struct policy *policy = NULL;
    struct error error;
    if (policy_read(&policy, arena, book->zones, "dunning-policy", arena_text(arena, text),
                    &error) != OK) {
        LOG_ERROR("policy refused", LOG_STRING("error", error.text));
        return;
    }
    insert(book, policy);
    LOG_INFO("policy adopted", LOG_SPAN("policy", policy->name),
             LOG_INT("version", policy->version));
}

static void take_record(struct policy_book *book, const struct record *record)
{
    enum policy_record kind;
    struct digest digest;
    if (!record->key.at || !record->value.at ||
        !policy_record_read(record->key, record->value, &kind, &digest))
        return;
    if (kind == POLICY_RECORD_POLICY)
        take_policy(book, digest, record->value);
    if (kind == POLICY_RECORD_OPTIONS) {
        bytes_clear(&book->options);
        bytes_add_text(&book->options, record->value);
    }
}

enum result policy_book_poll(struct policy_book *book, int timeout_ms, struct error *error)
{
    enum reader_event event = READER_RECORD;
    enum result result = OK;
    while (result == OK && event == READER_RECORD) {
        struct record record;
        result = reader_poll(book->reader, timeout_ms, &event, &record, error);
        if (result == OK && event == READER_RECORD)
            take_record(book, &record);
        book->caught_up |= event == READER_END;
    }
    return result;
}

enum result policy_book_read_all(struct policy_book *book, int64_t timeout_ms, struct error *error)
{
    enum { SLICE_MS = 100 };
    enum result result = OK;
    book->caught_up = false;
    for (int64_t waited = 0; result == OK && !book->caught_up; waited += SLICE_MS) {
        if (waited > timeout_ms)
            return error_set(error, RESULT_UNAVAILABLE, "policy book: not read in time");
        result = policy_book_poll(book, SLICE_MS, error);
    }
    return result;
}

// ---- seeding ----

static enum result send_text(struct sender *sender, const char *name, enum policy_record kind,
                             struct text value, struct error *error)
{
    char key[POLICY_RECORD_KEY_MAX];
    struct record record = {.key = text_of(policy_record_key(kind, value, key)), .value = value};
    return sender_send(sender, name, &record, error);
}

static enum result seed_file(struct sender *sender, const char *name, const char *path,
                             struct zones *zones, bool publish, struct error *error)
{
    struct arena arena;
    const struct policy *policy = NULL;
    struct text text = {NULL, 0};
    arena_init(&arena, (size_t)POLICY_ARENA_SIZE * 2);
    enum result result = policy_read_file(&policy, &arena, zones, path, &text, error);
    if (result == OK && publish)
        result = send_text(sender, name, POLICY_RECORD_POLICY, text, error);
    if (result == OK && publish)
        LOG_INFO("policy published", LOG_SPAN("policy", policy->name),
                 LOG_INT("version", policy->version), LOG_STRING("file", path));
    arena_release(&arena);
    return result;
}

static bool is_yaml(const struct dirent *entry)
{
    size_t len = strlen(entry->d_name);
    return len > 5 && strcmp(entry->d_name + len - 5, ".yaml") == 0;
}

// Only a topic that is empty is seeded, so nothing is published before every file was read.
static enum result seed_folder(struct sender *sender, const char *name, const char *folder,
                               struct zones *zones, bool publish, struct error *error)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return error_set(error, RESULT_USAGE, "policies.directory: %s cannot be opened", folder);
    enum result result = OK;
    size_t count = 0;
    for (struct dirent *entry; result == OK && (entry = readdir(dir)) != NULL;) {
        char path[4096];
        if (!is_yaml(entry))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        result = seed_file(sender, name, path, zones, publish, error);
        count++;
    }
    closedir(dir);
    if (result == OK && count == 0)
        return error_set(error, RESULT_USAGE, "policies.directory: %s has no .yaml file", folder);
    return result;
}

enum result policy_book_seed(const struct kafka_config *kafka, const char *name, const char *folder,
                             struct text options, struct zones *zones, struct error *error)
{
    enum { FLUSH_MS = 30000 };
    struct sender *sender = NULL;
    enum result result = sender_open(&sender, kafka, 0, error);
    if (result == OK)
        result = seed_folder(sender, name, folder, zones, false, error);
    if (result == OK)
        result = seed_folder(sender, name, folder, zones, true, error);
    if (result == OK)
        result = send_text(sender, name, POLICY_RECORD_OPTIONS, options, error);
    if (result == OK)
        result = sender_flush(sender, FLUSH_MS, error);
    sender_close(sender);
    return result;
}
