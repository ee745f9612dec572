// SPDX-License-Identifier: Apache-2.0
// dunningctl show: one account, for a person or as JSON (contract.md, Commands).
#include "codec/json_write.h"
#include "engine/fold.h" // invoice_days_past_due
#include "ops/account_load.h"
#include "ops/commands.h"

#include <inttypes.h>

static const char *const LEVELS[] = {"none", "partial", "full"};

static const char *blocker_word(enum blocker_kind kind)
{
    static const char *const WORDS[] = {
        [BLOCKER_HOLD] = "hold",     [BLOCKER_DISPUTE] = "dispute", [BLOCKER_PLAN] = "plan",
        [BLOCKER_UPDATE] = "update", [BLOCKER_FLOOR] = "shift",     [BLOCKER_PAUSE] = "pause",
    };
    return WORDS[kind];
}

// ---- JSON ----

static void json_text(struct bytes *out, const char *key, struct text value)
{
    bytes_print(out, "\"%s\":", key);
    json_write_string(out, value);
}

// null for an empty text.
static void json_optional(struct bytes *out, const char *key, struct text value)
{
    if (value.len)
        json_text(out, key, value);
    else
        bytes_print(out, "\"%s\":null", key);
}

static void json_day(struct bytes *out, const char *key, int32_t day)
{
    char text[DAY_TEXT_MAX];
    if (day == DAY_NONE)
        bytes_print(out, "\"%s\":null", key);
    else
        bytes_print(out, "\"%s\":\"%s\"", key, day_write(day, text));
}

static void json_invoice_ids(struct bytes *out, const char *key,
                             const struct output_invoices *invoices)
{
    bytes_print(out, "\"%s\":[", key);
    for (size_t i = 0; i < invoices->count; i++) {
        if (i)
            bytes_add_byte(out, ',');
        json_write_string(out, invoices->items[i].invoice_id);
    }
    bytes_add_byte(out, ']');
}

static void json_services(struct bytes *out, const struct view *view)
{
    bytes_print(out, ",\"services\":{");
    for (size_t i = 0; i < view->policy->services.count; i++) {
        if (i)
            bytes_add_byte(out, ',');
        json_write_string(out, view->policy->services.items[i]);
        bytes_print(out, ":\"%s\"", LEVELS[view->services[i]]);
    }
    bytes_print(out, "},\"flags\":[");
    const struct flag_states *flags = &view->situation->flags;
    for (size_t i = 0, said = 0; i < flags->count; i++) {
        if (!flags->items[i].on)
            continue;
        if (said++)
            bytes_add_byte(out, ',');
        json_write_string(out, flags->items[i].name);
    }
    bytes_add_byte(out, ']');
}

static void json_blockers(struct bytes *out, const struct view *view)
{
    const struct blockers *blockers = &view->situation->blockers;
    bytes_print(out, ",\"blockers\":[");
    for (size_t i = 0; i < blockers->count; i++) {
        const struct blocker *blocker = &blockers->items[i];
        bytes_print(out, "%s{\"kind\":\"%s\",", i ? "," : "", blocker_word(blocker->kind));
        json_text(out, "name", blocker->name);
        bytes_print(out, ",\"owner\":\"person\",");
        json_optional(out, "invoice_id", blocker->invoice_id);
        bytes_add_byte(out, ',');
        json_day(out, "until", blocker->until_day);
        bytes_add_byte(out, ',');
        json_text(out, "actor", blocker->actor);
        bytes_add_byte(out, ',');
        json_text(out, "reason", blocker->reason);
        bytes_add_byte(out, '}');
    }
    bytes_add_byte(out, ']');
}

static void json_balances(struct bytes *out, const struct view *view)
{
    bytes_print(out, ",\"balances\":[");
    for (size_t i = 0; i < view->balances.count; i++) {
        const struct balance *balance = &view->balances.items[i];
        bytes_print(out,
                    "%s{\"currency\":\"%s\",\"open_minor\":%" PRId64 ",\"fees_minor\":%" PRId64
                    ",\"credit_minor\":%" PRId64 "}",
                    i ? "," : "", balance->currency.code, balance->open_minor, balance->fees_minor,
                    balance->credit_minor);
    }
    bytes_add_byte(out, ']');
}

