// SPDX-License-Identifier: Apache-2.0
// Which version of a policy may follow which.
#include "ops/policy_publish.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { TODAY = 20000 };

static struct status three[] = {
    {.name = {"active", 6}}, {.name = {"limited", 7}}, {.name = {"paused", 6}}};
static struct error error;

static struct policy version(int32_t number, int32_t effective_day, struct status *statuses,
                             size_t count)
{
    struct policy policy = {.version = number, .effective_day = effective_day};
    policy.statuses.items = statuses;
    policy.statuses.count = count;
    return policy;
}

static void assert_refused(const struct policy *last, const struct policy *next, const char *why)
{
    assert_false(policy_may_follow(last, next, TODAY, &error));
    if (!strstr(error.text, why))
        fail_msg("'%s' lacks '%s'", error.text, why);
}

static void test_policy_may_follow__the_first_is_free(void **state)
{
    (void)state;
    struct policy first = version(1, 0, three, 3);
    assert_true(policy_may_follow(NULL, &first, TODAY, &error));
}

static void test_policy_may_follow__versions_rise(void **state)
{
    (void)state;
    struct policy last = version(2, 0, three, 3);
    struct policy same = version(2, TODAY, three, 3), next = version(3, TODAY, three, 3);
    assert_refused(&last, &same, "version 2 is published already");
    assert_true(policy_may_follow(&last, &next, TODAY, &error));
}

static void test_policy_may_follow__not_in_the_past(void **state)
{
    (void)state;
    struct policy last = version(1, 0, three, 3), next = version(2, TODAY - 1, three, 3);
    assert_refused(&last, &next, "effective_from lies in the past: set it to 2024-10-04");
}

static void test_policy_may_follow__no_status_is_lost(void **state)
{
    (void)state;
    struct text old_name = {"limited", 7};
    struct status renamed[] = {three[0], {.name = {"slowed", 6}}, three[2]};
    struct policy last = version(1, 0, three, 3), next = version(2, TODAY, renamed, 3);
    assert_refused(&last, &next, "the status limited of version 1 is gone");
    renamed[1].renamed.items = &old_name;
    renamed[1].renamed.count = 1;
    assert_true(policy_may_follow(&last, &next, TODAY, &error));
}

static void test_policy_may_follow__the_order_stays(void **state)
{
    (void)state;
    struct status turned[] = {three[0], three[2], three[1]};
    struct status more[] = {three[0], {.name = {"warned", 6}}, three[1], three[2]};
    struct policy last = version(1, 0, three, 3), next = version(2, TODAY, turned, 3);
    assert_refused(&last, &next, "the status paused has moved");
    next = version(2, TODAY, more, 4);
    assert_true(policy_may_follow(&last, &next, TODAY, &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_policy_may_follow__the_first_is_free),
        cmocka_unit_test(test_policy_may_follow__versions_rise),
        cmocka_unit_test(test_policy_may_follow__not_in_the_past),
        cmocka_unit_test(test_policy_may_follow__no_status_is_lost),
        cmocka_unit_test(test_policy_may_follow__the_order_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
