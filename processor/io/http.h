// SPDX-License-Identifier: Apache-2.0
// One kind of HTTP request: JSON out, JSON back, with a time limit. One thread a client.
#ifndef IO_HTTP_H
#define IO_HTTP_H

#include "base/bytes.h"
#include "base/error.h"

struct http;

struct http *http_open(void);
void http_close(struct http *http);

// GET, or POST where `body` is not NULL. `answer` is overwritten and ends in a NUL behind its
// length. RESULT_UNAVAILABLE: no answer, or one above `answer_max` bytes; any status is an answer.
MUST_USE enum result http_request(struct http *http, const char *url, const struct text *body,
                                  size_t answer_max, struct bytes *answer, long *status,
                                  struct error *error);

// `text` as it may stand in a path, appended.
void http_add_escaped(struct http *http, struct bytes *out, struct text text);

#endif
