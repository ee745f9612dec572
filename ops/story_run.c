// SPDX-License-Identifier: Apache-2.0
// The story's clock, accounts and policies. What lines mean is story.c's; deciding is the engine's;
// what was expected is scenario.c's.
#include "ops/story_run.h"

#include "codec/account_read.h"
#include "codec/account_write.h"
#include "config/policy_read.h"
#include "ops/story_contacts.h"
#include "ops/story_wire.h"

#include <stdio.h>
#include <stdlib.h>

// Address space, not memory: a story of years with daily ticks touches a small part of it.
#define RUN_ARENA_SIZE (UINT64_C(16) << 30)
#define LISTS_ARENA_SIZE (UINT64_C(1) << 30)
enum { TICKS_A_LINE_MAX = 200000 };

// Between steps an account is what its bytes say, as in Redis.
struct customer {
    struct text id;
    struct account account;
    struct bytes state;  // that the account's texts are borrowed from
    struct arena *lists; // where its lists are
};

struct redelivery { // an event of the story that may come again
    struct text customer_id, event_name, content;
    int64_t own_ms;
};

struct story_run {
    const char *policies_directory;
    struct zones *zones;
    struct story_wire *wire;
    const struct story *story;
    struct arena arena;          // of the story
    struct arena policies_arena; // of the story's policies
    struct arena step_arena;     // of one step
    struct bytes next_state;
    struct policies policies;
    struct zone_list zones_named; // by the story
    struct error *error;          // of the line at work
    bool failed;
    struct {
        struct customer **items; // in order of appearance
        size_t count, room;
    } customers;
    struct {
        struct redelivery *items;
        size_t count, room;
    } named;
    struct printed_list outputs;
    size_t mark;
    int64_t clock_ms;
    int64_t last_ms; // of the last event or tick
    int64_t offset;  // of the next record
    bool policies_changed;
};

struct story_run *story_run_open(const char *policies_directory, struct zones *zones)
{
    struct story_run *run = calloc(1, sizeof *run);
    if (!run)
        abort();
    run->policies_directory = policies_directory;
    run->zones = zones;
    run->wire = story_wire_open();
    arena_init(&run->arena, RUN_ARENA_SIZE);
    arena_init(&run->policies_arena, RUN_ARENA_SIZE);
    arena_init(&run->step_arena, RUN_ARENA_SIZE);
    return run;
}

static void customers_release(struct story_run *run)
{
    for (size_t i = 0; i < run->customers.count; i++) {
        bytes_release(&run->customers.items[i]->state);
        arena_release(run->customers.items[i]->lists);
    }
    run->customers.count = 0;
}

void story_run_close(struct story_run *run)
{
    if (!run)
        return;
    customers_release(run);
    arena_release(&run->arena);
    arena_release(&run->policies_arena);
    arena_release(&run->step_arena);
    bytes_release(&run->next_state);
    story_wire_close(run->wire);
    free(run);
}

const struct printed_list *story_run_outputs(const struct story_run *run)
{
    return &run->outputs;
}

size_t story_run_mark(const struct story_run *run)
{
    return run->mark;
}

struct arena *story_run_arena(struct story_run *run)
{
    return &run->arena;
}

// ---- policies ----

// A name stands for a file of the policies' directory, a path is relative to the story.
static const char *policy_path(struct story_run *run, struct text name)
{
    const char *path = run->story->path;
    const char *slash = strrchr(path, '/');
    size_t size = strlen(path) + strlen(run->policies_directory) + name.len + 16;
    char *out = arena_take(&run->arena, size);
    bool is_path = name.len && (memchr(name.at, '/', name.len) != NULL ||
                                (name.len > 5 && memcmp(name.at + name.len - 5, ".yaml", 5) == 0));
    if (!is_path)
        snprintf(out, size, "%s/%.*s.yaml", run->policies_directory, TEXT_ARGS(name));
    else if (name.at[0] == '/' || !slash)
        snprintf(out, size, "%.*s", TEXT_ARGS(name));
    else
        snprintf(out, size, "%.*s/%.*s", (int)(slash - path), path, TEXT_ARGS(name));
    return out;
}

