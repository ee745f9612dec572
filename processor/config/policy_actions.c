// SPDX-License-Identifier: Apache-2.0
// Answers for what people may do and whom notices go to: holds, blockers, actions and contacts.
// What ties them to the steps is left to policy_check.c. No state; any thread.
#include "config/policy_parts.h"

// ---- holds and other blockers ----

static void on_end_read(struct reader *reader, const struct yaml_node *map, struct on_end *on_end)
{
    static const char *const NAMES[] = {"fees", "notices", "clock"};
    static const char *const FEES[] = {"lapse", "charge"};
    static const char *const NOTICES[] = {"latest", "none"};
    static const char *const CLOCK[] = {"true", "stopped"};
    struct yaml *yaml = &reader->yaml;
    if (!yaml_is_map(yaml, map, "on_end"))
        return;
    yaml_check_keys(yaml, map, NAMES, NAME_COUNT(NAMES));
    on_end->charge_fees = yaml_choice(yaml, yaml_need(yaml, map, "fees"), FEES, 2) == 1;
    on_end->send_no_notice = yaml_choice(yaml, yaml_need(yaml, map, "notices"), NOTICES, 2) == 1;
    on_end->clock_stopped = yaml_choice(yaml, yaml_need(yaml, map, "clock"), CLOCK, 2) == 1;
}

static uint32_t blocks_read(struct reader *reader, const struct yaml_node *list)
{
    static const char *const WORDS[] = {"restrict", "notify", "fee", "hand_over"};
    uint32_t blocks = 0;
    if (!yaml_is_list(&reader->yaml, list, "blocks"))
        return 0;
    for (const struct yaml_node *node = list->first; node; node = node->next) {
        int word = yaml_choice(&reader->yaml, node, WORDS, NAME_COUNT(WORDS));
        if (word < 0)
            return 0;
        if (blocks & (1u << word))
            yaml_fail(&reader->yaml, node, "'%s' stands twice", WORDS[word]);
        blocks |= 1u << word;
    }
    return blocks;
}

static void hold_read(struct reader *reader, const struct yaml_node *map)
{
    static const char *const NAMES[] = {"kind", "blocks", "imposes", "on_end"};
    struct yaml *yaml = &reader->yaml;
    struct hold_kind hold = {.imposes = -1};
    if (!yaml_is_map(yaml, map, "a hold"))
        return;
    yaml_check_keys(yaml, map, NAMES, NAME_COUNT(NAMES));
    const struct yaml_node *kind = yaml_need(yaml, map, "kind");
    hold.name = name_read(reader, kind);
    names_add(reader, &reader->holds, kind, hold.name, "hold");
    hold.blocks = blocks_read(reader, yaml_need(yaml, map, "blocks"));
    const struct yaml_node *imposes = yaml_at(map, "imposes");
    if (imposes)
        hold.imposes =
            name_refer(reader, imposes, yaml_text(yaml, imposes), &reader->statuses, "status");
    if (hold.imposes == 0)
        yaml_fail(yaml, imposes,
                  "the first status restricts nothing: name another, or leave "
                  "imposes out");
    if (hold.imposes > 0 && (hold.blocks & BLOCKS_RESTRICT))
        yaml_fail(yaml, imposes, "a hold cannot both impose a status and block restrictions");
    if (!yaml->failed && hold.blocks == 0 && hold.imposes < 0)
        yaml_fail(yaml, map, "the hold does nothing: it blocks nothing and imposes no status");
    on_end_read(reader, yaml_need(yaml, map, "on_end"), &hold.on_end);
    *LIST_ADD(yaml->arena, &reader->policy->holds) = hold;
}

void holds_read(struct reader *reader, const struct yaml_node *list)
{
    struct yaml *yaml = &reader->yaml;
    reader->holds_node = list;
    bool offered = is_offered(reader, ACTION_HOLD);
    if (!list && offered)
        yaml_fail(yaml, reader->actions_node,
                  "hold is offered, but the policy has no 'holds': say "
                  "which kinds there are");
    if (!list)
        return;
    if (!offered)
        yaml_fail_key(yaml, list, "holds have no meaning: hold is not offered");
    if (!short_list(reader, list, "holds", 32))
        return;
    if (list->count == 0)
        yaml_fail(yaml, list, "holds must name one kind at least");
    for (const struct yaml_node *node = list->first; node && !yaml->failed; node = node->next)
        hold_read(reader, node);
}

void blockers_read(struct reader *reader, const struct yaml_node *map, const struct yaml_node *node)
{
    static const char *const NAMES[BLOCKER_RULE_COUNT] = {[RULE_DISPUTE] = "dispute",
                                                          [RULE_PLAN] = "plan",
                                                          [RULE_UPDATE] = "update",
                                                          [RULE_SHIFT] = "shift",
                                                          [RULE_PAUSE] = "pause"};
    static const enum action_kind KINDS[BLOCKER_RULE_COUNT] = {[RULE_DISPUTE] = ACTION_OPEN_DISPUTE,
                                                               [RULE_PLAN] = ACTION_AGREE_PLAN,
                                                               [RULE_UPDATE] = ACTION_GIVE_UPDATE,
                                                               [RULE_SHIFT] = ACTION_SHIFT,
                                                               [RULE_PAUSE] = ACTION_PAUSE};
    struct yaml *yaml = &reader->yaml;
    if (node && !yaml_is_map(yaml, node, "blockers"))
        return;
    if (node)
        yaml_check_keys(yaml, node, NAMES, BLOCKER_RULE_COUNT);
    for (size_t i = 0; i < BLOCKER_RULE_COUNT && !yaml->failed; i++) {
        const struct yaml_node *rule = yaml_at(node, NAMES[i]);
        bool offered =
            is_offered(reader, KINDS[i]) || (i == RULE_SHIFT && is_offered(reader, ACTION_LIFT));
        if (rule && !offered)
            yaml_fail_key(yaml, rule, "'%s' has no meaning: %s is not offered", NAMES[i],
                          action_name(KINDS[i]).at);
        else if (rule)
            on_end_read(reader, rule, &reader->policy->on_end[i]);
        else if (offered)
            yaml_fail(yaml, node ? node : map,
                      "'%s' is missing from blockers: say what happens when one ends", NAMES[i]);
    }
}

