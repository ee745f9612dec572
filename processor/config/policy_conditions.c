// SPDX-License-Identifier: Apache-2.0
// Answers for conditions: the closed list of facts as a table, how each is written, what its name
// refers to, and which conditions can never hold together. No state; any thread.
#include "config/policy_parts.h"

#include <stdio.h>

enum shape {
    SHAPE_TRUTH,  // enabled: yes
    SHAPE_NAMED,  // flag: vip
    SHAPE_COUNT,  // invoices_open: {at_least: 2}
    SHAPE_MONEY,  // balance_open: {at_least: USD 500.00}
    SHAPE_STATUS, // status: {at_least: limited}
};

enum refers { TO_NOTHING, TO_FLAG, TO_HOLD, TO_CLASS, TO_CHANNEL, TO_STEP, TO_REQUEST };

struct fact_row {
    const char *name;
    enum shape shape;
    enum refers refers;
    bool of_invoice;   // means nothing without an invoice
    bool in_days;      // takes within_days
    bool needs_action; // can only change when `action` is offered
    enum action_kind action;
};

static const struct fact_row FACTS[FACT_NAME_COUNT] = {
    [FACT_FLAG] = {.name = "flag", .shape = SHAPE_NAMED, .refers = TO_FLAG},
    [FACT_SOURCE_ON_FILE] = {.name = "source_on_file",
                             .shape = SHAPE_TRUTH,
                             .needs_action = true,
                             .action = ACTION_SET_SOURCE},
    [FACT_STATUS] = {.name = "status", .shape = SHAPE_STATUS},
    [FACT_HOLD] = {.name = "hold", .shape = SHAPE_NAMED, .refers = TO_HOLD},
    [FACT_ENABLED] = {.name = "enabled",
                      .shape = SHAPE_TRUTH,
                      .needs_action = true,
                      .action = ACTION_SET_ACCOUNT},
    [FACT_ACCOUNT_AGE_DAYS] = {.name = "account_age_days", .shape = SHAPE_COUNT},
    [FACT_BALANCE_OPEN] = {.name = "balance_open", .shape = SHAPE_MONEY},
    [FACT_BALANCE_OVERDUE] = {.name = "balance_overdue", .shape = SHAPE_MONEY},
    [FACT_INVOICES_OPEN] = {.name = "invoices_open", .shape = SHAPE_COUNT},
    [FACT_INVOICES_OVERDUE] = {.name = "invoices_overdue", .shape = SHAPE_COUNT},
    [FACT_INVOICE_CLASS] = {.name = "invoice_class",
                            .shape = SHAPE_NAMED,
                            .refers = TO_CLASS,
                            .of_invoice = true},
    [FACT_INVOICE_OPEN] = {.name = "invoice_open", .shape = SHAPE_MONEY, .of_invoice = true},
    [FACT_INVOICE_FEES] = {.name = "invoice_fees", .shape = SHAPE_MONEY, .of_invoice = true},
    [FACT_PAID_INVOICES] = {.name = "paid_invoices", .shape = SHAPE_COUNT, .in_days = true},
    [FACT_PAID_LATE] = {.name = "paid_late", .shape = SHAPE_COUNT, .in_days = true},
    [FACT_LAST_CHARGE_FAILED] = {.name = "last_charge_failed",
                                 .shape = SHAPE_TRUTH,
                                 .needs_action = true,
                                 .action = ACTION_RECORD_CHARGE},
    [FACT_LAST_CHARGE_REASON] = {.name = "last_charge_reason",
                                 .shape = SHAPE_NAMED,
                                 .needs_action = true,
                                 .action = ACTION_RECORD_CHARGE},
    [FACT_CHARGED] = {.name = "charged", .shape = SHAPE_NAMED, .of_invoice = true},
    [FACT_OUTCOME_RECORDED] = {.name = "outcome_recorded",
                               .shape = SHAPE_NAMED,
                               .refers = TO_CHANNEL,
                               .needs_action = true,
                               .action = ACTION_RECORD_CONTACT},
    [FACT_SENT] = {.name = "sent",
                   .shape = SHAPE_NAMED,
                   .refers = TO_CHANNEL,
                   .needs_action = true,
                   .action = ACTION_RECORD_CONTACT},
    [FACT_HEARD_SINCE_STEP] = {.name = "heard_since_step", .shape = SHAPE_NAMED, .refers = TO_STEP},
    [FACT_STEP_RAN] = {.name = "step_ran", .shape = SHAPE_NAMED, .refers = TO_STEP},
    [FACT_ASKED_BEFORE_ISSUE] = {.name = "asked_before_issue",
                                 .shape = SHAPE_NAMED,
                                 .refers = TO_REQUEST,
                                 .of_invoice = true},
    [FACT_CONSULTATION_YES] = {.name = "consultation_yes",
                               .shape = SHAPE_TRUTH,
                               .needs_action = true,
                               .action = ACTION_ANSWER_CONSULTATION},
    [FACT_CONSULTATION_OPEN] = {.name = "consultation_open",
                                .shape = SHAPE_TRUTH,
                                .needs_action = true,
                                .action = ACTION_ANSWER_CONSULTATION},
    [FACT_ACTIVITY_AGE_DAYS] = {.name = "activity_age_days", .shape = SHAPE_COUNT},
    [FACT_DAYS_PAST_DUE] = {.name = "days_past_due", .shape = SHAPE_COUNT},
    [FACT_PROMISE_OPEN] = {.name = "promise_open",
                           .shape = SHAPE_TRUTH,
                           .needs_action = true,
                           .action = ACTION_PROMISE},
};

