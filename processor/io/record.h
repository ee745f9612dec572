// SPDX-License-Identifier: Apache-2.0
// A record as it travels: a key, a value and headers, each of which may be absent (not the same as
// empty). Everything is borrowed: from the consumer until its next poll, or from the sender.
#ifndef IO_RECORD_H
#define IO_RECORD_H

#include "base/text.h"

struct header {
    struct text name;
    struct text value; // at NULL: absent
};

struct headers {
    struct header *items;
    size_t count, room;
};

struct record {
    int topic;                     // index into the list of topics that the handle was opened with
    int32_t partition;             // -1, when sending: by the key
    int64_t offset;                // as read
    int64_t timestamp_ms;          // as read; when sending 0 is now
    struct text key;               // at NULL: absent
    struct text value;             // at NULL: absent
    const struct headers *headers; // NULL: none
};

#endif
