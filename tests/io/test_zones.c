// SPDX-License-Identifier: Apache-2.0
// The zone tables against dates whose UTC instants were worked out by hand from the zones' rules.
#include "io/zones.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static struct zones *zones;

static int open_zones(void **state)
{
    (void)state;
    zones = zones_open();
    return 0;
}

static int close_zones(void **state)
{
    (void)state;
    zones_close(zones);
    return 0;
}

static const struct zone *zone_named(const char *name)
{
    const struct zone *zone = NULL;
    struct error error = {{0}};
    enum result result = zones_at(zones, text_of(name), &zone, &error);
    if (result != OK)
        fail_msg("%s", error.text);
    return zone;
}

static int32_t day(const char *date)
{
    int32_t value = 0;
    assert_true(day_read(text_of(date), &value));
    return value;
}

// The instant at which `date` begins in `zone`.
static void assert_starts(const char *zone, const char *date, const char *instant)
{
    char out[INSTANT_TEXT_MAX];
    const char *found = instant_write(zone_day_start(zone_named(zone), day(date)), out);
    if (strcmp(found, instant) != 0)
        fail_msg("%s begins in %s at %s, not %s", date, zone, found, instant);
}

static void test_zones_at__midnight_follows_daylight_saving(void **state)
{
    (void)state;
    assert_starts("America/New_York", "2025-03-09", "2025-03-09T05:00:00.000Z");
    assert_starts("America/New_York", "2025-03-10", "2025-03-10T04:00:00.000Z");
    assert_starts("America/New_York", "2025-11-02", "2025-11-02T04:00:00.000Z");
    assert_starts("America/New_York", "2025-11-03", "2025-11-03T05:00:00.000Z");
    assert_starts("Australia/Lord_Howe", "2025-04-06", "2025-04-05T13:00:00.000Z");
    assert_starts("Australia/Lord_Howe", "2025-04-07", "2025-04-06T13:30:00.000Z");
    assert_starts("Australia/Lord_Howe", "2025-10-06", "2025-10-05T13:00:00.000Z");
}

static void test_zones_at__a_zone_without_changes(void **state)
{
    (void)state;
    assert_starts("Asia/Kolkata", "2020-12-04", "2020-12-03T18:30:00.000Z");
    assert_starts("Asia/Calcutta", "2020-12-04", "2020-12-03T18:30:00.000Z");
    assert_starts("UTC", "1990-01-01", "1990-01-01T00:00:00.000Z");
    assert_starts("UTC", "2099-12-31", "2099-12-31T00:00:00.000Z");
}

static void test_zones_at__a_skipped_day_begins_with_the_next(void **state)
{
    (void)state;
    assert_starts("Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00.000Z");
    assert_starts("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00.000Z");
    assert_starts("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00.000Z");
    const struct zone *apia = zone_named("Pacific/Apia");
    int64_t start_ms = zone_day_start(apia, day("2011-12-30"));
    assert_int_equal(zone_day_at(apia, start_ms), day("2011-12-31"));
    assert_int_equal(zone_day_at(apia, start_ms - 1), day("2011-12-29"));
}

static void test_zones_at__a_day_without_midnight_begins_at_its_first_instant(void **state)
{
    (void)state;
    assert_starts("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z");
    assert_starts("America/Sao_Paulo", "2018-11-05", "2018-11-05T02:00:00.000Z");
    const struct zone *sao_paulo = zone_named("America/Sao_Paulo");
    int64_t start_ms = zone_day_start(sao_paulo, day("2018-11-04"));
    assert_int_equal(zone_day_at(sao_paulo, start_ms - 1), day("2018-11-03"));
    assert_int_equal(zone_day_at(sao_paulo, start_ms), day("2018-11-04"));
}

static void test_zones_at__a_clock_going_back_over_midnight(void **state)
{
    (void)state;
    // Sao Paulo: 24:00 became 23:00 of the same day, which therefore lasted 25 hours.
    assert_starts("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00.000Z");
    // St John's: 00:01 became 23:01 of the day before; the date had been seen for a minute.
    assert_starts("America/St_Johns", "2010-11-07", "2010-11-07T02:30:00.000Z");
}

