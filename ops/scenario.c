// SPDX-License-Identifier: Apache-2.0
// dunningctl scenario: runs stories and compares what comes out with what they expect, or prints
// them with what came out. Running is story_run.c's, comparing story_match.c's.
#include "codec/json_write.h"
#include "ops/commands.h"
#include "ops/paths.h"
#include "ops/place.h"
#include "ops/story_match.h"
#include "ops/story_run.h"

#include <stdlib.h>

struct scenario {
    const struct arguments *arguments;
    struct story_run *run;
    struct arena arena; // of the story's text and lines
    bool print, allocations;
    size_t passed, failed;
    // of the story at work
    const struct story *story;
    size_t differences;
    struct bytes out; // one line being written
};

// The lines that stand under one event.
struct block {
    size_t event; // index of the event's line, or SIZE_MAX at the head of the story
    size_t from, to;
};

// ---- differences ----

static void difference(struct scenario *scenario, int line, const char *expected,
                       const char *actual)
{
    const struct arguments *arguments = scenario->arguments;
    scenario->differences++;
    if (arguments->json) {
        struct bytes out = {0};
        bytes_print(&out, "{\"file\":");
        json_write_string(&out, text_of(scenario->story->path));
        bytes_print(&out, ",\"line\":%d,\"expected\":", line);
        json_write_string(&out, text_of(expected));
        bytes_print(&out, ",\"actual\":");
        json_write_string(&out, text_of(actual));
        printf("%.*s}\n", TEXT_ARGS(bytes_text(&out)));
        bytes_release(&out);
        return;
    }
    printf("%s%s:%d:%s\n  expected %s%s%s\n  actual   %s%s%s\n", color_begin(arguments, COLOR_BOLD),
           scenario->story->path, line, color_end(arguments), color_begin(arguments, COLOR_GREEN),
           expected, color_end(arguments), color_begin(arguments, COLOR_RED), actual,
           color_end(arguments));
}

// "-> @C-2 status paused from active INV-1", in the story's arena.
static const char *output_text(struct scenario *scenario, const struct printed *printed,
                               struct text unsaid_customer)
{
    struct bytes *out = &scenario->out;
    bytes_clear(out);
    bytes_print(out, "-> ");
    if (!text_equal(printed->customer_id, unsaid_customer))
        bytes_print(out, "@%.*s ", TEXT_ARGS(printed->customer_id));
    words_write(&printed->words, scenario->story->sets_contacts, out);
    bytes_add_byte(out, 0);
    return arena_text(&scenario->arena, bytes_text(out)).at;
}

static const char *line_text(struct scenario *scenario, const struct story_line *line)
{
    struct text raw = line->raw;
    while (raw.len && (raw.at[0] == ' ' || raw.at[0] == '\t'))
        raw = (struct text){raw.at + 1, raw.len - 1};
    char *copy = arena_take(&scenario->arena, raw.len + 1);
    if (raw.len)
        memcpy(copy, raw.at, raw.len);
    copy[raw.len] = 0;
    return copy;
}

// ---- one event and what stands under it ----

struct outcome_list {
    const struct printed **items;
    size_t count, room;
};

// What came out of the last line, without allocations unless they are wanted.
static struct outcome_list outcomes_of(struct scenario *scenario)
{
    struct outcome_list list = {0};
    const struct printed_list *all = story_run_outputs(scenario->run);
    for (size_t i = story_run_mark(scenario->run); i < all->count; i++)
        if (scenario->allocations || !all->items[i].is_allocation)
            *LIST_ADD(&scenario->arena, &list) = &all->items[i];
    return list;
}

static bool is_word(const struct story_line *line, const char *word)
{
    return line->words.count == 1 && !line->words.items[0].quoted &&
           text_is(line->words.items[0].text, word);
}

static struct text block_customer(const struct scenario *scenario, const struct block *block)
{
    if (block->event == SIZE_MAX)
        return scenario->story->default_customer;
    const struct story_line *line = &scenario->story->lines.items[block->event];
    return line->kind == LINE_EVENT ? line->customer : scenario->story->default_customer;
}

static struct text line_customer(const struct scenario *scenario, const struct block *block,
                                 const struct story_line *line)
{
    return line->customer.len ? line->customer : block_customer(scenario, block);
}

// The `->` lines of a block as things to be found among the outcomes.
struct expectations {
    const struct story_line **lines;
    const struct words **words;
    size_t count;
    bool any;  // some `->` line stands there
    bool more; // the last is `-> ...`
};

