// SPDX-License-Identifier: Apache-2.0
// The schemas of schemas/*.avsc, built into the program: schema_texts.c is made from them by
// CMakeLists.txt, in the build folder.
#ifndef CODEC_SCHEMA_TEXTS_H
#define CODEC_SCHEMA_TEXTS_H

#include "base/text.h"

struct schema_text {
    const char *name; // "InvoiceIssued": the file's name without ".avsc"
    const char *json;
};

// In the order of their names; ends with a NULL name.
extern const struct schema_text SCHEMA_TEXTS[];

#endif
