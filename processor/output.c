// SPDX-License-Identifier: Apache-2.0
// What was decided, and what was refused, as records of the open transaction. The bytes of outputs
// are codec/output_write.h's; a dead letter is the record itself, untouched, with headers that say
// where it came from and why (those of Kafka Connect's errors, so its tools can read them).
#include "worker.h"

#include "codec/frame.h"
#include "codec/output_write.h"
#include "io/log.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

static struct text print(struct worker *worker, const char *format, ...) PRINTF_LIKE(2, 3);

static struct text print(struct worker *worker, const char *format, ...)
{
    enum { PRINTED_MAX = 2048 };
    char *at = arena_take(&worker->batch_arena, PRINTED_MAX);
    va_list args;
    va_start(args, format);
    int len = vsnprintf(at, PRINTED_MAX, format, args);
    va_end(args);
    return (struct text){at, len < PRINTED_MAX ? (size_t)len : PRINTED_MAX - 1};
}

static void add_header(struct worker *worker, struct headers *headers, const char *name,
                       struct text value)
{
    *LIST_ADD(&worker->batch_arena, headers) = (struct header){text_of(name), value};
}

// ---- outputs ----

static void add_cloudevents(struct worker *worker, struct headers *headers, enum topic topic,
                            struct text customer, const struct output *output)
{
    static const char *const names[] = {"status-change", "notification", "ledger-entry"};
    const char *group = options_kafka(worker->service->options, "group.id");
    char id[UUID_TEXT_MAX], instant[INSTANT_TEXT_MAX];
    add_header(worker, headers, "ce_specversion", TEXT_LITERAL("1.0"));
    add_header(worker, headers, "ce_id", print(worker, "%s", uuid_write(output->id, id)));
    add_header(worker, headers, "ce_source", print(worker, "/dunning/%s", group ? group : ""));
    add_header(worker, headers, "ce_type",
               print(worker, "dunning.%s.v1", names[topic - TOPIC_STATUS_CHANGE]));
    add_header(worker, headers, "ce_subject", customer);
    add_header(worker, headers, "ce_time",
               print(worker, "%s", instant_write(output->decided_at_ms, instant)));
    add_header(worker, headers, "content-type", TEXT_LITERAL("application/avro"));
}

static struct headers headers_of(struct worker *worker, enum topic topic, const struct input *input,
                                 struct text customer, const struct output *output)
{
    struct headers headers = {0};
    for (size_t i = 0; i < input->headers.count; i++)
        if (text_is(input->headers.items[i].name, "traceparent"))
            *LIST_ADD(&worker->batch_arena, &headers) = input->headers.items[i];
    if (worker->service->options->headers_cloudevents)
        add_cloudevents(worker, &headers, topic, customer, output);
    return headers;
}

static enum result send_output(struct worker *worker, struct partition *partition,
                               const struct input *input, struct text customer,
                               const struct output *output, struct error *error)
{
    enum record_kind kind = output_record(output);
    enum topic topic = (enum topic)(TOPIC_STATUS_CHANGE + (int)output->kind);
    struct bytes *frame = &worker->frame;
    bytes_clear(frame);
    if (worker->registry)
        frame_write_registry(frame, worker->schema_ids[kind]);
    else
        frame_write_single_object(frame, worker->service->records->schemas[kind]->fingerprint);
    size_t head = frame->len;
    output_write(output, customer, worker->service->build, frame);
    // The digest is of the payloads: it does not depend on a registry.
    bytes_add(&partition->outputs, frame->at + head, frame->len - head);
    partition->output_count++;
    struct headers headers = headers_of(worker, topic, input, customer, output);
    struct record record = {.topic = (int)topic,
                            .partition = -1,
                            .key = customer,
                            .value = bytes_text(frame),
                            .headers = &headers};
    metric_add(worker->metrics.outputs, 1);
    return sink_send(worker->sink, &record, error);
}

