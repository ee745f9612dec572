// SPDX-License-Identifier: Apache-2.0
// Requests and answers of the registry, in JSON by jansson; the wire is http.c's. What a schema
// means is not known here.
#include "io/registry.h"

#include "io/http.h"

#include <jansson.h>
#include <stdlib.h>

enum { ANSWER_MAX = 4 << 20 };

struct known_schema {
    int32_t id;
    char *schema;
    size_t len;
};

struct known_id {
    char *subject;
    char *schema;
    int32_t id;
};

struct registry {
    struct http *http;
    char *url;
    struct bytes path, answer;
    struct known_schema *schemas; // few: one for each schema a producer ever used
    size_t schema_count;
    struct known_id *ids;
    size_t id_count;
};

static char *copy_of(struct text text)
{
    char *copy = malloc(text.len + 1);
    if (!copy)
        abort();
    if (text.len)
        memcpy(copy, text.at, text.len);
    copy[text.len] = 0;
    return copy;
}

static void *one_more(void *items, size_t count, size_t size)
{
    void *grown = realloc(items, (count + 1) * size);
    if (!grown)
        abort();
    return grown;
}

struct registry *registry_open(const char *url)
{
    struct registry *registry = calloc(1, sizeof *registry);
    if (!registry)
        abort();
    struct text base = text_of(url);
    while (base.len && base.at[base.len - 1] == '/')
        base.len--;
    registry->url = copy_of(base);
    registry->http = http_open();
    return registry;
}

void registry_close(struct registry *registry)
{
    if (!registry)
        return;
    for (size_t i = 0; i < registry->schema_count; i++)
        free(registry->schemas[i].schema);
    for (size_t i = 0; i < registry->id_count; i++) {
        free(registry->ids[i].subject);
        free(registry->ids[i].schema);
    }
    free(registry->schemas);
    free(registry->ids);
    bytes_release(&registry->path);
    bytes_release(&registry->answer);
    http_close(registry->http);
    free(registry->url);
    free(registry);
}

// The answer as a JSON object, or why there is none. The caller releases it.
static enum result ask(struct registry *registry, const struct text *body, json_t **answer,
                       struct error *error)
{
    long status = 0;
    bytes_add_byte(&registry->path, 0);
    enum result result = http_request(registry->http, (const char *)registry->path.at, body,
                                      ANSWER_MAX, &registry->answer, &status, error);
    if (result != OK)
        return error_wrap(error, result, "registry");
    if (status == 404)
        return error_set(error, RESULT_NOT_FOUND, "registry: not known");
    if (status >= 500 || status == 408 || status == 429 || status == 401 || status == 403)
        return error_set(error, RESULT_UNAVAILABLE, "registry: status %ld", status);
    json_t *json = json_loadb((const char *)registry->answer.at, registry->answer.len, 0, NULL);
    if (status >= 400) {
        const char *message = json_string_value(json_object_get(json, "message"));
        error_set(error, RESULT_BAD_DATA, "registry: status %ld: %.300s", status,
                  message ? message : "refused");
        json_decref(json);
        return RESULT_BAD_DATA;
    }
    if (!json_is_object(json)) {
        json_decref(json);
        return error_set(error, RESULT_UNAVAILABLE, "registry: the answer is no JSON object");
    }
    *answer = json;
    return OK;
}

static enum result take_schema(struct registry *registry, int32_t id, const json_t *answer,
                               struct text *schema, struct error *error)
{
    const json_t *text = json_object_get(answer, "schema");
    const char *type = json_string_value(json_object_get(answer, "schemaType"));
    if (!json_is_string(text) || (type && strcmp(type, "AVRO") != 0))
        return error_set(error, RESULT_BAD_DATA, "registry: schema %d is not Avro", (int)id);
    struct text found = {json_string_value(text), json_string_length(text)};
    registry->schemas =
        one_more(registry->schemas, registry->schema_count, sizeof *registry->schemas);
    struct known_schema *known = &registry->schemas[registry->schema_count++];
    *known = (struct known_schema){id, copy_of(found), found.len};
    *schema = (struct text){known->schema, known->len};
    return OK;
}

enum result registry_schema(struct registry *registry, int32_t id, struct text *schema,
                            struct error *error)
{
    for (size_t i = 0; i < registry->schema_count; i++) {
        const struct known_schema *known = &registry->schemas[i];
        if (known->id != id)
            continue;
        *schema = (struct text){known->schema, known->len};
        return OK;
    }
    json_t *answer = NULL;
    bytes_clear(&registry->path);
    bytes_print(&registry->path, "%s/schemas/ids/%d", registry->url, (int)id);
    enum result result = ask(registry, NULL, &answer, error);
    if (result != OK)
        return error_wrap(error, result, "schema %d", (int)id);
    result = take_schema(registry, id, answer, schema, error);
    json_decref(answer);
    return result;
}

static void keep_id(struct registry *registry, struct text subject, struct text schema, int32_t id)
{
    registry->ids = one_more(registry->ids, registry->id_count, sizeof *registry->ids);
    registry->ids[registry->id_count++] = (struct known_id){copy_of(subject), copy_of(schema), id};
}

enum result registry_id(struct registry *registry, struct text subject, struct text schema,
                        int32_t *id, struct error *error)
{
    for (size_t i = 0; i < registry->id_count; i++) {
        const struct known_id *known = &registry->ids[i];
        if (!text_is(subject, known->subject) || !text_is(schema, known->schema))
            continue;
        *id = known->id;
        return OK;
    }
    json_t *question = json_pack("{s:s%}", "schema", schema.at, schema.len);
    char *body = question ? json_dumps(question, JSON_COMPACT) : NULL;
    json_decref(question);
    if (!body)
        return error_set(error, RESULT_BAD_DATA, "registry: the schema is not UTF-8");
    struct text body_text = text_of(body);
    json_t *answer = NULL;
    bytes_clear(&registry->path);
    bytes_print(&registry->path, "%s/subjects/", registry->url);
    http_add_escaped(registry->http, &registry->path, subject);
    bytes_add_text(&registry->path, TEXT_LITERAL("/versions"));
    enum result result = ask(registry, &body_text, &answer, error);
    free(body);
    if (result != OK)
        return error_wrap(error, result, "subject %.*s", TEXT_ARGS(subject));
    const json_t *number = json_object_get(answer, "id");
    if (json_is_integer(number)) {
        *id = (int32_t)json_integer_value(number);
        keep_id(registry, subject, schema, *id);
    } else {
        result = error_set(error, RESULT_UNAVAILABLE, "registry: the answer has no id");
    }
    json_decref(answer);
    return result;
}
