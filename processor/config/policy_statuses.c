// SPDX-License-Identifier: Apache-2.0
// Answers for services, statuses and flags. What ties them to the steps is left to policy_check.c.
// No state; any thread.
#include "config/policy_parts.h"

static const char *const LEVELS[] = {
    [SERVICE_NONE] = "none", [SERVICE_PARTIAL] = "partial", [SERVICE_FULL] = "full"};

// ---- services and statuses ----

void services_read(struct reader *reader, const struct yaml_node *list)
{
    struct yaml *yaml = &reader->yaml;
    if (!yaml_is_list(yaml, list, "services"))
        return;
    if (list->count == 0 || list->count > SERVICE_COUNT_MAX)
        yaml_fail(yaml, list, "services must name 1 to %d services, not %d", SERVICE_COUNT_MAX,
                  list->count);
    for (const struct yaml_node *node = list->first; node && !yaml->failed; node = node->next) {
        struct text name = name_read(reader, node);
        names_add(reader, &reader->services, node, name, "service");
        *LIST_ADD(yaml->arena, &reader->policy->services) = name;
    }
}

// The levels of a map service → level; those not in it are left as they are.
static void levels_read(struct reader *reader, const struct yaml_node *map,
                        uint8_t levels[SERVICE_COUNT_MAX])
{
    for (const struct yaml_node *node = map->first; node && !reader->yaml.failed;
         node = node->next) {
        struct yaml_node key = {.line = node->key_line, .column = node->key_column};
        int service = name_refer(reader, &key, node->key, &reader->services, "service");
        int level = yaml_choice(&reader->yaml, node, LEVELS, NAME_COUNT(LEVELS));
        if (service >= 0 && level >= 0)
            levels[service] = (uint8_t)level;
    }
}

static void status_services_read(struct reader *reader, const struct yaml_node *map,
                                 struct status *status)
{
    struct yaml *yaml = &reader->yaml;
    if (!yaml_is_map(yaml, map, "services"))
        return;
    levels_read(reader, map, status->services);
    for (size_t i = 0; i < reader->services.count && !yaml->failed; i++)
        if (!yaml_at(map, reader->services.items[i]))
            yaml_fail(yaml, map,
                      "service '%s' is missing: every status says a level for every "
                      "service",
                      reader->services.items[i]);
}

static void renamed_read(struct reader *reader, const struct yaml_node *list, struct status *status)
{
    if (!list || !short_list(reader, list, "renamed", 32))
        return;
    for (const struct yaml_node *node = list->first; node && !reader->yaml.failed;
         node = node->next) {
        struct text name = name_read(reader, node);
        names_add(reader, &reader->statuses, node, name, "status");
        *LIST_ADD(reader->yaml.arena, &status->renamed) = name;
    }
}

// The first status is left by the first restriction; every other one by its rule.
static void leave_read(struct reader *reader, const struct yaml_node *map, bool is_first,
                       struct status *status)
{
    static const char *const RULES[] = {[LEAVE_NO_TRIGGER] = "no_trigger",
                                        [LEAVE_NO_TRIGGER_NOR_FEES] = "no_trigger_nor_fees",
                                        [LEAVE_NO_OVERDUE] = "no_overdue",
                                        [LEAVE_NO_OVERDUE_NOR_FEES] = "no_overdue_nor_fees"};
    const struct yaml_node *node = yaml_at(map, "leave");
    if (is_first && node) {
        yaml_fail_key(&reader->yaml, node,
                      "the first status is the unrestricted one and has no "
                      "leave rule: leave it out");
        return;
    }
    if (is_first)
        return;
    int rule = yaml_choice(&reader->yaml, yaml_need(&reader->yaml, map, "leave"), RULES,
                           NAME_COUNT(RULES));
    if (rule >= 0)
        status->leave = (enum leave_rule)rule;
}

