// SPDX-License-Identifier: Apache-2.0
// The files that a command line names: a file as it is, a folder for all files of one ending in and
// below it, in the order of their names.
#ifndef OPS_PATHS_H
#define OPS_PATHS_H

#include "base/error.h"

#include <stddef.h>

struct paths {
    char **items;
    size_t count, room;
};

// Adds to `paths`. RESULT_USAGE: there is no such file or folder.
MUST_USE enum result paths_find(const char *path, const char *ending, struct paths *paths,
                                struct error *error);
void paths_release(struct paths *paths);

#endif
