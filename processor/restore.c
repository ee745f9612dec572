// SPDX-License-Identifier: Apache-2.0
// Brings a partition level, one after the other, a slice a call, so that the group is polled and
// other partitions go on meanwhile:
//
//   1. N = the greatest sequence in the metadata of the committed offsets of the four inputs. An
//      open transaction of a dead predecessor may still decide them: asked again until it is gone.
//   2. The journal's last record is the second witness: its sequence must be N. It also tells the
//      clock, the number of accounts, the chain and the policies to decide by. It is looked for
//      from the end backwards; seen is everything before the end that was asked first, not before
//      the last stable offset, which a stranger's open transaction may hold back.
//   3. Redis' watermark W. W = N: level. W > N: not our data. W < N: after-images from the
//      watermark's offset (W = 0: from the start, into an emptied partition) are folded, values
//      being absolute, and the last fold sets the watermark, if the number of accounts is right.
//
// No offsets but a journal, or two witnesses that differ: nobody may guess; the service stops and
// names `dunningctl rebuild --offsets`.
#include "worker.h"

#include "codec/image.h"
#include "io/log.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    ANSWER_TIMEOUT_MS = 5000,
    RETRY_MS = 250,
    SLICE_MS = 50,
    TAIL_FIRST = 32, // offsets before the journal's end to look at first
    TAIL_WIDER = 16,
    FOLD_ACCOUNTS = STORE_CALL_ACCOUNTS_MAX,
    FOLD_BYTES = 4 << 20,
    PROGRESS_MS = 2000,
    REBUILDS_MAX = 5,
};

enum phase { PHASE_NONE, PHASE_JOURNAL, PHASE_CLEAR, PHASE_ACCOUNTS };

enum { OF_JOURNAL = SOURCE_INPUTS, OF_ACCOUNT, OF_COUNT };

struct restore {
    enum phase phase;
    struct partition *partition;
    int64_t begun_ms, told_ms;
    int64_t sequence; // N
    struct offset committed[SOURCE_INPUTS], starts[OF_COUNT], ends[OF_COUNT];
    int64_t tail; // how far before the journal's end reading began
    bool seen;    // a journal record
    struct journal_record last;
    struct digest last_hash;
    struct store_watermark watermark; // found
    uint64_t cursor;
    int rebuilds;
    struct store_account *accounts;
    size_t count, bytes;
    int64_t folded;
    struct arena arena; // of the accounts gathered
};

struct restore *restore_new(void)
{
    struct restore *restore = calloc(1, sizeof *restore);
    if (!restore)
        abort();
    arena_init(&restore->arena, (size_t)1 << 32);
    restore->accounts = calloc(FOLD_ACCOUNTS, sizeof *restore->accounts);
    if (!restore->accounts)
        abort();
    return restore;
}

void restore_free(struct restore *restore)
{
    if (!restore)
        return;
    arena_release(&restore->arena);
    free(restore->accounts);
    free(restore);
}

// ---- what is asked first ----

static void name_offsets(struct worker *worker, struct offset *offsets, int count,
                         int32_t partition)
{
    for (int i = 0; i < count; i++) {
        enum topic topic = i < SOURCE_INPUTS ? (enum topic)i
                           : i == OF_JOURNAL ? TOPIC_JOURNAL
                                             : TOPIC_ACCOUNT;
        offsets[i] = (struct offset){topic_name(worker, topic), partition, OFFSET_NONE, 0};
    }
}

static enum result check_positions(const struct restore *restore, struct error *error)
{
    for (int i = 0; i < SOURCE_INPUTS; i++) {
        const struct offset *committed = &restore->committed[i];
        int64_t start = restore->starts[i].at;
        if (committed->at != OFFSET_NONE && committed->at < start)
            return error_set(error, RESULT_FATAL,
                             "%s[%d]: %" PRId64 " records were deleted before they were read "
                             "(committed %" PRId64 ", the log starts at %" PRId64 ")",
                             committed->topic, (int)committed->partition, start - committed->at,
                             committed->at, start);
    }
    return OK;
}

