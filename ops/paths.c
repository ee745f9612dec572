// SPDX-License-Identifier: Apache-2.0
#include "ops/paths.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void paths_add(struct paths *paths, const char *path)
{
    if (paths->count == paths->room) {
        paths->room = paths->room ? paths->room * 2 : 64;
        paths->items = realloc(paths->items, paths->room * sizeof *paths->items);
    }
    char *copy = strdup(path);
    if (!paths->items || !copy)
        abort();
    paths->items[paths->count++] = copy;
}

void paths_release(struct paths *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        free(paths->items[i]);
    free(paths->items);
}

static enum result find(const char *path, const char *ending, bool named, struct paths *paths,
                        struct error *error)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return error_set(error, RESULT_USAGE, "%s: %s", path, strerror(errno));
    size_t len = strlen(path);
    if (!S_ISDIR(about.st_mode)) {
        size_t tail = strlen(ending);
        if (named || (len > tail && !strcmp(path + len - tail, ending)))
            paths_add(paths, path);
        return OK;
    }
    struct dirent **entries;
    int count = scandir(path, &entries, NULL, alphasort);
    if (count < 0)
        return error_set(error, RESULT_USAGE, "%s: %s", path, strerror(errno));
    enum result result = OK;
    for (int i = 0; i < count; i++) {
        char *inner = NULL;
        if (result == OK && entries[i]->d_name[0] != '.') {
            const char *slash = path[len - 1] == '/' ? "" : "/";
            if (asprintf(&inner, "%s%s%s", path, slash, entries[i]->d_name) < 0)
                abort();
            result = find(inner, ending, false, paths, error);
            free(inner);
        }
        free(entries[i]);
    }
    free(entries);
    return result;
}

enum result paths_find(const char *path, const char *ending, struct paths *paths,
                       struct error *error)
{
    return find(path, ending, true, paths, error);
}
