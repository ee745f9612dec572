// SPDX-License-Identifier: Apache-2.0
// Keeps the compiled plans: our own schemas by their fingerprints, others as the caller adds them.
// A writer that could not be resolved is kept as such, so that its records need no second look.
#include "codec/event_read.h"

#include "codec/event_content.h"
#include "codec/event_fields.h"
#include "codec/event_values.h"
#include "codec/frame.h"
#include "codec/grow.h"
#include "codec/plan.h"

struct writer {
    enum frame_kind kind;
    uint64_t key; // fingerprint or registry id
    enum event_type type;
    struct schema *schema; // owned; NULL for our own
    struct plan *plan;     // NULL: unusable
};

struct event_reader {
    const struct records *records;
    struct action_layout layout;
    struct tape tape;
    struct bytes scratch;
    struct writer *writers;
    uint32_t writer_count, writer_room;
};

static struct writer *find_writer(struct event_reader *reader, enum frame_kind kind, uint64_t key)
{
    for (uint32_t i = 0; i < reader->writer_count; i++)
        if (reader->writers[i].key == key && reader->writers[i].kind == kind)
            return &reader->writers[i];
    return NULL;
}

static void add_writer(struct event_reader *reader, struct writer writer)
{
    reader->writers = grow(reader->writers, reader->writer_count + 1, &reader->writer_room,
                           sizeof *reader->writers);
    reader->writers[reader->writer_count++] = writer;
}

// The input of ours that the schema's record is meant for.
static enum result match_type(const struct schema *schema, enum event_type *type,
                              struct error *error)
{
    enum record_kind record;
    if (!record_at(schema->nodes[0].name, &record) || record > RECORD_CLOCK_TICK)
        return error_set(error, RESULT_BAD_DATA, "`%.*s` is none of the input records",
                         TEXT_ARGS(schema->nodes[0].name));
    *type = (enum event_type)record;
    return OK;
}

enum result event_reader_add(struct event_reader *reader, int32_t schema_id,
                             struct text writer_schema, struct error *error)
{
    struct writer writer = {.kind = FRAME_REGISTRY, .key = (uint64_t)schema_id};
    if (schema_id >= 0 && find_writer(reader, writer.kind, writer.key))
        return OK;
    enum result result = schema_read(writer_schema, &writer.schema, error);
    if (result == OK && schema_id < 0) {
        writer.kind = FRAME_SINGLE_OBJECT;
        writer.key = writer.schema->fingerprint;
        if (find_writer(reader, writer.kind, writer.key)) {
            schema_free(writer.schema);
            return OK;
        }
    }
    if (result == OK)
        result = match_type(writer.schema, &writer.type, error);
    if (result == OK)
        result =
            plan_compile(writer.schema, reader->records->schemas[writer.type], &writer.plan, error);
    if (result != OK) {
        schema_free(writer.schema);
        writer.schema = NULL;
    }
    if (result == OK || schema_id >= 0)
        add_writer(reader, writer);
    return result;
}

struct event_reader *event_reader_new(const struct records *records)
{
    struct event_reader *reader = calloc(1, sizeof *reader);
    struct error error;
    if (!reader)
        abort();
    reader->records = records;
    action_layout_init(&reader->layout, records->schemas[RECORD_ACCOUNT_ACTION]);
    tape_init(&reader->tape, TAPE_CELLS_DEFAULT);
    for (int type = 0; type < EVENT_TYPE_COUNT; type++) {
        const struct schema *schema = records->schemas[type];
        struct writer writer = {
            .kind = FRAME_SINGLE_OBJECT, .key = schema->fingerprint, .type = (enum event_type)type};
        if (plan_compile(schema, schema, &writer.plan, &error) != OK)
            abort();
        add_writer(reader, writer);
    }
    return reader;
}

