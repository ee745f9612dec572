// SPDX-License-Identifier: Apache-2.0
// Tells a story to the engine and looks at what it says.
#include "story_runner.h"

#include "fixed_zones.h"

#include "codec/account_read.h"
#include "codec/account_write.h"

#include <stdarg.h>
#include <stdlib.h>

void runner_wrong(struct runner *runner, const char *format, ...)
{
    if (runner->run->wrong[0])
        return;
    va_list args;
    va_start(args, format);
    int len = snprintf(runner->run->wrong, RUN_TEXT_MAX, "%s: ", runner->telling->name);
    vsnprintf(runner->run->wrong + len, RUN_TEXT_MAX - (size_t)len, format, args);
    va_end(args);
}

// ---- outputs ----

// The same text where it outlives the step: in the story and in the policy.
static struct text own_text(const struct runner *runner, struct text invoice_id)
{
    for (size_t i = 0; i < runner->story->count; i++)
        if (text_equal(runner->story->events[i].subject_id, invoice_id))
            return runner->story->events[i].subject_id;
    return (struct text){NULL, 0};
}

static struct text own_code(const struct runner *runner, struct text code)
{
    const struct steps *steps = &policy_choose(runner->story->choice)->steps;
    for (size_t i = 0; i < steps->count; i++)
        for (size_t j = 0; j < steps->items[i].deeds.count; j++)
            if (text_equal(steps->items[i].deeds.items[j].code, code))
                return steps->items[i].deeds.items[j].code;
    return (struct text){NULL, 0};
}

static void note_entry(struct runner *runner, const struct ledger_entry *entry)
{
    if (entry->kind != LEDGER_CHARGE && entry->kind != LEDGER_REVERSAL)
        return;
    if (entry->kind == LEDGER_CHARGE ? entry->amount_minor <= 0 : entry->amount_minor == 0)
        runner_wrong(runner, "ledger %.*s of %lld", TEXT_ARGS(entry->code),
                     (long long)entry->amount_minor);
    struct net *net = runner->nets;
    struct net *end = runner->nets + runner->net_count;
    for (; net < end; net++)
        if (text_equal(net->code, entry->code) && text_equal(net->invoice_id, entry->invoice_id))
            break;
    if (net == end) {
        if (++runner->net_count > NETS_MAX)
            abort();
        *net = (struct net){own_text(runner, entry->invoice_id), own_code(runner, entry->code),
                            entry->currency, 0};
    }
    net->minor += entry->amount_minor;
}

static void describe(const struct output *output, char text[SAID_TEXT_MAX])
{
    const struct notification *n = &output->notification;
    const struct ledger_entry *entry = &output->ledger_entry;
    char at[INSTANT_TEXT_MAX];
    instant_write(output->decided_at_ms, at);
    if (output->kind == OUTPUT_STATUS_CHANGE)
        snprintf(text, SAID_TEXT_MAX, "status %.*s decided %s",
                 TEXT_ARGS(output->status_change.status), at);
    else if (output->kind == OUTPUT_NOTIFICATION)
        snprintf(text, SAID_TEXT_MAX, "notification %.*s %.*s decided %s", TEXT_ARGS(n->channel),
                 TEXT_ARGS(n->template_name), at);
    else
        snprintf(text, SAID_TEXT_MAX, "ledger %d %.*s %lld %.*s decided %s", (int)entry->kind,
                 TEXT_ARGS(entry->code), (long long)entry->amount_minor,
                 TEXT_ARGS(entry->invoice_id), at);
}

static void note_outputs(struct runner *runner, const struct decision *decision)
{
    for (size_t i = 0; i < decision->outputs.count; i++) {
        const struct output *output = &decision->outputs.items[i];
        if (runner->output_count == OUTPUTS_MAX)
            abort();
        struct said *said = &runner->said[runner->output_count++];
        said->id = output->id;
        describe(output, said->text);
        if (output->sequence != (int64_t)runner->output_count)
            runner_wrong(runner, "sequence %lld follows %zu", (long long)output->sequence,
                         runner->output_count - 1);
        if (output->kind == OUTPUT_LEDGER_ENTRY)
            note_entry(runner, &output->ledger_entry);
    }
}

static void check_ids(struct runner *runner)
{
    for (size_t i = 0; i < runner->output_count; i++)
        for (size_t j = 0; j < i; j++)
            if (memcmp(&runner->said[i].id, &runner->said[j].id, sizeof(struct uuid)) == 0)
                runner_wrong(runner, "one id for two outputs: %s; %s", runner->said[j].text,
                             runner->said[i].text);
}

// Of all actions only these may make things worse at once, by a person's will.
static bool may_restrict(const struct event *event)
{
    static const enum action_kind kinds[] = {
        ACTION_HOLD,     ACTION_RELEASE,     ACTION_ESCALATE,      ACTION_SHIFT,      ACTION_LIFT,
        ACTION_SET_FLAG, ACTION_SET_ACCOUNT, ACTION_CLOSE_DISPUTE, ACTION_CANCEL_PLAN};
    if (event->type == EVENT_ACCOUNT_ACTION)
        for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
            if (event->action.kind == kinds[i])
                return true;
    return false;
}

// ---- storing ----

