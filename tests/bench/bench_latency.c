// SPDX-License-Identifier: Apache-2.0
// bench_latency BOOTSTRAP PARTITIONS FIRST COUNT invoices
// bench_latency BOOTSTRAP PARTITIONS FIRST COUNT payments RATE
//
// From a payment to the published restore, for COUNT accounts from the FIRST on. First an old
// invoice for each; the caller then ticks, so that all are paused; then their payments, RATE a
// second, while the status changes are read as a service gate reads them. Prints the median and the
// 99th percentile in ns between the payment's send and the status change's arrival.
#include "handle.h"

#include "codec/event_write.h"
#include "codec/frame.h"
#include "codec/records.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define HOUR_MS INT64_C(3600000)
enum { FIRST_DAY = 20089, ID_MAX = 40, IDLE_MS = 60000, AMOUNT_MINOR = 10000 }; // 2025-01-01

struct latency {
    rd_kafka_t *producer, *consumer;
    struct records records;
    struct bytes value;
    int64_t *sent_ns, *taken_ns;
    int64_t first, count, sent, received;
};

static void send_event(struct latency *latency, struct event *event, int64_t number)
{
    long long account = latency->first + number;
    char customer[ID_MAX], subject[ID_MAX], id[ID_MAX];
    enum event_type type = event->type;
    snprintf(customer, sizeof customer, "latency-%07lld", account);
    snprintf(subject, sizeof subject, "%s-%07lld", type == EVENT_INVOICE_ISSUED ? "INV" : "PAY",
             account);
    snprintf(id, sizeof id, "6f1c2a7e-5b1e-4c52-9b0%x-%012llx", (unsigned)type,
             (unsigned long long)account);
    event->customer_id = text_of(customer);
    event->subject_id = text_of(subject);
    event->event_id = text_of(id);
    bytes_clear(&latency->value);
    frame_write_single_object(&latency->value, latency->records.schemas[type]->fingerprint);
    event_write(NULL, event, &latency->value);
    handle_send(
        latency->producer, type == EVENT_INVOICE_ISSUED ? "invoice-issued" : "payment-received",
        RD_KAFKA_PARTITION_UA, customer, strlen(customer), latency->value.at, latency->value.len);
}

static void send_invoices(struct latency *latency)
{
    for (int64_t number = 0; number < latency->count; number++) {
        struct event event = {.type = EVENT_INVOICE_ISSUED, .own_ms = (FIRST_DAY - 29) * DAY_MS};
        event.invoice.currency = (struct currency){"USD"};
        event.invoice.amount_minor = event.invoice.open_minor = AMOUNT_MINOR;
        event.invoice.due_day = FIRST_DAY - 20;
        send_event(latency, &event, number);
    }
}

// ---- payments and what comes of them ----

static void read_from_now(struct latency *latency, int32_t partitions)
{
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(partitions);
    for (int32_t p = 0; p < partitions; p++) {
        int64_t low, high;
        if (rd_kafka_query_watermark_offsets(latency->consumer, "status-change", p, &low, &high,
                                             30000))
            die("status-change has no end");
        rd_kafka_topic_partition_list_add(list, "status-change", p)->offset = high;
    }
    if (rd_kafka_assign(latency->consumer, list))
        die("cannot read status-change");
    rd_kafka_topic_partition_list_destroy(list);
}

static void send_payment(struct latency *latency)
{
    struct event event = {.type = EVENT_PAYMENT_RECEIVED, .own_ms = FIRST_DAY * DAY_MS + HOUR_MS};
    event.payment.currency = (struct currency){"USD"};
    event.payment.amount_minor = AMOUNT_MINOR;
    latency->sent_ns[latency->sent] = clock_ns();
    send_event(latency, &event, latency->sent++);
    rd_kafka_poll(latency->producer, 0);
}

static bool receive(struct latency *latency, int timeout_ms)
{
    rd_kafka_message_t *read = rd_kafka_consumer_poll(latency->consumer, timeout_ms);
    bool is_ours = read && !read->err && read->key_len == 15;
    if (is_ours) {
        char number[8] = {0};
        memcpy(number, (const char *)read->key + 8, 7);
        int64_t sent = atoll(number) - latency->first;
        if (sent >= 0 && sent < latency->sent)
            latency->taken_ns[latency->received++] = clock_ns() - latency->sent_ns[sent];
    }
    if (read)
        rd_kafka_message_destroy(read);
    return is_ours;
}

static void pay_all(struct latency *latency, int64_t rate)
{
    int64_t start_ns = clock_ns(), heard_ns = start_ns;
    while (latency->received < latency->count) {
        int64_t due = (clock_ns() - start_ns) * rate / 1000000000;
        while (latency->sent < latency->count && latency->sent < due)
            send_payment(latency);
        if (receive(latency, 1))
            heard_ns = clock_ns();
        else if (clock_ns() - heard_ns > IDLE_MS * INT64_C(1000000))
            die("%lld of %lld accounts were restored", (long long)latency->received,
                (long long)latency->count);
    }
    size_t count = (size_t)latency->count;
    printf("%lld %lld\n", (long long)quantile(latency->taken_ns, count, 0.5),
           (long long)quantile(latency->taken_ns, count, 0.99));
}

int main(int argc, char **argv)
{
    bool pays = argc == 7 && strcmp(argv[5], "payments") == 0;
    if (!pays && !(argc == 6 && strcmp(argv[5], "invoices") == 0))
        die("see the head of bench_latency.c");
    struct latency latency = {.first = atoi(argv[3]), .count = atoi(argv[4])};
    latency.sent_ns = calloc((size_t)latency.count, sizeof *latency.sent_ns);
    latency.taken_ns = calloc((size_t)latency.count, sizeof *latency.taken_ns);
    if (latency.first < 0 || latency.count < 1 || !latency.sent_ns || !latency.taken_ns)
        die("no accounts, or no memory for them");
    records_init(&latency.records);
    latency.producer = handle_producer(argv[1], NULL);
    latency.consumer = handle_consumer(argv[1], "bench-latency");
    if (pays) {
        read_from_now(&latency, atoi(argv[2]));
        pay_all(&latency, atoi(argv[6]));
    } else {
        send_invoices(&latency);
    }
    if (rd_kafka_flush(latency.producer, 60000))
        die("not all was taken within 60 s");
    rd_kafka_consumer_close(latency.consumer);
    rd_kafka_destroy(latency.consumer);
    rd_kafka_destroy(latency.producer);
    bytes_release(&latency.value);
    records_release(&latency.records);
    free(latency.sent_ns);
    free(latency.taken_ns);
    return 0;
}
