// SPDX-License-Identifier: Apache-2.0
#include "ops/record_json.h"

#include "base/money.h"
#include "codec/json_write.h"

#include <stdio.h>

void record_json_init(struct record_json *json)
{
    *json = (struct record_json){0};
    records_init(&json->records);
}

void record_json_release(struct record_json *json)
{
    for (int i = 0; i < RECORD_COUNT; i++)
        if (json->open[i])
            record_reader_release(&json->readers[i]);
    records_release(&json->records);
    bytes_release(&json->text);
}

json_t *record_json_read(struct record_json *json, enum record_kind kind, struct text value)
{
    struct record_reader *reader = &json->readers[kind];
    struct error error;
    if (!value.at)
        return NULL;
    if (!json->open[kind])
        record_reader_init(reader, &json->records, kind, TAPE_CELLS_DEFAULT);
    json->open[kind] = true;
    if (record_reader_read(reader, value, &error) != OK)
        return NULL;
    bytes_clear(&json->text);
    json_write(reader->schema, 0, &reader->tape, &reader->tape.cells[0], &json->text);
    return json_loadb((const char *)json->text.at, json->text.len, 0, NULL);
}

const char *json_word(const json_t *object, const char *key)
{
    const char *word = json_string_value(json_object_get(object, key));
    return word ? word : "";
}

int64_t json_number(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

const char *json_money(const json_t *object, const char *amount_key, char out[JSON_MONEY_MAX])
{
    struct currency currency = {{0}};
    char amount[MONEY_TEXT_MAX];
    if (!currency_at(text_of(json_word(object, "currency")), &currency))
        return "";
    money_write(json_number(object, amount_key), currency, amount);
    snprintf(out, JSON_MONEY_MAX, "%s %s", currency.code, amount);
    return out;
}