void event_reader_free(struct event_reader *reader)
{
    if (!reader)
        return;
    for (uint32_t i = 0; i < reader->writer_count; i++) {
        plan_free(reader->writers[i].plan);
        schema_free(reader->writers[i].schema);
    }
    free(reader->writers);
    tape_release(&reader->tape);
    bytes_release(&reader->scratch);
    free(reader);
}

static enum event_reading refuse_with(struct event_fault *fault, enum refusal refusal)
{
    fault->refusal = refusal;
    return EVENT_REFUSED;
}

static enum event_reading unknown_schema(struct event_fault *fault, const struct frame *frame)
{
    if (frame->kind == FRAME_REGISTRY) {
        (void)error_set(&fault->error, OK, "schema %d is not known yet", frame->schema_id);
        return EVENT_SCHEMA_WANTED;
    }
    (void)error_set(&fault->error, OK, "no schema has the fingerprint %016llx",
                    (unsigned long long)frame->fingerprint);
    return refuse_with(fault, REFUSAL_UNKNOWN_SCHEMA);
}

static enum event_reading check_writer(const struct writer *writer, enum event_type type,
                                       struct event_fault *fault)
{
    if (!writer->plan)
        (void)error_set(&fault->error, OK, "schema %d cannot be read as a record of this topic",
                        fault->schema_id);
    else if (writer->type != type)
        (void)error_set(&fault->error, OK, "%.*s where %.*s is expected",
                        TEXT_ARGS(record_name((enum record_kind)writer->type)),
                        TEXT_ARGS(record_name((enum record_kind)type)));
    else
        return EVENT_READ;
    return refuse_with(fault, REFUSAL_UNKNOWN_SCHEMA);
}

static enum event_reading decode(struct event_reader *reader, const struct writer *writer,
                                 struct text payload, struct event_fault *fault)
{
    enum result result = plan_read(writer->plan, payload, &reader->tape, &fault->error);
    if (result == RESULT_NOT_FOUND && writer->kind == FRAME_REGISTRY)
        return EVENT_TOO_NEW;
    return result == OK ? EVENT_READ : refuse_with(fault, REFUSAL_BAD_BYTES);
}

// Bounds on what is hashed but not kept.
static bool has_sound_maps(const struct tape *tape, struct event_fault *fault)
{
    for (uint32_t i = 0; i < tape->cells[0].range.count; i++) {
        const struct cell *cell = tape_at(tape, tape->cells, i);
        if (cell->kind != CELL_MAP || cell->range.count <= CONTENT_PAIRS_MAX)
            continue;
        (void)error_set(&fault->error, OK, "metadata: %u pairs are more than %d", cell->range.count,
                        CONTENT_PAIRS_MAX);
        fault->refusal = REFUSAL_BAD_BYTES;
        return false;
    }
    return true;
}

enum event_reading event_read(struct event_reader *reader, enum event_type type, struct text value,
                              struct arena *arena, struct event *event, struct event_fault *fault)
{
    struct frame frame;
    fault->schema_id = SCHEMA_ID_NONE;
    if (frame_read(value, &frame, &fault->error) != OK)
        return refuse_with(fault, REFUSAL_BAD_BYTES);
    bool registry = frame.kind == FRAME_REGISTRY;
    if (registry)
        fault->schema_id = frame.schema_id;
    const struct writer *writer =
        find_writer(reader, frame.kind, registry ? (uint64_t)frame.schema_id : frame.fingerprint);
    if (!writer)
        return unknown_schema(fault, &frame);
    enum event_reading reading = check_writer(writer, type, fault);
    if (reading == EVENT_READ)
        reading = decode(reader, writer, frame.payload, fault);
    if (reading != EVENT_READ)
        return reading;
    struct taking taking = {.tape = &reader->tape, .arena = arena, .fault = fault};
    if (!has_sound_maps(&reader->tape, fault) ||
        !event_values_take(&taking, &reader->layout, type, event))
        return EVENT_REFUSED;
    event->content = event_content(reader->records->schemas[type], &reader->tape, &reader->scratch);
    return EVENT_READ;
}
