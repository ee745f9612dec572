// SPDX-License-Identifier: Apache-2.0
#include "codec/record_reader.h"

#include "codec/frame.h"
#include "codec/grow.h"

struct record_writer {
    uint64_t fingerprint;
    struct schema *schema; // owned; NULL for the present one
    struct plan *plan;
};

static const struct record_writer *find_writer(const struct record_reader *reader,
                                               uint64_t fingerprint)
{
    for (uint32_t i = 0; i < reader->writer_count; i++)
        if (reader->writers[i].fingerprint == fingerprint)
            return &reader->writers[i];
    return NULL;
}

static void add_writer(struct record_reader *reader, struct record_writer writer)
{
    reader->writers = grow(reader->writers, reader->writer_count + 1, &reader->writer_room,
                           sizeof *reader->writers);
    reader->writers[reader->writer_count++] = writer;
}

void record_reader_init(struct record_reader *reader, const struct records *records,
                        enum record_kind record, uint32_t cells_max)
{
    struct error error;
    *reader = (struct record_reader){.schema = records->schemas[record]};
    struct record_writer present = {.fingerprint = reader->schema->fingerprint};
    if (plan_compile(reader->schema, reader->schema, &present.plan, &error) != OK)
        abort();
    tape_init(&reader->tape, cells_max);
    add_writer(reader, present);
}

void record_reader_release(struct record_reader *reader)
{
    for (uint32_t i = 0; i < reader->writer_count; i++) {
        plan_free(reader->writers[i].plan);
        schema_free(reader->writers[i].schema);
    }
    free(reader->writers);
    tape_release(&reader->tape);
    *reader = (struct record_reader){0};
}

enum result record_reader_add(struct record_reader *reader, struct text writer_schema,
                              struct error *error)
{
    struct record_writer writer = {0};
    enum result result = schema_read(writer_schema, &writer.schema, error);
    if (result != OK)
        return result;
    writer.fingerprint = writer.schema->fingerprint;
    if (!find_writer(reader, writer.fingerprint))
        result = plan_compile(writer.schema, reader->schema, &writer.plan, error);
    if (writer.plan)
        add_writer(reader, writer);
    else
        schema_free(writer.schema);
    return result;
}

enum result record_reader_read(struct record_reader *reader, struct text value, struct error *error)
{
    struct frame frame;
    enum result result = frame_read(value, &frame, error);
    if (result != OK)
        return result;
    if (frame.kind != FRAME_SINGLE_OBJECT)
        return error_set(error, RESULT_BAD_DATA, "no single-object encoding");
    const struct record_writer *writer = find_writer(reader, frame.fingerprint);
    if (!writer)
        return error_set(error, RESULT_NOT_FOUND, "no schema has the fingerprint %016llx",
                         (unsigned long long)frame.fingerprint);
    result = plan_read(writer->plan, frame.payload, &reader->tape, error);
    return result == OK ? OK : RESULT_BAD_DATA;
}
