// SPDX-License-Identifier: Apache-2.0
// The cells of a decoded input record to an event, each value within its bounds.
#ifndef CODEC_EVENT_VALUES_H
#define CODEC_EVENT_VALUES_H

#include "codec/event_fields.h"
#include "codec/event_read.h"
#include "codec/tape.h"

enum {
    ID_BYTES_MAX = 255,    // ids, names, codes, words
    TEXT_BYTES_MAX = 1024, // actor, reason, address
    DAYS_MAX = 3660,       // business days, net terms
};

// What the checks of one record share.
struct taking {
    const struct tape *tape;
    struct arena *arena;
    struct event_fault *fault;
};

// Each sets the value of one cell, or the fault and returns false. `field` is for the sentence.
bool take_id(struct taking *taking, const struct cell *cell, const char *field, struct text *text);
bool take_text(struct taking *taking, const struct cell *cell, const char *field, bool empty,
               size_t max, struct text *text);
bool take_instant(struct taking *taking, const struct cell *cell, const char *field, int64_t *ms);
bool take_day(struct taking *taking, const struct cell *cell, const char *field, int32_t *day);
bool take_currency(struct taking *taking, const struct cell *cell, struct currency *currency);
bool take_amount(struct taking *taking, const struct cell *cell, const char *field, int64_t least,
                 int64_t most, int64_t *amount_minor);

// False: `fault` with a sentence of the printf kind, "field: …".
bool refuse(struct taking *taking, enum refusal refusal, const char *format, ...) PRINTF_LIKE(3, 4);

// The whole record, by the number of the field in our schema.
bool event_values_take(struct taking *taking, const struct action_layout *layout,
                       enum event_type type, struct event *event);

// event_action.c: the record of the union's branch.
bool event_action_take(struct taking *taking, const struct action_layout *layout,
                       const struct cell *record, struct action *action);

#endif
