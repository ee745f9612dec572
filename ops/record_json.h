// SPDX-License-Identifier: Apache-2.0
// Records of our topics as jansson objects, for commands that show them to people.
#ifndef OPS_RECORD_JSON_H
#define OPS_RECORD_JSON_H

#include "codec/record_reader.h"

#include "base/bytes.h"

#include <jansson.h>

struct record_json {
    struct records records;
    struct record_reader readers[RECORD_COUNT];
    bool open[RECORD_COUNT];
    struct bytes text;
};

void record_json_init(struct record_json *json);
void record_json_release(struct record_json *json);

// The record of a framed value; the caller's to free. NULL: no such record, or framed by a
// registry.
json_t *record_json_read(struct record_json *json, enum record_kind kind, struct text value);

// Members, with something harmless where they are missing or null.
const char *json_word(const json_t *object, const char *key);
int64_t json_number(const json_t *object, const char *key);

// "USD 12.50" of a currency and an amount in minor units.
enum { JSON_MONEY_MAX = 48 };
const char *json_money(const json_t *object, const char *amount_key, char out[JSON_MONEY_MAX]);

#endif