static void json_invoices(struct bytes *out, const struct view *view)
{
    const struct invoices *invoices = &view->situation->invoices;
    bytes_print(out, ",\"invoices\":[");
    for (size_t i = 0; i < invoices->count; i++) {
        const struct invoice *invoice = &invoices->items[i];
        bytes_print(out, "%s{", i ? "," : "");
        json_text(out, "invoice_id", invoice->id);
        bytes_add_byte(out, ',');
        json_day(out, "due_date", invoice->due_day);
        bytes_print(out,
                    ",\"days_past_due\":%d,\"amount_minor\":%" PRId64 ",\"open_minor\":%" PRId64
                    ",\"fees_minor\":%" PRId64 ",\"currency\":\"%s\"}",
                    (int)invoice_days_past_due(invoice, view->today), invoice->amount_minor,
                    invoice->open_minor, invoice_open_fees(invoice), invoice->currency.code);
    }
    bytes_add_byte(out, ']');
}

static void json_pending(struct bytes *out, const struct view *view)
{
    bytes_print(out, ",\"pending\":[");
    for (size_t i = 0; i < view->pending.count; i++) {
        const struct pending *pending = &view->pending.items[i];
        bytes_print(out, "%s{", i ? "," : "");
        json_text(out, "status", pending->status);
        bytes_add_byte(out, ',');
        json_day(out, "date", pending->day);
        bytes_add_byte(out, ',');
        json_invoice_ids(out, "invoices", &pending->invoices);
        bytes_add_byte(out, '}');
    }
    bytes_add_byte(out, ']');
}

static void show_json(const struct account *account, const struct view *view)
{
    struct bytes out = {0};
    bytes_add_byte(&out, '{');
    json_text(&out, "customer_id", account->customer_id);
    bytes_add_byte(&out, ',');
    json_text(&out, "policy", view->policy->name);
    bytes_print(&out, ",\"policy_version\":%d,", (int)view->policy->version);
    json_text(&out, "status", view->status);
    bytes_add_byte(&out, ',');
    json_day(&out, "status_until", view->until_day);
    bytes_add_byte(&out, ',');
    json_invoice_ids(&out, "status_invoices", &view->status_invoices);
    json_services(&out, view);
    json_blockers(&out, view);
    json_balances(&out, view);
    json_invoices(&out, view);
    json_pending(&out, view);
    bytes_print(&out,
                ",\"paid_on_time\":%" PRId64 ",\"paid_late\":%" PRId64 ",\"sequence\":%" PRId64 "}",
                view->paid_on_time, view->paid_late, account->published.sequence);
    printf("%.*s\n", TEXT_ARGS(bytes_text(&out)));
    bytes_release(&out);
}

// ---- for a person ----

static const char *money(int64_t amount_minor, struct currency currency)
{
    static char texts[4][MONEY_TEXT_MAX + 4];
    static int next;
    char *text = texts[next++ % 4], amount[MONEY_TEXT_MAX];
    money_write(amount_minor, currency, amount);
    snprintf(text, sizeof texts[0], "%s %s", currency.code, amount);
    return text;
}

static void show_status(const struct arguments *arguments, const struct account *account,
                        const struct view *view, int64_t clock_ms)
{
    char day[DAY_TEXT_MAX], clock[INSTANT_TEXT_MAX] = "no tick yet";
    bool restricted = !text_equal(view->status, view->policy->statuses.items[0].name);
    if (clock_ms != INSTANT_NONE)
        instant_write(clock_ms, clock);
    printf("%s%.*s%s  policy %.*s version %d, clock %s\n", color_begin(arguments, COLOR_BOLD),
           TEXT_ARGS(account->customer_id), color_end(arguments), TEXT_ARGS(view->policy->name),
           (int)view->policy->version, clock);
    printf("  status    %s%.*s%s", color_begin(arguments, restricted ? COLOR_RED : COLOR_GREEN),
           TEXT_ARGS(view->status), color_end(arguments));
    if (view->until_day != DAY_NONE)
        printf(" until %s", day_write(view->until_day, day));
    for (size_t i = 0; i < view->status_invoices.count; i++)
        printf("%s %.*s", i ? "," : " because of",
               TEXT_ARGS(view->status_invoices.items[i].invoice_id));
    printf("\n  services ");
    for (size_t i = 0; i < view->policy->services.count; i++)
        printf(" %.*s %s%s", TEXT_ARGS(view->policy->services.items[i]), LEVELS[view->services[i]],
               i + 1 < view->policy->services.count ? "," : "\n");
    for (size_t i = 0; i < view->situation->flags.count; i++)
        if (view->situation->flags.items[i].on)
            printf("  flag      %.*s\n", TEXT_ARGS(view->situation->flags.items[i].name));
}