// ---- actions ----

bool is_offered(const struct reader *reader, enum action_kind kind)
{
    return reader->policy->actions[kind].offered;
}

static int action_read(struct reader *reader, const struct yaml_node *node)
{
    const char *names[ACTION_KIND_COUNT];
    for (int i = 0; i < ACTION_KIND_COUNT; i++)
        names[i] = action_name((enum action_kind)i).at;
    return yaml_choice(&reader->yaml, node, names, ACTION_KIND_COUNT);
}

// What is opened must be closed by someone.
static void pairs_check(struct reader *reader, const struct yaml_node *node)
{
    static const enum action_kind PAIRS[][2] = {
        {ACTION_HOLD, ACTION_RELEASE},
        {ACTION_OPEN_DISPUTE, ACTION_CLOSE_DISPUTE},
        {ACTION_AGREE_PLAN, ACTION_CANCEL_PLAN},
        {ACTION_PAUSE, ACTION_RESUME},
        {ACTION_PROMISE, ACTION_KEEP_PROMISE},
        {ACTION_DISCOUNT, ACTION_REVOKE_DISCOUNT},
        {ACTION_HAND_OVER, ACTION_ANSWER_CONSULTATION},
    };
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        bool first = is_offered(reader, PAIRS[i][0]), second = is_offered(reader, PAIRS[i][1]);
        if (first != second)
            yaml_fail(&reader->yaml, node, "%s is offered without %s: offer both or neither",
                      action_name(PAIRS[i][first ? 0 : 1]).at,
                      action_name(PAIRS[i][first ? 1 : 0]).at);
    }
}

void actions_read(struct reader *reader, const struct yaml_node *map)
{
    static const char *const NAMES[] = {"offered", "reason_required"};
    struct yaml *yaml = &reader->yaml;
    struct action_rule *rules = reader->policy->actions;
    reader->actions_node = map;
    if (!yaml_is_map(yaml, map, "actions"))
        return;
    yaml_check_keys(yaml, map, NAMES, NAME_COUNT(NAMES));
    const struct yaml_node *offered = yaml_need(yaml, map, "offered");
    if (!yaml_is_list(yaml, offered, "offered"))
        return;
    for (const struct yaml_node *node = offered->first; node && !yaml->failed; node = node->next) {
        int kind = action_read(reader, node);
        if (kind < 0)
            return;
        if (rules[kind].offered)
            yaml_fail(yaml, node, "'%.*s' stands twice", TEXT_ARGS(node->text));
        rules[kind].offered = true;
    }
    pairs_check(reader, offered);
    const struct yaml_node *required = yaml_need(yaml, map, "reason_required");
    if (!yaml_is_list(yaml, required, "reason_required"))
        return;
    for (const struct yaml_node *node = required->first; node && !yaml->failed; node = node->next) {
        int kind = action_read(reader, node);
        if (kind < 0)
            return;
        if (!rules[kind].offered)
            yaml_fail(yaml, node, "'%.*s' is not offered: offer it, or leave it out here",
                      TEXT_ARGS(node->text));
        rules[kind].reason_required = true;
    }
}

// ---- contacts ----

static void contact_read(struct reader *reader, const struct yaml_node *node, struct text role)
{
    struct text text = yaml_text(&reader->yaml, node);
    if (text_is_empty(text))
        return;
    const char *space = memchr(text.at, ' ', text.len);
    size_t len = space ? (size_t)(space - text.at) : text.len;
    char *word = arena_zero(reader->yaml.arena, len + 1);
    memcpy(word, text.at, len);
    struct contact contact = {.role = role, .channel = {word, len}};
    if (!channel_is_known(reader, node, contact.channel))
        return;
    if (space)
        contact.address = (struct text){space + 1, text.len - len - 1};
    if (text_is_empty(contact.address)) {
        yaml_fail(&reader->yaml, node,
                  "a contact is written as CHANNEL ADDRESS, like 'email "
                  "billing@example.com'");
        return;
    }
    *LIST_ADD(reader->yaml.arena, &reader->policy->contacts) = contact;
}

void contacts_read(struct reader *reader, const struct yaml_node *map)
{
    struct yaml *yaml = &reader->yaml;
    if (!yaml_is_map(yaml, map, "contacts"))
        return;
    for (const struct yaml_node *node = map->first; node && !yaml->failed; node = node->next) {
        struct yaml_node role = {.line = node->key_line,
                                 .column = node->key_column,
                                 .text = node->key,
                                 .key = node->key};
        struct text name = name_read(reader, &role);
        names_add(reader, &reader->roles, &role, name, "role");
        if (!short_list(reader, node, "the contacts of a role", 32))
            return;
        for (const struct yaml_node *item = node->first; item && !yaml->failed; item = item->next)
            contact_read(reader, item, name);
    }
}
