// SPDX-License-Identifier: Apache-2.0
// The registry client against a small server of this test's own.
#include "io/registry.h"

#include <microhttpd.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static struct MHD_Daemon *daemon_;
static int asked;        // requests seen
static unsigned failing; // answer everything with this status
static char posted[512];
static char posted_to[128];

static enum MHD_Result answer(struct MHD_Connection *connection, unsigned status, const char *text)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(
        strlen(text), (void *)(uintptr_t)text, MHD_RESPMEM_MUST_COPY);
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **state)
{
    (void)context, (void)version;
    static int begun;
    if (!*state) {
        *state = &begun;
        posted[0] = 0;
        return MHD_YES;
    }
    if (*upload_size) {
        snprintf(posted, sizeof posted, "%.*s", (int)*upload_size, upload);
        *upload_size = 0;
        return MHD_YES;
    }
    asked++;
    if (failing)
        return answer(connection, failing, "{\"message\":\"no\"}");
    if (strcmp(method, "POST") == 0) {
        snprintf(posted_to, sizeof posted_to, "%s", url);
        return answer(connection, 200, "{\"id\":41}");
    }
    if (strcmp(url, "/base/schemas/ids/7") == 0)
        return answer(connection, 200, "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}");
    if (strcmp(url, "/base/schemas/ids/8") == 0)
        return answer(connection, 200, "{\"schema\":\"x\",\"schemaType\":\"JSON\"}");
    return answer(connection, 404, "{\"error_code\":40403}");
}

static struct registry *open_registry(void)
{
    char url[64];
    asked = 0;
    failing = 0;
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_BIND_PORT);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/base/", info->port);
    return registry_open(url);
}

static void test_registry_schema__is_asked_once(void **state)
{
    (void)state;
    struct error error;
    struct text schema;
    struct registry *registry = open_registry();
    for (int i = 0; i < 3; i++) {
        assert_int_equal(registry_schema(registry, 7, &schema, &error), OK);
        assert_true(text_is(schema, "{\"type\":\"string\"}"));
    }
    assert_int_equal(asked, 1);
    registry_close(registry);
}

static void test_registry_schema__tells_unknown_from_away(void **state)
{
    (void)state;
    struct error error;
    struct text schema;
    struct registry *registry = open_registry();
    assert_int_equal(registry_schema(registry, 9, &schema, &error), RESULT_NOT_FOUND);
    assert_int_equal(registry_schema(registry, 8, &schema, &error), RESULT_BAD_DATA);
    failing = 503;
    assert_int_equal(registry_schema(registry, 7, &schema, &error), RESULT_UNAVAILABLE);
    failing = 0;
    assert_int_equal(registry_schema(registry, 7, &schema, &error), OK);
    registry_close(registry);
    struct registry *away = registry_open("http://127.0.0.1:1");
    assert_int_equal(registry_schema(away, 7, &schema, &error), RESULT_UNAVAILABLE);
    registry_close(away);
}

static void test_registry_id__registers_once(void **state)
{
    (void)state;
    struct error error;
    int32_t id = 0;
    struct text schema = TEXT_LITERAL("{\"type\":\"string\"}");
    struct registry *registry = open_registry();
    for (int i = 0; i < 2; i++) {
        assert_int_equal(registry_id(registry, TEXT_LITERAL("a/b-value"), schema, &id, &error), OK);
        assert_int_equal(id, 41);
    }
    assert_int_equal(asked, 1);
    assert_string_equal(posted, "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}");
    assert_string_equal(posted_to, "/base/subjects/a/b-value/versions");
    failing = 409;
    assert_int_equal(registry_id(registry, TEXT_LITERAL("other"), schema, &id, &error),
                     RESULT_BAD_DATA);
    registry_close(registry);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_registry_schema__is_asked_once),
        cmocka_unit_test(test_registry_schema__tells_unknown_from_away),
        cmocka_unit_test(test_registry_id__registers_once),
    };
    daemon_ = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL, on_request, NULL,
                               MHD_OPTION_END);
    if (!daemon_)
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    MHD_stop_daemon(daemon_);
    return failed;
}