static enum result ask(struct worker *worker, struct restore *restore, struct error *error)
{
    int32_t number = restore->partition->number;
    name_offsets(worker, restore->committed, SOURCE_INPUTS, number);
    name_offsets(worker, restore->starts, OF_COUNT, number);
    name_offsets(worker, restore->ends, OF_COUNT, number);
    enum result result = offsets_committed(worker->offsets, restore->committed, SOURCE_INPUTS,
                                           ANSWER_TIMEOUT_MS, error);
    if (result == OK)
        result =
            offsets_starts(worker->offsets, restore->starts, OF_COUNT, ANSWER_TIMEOUT_MS, error);
    if (result == OK)
        result = offsets_ends(worker->offsets, restore->ends, OF_COUNT, ANSWER_TIMEOUT_MS, error);
    if (result == OK)
        result = store_watermark(worker->store, number, &restore->watermark, error);
    if (result == OK)
        result = check_positions(restore, error);
    restore->sequence = 0;
    for (int i = 0; i < SOURCE_INPUTS; i++)
        if (restore->committed[i].sequence > restore->sequence)
            restore->sequence = restore->committed[i].sequence;
    return result == RESULT_BAD_DATA ? RESULT_FATAL : result;
}

static enum result read_tail(struct worker *worker, struct restore *restore, int64_t tail,
                             struct error *error)
{
    int64_t from = restore->ends[OF_JOURNAL].at - tail;
    if (from < restore->starts[OF_JOURNAL].at)
        from = restore->starts[OF_JOURNAL].at;
    restore->tail = tail;
    restore->phase = PHASE_JOURNAL;
    struct reader_place place = {OF_JOURNAL, topic_name(worker, TOPIC_JOURNAL),
                                 restore->partition->number, from};
    return reader_seek(worker->reader, &place, 1, error);
}

static enum result begin(struct worker *worker, struct restore *restore,
                         struct partition *partition, struct error *error)
{
    if (restore->partition != partition) {
        restore->begun_ms = restore->told_ms = monotonic_ms();
        restore->rebuilds = 0;
    }
    restore->partition = partition;
    restore->seen = false;
    restore->folded = 0;
    restore->count = restore->bytes = 0;
    arena_reset(&restore->arena);
    // Our own transaction of before, if one hangs, ends with the new producer.
    enum result result = sink_prepare(worker->sink, error);
    if (result == OK)
        result = ask(worker, restore, error);
    if (result == OK)
        result = read_tail(worker, restore, TAIL_FIRST, error);
    return result;
}

// ---- level ----

static void finish(struct worker *worker, struct restore *restore)
{
    struct partition *partition = restore->partition;
    partition->sequence = restore->sequence;
    partition->clock_ms = restore->seen ? restore->last.clock_after_ms : INSTANT_NONE;
    partition->accounts = restore->seen ? restore->last.account_count : 0;
    partition->chain = restore->seen ? restore->last_hash : (struct digest){0};
    partition->journal_offset = restore->ends[OF_JOURNAL].at;
    partition->account_offset = restore->ends[OF_ACCOUNT].at;
    for (int i = 0; i < SOURCE_INPUTS; i++)
        partition->next[i] = restore->committed[i].at != OFFSET_NONE ? restore->committed[i].at
                                                                     : restore->starts[i].at;
    partition->matched = partition->strayed = 0;
    partition->stalled_by[0] = 0;
    partition_forget_batch(partition);
    partition_go(worker, partition);
    LOG_INFO("partition level", LOG_INT("partition", partition->number),
             LOG_INT("sequence", partition->sequence), LOG_INT("accounts", partition->accounts),
             LOG_INT("folded", restore->folded), LOG_INT("ms", monotonic_ms() - restore->begun_ms));
    restore->phase = PHASE_NONE;
    restore->partition = NULL;
}