static enum result policy_load(struct story_run *run, const struct story_line *line,
                               const struct policy **policy, struct error *error)
{
    const char *path = policy_path(run, line->name);
    const struct policy *read;
    enum result result =
        policy_read_file(&read, &run->policies_arena, run->zones, path, NULL, error);
    if (result != OK) {
        (void)error_wrap(error, result, "%s:%d", run->story->path, line->number);
        return RESULT_BAD_DATA;
    }
    if (!run->story->sets_contacts)
        read = policy_with_contacts(read, &run->policies_arena);
    *policy = read;
    *LIST_ADD(&run->policies_arena, &run->policies) = read;
    return OK;
}

static enum result policies_load(struct story_run *run, struct error *error)
{
    for (size_t i = 0; i < run->story->lines.count; i++) {
        const struct story_line *line = &run->story->lines.items[i];
        if (line->kind != LINE_POLICY || line->at.day != DAY_NONE)
            continue;
        const struct policy *policy;
        enum result result = policy_load(run, line, &policy, error);
        if (result != OK)
            return result;
        if (run->policies.default_name.len == 0)
            run->policies.default_name = policy->name;
    }
    if (run->policies.count == 0)
        return error_set(error, RESULT_BAD_DATA,
                         "%s: names no policy; begin it with `policy NAME` or `policy ./FILE.yaml`",
                         run->story->path);
    return OK;
}

// ---- customers ----

static struct customer *customer_find(const struct story_run *run, struct text id)
{
    for (size_t i = 0; i < run->customers.count; i++)
        if (text_equal(run->customers.items[i]->id, id))
            return run->customers.items[i];
    return NULL;
}

static struct customer *customer_at(struct story_run *run, struct text id)
{
    struct customer *customer = customer_find(run, id);
    if (customer)
        return customer;
    customer = arena_zero(&run->arena, sizeof *customer);
    customer->id = id;
    customer->lists = arena_zero(&run->arena, sizeof *customer->lists);
    arena_init(customer->lists, LISTS_ARENA_SIZE);
    account_init(&customer->account, id);
    *LIST_ADD(&run->arena, &run->customers) = customer;
    return customer;
}

// The zone of that name, kept among those that an account may be read with.
static enum result zone_at(struct story_run *run, struct text name, const struct zone **zone,
                           struct error *error)
{
    enum result result = zones_at(run->zones, name, zone, error);
    if (result == OK && !zone_find(&run->zones_named, name))
        *LIST_ADD(&run->arena, &run->zones_named) = *zone;
    return result;
}

static enum result customer_declare(struct story_run *run, const struct story_line *line,
                                    struct error *error)
{
    struct customer *customer = customer_at(run, line->customer);
    if (line->name.len == 0)
        return OK;
    const struct zone *zone;
    if (zone_at(run, line->name, &zone, error) != OK)
        return error_wrap(error, RESULT_BAD_DATA, "%s:%d", run->story->path, line->number);
    customer->account.base.zone = customer->account.settled.zone = zone;
    customer->account.base.zone_name = customer->account.settled.zone_name = line->name;
    return OK;
}

static const struct zone *customer_zone(struct story_run *run, struct text id)
{
    const struct customer *customer = customer_find(run, id);
    const struct text none = {NULL, 0};
    if (customer && customer->account.settled.zone_name.len)
        return customer->account.settled.zone;
    struct text name = customer ? customer->account.settled.policy_name : none;
    const struct policy *policy = policies_find(
        &run->policies, name.len ? name : run->policies.default_name, NULL, run->clock_ms);
    return policy ? policy->zone : run->policies.items[0]->zone;
}

// ---- time ----

// A zone's table knows the days' starts only: on a day on which the clocks change, what is before
// 03:00 is taken to come before the change.
static int64_t local_instant(const struct zone *zone, struct story_time time)
{
    int64_t start_ms = zone_day_start(zone, time.day);
    int64_t end_ms = zone_day_start(zone, time.day + 1);
    bool before = time.ms_of_day < 3 * 3600 * 1000;
    return before ? start_ms + time.ms_of_day : end_ms - (DAY_MS - time.ms_of_day);
}

static int64_t instant_of(struct story_run *run, struct text customer_id, struct story_time time)
{
    if (time.utc)
        return time.day * DAY_MS + time.ms_of_day;
    return local_instant(customer_zone(run, customer_id), time);
}

// ---- events ----

static void collect(struct story_run *run, struct customer *customer, const struct event *event,
                    const struct decision *decision)
{
    if (decision->verdict == VERDICT_REFUSED)
        *LIST_ADD(&run->arena, &run->outputs) =
            print_refusal(event, decision->refusal, &run->arena);
    for (size_t i = 0; i < decision->outputs.count; i++)
        *LIST_ADD(&run->arena, &run->outputs) =
            print_output(&decision->outputs.items[i], customer->id, &run->arena);
}