enum result outputs_send(struct worker *worker, struct partition *partition,
                         const struct input *input, struct text customer,
                         const struct decision *decision, struct error *error)
{
    enum result result = OK;
    for (size_t i = 0; i < decision->outputs.count && result == OK; i++)
        result =
            send_output(worker, partition, input, customer, &decision->outputs.items[i], error);
    return result;
}

enum result outputs_register(struct worker *worker, struct error *error)
{
    enum result result = OK;
    for (int i = 0; worker->registry && i < 3 && result == OK; i++) {
        enum record_kind kind = (enum record_kind)(RECORD_STATUS_CHANGE + i);
        char subject[300];
        snprintf(subject, sizeof subject, "%s-value",
                 topic_name(worker, (enum topic)(TOPIC_STATUS_CHANGE + i)));
        result = registry_id(worker->registry, text_of(subject), record_schema_text(kind),
                             &worker->schema_ids[kind], error);
    }
    return result;
}

// ---- dead letters ----

static void add_connect_headers(struct worker *worker, struct headers *headers,
                                const struct input *input, enum refusal refusal)
{
    const char *group = options_kafka(worker->service->options, "group.id");
    struct text code = refusal_code(refusal), sentence = refusal_sentence(refusal);
    struct text message = print(worker, "%.*s: %.*s%s%.*s", TEXT_ARGS(code), TEXT_ARGS(sentence),
                                input->why.len ? " " : "", TEXT_ARGS(input->why));
    bool bytes = refusal == REFUSAL_BAD_BYTES || refusal == REFUSAL_UNKNOWN_SCHEMA;
    add_header(worker, headers, "__connect.errors.topic",
               text_of(topic_name(worker, (enum topic)input->type)));
    add_header(worker, headers, "__connect.errors.partition",
               print(worker, "%d", (int)input->partition));
    add_header(worker, headers, "__connect.errors.offset",
               print(worker, "%" PRId64, input->offset));
    add_header(worker, headers, "__connect.errors.connector.name", text_of(group ? group : ""));
    add_header(worker, headers, "__connect.errors.task.id", print(worker, "%d", worker->number));
    add_header(worker, headers, "__connect.errors.stage",
               bytes ? TEXT_LITERAL("VALUE_CONVERTER") : TEXT_LITERAL("TASK_PUT"));
    add_header(worker, headers, "__connect.errors.class.name", TEXT_LITERAL("dunningd"));
    add_header(worker, headers, "__connect.errors.exception.class.name", code);
    add_header(worker, headers, "__connect.errors.exception.message", message);
    add_header(worker, headers, "__connect.errors.exception.stacktrace", TEXT_LITERAL(""));
}

static void count_refusal(struct worker *worker, enum refusal refusal)
{
    char labels[96];
    struct text code = refusal_code(refusal);
    snprintf(labels, sizeof labels, "worker=\"%d\",code=\"%.*s\"", worker->number, TEXT_ARGS(code));
    metric_add(metrics_at(worker->service->metrics, METRIC_COUNTER, "dunning_dead_letters_total",
                          "Records refused, by reason.", labels),
               1);
}

enum result dead_letter_send(struct worker *worker, const struct input *input, enum refusal refusal,
                             struct error *error)
{
    struct headers headers = {0};
    for (size_t i = 0; i < input->headers.count; i++)
        *LIST_ADD(&worker->batch_arena, &headers) = input->headers.items[i];
    add_connect_headers(worker, &headers, input, refusal);
    struct record record = {.topic = TOPIC_DEAD_LETTER,
                            .partition = -1,
                            .key = input->key,
                            .value = input->value,
                            .headers = &headers};
    count_refusal(worker, refusal);
    LOG_INFO("dead letter", LOG_STRING("topic", topic_name(worker, (enum topic)input->type)),
             LOG_INT("partition", input->partition), LOG_INT("offset", input->offset),
             LOG_SPAN("code", refusal_code(refusal)));
    return sink_send(worker->sink, &record, error);
}
