// SPDX-License-Identifier: Apache-2.0
// Option tables, help, colours, progress and files for every command of dunningctl.
#include "ops/options.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static size_t option_at(const struct command *command, const char *name, size_t len)
{
    size_t i = 0;
    for (; command->options && command->options[i].name; i++)
        if (strlen(command->options[i].name) == len &&
            !strncmp(command->options[i].name, name, len))
            return i;
    return SIZE_MAX;
}

// One argument that begins with `--`; returns how many were used, 0 with an error.
static int read_option(struct arguments *arguments, int left, char **argv, struct error *error)
{
    const char *equals = strchr(argv[0], '=');
    size_t len = equals ? (size_t)(equals - argv[0]) : strlen(argv[0]);
    size_t at = option_at(arguments->command, argv[0], len);
    if (len == 6 && !strcmp(argv[0], "--json")) {
        arguments->json = true;
        return 1;
    }
    if (at == SIZE_MAX) {
        (void)error_set(error, RESULT_USAGE, "there is no option %.*s", (int)len, argv[0]);
        return 0;
    }
    const struct option *option = &arguments->command->options[at];
    if (!option->value && equals) {
        (void)error_set(error, RESULT_USAGE, "%s takes no value", option->name);
        return 0;
    }
    if (option->value && !equals && left < 2) {
        (void)error_set(error, RESULT_USAGE, "%s needs a value: %s", option->name, option->value);
        return 0;
    }
    const char *value = !option->value ? "" : equals ? equals + 1 : argv[1];
    arguments->values[at] = value;
    if (!strcmp(option->name, "--set") && arguments->set_count < COMMAND_SETS_MAX)
        arguments->sets[arguments->set_count++] = value;
    return option->value && !equals ? 2 : 1;
}

enum result arguments_read(const struct command *command, int argc, char **argv,
                           struct arguments *arguments, struct error *error)
{
    struct arguments read = {
        .command = command,
        .colors = isatty(STDOUT_FILENO) && !getenv("NO_COLOR"),
        .operands = calloc((size_t)argc + 1, sizeof(const char *)),
    };
    if (!read.operands)
        abort();
    bool options = true;
    for (int i = 0; i < argc;) {
        int used = 1;
        if (options && !strcmp(argv[i], "--"))
            options = false;
        else if (options && !strncmp(argv[i], "--", 2))
            used = read_option(&read, argc - i, argv + i, error);
        else
            read.operands[read.operand_count++] = argv[i];
        if (used == 0) {
            free(read.operands);
            return RESULT_USAGE;
        }
        i += used;
    }
    *arguments = read;
    return OK;
}

void arguments_release(struct arguments *arguments)
{
    free(arguments->operands);
    arguments->operands = NULL;
}

const char *argument(const struct arguments *arguments, const char *name)
{
    size_t at = option_at(arguments->command, name, strlen(name));
    assert(at != SIZE_MAX);
    return arguments->values[at];
}

static enum exit_code exit_code_of(enum result result)
{
    switch (result) {
    case OK:
        return EXIT_DONE;
    case RESULT_NOT_FOUND:
        return EXIT_NO;
    case RESULT_USAGE:
    case RESULT_BAD_DATA:
        return EXIT_USAGE;
    case RESULT_UNAVAILABLE:
    case RESULT_ABORT:
    case RESULT_FATAL:
        return EXIT_OUTSIDE;
    }
    return EXIT_OUTSIDE;
}

enum exit_code command_fail(const struct arguments *arguments, enum result result,
                            const struct error *error)
{
    fflush(stdout);
    fprintf(stderr, "dunningctl %s: %s\n", arguments->command->name, error->text);
    return exit_code_of(result);
}

enum exit_code command_misused(const struct arguments *arguments, const char *format, ...)
{
    const char *name = arguments->command->name;
    va_list args;
    va_start(args, format);
    fflush(stdout);
    fprintf(stderr, "dunningctl %s: ", name);
    vfprintf(stderr, format, args);
    fprintf(stderr, "; try `dunningctl help %s`\n", name);
    va_end(args);
    return EXIT_USAGE;
}

void command_help(const struct command *command, FILE *out)
{
    fprintf(out, "dunningctl %s %s\n\n%s\n", command->name, command->usage, command->summary);
    if (command->details)
        fprintf(out, "\n%s", command->details);
    fprintf(out, "\nOptions:\n");
    for (const struct option *option = command->options; option && option->name; option++) {
        char head[64];
        snprintf(head, sizeof head, "%s%s%s", option->name, option->value ? " " : "",
                 option->value ? option->value : "");
        fprintf(out, "  %-26s %s\n", head, option->help);
    }
    fprintf(out, "  %-26s %s\n", "--json", "the answer as JSON, one object a line");
}

// ---- colours and progress ----

const char *color_begin(const struct arguments *arguments, enum color color)
{
    static const char *const CODES[] = {"\033[31m", "\033[32m", "\033[33m", "\033[2m", "\033[1m"};
    return arguments->colors ? CODES[color] : "";
}

const char *color_end(const struct arguments *arguments)
{
    return arguments->colors ? "\033[0m" : "";
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

void progress_begin(struct progress *progress, const char *what)
{
    *progress = (struct progress){.what = what, .began_ms = now_ms()};
}

void progress_at(struct progress *progress, size_t done, size_t total)
{
    int64_t now = now_ms();
    if (now - progress->began_ms < 2000 || now - progress->shown_ms < 1000 ||
        !isatty(STDERR_FILENO))
        return;
    progress->shown_ms = now;
    if (total)
        fprintf(stderr, "\r%zu of %zu %s ", done, total, progress->what);
    else
        fprintf(stderr, "\r%zu %s ", done, progress->what);
    fflush(stderr);
}

void progress_end(struct progress *progress)
{
    if (progress->shown_ms)
        fprintf(stderr, "\r%*s\r", 60, "");
    progress->shown_ms = 0;
}

// ---- files ----

enum result file_read(const char *path, struct bytes *out, struct error *error)
{
    bool is_stdin = !strcmp(path, "-");
    FILE *file = is_stdin ? stdin : fopen(path, "rb");
    if (!file)
        return error_set(error, RESULT_USAGE, "%s: cannot be opened: %s", path, strerror(errno));
    size_t got;
    do {
        bytes_reserve(out, 65536);
        got = fread(out->at + out->len, 1, 65536, file);
        out->len += got;
    } while (got > 0);
    bool failed = ferror(file) != 0;
    int why = errno;
    if (!is_stdin)
        fclose(file);
    return failed ? error_set(error, RESULT_USAGE, "%s: cannot be read: %s", path, strerror(why))
                  : OK;
}
