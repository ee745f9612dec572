// SPDX-License-Identifier: Apache-2.0
#include "codec/avro_write.h"
#include "codec/journal.h"

enum { INPUT_OVERHEAD = 64 }; // lengths, numbers and branches of one input, at the most

static void write_digest(struct bytes *out, struct digest digest)
{
    bytes_add(out, digest.at, sizeof digest.at);
}

static void write_nullable(struct bytes *out, bool given, struct text text)
{
    avro_write_branch(out, given);
    if (given)
        avro_write_text(out, text);
}

static void write_input(const struct journal_input *input, struct bytes *out)
{
    avro_write_text(out, input->topic);
    avro_write_long(out, input->offset);
    write_nullable(out, input->has_key, input->key);
    write_nullable(out, input->has_value, input->value);
    avro_write_optional_long(out, input->schema_id, -1);
    avro_write_long(out, input->timestamp_ms);
    avro_write_optional_text(out, input->refused);
    avro_write_boolean(out, input->parked);
}

size_t journal_input_size(const struct journal_input *input)
{
    return input->topic.len + input->key.len + input->value.len + input->refused.len +
           INPUT_OVERHEAD;
}

void journal_write(const struct journal_record *record, struct bytes *out)
{
    avro_write_long(out, record->sequence);
    avro_write_long(out, record->part);
    avro_write_long(out, record->parts);
    avro_write_optional_long(out, record->clock_before_ms, INSTANT_NONE);
    avro_write_optional_long(out, record->clock_after_ms, INSTANT_NONE);
    write_digest(out, record->previous);
    avro_write_block(out, record->policies.count);
    for (size_t i = 0; i < record->policies.count; i++)
        write_digest(out, record->policies.items[i]);
    avro_write_block_end(out);
    avro_write_text(out, record->build);
    avro_write_block(out, record->inputs.count);
    for (size_t i = 0; i < record->inputs.count; i++)
        write_input(&record->inputs.items[i], out);
    avro_write_block_end(out);
    avro_write_long(out, record->output_count);
    write_digest(out, record->outputs);
    write_digest(out, record->accounts);
    avro_write_long(out, record->account_count);
}
