// SPDX-License-Identifier: Apache-2.0
// A chained hash table and a list by last use. One thread.
#include "cache.h"

#include <stdlib.h>

enum { BUCKETS_FIRST = 4096, SLOT_COST = 320 };

void cache_init(struct cache *cache, size_t bytes_max)
{
    *cache = (struct cache){.bucket_count = BUCKETS_FIRST, .bytes_max = bytes_max};
    cache->buckets = calloc(cache->bucket_count, sizeof(struct slot *));
    if (!cache->buckets)
        abort();
}

void cache_release(struct cache *cache)
{
    cache_clear(cache);
    free(cache->buckets);
    *cache = (struct cache){0};
}

// FNV-1a; keys come from customers, so a flood of equal hashes costs one partition's speed only.
static uint64_t hash_of(int32_t partition, struct text customer)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ (uint64_t)partition;
    for (size_t i = 0; i < customer.len; i++)
        hash = (hash ^ (uint8_t)customer.at[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static void unlink_use(struct cache *cache, struct slot *slot)
{
    *(slot->newer ? &slot->newer->older : &cache->newest) = slot->older;
    *(slot->older ? &slot->older->newer : &cache->oldest) = slot->newer;
}

static void link_newest(struct cache *cache, struct slot *slot)
{
    slot->newer = NULL;
    slot->older = cache->newest;
    *(cache->newest ? &cache->newest->newer : &cache->oldest) = slot;
    cache->newest = slot;
}

struct slot *cache_find(struct cache *cache, int32_t partition, struct text customer)
{
    uint64_t hash = hash_of(partition, customer);
    struct slot *slot = cache->buckets[hash % cache->bucket_count];
    while (slot && (slot->hash != hash || slot->partition != partition ||
                    !text_equal(slot->customer, customer)))
        slot = slot->chain;
    if (slot && slot != cache->newest) {
        unlink_use(cache, slot);
        link_newest(cache, slot);
    }
    return slot;
}

static void widen(struct cache *cache)
{
    size_t wider = cache->bucket_count * 2;
    struct slot **buckets = calloc(wider, sizeof *buckets);
    if (!buckets)
        abort();
    for (struct slot *slot = cache->newest; slot; slot = slot->older) {
        slot->chain = buckets[slot->hash % wider];
        buckets[slot->hash % wider] = slot;
    }
    free(cache->buckets);
    cache->buckets = buckets;
    cache->bucket_count = wider;
}

struct slot *cache_add(struct cache *cache, int32_t partition, struct text customer,
                       struct text state)
{
    if (cache->count >= cache->bucket_count)
        widen(cache);
    struct slot *slot = calloc(1, sizeof *slot + customer.len);
    if (!slot)
        abort();
    char *copy = (char *)(slot + 1);
    if (customer.len)
        memcpy(copy, customer.at, customer.len);
    slot->customer = (struct text){copy, customer.len};
    slot->partition = partition;
    slot->hash = hash_of(partition, customer);
    slot->chain = cache->buckets[slot->hash % cache->bucket_count];
    cache->buckets[slot->hash % cache->bucket_count] = slot;
    link_newest(cache, slot);
    cache->count++;
    cache->bytes += SLOT_COST + customer.len;
    cache_set(cache, slot, state);
    return slot;
}

void cache_set(struct cache *cache, struct slot *slot, struct text state)
{
    cache->bytes -= slot->state.len;
    bytes_clear(&slot->state);
    bytes_add_text(&slot->state, state);
    cache->bytes += slot->state.len;
}

static void drop_slot(struct cache *cache, struct slot *slot)
{
    struct slot **link = &cache->buckets[slot->hash % cache->bucket_count];
    while (*link != slot)
        link = &(*link)->chain;
    *link = slot->chain;
    unlink_use(cache, slot);
    cache->count--;
    cache->bytes -= SLOT_COST + slot->customer.len + slot->state.len;
    bytes_release(&slot->state);
    bytes_release(&slot->image);
    bytes_release(&slot->words);
    free(slot);
}

void cache_trim(struct cache *cache)
{
    for (struct slot *slot = cache->oldest, *next; slot && cache->bytes > cache->bytes_max;
         slot = next) {
        next = slot->newer;
        if (!slot->dirty)
            drop_slot(cache, slot);
    }
}

void cache_drop(struct cache *cache, int32_t partition)
{
    for (struct slot *slot = cache->oldest, *next; slot; slot = next) {
        next = slot->newer;
        if (slot->partition == partition)
            drop_slot(cache, slot);
    }
}

void cache_clear(struct cache *cache)
{
    while (cache->oldest)
        drop_slot(cache, cache->oldest);
}
