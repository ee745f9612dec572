// SPDX-License-Identifier: Apache-2.0
// One line of `dunningctl send`: a JSON object with the topic and the fields of its record
// (contract.md, Commands), to the Avro bytes of the record.
#ifndef CODEC_JSON_READ_H
#define CODEC_JSON_READ_H

#include "base/bytes.h"
#include "codec/records.h"
#include "engine/event.h"

// Appends the payload, without a frame, to `out`. RESULT_BAD_DATA naming the field:
// "action.Shift.until: no date such as …". Values within their types are not judged here:
// event_read does that with the framed payload.
MUST_USE enum result json_read(const struct records *records, struct text line,
                               enum event_type *type, struct bytes *out, struct error *error);

#endif
