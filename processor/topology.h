// SPDX-License-Identifier: Apache-2.0
// The partition count of the deployment, which is for life.
#ifndef TOPOLOGY_H
#define TOPOLOGY_H

#include "base/error.h"
#include "config/options.h"
#include "io/kafka_config.h"

// RESULT_USAGE: the inputs, dunning-account and dunning-journal have not the same count, or one of
// our topics is missing; RESULT_UNAVAILABLE: no broker answers.
MUST_USE enum result topology_read(const struct kafka_config *kafka, const struct options *options,
                                   int32_t *partitions, struct error *error);

#endif
