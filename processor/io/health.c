// SPDX-License-Identifier: Apache-2.0
// The one file that knows libmicrohttpd. It answers from atomics that the workers set, in a thread
// of its own, so a stuck worker still gets an honest answer.
#include "io/health.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { BEAT_LATE_MS = 60000, CONNECTIONS_MAX = 32, CONNECTION_TIMEOUT_S = 10 };

struct health {
    struct MHD_Daemon *daemon;
    struct metrics *metrics;
    int workers;
    _Atomic int64_t beat_ms[HEALTH_WORKERS_MAX];
    _Atomic bool ready[HEALTH_WORKERS_MAX];
};

static int64_t monotonic_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void health_beat(struct health *health, int worker, int64_t now_ms)
{
    atomic_store(&health->beat_ms[worker], now_ms);
}

void health_set_ready(struct health *health, int worker, bool ready)
{
    atomic_store(&health->ready[worker], ready);
}

bool health_is_live(const struct health *health, int64_t now_ms)
{
    for (int i = 0; i < health->workers; i++)
        if (now_ms - atomic_load(&health->beat_ms[i]) > BEAT_LATE_MS)
            return false;
    return true;
}

bool health_is_ready(const struct health *health)
{
    for (int i = 0; i < health->workers; i++)
        if (!atomic_load(&health->ready[i]))
            return false;
    return true;
}

static enum MHD_Result answer(struct MHD_Connection *connection, unsigned status, struct text body,
                              const char *type)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(
        body.len, (void *)(uintptr_t)body.at, MHD_RESPMEM_MUST_COPY);
    if (!response)
        return MHD_NO;
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result answer_yes_no(struct MHD_Connection *connection, bool yes)
{
    return answer(connection, yes ? MHD_HTTP_OK : MHD_HTTP_SERVICE_UNAVAILABLE,
                  text_of(yes ? "ok\n" : "no\n"), "text/plain; charset=utf-8");
}

static enum MHD_Result answer_metrics(struct health *health, struct MHD_Connection *connection)
{
    struct bytes text = {0};
    metrics_write(health->metrics, &text);
    enum MHD_Result result = answer(connection, MHD_HTTP_OK, bytes_text(&text),
                                    "text/plain; version=0.0.4; charset=utf-8");
    bytes_release(&text);
    return result;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **state)
{
    (void)version, (void)upload, (void)upload_size, (void)state;
    struct health *health = context;
    if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
        return answer(connection, MHD_HTTP_METHOD_NOT_ALLOWED, text_of("GET only\n"), "text/plain");
    if (strcmp(url, "/live") == 0 || strcmp(url, "/livez") == 0)
        return answer_yes_no(connection, health_is_live(health, monotonic_ms()));
    if (strcmp(url, "/ready") == 0 || strcmp(url, "/readyz") == 0)
        return answer_yes_no(connection, health_is_ready(health));
    if (strcmp(url, "/metrics") == 0)
        return answer_metrics(health, connection);
    return answer(connection, MHD_HTTP_NOT_FOUND, text_of("/live /ready /metrics\n"), "text/plain");
}

static enum result read_listen(const char *listen, struct sockaddr_in *address, struct error *error)
{
    char host[64];
    const char *colon = strrchr(listen, ':');
    char *end = NULL;
    unsigned long port = colon ? strtoul(colon + 1, &end, 10) : 0;
    if (!colon || colon[1] == 0 || *end || port > 65535 || (size_t)(colon - listen) >= sizeof host)
        return error_set(error, RESULT_USAGE, "http.listen: '%s' is not ADDRESS:PORT", listen);
    snprintf(host, sizeof host, "%.*s", (int)(colon - listen), listen);
    *address = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    const char *number = strcmp(host, "localhost") == 0 ? "127.0.0.1" : host;
    if (inet_pton(AF_INET, *number ? number : "0.0.0.0", &address->sin_addr) != 1)
        return error_set(error, RESULT_USAGE, "http.listen: '%s' is no IPv4 address", host);
    return OK;
}

enum result health_open(struct health **health, const char *listen, int workers,
                        struct metrics *metrics, struct error *error)
{
    struct sockaddr_in address = {0};
    enum result result = read_listen(listen, &address, error);
    if (result != OK)
        return result;
    struct health *made = calloc(1, sizeof *made);
    if (!made)
        abort();
    made->metrics = metrics;
    made->workers = workers < HEALTH_WORKERS_MAX ? workers : HEALTH_WORKERS_MAX;
    for (int i = 0; i < made->workers; i++)
        health_beat(made, i, monotonic_ms());
    made->daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, ntohs(address.sin_port), NULL,
                                    NULL, on_request, made, MHD_OPTION_SOCK_ADDR,
                                    (struct sockaddr *)&address, MHD_OPTION_CONNECTION_LIMIT,
                                    (unsigned)CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT,
                                    (unsigned)CONNECTION_TIMEOUT_S, MHD_OPTION_END);
    if (!made->daemon) {
        free(made);
        return error_set(error, RESULT_UNAVAILABLE, "http.listen: cannot listen on %s: %s", listen,
                         strerror(errno));
    }
    *health = made;
    return OK;
}

void health_close(struct health *health)
{
    if (!health)
        return;
    MHD_stop_daemon(health->daemon);
    free(health);
}

int health_port(const struct health *health)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(health->daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info ? info->port : 0;
}