static void show_blockers(const struct view *view)
{
    char day[DAY_TEXT_MAX];
    for (size_t i = 0; i < view->situation->blockers.count; i++) {
        const struct blocker *blocker = &view->situation->blockers.items[i];
        printf("  held back by %s %.*s %.*s", blocker_word(blocker->kind), TEXT_ARGS(blocker->name),
               TEXT_ARGS(blocker->invoice_id));
        if (blocker->until_day != DAY_NONE)
            printf(" until %s", day_write(blocker->until_day, day));
        if (blocker->actor.len)
            printf(" by %.*s", TEXT_ARGS(blocker->actor));
        if (blocker->reason.len)
            printf(" because \"%.*s\"", TEXT_ARGS(blocker->reason));
        printf("\n");
    }
}

static void show_money(const struct view *view)
{
    char day[DAY_TEXT_MAX];
    for (size_t i = 0; i < view->balances.count; i++) {
        const struct balance *balance = &view->balances.items[i];
        printf("  balance   open %s, fees %s, credit %s\n",
               money(balance->open_minor, balance->currency),
               money(balance->fees_minor, balance->currency),
               money(balance->credit_minor, balance->currency));
    }
    for (size_t i = 0; i < view->situation->invoices.count; i++) {
        const struct invoice *invoice = &view->situation->invoices.items[i];
        if (invoice->open_minor == 0 && invoice_open_fees(invoice) == 0)
            continue;
        printf("  invoice   %.*s due %s (%d days past due): open %s of %s, fees %s\n",
               TEXT_ARGS(invoice->id), day_write(invoice->due_day, day),
               (int)invoice_days_past_due(invoice, view->today),
               money(invoice->open_minor, invoice->currency),
               money(invoice->amount_minor, invoice->currency),
               money(invoice_open_fees(invoice), invoice->currency));
    }
}

static void show_text(const struct arguments *arguments, const struct account *account,
                      const struct view *view, int64_t clock_ms)
{
    char day[DAY_TEXT_MAX];
    show_status(arguments, account, view, clock_ms);
    show_blockers(view);
    show_money(view);
    for (size_t i = 0; i < view->pending.count; i++) {
        const struct pending *pending = &view->pending.items[i];
        printf("  next      %.*s on %s", TEXT_ARGS(pending->status), day_write(pending->day, day));
        for (size_t k = 0; k < pending->invoices.count; k++)
            printf("%s %.*s", k ? "," : " because of",
                   TEXT_ARGS(pending->invoices.items[k].invoice_id));
        printf("\n");
    }
    printf("  paid      on time %" PRId64 ", late %" PRId64 "\n", view->paid_on_time,
           view->paid_late);
}

// ---- the command ----

static enum exit_code show_run(const struct arguments *arguments)
{
    struct service service = {0};
    struct accounts *accounts = NULL;
    struct account account;
    struct view view;
    struct error error;
    int64_t clock_ms = INSTANT_NONE;
    if (arguments->operand_count != 1)
        return command_misused(arguments, "name one CUSTOMER");
    enum result result = service_open(arguments, &service, &error);
    if (result == OK)
        result = accounts_open(&service, &accounts, &error);
    if (result == OK)
        result = accounts_load(accounts, text_of(arguments->operands[0]), &account, &view,
                               &clock_ms, &error);
    if (result == OK && arguments->json)
        show_json(&account, &view);
    else if (result == OK)
        show_text(arguments, &account, &view, clock_ms);
    accounts_close(accounts);
    service_release(&service);
    return result == OK ? EXIT_DONE : command_fail(arguments, result, &error);
}

static const struct option OPTIONS[] = {SERVICE_OPTIONS, {NULL, NULL, NULL}};

const struct command COMMAND_SHOW = {
    .name = "show",
    .summary = "shows one account: status, services, blockers, money, what comes next",
    .usage = "CUSTOMER",
    .details = "Reads Redis and the published policies. Exit code 1 if there is no such account.\n",
    .options = OPTIONS,
    .run = show_run,
};
