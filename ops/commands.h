// SPDX-License-Identifier: Apache-2.0
// The commands that dunningctl's table is made of: one file each.
#ifndef OPS_COMMANDS_H
#define OPS_COMMANDS_H

#include "ops/options.h"

extern const struct command COMMAND_ACT;
extern const struct command COMMAND_CUSTOMERS;
extern const struct command COMMAND_DEAD_LETTERS;
extern const struct command COMMAND_DEMO_BROKER;
extern const struct command COMMAND_POLICY;
extern const struct command COMMAND_REBUILD;
extern const struct command COMMAND_SCENARIO;
extern const struct command COMMAND_SEND;
extern const struct command COMMAND_SHOW;
extern const struct command COMMAND_TICK;
extern const struct command COMMAND_TICKS;
extern const struct command COMMAND_TIMELINE;
extern const struct command COMMAND_TOPICS;
extern const struct command COMMAND_TOTALS;

#endif
