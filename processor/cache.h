// SPDX-License-Identifier: Apache-2.0
// Accounts in use, as encoded blobs: the working memory of one worker. A slot is true as of its
// partition's last committed sequence, or, while `dirty`, of the open batch. What is clean may be
// forgotten at any time between two batches and is then read from Redis again. Owns all slots; a
// pointer to one is good until the next cache_trim, cache_drop or cache_clear.
#ifndef CACHE_H
#define CACHE_H

#include "base/bytes.h"
#include "base/hash.h"

struct slot {
    struct slot *chain;         // of its bucket
    struct slot *newer, *older; // of all, by last use
    uint64_t hash;
    int32_t partition;
    struct text customer; // owned
    struct uuid space;    // of the customer's outputs, once known: it costs a SHA-1 …
    bool has_space;       // … and is known
    struct bytes state;   // empty: there is no such account
    bool dirty;           // changed by the open batch
    // Of a slot that was changed: its after-image (codec/image.h) and the fields for people and
    // gates.
    struct bytes image;
    struct bytes words; // status, until, services, one behind the other
    size_t status_len, until_len;
    int64_t wake_ms;
};

struct cache {
    struct slot **buckets;
    size_t bucket_count, count;
    struct slot *newest, *oldest;
    size_t bytes; // of states, roughly
    size_t bytes_max;
};

void cache_init(struct cache *cache, size_t bytes_max);
void cache_release(struct cache *cache);

// NULL when it is not there.
struct slot *cache_find(struct cache *cache, int32_t partition, struct text customer);

// A new, clean slot for an account that was not found; copies both texts.
struct slot *cache_add(struct cache *cache, int32_t partition, struct text customer,
                       struct text state);

// A slot's state has become `state` (empty: no account); copied.
void cache_set(struct cache *cache, struct slot *slot, struct text state);

// Forget the clean slots least used until the rest is within bounds.
void cache_trim(struct cache *cache);

// Forget a partition, or everything, dirty or not.
void cache_drop(struct cache *cache, int32_t partition);
void cache_clear(struct cache *cache);

#endif
