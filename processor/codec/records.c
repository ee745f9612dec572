// SPDX-License-Identifier: Apache-2.0
#include "codec/records.h"

#include "codec/schema_texts.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const NAMES[RECORD_COUNT] = {
    [RECORD_INVOICE_ISSUED] = "InvoiceIssued", [RECORD_PAYMENT_RECEIVED] = "PaymentReceived",
    [RECORD_ACCOUNT_ACTION] = "AccountAction", [RECORD_CLOCK_TICK] = "ClockTick",
    [RECORD_STATUS_CHANGE] = "StatusChange",   [RECORD_NOTIFICATION] = "Notification",
    [RECORD_LEDGER_ENTRY] = "LedgerEntry",     [RECORD_ACCOUNT_IMAGE] = "AccountImage",
    [RECORD_JOURNAL_RECORD] = "JournalRecord",
};

struct text record_name(enum record_kind record)
{
    return text_of(NAMES[record]);
}

struct text record_schema_text(enum record_kind record)
{
    for (const struct schema_text *text = SCHEMA_TEXTS; text->name; text++)
        if (strcmp(text->name, NAMES[record]) == 0)
            return text_of(text->json);
    return (struct text){NULL, 0};
}

bool record_at(struct text name, enum record_kind *record)
{
    for (int i = 0; i < RECORD_COUNT; i++)
        if (text_is(schema_short_name(name), NAMES[i])) {
            *record = (enum record_kind)i;
            return true;
        }
    return false;
}

void records_init(struct records *records)
{
    struct error error;
    for (int i = 0; i < RECORD_COUNT; i++)
        if (schema_read(record_schema_text((enum record_kind)i), &records->schemas[i], &error) !=
            OK) {
            fprintf(stderr, "%s: %s\n", NAMES[i], error.text);
            abort();
        }
}

void records_release(struct records *records)
{
    for (int i = 0; i < RECORD_COUNT; i++)
        schema_free(records->schemas[i]);
    *records = (struct records){0};
}
