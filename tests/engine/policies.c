// SPDX-License-Identifier: Apache-2.0
// All but waterfall forget after 125 days, so that long stories meet it.
// pause:     paused at 10 DPD, left with no trigger; UTC.
// ladder:    limited at 7 DPD, suspended at 12, left with no trigger; late-fee 5.00 USD or 4.00 EUR
//            at 5 DPD, late-rate 1.5 % at 30; more than one late-fee of a year's invoices sets
//            `habitual`, which limits usage; tolerance 0.01 USD; shift and lift; New York. From
//            2026-03-15 on version 2: limited at 6 DPD, suspended at 10 with partial usage,
//            late-fee 6.00 USD and none in EUR, no tolerance.
// waterfall: credit-hold, in-collections by escalation, both left when nothing is overdue
//            and no fee is open; late-30 at 30 DPD and late-60 after two months at 1.5 %, then
//            also collections-fee 50.00; credit-hold after 11 business days; write-off;
//            collections fees, then class advanced, then non-advanced; plans; holds impose.
// monthly:   delinquent after the 5th, left when its fees are paid too, disconnected after the
//            15th; late-fee 25.00 USD after the 5th once flag `contacted` is on, else it waits;
//            more than two strikes a year set `repeat`; fraud suspends; New York.
#include "policies.h"

#include "fixed_zones.h"

// Long stories meet it; nothing in a story comes later than that after the invoice it is about.
enum { FORGET_DAYS = 125 };

#define T(literal)                     \
    {                                  \
        (literal), sizeof(literal) - 1 \
    }
#define LIST(array)                                                                 \
    {                                                                               \
        (array), sizeof(array) / sizeof(array)[0], sizeof(array) / sizeof(array)[0] \
    }
#define USD   \
    {         \
        "USD" \
    }
#define EUR   \
    {         \
        "EUR" \
    }

enum { N = SERVICE_NONE, P = SERVICE_PARTIAL, F = SERVICE_FULL };

#define EXCEPTIONS                                                           \
    .exception_channel = T("message"), .exception_template = T("exception"), \
    .exception_role = T("operations")
#define STATUS_AT(r)                         \
    {                                        \
        .kind = DEED_SET_STATUS, .rank = (r) \
    }
#define NOTICE(c, t, r)                                                            \
    {                                                                              \
        .kind = DEED_NOTIFY, .channel = T(c), .template_name = T(t), .role = T(r), \
        .consolidated = true                                                       \
    }
#define DPD(n)                                       \
    {                                                \
        .kind = TRIGGER_DAYS_PAST_DUE, .number = (n) \
    }
#define AFTER(n)                                          \
    {                                                     \
        .kind = TRIGGER_AFTER_DAY_OF_MONTH, .number = (n) \
    }
#define DEEDS(array) .deeds = LIST(array)

static struct contact contacts[] = {
    {T("merchant"), T("email"), T("merchant@example.org")},
    {T("billing"), T("email"), T("billing@example.org")},
    {T("billing"), T("phone"), T("+1 555 0100")},
    {T("operations"), T("message"), T("operations")},
};

static void offer(struct policy *policy, const enum action_kind *kinds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        policy->actions[kinds[i]].offered = true;
}

static void offer_common(struct policy *policy)
{
    static const enum action_kind kinds[] = {
        ACTION_SET_ACCOUNT,     ACTION_SET_CONTACTS, ACTION_RECORD_CONTACT, ACTION_SET_FLAG,
        ACTION_RECORD_ACTIVITY, ACTION_HOLD,         ACTION_RELEASE,        ACTION_DISCOUNT,
        ACTION_REVOKE_DISCOUNT, ACTION_CREDIT_NOTE,  ACTION_VOID,           ACTION_WAIVE_FEE,
        ACTION_REVERSE_PAYMENT, ACTION_OPEN_DISPUTE, ACTION_CLOSE_DISPUTE,  ACTION_PROMISE,
        ACTION_KEEP_PROMISE,    ACTION_EXTEND_TERMS, ACTION_UNDO,
    };
    offer(policy, kinds, sizeof kinds / sizeof kinds[0]);
}

// ---- pause ----

