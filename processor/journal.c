// SPDX-License-Identifier: Apache-2.0
// The journal of one partition: what a batch applied there, in order, chained by hashes. A batch is
// one sequence, cut into parts so that no record is above half a megabyte (but for a single input
// that is larger by itself). The bytes are codec/journal.h's.
#include "worker.h"

#include "codec/frame.h"

enum { PART_BYTES_MAX = 512 * 1024, PART_HEAD_BYTES = 4096 };

static struct journal_digests policy_digests(struct worker *worker)
{
    struct journal_digests digests = {0};
    for (size_t i = 0; i < worker->book.policies.count; i++)
        *LIST_ADD(&worker->batch_arena, &digests) = worker->book.policies.items[i]->digest;
    return digests;
}

// How many inputs from `first` on go into one part.
static size_t part_count(const struct journal_inputs *inputs, size_t first)
{
    size_t bytes = PART_HEAD_BYTES, count = 0;
    while (first + count < inputs->count) {
        bytes += journal_input_size(&inputs->items[first + count]);
        if (count > 0 && bytes > PART_BYTES_MAX)
            break;
        count++;
    }
    return count;
}

static int32_t parts_of(const struct journal_inputs *inputs)
{
    int32_t parts = 0;
    size_t first = 0;
    do {
        first += part_count(inputs, first);
        parts++;
    } while (first < inputs->count);
    return parts;
}

static struct digest digest_of_images(struct worker *worker, const struct partition *partition)
{
    bytes_clear(&worker->scratch);
    for (size_t i = 0; i < partition->slots.count; i++)
        bytes_add_text(&worker->scratch, bytes_text(&partition->slots.items[i]->image));
    return digest_of(bytes_text(&worker->scratch));
}

static enum result send_part(struct worker *worker, struct partition *partition,
                             const struct journal_record *record, struct error *error)
{
    const struct schema *schema = worker->service->records->schemas[RECORD_JOURNAL_RECORD];
    struct bytes *out = &worker->scratch;
    bytes_clear(out);
    frame_write_single_object(out, schema->fingerprint);
    journal_write(record, out);
    partition->chain = digest_of(bytes_text(out));
    struct record sent = {
        .topic = TOPIC_JOURNAL, .partition = partition->number, .value = bytes_text(out)};
    return sink_send(worker->sink, &sent, error);
}

enum result journal_send(struct worker *worker, struct partition *partition, struct error *error)
{
    struct journal_inputs all = partition->inputs;
    struct journal_record record = {
        .sequence = partition->sequence + 1,
        .parts = parts_of(&all),
        .clock_before_ms = partition->clock_ms,
        .clock_after_ms = partition->batch_clock_ms,
        .policies = policy_digests(worker),
        .build = worker->service->build,
        .output_count = partition->output_count,
        .outputs = digest_of(bytes_text(&partition->outputs)),
        .accounts = digest_of_images(worker, partition),
        .account_count = partition->accounts + partition->created,
    };
    enum result result = OK;
    for (size_t first = 0; record.part < record.parts && result == OK; record.part++) {
        size_t count = part_count(&all, first);
        record.inputs.items = all.items + first;
        record.inputs.count = count;
        record.previous = partition->chain;
        result = send_part(worker, partition, &record, error);
        first += count;
    }
    return result;
}
