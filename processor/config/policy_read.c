// SPDX-License-Identifier: Apache-2.0
// Answers for a policy file as a whole: which keys there are, in what order the parts are read
// (names before what refers to them), and the plain fields. Tables, steps and checks are left to
// the files named in policy_parts.h.
#include "config/policy_read.h"
#include "config/policy_parts.h"

#include <errno.h>
#include <stdio.h>

static const char *const KEYS[] = {"name",
                                   "version",
                                   "effective_from",
                                   "zone",
                                   "calendar",
                                   "rules",
                                   "tolerance",
                                   "balance_classes",
                                   "default_class",
                                   "order_of_payment",
                                   "publish_allocations",
                                   "services",
                                   "enabled_service",
                                   "statuses",
                                   "flags",
                                   "holds",
                                   "blockers",
                                   "actions",
                                   "no_waiver_on",
                                   "funding_sources",
                                   "contacts",
                                   "exceptions",
                                   "quiet_hours",
                                   "notices_per_day",
                                   "steps"};

// ---- plain fields ----

static void head_read(struct reader *reader, const struct yaml_node *root)
{
    struct yaml *yaml = &reader->yaml;
    struct policy *policy = reader->policy;
    policy->name = name_read(reader, yaml_need(yaml, root, "name"));
    policy->version = (int32_t)yaml_integer(yaml, yaml_need(yaml, root, "version"), 1, 1000000);
    policy->effective_day = yaml_day(yaml, yaml_need(yaml, root, "effective_from"));
    const struct yaml_node *node = yaml_need(yaml, root, "zone");
    struct text zone = yaml_text(yaml, node);
    struct error error = {{0}};
    if (!text_is_empty(zone) && !yaml->failed &&
        zones_at(reader->zones, zone, &policy->zone, &error) != OK)
        yaml_fail(yaml, node, "%s", error.text);
}