static void build_pause(struct policy *policy)
{
    static struct text services[] = {T("auditing"),        T("recovery"),  T("claims"),
                                     T("refund_tracking"), T("invoicing"), T("login")};
    static struct status statuses[] = {
        {.name = T("active"), .services = {F, F, F, F, F, F}},
        {.name = T("paused"), .services = {N, N, N, F, F, F}, .leave = LEAVE_NO_TRIGGER},
    };
    static struct deed pause[] = {STATUS_AT(1), NOTICE("email", "account-paused", "merchant"),
                                  NOTICE("phone", "call-customer", "billing")};
    static struct deed resume[] = {NOTICE("email", "account-resumed", "merchant")};
    static struct step steps[] = {
        {.name = T("pause"), .trigger = DPD(10), DEEDS(pause)},
        {.name = T("resume"),
         .trigger = {.kind = TRIGGER_ON_STATUS_LEFT, .rank = 1},
         DEEDS(resume)},
    };
    static struct hold_kind holds[] = {
        {.name = T("do-not-restrict"), .blocks = BLOCKS_RESTRICT, .imposes = -1}};
    static struct text classes[] = {T("standard")};
    *policy = (struct policy){
        .name = T("pause"),
        .zone = fixed_zone_utc(),
        .balance_classes = LIST(classes),
        .default_class = T("standard"),
        .services = LIST(services),
        .enabled_service = T("login"),
        .statuses = LIST(statuses),
        .steps = LIST(steps),
        .holds = LIST(holds),
        EXCEPTIONS,
    };
    offer_common(policy);
}

// ---- ladder ----

static void build_ladder(struct policy *policy)
{
    static struct text services[] = {T("usage"), T("login")};
    static struct status statuses[] = {
        {.name = T("active"), .services = {F, F}},
        {.name = T("limited"),
         .delayed_name = T("limitation-delayed"),
         .services = {P, F},
         .leave = LEAVE_NO_TRIGGER},
        {.name = T("suspended"),
         .delayed_name = T("suspension-delayed"),
         .services = {N, F},
         .leave = LEAVE_NO_TRIGGER},
    };
    static struct amount flat[] = {{USD, 500}, {EUR, 400}};
    static struct deed fee[] = {
        {.kind = DEED_FEE, .code = T("late-fee"), .base = FEE_FLAT, .flat = LIST(flat)}};
    static struct deed limit[] = {STATUS_AT(1), NOTICE("email", "service-limited", "billing")};
    static struct deed suspend[] = {STATUS_AT(2), NOTICE("email", "service-suspended", "billing")};
    static struct deed rate[] = {
        {.kind = DEED_FEE, .code = T("late-rate"), .base = FEE_RATE_OF_PRINCIPAL, .rate_bp = 150},
        NOTICE("email", "late-rate", "billing")};
    static struct deed restored[] = {NOTICE("email", "service-restored", "billing")};
    static struct step steps[] = {
        {.name = T("fee"), .trigger = DPD(5), DEEDS(fee)},
        {.name = T("limit"), .trigger = DPD(7), DEEDS(limit)},
        {.name = T("suspend"), .trigger = DPD(12), DEEDS(suspend)},
        {.name = T("rate"), .trigger = DPD(30), DEEDS(rate)},
        {.name = T("restored"),
         .trigger = {.kind = TRIGGER_ON_STATUS_LEFT, .rank = 1},
         DEEDS(restored)},
    };
    static struct flag flags[] = {
        {.name = T("habitual"),
         .window = FLAG_CALENDAR_YEAR,
         .counted_code = T("late-fee"),
         .counted_rank = -1,
         .more_than = 1,
         .has_services = true,
         .services = {P, F}},
    };
    static struct hold_kind holds[] = {
        {.name = T("do-not-restrict"), .blocks = BLOCKS_RESTRICT, .imposes = -1},
        {.name = T("do-not-charge"), .blocks = BLOCKS_FEE, .imposes = -1},
    };
    static struct amount tolerance[] = {{USD, 1}};
    static struct text classes[] = {T("standard")};
    *policy = (struct policy){
        .name = T("ladder"),
        .zone = fixed_zone_new_york(),
        .tolerance = LIST(tolerance),
        .balance_classes = LIST(classes),
        .default_class = T("standard"),
        .services = LIST(services),
        .statuses = LIST(statuses),
        .steps = LIST(steps),
        .flags = LIST(flags),
        .holds = LIST(holds),
        EXCEPTIONS,
    };
    offer_common(policy);
    offer(policy, (enum action_kind[]){ACTION_SHIFT, ACTION_LIFT}, 2);
}

