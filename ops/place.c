// SPDX-License-Identifier: Apache-2.0
#include "ops/place.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *copy_of(const char *text)
{
    char *copy = strdup(text);
    if (!copy)
        abort();
    return copy;
}

// The program's own folder, without the last slash; "" when the system does not tell.
static void program_folder(char out[PATH_MAX])
{
    ssize_t len = readlink("/proc/self/exe", out, PATH_MAX - 1);
    out[len > 0 ? len : 0] = 0;
    char *slash = strrchr(out, '/');
    if (slash)
        *slash = 0;
}

char *file_place(const char *path)
{
    static const char *const ROOTS[] = {"", "/..", "/../..", "/../share/dunning"};
    char folder[PATH_MAX], candidate[2 * PATH_MAX];
    program_folder(folder);
    for (size_t i = 0; folder[0] && i < sizeof ROOTS / sizeof ROOTS[0]; i++) {
        snprintf(candidate, sizeof candidate, "%s%s/%s", folder, ROOTS[i], path);
        if (access(candidate, R_OK) == 0)
            return copy_of(candidate);
    }
    return copy_of(path);
}

char *policies_place(const char *given)
{
    const char *wanted = given ? given : getenv("DUNNING_POLICIES");
    return wanted ? copy_of(wanted) : file_place("ops/policies");
}