static struct expectations expectations_of(struct scenario *scenario, const struct block *block)
{
    size_t most = block->to - block->from;
    struct expectations expected = {
        .lines = arena_take(&scenario->arena, (most + 1) * sizeof *expected.lines),
        .words = arena_take(&scenario->arena, (most + 1) * sizeof *expected.words),
    };
    for (size_t i = block->from; i < block->to; i++) {
        const struct story_line *line = &scenario->story->lines.items[i];
        if (line->kind != LINE_OUTPUT)
            continue;
        expected.any = true;
        expected.more = is_word(line, "...");
        if (expected.more || is_word(line, "nothing"))
            continue;
        expected.lines[expected.count] = line;
        expected.words[expected.count++] = &line->words;
    }
    return expected;
}

// Words match, but the customer is another: not a pair after all.
static void unpair_strangers(struct scenario *scenario, const struct block *block,
                             const struct expectations *expected, const struct outcome_list *actual,
                             int *pairs)
{
    for (size_t a = 0; a < actual->count; a++)
        if (pairs[a] >= 0 && !text_equal(line_customer(scenario, block, expected->lines[pairs[a]]),
                                         actual->items[a]->customer_id))
            pairs[a] = -1;
}

static int *pair(struct scenario *scenario, const struct block *block,
                 const struct expectations *expected, const struct outcome_list *actual)
{
    int *pairs = arena_take(&scenario->arena, (actual->count + 1) * sizeof *pairs);
    printed_align(expected->words, expected->count, actual->items, actual->count, &scenario->arena,
                  pairs);
    unpair_strangers(scenario, block, expected, actual, pairs);
    return pairs;
}

// Walk along both sides; between two pairs what is left on either is a difference.
static void compare(struct scenario *scenario, const struct block *block,
                    const struct expectations *expected, const struct outcome_list *actual)
{
    const int *pairs = pair(scenario, block, expected, actual);
    struct text unsaid = block_customer(scenario, block);
    int under = scenario->story->lines.items[block->event].number;
    size_t a = 0, e = 0;
    while (a < actual->count || e < expected->count) {
        size_t a_end = a;
        while (a_end < actual->count && pairs[a_end] < 0)
            a_end++;
        size_t e_end = a_end < actual->count ? (size_t)pairs[a_end] : expected->count;
        bool rest_is_free = expected->more && a_end == actual->count && e == e_end;
        while (!rest_is_free && (a < a_end || e < e_end)) {
            const struct story_line *line = e < e_end ? expected->lines[e] : NULL;
            difference(scenario, line ? line->number : under,
                       line ? line_text(scenario, line) : "-> nothing more",
                       a < a_end ? output_text(scenario, actual->items[a], unsaid) : "-> nothing");
            a += a < a_end;
            e += e < e_end;
        }
        a = a_end + 1;
        e = e_end + 1;
    }
}

static void check_fact(struct scenario *scenario, const struct block *block,
                       const struct story_line *line)
{
    struct view view;
    struct text customer = line_customer(scenario, block, line);
    const struct printed_list *all = story_run_outputs(scenario->run);
    struct fact_source source = {
        .view = story_run_view(scenario->run, customer, &view) ? &view : NULL,
        .emitted = all->items,
        .emitted_count = all->count,
        .customer_id = customer,
        .arena = &scenario->arena,
        .allocations = scenario->allocations,
    };
    if (fact_holds(&line->words, &source, &scenario->out))
        return;
    struct bytes actual = {0};
    bytes_print(&actual, "= %.*s", TEXT_ARGS(bytes_text(&scenario->out)));
    bytes_add_byte(&actual, 0);
    difference(scenario, line->number, line_text(scenario, line), (const char *)actual.at);
    bytes_release(&actual);
}

static void check_block(struct scenario *scenario, const struct block *block)
{
    struct expectations expected = expectations_of(scenario, block);
    if (expected.any) {
        struct outcome_list actual = outcomes_of(scenario);
        compare(scenario, block, &expected, &actual);
    }
    for (size_t i = block->from; i < block->to; i++)
        if (scenario->story->lines.items[i].kind == LINE_FACT)
            check_fact(scenario, block, &scenario->story->lines.items[i]);
}

