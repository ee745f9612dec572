// SPDX-License-Identifier: Apache-2.0
// What the engine decided to the Avro bytes of StatusChange, Notification and LedgerEntry, in the
// order of our schemas. The frame (frame.h) is the caller's, before it.
#ifndef CODEC_OUTPUT_WRITE_H
#define CODEC_OUTPUT_WRITE_H

#include "base/bytes.h"
#include "codec/records.h"
#include "engine/decision.h"

// Appends to `out`. `build` is the build id of the engine.
void output_write(const struct output *output, struct text customer_id, struct text build,
                  struct bytes *out);

static inline enum record_kind output_record(const struct output *output)
{
    return (enum record_kind)(RECORD_STATUS_CHANGE + (int)output->kind);
}

#endif
