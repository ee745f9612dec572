// SPDX-License-Identifier: Apache-2.0
#include "ops/topic_scan.h"

#include "io/admin.h"

#include <stdlib.h>

enum { POLL_MS = 200, WAIT_MS = 30000 };

struct topic_scan {
    const char *name;
    struct reader *reader;
    int32_t partitions;
    int32_t left; // partitions whose end was not seen yet
    bool *ended;
    int waited_ms;
};

static enum result count_partitions(struct service *service, const char *name, int32_t *partitions,
                                    struct error *error)
{
    struct admin *admin;
    int32_t replication;
    enum result result = admin_open(&admin, service->kafka, error);
    if (result != OK)
        return result;
    result = admin_partitions(admin, name, partitions, &replication, error);
    admin_close(admin);
    return result;
}

static enum result seek(struct topic_scan *scan, struct error *error)
{
    struct reader_place *places = calloc((size_t)scan->partitions, sizeof *places);
    scan->ended = calloc((size_t)scan->partitions, sizeof *scan->ended);
    if (!places || !scan->ended)
        abort();
    for (int32_t p = 0; p < scan->partitions; p++)
        places[p] =
            (struct reader_place){.name = scan->name, .partition = p, .from = READER_FROM_START};
    enum result result = reader_seek(scan->reader, places, (size_t)scan->partitions, error);
    free(places);
    return result;
}

enum result topic_scan_open(struct service *service, enum topic topic, struct topic_scan **scan,
                            struct error *error)
{
    struct topic_scan *open = calloc(1, sizeof *open);
    if (!open)
        abort();
    open->name = service->options.topics[topic];
    enum result result = count_partitions(service, open->name, &open->partitions, error);
    open->left = open->partitions;
    if (result == OK)
        result = reader_open(&open->reader, service->kafka, 0, error);
    if (result == OK)
        result = seek(open, error);
    if (result != OK) {
        topic_scan_close(open);
        return result;
    }
    *scan = open;
    return OK;
}

void topic_scan_close(struct topic_scan *scan)
{
    if (!scan)
        return;
    reader_close(scan->reader);
    free(scan->ended);
    free(scan);
}

enum result topic_scan_next(struct topic_scan *scan, struct record *record, bool *done,
                            struct error *error)
{
    while (scan->left > 0) {
        enum reader_event event;
        enum result result = reader_poll(scan->reader, POLL_MS, &event, record, error);
        if (result != OK)
            return result;
        if (event == READER_RECORD) {
            scan->waited_ms = 0;
            *done = false;
            return OK;
        }
        if (event == READER_END && !scan->ended[record->partition]) {
            scan->ended[record->partition] = true;
            scan->left--;
        }
        if (event == READER_IDLE && (scan->waited_ms += POLL_MS) >= WAIT_MS)
            return error_set(error, RESULT_UNAVAILABLE, "%s: nothing came for %d s", scan->name,
                             WAIT_MS / 1000);
    }
    *done = true;
    return OK;
}

const struct headers *topic_scan_headers(struct topic_scan *scan)
{
    return reader_headers(scan->reader);
}

int32_t topic_scan_partitions(const struct topic_scan *scan)
{
    return scan->partitions;
}
