// SPDX-License-Identifier: Apache-2.0
// A private redis-server on a unix socket in a folder of its own, for one test program.
#ifndef TESTS_IO_REDIS_SERVER_H
#define TESTS_IO_REDIS_SERVER_H

#include <stdbool.h>
#include <sys/types.h>

struct redis_server {
    pid_t pid;
    char folder[64];
    char url[128];
};

// False when there is no redis-server to run: the tests are then skipped.
bool redis_server_start(struct redis_server *server, const char *maxmemory_policy);
void redis_server_stop(struct redis_server *server);

#endif