// The account to its bytes and back, so that every story tries the codec as well.
static void account_keep(struct story_run *run, struct customer *customer)
{
    bytes_clear(&run->next_state);
    account_write(&customer->account, &run->next_state);
    struct bytes old = customer->state;
    customer->state = run->next_state;
    run->next_state = old;
    arena_reset(customer->lists);
    if (account_read(bytes_text(&customer->state), customer->id, NULL, &run->zones_named,
                     customer->lists, &customer->account, run->error) != OK)
        run->failed = true;
}

static void step(struct story_run *run, struct customer *customer, const struct event *event)
{
    struct decision decision = {0};
    if (run->failed)
        return;
    arena_reset(&run->step_arena);
    engine_step(&run->policies, &customer->account, event, run->clock_ms, &run->step_arena,
                &decision);
    collect(run, customer, event, &decision);
    account_keep(run, customer);
}

// A named event that comes again as it was is the same record: its own time is the first one's.
static int64_t redelivered(struct story_run *run, const struct story_line *line, int64_t own_ms)
{
    if (line->event_name.len == 0)
        return own_ms;
    for (size_t i = 0; i < run->named.count; i++) {
        const struct redelivery *named = &run->named.items[i];
        if (text_equal(named->event_name, line->event_name) &&
            text_equal(named->customer_id, line->customer) &&
            text_equal(named->content, line->content) && line->own.day == DAY_NONE)
            return named->own_ms;
    }
    *LIST_ADD(&run->arena, &run->named) =
        (struct redelivery){line->customer, line->event_name, line->content, own_ms};
    return own_ms;
}

// An id that sorts as the lines do.
static struct text line_id(struct story_run *run, const struct story_line *line)
{
    if (line->event_name.len)
        return line->event_name;
    char *id = arena_take(&run->arena, 24);
    int len = snprintf(id, 24, "line-%06d", line->number);
    return (struct text){id, (size_t)len};
}

static void complete_invoice(struct story_run *run, const struct story_line *line,
                             struct event *event)
{
    struct invoice_issued *invoice = &event->invoice;
    invoice->has_known_since = line->since.day != DAY_NONE;
    invoice->known_since_ms =
        invoice->has_known_since ? instant_of(run, line->customer, line->since) : event->own_ms;
}

// The engine refuses an action that names a zone which is not there.
static void find_zone(struct story_run *run, struct action *action)
{
    struct error unknown;
    if (action->zone.len == 0 || zone_at(run, action->zone, &action->zone_table, &unknown) != OK)
        action->zone_table = NULL;
}

static void run_event(struct story_run *run, const struct story_line *line)
{
    struct event event = line->event;
    event.record_ms = instant_of(run, line->customer, line->at);
    event.own_ms =
        line->own.day == DAY_NONE ? event.record_ms : instant_of(run, line->customer, line->own);
    event.own_ms = redelivered(run, line, event.own_ms);
    event.event_id = line_id(run, line);
    event.origin = (struct origin){event_name(event.type), 0, run->offset++};
    if (event.type == EVENT_ACCOUNT_ACTION)
        event.subject_id = event.event_id;
    if (event.type == EVENT_INVOICE_ISSUED)
        complete_invoice(run, line, &event);
    run->last_ms = event.record_ms;
    enum refusal refusal = story_wire_pass(run->wire, &event, &run->arena);
    if (refusal != REFUSAL_NONE) {
        *LIST_ADD(&run->arena, &run->outputs) = print_refusal(&event, refusal, &run->arena);
        return;
    }
    if (event.type == EVENT_ACCOUNT_ACTION)
        find_zone(run, &event.action);
    step(run, customer_at(run, line->customer), &event);
}

// ---- ticks ----

static int by_wake(const void *a, const void *b)
{
    const struct account *x = &(*(struct customer *const *)a)->account;
    const struct account *y = &(*(struct customer *const *)b)->account;
    if (x->next_wake_ms != y->next_wake_ms)
        return x->next_wake_ms < y->next_wake_ms ? -1 : 1;
    return text_compare(x->customer_id, y->customer_id);
}