static void build_ladder_2(struct policy *policy)
{
    static struct status statuses[3];
    static struct amount flat[] = {{USD, 600}};
    static struct deed fee[] = {
        {.kind = DEED_FEE, .code = T("late-fee"), .base = FEE_FLAT, .flat = LIST(flat)}};
    static struct step steps[5];
    build_ladder(policy);
    memcpy(statuses, policy->statuses.items, sizeof statuses);
    memcpy(steps, policy->steps.items, sizeof steps);
    statuses[2].services[0] = P;
    steps[0].deeds.items = fee;
    steps[1].trigger.number = 6;
    steps[2].trigger.number = 10;
    policy->statuses.items = statuses;
    policy->steps.items = steps;
    policy->tolerance.count = 0;
}

// ---- waterfall ----

static void build_waterfall(struct policy *policy)
{
    static struct text services[] = {T("advances"), T("terms")};
    static struct status statuses[] = {
        {.name = T("active"), .services = {F, F}},
        {.name = T("credit-hold"), .services = {N, F}, .leave = LEAVE_NO_OVERDUE_NOR_FEES},
        {.name = T("in-collections"), .services = {N, P}, .leave = LEAVE_NO_OVERDUE_NOR_FEES},
    };
    static struct deed hold[] = {STATUS_AT(1), NOTICE("email", "past-due-15", "billing")};
    static struct deed fee_30[] = {
        {.kind = DEED_FEE, .code = T("late-30"), .base = FEE_RATE_OF_PRINCIPAL, .rate_bp = 150}};
    static struct amount fifty[] = {{USD, 5000}, {EUR, 4500}};
    static struct deed fee_60[] = {
        {.kind = DEED_FEE, .code = T("late-60"), .base = FEE_RATE_OF_PRINCIPAL, .rate_bp = 150},
        {.kind = DEED_FEE, .code = T("collections-fee"), .base = FEE_FLAT, .flat = LIST(fifty)}};
    static struct step steps[] = {
        {.name = T("hold"),
         .trigger = {.kind = TRIGGER_BUSINESS_DAYS_PAST_DUE, .number = 11},
         DEEDS(hold)},
        {.name = T("thirty"), .trigger = DPD(30), DEEDS(fee_30)},
        {.name = T("sixty"),
         .trigger = {.kind = TRIGGER_MONTHS_PAST_DUE, .number = 2},
         DEEDS(fee_60)},
    };
    static struct hold_kind holds[] = {
        {.name = T("do-not-restrict"), .blocks = BLOCKS_RESTRICT, .imposes = -1},
        {.name = T("credit"), .imposes = 1},
        {.name = T("fraud"), .imposes = 2},
    };
    static struct text classes[] = {T("advanced"), T("non-advanced")};
    static struct text first_fees[] = {T("collections-fee")};
    static struct waterfall_rung rungs[] = {
        {.fee_codes = LIST(first_fees)},
        {.balance_class = T("advanced")},
        {.balance_class = T("non-advanced")},
    };
    *policy = (struct policy){
        .name = T("waterfall"),
        .zone = fixed_zone_utc(),
        .balance_classes = LIST(classes),
        .default_class = T("non-advanced"),
        .waterfall = LIST(rungs),
        .allocations_published = true,
        .services = LIST(services),
        .statuses = LIST(statuses),
        .steps = LIST(steps),
        .holds = LIST(holds),
        EXCEPTIONS,
    };
    offer_common(policy);
    static const enum action_kind kinds[] = {ACTION_AGREE_PLAN, ACTION_CANCEL_PLAN, ACTION_ESCALATE,
                                             ACTION_WRITE_OFF};
    offer(policy, kinds, 4);
}

// ---- monthly ----