// ---- the journal ----

static enum result take_journal(struct worker *worker, struct restore *restore,
                                const struct record *record, struct error *error)
{
    arena_reset(&restore->arena);
    enum result result =
        journal_read(worker->journal_reader, record->value, &restore->arena, &restore->last, error);
    if (result != OK)
        return error_wrap(error, RESULT_FATAL, "journal of partition %d, offset %" PRId64,
                          (int)record->partition, record->offset);
    restore->last_hash = digest_of(record->value);
    restore->seen = true;
    return OK;
}

static enum result fail_witness(const struct restore *restore, struct error *error)
{
    return error_set(error, RESULT_FATAL,
                     "partition %d: the committed offsets say sequence %" PRId64
                     ", the journal ends at %" PRId64
                     ": nothing is read until `dunningctl rebuild --offsets` has put them right",
                     (int)restore->partition->number, restore->sequence,
                     restore->seen ? restore->last.sequence : 0);
}

static enum result fail_foreign(const struct restore *restore, struct error *error)
{
    return error_set(error, RESULT_FATAL,
                     "partition %d: Redis is at sequence %" PRId64 ", the log at %" PRId64
                     ": it holds the data of another deployment; use another database or empty it",
                     (int)restore->partition->number, restore->watermark.sequence,
                     restore->sequence);
}

static bool knows_policies(struct worker *worker, const struct restore *restore)
{
    for (size_t i = 0; restore->seen && i < restore->last.policies.count; i++)
        if (!policy_book_has(&worker->book, restore->last.policies.items[i]))
            return false;
    return true;
}

static enum result seek_accounts(struct worker *worker, struct restore *restore, int64_t from,
                                 struct error *error)
{
    struct reader_place place = {OF_ACCOUNT, topic_name(worker, TOPIC_ACCOUNT),
                                 restore->partition->number, from};
    restore->phase = PHASE_ACCOUNTS;
    return reader_seek(worker->reader, &place, 1, error);
}

static enum result rebuild(struct restore *restore)
{
    LOG_INFO("rebuilding Redis", LOG_INT("partition", restore->partition->number),
             LOG_INT("sequence", restore->sequence));
    restore->watermark = (struct store_watermark){0};
    restore->cursor = 0;
    restore->rebuilds++;
    restore->phase = PHASE_CLEAR;
    return OK;
}

static enum result judge(struct worker *worker, struct restore *restore, struct error *error)
{
    int64_t found = restore->watermark.sequence;
    if (restore->sequence != (restore->seen ? restore->last.sequence : 0))
        return fail_witness(restore, error);
    if (found > restore->sequence)
        return fail_foreign(restore, error);
    if (found > 0 && found == restore->sequence &&
        memcmp(&restore->watermark.chain, &restore->last_hash, sizeof restore->last_hash) != 0)
        return fail_foreign(restore, error);
    if (!knows_policies(worker, restore))
        return error_set(error, RESULT_UNAVAILABLE,
                         "partition %d: its policies are not in dunning-policy yet",
                         (int)restore->partition->number);
    if (found == restore->sequence) {
        finish(worker, restore);
        return OK;
    }
    if (found == 0)
        return rebuild(restore);
    return seek_accounts(worker, restore, restore->watermark.account_offset, error);
}

static enum result journal_slice(struct worker *worker, struct restore *restore,
                                 struct error *error)
{
    struct record record;
    enum reader_event event;
    enum result result = reader_poll(worker->reader, SLICE_MS, &event, &record, error);
    if (result != OK || event == READER_IDLE)
        return result;
    if (event == READER_RECORD)
        result = take_journal(worker, restore, &record, error);
    int64_t end = restore->ends[OF_JOURNAL].at;
    int64_t seen = event == READER_RECORD ? record.offset + 1 : record.offset;
    if (result != OK || seen < end)
        return result;
    if (!restore->seen && end - restore->tail > restore->starts[OF_JOURNAL].at)
        return read_tail(worker, restore, restore->tail * TAIL_WIDER, error);
    return judge(worker, restore, error);
}

