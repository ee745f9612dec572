// SPDX-License-Identifier: Apache-2.0
// The loop of one worker.
#ifndef RUN_H
#define RUN_H

#include "service.h"

// Works until service->stop; then commits, folds and leaves: OK. RESULT_FATAL: fenced, or a state
// that must not be guessed about; RESULT_USAGE, RESULT_UNAVAILABLE: could not start.
MUST_USE enum result run_worker(struct service *service, int number, struct error *error);

#endif
