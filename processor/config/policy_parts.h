// SPDX-License-Identifier: Apache-2.0
// What the files of the policy reader share; nobody else includes it. Each answers for a part of
// the language:
//   policy_read.c        the file as a whole, and its plain fields
//   policy_words.c       names, amounts and sentences
//   policy_statuses.c    services, statuses, flags
//   policy_actions.c     actions, holds and other blockers, contacts
//   policy_steps.c       steps: when, what is done, what if the conditions are unmet
//   policy_conditions.c  conditions: the closed list of facts
//   policy_check.c       what only shows when everything is read: contradictions, dead steps
// All follow yaml.h: the first error stays, later reads are harmless.
#ifndef CONFIG_POLICY_PARTS_H
#define CONFIG_POLICY_PARTS_H

#include "config/policy_read.h"
#include "config/yaml.h"

enum { NAME_LENGTH_MAX = 64, NAMES_MAX = 300 };

// Names that something may refer to, as C strings that live in the arena.
struct names {
    const char *items[NAMES_MAX];
    size_t count;
};

struct reader {
    struct yaml yaml;
    struct policy *policy;
    struct zones *zones;
    struct names services, statuses, flags, holds, classes, roles, steps;
    struct names codes, requests, templates; // of the fees, requests and notices that steps make
    bool consults, hands_over, notifies;     // some step does
    bool consolidated;                       // rules: notices
    const struct yaml_node *steps_node, *statuses_node, *flags_node, *holds_node, *actions_node;
};

// A name: small letters, digits, '-' and '_', up to NAME_LENGTH_MAX; empty after an error.
struct text name_read(struct reader *reader, const struct yaml_node *node);

// Adds a name that must be new; `what` ("step") goes into the error.
void names_add(struct reader *reader, struct names *names, const struct yaml_node *node,
               struct text name, const char *what);
bool names_have(const struct names *names, struct text name);

// The index of the name that the node's text (or key) refers to; -1 and an error that names the
// closest when there is none.
int name_refer(struct reader *reader, const struct yaml_node *node, struct text text,
               const struct names *names, const char *what);

// True for a list of at most `max` entries; otherwise an error.
bool short_list(struct reader *reader, const struct yaml_node *node, const char *what, int max);

// The entry of a list, from 0.
const struct yaml_node *node_at(const struct yaml_node *list, size_t index);

// The only entry of a map with one: `- days_past_due: 10`. NULL and an error for anything else.
const struct yaml_node *single_entry(struct reader *reader, const struct yaml_node *map,
                                     const char *what);

// A currency by its code, and an amount of it.
bool currency_read(struct reader *reader, const struct yaml_node *node, struct text code,
                   struct currency *currency);
void amounts_read(struct reader *reader, const struct yaml_node *map, const char *what,
                  int64_t min_minor, struct amounts *amounts);

// "USD 500.00"
void amount_read(struct reader *reader, const struct yaml_node *node, struct amount *amount);

// "CHANNEL TEMPLATE to ROLE"
struct sentence {
    struct text channel, template_name, role;
};
void sentence_read(struct reader *reader, const struct yaml_node *node, struct sentence *sentence);
bool channel_is_known(struct reader *reader, const struct yaml_node *node, struct text channel);

void services_read(struct reader *reader, const struct yaml_node *node);
void statuses_read(struct reader *reader, const struct yaml_node *node);
void flags_read(struct reader *reader, const struct yaml_node *node);
void holds_read(struct reader *reader, const struct yaml_node *node);
void blockers_read(struct reader *reader, const struct yaml_node *map,
                   const struct yaml_node *node);
void actions_read(struct reader *reader, const struct yaml_node *node);
void contacts_read(struct reader *reader, const struct yaml_node *node);

bool is_offered(const struct reader *reader, enum action_kind kind);

void steps_read(struct reader *reader, const struct yaml_node *node);
void conditions_read(struct reader *reader, const struct yaml_node *list, struct step *step);

// True when the step's moment belongs to one invoice.
bool trigger_has_invoice(const struct trigger *trigger);

void policy_check(struct reader *reader);

#define NAME_COUNT(names) (sizeof(names) / sizeof *(names))

#endif
