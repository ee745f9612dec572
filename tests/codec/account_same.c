// SPDX-License-Identifier: Apache-2.0
// Whether two accounts are the same, member by member.
#include "account_maker.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define SAME(member) assert_true(a->member == b->member)
#define SAME_TEXT(member) assert_true(text_equal(a->member, b->member))
#define SAME_CURRENCY(member) assert_true(currency_equal(a->member, b->member))
#define SAME_BYTES(member) assert_memory_equal(&a->member, &b->member, sizeof a->member)
#define SAME_LIST(member, same_item)                               \
    do {                                                           \
        assert_int_equal(a->member.count, b->member.count);        \
        for (size_t i_ = 0; i_ < a->member.count; i_++)            \
            same_item(&a->member.items[i_], &b->member.items[i_]); \
    } while (0)

static void same_contact(const struct contact *a, const struct contact *b)
{
    SAME_TEXT(role);
    SAME_TEXT(channel);
    SAME_TEXT(address);
}

static void same_action_item(const struct action_item *a, const struct action_item *b)
{
    SAME_TEXT(invoice_id);
    SAME_CURRENCY(currency);
    SAME(amount_minor);
    SAME(day);
}

static void same_action(const struct action *a, const struct action *b)
{
    SAME(kind);
    SAME_TEXT(actor);
    SAME_TEXT(reason);
    SAME_TEXT(invoice_id);
    SAME_TEXT(name);
    SAME_TEXT(word);
    SAME_TEXT(detail);
    SAME_TEXT(promise_id);
    SAME_TEXT(notification_id);
    SAME_TEXT(zone);
    SAME_TEXT(policy);
    SAME(zone_table);
    SAME(day);
    SAME(from_day);
    SAME(days);
    SAME(apply_to_future);
    SAME(on);
    SAME_CURRENCY(currency);
    SAME(amount_minor);
    SAME_LIST(items, same_action_item);
    SAME_LIST(invoices, same_action_item);
    SAME_LIST(contacts, same_contact);
}

static void same_invoice_issued(const struct invoice_issued *a, const struct invoice_issued *b)
{
    SAME_TEXT(number);
    SAME_TEXT(balance_class);
    SAME_TEXT(policy);
    SAME_CURRENCY(currency);
    SAME(amount_minor);
    SAME(open_minor);
    SAME(fees_minor);
    SAME(known_since_ms);
    SAME(has_known_since);
    SAME(due_day);
}

static void same_payment_received(const struct payment_received *a,
                                  const struct payment_received *b)
{
    SAME_TEXT(invoice_id);
    SAME_TEXT(source);
    SAME_TEXT(method);
    SAME_CURRENCY(currency);
    SAME(amount_minor);
}

static void same_event(const struct event *a, const struct event *b)
{
    SAME(type);
    SAME_TEXT(event_id);
    SAME_TEXT(customer_id);
    SAME_TEXT(subject_id);
    SAME(own_ms);
    SAME(record_ms);
    SAME_BYTES(content);
    SAME_TEXT(origin.topic);
    SAME(origin.partition);
    SAME(origin.offset);
    if (a->type == EVENT_INVOICE_ISSUED)
        same_invoice_issued(&a->invoice, &b->invoice);
    else if (a->type == EVENT_PAYMENT_RECEIVED)
        same_payment_received(&a->payment, &b->payment);
    else
        same_action(&a->action, &b->action);
}

static void same_fact(const struct fact *a, const struct fact *b)
{
    same_event(&a->event, &b->event);
    SAME(at_ms);
    SAME(undone);
}

static void same_seen(const struct seen *a, const struct seen *b)
{
    SAME(key);
    SAME(content);
    SAME(at_ms);
}

static void same_fee(const struct fee *a, const struct fee *b)
{
    SAME_TEXT(code);
    SAME(amount_minor);
    SAME(open_minor);
    SAME(charged_ms);
    SAME(effective_day);
    SAME_CURRENCY(currency);
    SAME(state);
    SAME_TEXT(step);
    SAME_TEXT(cause_event_id);
    SAME_TEXT(payment_id);
    SAME(base_minor);
    SAME(rate_bp);
    SAME(flat_minor);
    SAME(policy_version);
}

static void same_step_run(const struct step_run *a, const struct step_run *b)
{
    SAME_TEXT(step);
    SAME(day);
    SAME(count);
}

static void same_invoice(const struct invoice *a, const struct invoice *b)
{
    SAME_TEXT(id);
    SAME_TEXT(number);
    SAME_TEXT(balance_class);
    SAME_CURRENCY(currency);
    SAME(amount_minor);
    SAME(open_minor);
    SAME(issued_ms);
    SAME(known_since_ms);
    SAME(due_day);
    SAME_TEXT(policy_name);
    SAME(policy_version);
    SAME(settled_ms);
    SAME(paid_on_time);
    SAME(voided);
    SAME(ranks_reached);
    SAME(paused_days);
    SAME(reopened_day);
    SAME_LIST(fees, same_fee);
    SAME_LIST(runs, same_step_run);
}

static void same_money(const struct money *a, const struct money *b)
{
    SAME(kind);
    SAME_TEXT(id);
    SAME_TEXT(invoice_id);
    SAME_TEXT(code);
    SAME_TEXT(source);
    SAME_TEXT(promise_id);
    SAME_CURRENCY(currency);
    SAME(amount_minor);
    SAME(free_minor);
    SAME(at_ms);
    SAME(waits_until_day);
    SAME(reversed);
}