static const struct {
    const char *name;
    enum comparison comparison;
} COMPARISONS[] = {
    {"is", COMPARE_EQUAL},
    {"at_least", COMPARE_AT_LEAST},
    {"less_than", COMPARE_LESS},
};

static enum comparison opposite(enum comparison comparison)
{
    switch (comparison) {
    case COMPARE_EQUAL:
        return COMPARE_NOT_EQUAL;
    case COMPARE_NOT_EQUAL:
        return COMPARE_EQUAL;
    case COMPARE_AT_LEAST:
        return COMPARE_LESS;
    case COMPARE_LESS:
        return COMPARE_AT_LEAST;
    }
    return comparison;
}

static void number_read(struct reader *reader, const struct fact_row *row,
                        const struct yaml_node *node, struct condition *condition)
{
    struct amount amount = {{{0}}, 0};
    switch (row->shape) {
    case SHAPE_COUNT:
        condition->number = yaml_integer(&reader->yaml, node, -3660, 1000000);
        break;
    case SHAPE_MONEY:
        amount_read(reader, node, &amount);
        condition->number = amount.amount_minor;
        condition->currency = amount.currency;
        break;
    case SHAPE_STATUS:
        condition->number =
            name_refer(reader, node, yaml_text(&reader->yaml, node), &reader->statuses, "status");
        break;
    case SHAPE_TRUTH:
    case SHAPE_NAMED:
        break;
    }
}

// {at_least: 2, within_days: 365}, or a plain value for `is`.
static void comparison_read(struct reader *reader, const struct fact_row *row,
                            const struct yaml_node *node, struct condition *condition)
{
    static const char *const NAMES[] = {"is", "at_least", "less_than", "within_days"};
    struct yaml *yaml = &reader->yaml;
    condition->comparison = COMPARE_EQUAL;
    if (node->kind == YAML_SCALAR) {
        number_read(reader, row, node, condition);
        return;
    }
    if (!yaml_is_map(yaml, node, row->name))
        return;
    yaml_check_keys(yaml, node, NAMES, row->in_days ? 4 : 3);
    const struct yaml_node *within = yaml_at(node, "within_days");
    if (within)
        condition->days = (int32_t)yaml_integer(yaml, within, 1, 36600);
    if (node->count != (within ? 2 : 1)) {
        yaml_fail(yaml, node, "%s must be compared once: is, at_least or less_than", row->name);
        return;
    }
    for (size_t i = 0; i < sizeof COMPARISONS / sizeof *COMPARISONS; i++) {
        const struct yaml_node *value = yaml_at(node, COMPARISONS[i].name);
        if (!value)
            continue;
        condition->comparison = COMPARISONS[i].comparison;
        number_read(reader, row, value, condition);
    }
}

static void name_of_fact_read(struct reader *reader, const struct fact_row *row,
                              const struct yaml_node *node, struct condition *condition)
{
    struct text name = yaml_text(&reader->yaml, node);
    condition->comparison = COMPARE_EQUAL;
    condition->number = 1;
    condition->name = name;
    switch (row->refers) {
    case TO_FLAG:
        (void)name_refer(reader, node, name, &reader->flags, "flag");
        break;
    case TO_HOLD:
        (void)name_refer(reader, node, name, &reader->holds, "hold");
        break;
    case TO_CLASS:
        (void)name_refer(reader, node, name, &reader->classes, "class");
        break;
    case TO_STEP:
        (void)name_refer(reader, node, name, &reader->steps, "step");
        break;
    case TO_REQUEST:
        (void)name_refer(reader, node, name, &reader->requests, "request");
        break;
    case TO_CHANNEL:
        if (name.len)
            (void)channel_is_known(reader, node, name);
        break;
    case TO_NOTHING:
        (void)name_read(reader, node);
        break;
    }
}

