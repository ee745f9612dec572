// SPDX-License-Identifier: Apache-2.0
#include "redis_server.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static bool is_up(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    bool up = fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0;
    if (fd >= 0)
        close(fd);
    return up;
}

bool redis_server_start(struct redis_server *server, const char *maxmemory_policy)
{
    char path[96];
    strcpy(server->folder, "/tmp/dunning-test-redis-XXXXXX");
    if (system("command -v redis-server >/dev/null") != 0 || !mkdtemp(server->folder))
        return false;
    snprintf(path, sizeof path, "%s/socket", server->folder);
    snprintf(server->url, sizeof server->url, "unix://%s", path);
    server->pid = fork();
    if (server->pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL); // a test that crashes leaves nothing behind
        if (!freopen("/dev/null", "w", stdout))
            _exit(1);
        execlp("redis-server", "redis-server", "--port", "0", "--unixsocket", path, "--save", "",
               "--dir", server->folder, "--maxmemory-policy", maxmemory_policy, (char *)NULL);
        _exit(1);
    }
    for (int i = 0; i < 500 && !is_up(path); i++)
        usleep(20000);
    return is_up(path);
}

void redis_server_stop(struct redis_server *server)
{
    char path[96];
    kill(server->pid, SIGKILL);
    waitpid(server->pid, NULL, 0);
    snprintf(path, sizeof path, "%s/socket", server->folder);
    unlink(path);
    rmdir(server->folder);
}
