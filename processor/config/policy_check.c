// SPDX-License-Identifier: Apache-2.0
// Answers for what only shows when a policy is read whole: statuses that nothing sets, steps that
// can never run, fees that mean nothing where they stand, flags that nothing counts. Each finding
// is an error at the line that would have to change. No state; any thread.
#include "config/policy_parts.h"

static const struct yaml_node *step_node(const struct reader *reader, size_t index)
{
    return node_at(reader->steps_node, index);
}

static const struct yaml_node *deed_node(const struct reader *reader, size_t step, size_t deed)
{
    return node_at(yaml_at(step_node(reader, step), "do"), deed);
}

static const struct yaml_node *when_node(const struct reader *reader, size_t step)
{
    const struct yaml_node *when = yaml_at(step_node(reader, step), "when");
    return when ? when->first : NULL;
}

static bool sets_rank(const struct step *step, int32_t *rank)
{
    for (size_t i = 0; i < step->deeds.count; i++) {
        const struct deed *deed = &step->deeds.items[i];
        if (deed->kind == DEED_SET_STATUS || deed->kind == DEED_HAND_OVER) {
            *rank = deed->rank;
            return true;
        }
    }
    return false;
}

static bool does(const struct step *step, enum deed_kind kind)
{
    for (size_t i = 0; i < step->deeds.count; i++)
        if (step->deeds.items[i].kind == kind)
            return true;
    return false;
}

static bool is_moment(const struct step *step)
{
    return step->trigger.kind < TRIGGER_ON_ACTION;
}

static bool is_of_invoice_moment(const struct step *step)
{
    return step->trigger.kind <= TRIGGER_AFTER_STEP;
}

// ---- statuses ----

static bool is_set(const struct policy *policy, int32_t wanted, bool moments_only)
{
    for (size_t i = 0; i < policy->steps.count; i++) {
        const struct step *step = &policy->steps.items[i];
        int32_t rank = 0;
        if (sets_rank(step, &rank) && rank == wanted && (!moments_only || is_moment(step)))
            return true;
    }
    for (size_t i = 0; !moments_only && i < policy->holds.count; i++)
        if (policy->holds.items[i].imposes == wanted)
            return true;
    return !moments_only && policy->actions[ACTION_ESCALATE].offered;
}

static void statuses_check(struct reader *reader)
{
    const struct policy *policy = reader->policy;
    for (size_t i = 1; i < policy->statuses.count; i++)
        if (!is_set(policy, (int32_t)i, false))
            yaml_fail(
                &reader->yaml, node_at(reader->statuses_node, i),
                "status '%.*s' can never be entered: no step sets it, no hold imposes it, and "
                "escalate is not offered",
                TEXT_ARGS(policy->statuses.items[i].name));
}

// A lower status that comes on the same day as a higher one, or after it, is never seen.
static void hidden_check(struct reader *reader, size_t index)
{
    const struct policy *policy = reader->policy;
    const struct step *step = &policy->steps.items[index];
    int32_t rank = 0, other_rank = 0;
    if (step->trigger.kind != TRIGGER_DAYS_PAST_DUE || !sets_rank(step, &rank))
        return;
    if (step->trigger.number < 1)
        yaml_fail(&reader->yaml, when_node(reader, index),
                  "a status before or on the due day: no invoice is overdue yet");
    for (size_t i = 0; i < policy->steps.count; i++) {
        const struct step *other = &policy->steps.items[i];
        if (other->trigger.kind == TRIGGER_DAYS_PAST_DUE && other->conditions.count == 0 &&
            sets_rank(other, &other_rank) && other_rank > rank &&
            other->trigger.number <= step->trigger.number)
            yaml_fail(&reader->yaml, when_node(reader, index),
                      "the status can never show: step '%.*s' has set a higher one by then",
                      TEXT_ARGS(other->name));
    }
}

// ---- steps that can never run ----

static bool condition_on_days(const struct condition *condition, int64_t days)
{
    if (condition->fact != FACT_DAYS_PAST_DUE)
        return true;
    switch (condition->comparison) {
    case COMPARE_EQUAL:
        return days == condition->number;
    case COMPARE_NOT_EQUAL:
        return days != condition->number;
    case COMPARE_AT_LEAST:
        return days >= condition->number;
    case COMPARE_LESS:
        return days < condition->number;
    }
    return true;
}