static void can_be_true(struct reader *reader, const struct fact_row *row,
                        const struct yaml_node *node, const struct step *step)
{
    struct yaml *yaml = &reader->yaml;
    if (row->needs_action && !is_offered(reader, row->action))
        yaml_fail_key(yaml, node, "'%s' can never change: %s is not offered", row->name,
                      action_name(row->action).at);
    if (row->of_invoice && !trigger_has_invoice(&step->trigger))
        yaml_fail_key(yaml, node, "'%s' is about one invoice, but the step is not about one",
                      row->name);
}

static void condition_read(struct reader *reader, const struct yaml_node *item, struct step *step)
{
    const char *names[FACT_NAME_COUNT + 1];
    for (int i = 0; i < FACT_NAME_COUNT; i++)
        names[i] = FACTS[i].name;
    names[FACT_NAME_COUNT] = "not";
    const struct yaml_node *entry = single_entry(reader, item, "a condition");
    bool negated = entry && text_is(entry->key, "not");
    yaml_check_keys(&reader->yaml, item, names, FACT_NAME_COUNT + (size_t)1);
    if (negated) {
        item = entry;
        entry = single_entry(reader, entry, "not");
        yaml_check_keys(&reader->yaml, item, names, FACT_NAME_COUNT);
    }
    if (!entry || reader->yaml.failed)
        return;
    struct condition condition = {0};
    while (!text_is(entry->key, FACTS[condition.fact].name))
        condition.fact++;
    const struct fact_row *row = &FACTS[condition.fact];
    can_be_true(reader, row, entry, step);
    if (row->shape == SHAPE_TRUTH)
        condition.number = yaml_truth(&reader->yaml, entry);
    else if (row->shape == SHAPE_NAMED)
        name_of_fact_read(reader, row, entry, &condition);
    else
        comparison_read(reader, row, entry, &condition);
    if (negated)
        condition.comparison = opposite(condition.comparison);
    *LIST_ADD(reader->yaml.arena, &step->conditions) = condition;
}

// ---- conditions that exclude each other ----

static bool same_fact(const struct condition *a, const struct condition *b)
{
    return a->fact == b->fact && text_equal(a->name, b->name) && a->days == b->days &&
           currency_equal(a->currency, b->currency);
}

// Facts that are yes or no as numbers: what is not 1 is 0.
static struct condition plain(const struct condition *condition)
{
    struct condition same = *condition;
    enum shape shape = FACTS[condition->fact].shape;
    if ((shape == SHAPE_TRUTH || shape == SHAPE_NAMED) &&
        condition->comparison == COMPARE_NOT_EQUAL) {
        same.comparison = COMPARE_EQUAL;
        same.number = !condition->number;
    }
    return same;
}

static bool holds_for(const struct condition *condition, int64_t value)
{
    switch (condition->comparison) {
    case COMPARE_EQUAL:
        return value == condition->number;
    case COMPARE_NOT_EQUAL:
        return value != condition->number;
    case COMPARE_AT_LEAST:
        return value >= condition->number;
    case COMPARE_LESS:
        return value < condition->number;
    }
    return true;
}

// Two comparisons of one number hold together for some value iff they do for one at their edges.
static bool agree(const struct condition *a, const struct condition *b)
{
    const int64_t edges[] = {a->number - 1, a->number, a->number + 1,
                             b->number - 1, b->number, b->number + 1};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        if (holds_for(a, edges[i]) && holds_for(b, edges[i]))
            return true;
    return false;
}

static void pair_check(struct reader *reader, const struct yaml_node *node,
                       const struct condition *earlier, const struct condition *later)
{
    struct condition a = plain(earlier), b = plain(later);
    if (!same_fact(&a, &b))
        return;
    if (!agree(&a, &b))
        yaml_fail(&reader->yaml, node,
                  "this contradicts an earlier condition on '%s': the step "
                  "can never run",
                  FACTS[a.fact].name);
    else if (a.comparison == b.comparison)
        yaml_fail(&reader->yaml, node, "'%s' is compared twice in the same way: leave one out",
                  FACTS[a.fact].name);
}

void conditions_read(struct reader *reader, const struct yaml_node *list, struct step *step)
{
    if (!list || !short_list(reader, list, "if", 32))
        return;
    if (list->count == 0)
        yaml_fail(&reader->yaml, list, "'if' without a condition: leave it out");
    for (const struct yaml_node *node = list->first; node && !reader->yaml.failed;
         node = node->next)
        condition_read(reader, node, step);
    for (size_t i = 1; i < step->conditions.count; i++)
        for (size_t k = 0; k < i && !reader->yaml.failed; k++)
            pair_check(reader, node_at(list, i), &step->conditions.items[k],
                       &step->conditions.items[i]);
}
