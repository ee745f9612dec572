// SPDX-License-Identifier: Apache-2.0
// The bytes of an admitted event as an account keeps it, and of the lists that account and event
// share. Internal to the codec of accounts; the spelling is account_bytes.h's.
#ifndef CODEC_EVENT_BYTES_H
#define CODEC_EVENT_BYTES_H

#include "codec/account_get.h"
#include "codec/account_put.h"

// A writer says whether the item differs from the one before; a reader changes a copy of that one.
bool write_contact(struct state_writer *w, const struct contact *x, const struct contact *was);
void read_contact(struct state_reader *r, struct contact *x);
bool write_action_item(struct state_writer *w, const struct action_item *x,
                       const struct action_item *was);
void read_action_item(struct state_reader *r, struct action_item *x);

// All of it but customer_id, which is the account's. No tick: it is no fact.
void write_event(struct state_writer *w, const struct event *x, const struct event *was);
void read_event(struct state_reader *r, struct event *x);

#endif
