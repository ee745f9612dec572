// SPDX-License-Identifier: Apache-2.0
// Hostile bytes as an account's state. What can be read can be written, and what was written reads
// back as the same account, which has the same bytes.
#include "codec/account_read.h"
#include "codec/account_write.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct zone berlin = {.name = {"Europe/Berlin", 13}};
static const struct zone *zone_items[] = {&berlin};
static const struct zone_list zones = {zone_items, 1, 1};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena arena;
    static struct bytes first, second;
    struct text customer = TEXT_LITERAL("customer");
    struct account account, again;
    struct error error;
    if (!arena.base)
        arena_init(&arena, (size_t)1 << 28);
    arena_reset(&arena);
    struct text bytes = {(const char *)data, size};
    if (account_read(bytes, customer, NULL, &zones, &arena, &account, &error) != OK)
        return 0;
    bytes_clear(&first);
    bytes_clear(&second);
    account_write(&account, &first);
    if (account_read(bytes_text(&first), customer, NULL, &zones, &arena, &again, &error) != OK)
        abort();
    account_write(&again, &second);
    if (first.len != second.len || memcmp(first.at, second.at, first.len) != 0)
        abort();
    return 0;
}
