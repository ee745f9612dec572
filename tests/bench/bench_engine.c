// SPDX-License-Identifier: Apache-2.0
// bench_engine POLICY-FILE [ACCOUNTS [MONTHS [PASSES]]]
//
// The engine with its codec on one core, without Kafka and Redis: for each record of a stream
// (stream.h) decode it, read the account's blob, step, encode the outputs, write the blob; at each
// minute's tick the same for the accounts that are due. Blobs live in memory, as in the service's
// cache; the table on standard output has the columns figure, measured, limit, separated by tabs.
//
// The first pass makes every buffer as large as it will be; then passes are timed by the CPU time
// of the thread, and the best counts. One more pass takes the time of each stage.
#include "allocations.h"
#include "stream.h"

#include "codec/account_read.h"
#include "codec/account_write.h"
#include "codec/event_read.h"
#include "codec/frame.h"
#include "codec/output_write.h"
#include "config/policy_read.h"
#include "engine/step.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define STEP_ARENA_SIZE (UINT64_C(1) << 30)
#define MINUTE_MS INT64_C(60000)
enum { FIRST_DAY = 20089, AGES = 5 }; // 2025-01-01

enum stage { STAGE_DECODE, STAGE_READ, STAGE_STEP, STAGE_ENCODE, STAGE_WRITE, STAGE_OTHER };
enum { STAGE_COUNT = 6, KIND_TICK = EVENT_CLOCK_TICK, KIND_COUNT = EVENT_TYPE_COUNT };

struct blob {
    struct bytes state;
    struct uuid space;
    int64_t next_wake_ms;
};

struct tally {
    int64_t steps[KIND_COUNT]; // by type of event; a woken account is a tick's
    int64_t kind_ns[KIND_COUNT], stage_ns[STAGE_COUNT];
    int64_t outputs, output_bytes, refused, state_bytes;
    uint64_t output_key; // over all bytes of all outputs: the same decisions, the same key
    int64_t age_steps[AGES], age_ns[AGES];
};

struct bench {
    struct records records;
    struct event_reader *reader;
    struct stream stream;
    struct policies policies;
    struct zone_list zones;
    struct arena policy_arena, arena;
    struct blob *blobs;
    int64_t earliest_wake_ms, clock_ms;
    struct bytes output, state;
    struct tally tally;
    bool laps;
    int64_t lap_ns, lap_cost_ns;
};

