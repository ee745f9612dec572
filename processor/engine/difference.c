// SPDX-License-Identifier: Apache-2.0
// Puts the parts of the difference in order: by instant; of one instant the ledger, then the
// status, then the notices; and numbers them.
#include "engine/difference.h"

bool difference_is_tick(const struct difference *difference)
{
    return difference->event->type == EVENT_CLOCK_TICK;
}

struct output *draft_add(struct difference *difference, struct drafts *drafts,
                         enum output_kind kind, int64_t at_ms, struct text step,
                         struct text cause_event_id)
{
    static const int32_t ORDER[] = {
        [OUTPUT_LEDGER_ENTRY] = 0, [OUTPUT_STATUS_CHANGE] = 1, [OUTPUT_NOTIFICATION] = 2};
    struct draft *draft = LIST_ADD(difference->fold->arena, drafts);
    draft->at_ms = difference_is_tick(difference) ? at_ms : difference->decided_ms;
    draft->order = ORDER[kind];
    draft->output.kind = kind;
    draft->output.decided_at_ms = difference->decided_ms;
    draft->output.scheduled_for_ms = at_ms;
    draft->output.policy = difference->fold->policy;
    draft->output.step = step;
    draft->output.cause_event_id = cause_event_id;
    draft->output.cause = difference->event->origin;
    return &draft->output;
}

static bool draft_before(const struct draft *a, const struct draft *b)
{
    if (a->at_ms != b->at_ms)
        return a->at_ms < b->at_ms;
    if (a->order != b->order)
        return a->order < b->order;
    return a->place < b->place;
}

static void merge(struct draft *to, const struct draft *from, size_t low, size_t mid, size_t high)
{
    size_t a = low, b = mid;
    for (size_t i = low; i < high; i++) {
        if (a < mid && (b >= high || !draft_before(&from[b], &from[a])))
            to[i] = from[a++];
        else
            to[i] = from[b++];
    }
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

// A stable sort: what was made first stays first among equals.
static void drafts_sort(struct drafts *drafts, struct arena *arena)
{
    size_t count = drafts->count;
    if (count < 2)
        return;
    struct draft *other = arena_take(arena, count * sizeof *other);
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t low = 0; low < count; low += 2 * width)
            merge(other, drafts->items, low, least(low + width, count),
                  least(low + 2 * width, count));
        struct draft *swap = drafts->items;
        drafts->items = other;
        other = swap;
    }
}

void difference_publish(struct difference *difference)
{
    struct drafts drafts = {0};
    struct decision *decision = difference->decision;
    struct arena *arena = difference->fold->arena;
    ledger_difference(difference, &drafts);
    status_difference(difference, &drafts);
    notice_difference(difference, &drafts);
    drafts_sort(&drafts, arena);
    for (size_t i = 0; i < drafts.count; i++) {
        struct output *output = LIST_ADD(arena, &decision->outputs);
        *output = drafts.items[i].output;
        output->sequence = ++difference->account->published.sequence;
    }
}