// ---- the after-images ----

static enum result fold(struct worker *worker, struct restore *restore, bool last,
                        enum store_answer *answer, struct error *error)
{
    struct store_fold fold = {
        .partition = restore->partition->number,
        .from = restore->watermark.sequence + 1,
        .watermark = {.sequence = restore->sequence,
                      .clock_ms = restore->last.clock_after_ms,
                      .journal_offset = restore->ends[OF_JOURNAL].at,
                      .account_offset = restore->ends[OF_ACCOUNT].at,
                      .chain = restore->last_hash,
                      .accounts = restore->last.account_count},
        .accounts = restore->accounts,
        .count = restore->count,
        .last = last,
    };
    enum result result = store_fold(worker->store, &fold, 1, error);
    if (result != OK)
        return result;
    *answer = fold.answer;
    restore->folded += (int64_t)restore->count;
    metric_add(worker->metrics.restored_accounts, (int64_t)restore->count);
    restore->count = restore->bytes = 0;
    return OK;
}

static struct text services_text(struct restore *restore, const struct image *image)
{
    size_t room = 1;
    for (size_t i = 0; i < image->services.count; i++)
        room += image->services.items[i].name.len + image->services.items[i].level.len + 2;
    char *out = arena_take(&restore->arena, room);
    size_t len = 0;
    for (size_t i = 0; i < image->services.count; i++)
        len += (size_t)snprintf(out + len, room - len, "%s%.*s=%.*s", i ? " " : "",
                                TEXT_ARGS(image->services.items[i].name),
                                TEXT_ARGS(image->services.items[i].level));
    return (struct text){out, len};
}

static enum result gather(struct worker *worker, struct restore *restore,
                          const struct record *record, struct error *error)
{
    struct arena *arena = &restore->arena;
    struct store_account *account = &restore->accounts[restore->count];
    *account = (struct store_account){.customer = arena_text(arena, record->key),
                                      .wake_ms = INSTANT_NEVER};
    if (record->value.at) {
        struct image image;
        struct text value = arena_text(arena, record->value);
        enum result result = image_read(&worker->image_reader, value, arena, &image, error);
        if (result != OK)
            return error_wrap(error, RESULT_FATAL, "dunning-account[%d], offset %" PRId64,
                              (int)record->partition, record->offset);
        if (image.until_day != DAY_NONE) {
            char *until = arena_take(arena, DAY_TEXT_MAX);
            account->until = text_of(day_write(image.until_day, until));
        }
        account->state = image.state;
        account->status = image.status;
        account->services = services_text(restore, &image);
        account->wake_ms = image.next_wake_ms;
    }
    restore->count++;
    restore->bytes += record->key.len + record->value.len;
    return OK;
}

static enum result close_fold(struct worker *worker, struct restore *restore, struct error *error)
{
    enum store_answer answer = STORE_GAP;
    enum result result = fold(worker, restore, true, &answer, error);
    if (result != OK)
        return result;
    switch (answer) {
    case STORE_APPLIED:
    case STORE_OLD:
        finish(worker, restore);
        return OK;
    case STORE_GAP:
        return error_set(error, RESULT_UNAVAILABLE, "Redis changed while it was restored");
    case STORE_MISCOUNTED:
        break;
    }
    if (restore->rebuilds >= REBUILDS_MAX) // not Redis emptied meanwhile, once more
        return error_set(
            error, RESULT_FATAL,
            "partition %d: the after-images of sequence %" PRId64 " are not %" PRId64 " accounts",
            (int)restore->partition->number, restore->sequence, restore->last.account_count);
    return rebuild(restore);
}

