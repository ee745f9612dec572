// SPDX-License-Identifier: Apache-2.0
// Accounts for tests of their bytes: made up member by member, and compared likewise.
#ifndef TESTS_CODEC_ACCOUNT_MAKER_H
#define TESTS_CODEC_ACCOUNT_MAKER_H

#include "engine/account.h"

struct maker {
    struct arena *arena;
    bool full;       // every member another value that is not its default; else seeded chance
    uint64_t random; // the seed, and what became of it
    int64_t next;    // full: the value given last
};

// What zone names stand for in the accounts made here.
extern const struct zone_list MAKER_ZONES;

struct account make_account(struct maker *maker, struct text customer_id);

// Fails the test at the first member in which the two differ.
void assert_same_account(const struct account *a, const struct account *b);

#endif