// Outputs as the story writes them where it does, else in full; then all that is no output.
static void print_block(struct scenario *scenario, const struct block *block)
{
    if (block->event != SIZE_MAX) {
        struct expectations expected = expectations_of(scenario, block);
        struct outcome_list actual = outcomes_of(scenario);
        const int *pairs = pair(scenario, block, &expected, &actual);
        struct text unsaid = block_customer(scenario, block);
        for (size_t a = 0; a < actual.count; a++)
            printf("  %s\n", pairs[a] >= 0 ? line_text(scenario, expected.lines[pairs[a]])
                                           : output_text(scenario, actual.items[a], unsaid));
        if (actual.count == 0 && expected.any)
            printf("  -> nothing\n");
    }
    for (size_t i = block->from; i < block->to; i++) {
        const struct story_line *line = &scenario->story->lines.items[i];
        if (line->kind != LINE_OUTPUT)
            printf("%.*s\n", TEXT_ARGS(line->raw));
    }
}

// ---- one story ----

static bool is_event(const struct story_line *line)
{
    return line->kind == LINE_EVENT || line->kind == LINE_TICK ||
           (line->kind == LINE_POLICY && line->at.day != DAY_NONE);
}

static enum result run_lines(struct scenario *scenario, struct error *error)
{
    const struct story *story = scenario->story;
    struct block block = {.event = SIZE_MAX};
    for (size_t i = 0;; i++) {
        enum result result = OK;
        if (block.event != SIZE_MAX) {
            if (scenario->print)
                printf("%.*s\n", TEXT_ARGS(story->lines.items[block.event].raw));
            result = story_run_line(scenario->run, &story->lines.items[block.event], error);
        }
        for (; result == OK && i < story->lines.count && !is_event(&story->lines.items[i]); i++)
            result = story_run_line(scenario->run, &story->lines.items[i], error);
        if (result != OK)
            return result;
        block.to = i;
        if (scenario->print)
            print_block(scenario, &block);
        else
            check_block(scenario, &block);
        if (i == story->lines.count)
            return OK;
        block = (struct block){.event = i, .from = i + 1};
    }
}

static enum result run_story(struct scenario *scenario, const char *path, struct error *error)
{
    struct bytes text = {0};
    struct story story;
    enum result result = file_read(path, &text, error);
    arena_reset(&scenario->arena);
    if (result == OK)
        result = story_read(bytes_text(&text), path, &scenario->arena, &story, error);
    if (result == OK && !story.expects && !scenario->print)
        result =
            error_set(error, RESULT_BAD_DATA,
                      "%s: expects nothing; add a `->` or `=` line, or `--print` it first", path);
    if (result == OK)
        result = story_run_begin(scenario->run, &story, error);
    scenario->story = &story; // for as long as this call
    scenario->differences = 0;
    if (result == OK)
        result = run_lines(scenario, error);
    bytes_release(&text);
    return result;
}

static void report_story(struct scenario *scenario, const char *path, enum result result,
                         const struct error *error)
{
    bool good = result == OK && scenario->differences == 0;
    scenario->passed += good;
    scenario->failed += !good;
    if (result != OK)
        fprintf(scenario->print ? stderr : stdout, "%s\n", error->text);
    if (scenario->arguments->json && !scenario->print) {
        bytes_clear(&scenario->out);
        bytes_print(&scenario->out, "{\"file\":");
        json_write_string(&scenario->out, text_of(path));
        bytes_print(&scenario->out, ",\"passed\":%s,\"differences\":%zu}", good ? "true" : "false",
                    scenario->differences);
        printf("%.*s\n", TEXT_ARGS(bytes_text(&scenario->out)));
    }
}

// ---- the command ----

static void run_paths(struct scenario *scenario, const struct paths *paths)
{
    struct progress progress;
    progress_begin(&progress, "stories");
    for (size_t i = 0; i < paths->count; i++) {
        struct error error;
        enum result result = run_story(scenario, paths->items[i], &error);
        report_story(scenario, paths->items[i], result, &error);
        progress_at(&progress, i + 1, paths->count);
    }
    progress_end(&progress);
}

static void summary(const struct scenario *scenario)
{
    if (scenario->arguments->json)
        printf("{\"passed\":%zu,\"failed\":%zu}\n", scenario->passed, scenario->failed);
    else
        printf("%zu passed, %zu failed\n", scenario->passed, scenario->failed);
}