// The account to its bytes and back, as between two batches: what the bytes do not say is lost.
static void store(struct runner *runner)
{
    const struct zone *zones[] = {fixed_zone_utc(), fixed_zone_new_york()};
    const struct zone_list known = {zones, 2, 2};
    struct account *account = &runner->account;
    struct error error;
    if (!runner->telling->stored || !account->exists)
        return;
    bytes_clear(&runner->next_state);
    account_write(account, &runner->next_state);
    struct bytes before = runner->state;
    runner->state = runner->next_state;
    runner->next_state = before;
    arena_reset(runner->lists);
    arena_reset(runner->arena);
    if (account_read(bytes_text(&runner->state), TEXT_LITERAL("C-1"), NULL, &known, runner->lists,
                     account, &error) != OK)
        runner_wrong(runner, "the account's bytes cannot be read: %s", error.text);
}

// ---- telling ----

static void deliver(struct runner *runner, size_t fact)
{
    struct decision decision;
    struct event event = runner->story->events[fact];
    struct run *run = runner->run;
    if (event.record_ms < runner->telling->arrival_ms[fact])
        event.record_ms = runner->telling->arrival_ms[fact];
    engine_step(&runner->policies, &runner->account, &event, runner->clock_ms, runner->arena,
                &decision);
    run->accepted[fact] = decision.verdict == VERDICT_APPLIED;
    run->refusals[fact] = decision.refusal;
    run->at_ms[fact] =
        oracle_own_ms(policy_choose(runner->story->choice), &event, runner->clock_ms);
    if (decision.verdict == VERDICT_DUPLICATE)
        runner_wrong(runner, "%.*s is no duplicate", TEXT_ARGS(event.subject_id));
    if (decision.verdict != VERDICT_APPLIED && decision.outputs.count > 0)
        runner_wrong(runner, "%.*s was not applied, but says something",
                     TEXT_ARGS(event.subject_id));
    if (decision.restricts && !may_restrict(&event))
        runner_wrong(runner, "%.*s restricts at once", TEXT_ARGS(event.subject_id));
    note_outputs(runner, &decision);
    store(runner);
}

static void deliver_again(struct runner *runner, size_t fact)
{
    struct decision decision;
    struct event event = runner->story->events[fact];
    event.event_id = TEXT_LITERAL("E-again");
    event.record_ms = runner->clock_ms;
    engine_step(&runner->policies, &runner->account, &event, runner->clock_ms, runner->arena,
                &decision);
    bool forgotten = decision.verdict == VERDICT_REFUSED && decision.refusal == REFUSAL_TOO_OLD &&
                     event.own_ms < runner->clock_ms -
                                        policy_choose(runner->story->choice)->forget_days * DAY_MS;
    if ((decision.verdict != VERDICT_DUPLICATE && !forgotten) || decision.outputs.count > 0)
        runner_wrong(runner, "%.*s again: verdict %d, refusal %.*s, %zu outputs",
                     TEXT_ARGS(event.subject_id), decision.verdict,
                     TEXT_ARGS(refusal_code(decision.refusal)), decision.outputs.count);
}

static void tick(struct runner *runner, size_t at)
{
    int64_t tick_ms = runner->telling->ticks[at];
    struct event event = {
        .type = EVENT_CLOCK_TICK,
        .event_id = TEXT_LITERAL("T"),
        .own_ms = tick_ms,
        .record_ms = tick_ms,
    };
    struct decision decision;
    if (runner->account.exists &&
        (!runner->telling->only_due_ticks || runner->account.next_wake_ms <= tick_ms)) {
        engine_step(&runner->policies, &runner->account, &event, runner->clock_ms, runner->arena,
                    &decision);
        if (decision.verdict != VERDICT_APPLIED)
            runner_wrong(runner, "a tick was not applied");
        note_outputs(runner, &decision);
        store(runner);
    }
    runner->clock_ms = tick_ms;
}

static size_t next_heard(const struct runner *runner, const bool *heard)
{
    size_t next = runner->story->count;
    for (size_t i = 0; i < runner->story->count; i++)
        if (!heard[i] && (next == runner->story->count ||
                          runner->telling->arrival_ms[i] < runner->telling->arrival_ms[next]))
            next = i;
    return next;
}

void story_run(const struct story *story, const struct telling *telling, struct midway midway,
               const struct run *like, struct run *run)
{
    static struct arena arena, lists;
    static struct runner runner;
    bool heard[STORY_FACTS_MAX] = {false};
    if (arena.size == 0) {
        arena_init(&arena, (size_t)4 << 30);
        arena_init(&lists, (size_t)1 << 30);
    }
    arena_reset(&arena);
    memset(run, 0, sizeof *run);
    runner.story = story;
    runner.telling = telling;
    runner.run = run;
    runner.policies = policies_choose(story->choice);
    runner.arena = &arena;
    runner.lists = &lists;
    runner.clock_ms = INSTANT_NONE;
    runner.output_count = runner.net_count = 0;
    account_init(&runner.account, TEXT_LITERAL("C-1"));
    for (size_t at = 0; at < telling->tick_count; at++) {
        for (size_t i; (i = next_heard(&runner, heard)) < story->count &&
                       telling->arrival_ms[i] < telling->ticks[at];
             heard[i] = true) {
            deliver(&runner, i);
            if (i == midway.fact)
                runner_check_after_fact(&runner);
        }
        if (at + 1 == telling->tick_count)
            for (size_t i = 0; i < story->count; i++)
                if (telling->repeated[i] && run->accepted[i])
                    deliver_again(&runner, i);
        tick(&runner, at);
        if (at == midway.tick && at + 1 < telling->tick_count)
            runner_check_after_tick(&runner);
    }
    runner_check_end(&runner, like);
    check_ids(&runner);
}