static void build_monthly(struct policy *policy)
{
    static struct text services[] = {T("hosting"), T("login")};
    static struct status statuses[] = {
        {.name = T("active"), .services = {F, F}},
        {.name = T("delinquent"), .services = {F, F}, .leave = LEAVE_NO_TRIGGER_NOR_FEES},
        {.name = T("suspended"), .services = {P, F}, .leave = LEAVE_NO_TRIGGER},
        {.name = T("disconnected"), .services = {N, F}, .leave = LEAVE_NO_TRIGGER},
    };
    static struct amount flat[] = {{USD, 2500}};
    static struct deed delinquent[] = {STATUS_AT(1)};
    static struct deed fee[] = {
        {.kind = DEED_FEE, .code = T("late-fee"), .base = FEE_FLAT, .flat = LIST(flat)},
        NOTICE("email", "late-fee-charged", "billing")};
    static struct deed disconnect[] = {STATUS_AT(3), NOTICE("email", "disconnected", "billing")};
    static struct condition contacted[] = {
        {.fact = FACT_FLAG, .comparison = COMPARE_EQUAL, .number = 1, .name = T("contacted")}};
    static struct step steps[] = {
        {.name = T("late"), .trigger = AFTER(5), DEEDS(delinquent)},
        {.name = T("late-fee"),
         .trigger = AFTER(5),
         .conditions = LIST(contacted),
         .unmet = UNMET_HOLD,
         DEEDS(fee)},
        {.name = T("disconnect"), .trigger = AFTER(15), DEEDS(disconnect)},
    };
    static struct flag flags[] = {
        {.name = T("contacted"), .window = FLAG_BY_HAND, .counted_rank = -1},
        {.name = T("repeat"),
         .window = FLAG_CALENDAR_YEAR,
         .counted_code = T("late-fee"),
         .counted_rank = -1,
         .more_than = 2},
    };
    static struct hold_kind holds[] = {
        {.name = T("do-not-restrict"), .blocks = BLOCKS_RESTRICT, .imposes = -1},
        {.name = T("fraud"), .imposes = 2},
    };
    static struct text classes[] = {T("standard")};
    *policy = (struct policy){
        .name = T("monthly"),
        .zone = fixed_zone_new_york(),
        .balance_classes = LIST(classes),
        .default_class = T("standard"),
        .services = LIST(services),
        .enabled_service = T("login"),
        .statuses = LIST(statuses),
        .steps = LIST(steps),
        .flags = LIST(flags),
        .holds = LIST(holds),
        EXCEPTIONS,
    };
    offer_common(policy);
}

// ----------------------------------------------------------------------------------------------

static void finish(struct policy *policy, int32_t version, int32_t effective_day)
{
    policy->version = version;
    policy->effective_day = effective_day;
    policy->late_news_days = 30;
    policy->forget_days = policy->waterfall.count > 0 ? 400 : FORGET_DAYS;
    policy->unknown_invoice_days = 30;
    policy->weekend = 1 << SATURDAY | 1 << SUNDAY;
    policy->contacts.items = contacts;
    policy->contacts.count = policy->contacts.room = sizeof contacts / sizeof contacts[0];
}

const struct policy *policy_choose(enum policy_choice choice)
{
    static struct policy policies[POLICY_CHOICE_COUNT];
    struct policy *policy = &policies[choice];
    if (policy->version > 0)
        return policy;
    if (choice == POLICY_PAUSE)
        build_pause(policy);
    else if (choice == POLICY_LADDER)
        build_ladder(policy);
    else if (choice == POLICY_WATERFALL)
        build_waterfall(policy);
    else
        build_monthly(policy);
    finish(policy, 1, DAY_MIN);
    return policy;
}

struct policies policies_choose(enum policy_choice choice)
{
    static struct policy ladder_2;
    static const struct policy *versions[POLICY_CHOICE_COUNT][2];
    versions[choice][0] = policy_choose(choice);
    versions[choice][1] = &ladder_2;
    if (ladder_2.version == 0) {
        build_ladder_2(&ladder_2);
        finish(&ladder_2, 2, day_of_civil((struct civil){2026, 3, 15}));
    }
    return (struct policies){
        .items = versions[choice],
        .count = choice == POLICY_LADDER ? 2 : 1,
        .default_name = versions[choice][0]->name,
    };
}
