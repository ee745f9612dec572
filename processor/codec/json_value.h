// SPDX-License-Identifier: Apache-2.0
// One JSON value, by a schema, to Avro's binary encoding: for defaults of fields and for records
// that people write. Dates are "2025-03-01" or days, instants "2025-03-01T14:30:00Z" or
// milliseconds, bytes a string of the code points 0 to 255. A union's value stands bare, or in an
// object that names its branch: {"Shift": {…}}. A missing field is its default or an error, as is
// one that the schema does not know.
#ifndef CODEC_JSON_VALUE_H
#define CODEC_JSON_VALUE_H

#include "base/bytes.h"
#include "codec/schema.h"

enum { JSON_VALUES_MAX = 65536, JSON_DEPTH_MAX = 64 };

// Appends to `out`. RESULT_BAD_DATA with the path of the field: "action.Shift.until: no date";
// `out` then ends in a part of the value.
MUST_USE enum result json_value_write(const struct schema *schema, uint32_t node,
                                      const struct json_t *json, struct bytes *out,
                                      struct error *error);

#endif
