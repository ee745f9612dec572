// SPDX-License-Identifier: Apache-2.0
// The commands that dunningctl's table is made of: one file each.
#ifndef OPS_COMMANDS_H
#define OPS_COMMANDS_H

#include "ops/options.h"

extern const struct command COMMAND_SCENARIO;
extern const struct command COMMAND_POLICY;

#endif
