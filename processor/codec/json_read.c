// SPDX-License-Identifier: Apache-2.0
// jansson parses the line; json_value.h does the rest, driven by the schema of the topic's record.
#include "codec/json_read.h"

#include "codec/json_value.h"

#include <jansson.h>

// Takes the topic out of the object, so that only the record's fields are left.
static enum result take_topic(json_t *object, enum event_type *type, struct error *error)
{
    const json_t *topic = json_object_get(object, "topic");
    struct text name = {json_string_value(topic), json_string_length(topic)};
    for (int i = 0; i < EVENT_TYPE_COUNT; i++)
        if (text_equal(name, event_name((enum event_type)i))) {
            *type = (enum event_type)i;
            json_object_del(object, "topic");
            return OK;
        }
    if (!topic)
        return error_set(error, RESULT_BAD_DATA, "topic: missing, and it has no default");
    return error_set(error, RESULT_BAD_DATA,
                     "topic: none of invoice-issued, payment-received, account-action, clock-tick");
}

enum result json_read(const struct records *records, struct text line, enum event_type *type,
                      struct bytes *out, struct error *error)
{
    json_error_t bad;
    enum event_type found = EVENT_INVOICE_ISSUED;
    json_t *object = json_loadb(line.at ? line.at : "", line.len,
                                JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &bad);
    if (!object)
        return error_set(error, RESULT_BAD_DATA, "column %d: %s", bad.column, bad.text);
    enum result result = json_is_object(object)
                             ? take_topic(object, &found, error)
                             : error_set(error, RESULT_BAD_DATA, "no JSON object");
    if (result == OK)
        result = json_value_write(records->schemas[found], 0, object, out, error);
    if (result == OK)
        *type = found;
    json_decref(object);
    return result;
}
