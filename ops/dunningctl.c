// SPDX-License-Identifier: Apache-2.0
// dunningctl, the operator's tool: a table of commands. What a command does is in its own file
// (commands.h), reading its command line in options.c.
#include "engine/event.h"
#include "ops/commands.h"

static const struct command *const COMMANDS[] = {
    &COMMAND_SCENARIO, &COMMAND_POLICY,       &COMMAND_SEND,      &COMMAND_ACT,
    &COMMAND_TICK,     &COMMAND_SHOW,         &COMMAND_CUSTOMERS, &COMMAND_TOPICS,
    &COMMAND_TICKS,    &COMMAND_DEAD_LETTERS, &COMMAND_REBUILD,   &COMMAND_TIMELINE,
    &COMMAND_TOTALS,   &COMMAND_DEMO_BROKER,
};
enum { COMMAND_COUNT = sizeof COMMANDS / sizeof COMMANDS[0] };

// A command by its name; the name of an action stands for `act` with it as the first operand.
static const struct command *command_find(const char *name)
{
    enum action_kind action;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (!strcmp(COMMANDS[i]->name, name))
            return COMMANDS[i];
    return action_at(text_of(name), &action) ? &COMMAND_ACT : NULL;
}

static void overview(FILE *out)
{
    fprintf(out, "dunningctl COMMAND …: look at, test and operate the dunning processor\n\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  %-14s %s\n", COMMANDS[i]->name, COMMANDS[i]->summary);
    fprintf(out, "  %-14s %s\n", "help", "this list, or `help COMMAND`");
    fprintf(out,
            "\nExit codes: 0 done, 1 the answer is \"no\" (differences, failed checks), 2 wrong "
            "usage or\nconfiguration, 3 something outside is unavailable.\n");
}

static int unknown_command(const char *name)
{
    fprintf(stderr, "dunningctl: there is no command `%s`; try `dunningctl help`\n", name);
    return EXIT_USAGE;
}

static int help(int argc, char **argv)
{
    if (argc < 1) {
        overview(stdout);
        return EXIT_DONE;
    }
    const struct command *command = command_find(argv[0]);
    if (!command)
        return unknown_command(argv[0]);
    command_help(command, stdout);
    return EXIT_DONE;
}

static bool wants_help(int argc, char **argv)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--"); i++)
        if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h"))
            return true;
    return false;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        overview(stderr);
        return EXIT_USAGE;
    }
    if (!strcmp(argv[1], "help") || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
        return help(argc - 2, argv + 2);
    const struct command *command = command_find(argv[1]);
    if (!command)
        return unknown_command(argv[1]);
    if (wants_help(argc - 2, argv + 2))
        return help(1, argv + 1);
    int first = strcmp(command->name, argv[1]) ? 1 : 2; // of the command's own words
    struct arguments arguments = {.command = command};
    struct error error;
    enum result result = arguments_read(command, argc - first, argv + first, &arguments, &error);
    if (result != OK)
        return command_misused(&arguments, "%s", error.text);
    enum exit_code code = command->run(&arguments);
    arguments_release(&arguments);
    return code;
}
