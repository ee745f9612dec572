// SPDX-License-Identifier: Apache-2.0
// Answers for steps: `when` they run, what they `do`, and what happens `unmet`. Conditions are left
// to policy_conditions.c, what needs the whole policy to policy_check.c. No state; any thread.
#include "config/policy_parts.h"

static const char *const STEP_KEYS[] = {"name", "when", "if", "unmet", "decided", "tell", "do"};

bool trigger_has_invoice(const struct trigger *trigger)
{
    return trigger->kind <= TRIGGER_AFTER_STEP || trigger->kind == TRIGGER_ON_SETTLED ||
           trigger->kind == TRIGGER_ON_ACTION || trigger->kind == TRIGGER_ON_CONTACT;
}

// ---- when ----

static int32_t days_read(struct reader *reader, const struct yaml_node *node, int32_t min,
                         int32_t max)
{
    return (int32_t)yaml_integer(&reader->yaml, node, min, max);
}

static int32_t rank_read(struct reader *reader, const struct yaml_node *node)
{
    return name_refer(reader, node, yaml_text(&reader->yaml, node), &reader->statuses, "status");
}

static void after_step_read(struct reader *reader, const struct yaml_node *map,
                            struct trigger *trigger)
{
    static const char *const NAMES[] = {"step", "days", "counted_from"};
    static const char *const FROM[] = {"moment", "sent"};
    struct yaml *yaml = &reader->yaml;
    if (!yaml_is_map(yaml, map, "after_step"))
        return;
    yaml_check_keys(yaml, map, NAMES, NAME_COUNT(NAMES));
    const struct yaml_node *step = yaml_need(yaml, map, "step");
    trigger->name = yaml_text(yaml, step);
    (void)name_refer(reader, step, trigger->name, &reader->steps, "step");
    trigger->number = days_read(reader, yaml_need(yaml, map, "days"), 1, 3660);
    trigger->sent_only =
        yaml_choice(yaml, yaml_need(yaml, map, "counted_from"), FROM, NAME_COUNT(FROM)) == 1;
}

static void before_status_read(struct reader *reader, const struct yaml_node *map,
                               struct trigger *trigger)
{
    static const char *const NAMES[] = {"status", "days"};
    struct yaml *yaml = &reader->yaml;
    if (!yaml_is_map(yaml, map, "days_before_status"))
        return;
    yaml_check_keys(yaml, map, NAMES, NAME_COUNT(NAMES));
    const struct yaml_node *status = yaml_need(yaml, map, "status");
    trigger->rank = rank_read(reader, status);
    if (trigger->rank == 0)
        yaml_fail(yaml, status, "the first status is no restriction: nothing comes before it");
    trigger->number = days_read(reader, yaml_need(yaml, map, "days"), 1, 366);
}

