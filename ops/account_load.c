// SPDX-License-Identifier: Apache-2.0
#include "ops/account_load.h"

#include "codec/account_read.h"
#include "io/store.h"
#include "ops/policies_load.h"

#include <stdlib.h>

enum { ZONES_A_STATE_MAX = 64 };

struct accounts {
    struct service *service;
    struct store *store;
    struct zones *zones;
    struct zone_list known;
    struct policies policies;
    struct arena policies_arena, arena;
};

enum result accounts_open(struct service *service, struct accounts **accounts, struct error *error)
{
    struct accounts *open = calloc(1, sizeof *open);
    if (!open)
        abort();
    open->service = service;
    open->zones = zones_open();
    arena_init(&open->policies_arena, POLICIES_ARENA_SIZE);
    arena_init(&open->arena, UINT64_C(8) << 30);
    enum result result = store_open(&open->store, service->options.redis_url, error);
    if (result == OK)
        result = policies_load(service, open->zones, &open->policies_arena, &open->policies, error);
    if (result != OK) {
        accounts_close(open);
        return result;
    }
    *accounts = open;
    return OK;
}

void accounts_close(struct accounts *accounts)
{
    if (!accounts)
        return;
    store_close(accounts->store);
    arena_release(&accounts->policies_arena);
    arena_release(&accounts->arena);
    zones_close(accounts->zones);
    free(accounts);
}

// The zone that account_read found missing stands in quotes in its error.
static bool learn_zone(struct accounts *accounts, const struct error *missing)
{
    const char *from = strchr(missing->text, '"');
    const char *to = from ? strchr(from + 1, '"') : NULL;
    const struct zone *zone;
    struct error unknown;
    if (!to)
        return false;
    struct text name = {from + 1, (size_t)(to - from - 1)};
    if (zones_at(accounts->zones, name, &zone, &unknown) != OK)
        return false;
    *LIST_ADD(&accounts->policies_arena, &accounts->known) = zone;
    return true;
}

static enum result read_state(struct accounts *accounts, struct text state, struct text customer_id,
                              struct account *account, struct error *error)
{
    for (int tries = 0;; tries++) {
        enum result result = account_read(state, customer_id, NULL, &accounts->known,
                                          &accounts->arena, account, error);
        if (result != RESULT_NOT_FOUND || tries == ZONES_A_STATE_MAX ||
            !learn_zone(accounts, error))
            return result == RESULT_NOT_FOUND ? RESULT_BAD_DATA : result;
    }
}

static enum result fetch(struct accounts *accounts, struct text customer_id, int32_t partition,
                         struct text *state, int64_t *clock_ms, struct error *error)
{
    struct store_watermark watermark;
    struct store_read read = {
        .partition = partition, .customers = &customer_id, .count = 1, .states = state};
    enum result result = store_watermark(accounts->store, partition, &watermark, error);
    if (result == OK)
        result = store_read(accounts->store, &read, 1, error);
    if (result != OK)
        return result;
    if (!state->at)
        return error_set(error, RESULT_NOT_FOUND, "no account %.*s in partition %d%s",
                         TEXT_ARGS(customer_id), (int)partition,
                         read.sequence ? ""
                                       : ", of which Redis has nothing: does the service run?");
    *state = arena_text(&accounts->arena, *state);
    *clock_ms = watermark.sequence ? watermark.clock_ms : INSTANT_NONE;
    return OK;
}

enum result accounts_load(struct accounts *accounts, struct text customer_id,
                          struct account *account, struct view *view, int64_t *clock_ms,
                          struct error *error)
{
    struct text state = {NULL, 0};
    int32_t partition;
    arena_reset(&accounts->arena);
    enum result result = service_partition_of(accounts->service, customer_id, &partition, error);
    if (result == OK)
        result = fetch(accounts, customer_id, partition, &state, clock_ms, error);
    if (result == OK)
        result = read_state(accounts, state, customer_id, account, error);
    if (result == OK)
        engine_view(&accounts->policies, account, *clock_ms, &accounts->arena, view);
    return result;
}
