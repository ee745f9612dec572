// SPDX-License-Identifier: Apache-2.0
// Metrics as text, and the same through the health server's socket.
#include "io/health.h"
#include "io/http.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void test_metrics_write__groups_series_of_one_name(void **state)
{
    (void)state;
    struct metrics *metrics = metrics_new();
    struct metric *a = metrics_at(metrics, METRIC_COUNTER, "events_total", "Events.", "t=\"a\"");
    struct metric *other = metrics_at(metrics, METRIC_SECONDS, "wait_seconds", "Wait.", "");
    struct metric *b = metrics_at(metrics, METRIC_COUNTER, "events_total", "Events.", "t=\"b\"");
    assert_ptr_equal(a, metrics_at(metrics, METRIC_COUNTER, "events_total", "Events.", "t=\"a\""));
    metric_add(a, 2);
    metric_add(b, 40);
    metric_set(other, 1500000);
    struct bytes out = {0};
    metrics_write(metrics, &out);
    bytes_add_byte(&out, 0);
    assert_string_equal((char *)out.at, "# HELP events_total Events.\n"
                                        "# TYPE events_total counter\n"
                                        "events_total{t=\"a\"} 2\n"
                                        "events_total{t=\"b\"} 40\n"
                                        "# HELP wait_seconds Wait.\n"
                                        "# TYPE wait_seconds gauge\n"
                                        "wait_seconds 1.500000\n");
    bytes_release(&out);
    metrics_free(metrics);
}

static void test_metric_observe__fills_buckets_from_below(void **state)
{
    (void)state;
    struct metrics *metrics = metrics_new();
    struct metric *metric = metrics_at(metrics, METRIC_HISTOGRAM, "commit_seconds", "C.", "");
    metric_observe(metric, 1000);
    metric_observe(metric, 1001);
    metric_observe(metric, 60000000);
    struct bytes out = {0};
    metrics_write(metrics, &out);
    bytes_add_byte(&out, 0);
    const char *text = (char *)out.at;
    assert_non_null(strstr(text, "commit_seconds_bucket{le=\"0.001\"} 1\n"));
    assert_non_null(strstr(text, "commit_seconds_bucket{le=\"0.002\"} 2\n"));
    assert_non_null(strstr(text, "commit_seconds_bucket{le=\"30\"} 2\n"));
    assert_non_null(strstr(text, "commit_seconds_bucket{le=\"+Inf\"} 3\n"));
    assert_non_null(strstr(text, "commit_seconds_sum{} 60.002001\n"));
    assert_non_null(strstr(text, "commit_seconds_count{} 3\n"));
    bytes_release(&out);
    metrics_free(metrics);
}

static long get(struct http *http, int port, const char *path, struct bytes *answer)
{
    char url[64];
    long status = 0;
    struct error error;
    snprintf(url, sizeof url, "http://127.0.0.1:%d%s", port, path);
    assert_int_equal(http_request(http, url, NULL, 1 << 20, answer, &status, &error), OK);
    return status;
}

static void test_health_open__answers_its_paths(void **state)
{
    (void)state;
    struct error error;
    struct metrics *metrics = metrics_new();
    metric_add(metrics_at(metrics, METRIC_COUNTER, "hits", "H.", ""), 7);
    struct health *health = NULL;
    assert_int_equal(health_open(&health, "127.0.0.1:0", 2, metrics, &error), OK);
    struct http *http = http_open();
    struct bytes answer = {0};
    int port = health_port(health);
    assert_int_equal(get(http, port, "/live", &answer), 200);
    assert_int_equal(get(http, port, "/ready", &answer), 503);
    health_set_ready(health, 0, true);
    assert_int_equal(get(http, port, "/readyz", &answer), 503);
    health_set_ready(health, 1, true);
    assert_int_equal(get(http, port, "/readyz", &answer), 200);
    assert_int_equal(get(http, port, "/metrics", &answer), 200);
    assert_non_null(strstr((char *)answer.at, "hits 7\n"));
    assert_int_equal(get(http, port, "/", &answer), 404);
    bytes_release(&answer);
    http_close(http);
    health_close(health);
    metrics_free(metrics);
}

static void test_health_is_live__a_worker_must_have_gone_round(void **state)
{
    (void)state;
    struct error error;
    struct metrics *metrics = metrics_new();
    struct health *health = NULL;
    assert_int_equal(health_open(&health, "127.0.0.1:0", 2, metrics, &error), OK);
    health_beat(health, 0, 1000000);
    health_beat(health, 1, 1030000);
    assert_true(health_is_live(health, 1060000));
    assert_false(health_is_live(health, 1060001));
    health_close(health);
    metrics_free(metrics);
}

static void test_health_open__refuses_what_is_no_address(void **state)
{
    (void)state;
    struct error error;
    struct health *health = NULL;
    assert_int_equal(health_open(&health, "8080", 1, NULL, &error), RESULT_USAGE);
    assert_int_equal(health_open(&health, "127.0.0.1:", 1, NULL, &error), RESULT_USAGE);
    assert_int_equal(health_open(&health, "here:80", 1, NULL, &error), RESULT_USAGE);
    assert_null(health);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_metrics_write__groups_series_of_one_name),
        cmocka_unit_test(test_metric_observe__fills_buckets_from_below),
        cmocka_unit_test(test_health_open__answers_its_paths),
        cmocka_unit_test(test_health_is_live__a_worker_must_have_gone_round),
        cmocka_unit_test(test_health_open__refuses_what_is_no_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