static void days_check(struct reader *reader, size_t index)
{
    const struct step *step = &reader->policy->steps.items[index];
    if (step->trigger.kind != TRIGGER_DAYS_PAST_DUE ||
        (does(step, DEED_SET_STATUS) && !step->decided_once))
        return;
    for (size_t i = 0; i < step->conditions.count; i++)
        if (!condition_on_days(&step->conditions.items[i], step->trigger.number))
            yaml_fail(&reader->yaml, node_at(yaml_at(step_node(reader, index), "if"), i),
                      "the step can never run: it is %d days past due then", step->trigger.number);
}

static void after_step_check(struct reader *reader, size_t index)
{
    const struct policy *policy = reader->policy;
    const struct step *step = &policy->steps.items[index];
    const struct yaml_node *node = yaml_at(when_node(reader, index), "step");
    int before = policy_step_at(policy, step->trigger.name);
    if (!node || before < 0)
        return;
    const struct step *other = &policy->steps.items[before];
    if (!trigger_has_invoice(&other->trigger))
        yaml_fail(&reader->yaml, node,
                  "step '%.*s' is not about an invoice, so nothing can come "
                  "after it for one",
                  TEXT_ARGS(other->name));
    if (step->trigger.sent_only && !does(other, DEED_NOTIFY))
        yaml_fail(&reader->yaml, node, "step '%.*s' sends no notice to count from",
                  TEXT_ARGS(other->name));
    if (step->trigger.sent_only && !is_offered(reader, ACTION_RECORD_CONTACT))
        yaml_fail(&reader->yaml, yaml_at(when_node(reader, index), "counted_from"),
                  "the step can never run: record-contact is not offered, so nothing is known to "
                  "be sent");
    for (size_t hops = 0; hops <= policy->steps.count; hops++) {
        if (policy->steps.items[before].trigger.kind != TRIGGER_AFTER_STEP)
            return;
        before = policy_step_at(policy, policy->steps.items[before].trigger.name);
        if (before < 0)
            return;
    }
    yaml_fail(&reader->yaml, node, "the steps wait for each other in a circle and can never run");
}

static void trigger_check(struct reader *reader, size_t index)
{
    const struct policy *policy = reader->policy;
    const struct step *step = &policy->steps.items[index];
    const struct yaml_node *when = when_node(reader, index);
    enum trigger_kind kind = step->trigger.kind;
    if (kind == TRIGGER_DAYS_BEFORE_STATUS && !is_set(policy, step->trigger.rank, true))
        yaml_fail(&reader->yaml, yaml_at(when, "status"),
                  "the step can never run: no day brings status '%.*s'",
                  TEXT_ARGS(policy->statuses.items[step->trigger.rank].name));
    if (kind == TRIGGER_AFTER_STEP)
        after_step_check(reader, index);
    if (kind == TRIGGER_ON_UNDELIVERABLE && !reader->notifies)
        yaml_fail(&reader->yaml, when, "the step can never run: the policy sends no notices");
    bool every = kind >= TRIGGER_EVERY_WEEK && kind <= TRIGGER_EVERY_DAYS;
    if (every && step->conditions.count == 0)
        yaml_fail(&reader->yaml, when,
                  "a step that returns for ever needs an 'if', like "
                  "invoices_overdue: {at_least: 1}");
    if (kind == TRIGGER_ON_ACTION && step->trigger.action == ACTION_HAND_OVER && !reader->consults)
        yaml_fail(&reader->yaml, when,
                  "the step can never run: a hand-over needs a yes, and no "
                  "step does 'consult'");
    days_check(reader, index);
    hidden_check(reader, index);
}

// ---- deeds ----

static void fee_check(struct reader *reader, size_t index, size_t at)
{
    const struct step *step = &reader->policy->steps.items[index];
    const struct deed *deed = &step->deeds.items[at];
    const struct yaml_node *node = deed_node(reader, index, at);
    bool of_invoice = trigger_has_invoice(&step->trigger);
    if (!deed->per_account && !of_invoice && deed->base != FEE_RATE_OF_PAYMENT)
        yaml_fail(&reader->yaml, node,
                  "a fee per invoice, but the step is not about one: write "
                  "'per: account', or choose another 'when'");
    if (deed->base == FEE_RATE_OF_PAYMENT && step->trigger.kind != TRIGGER_ON_PAYMENT)
        yaml_fail(&reader->yaml, node, "a share of a payment goes with 'when: {on: payment}' only");
    if ((deed->base == FEE_RATE_OF_PRINCIPAL || deed->base == FEE_INTEREST) && !of_invoice)
        yaml_fail(&reader->yaml, node,
                  "the fee is reckoned from an invoice, but the step is not "
                  "about one");
    if (deed->base == FEE_INTEREST && !is_of_invoice_moment(step))
        yaml_fail(&reader->yaml, node, "interest is reckoned by days: give the step a day");
}

