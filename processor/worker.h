// SPDX-License-Identifier: Apache-2.0
// One worker: its connections, its partitions and the batch it is filling. The files beside run.c
// each work on one side of it; the protocol that binds them is told at the head of run.c. One
// thread; nothing here is shared with another worker.
#ifndef WORKER_H
#define WORKER_H

#include "cache.h"
#include "codec/event_read.h"
#include "codec/journal.h"
#include "codec/record_reader.h"
#include "engine/step.h"
#include "io/offsets.h"
#include "io/reader.h"
#include "io/registry.h"
#include "io/sender.h"
#include "io/sink.h"
#include "io/source.h"
#include "io/store.h"
#include "policy_book.h"
#include "service.h"

enum {
    BATCH_ACCOUNTS_MAX = 2000, // of one transaction, over all partitions
    BATCH_INPUTS_MAX = 10000,
    BATCH_BYTES_MAX = 8 << 20,
    GROUP_MAX = 1000,       // inputs polled before they are applied together
    TICKS_WAITING_MAX = 64, // read ahead of one partition's ticks
    STALL_RETRY_MS = 1000,
};

// A record copied out of the consumer.
struct input {
    enum event_type type; // = index of the input topic
    int32_t partition;
    int64_t offset, timestamp_ms;
    struct text key, value; // at NULL: absent
    struct headers headers;
    int32_t schema_id; // of its frame, or SCHEMA_ID_NONE
    struct event event;
    enum event_reading reading;
    enum refusal refusal;
    struct text why; // of the refusal, beyond its code
};

// A tick that was read and waits at the barrier; owns its bytes.
struct waiting_tick {
    int64_t offset, timestamp_ms;
    struct bytes key, value;
    bool has_key, has_value;
    int64_t read_ms;             // when it was read …
    int64_t seen[SOURCE_INPUTS]; // … and how far its siblings were read by then
};

enum partition_state {
    PARTITION_ABSENT,  // not ours
    PARTITION_BEHIND,  // ours; to be brought level by restore.c before anything is read
    PARTITION_READY,   // read, decided and committed
    PARTITION_STALLED, // level, but not read until `retry_ms`: something outside is missing
};

struct partition {
    int32_t number;
    enum partition_state state;
    int64_t retry_ms; // BEHIND, STALLED: try again then (monotonic)
    char stalled_by[160];

    // As of the last committed transaction; Redis is folded up to it whenever it is READY.
    int64_t sequence; // 0: none yet
    int64_t clock_ms; // or INSTANT_NONE
    int64_t accounts;
    int64_t journal_offset, account_offset; // behind its last records there
    struct digest chain;                    // hash of its last journal record

    // The open batch.
    int64_t next[SOURCE_INPUTS]; // behind the last input applied
    bool moved[SOURCE_INPUTS];
    bool touched;
    int64_t batch_clock_ms;
    struct journal_inputs inputs; // in the batch's arena
    struct {
        struct slot **items;
        size_t count, room;
    } slots;              // changed, in order of their first change; in the batch's arena
    struct bytes outputs; // their bytes, for the digest
    int64_t output_count;
    int64_t created; // accounts made less accounts gone

    // The barrier.
    struct waiting_tick ticks[TICKS_WAITING_MAX];
    int tick_first, tick_count;
    int64_t ends[SOURCE_INPUTS];
    int64_t ends_for;         // offset of the newest tick that was read before `ends` was asked; -1
    bool waits_for_stranger;  // everything readable was read, and still it is not drained
    int64_t matched, strayed; // keys that belong here, and that do not
};

struct worker_metrics {
    struct metric *events[EVENT_TYPE_COUNT];
    struct metric *transactions, *aborts, *commit_seconds, *fold_seconds;
    struct metric *outputs, *tick_wait_behind, *tick_wait_stranger;
    struct metric *owned, *behind, *stalled, *restored_accounts, *epochs;
};

struct worker {
    struct service *service;
    int number;
    struct source *source;
    struct sink *sink;
    struct offsets *offsets;
    struct reader *reader; // of restore.c
    struct store *store;
    struct sender *sender;     // of ticker.c
    struct registry *registry; // NULL: single-object encoding
    struct event_reader *events;
    struct journal_reader *journal_reader;
    struct record_reader image_reader;
    struct policy_book book;
    struct zone_list zones; // that an account may be read with
    struct cache cache;
    struct partition *partitions;
    struct restore *restore;
    struct arena batch_arena; // inputs, events, lists of the open batch
    struct arena step_arena;  // of one step
    struct arena lasting;     // zones' list
    struct input *group;
    size_t group_count;
    struct bytes scratch, frame, state;
    int32_t schema_ids[RECORD_COUNT]; // of outputs, with a registry
    size_t batch_accounts, batch_inputs, batch_bytes;
    int64_t batch_since_ms; // 0: nothing is in it
    int64_t ticked_ms;      // the last tick of our own
    bool assigned;          // the group gave us something, or nothing, at least once
    bool apply_wanted;      // positions or what is included changed
    int64_t applied_ms;
    struct worker_metrics metrics;
};

