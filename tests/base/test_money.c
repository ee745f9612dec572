// SPDX-License-Identifier: Apache-2.0
#include "base/money.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct currency currency(const char *code)
{
    struct currency found = {{0}};
    assert_true(currency_at(text_of(code), &found));
    return found;
}

static void test_currency_at__knows_iso_4217_only(void **state)
{
    (void)state;
    struct currency found = {"old"};
    assert_true(currency_at(text_of("AED"), &found)); // the first and the last of the table
    assert_true(currency_at(text_of("ZWG"), &found));
    assert_false(currency_at(text_of("XYZ"), &found));
    assert_false(currency_at(text_of("usd"), &found));
    assert_false(currency_at(text_of("US"), &found));
    assert_false(currency_at(text_of(""), &found));
    assert_string_equal(found.code, "ZWG");
}

static void test_currency_exponent__is_that_of_the_currency(void **state)
{
    (void)state;
    assert_int_equal(currency_exponent(currency("USD")), 2);
    assert_int_equal(currency_exponent(currency("JPY")), 0);
    assert_int_equal(currency_exponent(currency("KWD")), 3);
    assert_int_equal(currency_exponent(currency("CLF")), 4);
}

static void test_money_rate__rounds_half_away_from_zero(void **state)
{
    (void)state;
    assert_int_equal(money_rate(100000, 150), 1500); // 1.5 % of 1,000.00
    assert_int_equal(money_rate(1, 5000), 1);        // half a cent
    assert_int_equal(money_rate(-1, 5000), -1);
    assert_int_equal(money_rate(1, 4999), 0);
    assert_int_equal(money_rate(-1, 4999), 0);
    assert_int_equal(money_rate(33, 150), 0); // 0.495
    assert_int_equal(money_rate(34, 150), 1); // 0.51
    assert_int_equal(money_scale(7, 1, 3), 2);
    assert_int_equal(money_scale(8, 1, 3), 3);
    assert_int_equal(money_scale(AMOUNT_MINOR_MAX, 10000, 10000), AMOUNT_MINOR_MAX);
}

static void test_money_read__takes_the_currency_s_decimals(void **state)
{
    (void)state;
    int64_t amount = 0;
    assert_true(money_read(text_of("1000.00"), currency("USD"), &amount));
    assert_int_equal(amount, 100000);
    assert_true(money_read(text_of("-15"), currency("USD"), &amount));
    assert_int_equal(amount, -1500);
    assert_true(money_read(text_of("0.5"), currency("USD"), &amount));
    assert_int_equal(amount, 50);
    assert_true(money_read(text_of("1000"), currency("JPY"), &amount));
    assert_int_equal(amount, 1000);
    assert_true(money_read(text_of("1.005"), currency("KWD"), &amount));
    assert_int_equal(amount, 1005);
}

static void test_money_read__refuses_what_is_no_amount(void **state)
{
    (void)state;
    static const char *const BAD[] = {
        "",   "-",  ".5",  "1.",   "1.000", "1,00", "1e3",
        " 1", "1 ", "--1", "0x10", "1.2.3", "+1",   "99999999999999999999"};
    int64_t amount = 42;
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_false(money_read(text_of(BAD[i]), currency("USD"), &amount));
    assert_false(money_read(text_of("1.0"), currency("JPY"), &amount));
    assert_int_equal(amount, 42);
}

static void test_money_write__is_what_money_read_takes(void **state)
{
    (void)state;
    char out[MONEY_TEXT_MAX];
    assert_string_equal(money_write(0, currency("USD"), out), "0.00");
    assert_string_equal(money_write(-1500, currency("USD"), out), "-15.00");
    assert_string_equal(money_write(5, currency("USD"), out), "0.05");
    assert_string_equal(money_write(1005, currency("KWD"), out), "1.005");
    assert_string_equal(money_write(1000, currency("JPY"), out), "1000");
    assert_string_equal(money_write(INT64_MIN, currency("JPY"), out), "-9223372036854775808");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_currency_at__knows_iso_4217_only),
        cmocka_unit_test(test_currency_exponent__is_that_of_the_currency),
        cmocka_unit_test(test_money_rate__rounds_half_away_from_zero),
        cmocka_unit_test(test_money_read__takes_the_currency_s_decimals),
        cmocka_unit_test(test_money_read__refuses_what_is_no_amount),
        cmocka_unit_test(test_money_write__is_what_money_read_takes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