static void deeds_check(struct reader *reader, size_t index)
{
    const struct step *step = &reader->policy->steps.items[index];
    for (size_t i = 0; i < step->deeds.count && !reader->yaml.failed; i++) {
        const struct yaml_node *node = deed_node(reader, index, i);
        enum deed_kind kind = step->deeds.items[i].kind;
        if (kind == DEED_FEE)
            fee_check(reader, index, i);
        if (kind == DEED_HAND_OVER &&
            (step->trigger.kind != TRIGGER_ON_ACTION || step->trigger.action != ACTION_HAND_OVER))
            yaml_fail(&reader->yaml, node,
                      "only a person hands over: write 'when: {on: {action: "
                      "hand-over}}'");
        if (kind == DEED_REVOKE_DISCOUNT && step->trigger.kind != TRIGGER_ON_PROMISE_BROKEN)
            yaml_fail(&reader->yaml, node,
                      "a discount is revoked when its promise breaks: write "
                      "'when: {on: promise_broken}'");
        if (kind == DEED_SET_STATUS && step->trigger.kind == TRIGGER_DAYS_BEFORE_STATUS)
            yaml_fail(&reader->yaml, node, "a step that announces a status cannot set one");
        if (kind == DEED_SET_STATUS && (step->trigger.kind == TRIGGER_ON_SETTLED ||
                                        step->trigger.kind == TRIGGER_ON_STATUS_LEFT))
            yaml_fail(&reader->yaml, node, "a restriction at the moment that gives service back");
    }
}

// ---- flags, actions, consultations ----

static bool flag_is_set_by_hand(const struct reader *reader, const struct flag *flag)
{
    const struct policy *policy = reader->policy;
    if (is_offered(reader, ACTION_SET_FLAG))
        return true;
    for (size_t i = 0; i < policy->steps.count; i++)
        for (size_t k = 0; k < policy->steps.items[i].deeds.count; k++) {
            const struct deed *deed = &policy->steps.items[i].deeds.items[k];
            if (deed->kind == DEED_FLAG && deed->on && text_equal(deed->name, flag->name))
                return true;
        }
    return false;
}

static void flags_check(struct reader *reader)
{
    for (size_t i = 0; i < reader->policy->flags.count && !reader->yaml.failed; i++) {
        const struct flag *flag = &reader->policy->flags.items[i];
        const struct yaml_node *node = node_at(reader->flags_node, i);
        if (flag->window == FLAG_BY_HAND && !flag_is_set_by_hand(reader, flag))
            yaml_fail(&reader->yaml, node,
                      "flag '%.*s' can never be set: set-flag is not offered, "
                      "and no step sets it",
                      TEXT_ARGS(flag->name));
        else if (flag->counted_code.len)
            (void)name_refer(reader, yaml_at(yaml_at(node, "counts"), "fee"), flag->counted_code,
                             &reader->codes, "fee");
    }
}

static void actions_check(struct reader *reader)
{
    struct yaml *yaml = &reader->yaml;
    const struct yaml_node *offered = yaml_at(reader->actions_node, "offered");
    if (is_offered(reader, ACTION_HAND_OVER) && !reader->hands_over)
        yaml_fail(yaml, offered, "hand-over is offered, but no step does 'hand_over: STATUS'");
    if (is_offered(reader, ACTION_ANSWER_CONSULTATION) && !reader->consults)
        yaml_fail(yaml, offered, "answer-consultation is offered, but no step does 'consult'");
}

void policy_check(struct reader *reader)
{
    statuses_check(reader);
    for (size_t i = 0; i < reader->policy->steps.count && !reader->yaml.failed; i++) {
        trigger_check(reader, i);
        deeds_check(reader, i);
    }
    flags_check(reader);
    actions_check(reader);
}
