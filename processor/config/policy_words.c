// SPDX-License-Identifier: Apache-2.0
// Answers for the words of the policy language: names and what refers to them, amounts of money,
// and sentences like `email reminder to billing`. No state; any thread.
#include "config/policy_parts.h"
#include "config/suggest.h"

static const char *const CHANNELS[] = {"email", "phone", "letter", "ticket", "message"};

// ---- names ----

struct text name_read(struct reader *reader, const struct yaml_node *node)
{
    struct text name = yaml_text(&reader->yaml, node);
    bool good = name.len > 0 && name.len <= NAME_LENGTH_MAX;
    for (size_t i = 0; good && i < name.len; i++) {
        char c = name.at[i];
        bool inner = i > 0 && (c == '-' || c == '_');
        good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || inner;
    }
    if (!good && name.len)
        yaml_fail(&reader->yaml, node,
                  "'%.*s' is no name: up to %d small letters, digits, '-' and '_'",
                  name.len > 60 ? 60 : (int)name.len, name.at, NAME_LENGTH_MAX);
    return good ? name : (struct text){NULL, 0};
}

bool names_have(const struct names *names, struct text name)
{
    for (size_t i = 0; i < names->count; i++)
        if (text_is(name, names->items[i]))
            return true;
    return false;
}

void names_add(struct reader *reader, struct names *names, const struct yaml_node *node,
               struct text name, const char *what)
{
    if (text_is_empty(name))
        return;
    if (names_have(names, name)) {
        yaml_fail(&reader->yaml, node, "%s '%.*s' stands twice: give each its own name", what,
                  TEXT_ARGS(name));
        return;
    }
    if (names->count == NAMES_MAX) {
        yaml_fail(&reader->yaml, node, "more than %d names of one kind", NAMES_MAX);
        return;
    }
    names->items[names->count++] = name.at;
}

int name_refer(struct reader *reader, const struct yaml_node *node, struct text text,
               const struct names *names, const char *what)
{
    if (!node || text_is_empty(text))
        return -1;
    for (size_t i = 0; i < names->count; i++)
        if (text_is(text, names->items[i]))
            return (int)i;
    const char *closest = suggest_closest(text, names->items, names->count);
    int shown = text.len > 60 ? 60 : (int)text.len;
    if (closest)
        yaml_fail(&reader->yaml, node,
                  "%s '%.*s' is not defined in this policy: did you mean '%s'?", what, shown,
                  text.at, closest);
    else
        yaml_fail(&reader->yaml, node, "%s '%.*s' is not defined in this policy", what, shown,
                  text.at);
    return -1;
}

bool short_list(struct reader *reader, const struct yaml_node *node, const char *what, int max)
{
    if (!yaml_is_list(&reader->yaml, node, what))
        return false;
    if (node->count > max)
        yaml_fail(&reader->yaml, node, "%s must be %d at most, not %d", what, max, node->count);
    return node->count <= max;
}

const struct yaml_node *node_at(const struct yaml_node *list, size_t index)
{
    const struct yaml_node *node = list ? list->first : NULL;
    while (node && index-- > 0)
        node = node->next;
    return node;
}

const struct yaml_node *single_entry(struct reader *reader, const struct yaml_node *map,
                                     const char *what)
{
    if (!yaml_is_map(&reader->yaml, map, what))
        return NULL;
    if (map->count == 1)
        return map->first;
    yaml_fail(&reader->yaml, map, "%s must have one key, not %d", what, map->count);
    return NULL;
}

// ---- money ----

bool currency_read(struct reader *reader, const struct yaml_node *node, struct text code,
                   struct currency *currency)
{
    if (currency_at(code, currency))
        return true;
    yaml_fail_key(&reader->yaml, node, "'%.*s' is no currency: write its ISO 4217 code, like USD",
                  code.len > 60 ? 60 : (int)code.len, code.at);
    return false;
}

static int64_t minor_read(struct reader *reader, const struct yaml_node *node, struct text text,
                          struct currency currency)
{
    int64_t minor = 0;
    if (!money_read(text, currency, &minor))
        yaml_fail(&reader->yaml, node,
                  "'%.*s' is no amount of %s: a number with at most %d decimals",
                  text.len > 60 ? 60 : (int)text.len, text.at ? text.at : "", currency.code,
                  currency_exponent(currency));
    return minor;
}

void amounts_read(struct reader *reader, const struct yaml_node *map, const char *what,
                  int64_t min_minor, struct amounts *amounts)
{
    if (!yaml_is_map(&reader->yaml, map, what))
        return;
    for (const struct yaml_node *node = map->first; node; node = node->next) {
        struct amount amount = {0};
        if (!currency_read(reader, node, node->key, &amount.currency))
            return;
        struct text text = yaml_text(&reader->yaml, node);
        if (reader->yaml.failed)
            return;
        amount.amount_minor = minor_read(reader, node, text, amount.currency);
        if (amount.amount_minor < min_minor)
            yaml_fail(&reader->yaml, node, "%s must be %s", what,
                      min_minor > 0 ? "more than 0" : "0 or more");
        *LIST_ADD(reader->yaml.arena, amounts) = amount;
    }
}

void amount_read(struct reader *reader, const struct yaml_node *node, struct amount *amount)
{
    struct text text = yaml_text(&reader->yaml, node);
    if (text_is_empty(text))
        return;
    struct text code = {text.at, text.len < 3 ? text.len : 3};
    if (text.len < 5 || text.at[3] != ' ' || !currency_at(code, &amount->currency)) {
        yaml_fail(&reader->yaml, node, "'%.*s' is no amount: write it like USD 500.00",
                  text.len > 60 ? 60 : (int)text.len, text.at);
        return;
    }
    amount->amount_minor =
        minor_read(reader, node, (struct text){text.at + 4, text.len - 4}, amount->currency);
}

// ---- sentences ----

bool channel_is_known(struct reader *reader, const struct yaml_node *node, struct text channel)
{
    struct yaml_node word = *node;
    word.text = channel;
    return yaml_choice(&reader->yaml, &word, CHANNELS, NAME_COUNT(CHANNELS)) >= 0;
}

static struct text next_word(struct reader *reader, struct text *rest)
{
    while (rest->len && *rest->at == ' ')
        *rest = (struct text){rest->at + 1, rest->len - 1};
    const char *space = rest->len ? memchr(rest->at, ' ', rest->len) : NULL;
    size_t len = space ? (size_t)(space - rest->at) : rest->len;
    char *word = arena_take(reader->yaml.arena, len + 1);
    if (len)
        memcpy(word, rest->at, len);
    word[len] = 0;
    *rest = (struct text){rest->at + len, rest->len - len};
    return (struct text){word, len};
}

void sentence_read(struct reader *reader, const struct yaml_node *node, struct sentence *sentence)
{
    struct text rest = yaml_text(&reader->yaml, node);
    if (text_is_empty(rest))
        return;
    struct text channel = next_word(reader, &rest), what = next_word(reader, &rest);
    struct text to = next_word(reader, &rest), role = next_word(reader, &rest);
    if (!text_is(to, "to") || !role.len || next_word(reader, &rest).len) {
        yaml_fail(&reader->yaml, node,
                  "a notice is written as CHANNEL TEMPLATE to ROLE, like 'email reminder to "
                  "billing'");
        return;
    }
    struct yaml_node name = *node;
    name.text = what;
    if (!channel_is_known(reader, node, channel) ||
        name_refer(reader, node, role, &reader->roles, "role") < 0 ||
        text_is_empty(name_read(reader, &name)))
        return;
    *sentence = (struct sentence){channel, what, role};
}