static void delayed_read(struct reader *reader, const struct yaml_node *map, bool is_first,
                         struct status *status)
{
    struct yaml *yaml = &reader->yaml;
    const struct yaml_node *node = yaml_at(map, "delayed_name");
    bool movable = is_offered(reader, ACTION_SHIFT) || is_offered(reader, ACTION_LIFT);
    if (node && is_first)
        yaml_fail_key(yaml, node, "the first status cannot be delayed: leave delayed_name out");
    else if (node && !movable)
        yaml_fail_key(yaml, node, "delayed_name has no meaning: neither shift nor lift is offered");
    else if (!node && movable && !is_first)
        yaml_fail(yaml, map,
                  "'delayed_name' is missing: shift or lift is offered, so say what "
                  "'%.*s' is called while it is put off",
                  TEXT_ARGS(status->name));
    if (!node)
        return;
    status->delayed_name = name_read(reader, node);
    if (names_have(&reader->statuses, status->delayed_name))
        yaml_fail(yaml, node, "'%.*s' is a status already: give the delayed one its own name",
                  TEXT_ARGS(status->delayed_name));
}

static void status_read(struct reader *reader, const struct yaml_node *map)
{
    static const char *const NAMES[] = {"name", "delayed_name", "services", "leave", "renamed"};
    struct yaml *yaml = &reader->yaml;
    struct policy *policy = reader->policy;
    if (!yaml_is_map(yaml, map, "a status"))
        return;
    yaml_check_keys(yaml, map, NAMES, NAME_COUNT(NAMES));
    struct status status = {{0}, {0}, {0}, LEAVE_NO_TRIGGER, {0}};
    status.name = yaml_text(yaml, yaml_at(map, "name"));
    bool is_first = policy->statuses.count == 0;
    status_services_read(reader, yaml_need(yaml, map, "services"), &status);
    leave_read(reader, map, is_first, &status);
    delayed_read(reader, map, is_first, &status);
    for (size_t i = 0; i < policy->services.count && !yaml->failed; i++) {
        if (is_first && status.services[i] != SERVICE_FULL)
            yaml_fail(yaml, map, "the first status is the unrestricted one: '%s' must be full",
                      reader->services.items[i]);
        if (!is_first &&
            status.services[i] > policy->statuses.items[policy->statuses.count - 1].services[i])
            yaml_fail(yaml, map,
                      "statuses must rise in severity: '%.*s' gives more of '%s' than "
                      "the status before it",
                      TEXT_ARGS(status.name), reader->services.items[i]);
    }
    *LIST_ADD(yaml->arena, &policy->statuses) = status;
}

void statuses_read(struct reader *reader, const struct yaml_node *list)
{
    struct yaml *yaml = &reader->yaml;
    reader->statuses_node = list;
    if (!yaml_is_list(yaml, list, "statuses"))
        return;
    if (list->count < 2 || list->count > STATUS_COUNT_MAX)
        yaml_fail(yaml, list, "statuses must be 2 to %d, in rising severity, not %d",
                  STATUS_COUNT_MAX, list->count);
    // The names first: renamed and delayed names must differ from all of them, and the index of a
    // name is the rank of its status.
    for (const struct yaml_node *node = list->first; node && !yaml->failed; node = node->next)
        if (yaml_is_map(yaml, node, "a status")) {
            const struct yaml_node *name = yaml_need(yaml, node, "name");
            names_add(reader, &reader->statuses, name, name_read(reader, name), "status");
        }
    for (const struct yaml_node *node = list->first; node && !yaml->failed; node = node->next)
        status_read(reader, node);
    size_t real = reader->statuses.count;
    for (size_t i = 0; i < reader->policy->statuses.count && !yaml->failed; i++)
        renamed_read(reader, yaml_at(node_at(list, i), "renamed"),
                     &reader->policy->statuses.items[i]);
    if (!yaml->failed)
        reader->statuses.count = real;
}

// ---- flags ----

static void overlay_read(struct reader *reader, const struct yaml_node *map, struct flag *flag)
{
    for (int i = 0; i < SERVICE_COUNT_MAX; i++)
        flag->services[i] = SERVICE_FULL;
    if (!map || !yaml_is_map(&reader->yaml, map, "services"))
        return;
    levels_read(reader, map, flag->services);
    for (int i = 0; i < SERVICE_COUNT_MAX; i++)
        flag->has_services = flag->has_services || flag->services[i] != SERVICE_FULL;
    if (!flag->has_services)
        yaml_fail(&reader->yaml, map,
                  "the flag takes nothing away: name a service that is not "
                  "full, or leave services out");
}

