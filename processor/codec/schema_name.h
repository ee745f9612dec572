// SPDX-License-Identifier: Apache-2.0
// Names in a schema: which texts are names, their namespaces, the names of primitive types.
#ifndef CODEC_SCHEMA_NAME_H
#define CODEC_SCHEMA_NAME_H

#include "codec/schema.h"

enum { SCHEMA_NAME_MAX = 255 }; // bytes

// One name, or several with dots between where `dots` allows it.
bool schema_is_name(struct text text, bool dots);

// "dunning" of "dunning.Shift"; empty without a dot.
struct text schema_name_space(struct text full_name);

bool schema_find_primitive(struct text name, enum schema_type *type);

#endif
