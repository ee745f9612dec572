// SPDX-License-Identifier: Apache-2.0
// Which member of struct action a field of an action's record stands for: one table for reading and
// writing all of them. It is bound to the schema once, by name.
#ifndef CODEC_EVENT_FIELDS_H
#define CODEC_EVENT_FIELDS_H

#include "codec/schema.h"
#include "engine/event.h"

enum action_member {
    MEMBER_INVOICE_ID,
    MEMBER_NAME,
    MEMBER_WORD,
    MEMBER_DETAIL,
    MEMBER_PROMISE_ID,
    MEMBER_NOTIFICATION_ID,
    MEMBER_ZONE,
    MEMBER_POLICY,
    MEMBER_DAY,
    MEMBER_FROM_DAY,
    MEMBER_DAYS,
    MEMBER_APPLY_TO,
    MEMBER_ON,
    MEMBER_CURRENCY,
    MEMBER_AMOUNT,
    MEMBER_CREDIT_ITEMS,
    MEMBER_INSTALMENTS,
    MEMBER_INVOICES,
    MEMBER_CONTACTS,
};

struct action_field {
    struct text name;
    enum action_member member;
    bool nullable; // ["null", …]
    bool optional; // nullable, or with a default: may be left out or empty
};

enum { ACTION_FIELDS_MAX = 6 };

struct action_layout {
    struct {
        struct action_field items[ACTION_FIELDS_MAX];
        uint32_t count;
    } kinds[ACTION_KIND_COUNT];
};

// Bind the table to our schema of AccountAction. A field or a branch that has no place in struct
// action is a bug: it stops the process.
void action_layout_init(struct action_layout *layout, const struct schema *account_action);

// The text member of an action, or NULL where the member is no text.
struct text *action_text(struct action *action, enum action_member member);

#endif