static void weekend_read(struct reader *reader, const struct yaml_node *list)
{
    static const char *const DAYS[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday"};
    if (!yaml_is_list(&reader->yaml, list, "weekend"))
        return;
    for (const struct yaml_node *node = list->first; node; node = node->next) {
        int day = yaml_choice(&reader->yaml, node, DAYS, NAME_COUNT(DAYS));
        if (day < 0)
            return;
        if (reader->policy->weekend & (1u << day))
            yaml_fail(&reader->yaml, node, "'%s' stands twice", DAYS[day]);
        reader->policy->weekend = (uint8_t)(reader->policy->weekend | (1u << day));
    }
    if (reader->policy->weekend == 0x7f)
        yaml_fail(&reader->yaml, list, "a week without a business day: leave some day out");
}

static void calendar_read(struct reader *reader, const struct yaml_node *map)
{
    static const char *const NAMES[] = {"weekend", "holidays"};
    struct yaml *yaml = &reader->yaml;
    struct policy *policy = reader->policy;
    if (!yaml_is_map(yaml, map, "calendar"))
        return;
    yaml_check_keys(yaml, map, NAMES, NAME_COUNT(NAMES));
    weekend_read(reader, yaml_need(yaml, map, "weekend"));
    const struct yaml_node *list = yaml_need(yaml, map, "holidays");
    if (!short_list(reader, list, "holidays", 1000))
        return;
    int32_t last = DAY_NONE;
    for (const struct yaml_node *node = list->first; node && !yaml->failed; node = node->next) {
        int32_t day = yaml_day(yaml, node);
        if (day <= last)
            yaml_fail(yaml, node, "holidays must rise: put the earlier first, and each once");
        last = day;
        *LIST_ADD(yaml->arena, &policy->holidays) = day;
    }
}

// The second of two words chosen?
static bool second_of(struct reader *reader, const struct yaml_node *map, const char *key,
                      const char *first, const char *second)
{
    const char *const words[] = {first, second};
    return yaml_choice(&reader->yaml, yaml_need(&reader->yaml, map, key), words, 2) == 1;
}

static void rules_read(struct reader *reader, const struct yaml_node *map)
{
    static const char *const NAMES[] = {"late_restrictions",
                                        "stale_notices",
                                        "late_news",
                                        "late_news_days",
                                        "forget_days",
                                        "notices",
                                        "unknown_invoice_days",
                                        "reopened_ages_from",
                                        "void_with_money",
                                        "rungs",
                                        "rung_gap_days"};
    struct yaml *yaml = &reader->yaml;
    struct policy *policy = reader->policy;
    if (!yaml_is_map(yaml, map, "rules"))
        return;
    yaml_check_keys(yaml, map, NAMES, NAME_COUNT(NAMES));
    policy->late_restrictions_published =
        second_of(reader, map, "late_restrictions", "hide", "publish");
    policy->stale_notices_all = second_of(reader, map, "stale_notices", "latest", "all");
    policy->late_news_kept = second_of(reader, map, "late_news", "reverse", "keep");
    const struct yaml_node *late = yaml_need(yaml, map, "late_news_days");
    policy->late_news_days = (int32_t)yaml_integer(yaml, late, 1, 3660);
    const struct yaml_node *forget = yaml_need(yaml, map, "forget_days");
    policy->forget_days = (int32_t)yaml_integer(yaml, forget, 1, 36600);
    if (!yaml->failed && policy->forget_days <= policy->late_news_days)
        yaml_fail(yaml, forget,
                  "forget_days must be more than late_news_days (%d): late news must "
                  "still be known",
                  policy->late_news_days);
    const struct yaml_node *unknown = yaml_need(yaml, map, "unknown_invoice_days");
    policy->unknown_invoice_days = (int32_t)yaml_integer(yaml, unknown, 0, 3660);
    reader->consolidated = !second_of(reader, map, "notices", "consolidated", "per_invoice");
    policy->reversal_ages_from_reversal =
        second_of(reader, map, "reopened_ages_from", "due_date", "reversal");
    policy->void_with_money_refused =
        second_of(reader, map, "void_with_money", "credit", "refused");
    policy->rungs_one_at_a_time = second_of(reader, map, "rungs", "all", "one_at_a_time");
    const struct yaml_node *gap = yaml_at(map, "rung_gap_days");
    if (policy->rungs_one_at_a_time)
        policy->rung_gap_days =
            (int32_t)yaml_integer(yaml, yaml_need(yaml, map, "rung_gap_days"), 1, 3660);
    else if (gap)
        yaml_fail_key(yaml, gap,
                      "rung_gap_days has no meaning with 'rungs: all': leave one of the "
                      "two out");
}

static void classes_read(struct reader *reader, const struct yaml_node *root)
{
    struct yaml *yaml = &reader->yaml;
    struct policy *policy = reader->policy;
    const struct yaml_node *list = yaml_need(yaml, root, "balance_classes");
    if (!short_list(reader, list, "balance_classes", 32))
        return;
    if (list->count == 0)
        yaml_fail(yaml, list, "balance_classes must name one class at least");
    for (const struct yaml_node *node = list->first; node && !yaml->failed; node = node->next) {
        struct text name = name_read(reader, node);
        names_add(reader, &reader->classes, node, name, "class");
        *LIST_ADD(yaml->arena, &policy->balance_classes) = name;
    }
    const struct yaml_node *node = yaml_need(yaml, root, "default_class");
    struct text name = yaml_text(yaml, node);
    if (name_refer(reader, node, name, &reader->classes, "class") >= 0)
        policy->default_class = name;
}

static void no_waiver_read(struct reader *reader, const struct yaml_node *list)
{
    struct yaml *yaml = &reader->yaml;
    if (!list || !short_list(reader, list, "no_waiver_on", 32))
        return;
    if (!is_offered(reader, ACTION_WAIVE_FEE))
        yaml_fail_key(yaml, list, "no_waiver_on has no meaning: waive-fee is not offered");
    for (const struct yaml_node *node = list->first; node && !yaml->failed; node = node->next) {
        struct text name = yaml_text(yaml, node);
        if (name_refer(reader, node, name, &reader->classes, "class") >= 0)
            *LIST_ADD(yaml->arena, &reader->policy->classes_no_waiver) = name;
    }
}

static void sources_read(struct reader *reader, const struct yaml_node *map,
                         const struct yaml_node *node)
{
    struct yaml *yaml = &reader->yaml;
    bool offered = is_offered(reader, ACTION_SET_SOURCE);
    if (!node && offered)
        yaml_fail(yaml, map,
                  "'funding_sources' is missing: set-source is offered, so say which are "
                  "accepted, or any");
    if (!node)
        return;
    if (!offered)
        yaml_fail_key(yaml, node, "funding_sources has no meaning: set-source is not offered");
    if (node->kind == YAML_SCALAR && text_is(node->text, "any"))
        return;
    if (!short_list(reader, node, "funding_sources", 32))
        return;
    if (node->count == 0)
        yaml_fail(yaml, node, "funding_sources accepts none: name some, or write any");
    for (const struct yaml_node *item = node->first; item && !yaml->failed; item = item->next) {
        struct text name = name_read(reader, item);
        if (text_is(name, "primary"))
            yaml_fail(yaml, item, "'primary' is no second source: leave it out");
        *LIST_ADD(yaml->arena, &reader->policy->sources) = name;
    }
}

static int32_t minute_read(struct reader *reader, const struct yaml_node *node)
{
    struct text text = yaml_text(&reader->yaml, node);
    if (text_is_empty(text))
        return 0;
    bool good = text.len == 5 && text.at[2] == ':';
    for (size_t i = 0; good && i < 5; i++)
        good = i == 2 || (text.at[i] >= '0' && text.at[i] <= '9');
    int32_t hour = good ? (text.at[0] - '0') * 10 + text.at[1] - '0' : 0;
    int32_t minute = good ? (text.at[3] - '0') * 10 + text.at[4] - '0' : 0;
    if (!good || hour > 23 || minute > 59)
        yaml_fail(&reader->yaml, node, "'%.*s' is no time of day: write HH:MM, like 21:00",
                  text.len > 60 ? 60 : (int)text.len, text.at);
    return hour * 60 + minute;
}

static void quiet_read(struct reader *reader, const struct yaml_node *map)
{
    static const char *const NAMES[] = {"from", "until"};
    struct yaml *yaml = &reader->yaml;
    struct policy *policy = reader->policy;
    if (!map || !yaml_is_map(yaml, map, "quiet_hours"))
        return;
    yaml_check_keys(yaml, map, NAMES, NAME_COUNT(NAMES));
    policy->quiet_from_minute = minute_read(reader, yaml_need(yaml, map, "from"));
    policy->quiet_until_minute = minute_read(reader, yaml_need(yaml, map, "until"));
    if (!yaml->failed && policy->quiet_from_minute == policy->quiet_until_minute)
        yaml_fail(yaml, map,
                  "quiet hours that end when they begin: leave quiet_hours out for none");
}

// ---- order of payment ----

static void fee_rung_read(struct reader *reader, const struct yaml_node *list, struct names *paid,
                          struct waterfall_rung *rung)
{
    if (!short_list(reader, list, "fees", 64))
        return;
    if (list->count == 0)
        yaml_fail(&reader->yaml, list, "a rung without fees: name some, or leave it out");
    for (const struct yaml_node *node = list->first; node && !reader->yaml.failed;
         node = node->next) {
        struct text code = yaml_text(&reader->yaml, node);
        if (name_refer(reader, node, code, &reader->codes, "fee") < 0)
            return;
        names_add(reader, paid, node, code, "fee");
        *LIST_ADD(reader->yaml.arena, &rung->fee_codes) = code;
    }
}

static void order_read(struct reader *reader, const struct yaml_node *node)
{
    struct yaml *yaml = &reader->yaml;
    static const char *const NAMES[] = {"fees", "class"};
    if (!node || (node->kind == YAML_SCALAR && text_is(node->text, "as_named")))
        return;
    if (node->kind == YAML_SCALAR || !short_list(reader, node, "order_of_payment", 64)) {
        yaml_fail(yaml, node,
                  "order_of_payment must be as_named or a list of '- fees: […]' and "
                  "'- class: …'");
        return;
    }
    struct names classes = {.count = 0}, fees = {.count = 0};
    for (const struct yaml_node *item = node->first; item && !yaml->failed; item = item->next) {
        const struct yaml_node *entry = single_entry(reader, item, "a rung of order_of_payment");
        if (!entry)
            return;
        yaml_check_keys(yaml, item, NAMES, NAME_COUNT(NAMES));
        struct waterfall_rung rung = {0};
        if (text_is(entry->key, "fees")) {
            fee_rung_read(reader, entry, &fees, &rung);
        } else {
            rung.balance_class = yaml_text(yaml, entry);
            if (name_refer(reader, entry, rung.balance_class, &reader->classes, "class") >= 0)
                names_add(reader, &classes, entry, rung.balance_class, "class");
        }
        *LIST_ADD(yaml->arena, &reader->policy->waterfall) = rung;
    }
    for (size_t i = 0; i < reader->classes.count && !yaml->failed; i++)
        if (!names_have(&classes, text_of(reader->classes.items[i])))
            yaml_fail(yaml, node,
                      "order_of_payment leaves out class '%s': what is open in it would "
                      "never be paid",
                      reader->classes.items[i]);
}

// ---- the whole ----

static void enabled_read(struct reader *reader, const struct yaml_node *node)
{
    struct text name = yaml_text(&reader->yaml, node);
    if (text_is_empty(name) || text_is(name, "none"))
        return;
    if (name_refer(reader, node, name, &reader->services, "service") >= 0)
        reader->policy->enabled_service = name;
}

static void exceptions_read(struct reader *reader, const struct yaml_node *node)
{
    struct sentence sentence = {{0}, {0}, {0}};
    sentence_read(reader, node, &sentence);
    reader->policy->exception_channel = sentence.channel;
    reader->policy->exception_template = sentence.template_name;
    reader->policy->exception_role = sentence.role;
}

static void cap_read(struct reader *reader, const struct yaml_node *node)
{
    if (node)
        reader->policy->notices_per_day_most = (int32_t)yaml_integer(&reader->yaml, node, 1, 1000);
}

// Names stand before what refers to them, whatever their order in the file.
static void parts_read(struct reader *reader, const struct yaml_node *root)
{
    struct yaml *yaml = &reader->yaml;
    yaml_check_keys(yaml, root, KEYS, NAME_COUNT(KEYS));
    head_read(reader, root);
    calendar_read(reader, yaml_need(yaml, root, "calendar"));
    rules_read(reader, yaml_need(yaml, root, "rules"));
    amounts_read(reader, yaml_need(yaml, root, "tolerance"), "tolerance", 0,
                 &reader->policy->tolerance);
    classes_read(reader, root);
    reader->policy->allocations_published =
        yaml_truth(yaml, yaml_need(yaml, root, "publish_allocations"));
    services_read(reader, yaml_need(yaml, root, "services"));
    enabled_read(reader, yaml_need(yaml, root, "enabled_service"));
    actions_read(reader, yaml_need(yaml, root, "actions"));
    no_waiver_read(reader, yaml_at(root, "no_waiver_on"));
    sources_read(reader, root, yaml_at(root, "funding_sources"));
    contacts_read(reader, yaml_need(yaml, root, "contacts"));
    exceptions_read(reader, yaml_need(yaml, root, "exceptions"));
    quiet_read(reader, yaml_at(root, "quiet_hours"));
    cap_read(reader, yaml_at(root, "notices_per_day"));
    statuses_read(reader, yaml_need(yaml, root, "statuses"));
    flags_read(reader, yaml_at(root, "flags"));
    holds_read(reader, yaml_at(root, "holds"));
    blockers_read(reader, root, yaml_at(root, "blockers"));
    steps_read(reader, yaml_need(yaml, root, "steps"));
    order_read(reader, yaml_need(yaml, root, "order_of_payment"));
    if (!yaml->failed)
        policy_check(reader);
}

enum result policy_read(const struct policy **policy, struct arena *arena, struct zones *zones,
                        const char *file, struct text text, struct error *error)
{
    struct reader *reader = arena_zero(arena, sizeof *reader);
    reader->policy = arena_zero(arena, sizeof *reader->policy);
    reader->zones = zones;
    enum result result = yaml_read(&reader->yaml, arena, file, text, error);
    if (result != OK)
        return result;
    if (yaml_is_map(&reader->yaml, reader->yaml.root, "a policy"))
        parts_read(reader, reader->yaml.root);
    if (reader->yaml.failed)
        return RESULT_USAGE;
    reader->policy->digest = digest_of(text);
    *policy = reader->policy;
    return OK;
}

enum result policy_read_file(const struct policy **policy, struct arena *arena, struct zones *zones,
                             const char *file, struct text *text, struct error *error)
{
    FILE *stream = fopen(file, "r");
    if (!stream)
        return error_set(error, RESULT_NOT_FOUND, "%s: %s", file, strerror(errno));
    char *bytes = arena_take(arena, YAML_TEXT_MAX + 1);
    size_t len = fread(bytes, 1, YAML_TEXT_MAX + 1, stream);
    bool bad = ferror(stream) != 0;
    fclose(stream);
    if (bad)
        return error_set(error, RESULT_NOT_FOUND, "%s: cannot be read: is it a file?", file);
    struct text whole = {bytes, len};
    enum result result = policy_read(policy, arena, zones, file, whole, error);
    if (result == OK && text)
        *text = whole;
    return result;
}
