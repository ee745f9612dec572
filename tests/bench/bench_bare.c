// SPDX-License-Identifier: Apache-2.0
// bench_bare BOOTSTRAP PARTITIONS RECORDS INTERVAL_MS IMAGES IMAGE-FILE OUTPUTS OUTPUT-FILE
//            JOURNAL_BYTES
// bench_bare --empty BOOTSTRAP PARTITIONS TRANSACTIONS
//
// What the service is measured against: a loop that reads the `bare.` input topics and writes as
// many bytes in as many records as the service does, without looking at anything. IMAGES, OUTPUTS:
// how many an input record (0.98), and values that the service wrote, taken in turn (in the file
// each behind its length, 4 bytes, little-endian). JOURNAL_BYTES an input record, its value among
// them: one record for a partition and transaction. It commits every INTERVAL_MS and at 2,000 input
// records. After RECORDS input records it prints the CPU ns an input record, from the first one on,
// and the number of transactions.
//
// --empty: p50 and p99 in ns of a transaction that writes one small record to each partition of the
// four topics that the service writes to, and the offsets.
#include "handle.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH_MAX = 2000, TIMEOUT_MS = 30000, IDLE_MS = 60000, JOURNAL_MAX = 1 << 19 };
enum { INPUTS = 3, PARTITIONS_MAX = 256, LENGTH_SIZE = 4 };

static const char *const INPUT_TOPICS[] = {"bare.invoice-issued", "bare.payment-received",
                                           "bare.account-action"};

// How many records for each that was read, the part of one that is left over, and the values.
struct writing {
    const char *topic;
    double each, owed;
    char *values;
    size_t len, at;
};

struct journal {
    char *value; // of JOURNAL_MAX bytes
    double len;
};

struct bare {
    rd_kafka_t *consumer, *producer;
    struct writing images, outputs;
    double journal_bytes;
    int32_t partitions;
    int64_t next[INPUTS][PARTITIONS_MAX]; // offsets behind what the transaction read; -1: nothing
    struct journal journal[PARTITIONS_MAX];
    int64_t interval_ns, begun_ns;
    int64_t records, in_transaction, transactions;
};

static void must(rd_kafka_error_t *error, const char *what)
{
    if (error)
        die("%s: %s", what, rd_kafka_error_string(error));
}

static void forget_positions(struct bare *bare)
{
    memset(bare->next, -1, sizeof bare->next);
    for (int32_t p = 0; p < bare->partitions; p++)
        bare->journal[p].len = 0;
    bare->in_transaction = 0;
}

static void send_offsets(struct bare *bare)
{
    rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new(INPUTS * bare->partitions);
    for (int input = 0; input < INPUTS; input++)
        for (int32_t p = 0; p < bare->partitions; p++)
            if (bare->next[input][p] >= 0)
                rd_kafka_topic_partition_list_add(list, INPUT_TOPICS[input], p)->offset =
                    bare->next[input][p];
    rd_kafka_consumer_group_metadata_t *group = rd_kafka_consumer_group_metadata(bare->consumer);
    must(rd_kafka_send_offsets_to_transaction(bare->producer, list, group, TIMEOUT_MS), "offsets");
    rd_kafka_consumer_group_metadata_destroy(group);
    rd_kafka_topic_partition_list_destroy(list);
}

static void send_journal(struct bare *bare, int32_t partition)
{
    struct journal *journal = &bare->journal[partition];
    if (journal->len >= 1)
        handle_send(bare->producer, "bare.dunning-journal", partition, NULL, 0, journal->value,
                    (size_t)journal->len);
    journal->len = 0;
}

// The value, and as many bytes more as the service's journal has around it.
static void note(struct bare *bare, const rd_kafka_message_t *read)
{
    struct journal *journal = &bare->journal[read->partition];
    if (journal->len + bare->journal_bytes + (double)read->len > JOURNAL_MAX)
        send_journal(bare, read->partition);
    if (read->len <= JOURNAL_MAX)
        memcpy(journal->value + (size_t)journal->len, read->payload, read->len);
    journal->len += bare->journal_bytes;
}

static void commit(struct bare *bare)
{
    for (int32_t p = 0; p < bare->partitions; p++)
        send_journal(bare, p);
    send_offsets(bare);
    must(rd_kafka_commit_transaction(bare->producer, TIMEOUT_MS), "commit");
    bare->transactions++;
    forget_positions(bare);
}

static void write_owed(struct bare *bare, struct writing *writing, const rd_kafka_message_t *read)
{
    for (writing->owed += writing->each; writing->owed >= 1; writing->owed -= 1) {
        uint32_t len;
        memcpy(&len, writing->values + writing->at, LENGTH_SIZE);
        handle_send(bare->producer, writing->topic, read->partition, read->key, read->key_len,
                    writing->values + writing->at + LENGTH_SIZE, len);
        writing->at += LENGTH_SIZE + len;
        if (writing->at >= writing->len)
            writing->at = 0;
    }
}

static void take(struct bare *bare, const rd_kafka_message_t *read)
{
    if (bare->in_transaction == 0) {
        must(rd_kafka_begin_transaction(bare->producer), "begin");
        bare->begun_ns = clock_ns();
    }
    const char *topic = rd_kafka_topic_name(read->rkt);
    for (int input = 0; input < INPUTS; input++)
        if (strcmp(topic, INPUT_TOPICS[input]) == 0)
            bare->next[input][read->partition] = read->offset + 1;
    write_owed(bare, &bare->images, read);
    write_owed(bare, &bare->outputs, read);
    note(bare, read);
    bare->records++;
    bare->in_transaction++;
    if (bare->in_transaction % 64 == 0)
        rd_kafka_poll(bare->producer, 0);
}