static void window_read(struct reader *reader, const struct yaml_node *node, struct flag *flag)
{
    struct yaml *yaml = &reader->yaml;
    static const char *const WORDS[] = {"calendar_year"};
    static const char *const NAMES[] = {"days"};
    if (!node)
        return;
    flag->window = FLAG_CALENDAR_YEAR;
    if (node->kind == YAML_SCALAR) {
        (void)yaml_choice(yaml, node, WORDS, 1);
        return;
    }
    const struct yaml_node *entry = single_entry(reader, node, "window");
    if (!entry)
        return;
    yaml_check_keys(yaml, node, NAMES, 1);
    flag->window = FLAG_DAYS;
    flag->days = (int32_t)yaml_integer(yaml, entry, 1, 36600);
}

static void counts_read(struct reader *reader, const struct yaml_node *map, struct flag *flag)
{
    static const char *const NAMES[] = {"fee", "status"};
    const struct yaml_node *entry = map ? single_entry(reader, map, "counts") : NULL;
    if (!entry)
        return;
    yaml_check_keys(&reader->yaml, map, NAMES, NAME_COUNT(NAMES));
    struct text name = yaml_text(&reader->yaml, entry);
    if (text_is(entry->key, "fee"))
        flag->counted_code = name; // policy_check.c looks for a step that charges it
    else
        flag->counted_rank = name_refer(reader, entry, name, &reader->statuses, "status");
    if (flag->counted_rank == 0)
        yaml_fail(&reader->yaml, entry, "the first status is no strike: name a restriction");
}

static void counted_flag_read(struct reader *reader, const struct yaml_node *map, struct flag *flag)
{
    static const char *const LASTS[] = {"cleared", "year_end"};
    struct yaml *yaml = &reader->yaml;
    counts_read(reader, yaml_need(yaml, map, "counts"), flag);
    window_read(reader, yaml_need(yaml, map, "window"), flag);
    flag->more_than = (int32_t)yaml_integer(yaml, yaml_need(yaml, map, "more_than"), 0, 10000);
    const struct yaml_node *lasts = yaml_need(yaml, map, "lasts");
    flag->lasts_until_year_end = yaml_choice(yaml, lasts, LASTS, NAME_COUNT(LASTS)) == 1;
    if (flag->lasts_until_year_end && flag->window == FLAG_DAYS)
        yaml_fail(yaml, lasts, "'year_end' goes with 'window: calendar_year' only");
}

static void flag_read(struct reader *reader, const struct yaml_node *map)
{
    static const char *const NAMES[] = {"name",      "by_hand", "counts",  "window",
                                        "more_than", "lasts",   "services"};
    struct yaml *yaml = &reader->yaml;
    struct flag flag = {.counted_rank = -1, .window = FLAG_BY_HAND};
    if (!yaml_is_map(yaml, map, "a flag"))
        return;
    yaml_check_keys(yaml, map, NAMES, NAME_COUNT(NAMES));
    const struct yaml_node *name = yaml_need(yaml, map, "name");
    flag.name = name_read(reader, name);
    names_add(reader, &reader->flags, name, flag.name, "flag");
    const struct yaml_node *by_hand = yaml_at(map, "by_hand");
    if (by_hand && yaml_truth(yaml, by_hand)) {
        for (size_t i = 2; i < 6; i++)
            if (yaml_at(map, NAMES[i]))
                yaml_fail_key(yaml, yaml_at(map, NAMES[i]),
                              "a flag set by hand counts nothing: leave '%s' or 'by_hand' out",
                              NAMES[i]);
    } else {
        counted_flag_read(reader, map, &flag);
    }
    overlay_read(reader, yaml_at(map, "services"), &flag);
    *LIST_ADD(yaml->arena, &reader->policy->flags) = flag;
}

void flags_read(struct reader *reader, const struct yaml_node *list)
{
    reader->flags_node = list;
    if (!list || !yaml_is_list(&reader->yaml, list, "flags"))
        return;
    if (list->count > FLAG_COUNT_MAX)
        yaml_fail(&reader->yaml, list, "flags must be %d at most, not %d", FLAG_COUNT_MAX,
                  list->count);
    for (const struct yaml_node *node = list->first; node && !reader->yaml.failed;
         node = node->next)
        flag_read(reader, node);
}