static void every_read(struct reader *reader, const struct yaml_node *map, struct trigger *trigger)
{
    static const char *const NAMES[] = {"week", "month", "days", "most"};
    static const char *const DAYS[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday"};
    struct yaml *yaml = &reader->yaml;
    if (!yaml_is_map(yaml, map, "every"))
        return;
    yaml_check_keys(yaml, map, NAMES, NAME_COUNT(NAMES));
    const struct yaml_node *week = yaml_at(map, "week"), *month = yaml_at(map, "month");
    const struct yaml_node *days = yaml_at(map, "days"), *most = yaml_at(map, "most");
    if ((week != NULL) + (month != NULL) + (days != NULL) != 1) {
        yaml_fail(yaml, map, "every must say one of week: DAY, month: DAY OF MONTH, days: NUMBER");
        return;
    }
    if (most && !days)
        yaml_fail_key(yaml, most, "'most' goes with 'days' only");
    if (week) {
        trigger->kind = TRIGGER_EVERY_WEEK;
        trigger->weekday = yaml_choice(yaml, week, DAYS, NAME_COUNT(DAYS));
    } else if (month) {
        trigger->kind = TRIGGER_EVERY_MONTH;
        trigger->number = days_read(reader, month, 1, 31);
    } else {
        trigger->kind = TRIGGER_EVERY_DAYS;
        trigger->number = days_read(reader, days, 1, 3660);
        trigger->most = most ? days_read(reader, most, 1, 10000) : 0;
    }
}

static void on_action_read(struct reader *reader, const struct yaml_node *node,
                           struct trigger *trigger)
{
    const char *names[ACTION_KIND_COUNT];
    for (int i = 0; i < ACTION_KIND_COUNT; i++)
        names[i] = action_name((enum action_kind)i).at;
    int kind = yaml_choice(&reader->yaml, node, names, ACTION_KIND_COUNT);
    trigger->kind = TRIGGER_ON_ACTION;
    trigger->action = kind < 0 ? ACTION_SET_ACCOUNT : (enum action_kind)kind;
    if (kind >= 0 && !is_offered(reader, trigger->action))
        yaml_fail(&reader->yaml, node, "the step can never run: %s is not offered", names[kind]);
}

static void occurrence_needs(struct reader *reader, const struct yaml_node *node,
                             enum action_kind kind)
{
    if (!is_offered(reader, kind))
        yaml_fail(&reader->yaml, node, "the step can never run: %s is not offered",
                  action_name(kind).at);
}

// on: payment
static void occurrence_read(struct reader *reader, const struct yaml_node *node,
                            struct trigger *trigger)
{
    static const char *const WORDS[] = {"settled", "payment", "promise_broken", "plan_broken",
                                        "undeliverable"};
    static const enum trigger_kind KINDS[] = {TRIGGER_ON_SETTLED, TRIGGER_ON_PAYMENT,
                                              TRIGGER_ON_PROMISE_BROKEN, TRIGGER_ON_PLAN_BROKEN,
                                              TRIGGER_ON_UNDELIVERABLE};
    int word = yaml_choice(&reader->yaml, node, WORDS, NAME_COUNT(WORDS));
    if (word < 0)
        return;
    trigger->kind = KINDS[word];
    if (trigger->kind == TRIGGER_ON_PROMISE_BROKEN)
        occurrence_needs(reader, node, ACTION_PROMISE);
    if (trigger->kind == TRIGGER_ON_PLAN_BROKEN)
        occurrence_needs(reader, node, ACTION_AGREE_PLAN);
}

static void on_read(struct reader *reader, const struct yaml_node *node, struct trigger *trigger)
{
    static const char *const NAMES[] = {"action", "status_entered", "status_left", "contact"};
    if (node->kind == YAML_SCALAR) {
        occurrence_read(reader, node, trigger);
        return;
    }
    const struct yaml_node *entry = single_entry(reader, node, "on");
    if (!entry)
        return;
    yaml_check_keys(&reader->yaml, node, NAMES, NAME_COUNT(NAMES));
    if (text_is(entry->key, "action")) {
        on_action_read(reader, entry, trigger);
    } else if (text_is(entry->key, "contact")) {
        trigger->kind = TRIGGER_ON_CONTACT;
        trigger->word = name_read(reader, entry);
        occurrence_needs(reader, entry, ACTION_RECORD_CONTACT);
    } else {
        trigger->kind =
            text_is(entry->key, "status_left") ? TRIGGER_ON_STATUS_LEFT : TRIGGER_ON_STATUS_ENTERED;
        trigger->rank = rank_read(reader, entry);
    }
}

// The triggers that are one number of days.
static const struct {
    const char *key;
    enum trigger_kind kind;
    int32_t min, max;
} NUMBERS[] = {
    {"days_past_due", TRIGGER_DAYS_PAST_DUE, -366, 3660},
    {"business_days_past_due", TRIGGER_BUSINESS_DAYS_PAST_DUE, 1, 1000},
    {"after_day_of_month", TRIGGER_AFTER_DAY_OF_MONTH, 1, 31},
    {"months_past_due", TRIGGER_MONTHS_PAST_DUE, 1, 120},
    {"month_end_past_due", TRIGGER_MONTH_END_PAST_DUE, 0, 3660},
    {"days_since_activity", TRIGGER_DAYS_SINCE_ACTIVITY, 1, 3660},
};

static void when_read(struct reader *reader, const struct yaml_node *map, struct trigger *trigger)
{
    static const char *const NAMES[] = {"days_past_due",
                                        "business_days_past_due",
                                        "after_day_of_month",
                                        "months_past_due",
                                        "month_end_past_due",
                                        "days_since_activity",
                                        "days_before_status",
                                        "after_step",
                                        "every",
                                        "on"};
    const struct yaml_node *entry = map ? single_entry(reader, map, "when") : NULL;
    if (!entry)
        return;
    yaml_check_keys(&reader->yaml, map, NAMES, NAME_COUNT(NAMES));
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
        if (text_is(entry->key, NUMBERS[i].key)) {
            trigger->kind = NUMBERS[i].kind;
            trigger->number = days_read(reader, entry, NUMBERS[i].min, NUMBERS[i].max);
        }
    if (text_is(entry->key, "days_before_status")) {
        trigger->kind = TRIGGER_DAYS_BEFORE_STATUS;
        before_status_read(reader, entry, trigger);
    } else if (text_is(entry->key, "after_step")) {
        trigger->kind = TRIGGER_AFTER_STEP;
        after_step_read(reader, entry, trigger);
    } else if (text_is(entry->key, "every")) {
        every_read(reader, entry, trigger);
    } else if (text_is(entry->key, "on")) {
        on_read(reader, entry, trigger);
    }
}

// ---- do ----

static void data_read(struct reader *reader, const struct yaml_node *map, struct deed *deed)
{
    if (!map || !yaml_is_map(&reader->yaml, map, "data"))
        return;
    for (const struct yaml_node *node = map->first; node && !reader->yaml.failed; node = node->next)
        *LIST_ADD(reader->yaml.arena, &deed->data) =
            (struct pair){node->key, yaml_text(&reader->yaml, node)};
}

static void notify_read(struct reader *reader, const struct yaml_node *node, struct deed *deed)
{
    static const char *const NAMES[] = {"what", "priority", "per", "data", "due_in_business_days"};
    static const char *const PER[] = {"step", "invoice"};
    struct yaml *yaml = &reader->yaml;
    const struct yaml_node *what = node;
    deed->kind = DEED_NOTIFY;
    deed->consolidated = reader->consolidated;
    if (node->kind != YAML_SCALAR) {
        if (!yaml_is_map(yaml, node, "notify"))
            return;
        yaml_check_keys(yaml, node, NAMES, NAME_COUNT(NAMES));
        what = yaml_need(yaml, node, "what");
        const struct yaml_node *priority = yaml_at(node, "priority"), *per = yaml_at(node, "per");
        if (priority)
            deed->priority = (int32_t)yaml_integer(yaml, priority, 0, 100);
        const struct yaml_node *due = yaml_at(node, "due_in_business_days");
        if (due)
            deed->due_business_days = (int32_t)yaml_integer(yaml, due, 1, 60);
        if (per)
            deed->consolidated = yaml_choice(yaml, per, PER, NAME_COUNT(PER)) == 0;
        data_read(reader, yaml_at(node, "data"), deed);
    }
    struct sentence sentence = {{0}, {0}, {0}};
    sentence_read(reader, what, &sentence);
    deed->channel = sentence.channel;
    deed->template_name = sentence.template_name;
    deed->role = sentence.role;
    reader->notifies = true;
    if (!text_is_empty(sentence.template_name) &&
        !names_have(&reader->templates, sentence.template_name))
        names_add(reader, &reader->templates, what, sentence.template_name, "template");
}

static void rate_read(struct reader *reader, const struct yaml_node *map, struct deed *deed)
{
    static const char *const OF[] = {"principal", "payment"};
    struct yaml *yaml = &reader->yaml;
    deed->rate_bp = yaml_decimal(yaml, yaml_at(map, "percent"), 2, 1, 10000);
    int of = yaml_choice(yaml, yaml_need(yaml, map, "of"), OF, NAME_COUNT(OF));
    deed->base = of == 1 ? FEE_RATE_OF_PAYMENT : FEE_RATE_OF_PRINCIPAL;
}

static void fee_read(struct reader *reader, const struct yaml_node *map, struct deed *deed)
{
    static const char *const NAMES[] = {"code", "flat", "percent", "of", "interest_percent", "per"};
    static const char *const PER[] = {"invoice", "account"};
    struct yaml *yaml = &reader->yaml;
    deed->kind = DEED_FEE;
    if (!yaml_is_map(yaml, map, "fee"))
        return;
    yaml_check_keys(yaml, map, NAMES, NAME_COUNT(NAMES));
    const struct yaml_node *code = yaml_need(yaml, map, "code"), *flat = yaml_at(map, "flat");
    const struct yaml_node *percent = yaml_at(map, "percent");
    const struct yaml_node *interest = yaml_at(map, "interest_percent");
    deed->code = name_read(reader, code);
    if ((flat != NULL) + (percent != NULL) + (interest != NULL) != 1) {
        yaml_fail(yaml, map,
                  "a fee must say one of flat: {CURRENCY: AMOUNT}, percent: RATE or "
                  "interest_percent: RATE");
        return;
    }
    if (yaml_at(map, "of") && !percent)
        yaml_fail_key(yaml, yaml_at(map, "of"), "'of' goes with 'percent' only");
    if (flat) {
        amounts_read(reader, flat, "flat", 1, &deed->flat);
        if (flat->count == 0)
            yaml_fail(yaml, flat, "a flat fee must have an amount in some currency");
    } else if (percent) {
        rate_read(reader, map, deed);
    } else {
        deed->base = FEE_INTEREST;
        deed->rate_bp = yaml_decimal(yaml, interest, 2, 1, 100000);
    }
    deed->per_account = yaml_choice(yaml, yaml_need(yaml, map, "per"), PER, NAME_COUNT(PER)) == 1;
    if (deed->code.len && !names_have(&reader->codes, deed->code))
        names_add(reader, &reader->codes, code, deed->code, "fee");
}

static void restriction_read(struct reader *reader, const struct yaml_node *node, struct deed *deed)
{
    deed->rank = rank_read(reader, node);
    if (deed->rank == 0)
        yaml_fail(&reader->yaml, node,
                  "the first status cannot be set: a restriction ends by its "
                  "leave rule");
}

static void flag_deed_read(struct reader *reader, const struct yaml_node *node, bool on,
                           struct deed *deed)
{
    deed->kind = DEED_FLAG;
    deed->on = on;
    deed->name = yaml_text(&reader->yaml, node);
    (void)name_refer(reader, node, deed->name, &reader->flags, "flag");
}

static void request_read(struct reader *reader, const struct yaml_node *node, struct deed *deed)
{
    deed->kind = DEED_REQUEST;
    deed->name = name_read(reader, node);
    if (deed->name.len && !names_have(&reader->requests, deed->name))
        names_add(reader, &reader->requests, node, deed->name, "request");
}

static void word_deed_read(struct reader *reader, const struct yaml_node *node, struct deed *deed)
{
    static const char *const WORDS[] = {"consult", "revoke_discount"};
    static const enum deed_kind KINDS[] = {DEED_CONSULT, DEED_REVOKE_DISCOUNT};
    int word = yaml_choice(&reader->yaml, node, WORDS, NAME_COUNT(WORDS));
    if (word < 0)
        return;
    deed->kind = KINDS[word];
    if (deed->kind == DEED_CONSULT) {
        reader->consults = true;
        if (!is_offered(reader, ACTION_ANSWER_CONSULTATION))
            yaml_fail(&reader->yaml, node,
                      "a consultation nobody can answer: "
                      "answer-consultation is not offered");
    } else if (!is_offered(reader, ACTION_DISCOUNT)) {
        yaml_fail(&reader->yaml, node, "nothing to revoke: discount is not offered");
    }
}

static void deed_read(struct reader *reader, const struct yaml_node *item, struct deed *deed)
{
    static const char *const NAMES[] = {"set_status", "notify",  "fee",      "set_flag",
                                        "clear_flag", "request", "hand_over"};
    if (item->kind == YAML_SCALAR) {
        word_deed_read(reader, item, deed);
        return;
    }
    const struct yaml_node *entry = single_entry(reader, item, "a deed");
    if (!entry)
        return;
    yaml_check_keys(&reader->yaml, item, NAMES, NAME_COUNT(NAMES));
    if (text_is(entry->key, "notify")) {
        notify_read(reader, entry, deed);
    } else if (text_is(entry->key, "fee")) {
        fee_read(reader, entry, deed);
    } else if (text_is(entry->key, "request")) {
        request_read(reader, entry, deed);
    } else if (text_is(entry->key, "set_flag") || text_is(entry->key, "clear_flag")) {
        flag_deed_read(reader, entry, text_is(entry->key, "set_flag"), deed);
    } else {
        bool hands_over = text_is(entry->key, "hand_over");
        deed->kind = hands_over ? DEED_HAND_OVER : DEED_SET_STATUS;
        reader->hands_over = reader->hands_over || hands_over;
        restriction_read(reader, entry, deed);
    }
}

static void deeds_read(struct reader *reader, const struct yaml_node *list, struct step *step)
{
    if (!list || !short_list(reader, list, "do", 32))
        return;
    if (list->count == 0)
        yaml_fail(&reader->yaml, list, "the step does nothing: say what, or leave it out");
    bool sets_status = false;
    for (const struct yaml_node *node = list->first; node && !reader->yaml.failed;
         node = node->next) {
        struct deed deed = {0};
        deed_read(reader, node, &deed);
        bool sets = deed.kind == DEED_SET_STATUS || deed.kind == DEED_HAND_OVER;
        if (sets && sets_status)
            yaml_fail(&reader->yaml, node, "a step can set one status only");
        sets_status = sets_status || sets;
        *LIST_ADD(reader->yaml.arena, &step->deeds) = deed;
    }
}

// ---- the step ----

static bool does(const struct step *step, enum deed_kind kind)
{
    for (size_t i = 0; i < step->deeds.count; i++)
        if (step->deeds.items[i].kind == kind)
            return true;
    return false;
}

static void tell_read(struct reader *reader, const struct yaml_node *node, struct step *step)
{
    struct sentence sentence = {{0}, {0}, {0}};
    sentence_read(reader, node, &sentence);
    if (sentence.channel.len && !text_equal(sentence.channel, reader->policy->exception_channel))
        yaml_fail(&reader->yaml, node, "exceptions of this policy go by %.*s, not by %.*s",
                  TEXT_ARGS(reader->policy->exception_channel), TEXT_ARGS(sentence.channel));
    step->exception_template = sentence.template_name;
    step->exception_role = sentence.role;
}

static void unmet_read(struct reader *reader, const struct yaml_node *map, struct step *step)
{
    static const char *const UNMET[] = {
        [UNMET_SKIP] = "skip", [UNMET_HOLD] = "hold", [UNMET_EXCEPTION] = "exception"};
    struct yaml *yaml = &reader->yaml;
    const struct yaml_node *node = yaml_at(map, "unmet"), *tell = yaml_at(map, "tell");
    bool conditional = step->conditions.count > 0;
    if (!conditional && (node || tell))
        yaml_fail_key(yaml, node ? node : tell, "'%s' has no meaning: the step has no conditions",
                      node ? "unmet" : "tell");
    if (!conditional)
        return;
    int unmet = yaml_choice(yaml, yaml_need(yaml, map, "unmet"), UNMET, NAME_COUNT(UNMET));
    step->unmet = unmet < 0 ? UNMET_SKIP : (enum unmet)unmet;
    if (step->unmet == UNMET_HOLD && !does(step, DEED_FEE))
        yaml_fail(yaml, node, "'hold' keeps a fee waiting, but the step charges none");
    if (step->unmet == UNMET_EXCEPTION && !tell)
        yaml_fail(yaml, map, "'tell' is missing: unmet is 'exception', so say who hears of it");
    if (step->unmet == UNMET_SKIP && tell)
        yaml_fail_key(yaml, tell, "'tell' has no meaning with 'unmet: skip': leave it out");
    if (tell)
        tell_read(reader, tell, step);
}

static void decided_read(struct reader *reader, const struct yaml_node *map, struct step *step)
{
    static const char *const WORDS[] = {"always", "once"};
    struct yaml *yaml = &reader->yaml;
    const struct yaml_node *node = yaml_at(map, "decided");
    bool needed = step->conditions.count > 0 && does(step, DEED_SET_STATUS) &&
                  step->trigger.kind <= TRIGGER_AFTER_STEP;
    if (node && !needed)
        yaml_fail_key(yaml, node,
                      "'decided' goes with a condition on a status that days set: "
                      "leave it out");
    else if (needed)
        step->decided_once =
            yaml_choice(yaml, yaml_need(yaml, map, "decided"), WORDS, NAME_COUNT(WORDS)) == 1;
}

static void step_read(struct reader *reader, const struct yaml_node *map, struct step *step)
{
    struct yaml *yaml = &reader->yaml;
    const struct yaml_node *when = yaml_need(yaml, map, "when");
    when_read(reader, when, &step->trigger);
    conditions_read(reader, yaml_at(map, "if"), step);
    unmet_read(reader, map, step);
    decided_read(reader, map, step);
}

// Names first, then deeds, then the rest: conditions refer to steps, requests and fees anywhere.
void steps_read(struct reader *reader, const struct yaml_node *list)
{
    struct yaml *yaml = &reader->yaml;
    struct policy *policy = reader->policy;
    reader->steps_node = list;
    if (!yaml_is_list(yaml, list, "steps"))
        return;
    if (list->count == 0 || list->count > STEP_COUNT_MAX)
        yaml_fail(yaml, list, "steps must be 1 to %d, not %d", STEP_COUNT_MAX, list->count);
    for (const struct yaml_node *node = list->first; node && !yaml->failed; node = node->next) {
        if (!yaml_is_map(yaml, node, "a step"))
            return;
        yaml_check_keys(yaml, node, STEP_KEYS, NAME_COUNT(STEP_KEYS));
        const struct yaml_node *name = yaml_need(yaml, node, "name");
        struct step step = {.name = name_read(reader, name)};
        names_add(reader, &reader->steps, name, step.name, "step");
        *LIST_ADD(yaml->arena, &policy->steps) = step;
    }
    for (size_t i = 0; i < policy->steps.count && !yaml->failed; i++)
        deeds_read(reader, yaml_need(yaml, node_at(list, i), "do"), &policy->steps.items[i]);
    for (size_t i = 0; i < policy->steps.count && !yaml->failed; i++)
        step_read(reader, node_at(list, i), &policy->steps.items[i]);
}
