// SPDX-License-Identifier: Apache-2.0
#include "allocations.h"

#include <stddef.h>

// glibc's own names for what is replaced here.
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *at, size_t size);
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *at, size_t size);

static uint64_t count_so_far;

uint64_t allocations_count(void)
{
    return __atomic_load_n(&count_so_far, __ATOMIC_RELAXED);
}

static void count_one(void)
{
    __atomic_fetch_add(&count_so_far, 1, __ATOMIC_RELAXED);
}

void *malloc(size_t size)
{
    count_one();
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    count_one();
    return __libc_calloc(count, size);
}

void *realloc(void *at, size_t size)
{
    count_one();
    return __libc_realloc(at, size);
}
