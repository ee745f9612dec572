// SPDX-License-Identifier: Apache-2.0
#include "ops/policies_load.h"

#include "codec/policy_record.h"
#include "config/policy_read.h"
#include "ops/paths.h"
#include "ops/topic_scan.h"

struct loading {
    struct service *service;
    struct zones *zones;
    struct arena *arena;
    struct policies policies;
    struct bytes options; // the newest text of the options that decide
};

static bool knows(const struct policies *policies, struct digest digest)
{
    for (size_t i = 0; i < policies->count; i++)
        if (memcmp(&policies->items[i]->digest, &digest, sizeof digest) == 0)
            return true;
    return false;
}

static enum result take_record(struct loading *loading, const struct record *record,
                               struct error *error)
{
    enum policy_record kind;
    struct digest digest;
    if (!record->key.at || !record->value.at ||
        !policy_record_read(record->key, record->value, &kind, &digest))
        return OK;
    if (kind == POLICY_RECORD_OPTIONS) {
        bytes_clear(&loading->options);
        bytes_add_text(&loading->options, record->value);
    }
    if (kind != POLICY_RECORD_POLICY || knows(&loading->policies, digest))
        return OK;
    const struct policy *policy;
    struct text text = arena_text(loading->arena, record->value);
    enum result result =
        policy_read(&policy, loading->arena, loading->zones, "dunning-policy", text, error);
    if (result == OK)
        *LIST_ADD(loading->arena, &loading->policies) = policy;
    return result;
}

static enum result read_topic(struct loading *loading, struct error *error)
{
    struct topic_scan *scan;
    struct record record;
    bool done = false;
    enum result result = topic_scan_open(loading->service, TOPIC_POLICY, &scan, error);
    if (result != OK)
        return result;
    while (result == OK && !done) {
        result = topic_scan_next(scan, &record, &done, error);
        if (result == OK && !done)
            result = take_record(loading, &record, error);
    }
    topic_scan_close(scan);
    return result;
}

// What a service that starts now would seed the topic with.
static enum result read_directory(struct loading *loading, struct error *error)
{
    struct paths paths = {0};
    enum result result =
        paths_find(loading->service->options.policies_directory, ".yaml", &paths, error);
    for (size_t i = 0; i < paths.count && result == OK; i++) {
        const struct policy *policy;
        result =
            policy_read_file(&policy, loading->arena, loading->zones, paths.items[i], NULL, error);
        if (result == OK)
            *LIST_ADD(loading->arena, &loading->policies) = policy;
    }
    paths_release(&paths);
    return result;
}

// The default policy is the published one, not what this machine's file says.
static enum result adopt_options(struct loading *loading, struct error *error)
{
    struct options *options = &loading->service->options;
    if (loading->options.len == 0)
        return OK;
    return options_adopt(options, "dunning-policy", bytes_text(&loading->options), error);
}

static enum result load(struct service *service, struct zones *zones, struct arena *arena,
                        bool files, struct policies *policies, struct error *error)
{
    struct loading loading = {.service = service, .zones = zones, .arena = arena};
    enum result result = read_topic(&loading, error);
    if (files && (result == RESULT_NOT_FOUND || (result == OK && loading.policies.count == 0)))
        result = read_directory(&loading, error);
    if (files && result == OK && loading.policies.count == 0)
        result = error_set(error, RESULT_NOT_FOUND,
                           "no policy is published; use `dunningctl policy publish FILE`");
    if (result == OK)
        result = adopt_options(&loading, error);
    bytes_release(&loading.options);
    if (result != OK)
        return result;
    loading.policies.default_name = text_of(service->options.policies_default);
    *policies = loading.policies;
    return OK;
}

enum result policies_load(struct service *service, struct zones *zones, struct arena *arena,
                          struct policies *policies, struct error *error)
{
    return load(service, zones, arena, true, policies, error);
}

enum result policies_load_published(struct service *service, struct zones *zones,
                                    struct arena *arena, struct policies *policies,
                                    struct error *error)
{
    enum result result = load(service, zones, arena, false, policies, error);
    if (result == RESULT_NOT_FOUND)
        return error_wrap(error, RESULT_UNAVAILABLE, "run `dunningctl topics apply` first");
    return result;
}