static void test_zones_at__every_table_rises_and_is_its_own_inverse(void **state)
{
    (void)state;
    static const char *const NAMES[] = {
        "America/New_York",    "Asia/Kolkata",      "Pacific/Apia", "America/Sao_Paulo",
        "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Gaza",    "Europe/Dublin"};
    for (size_t z = 0; z < sizeof NAMES / sizeof *NAMES; z++) {
        const struct zone *zone = zone_named(NAMES[z]);
        for (int32_t d = DAY_MIN; d <= DAY_MAX; d++) {
            int64_t start_ms = zone_day_start(zone, d), next_ms = zone_day_start(zone, d + 1);
            assert_true(next_ms >= start_ms && next_ms - start_ms <= 26 * DAY_MS / 24);
            assert_true(start_ms != next_ms || d == 15338); // 2011-12-30 in Apia
            if (start_ms != next_ms) {
                assert_int_equal(zone_day_at(zone, start_ms), d);
                assert_int_equal(zone_day_at(zone, next_ms - 1), d);
            }
        }
    }
}

static void test_zones_at__is_computed_once(void **state)
{
    (void)state;
    assert_ptr_equal(zone_named("Europe/Paris"), zone_named("Europe/Paris"));
    assert_true(text_is(zone_named("Europe/Paris")->name, "Europe/Paris"));
}

static void test_zones_at__refuses_what_is_no_zone(void **state)
{
    (void)state;
    static const struct {
        const char *name, *said;
    } CASES[] = {
        {"America/Gotham", "zone 'America/Gotham' is unknown"},
        {"america/new_york", "zone 'america/new_york' is unknown"},
        {"Etc/Unknown", "zone 'Etc/Unknown' is unknown"},
        {"EST", "zone 'EST' is an abbreviation"},
        {"GMT+3", "zone 'GMT+3' is an offset"},
        {"", "zone '' is no zone name"},
        {"America/New York", "zone 'America/New York' is no zone name"},
        {"../../etc/passwd", "zone '../../etc/passwd' is no zone name"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const struct zone *zone = NULL;
        struct error error = {{0}};
        assert_int_equal(zones_at(zones, text_of(CASES[i].name), &zone, &error), RESULT_NOT_FOUND);
        if (strncmp(error.text, CASES[i].said, strlen(CASES[i].said)) != 0)
            fail_msg("'%s' does not begin with '%s'", error.text, CASES[i].said);
        assert_null(zone);
    }
}

static void *ask_for_all(void *unused)
{
    (void)unused;
    static const char *const NAMES[] = {"Asia/Tokyo", "Asia/Seoul", "Asia/Dhaka", "Asia/Dubai"};
    uintptr_t sum = 0;
    for (int i = 0; i < 400; i++) {
        const struct zone *zone = NULL;
        struct error error;
        if (zones_at(zones, text_of(NAMES[i % 4]), &zone, &error) == OK && i < 4)
            sum += (uintptr_t)zone;
    }
    return (void *)sum;
}

static void test_zones_at__threads_share_the_cache(void **state)
{
    (void)state;
    pthread_t threads[4];
    void *sums[4];
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask_for_all, NULL), 0);
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_join(threads[i], &sums[i]), 0);
    for (int i = 0; i < 4; i++)
        assert_ptr_equal(sums[i], sums[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zones_at__midnight_follows_daylight_saving),
        cmocka_unit_test(test_zones_at__a_zone_without_changes),
        cmocka_unit_test(test_zones_at__a_skipped_day_begins_with_the_next),
        cmocka_unit_test(test_zones_at__a_day_without_midnight_begins_at_its_first_instant),
        cmocka_unit_test(test_zones_at__a_clock_going_back_over_midnight),
        cmocka_unit_test(test_zones_at__every_table_rises_and_is_its_own_inverse),
        cmocka_unit_test(test_zones_at__is_computed_once),
        cmocka_unit_test(test_zones_at__refuses_what_is_no_zone),
        cmocka_unit_test(test_zones_at__threads_share_the_cache),
    };
    return cmocka_run_group_tests(tests, open_zones, close_zones);
}
