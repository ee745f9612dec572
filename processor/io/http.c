// SPDX-License-Identifier: Apache-2.0
// The one file that knows libcurl. Retrying is the callers' business.
#include "io/http.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>

enum { CONNECT_TIMEOUT_MS = 2000, ANSWER_TIMEOUT_MS = 5000 };

struct http {
    CURL *curl;
    struct curl_slist *headers;
    struct bytes *answer; // of the request under way
    size_t answer_max;
};

static pthread_once_t curl_once = PTHREAD_ONCE_INIT;

static void start_curl(void)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT))
        abort();
}

static size_t on_bytes(char *at, size_t one, size_t len, void *context)
{
    (void)one;
    struct http *http = context;
    if (len > http->answer_max - http->answer->len)
        return 0;
    bytes_add(http->answer, at, len);
    return len;
}

struct http *http_open(void)
{
    pthread_once(&curl_once, start_curl);
    struct http *http = calloc(1, sizeof *http);
    if (!http)
        abort();
    http->curl = curl_easy_init();
    http->headers = curl_slist_append(NULL, "Content-Type: application/vnd.schemaregistry.v1+json");
    if (!http->curl || !http->headers)
        abort();
    curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, http->headers);
    curl_easy_setopt(http->curl, CURLOPT_WRITEFUNCTION, on_bytes);
    curl_easy_setopt(http->curl, CURLOPT_WRITEDATA, http);
    curl_easy_setopt(http->curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_TIMEOUT_MS);
    curl_easy_setopt(http->curl, CURLOPT_TIMEOUT_MS, (long)ANSWER_TIMEOUT_MS);
    curl_easy_setopt(http->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(http->curl, CURLOPT_PROTOCOLS_STR, "http,https");
    return http;
}

void http_close(struct http *http)
{
    if (!http)
        return;
    curl_easy_cleanup(http->curl);
    curl_slist_free_all(http->headers);
    free(http);
}

enum result http_request(struct http *http, const char *url, const struct text *body,
                         size_t answer_max, struct bytes *answer, long *status, struct error *error)
{
    bytes_clear(answer);
    http->answer = answer;
    http->answer_max = answer_max;
    curl_easy_setopt(http->curl, CURLOPT_URL, url);
    if (body) {
        curl_easy_setopt(http->curl, CURLOPT_POST, 1L);
        curl_easy_setopt(http->curl, CURLOPT_POSTFIELDSIZE, (long)body->len);
        curl_easy_setopt(http->curl, CURLOPT_POSTFIELDS, body->at);
    } else {
        curl_easy_setopt(http->curl, CURLOPT_HTTPGET, 1L);
    }
    CURLcode code = curl_easy_perform(http->curl);
    if (code != CURLE_OK)
        return error_set(error, RESULT_UNAVAILABLE, "http: %s", curl_easy_strerror(code));
    curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, status);
    bytes_reserve(answer, 1);
    answer->at[answer->len] = 0;
    return OK;
}

void http_add_escaped(struct http *http, struct bytes *out, struct text text)
{
    char *escaped = text.len ? curl_easy_escape(http->curl, text.at, (int)text.len) : NULL;
    if (!escaped)
        return;
    bytes_add_text(out, text_of(escaped));
    curl_free(escaped);
}