static void same_allocation(const struct allocation *a, const struct allocation *b)
{
    SAME_TEXT(money_id);
    SAME_TEXT(invoice_id);
    SAME_TEXT(fee_code);
    SAME_TEXT(fee_payment_id);
    SAME(amount_minor);
}

static void same_blocker(const struct blocker *a, const struct blocker *b)
{
    SAME(kind);
    SAME_TEXT(name);
    SAME_TEXT(invoice_id);
    SAME_TEXT(actor);
    SAME_TEXT(reason);
    SAME_TEXT(action_id);
    SAME_TEXT(promise_id);
    SAME(since_ms);
    SAME(from_day);
    SAME(until_day);
    SAME(rank);
    SAME(floor_for);
    SAME_LIST(items, same_action_item);
    SAME_LIST(invoices, same_action_item);
    SAME_CURRENCY(currency);
    SAME_TEXT(kept_back_step);
    SAME_TEXT(kept_back_invoice);
    SAME(kept_back_day);
}

static void same_flag(const struct flag_state *a, const struct flag_state *b)
{
    SAME_TEXT(name);
    SAME(on);
    SAME(by_person);
    SAME(cleared_by_person);
    SAME(cleared_ms);
}

static void same_promise(const struct promise *a, const struct promise *b)
{
    SAME_TEXT(id);
    SAME(by_day);
    SAME(state);
    SAME_TEXT(actor);
}

static void same_outcome(const struct outcome *a, const struct outcome *b)
{
    SAME_TEXT(channel);
    SAME_TEXT(word);
    SAME_TEXT(invoice_id);
    SAME(at_ms);
}

static void same_charge_try(const struct charge_try *a, const struct charge_try *b)
{
    SAME_TEXT(source);
    SAME_TEXT(word);
    SAME_TEXT(detail);
    SAME_TEXT(invoice_id);
    SAME(at_ms);
}

static void same_asked(const struct asked *a, const struct asked *b)
{
    SAME_TEXT(name);
    SAME_TEXT(invoice_id);
    SAME(at_ms);
}

static void same_source(const struct source_on_file *a, const struct source_on_file *b)
{
    SAME_TEXT(name);
    SAME(on);
}

static void same_standing(const struct standing *a, const struct standing *b)
{
    SAME(rank);
    SAME(rank_shown);
    SAME(delayed);
    SAME(person_rank);
    SAME(until_day);
    SAME(since_ms);
    SAME_TEXT(step);
    SAME_TEXT(cause_event_id);
    SAME_TEXT(actor);
    SAME_TEXT(reason);
}

static void same_situation(const struct situation *a, const struct situation *b)
{
    SAME(at_ms);
    SAME(day_done);
    SAME_TEXT(policy_name);
    SAME(policy_version);
    SAME(zone);
    SAME_TEXT(zone_name);
    SAME(opened_day);
    SAME(first_ms);
    SAME(heard_ms);
    SAME(disabled);
    SAME(has_contacts);
    SAME(net_days_future);
    SAME(handed_over);
    SAME(consultation);
    SAME_LIST(contacts, same_contact);
    SAME_LIST(invoices, same_invoice);
    SAME_LIST(money, same_money);
    SAME_LIST(allocations, same_allocation);
    SAME_LIST(fees, same_fee);
    SAME_LIST(blockers, same_blocker);
    SAME_LIST(flags, same_flag);
    SAME_LIST(promises, same_promise);
    SAME_LIST(outcomes, same_outcome);
    SAME_LIST(charge_tries, same_charge_try);
    SAME_LIST(asked, same_asked);
    SAME_LIST(sources, same_source);
    SAME_LIST(runs, same_step_run);
    same_standing(&a->standing, &b->standing);
    SAME(forgotten_on_time);
    SAME(forgotten_late);
}

static void same_told_entry(const struct told_entry *a, const struct told_entry *b)
{
    SAME(key);
    SAME_TEXT(code);
    SAME_TEXT(invoice_id);
    SAME_TEXT(subject_id);
    SAME(kind);
    SAME_CURRENCY(currency);
    SAME_TEXT(balance_class);
    SAME(told_minor);
    SAME(said);
    SAME(reversed);
    SAME_BYTES(last_id);
}

static void same_told_mark(const struct told_mark *a, const struct told_mark *b)
{
    SAME(key);
    SAME(day);
    SAME(count);
}

static void same_published(const struct published *a, const struct published *b)
{
    SAME(sequence);
    SAME_TEXT(status);
    SAME(rank);
    SAME(rank_reached);
    SAME(delayed);
    SAME(until_day);
    SAME_BYTES(services);
    SAME(policy_version);
    SAME_LIST(ledger, same_told_entry);
    SAME_LIST(notices, same_told_mark);
    SAME_LIST(identities, same_told_mark);
}

void assert_same_account(const struct account *a, const struct account *b)
{
    SAME_TEXT(customer_id);
    SAME_BYTES(space);
    SAME_LIST(facts, same_fact);
    SAME_LIST(seen, same_seen);
    same_situation(&a->base, &b->base);
    same_situation(&a->settled, &b->settled);
    same_published(&a->published, &b->published);
    SAME_TEXT(archive);
    SAME(late_news);
    SAME(next_wake_ms);
    SAME(exists);
}
