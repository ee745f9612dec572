// SPDX-License-Identifier: Apache-2.0
// Texts of the tests of this folder: files, and edits of them.
#ifndef TESTS_CONFIG_PATCH_H
#define TESTS_CONFIG_PATCH_H

#include "base/bytes.h"

// The whole file SOURCE_DIR/`path`; fails the test when it cannot be read.
void file_load(const char *path, struct bytes *text);

// Replace the only place where `old` stands in `text`, both ending in a newline; false when there
// is none, or more than one.
bool text_replace(struct bytes *text, struct text old, struct text new);

// Takes the first line, its newline included, off the front of `rest`.
struct text line_next(struct text *rest);

#endif
