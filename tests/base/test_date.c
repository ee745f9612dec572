// SPDX-License-Identifier: Apache-2.0
#include "base/date.h"
#include "base/zone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static int32_t day(const char *text)
{
    int32_t read = 0;
    assert_true(day_read(text_of(text), &read));
    return read;
}

// Every day that is taken from outside, against the C library's calendar.
static void test_day_of_civil__agrees_with_the_c_library(void **state)
{
    (void)state;
    for (int32_t d = DAY_MIN; d <= DAY_MAX; d++) {
        time_t instant = (time_t)d * 86400;
        struct tm tm;
        gmtime_r(&instant, &tm);
        struct civil civil = civil_of_day(d);
        assert_int_equal(civil.year, tm.tm_year + 1900);
        assert_int_equal(civil.month, tm.tm_mon + 1);
        assert_int_equal(civil.day, tm.tm_mday);
        assert_int_equal(day_of_civil(civil), d);
        assert_int_equal(day_weekday(d), (tm.tm_wday + 6) % 7);
    }
}

static void test_day_add_months__ends_with_the_month(void **state)
{
    (void)state;
    assert_int_equal(day_add_months(day("2025-01-31"), 1), day("2025-02-28"));
    assert_int_equal(day_add_months(day("2024-01-31"), 1), day("2024-02-29"));
    assert_int_equal(day_add_months(day("2025-11-30"), 3), day("2026-02-28"));
    assert_int_equal(day_add_months(day("2025-03-31"), -1), day("2025-02-28"));
    assert_int_equal(day_add_months(day("2025-12-15"), 1), day("2026-01-15"));
    assert_int_equal(day_month_end(day("2024-02-01")), day("2024-02-29"));
}

static void test_day_read__refuses_what_is_no_date(void **state)
{
    (void)state;
    static const char *const BAD[] = {"2025-02-29", "2025-13-01",  "2025-00-10", "2025-1-01",
                                      "25-01-01",   "2025-01-32",  "1989-12-31", "2100-01-01",
                                      "2025/01/01", "2025-01-01T", "",           "202a-01-01"};
    int32_t read = 42;
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_false(day_read(text_of(BAD[i]), &read));
    assert_int_equal(read, 42);
    assert_int_equal(day("1990-01-01"), DAY_MIN);
    assert_int_equal(day("2099-12-31"), DAY_MAX);
}

static void test_clock_read__leaves_the_zone(void **state)
{
    (void)state;
    int32_t read, ms;
    struct text rest;
    assert_true(clock_read(text_of("2025-03-01T09:30"), &read, &ms, &rest));
    assert_int_equal(ms, (9 * 60 + 30) * 60000);
    assert_true(text_is_empty(rest));
    assert_true(clock_read(text_of("2025-03-01T23:59:59.999Z"), &read, &ms, &rest));
    assert_int_equal(ms, DAY_MS - 1);
    assert_true(text_is(rest, "Z"));
    assert_false(clock_read(text_of("2025-03-01T24:00"), &read, &ms, &rest));
    assert_false(clock_read(text_of("2025-03-01T10:60"), &read, &ms, &rest));
    assert_false(clock_read(text_of("2025-03-01T10:00:6"), &read, &ms, &rest));
    assert_false(clock_read(text_of("2025-03-01 10:00"), &read, &ms, &rest));
}

static void test_instant_write__is_utc_with_milliseconds(void **state)
{
    (void)state;
    char out[INSTANT_TEXT_MAX];
    assert_string_equal(instant_write(0, out), "1970-01-01T00:00:00.000Z");
    assert_string_equal(instant_write(INT64_C(1740787199999), out), "2025-02-28T23:59:59.999Z");
    assert_string_equal(instant_write(-1, out), "1969-12-31T23:59:59.999Z");
}

// A zone five hours behind UTC whose day 2025-03-09 begins an hour late and 2025-03-10 is skipped.
static struct zone *odd_zone(void)
{
    struct zone *zone = malloc(sizeof *zone);
    assert_non_null(zone);
    zone->name = TEXT_LITERAL("Test/Odd");
    for (int32_t i = 0; i < ZONE_DAY_COUNT; i++)
        zone->day_start_ms[i] = (ZONE_DAY_FIRST + i) * DAY_MS + 5 * 3600000;
    zone->day_start_ms[day("2025-03-09") - ZONE_DAY_FIRST] += 3600000;
    zone->day_start_ms[day("2025-03-10") - ZONE_DAY_FIRST] =
        zone->day_start_ms[day("2025-03-11") - ZONE_DAY_FIRST];
    return zone;
}

static void test_zone_day_at__is_the_reverse_of_day_start(void **state)
{
    (void)state;
    struct zone *zone = odd_zone();
    for (int32_t d = DAY_MIN; d <= DAY_MAX; d++) {
        int64_t start_ms = zone_day_start(zone, d);
        bool skipped = d == day("2025-03-10");
        assert_int_equal(zone_day_at(zone, start_ms), skipped ? d + 1 : d);
        assert_int_equal(zone_day_at(zone, start_ms - 1), d == day("2025-03-11") ? d - 2 : d - 1);
    }
    free(zone);
}

static void test_zone_day_start__is_clamped_to_the_table(void **state)
{
    (void)state;
    struct zone *zone = odd_zone();
    assert_int_equal(zone_day_start(zone, INT32_MIN), zone->day_start_ms[0]);
    assert_int_equal(zone_day_start(zone, INT32_MAX), zone->day_start_ms[ZONE_DAY_COUNT - 1]);
    assert_int_equal(zone_day_at(zone, INT64_MAX / 2), ZONE_DAY_FIRST + ZONE_DAY_COUNT - 1);
    assert_int_equal(zone_day_at(zone, 0), ZONE_DAY_FIRST);
    free(zone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_day_of_civil__agrees_with_the_c_library),
        cmocka_unit_test(test_day_add_months__ends_with_the_month),
        cmocka_unit_test(test_day_read__refuses_what_is_no_date),
        cmocka_unit_test(test_clock_read__leaves_the_zone),
        cmocka_unit_test(test_instant_write__is_utc_with_milliseconds),
        cmocka_unit_test(test_zone_day_at__is_the_reverse_of_day_start),
        cmocka_unit_test(test_zone_day_start__is_clamped_to_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
