// SPDX-License-Identifier: Apache-2.0
// bench_feed BOOTSTRAP PREFIX ACCOUNTS MONTHS FROM TO RATE
//
// Sends the records of a stream (stream.h) whose time lies FROM … TO days (TO excluded) behind its
// first day to the input topics, whose names begin with PREFIX ("" or "bare."), RATE a second (0:
// as fast as it goes). Prints how many. The same numbers are the same records.
#include "handle.h"
#include "stream.h"

#include <stdio.h>
#include <stdlib.h>

enum { FIRST_DAY = 20089 }; // 2025-01-01

static const char *const TOPICS[] = {"invoice-issued", "payment-received", "account-action"};

struct feed {
    rd_kafka_t *producer;
    char topics[3][64];
    struct stream stream;
    int64_t from_ms, to_ms, rate;
};

static int64_t send_all(struct feed *feed)
{
    int64_t sent = 0, start_ns = clock_ns();
    for (size_t i = 0; i < feed->stream.records.count; i++) {
        const struct stream_record *record = &feed->stream.records.items[i];
        if (record->record_ms < feed->from_ms || record->record_ms >= feed->to_ms)
            continue;
        if (feed->rate)
            pace(start_ns, sent, feed->rate);
        struct text key = feed->stream.customer_ids[record->account];
        handle_send(feed->producer, feed->topics[record->type], RD_KAFKA_PARTITION_UA, key.at,
                    key.len, record->value.at, record->value.len);
        sent++;
        if (sent % 100 == 0)
            rd_kafka_poll(feed->producer, 0);
    }
    return sent;
}

int main(int argc, char **argv)
{
    if (argc != 8)
        die("usage: bench_feed BOOTSTRAP PREFIX ACCOUNTS MONTHS FROM TO RATE");
    struct feed feed = {
        .from_ms = (FIRST_DAY + atoi(argv[5])) * DAY_MS,
        .to_ms = (FIRST_DAY + atoi(argv[6])) * DAY_MS,
        .rate = atoi(argv[7]),
    };
    struct records records;
    records_init(&records);
    stream_init(&feed.stream, &records, (uint32_t)atoi(argv[3]), atoi(argv[4]), FIRST_DAY, 1);
    for (int i = 0; i < 3; i++)
        snprintf(feed.topics[i], sizeof feed.topics[i], "%s%s", argv[2], TOPICS[i]);
    feed.producer = handle_producer(argv[1], NULL);
    printf("%lld\n", (long long)send_all(&feed));
    if (rd_kafka_flush(feed.producer, 60000) != RD_KAFKA_RESP_ERR_NO_ERROR)
        die("not all was taken within 60 s");
    rd_kafka_destroy(feed.producer);
    stream_release(&feed.stream);
    records_release(&records);
    return 0;
}
