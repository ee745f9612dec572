// SPDX-License-Identifier: Apache-2.0
// A copy of pointers only; any thread.
#include "io/headers.h"

#include <librdkafka/rdkafka.h>
#include <stdlib.h>

void headers_take(struct headers *headers, const rd_kafka_message_t *message)
{
    rd_kafka_headers_t *given = NULL;
    headers->count = 0;
    if (!message || rd_kafka_message_headers(message, &given))
        return;
    const char *name;
    const void *value;
    size_t size;
    for (size_t i = 0; !rd_kafka_header_get_all(given, i, &name, &value, &size); i++) {
        if (headers->count == headers->room) {
            headers->room = headers->room ? headers->room * 2 : 8;
            headers->items = realloc(headers->items, headers->room * sizeof *headers->items);
            if (!headers->items)
                abort();
        }
        headers->items[headers->count++] = (struct header){text_of(name), {value, size}};
    }
}

void headers_release(struct headers *headers)
{
    free(headers->items);
    *headers = (struct headers){0};
}

rd_kafka_headers_t *headers_make(const struct headers *headers)
{
    if (!headers || headers->count == 0)
        return NULL;
    rd_kafka_headers_t *made = rd_kafka_headers_new(headers->count);
    for (size_t i = 0; i < headers->count; i++) {
        const struct header *header = &headers->items[i];
        rd_kafka_header_add(made, header->name.at, (ssize_t)header->name.len, header->value.at,
                            header->value.at ? (ssize_t)header->value.len : 0);
    }
    return made;
}
