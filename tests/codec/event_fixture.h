// SPDX-License-Identifier: Apache-2.0
// What the tests of events share: a reader, and input records as JSON lines.
#ifndef TESTS_CODEC_EVENT_FIXTURE_H
#define TESTS_CODEC_EVENT_FIXTURE_H

#include "codec/event_read.h"
#include "codec/event_write.h"

struct fixture {
    struct records records;
    struct event_reader *reader;
    struct action_layout layout;
    struct arena arena;
    struct bytes value; // of the line read last, framed
    struct event event;
    struct event_fault fault;
};

int fixture_set_up(void **state);
int fixture_tear_down(void **state);

// The JSON line as a framed value, in fixture->value.
enum event_type fixture_encode(struct fixture *fixture, const char *line);

enum event_reading fixture_read(struct fixture *fixture, const char *line);

// Fails the test with the fault's sentence unless the line is read.
void assert_read(struct fixture *fixture, const char *line);
void assert_refused(struct fixture *fixture, const char *line, enum refusal refusal,
                    const char *sentence);

#define INVOICE(more)                                                                   \
    "{\"topic\": \"invoice-issued\", \"event_id\": \"E-1\", \"customer_id\": \"C-1\", " \
    "\"invoice_id\": \"INV-1\", \"currency\": \"USD\", \"issued_at\": "                 \
    "\"2025-02-01T09:30:00Z\", " more "}"
#define PAYMENT(more)                                                                     \
    "{\"topic\": \"payment-received\", \"event_id\": \"E-2\", \"customer_id\": \"C-1\", " \
    "\"payment_id\": \"PAY-1\", \"currency\": \"USD\", \"received_at\": "                 \
    "\"2025-02-01T09:30:00Z\", " more "}"
#define ACTION(action)                                                                            \
    "{\"topic\": \"account-action\", \"event_id\": \"E-3\", \"customer_id\": \"C-1\", "           \
    "\"action_id\": "                                                                             \
    "\"A-1\", \"occurred_at\": \"2025-02-01T09:30:00Z\", \"actor\": \"ann\", \"reason\": \"wire " \
    "sent\", "                                                                                    \
    "\"action\": " action "}"

#endif
