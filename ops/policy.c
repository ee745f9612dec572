// SPDX-License-Identifier: Apache-2.0
// dunningctl policy: checks policy files. What a policy may say is config/policy_read.c's, putting
// one into force policy_publish.c's.
#include "codec/json_write.h"
#include "config/policy_read.h"
#include "ops/commands.h"
#include "ops/policy_publish.h"
#include "ops/service.h"

static void show_good(const struct arguments *arguments, const char *file,
                      const struct policy *policy)
{
    char day[DAY_TEXT_MAX];
    day_write(policy->effective_day, day);
    if (!arguments->json) {
        printf("%s: %sgood%s: %.*s version %d, effective from %s: %zu statuses, %zu steps\n", file,
               color_begin(arguments, COLOR_GREEN), color_end(arguments), TEXT_ARGS(policy->name),
               policy->version, day, policy->statuses.count, policy->steps.count);
        return;
    }
    struct bytes out = {0};
    bytes_print(&out, "{\"file\":");
    json_write_string(&out, text_of(file));
    bytes_print(&out, ",\"good\":true,\"name\":");
    json_write_string(&out, policy->name);
    bytes_print(&out, ",\"version\":%d,\"effective_from\":\"%s\"}", policy->version, day);
    printf("%.*s\n", TEXT_ARGS(bytes_text(&out)));
    bytes_release(&out);
}

static void show_bad(const struct arguments *arguments, const char *file, const struct error *error)
{
    if (!arguments->json) {
        printf("%s\n", error->text);
        return;
    }
    struct bytes out = {0};
    bytes_print(&out, "{\"file\":");
    json_write_string(&out, text_of(file));
    bytes_print(&out, ",\"good\":false,\"error\":");
    json_write_string(&out, text_of(error->text));
    printf("%.*s}\n", TEXT_ARGS(bytes_text(&out)));
    bytes_release(&out);
}

static enum exit_code policy_check(const struct arguments *arguments)
{
    struct zones *zones = zones_open();
    struct arena arena;
    enum exit_code code = EXIT_DONE;
    arena_init(&arena, POLICY_ARENA_SIZE);
    for (size_t i = 1; i < arguments->operand_count; i++) {
        const struct policy *policy;
        struct error error;
        const char *file = arguments->operands[i];
        arena_reset(&arena);
        if (policy_read_file(&policy, &arena, zones, file, NULL, &error) == OK) {
            show_good(arguments, file, policy);
        } else {
            show_bad(arguments, file, &error);
            code = EXIT_NO;
        }
    }
    arena_release(&arena);
    zones_close(zones);
    return code;
}

static enum exit_code policy_run(const struct arguments *arguments)
{
    const char *verb = arguments->operand_count ? arguments->operands[0] : "";
    bool options = argument(arguments, "--options") != NULL;
    if (!strcmp(verb, "publish") && arguments->operand_count == (options ? 1 : 2))
        return policy_publish(arguments);
    if (!strcmp(verb, "check") && arguments->operand_count >= 2)
        return policy_check(arguments);
    return command_misused(arguments, "write `policy check FILE…`, `policy publish FILE` or "
                                      "`policy publish --options FILE`");
}

static const struct option OPTIONS[] = {
    SERVICE_OPTIONS,
    {"--options", "FILE", "publish: not a policy, but the options that decide of a configuration"},
    {NULL, NULL, NULL},
};

const struct command COMMAND_POLICY = {
    .name = "policy",
    .summary = "checks policy files, and puts them into force",
    .usage = "check FILE… | publish FILE | publish --options FILE",
    .details =
        "check FILE…               says for each file whether it can be used, or\n"
        "                          FILE:LINE:COLUMN, what is wrong and what to do\n"
        "publish FILE              checks it and writes it to dunning-policy: a version above the\n"
        "                          last, in force not before today; no status of the last version\n"
        "                          dropped or moved, unless it is `renamed`\n"
        "publish --options FILE    the same for the default policy, guard, tick step and bounds\n"
        "\n"
        "Exit code 1 if a file is not good.\n",
    .options = OPTIONS,
    .run = policy_run,
};