static void run_tick(struct story_run *run, const struct story_line *line, int64_t tick_ms)
{
    if (run->clock_ms != INSTANT_NONE && tick_ms <= run->clock_ms)
        return; // a tick at or before the clock is a no-op
    struct event event = line->event;
    event.own_ms = event.record_ms = tick_ms;
    event.event_id = line_id(run, line);
    event.origin = (struct origin){event_name(EVENT_CLOCK_TICK), 0, run->offset++};
    struct customer **due =
        arena_take(&run->arena, (run->customers.count + 1) * sizeof(struct customer *));
    size_t count = 0;
    for (size_t i = 0; i < run->customers.count; i++) {
        struct customer *customer = run->customers.items[i];
        bool woken = customer->account.next_wake_ms <= tick_ms || run->policies_changed;
        if (customer->account.exists && woken)
            due[count++] = customer;
    }
    if (count)
        qsort(due, count, sizeof(struct customer *), by_wake);
    for (size_t i = 0; i < count; i++)
        step(run, due[i], &event);
    run->policies_changed = false;
    run->clock_ms = run->last_ms = tick_ms;
}

static enum result failure(struct story_run *run, const struct story_line *line)
{
    return run->failed
               ? error_wrap(run->error, RESULT_BAD_DATA, "%s:%d", run->story->path, line->number)
               : OK;
}

// Every local midnight (or hour) from the last event's time up to the line's.
static enum result run_ticks(struct story_run *run, const struct story_line *line,
                             struct error *error)
{
    struct text customer = run->story->default_customer;
    const struct zone *zone = customer_zone(run, customer);
    int64_t end_ms = instant_of(run, customer, line->at);
    int64_t from_ms = run->last_ms == INSTANT_NONE ? end_ms : run->last_ms;
    int ticks = 0;
    for (int32_t day = zone_day_at(zone, from_ms); zone_day_start(zone, day) <= end_ms; day++) {
        int64_t next_ms = zone_day_start(zone, day + 1);
        int64_t apart_ms = line->cadence == CADENCE_DAILY ? next_ms : 3600 * 1000;
        for (int64_t at = zone_day_start(zone, day); at < next_ms && at <= end_ms; at += apart_ms)
            if (at >= from_ms && ticks++ < TICKS_A_LINE_MAX)
                run_tick(run, line, at);
    }
    if (ticks > TICKS_A_LINE_MAX)
        return error_set(error, RESULT_BAD_DATA, "%s:%d: more than %d ticks; use `tick daily`",
                         run->story->path, line->number, TICKS_A_LINE_MAX);
    return failure(run, line);
}

// ---- the front door ----

enum result story_run_begin(struct story_run *run, const struct story *story, struct error *error)
{
    customers_release(run);
    arena_reset(&run->arena);
    arena_reset(&run->policies_arena);
    struct story_run fresh = {
        .policies_directory = run->policies_directory,
        .zones = run->zones,
        .wire = run->wire,
        .story = story,
        .arena = run->arena,
        .policies_arena = run->policies_arena,
        .step_arena = run->step_arena,
        .next_state = run->next_state,
        .clock_ms = INSTANT_NONE,
        .last_ms = INSTANT_NONE,
    };
    *run = fresh;
    return policies_load(run, error);
}

enum result story_run_line(struct story_run *run, const struct story_line *line,
                           struct error *error)
{
    const struct policy *published;
    run->error = error;
    switch (line->kind) {
    case LINE_CUSTOMER:
        return customer_declare(run, line, error);
    case LINE_POLICY:
        if (line->at.day == DAY_NONE)
            return OK; // story_run_begin has read it
        run->mark = run->outputs.count;
        run->policies_changed = true;
        return policy_load(run, line, &published, error);
    case LINE_EVENT:
        run->mark = run->outputs.count;
        run_event(run, line);
        return failure(run, line);
    case LINE_TICK:
        run->mark = run->outputs.count;
        if (line->cadence != CADENCE_ONCE)
            return run_ticks(run, line, error);
        run_tick(run, line, instant_of(run, run->story->default_customer, line->at));
        return failure(run, line);
    case LINE_REMARK:
    case LINE_OUTPUT:
    case LINE_FACT:
        return OK;
    }
    return OK;
}

bool story_run_view(struct story_run *run, struct text customer_id, struct view *view)
{
    const struct customer *customer = customer_find(run, customer_id);
    if (!customer || !customer->account.exists)
        return false;
    // What the view points to lives until the next step.
    engine_view(&run->policies, &customer->account, run->clock_ms, &run->arena, view);
    return true;
}
