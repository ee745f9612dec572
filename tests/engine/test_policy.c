// SPDX-License-Identifier: Apache-2.0
// Lookups in a policy's tables, versions in force, business days, and the names of actions.
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on

#include "fixed_zones.h"
#include "policies.h"
#include "story.h"

static void test_policy_business_days_after__counts_whole_days_b14(void **state)
{
    (void)state;
    struct policy policy = *policy_choose(POLICY_LADDER);
    int32_t labour_day = story_day("2025-09-01");
    assert_int_equal(policy_business_days_after(&policy, story_day("2025-09-12"), 2),
                     story_day("2025-09-17"));
    assert_int_equal(policy_business_days_after(&policy, story_day("2025-09-13"), 1),
                     story_day("2025-09-16"));
    policy.holidays.items = &labour_day;
    policy.holidays.count = 1;
    assert_false(policy_is_business_day(&policy, labour_day));
    assert_int_equal(policy_business_days_after(&policy, story_day("2025-08-29"), 2),
                     story_day("2025-09-04"));
}

static void test_policies_find__takes_the_greatest_in_force_c1(void **state)
{
    (void)state;
    struct policies policies = policies_choose(POLICY_LADDER);
    const struct zone *zone = policies.items[0]->zone;
    int64_t from_ms = zone_day_start(zone, story_day("2026-03-15"));
    struct text name = TEXT_LITERAL("ladder");
    assert_int_equal(policies_find(&policies, name, NULL, from_ms - 1)->version, 1);
    assert_int_equal(policies_find(&policies, name, NULL, from_ms)->version, 2);
    assert_int_equal(policies_find(&policies, name, fixed_zone_utc(), from_ms - 1)->version, 2);
    assert_int_equal(policies_find(&policies, name, NULL, INSTANT_NONE)->version, 1);
    assert_null(policies_find(&policies, TEXT_LITERAL("nosuch"), NULL, from_ms));
    assert_int_equal(policies_version(&policies, name, 2)->version, 2);
    assert_null(policies_version(&policies, name, 3));
}

static void test_policy_status_at__knows_renamed_ones(void **state)
{
    (void)state;
    struct policy policy = *policy_choose(POLICY_LADDER);
    struct status statuses[3];
    static struct text old[] = {{"throttled", 9}};
    memcpy(statuses, policy.statuses.items, sizeof statuses);
    statuses[1].renamed = (struct text_list){old, 1, 1};
    policy.statuses.items = statuses;
    assert_int_equal(policy_status_at(&policy, TEXT_LITERAL("suspended")), 2);
    assert_int_equal(policy_status_at(&policy, TEXT_LITERAL("throttled")), 1);
    assert_int_equal(policy_status_at(&policy, TEXT_LITERAL("nosuch")), -1);
    assert_int_equal(policy_service_at(&policy, TEXT_LITERAL("login")), 1);
    assert_int_equal(policy_hold_at(&policy, TEXT_LITERAL("do-not-charge")), 1);
    assert_int_equal(policy_flag_at(&policy, TEXT_LITERAL("nosuch")), -1);
    assert_int_equal(policy_step_at(&policy, TEXT_LITERAL("suspend")), 2);
}

static void test_policy_tolerance__is_per_currency(void **state)
{
    (void)state;
    const struct policy *policy = policy_choose(POLICY_LADDER);
    assert_int_equal(policy_tolerance(policy, (struct currency){"USD"}), 1);
    assert_int_equal(policy_tolerance(policy, (struct currency){"EUR"}), 0);
}

static void test_action_at__reads_what_action_name_writes(void **state)
{
    (void)state;
    for (int i = 0; i < ACTION_KIND_COUNT; i++) {
        enum action_kind kind = ACTION_PAUSE;
        assert_true(action_at(action_name((enum action_kind)i), &kind));
        assert_int_equal(kind, i);
        assert_true(action_at_record(action_record_name((enum action_kind)i), &kind));
        assert_int_equal(kind, i);
    }
    enum action_kind kind = ACTION_HOLD;
    assert_false(action_at(TEXT_LITERAL("Hold"), &kind));
    assert_int_equal(kind, ACTION_HOLD);
    assert_true(text_is(action_name(ACTION_EXTEND_TERMS), "extend-terms"));
    assert_true(text_is(action_record_name(ACTION_EXTEND_TERMS), "ExtendTerms"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_policy_business_days_after__counts_whole_days_b14),
        cmocka_unit_test(test_policies_find__takes_the_greatest_in_force_c1),
        cmocka_unit_test(test_policy_status_at__knows_renamed_ones),
        cmocka_unit_test(test_policy_tolerance__is_per_currency),
        cmocka_unit_test(test_action_at__reads_what_action_name_writes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