static int64_t now_ns(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

// ---- taking the time of a stage ----

static void lap(struct bench *bench, int kind, enum stage stage)
{
    if (!bench->laps)
        return;
    int64_t now = now_ns(CLOCK_MONOTONIC);
    int64_t taken = now - bench->lap_ns - bench->lap_cost_ns;
    bench->lap_ns = now;
    bench->tally.stage_ns[stage] += taken;
    bench->tally.kind_ns[kind] += taken;
}

static int64_t lap_cost(void)
{
    enum { ROUNDS = 100000 };
    int64_t start = now_ns(CLOCK_MONOTONIC);
    for (int i = 0; i < ROUNDS; i++)
        (void)now_ns(CLOCK_MONOTONIC);
    return (now_ns(CLOCK_MONOTONIC) - start) / ROUNDS;
}

// ---- one event ----

static void stop(const char *what, const struct error *error)
{
    fprintf(stderr, "bench_engine: %s: %s\n", what, error->text);
    exit(1);
}

static void encode_outputs(struct bench *bench, const struct decision *decision,
                           struct text customer_id)
{
    struct tally *tally = &bench->tally;
    bytes_clear(&bench->output);
    for (size_t i = 0; i < decision->outputs.count; i++) {
        const struct output *output = &decision->outputs.items[i];
        enum record_kind record = output_record(output);
        frame_write_single_object(&bench->output, bench->records.schemas[record]->fingerprint);
        output_write(output, customer_id, TEXT_LITERAL("bench"), &bench->output);
    }
    tally->outputs += (int64_t)decision->outputs.count;
    tally->output_bytes += (int64_t)bench->output.len;
    if (bench->laps && bench->output.len)
        tally->output_key = key_add(tally->output_key, bytes_text(&bench->output));
    tally->refused += decision->verdict == VERDICT_REFUSED;
}

static void step(struct bench *bench, uint32_t at, const struct event *event)
{
    struct blob *blob = &bench->blobs[at];
    struct text customer_id = bench->stream.customer_ids[at];
    struct account account;
    struct decision decision;
    struct error error;
    bench->tally.steps[event->type]++;
    if (blob->state.len == 0)
        account_init(&account, customer_id);
    else if (account_read(bytes_text(&blob->state), customer_id, &blob->space, &bench->zones,
                          &bench->arena, &account, &error) != OK)
        stop("account", &error);
    lap(bench, (int)event->type, STAGE_READ);
    engine_step(&bench->policies, &account, event, bench->clock_ms, &bench->arena, &decision);
    lap(bench, (int)event->type, STAGE_STEP);
    encode_outputs(bench, &decision, customer_id);
    lap(bench, (int)event->type, STAGE_ENCODE);
    // The account borrows from its old bytes until it is written.
    bytes_clear(&bench->state);
    account_write(&account, &bench->state);
    bytes_clear(&blob->state);
    bytes_add_text(&blob->state, bytes_text(&bench->state));
    blob->space = account.space;
    blob->next_wake_ms = account.next_wake_ms;
    if (account.next_wake_ms < bench->earliest_wake_ms)
        bench->earliest_wake_ms = account.next_wake_ms;
    lap(bench, (int)event->type, STAGE_WRITE);
}

// The tick of the first whole minute at or after `wake_ms`.
static void tick(struct bench *bench, int64_t tick_ms)
{
    struct event event = {.type = EVENT_CLOCK_TICK, .own_ms = tick_ms, .record_ms = tick_ms};
    event.event_id = TEXT_LITERAL("6f1c2a7e-5b1e-4c52-9b0e-0123456789ab");
    event.origin = (struct origin){TEXT_LITERAL("clock-tick"), 0, tick_ms / MINUTE_MS};
    bench->earliest_wake_ms = INSTANT_NEVER;
    for (uint32_t i = 0; i < bench->stream.account_count; i++) {
        if (bench->blobs[i].next_wake_ms > tick_ms) {
            if (bench->blobs[i].next_wake_ms < bench->earliest_wake_ms)
                bench->earliest_wake_ms = bench->blobs[i].next_wake_ms;
            continue;
        }
        lap(bench, KIND_TICK, STAGE_OTHER);
        arena_reset(&bench->arena);
        step(bench, i, &event);
    }
    bench->clock_ms = tick_ms;
    lap(bench, KIND_TICK, STAGE_OTHER);
}

// The ticker ticks every minute; a tick that wakes nobody only moves the clock.
static void ticks_until(struct bench *bench, int64_t until_ms)
{
    int64_t last_ms = until_ms - until_ms % MINUTE_MS;
    while (bench->earliest_wake_ms <= last_ms) {
        int64_t wake_ms = bench->earliest_wake_ms + MINUTE_MS - 1;
        int64_t tick_ms = wake_ms - wake_ms % MINUTE_MS;
        if (tick_ms <= bench->clock_ms)
            tick_ms = bench->clock_ms + MINUTE_MS;
        if (tick_ms > last_ms)
            break;
        tick(bench, tick_ms);
    }
    if (bench->clock_ms < last_ms)
        bench->clock_ms = last_ms;
}

static void take_record(struct bench *bench, const struct stream_record *record, int64_t offset)
{
    struct event event;
    struct event_fault fault;
    arena_reset(&bench->arena);
    lap(bench, (int)record->type, STAGE_OTHER);
    if (event_read(bench->reader, record->type, record->value, &bench->arena, &event, &fault) !=
        EVENT_READ)
        stop("record", &fault.error);
    event.record_ms = record->record_ms;
    event.origin = (struct origin){event_name(record->type), 0, offset};
    lap(bench, (int)record->type, STAGE_DECODE);
    step(bench, record->account, &event);
}

// ---- passes ----

static int64_t steps_of(const struct tally *tally)
{
    int64_t sum = 0;
    for (int kind = 0; kind < KIND_COUNT; kind++)
        sum += tally->steps[kind];
    return sum;
}

static void forget_all(struct bench *bench)
{
    for (uint32_t i = 0; i < bench->stream.account_count; i++) {
        bytes_clear(&bench->blobs[i].state);
        bench->blobs[i].next_wake_ms = INSTANT_NEVER;
    }
    memset(&bench->tally, 0, sizeof bench->tally);
    bench->clock_ms = FIRST_DAY * DAY_MS;
    bench->earliest_wake_ms = INSTANT_NEVER;
}

static void pass(struct bench *bench)
{
    const struct stream *stream = &bench->stream;
    struct tally *tally = &bench->tally;
    forget_all(bench);
    bench->lap_ns = now_ns(CLOCK_MONOTONIC);
    size_t done = 0;
    for (size_t age = 0; age < AGES; age++) {
        int64_t steps = steps_of(tally);
        int64_t start_ns = now_ns(CLOCK_THREAD_CPUTIME_ID);
        for (; done < stream->records.count * (age + 1) / AGES; done++) {
            ticks_until(bench, stream->records.items[done].record_ms);
            take_record(bench, &stream->records.items[done], (int64_t)done);
        }
        tally->age_ns[age] = now_ns(CLOCK_THREAD_CPUTIME_ID) - start_ns;
        tally->age_steps[age] = steps_of(tally) - steps;
    }
    for (uint32_t i = 0; i < stream->account_count; i++)
        tally->state_bytes += (int64_t)bench->blobs[i].state.len;
}

static int64_t pass_ns(const struct tally *tally)
{
    int64_t sum = 0;
    for (int age = 0; age < AGES; age++)
        sum += tally->age_ns[age];
    return sum;
}

// ---- the table ----

static double each(int64_t sum, int64_t count)
{
    return count ? (double)sum / (double)count : 0;
}

static void print_rate(const struct tally *best, uint64_t allocations)
{
    int64_t steps = steps_of(best), records = steps - best->steps[KIND_TICK];
    printf("engine with codec, events/s a core\t%.0f\t≥ 1,000,000\n",
           1e9 / each(pass_ns(best), steps));
    printf("  the same, woken accounts not counted as events\t%.0f\t\n",
           1e9 / each(pass_ns(best), records));
    printf("  allocations an event\t%.3f\t0\n", each((int64_t)allocations, steps));
    for (int age = 0; age < AGES; age++)
        printf("  ns an event, part %d of %d of the stream\t%.0f\t\n", age + 1, AGES,
               each(best->age_ns[age], best->age_steps[age]));
}

// The laps are wall time, which others on the machine lengthen: only their shares count.
static void print_stages(const struct tally *tally, double ns_an_event)
{
    static const char *const KINDS[] = {"invoice-issued", "payment-received", "account-action",
                                        "account woken by a tick"};
    static const char *const STAGES[] = {"decode",         "read the account",  "step",
                                         "encode outputs", "write the account", "the bench itself"};
    int64_t steps = steps_of(tally), laps_ns = 0;
    for (int stage = 0; stage < STAGE_COUNT; stage++)
        laps_ns += tally->stage_ns[stage];
    double scale = ns_an_event / each(laps_ns, steps);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        printf("  ns each of %lld %s\t%.0f\t\n", (long long)tally->steps[kind], KINDS[kind],
               scale * each(tally->kind_ns[kind], tally->steps[kind]));
    for (int stage = 0; stage < STAGE_COUNT; stage++)
        printf("  ns an event to %s\t%.0f\t\n", STAGES[stage],
               scale * each(tally->stage_ns[stage], steps));
}

static void print_sizes(const struct bench *bench)
{
    const struct tally *tally = &bench->tally;
    printf("  bytes of an account at the end\t%.0f\t\n",
           each(tally->state_bytes, bench->stream.account_count));
    printf("  outputs\t%lld\t\n", (long long)tally->outputs);
    printf("  key of all outputs, the same for the same decisions\t%016llx\t\n",
           (unsigned long long)tally->output_key);
    printf("  bytes of an output\t%.0f\t\n", each(tally->output_bytes, tally->outputs));
    printf("  refused\t%lld\t0\n", (long long)tally->refused);
}

// ---- set up ----

static void policy_load(struct bench *bench, struct zones *zones, const char *file)
{
    const struct policy *policy;
    struct error error;
    arena_init(&bench->policy_arena, POLICY_ARENA_SIZE * 2);
    if (policy_read_file(&policy, &bench->policy_arena, zones, file, NULL, &error) != OK)
        stop("policy", &error);
    *LIST_ADD(&bench->policy_arena, &bench->policies) = policy;
    *LIST_ADD(&bench->policy_arena, &bench->zones) = policy->zone;
    bench->policies.default_name = policy->name;
}

static void measure(struct bench *bench, int passes)
{
    struct tally best = {0};
    uint64_t allocations = 0;
    pass(bench);
    for (int i = 0; i < passes; i++) {
        uint64_t before = allocations_count();
        pass(bench);
        allocations += allocations_count() - before;
        if (i == 0 || pass_ns(&bench->tally) < pass_ns(&best))
            best = bench->tally;
    }
    print_rate(&best, allocations / (uint64_t)passes);
    bench->laps = true;
    bench->lap_cost_ns = lap_cost();
    pass(bench);
    print_stages(&bench->tally, each(pass_ns(&best), steps_of(&best)));
    print_sizes(bench);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: bench_engine POLICY-FILE [ACCOUNTS [MONTHS [PASSES]]]\n");
        return 2;
    }
    uint32_t account_count = argc > 2 ? (uint32_t)atoi(argv[2]) : 4000;
    int32_t months = argc > 3 ? atoi(argv[3]) : 15;
    int passes = argc > 4 ? atoi(argv[4]) : 3;
    if (account_count == 0 || months < 1 || passes < 1)
        return 2;
    struct bench bench = {0};
    struct zones *zones = zones_open();
    records_init(&bench.records);
    bench.reader = event_reader_new(&bench.records);
    policy_load(&bench, zones, argv[1]);
    arena_init(&bench.arena, STEP_ARENA_SIZE);
    bench.blobs = calloc(account_count, sizeof *bench.blobs);
    stream_init(&bench.stream, &bench.records, account_count, months, FIRST_DAY, 1);
    measure(&bench, passes);
    for (uint32_t i = 0; i < account_count; i++)
        bytes_release(&bench.blobs[i].state);
    free(bench.blobs);
    bytes_release(&bench.output);
    bytes_release(&bench.state);
    stream_release(&bench.stream);
    arena_release(&bench.arena);
    arena_release(&bench.policy_arena);
    event_reader_free(bench.reader);
    records_release(&bench.records);
    zones_close(zones);
    return 0;
}