int64_t monotonic_ms(void);
int64_t wall_ms(void);

static inline const char *topic_name(const struct worker *worker, enum topic topic)
{
    return worker->service->options->topics[topic];
}

static inline struct waiting_tick *partition_tick(struct partition *partition)
{
    return &partition->ticks[partition->tick_first];
}

// worker.c. Closing leaves the group; what was not committed will be read again.
MUST_USE enum result worker_open(struct worker **worker, struct service *service, int number,
                                 struct error *error);
void worker_close(struct worker *worker);

// partition.c: what happens to a partition as a whole.
void partitions_init(struct worker *worker);
void partitions_release(struct worker *worker);
void partition_forget_batch(struct partition *partition);
void partition_drop_ticks(struct partition *partition);
void partition_pop_tick(struct partition *partition);
// To be restored, from `retry_ms` on; the reading of it stops with the next source_apply.
void partition_fall_behind(struct worker *worker, struct partition *partition, int64_t retry_ms);
// Not read until some time from now, for a reason that an operator can read.
void partition_stall(struct worker *worker, struct partition *partition, const char *why);
void partition_leave(struct worker *worker, struct partition *partition);
// Read on from where it stands.
void partition_go(struct worker *worker, struct partition *partition);
bool partition_is_read(const struct partition *partition);

// batch.c: filling, committing and giving up the open batch.
// An input was dealt with: it stands in the journal, and its offset will be committed.
void batch_note(struct worker *worker, const struct input *input, enum refusal refusal,
                bool parked);
MUST_USE enum result batch_open(struct worker *worker, struct error *error);
bool batch_is_full(const struct worker *worker);
MUST_USE enum result batch_commit(struct worker *worker, struct error *error);
// Everything that is ours falls behind: only the log knows what was committed.
void batch_abort(struct worker *worker);

// journal.c: the journal's records of one partition's part of the batch.
MUST_USE enum result journal_send(struct worker *worker, struct partition *partition,
                                  struct error *error);

// apply.c: events and ticks to accounts.
MUST_USE enum result group_apply(struct worker *worker, struct error *error);
// Slots of these customers, read from Redis in one round trip where they are missing.
MUST_USE enum result slots_load(struct worker *worker, struct partition *partition,
                                const struct text *customers, size_t count, struct slot **slots,
                                struct error *error);
// One step; its outputs are sent and its account kept in the slot. `decision` for the callers'
// eyes; with `dry` nothing is sent or kept.
MUST_USE enum result step_apply(struct worker *worker, struct partition *partition,
                                struct slot *slot, const struct input *input, bool dry,
                                struct decision *decision, struct error *error);

// output.c: what is decided or refused, as records.
MUST_USE enum result outputs_send(struct worker *worker, struct partition *partition,
                                  const struct input *input, struct text customer,
                                  const struct decision *decision, struct error *error);
MUST_USE enum result dead_letter_send(struct worker *worker, const struct input *input,
                                      enum refusal refusal, struct error *error);
// Registers the schemas of our outputs; without a registry there is nothing to do.
MUST_USE enum result outputs_register(struct worker *worker, struct error *error);

// decode.c: bytes to events, and keys to partitions.
// False: its partition was stalled, the input and those behind it will be read again.
bool input_decode(struct worker *worker, struct input *input);
const struct zone *worker_zone(struct worker *worker, struct text name);

// tick.c: the barrier, the guard and the waking of accounts.
MUST_USE enum result ticks_run(struct worker *worker, struct error *error);
void tick_enqueue(struct worker *worker, struct partition *partition, const struct record *record);

// restore.c: from committed offsets, journal and after-images to a level Redis, a slice a call.
struct restore *restore_new(void);
void restore_free(struct restore *restore);
MUST_USE enum result restore_slice(struct worker *worker, struct error *error);
bool restore_is_busy(const struct worker *worker);

// ticker.c: our own ticks, on whole periods, for the partitions that we own.
MUST_USE enum result ticker_run(struct worker *worker, struct error *error);

#endif
