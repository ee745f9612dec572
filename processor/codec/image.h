// SPDX-License-Identifier: Apache-2.0
// The after-image of an account in dunning-account: a few fields that others may read, and the
// state in our own encoding (account_write.h), which is not looked into here.
#ifndef CODEC_IMAGE_H
#define CODEC_IMAGE_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/date.h"
#include "codec/record_reader.h"

struct image_service {
    struct text name, level; // "login", "full"
};

struct image_services {
    struct image_service *items;
    size_t count, room;
};

struct image {
    struct text customer_id;
    struct text status;
    int32_t until_day; // or DAY_NONE
    struct image_services services;
    int64_t next_wake_ms; // or INSTANT_NEVER
    struct text state;
};

// Appends the payload; the frame is the caller's, before it.
void image_write(const struct image *image, struct bytes *out);

// Read a framed value by a reader of RECORD_ACCOUNT_IMAGE: texts are borrowed from it, services
// come from `arena`. RESULT_NOT_FOUND: written with a schema not known here; RESULT_BAD_DATA: no
// image.
MUST_USE enum result image_read(struct record_reader *reader, struct text value,
                                struct arena *arena, struct image *image, struct error *error);

#endif