static enum exit_code scenario_run(const struct arguments *arguments)
{
    struct paths paths = {0};
    struct error error;
    enum result result = OK;
    if (arguments->operand_count == 0)
        return command_misused(arguments, "name a FILE or a FOLDER");
    for (size_t i = 0; i < arguments->operand_count && result == OK; i++)
        result = paths_find(arguments->operands[i], ".story", &paths, &error);
    if (result == OK && paths.count == 0)
        result = error_set(&error, RESULT_USAGE, "no *.story in %s", arguments->operands[0]);
    if (result != OK) {
        paths_release(&paths);
        return command_fail(arguments, result, &error);
    }
    char *directory = policies_place(argument(arguments, "--policies"));
    struct zones *zones = zones_open();
    struct scenario scenario = {
        .arguments = arguments,
        .run = story_run_open(directory, zones),
        .print = argument(arguments, "--print") != NULL,
        .allocations = argument(arguments, "--allocations") != NULL,
    };
    arena_init(&scenario.arena, UINT64_C(4) << 30);
    run_paths(&scenario, &paths);
    if (!scenario.print)
        summary(&scenario);
    story_run_close(scenario.run);
    arena_release(&scenario.arena);
    bytes_release(&scenario.out);
    zones_close(zones);
    free(directory);
    paths_release(&paths);
    return scenario.failed ? EXIT_NO : EXIT_DONE;
}

static const struct option OPTIONS[] = {
    {"--print", NULL, "print the stories with all outputs filled in"},
    {"--allocations", NULL, "ledger entries of kind allocation are matched and printed too"},
    {"--policies", "FOLDER", "where `policy NAME` looks for NAME.yaml"},
    {NULL, NULL, NULL},
};

const struct command COMMAND_SCENARIO = {
    .name = "scenario",
    .summary = "runs stories and compares what comes out with what they expect",
    .usage = "FILE|FOLDER… [--print]",
    .details =
        "A FOLDER stands for every *.story in and below it. A story's lines:\n"
        "\n"
        "  # title\n"
        "  policy account-pause                  a name, or a path; several: the first is default\n"
        "  customer C-1 zone America/New_York    optional; C-1 is the default customer\n"
        "  2025-02-01 invoice-issued INV-1 USD 100.00 due 2025-03-01 [class C] [issued T]\n"
        "             [policy NAME] [number N] [open AMOUNT] [fees AMOUNT] [known-since T]\n"
        "  2025-02-01T09:30 @C-2 payment-received PAY-1 USD 10.00 [for INV-1] [received T]\n"
        "             [source S] [method M]\n"
        "  2025-03-14 account-action ACTION … [by ACTOR] [because \"REASON\"] [occurred T]\n"
        "  2025-04-01 policy ./other.yaml        publishes a version\n"
        "  2025-03-16 tick                       or `tick daily`, `tick hourly` up to that day\n"
        "    -> status paused from active INV-1  outputs, in order; `-> nothing`, `-> ...`\n"
        "    = status paused                     facts: until, service, flag, open, fees, "
        "balance,\n"
        "                                        credit, pending, paid, dpd, emitted\n"
        "\n"
        "An event may end in `event ID`. Instants are local, or end in Z. ACTION is one of:\n"
        "\n"
        "  set-account [zone Z] [opened DATE] [policy NAME] [enabled on|off]\n"
        "  set-contacts ROLE:CHANNEL:ADDRESS …\n"
        "  shift [STATUS], lift    until DATE | for N business-days [on-promise PROMISE]\n"
        "  hold, release KIND [until DATE]\n"
        "  extend-terms INVOICE due DATE | net DAYS apply-to open|future\n"
        "  discount INVOICE CUR AMOUNT [on-promise PROMISE]    revoke-discount INVOICE\n"
        "  credit-note NOTE INVOICE CUR AMOUNT …\n"
        "  void, write-off, open-dispute, close-dispute INVOICE    waive-fee INVOICE CODE\n"
        "  reverse-payment PAYMENT    undo ACTION-ID    pause from DATE until DATE    resume\n"
        "  promise PROMISE by DATE    keep-promise PROMISE\n"
        "  agree-plan PLAN CUR DATE=AMOUNT … [for INVOICE …]    cancel-plan PLAN\n"
        "  give-update INVOICE until DATE    record-contact CHANNEL OUTCOME [INVOICE]\n"
        "  record-charge SOURCE failed|ok [REASON] [INVOICE]    record-activity WORD\n"
        "  answer-consultation yes|no    hand-over    escalate STATUS\n"
        "  set-source, set-flag NAME on|off    request-reinstatement\n"
        "\n"
        "Ends with `N passed, N failed`; exit code 1 if any failed.\n",
    .options = OPTIONS,
    .run = scenario_run,
};