static void tell_progress(struct restore *restore, int64_t offset)
{
    int64_t now_ms = monotonic_ms();
    if (now_ms - restore->told_ms < PROGRESS_MS)
        return;
    restore->told_ms = now_ms;
    LOG_INFO("restoring", LOG_INT("partition", restore->partition->number),
             LOG_INT("offset", offset), LOG_INT("end", restore->ends[OF_ACCOUNT].at),
             LOG_INT("folded", restore->folded));
}

static enum result accounts_slice(struct worker *worker, struct restore *restore,
                                  struct error *error)
{
    int64_t until_ms = monotonic_ms() + SLICE_MS;
    int64_t end = restore->ends[OF_ACCOUNT].at;
    enum result result = OK;
    arena_reset(&restore->arena);
    // The last journal record's texts were in the arena; its numbers are all that is used from
    // here.
    bool done = end == restore->starts[OF_ACCOUNT].at;
    while (result == OK && !done && monotonic_ms() < until_ms && restore->count < FOLD_ACCOUNTS &&
           restore->bytes < FOLD_BYTES) {
        struct record record;
        enum reader_event event;
        result = reader_poll(worker->reader, SLICE_MS / 2, &event, &record, error);
        if (result != OK || event == READER_IDLE)
            continue;
        if (event == READER_RECORD)
            result = gather(worker, restore, &record, error);
        done = (event == READER_RECORD ? record.offset + 1 : record.offset) >= end;
        tell_progress(restore, record.offset);
    }
    if (result == RESULT_NOT_FOUND) // the watermark's place was compacted away
        return rebuild(restore);
    if (result != OK)
        return result;
    enum store_answer answer;
    return done             ? close_fold(worker, restore, error)
           : restore->count ? fold(worker, restore, false, &answer, error)
                            : OK;
}

static enum result clear_slice(struct worker *worker, struct restore *restore, struct error *error)
{
    enum result result =
        store_clear(worker->store, restore->partition->number, &restore->cursor, error);
    if (result == OK && restore->cursor == 0)
        result = seek_accounts(worker, restore, READER_FROM_START, error);
    return result;
}

// ---- one slice ----

static struct partition *next_behind(struct worker *worker)
{
    int64_t now_ms = monotonic_ms();
    for (int32_t p = 0; p < worker->service->partitions; p++)
        if (worker->partitions[p].state == PARTITION_BEHIND &&
            worker->partitions[p].retry_ms <= now_ms)
            return &worker->partitions[p];
    return NULL;
}

static enum result slice(struct worker *worker, struct restore *restore, struct error *error)
{
    switch (restore->phase) {
    case PHASE_NONE:
        break;
    case PHASE_JOURNAL:
        return journal_slice(worker, restore, error);
    case PHASE_CLEAR:
        return clear_slice(worker, restore, error);
    case PHASE_ACCOUNTS:
        return accounts_slice(worker, restore, error);
    }
    struct partition *partition = next_behind(worker);
    return partition ? begin(worker, restore, partition, error) : OK;
}

bool restore_is_busy(const struct worker *worker)
{
    return worker->restore->phase != PHASE_NONE;
}

enum result restore_slice(struct worker *worker, struct error *error)
{
    struct restore *restore = worker->restore;
    if (restore->phase != PHASE_NONE && restore->partition->state != PARTITION_BEHIND)
        restore->phase = PHASE_NONE; // taken away meanwhile
    enum result result = slice(worker, restore, error);
    if (result != RESULT_UNAVAILABLE && result != RESULT_NOT_FOUND)
        return result;
    LOG_WARNING("restore waits", LOG_INT("partition", restore->partition->number),
                LOG_STRING("error", error->text));
    restore->phase = PHASE_NONE;
    for (int32_t p = 0; p < worker->service->partitions; p++)
        if (worker->partitions[p].state == PARTITION_BEHIND)
            worker->partitions[p].retry_ms = monotonic_ms() + RETRY_MS;
    return OK;
}