static bool is_commit_due(const struct bare *bare)
{
    return bare->in_transaction == BATCH_MAX ||
           (bare->in_transaction && clock_ns() - bare->begun_ns >= bare->interval_ns);
}

static void loop(struct bare *bare, int64_t records)
{
    int64_t start_ns = 0, heard_ns = clock_ns();
    while (bare->records < records || bare->in_transaction) {
        rd_kafka_message_t *read = rd_kafka_consumer_poll(bare->consumer, 5);
        if (read && !read->err) {
            heard_ns = clock_ns();
            if (bare->records == 0)
                start_ns = process_cpu_ns();
            take(bare, read);
        } else if (clock_ns() - heard_ns > IDLE_MS * INT64_C(1000000)) {
            die("%lld of %lld records came", (long long)bare->records, (long long)records);
        }
        if (read)
            rd_kafka_message_destroy(read);
        if (is_commit_due(bare))
            commit(bare);
    }
    printf("%.0f %lld\n", (double)(process_cpu_ns() - start_ns) / (double)bare->records,
           (long long)bare->transactions);
}

static void subscribe(struct bare *bare)
{
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(INPUTS);
    for (int input = 0; input < INPUTS; input++)
        rd_kafka_topic_partition_list_add(list, INPUT_TOPICS[input], RD_KAFKA_PARTITION_UA);
    if (rd_kafka_subscribe(bare->consumer, list))
        die("cannot subscribe");
    rd_kafka_topic_partition_list_destroy(list);
}

// ---- a transaction that does nothing ----

static void empty(struct bare *bare, size_t count)
{
    static const char *const TOPICS[] = {"bare.status-change", "bare.notification",
                                         "bare.dunning-account", "bare.dunning-journal"};
    static const char EMPTY[16];
    int64_t *taken_ns = calloc(count, sizeof *taken_ns);
    if (!taken_ns)
        die("no memory");
    for (size_t i = 0; i < count; i++) {
        int64_t start_ns = clock_ns();
        must(rd_kafka_begin_transaction(bare->producer), "begin");
        for (size_t topic = 0; topic < sizeof TOPICS / sizeof *TOPICS; topic++)
            for (int32_t p = 0; p < bare->partitions; p++)
                handle_send(bare->producer, TOPICS[topic], p, NULL, 0, EMPTY, sizeof EMPTY);
        for (int32_t p = 0; p < bare->partitions; p++)
            bare->next[0][p] = (int64_t)i;
        send_offsets(bare);
        must(rd_kafka_commit_transaction(bare->producer, TIMEOUT_MS), "commit");
        taken_ns[i] = clock_ns() - start_ns;
    }
    printf("%lld %lld\n", (long long)quantile(taken_ns, count, 0.5),
           (long long)quantile(taken_ns, count, 0.99));
    free(taken_ns);
}

// ---- the program ----

static void open_bare(struct bare *bare, const char *bootstrap, const char *name,
                      int32_t partitions)
{
    if (partitions < 1 || partitions > PARTITIONS_MAX)
        die("1 to %d partitions", PARTITIONS_MAX);
    bare->partitions = partitions;
    for (int32_t p = 0; p < partitions; p++)
        if (!(bare->journal[p].value = calloc(1, JOURNAL_MAX)))
            die("no memory");
    forget_positions(bare);
    bare->producer = handle_producer(bootstrap, name);
    must(rd_kafka_init_transactions(bare->producer, TIMEOUT_MS), "init");
    bare->consumer = handle_consumer(bootstrap, name);
}

static struct writing writing_of(const char *topic, const char *each, const char *path)
{
    struct writing writing = {.topic = topic, .each = atof(each)};
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END))
        die("cannot read %s", path);
    writing.len = (size_t)ftell(file);
    writing.values = malloc(writing.len + 1);
    rewind(file);
    if (!writing.values || fread(writing.values, 1, writing.len, file) != writing.len)
        die("cannot read %s", path);
    fclose(file);
    size_t at = 0;
    while (at + LENGTH_SIZE <= writing.len) {
        uint32_t len;
        memcpy(&len, writing.values + at, LENGTH_SIZE);
        at += LENGTH_SIZE + (size_t)len;
    }
    if (at != writing.len || (at == 0 && writing.each > 0))
        die("%s holds no values", path);
    return writing;
}

static void close_bare(struct bare *bare)
{
    rd_kafka_consumer_close(bare->consumer);
    rd_kafka_destroy(bare->consumer);
    rd_kafka_destroy(bare->producer);
    for (int32_t p = 0; p < bare->partitions; p++)
        free(bare->journal[p].value);
    free(bare->images.values);
    free(bare->outputs.values);
}

int main(int argc, char **argv)
{
    static struct bare bare;
    if (argc == 5 && strcmp(argv[1], "--empty") == 0) {
        open_bare(&bare, argv[2], "bench-empty", atoi(argv[3]));
        empty(&bare, (size_t)atoi(argv[4]));
    } else if (argc == 10) {
        open_bare(&bare, argv[1], "bench-bare", atoi(argv[2]));
        bare.interval_ns = atoi(argv[4]) * INT64_C(1000000);
        bare.images = writing_of("bare.dunning-account", argv[5], argv[6]);
        bare.outputs = writing_of("bare.notification", argv[7], argv[8]);
        bare.journal_bytes = atof(argv[9]);
        subscribe(&bare);
        loop(&bare, atoll(argv[3]));
    } else {
        die("see the head of bench_bare.c");
    }
    close_bare(&bare);
    return 0;
}
