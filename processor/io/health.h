// SPDX-License-Identifier: Apache-2.0
// GET /live, /ready and /metrics (aliases /livez, /readyz), for probes and scrapers. Live: every
// worker went round its loop within the last minute. Ready: every worker says so.
#ifndef IO_HEALTH_H
#define IO_HEALTH_H

#include "base/error.h"
#include "io/metrics.h"

struct health;

enum { HEALTH_WORKERS_MAX = 64 };

// Listens on `listen` ("127.0.0.1:8080"; port 0: any free one) and starts its own thread. `metrics`
// is borrowed and must outlive it. RESULT_USAGE: not host:port; RESULT_UNAVAILABLE: port taken.
MUST_USE enum result health_open(struct health **health, const char *listen, int workers,
                                 struct metrics *metrics, struct error *error);
void health_close(struct health *health);

// The port it really listens on.
int health_port(const struct health *health);

// Called by worker `worker` each time round its loop, with its monotonic clock.
void health_beat(struct health *health, int worker, int64_t now_ms);
void health_set_ready(struct health *health, int worker, bool ready);

// What the probes would be told at `now_ms` of the monotonic clock.
bool health_is_live(const struct health *health, int64_t now_ms);
bool health_is_ready(const struct health *health);

#endif
