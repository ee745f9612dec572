// SPDX-License-Identifier: Apache-2.0
// Outputs as words and text; story_match.c compares them, scenario.c shows them.
#include "ops/story_print.h"

static void add(struct printed *printed, struct arena *arena, struct text text)
{
    *LIST_ADD(arena, &printed->words) = (struct word){arena_text(arena, text), false};
}

static void add_literal(struct printed *printed, struct arena *arena, const char *literal)
{
    add(printed, arena, text_of(literal));
}

static void add_money(struct printed *printed, struct arena *arena, struct currency currency,
                      int64_t amount_minor)
{
    char amount[MONEY_TEXT_MAX];
    money_write(amount_minor, currency, amount);
    add(printed, arena, text_of(currency.code));
    add(printed, arena, text_of(amount));
}

static void add_invoices(struct printed *printed, struct arena *arena,
                         const struct output_invoices *invoices)
{
    for (size_t i = 0; i < invoices->count; i++)
        add(printed, arena, invoices->items[i].invoice_id);
}

// by ann because "wire sent"
static void add_tail(struct printed *printed, struct arena *arena, struct text actor,
                     struct text reason)
{
    printed->tail_at = printed->words.count;
    if (actor.len) {
        add_literal(printed, arena, "by");
        add(printed, arena, actor);
    }
    if (reason.len) {
        add_literal(printed, arena, "because");
        *LIST_ADD(arena, &printed->words) = (struct word){arena_text(arena, reason), true};
    }
}

static void add_status(struct printed *printed, struct arena *arena, const struct output *output)
{
    const struct status_change *change = &output->status_change;
    add_literal(printed, arena, "status");
    add(printed, arena, change->status);
    add_literal(printed, arena, "from");
    add(printed, arena, change->previous_status);
    if (change->until_day != DAY_NONE) {
        char day[DAY_TEXT_MAX];
        add_literal(printed, arena, "until");
        add(printed, arena, text_of(day_write(change->until_day, day)));
    }
    add_invoices(printed, arena, &output->invoices);
    add_tail(printed, arena, change->actor, change->reason);
}

// merchant<ops@m.example,boss@m.example>
static struct text role_with_addresses(struct arena *arena, struct text role,
                                       const struct contacts *recipients)
{
    if (recipients->count == 0)
        return role;
    size_t len = role.len + 1;
    for (size_t i = 0; i < recipients->count; i++)
        len += recipients->items[i].address.len + 1;
    char *word = arena_take(arena, len);
    memcpy(word, role.at, role.len);
    size_t at = role.len;
    for (size_t i = 0; i < recipients->count; i++) {
        struct text address = recipients->items[i].address;
        word[at++] = i ? ',' : '<';
        if (address.len)
            memcpy(word + at, address.at, address.len);
        at += address.len;
    }
    word[at] = '>';
    return (struct text){word, len};
}

static void add_notification(struct printed *printed, struct arena *arena,
                             const struct output *output)
{
    const struct notification *notification = &output->notification;
    add_literal(printed, arena, "notification");
    add(printed, arena, notification->channel);
    add(printed, arena, notification->template_name);
    add_literal(printed, arena, "to");
    add(printed, arena, role_with_addresses(arena, notification->role, &notification->recipients));
    add_invoices(printed, arena, &output->invoices);
    if (notification->undeliverable)
        add_literal(printed, arena, "undeliverable");
    printed->tail_at = printed->words.count;
}

static void add_ledger(struct printed *printed, struct arena *arena, const struct output *output)
{
    const struct ledger_entry *entry = &output->ledger_entry;
    printed->is_allocation = entry->kind == LEDGER_ALLOCATION;
    add_literal(printed, arena, "ledger");
    if (entry->kind == LEDGER_REVERSAL)
        add_literal(printed, arena, "reversal");
    if (printed->is_allocation)
        add_literal(printed, arena, "allocation");
    add(printed, arena, printed->is_allocation ? entry->target : entry->code);
    add_money(printed, arena, entry->currency,
              printed->is_allocation ? entry->allocated_minor : entry->amount_minor);
    if (entry->invoice_id.len)
        add(printed, arena, entry->invoice_id);
    printed->tail_at = printed->words.count;
    if (printed->is_allocation && entry->payment_id.len) {
        add_literal(printed, arena, "by");
        add(printed, arena, entry->payment_id);
    }
}

struct printed print_output(const struct output *output, struct text customer_id,
                            struct arena *arena)
{
    struct printed printed = {.customer_id = customer_id};
    switch (output->kind) {
    case OUTPUT_STATUS_CHANGE:
        add_status(&printed, arena, output);
        break;
    case OUTPUT_NOTIFICATION:
        add_notification(&printed, arena, output);
        break;
    case OUTPUT_LEDGER_ENTRY:
        add_ledger(&printed, arena, output);
        break;
    }
    return printed;
}

struct printed print_refusal(const struct event *event, enum refusal refusal, struct arena *arena)
{
    struct printed printed = {.customer_id = arena_text(arena, event->customer_id)};
    add_literal(&printed, arena, "refused");
    add(&printed, arena,
        event->type == EVENT_ACCOUNT_ACTION ? action_name(event->action.kind)
                                            : event_name(event->type));
    add(&printed, arena, refusal_code(refusal));
    printed.tail_at = printed.words.count;
    return printed;
}

static bool needs_quotes(const struct word *word)
{
    if (word->quoted || word->text.len == 0)
        return true;
    return memchr(word->text.at, ' ', word->text.len) ||
           memchr(word->text.at, '\t', word->text.len);
}

// A quote cannot stand in a quoted word; a line end cannot stand in a line.
static void write_quoted(struct text text, struct bytes *out)
{
    bytes_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i] == '"' ? '\'' : text.at[i];
        bytes_add_byte(out, (uint8_t)(c == '\n' || c == '\r' ? ' ' : c));
    }
    bytes_add_byte(out, '"');
}

void words_write(const struct words *words, bool addresses, struct bytes *out)
{
    for (size_t i = 0; i < words->count; i++) {
        const struct word *word = &words->items[i];
        struct text text = word->text;
        const char *bracket = text.len ? memchr(text.at, '<', text.len) : NULL;
        if (!addresses && bracket && bracket > text.at && text.at[text.len - 1] == '>')
            text.len = (size_t)(bracket - text.at);
        if (i)
            bytes_add_byte(out, ' ');
        if (needs_quotes(&(struct word){text, word->quoted}))
            write_quoted(text, out);
        else
            bytes_add_text(out, text);
    }
}
