// SPDX-License-Identifier: Apache-2.0
// Any bytes as a configuration: refused with a reason, or read; what decides survives printing.
#include "config/options.h"

#include <stdlib.h>

// Files and libraries that a configuration may name are no part of what is tried here.
static bool reaches_outside(struct text text)
{
    return memmem(text.at, text.len, "@/", 2) || memmem(text.at, text.len, "plugin", 6) ||
           memmem(text.at, text.len, "ssl", 3);
}

static void check_round(const struct options *options)
{
    struct bytes first = {0}, second = {0};
    struct options again;
    struct error error = {{0}};
    options_write_deciding(options, &first);
    options_init(&again);
    if (options_adopt(&again, "deciding", bytes_text(&first), &error) != OK)
        abort();
    options_write_deciding(&again, &second);
    if (!text_equal(bytes_text(&first), bytes_text(&second)))
        abort();
    options_release(&again);
    bytes_clear(&first);
    options_write(options, &first); // must only not fail: passwords are printed as ***
    bytes_release(&first);
    bytes_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text text = {(const char *)data, size};
    if (size == 0 || reaches_outside(text))
        return 0;
    struct options options;
    struct error error = {{0}};
    options_init(&options);
    if (options_read(&options, "fuzz", text, &error) == OK)
        check_round(&options);
    else if (error.text[0] == 0)
        abort();
    options_release(&options);
    return 0;
}
