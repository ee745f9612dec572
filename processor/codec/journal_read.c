// SPDX-License-Identifier: Apache-2.0
// The numbers of the fields are those of schemas/JournalRecord.avsc, which test_journal holds them
// to.
#include "codec/journal.h"

#include "codec/record_reader.h"

#include <stdlib.h>

// A record of 512 KiB has at most some 20,000 inputs, of 9 values each.
enum { JOURNAL_CELLS_MAX = 1 << 20 };

enum record_field {
    FIELD_SEQUENCE,
    FIELD_PART,
    FIELD_PARTS,
    FIELD_CLOCK_BEFORE,
    FIELD_CLOCK_AFTER,
    FIELD_PREVIOUS,
    FIELD_POLICIES,
    FIELD_BUILD,
    FIELD_INPUTS,
    FIELD_OUTPUT_COUNT,
    FIELD_OUTPUTS,
    FIELD_ACCOUNTS,
    FIELD_ACCOUNT_COUNT,
};

enum input_field {
    INPUT_TOPIC,
    INPUT_OFFSET,
    INPUT_KEY,
    INPUT_VALUE,
    INPUT_SCHEMA_ID,
    INPUT_TIMESTAMP,
    INPUT_REFUSED,
    INPUT_PARKED,
};

struct journal_reader {
    struct record_reader reader;
};

struct journal_reader *journal_reader_new(const struct records *records)
{
    struct journal_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        abort();
    record_reader_init(&reader->reader, records, RECORD_JOURNAL_RECORD, JOURNAL_CELLS_MAX);
    return reader;
}

void journal_reader_free(struct journal_reader *reader)
{
    if (!reader)
        return;
    record_reader_release(&reader->reader);
    free(reader);
}

enum result journal_reader_add(struct journal_reader *reader, struct text writer_schema,
                               struct error *error)
{
    return record_reader_add(&reader->reader, writer_schema, error);
}

static struct digest digest_at(const struct cell *cell)
{
    struct digest digest;
    memcpy(digest.at, cell->text.at, sizeof digest.at); // a fixed of this size
    return digest;
}

static int64_t number_or(const struct cell *cell, int64_t none)
{
    return cell->kind == CELL_NULL ? none : cell->number;
}

static struct text text_or_none(const struct cell *cell)
{
    return cell->kind == CELL_NULL ? (struct text){NULL, 0} : cell->text;
}

static void read_policies(const struct tape *tape, const struct cell *cell, struct arena *arena,
                          struct journal_digests *list)
{
    list->count = list->room = cell->range.count;
    list->items = arena_take(arena, list->count * sizeof *list->items);
    for (uint32_t i = 0; i < cell->range.count; i++)
        list->items[i] = digest_at(tape_at(tape, cell, i));
}

static void read_inputs(const struct tape *tape, const struct cell *cell, struct arena *arena,
                        struct journal_inputs *list)
{
    list->count = list->room = cell->range.count;
    list->items = arena_take(arena, list->count * sizeof *list->items);
    for (uint32_t i = 0; i < cell->range.count; i++) {
        const struct cell *fields = tape_at(tape, tape_at(tape, cell, i), 0);
        list->items[i] = (struct journal_input){
            .topic = fields[INPUT_TOPIC].text,
            .offset = fields[INPUT_OFFSET].number,
            .key = text_or_none(&fields[INPUT_KEY]),
            .has_key = fields[INPUT_KEY].kind != CELL_NULL,
            .value = text_or_none(&fields[INPUT_VALUE]),
            .has_value = fields[INPUT_VALUE].kind != CELL_NULL,
            .schema_id = (int32_t)number_or(&fields[INPUT_SCHEMA_ID], -1),
            .timestamp_ms = fields[INPUT_TIMESTAMP].number,
            .refused = text_or_none(&fields[INPUT_REFUSED]),
            .parked = fields[INPUT_PARKED].number != 0,
        };
    }
}

enum result journal_read(struct journal_reader *reader, struct text value, struct arena *arena,
                         struct journal_record *record, struct error *error)
{
    enum result result = record_reader_read(&reader->reader, value, error);
    if (result != OK)
        return error_wrap(error, result, "journal record");
    const struct tape *tape = &reader->reader.tape;
    const struct cell *fields = tape_at(tape, tape->cells, 0);
    *record = (struct journal_record){
        .sequence = fields[FIELD_SEQUENCE].number,
        .part = (int32_t)fields[FIELD_PART].number,
        .parts = (int32_t)fields[FIELD_PARTS].number,
        .clock_before_ms = number_or(&fields[FIELD_CLOCK_BEFORE], INSTANT_NONE),
        .clock_after_ms = number_or(&fields[FIELD_CLOCK_AFTER], INSTANT_NONE),
        .previous = digest_at(&fields[FIELD_PREVIOUS]),
        .build = fields[FIELD_BUILD].text,
        .output_count = fields[FIELD_OUTPUT_COUNT].number,
        .outputs = digest_at(&fields[FIELD_OUTPUTS]),
        .accounts = digest_at(&fields[FIELD_ACCOUNTS]),
        .account_count = fields[FIELD_ACCOUNT_COUNT].number,
    };
    read_policies(tape, &fields[FIELD_POLICIES], arena, &record->policies);
    read_inputs(tape, &fields[FIELD_INPUTS], arena, &record->inputs);
    return OK;
}
