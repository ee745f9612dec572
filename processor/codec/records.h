// SPDX-License-Identifier: Apache-2.0
// Our own records and their schemas, read once from what is built into the program. Shared
// read-only by all threads.
#ifndef CODEC_RECORDS_H
#define CODEC_RECORDS_H

#include "codec/schema.h"

// The first four in the order of enum event_type, the next three in that of enum output_kind.
enum record_kind {
    RECORD_INVOICE_ISSUED,
    RECORD_PAYMENT_RECEIVED,
    RECORD_ACCOUNT_ACTION,
    RECORD_CLOCK_TICK,
    RECORD_STATUS_CHANGE,
    RECORD_NOTIFICATION,
    RECORD_LEDGER_ENTRY,
    RECORD_ACCOUNT_IMAGE,
    RECORD_JOURNAL_RECORD,
};
enum { RECORD_COUNT = 9 };

struct records {
    struct schema *schemas[RECORD_COUNT];
};

// A schema of ours that cannot be read is a bug: it stops the process.
void records_init(struct records *records);
void records_release(struct records *records);

struct text record_name(enum record_kind record);        // "InvoiceIssued"
struct text record_schema_text(enum record_kind record); // the JSON, for a registry

// The record of that name, with or without a namespace; false: none of ours.
bool record_at(struct text name, enum record_kind *record);

#endif
