// SPDX-License-Identifier: Apache-2.0
// The union of AccountAction has its branches in the order of enum action_kind; new ones are added
// at the end of both.
#include "codec/event_fields.h"

#include <assert.h>

static const struct {
    const char *name;
    enum action_member member;
} FIELDS[] = {
    {"activity", MEMBER_NAME},
    {"amount_minor", MEMBER_AMOUNT},
    {"answer", MEMBER_NAME},
    {"apply_to", MEMBER_APPLY_TO},
    {"business_days", MEMBER_DAYS},
    {"by_date", MEMBER_DAY},
    {"channel", MEMBER_NAME},
    {"code", MEMBER_NAME},
    {"contacts", MEMBER_CONTACTS},
    {"credit_note_id", MEMBER_NAME},
    {"currency", MEMBER_CURRENCY},
    {"due", MEMBER_DAY},
    {"enabled", MEMBER_ON},
    {"from_date", MEMBER_FROM_DAY},
    {"invoice_id", MEMBER_INVOICE_ID},
    {"invoice_ids", MEMBER_INVOICES},
    {"items", MEMBER_CREDIT_ITEMS},
    {"kind", MEMBER_NAME},
    {"name", MEMBER_NAME},
    {"net", MEMBER_DAYS},
    {"notification_id", MEMBER_NOTIFICATION_ID},
    {"opened", MEMBER_DAY},
    {"outcome", MEMBER_WORD},
    {"payment_id", MEMBER_NAME},
    {"plan_id", MEMBER_NAME},
    {"policy", MEMBER_POLICY},
    {"promise_id", MEMBER_PROMISE_ID},
    {"reason", MEMBER_DETAIL},
    {"source", MEMBER_NAME},
    {"status", MEMBER_NAME},
    {"undone_action_id", MEMBER_NAME},
    {"until", MEMBER_DAY},
    {"zone", MEMBER_ZONE},
};

// Two words mean different things in different actions.
static enum action_member member_in(enum action_kind kind, enum action_member member)
{
    bool own_promise = kind == ACTION_PROMISE || kind == ACTION_KEEP_PROMISE;
    if (member == MEMBER_PROMISE_ID && own_promise)
        return MEMBER_NAME;
    if (member == MEMBER_CREDIT_ITEMS && kind == ACTION_AGREE_PLAN)
        return MEMBER_INSTALMENTS;
    return member;
}

static struct action_field bind_field(const struct schema *schema, enum action_kind kind,
                                      const struct schema_field *field)
{
    size_t i = 0;
    while (!text_is(field->name, FIELDS[i].name)) {
        i++;
        assert(i < sizeof FIELDS / sizeof *FIELDS);
    }
    bool nullable = schema->nodes[field->node].type == SCHEMA_UNION;
    return (struct action_field){.name = field->name,
                                 .member = member_in(kind, FIELDS[i].member),
                                 .nullable = nullable,
                                 .optional = nullable || field->fallback};
}

void action_layout_init(struct action_layout *layout, const struct schema *schema)
{
    const struct schema_node *root = &schema->nodes[0];
    const struct schema_field *last = &schema->fields[root->first + root->count - 1];
    const struct schema_node *actions = &schema->nodes[last->node];
    assert(text_is(last->name, "action") && actions->count == ACTION_KIND_COUNT);
    for (uint32_t kind = 0; kind < ACTION_KIND_COUNT; kind++) {
        const struct schema_node *record = schema_branch(schema, actions, kind);
        assert(text_equal(schema_short_name(record->name),
                          action_record_name((enum action_kind)kind)));
        assert(record->count <= ACTION_FIELDS_MAX);
        layout->kinds[kind].count = record->count;
        for (uint32_t i = 0; i < record->count; i++)
            layout->kinds[kind].items[i] =
                bind_field(schema, (enum action_kind)kind, &schema->fields[record->first + i]);
    }
}

struct text *action_text(struct action *action, enum action_member member)
{
    switch (member) {
    case MEMBER_INVOICE_ID:
        return &action->invoice_id;
    case MEMBER_NAME:
        return &action->name;
    case MEMBER_WORD:
        return &action->word;
    case MEMBER_DETAIL:
        return &action->detail;
    case MEMBER_PROMISE_ID:
        return &action->promise_id;
    case MEMBER_NOTIFICATION_ID:
        return &action->notification_id;
    case MEMBER_ZONE:
        return &action->zone;
    case MEMBER_POLICY:
        return &action->policy;
    case MEMBER_DAY:
    case MEMBER_FROM_DAY:
    case MEMBER_DAYS:
    case MEMBER_APPLY_TO:
    case MEMBER_ON:
    case MEMBER_CURRENCY:
    case MEMBER_AMOUNT:
    case MEMBER_CREDIT_ITEMS:
    case MEMBER_INSTALMENTS:
    case MEMBER_INVOICES:
    case MEMBER_CONTACTS:
        break;
    }
    return NULL;
}
