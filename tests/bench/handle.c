// SPDX-License-Identifier: Apache-2.0
#include "handle.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void die(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("bench: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

static void set(rd_kafka_conf_t *conf, const char *name, const char *value)
{
    char reason[256];
    if (rd_kafka_conf_set(conf, name, value, reason, sizeof reason) != RD_KAFKA_CONF_OK)
        die("%s: %s", name, reason);
}

static rd_kafka_t *handle(rd_kafka_type_t type, rd_kafka_conf_t *conf)
{
    char reason[256];
    rd_kafka_t *made = rd_kafka_new(type, conf, reason, sizeof reason);
    if (!made)
        die("%s", reason);
    return made;
}

static rd_kafka_conf_t *common(const char *bootstrap)
{
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    set(conf, "bootstrap.servers", bootstrap);
    set(conf, "socket.nagle.disable", "true");
    return conf;
}

rd_kafka_t *handle_producer(const char *bootstrap, const char *transactional_id)
{
    rd_kafka_conf_t *conf = common(bootstrap);
    set(conf, "enable.idempotence", "true");
    set(conf, "linger.ms", "5");
    set(conf, "compression.codec", "lz4");
    set(conf, "partitioner", "murmur2_random");
    set(conf, "retry.backoff.ms", "5");
    if (transactional_id)
        set(conf, "transactional.id", transactional_id);
    return handle(RD_KAFKA_PRODUCER, conf);
}

rd_kafka_t *handle_consumer(const char *bootstrap, const char *group)
{
    rd_kafka_conf_t *conf = common(bootstrap);
    set(conf, "group.id", group);
    set(conf, "enable.auto.commit", "false");
    set(conf, "isolation.level", "read_committed");
    set(conf, "auto.offset.reset", "earliest");
    set(conf, "fetch.wait.max.ms", "20");
    set(conf, "queued.min.messages", "10000");
    set(conf, "queued.max.messages.kbytes", "16384");
    rd_kafka_t *consumer = handle(RD_KAFKA_CONSUMER, conf);
    rd_kafka_poll_set_consumer(consumer);
    return consumer;
}

void handle_send(rd_kafka_t *producer, const char *topic, int32_t partition, const void *key,
                 size_t key_len, const void *value, size_t len)
{
    for (;;) {
        rd_kafka_resp_err_t code = rd_kafka_producev(
            producer, RD_KAFKA_V_TOPIC(topic), RD_KAFKA_V_PARTITION(partition),
            RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_KEY(key, key_len),
            RD_KAFKA_V_VALUE((void *)(uintptr_t)value, len), RD_KAFKA_V_END);
        if (!code)
            return;
        if (code != RD_KAFKA_RESP_ERR__QUEUE_FULL)
            die("produce to %s: %s", topic, rd_kafka_err2str(code));
        rd_kafka_poll(producer, 10);
    }
}

static int64_t read_clock(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

int64_t clock_ns(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

int64_t process_cpu_ns(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

void pace(int64_t start_ns, int64_t event, int64_t rate)
{
    int64_t due_ns = start_ns + event * INT64_C(1000000000) / rate;
    int64_t early_ns = due_ns - clock_ns();
    if (early_ns < 1000000)
        return; // not worth a sleep
    struct timespec pause = {early_ns / 1000000000, early_ns % 1000000000};
    nanosleep(&pause, NULL);
}

static int by_value(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

int64_t quantile(int64_t *values, size_t count, double share)
{
    if (count == 0)
        return 0;
    qsort(values, count, sizeof *values, by_value);
    size_t at = (size_t)(share * (double)(count - 1) + 0.5);
    return values[at];
}
