// SPDX-License-Identifier: Apache-2.0
// Counts every allocation of the process, those of foreign libraries too: a program that links
// allocations.c has its malloc, calloc and realloc.
#ifndef BENCH_ALLOCATIONS_H
#define BENCH_ALLOCATIONS_H

#include <stdint.h>

uint64_t allocations_count(void);

#endif
