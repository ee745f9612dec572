// SPDX-License-Identifier: Apache-2.0
// Reads a topic from its first record to where it ends now, all partitions at once, committed
// records only. Owned by the command; one thread.
#ifndef OPS_TOPIC_SCAN_H
#define OPS_TOPIC_SCAN_H

#include "ops/service.h"

#include "io/reader.h"

struct topic_scan;

// RESULT_NOT_FOUND: no such topic.
MUST_USE enum result topic_scan_open(struct service *service, enum topic topic,
                                     struct topic_scan **scan, struct error *error);
void topic_scan_close(struct topic_scan *scan);

// The next record of any partition, borrowed until the next call; `done`: there is none.
MUST_USE enum result topic_scan_next(struct topic_scan *scan, struct record *record, bool *done,
                                     struct error *error);

// The headers of the record last read.
const struct headers *topic_scan_headers(struct topic_scan *scan);
int32_t topic_scan_partitions(const struct topic_scan *scan);

#endif
