// SPDX-License-Identifier: Apache-2.0
// The alphabet of an account's bytes (the `state` in Redis and in after-images): how a number, an
// instant, a text, a member that did not change and a list are spelt, for the writer and for the
// reader, and where they start from.
//
//   state    = version byte, account
//   struct   = mask, then those members whose bit is set, in order. A bit is set where the member
//              differs from the same member of a struct that both sides know already: its namesake
//              in `base` for `settled`, else the item before it in the list, else a default below.
//              So whatever settled shares with base, and whatever is unsaid, costs a bit.
//   mask     = one bit a member, lowest first, in as few bytes as hold them
//   bool     = nothing: its bit turns it over
//   number   = varint (7 bits a byte, lowest first), signed ones in zigzag
//   instant  = varint: 0 never happened, 1 never will, 2 and eight bytes; else 3 + zigzag of the
//              difference to the instant spelt last
//   day      = varint: 0 none, else 1 + zigzag of the difference to the day spelt last
//   text     = varint h: even, h/2 bytes follow; h%4 = 1, the same text as the one whose h stands
//              h/4 bytes before this one; 3, the 16 bytes of a UUID that is spelt in lower case
//   currency = three letters, or three zero bytes
//   services = varint count of levels up to the last that is not none, four in a byte
//   list     = varint count, then the items; fewer or more than before as may be
//   seen     = varint count, then three times eight bytes each: many, and seldom looked at
//
// The same account has the same bytes. Defaults, member order and enum values are part of the
// format: whoever changes them raises STATE_VERSION, and reads the older one too.
//
// account_put.h and account_get.h have a function for each, named alike; what an account consists
// of stands in event_bytes.c, account_write.c and account_read.c.
#ifndef CODEC_ACCOUNT_BYTES_H
#define CODEC_ACCOUNT_BYTES_H

#include "base/bytes.h"
#include "base/error.h"
#include "engine/account.h"

enum { STATE_VERSION = 3 }; // 1 and 2 were never released

// Members with a bit, a struct.
enum {
    CONTACT_MEMBERS = 3,
    ACTION_ITEM_MEMBERS = 4,
    ACTION_MEMBERS = 22,
    INVOICE_ISSUED_MEMBERS = 10,
    PAYMENT_MEMBERS = 5,
    EVENT_MEMBERS = 8,
    FACT_MEMBERS = 2,
    FEE_MEMBERS = 14,
    STEP_RUN_MEMBERS = 3,
    INVOICE_MEMBERS = 19,
    MONEY_MEMBERS = 12,
    ALLOCATION_MEMBERS = 5,
    BLOCKER_MEMBERS = 18,
    FLAG_MEMBERS = 5,
    PROMISE_MEMBERS = 4,
    OUTCOME_MEMBERS = 4,
    CHARGE_TRY_MEMBERS = 5,
    ASKED_MEMBERS = 3,
    SOURCE_MEMBERS = 2,
    STANDING_MEMBERS = 10,
    SITUATION_MEMBERS = 29,
    TOLD_ENTRY_MEMBERS = 10,
    PUBLISHED_MEMBERS = 11,
    ACCOUNT_MEMBERS = 9,
};

// What the first item of a list is compared with.
extern const struct contact NO_CONTACT;
extern const struct action_item NO_ACTION_ITEM;
extern const struct action NO_ACTION;
extern const struct invoice_issued NO_INVOICE_ISSUED;
extern const struct payment_received NO_PAYMENT;
extern const struct fact NO_FACT;
extern const struct fee NO_FEE;
extern const struct step_run NO_STEP_RUN;
extern const struct invoice NO_INVOICE;
extern const struct money NO_MONEY;
extern const struct allocation NO_ALLOCATION;
extern const struct blocker NO_BLOCKER;
extern const struct flag_state NO_FLAG;
extern const struct promise NO_PROMISE;
extern const struct outcome NO_OUTCOME;
extern const struct charge_try NO_CHARGE_TRY;
extern const struct asked NO_ASKED;
extern const struct source_on_file NO_SOURCE;
extern const struct told_entry NO_TOLD_ENTRY;
extern const struct told_mark NO_TOLD_MARK;
extern const struct account NO_ACCOUNT;

enum {
    STATE_ROOM = 1024, // what most accounts need at the most
    VARINT_MAX = 10,
    MASK_MAX = 8,
    PACKED_UUID = 3,
    INSTANT_CODES = 3,
    TEXT_SLOTS = 128,
    SERVICES_A_BYTE = 4,
    SEEN_SIZE = 24,
};
#define INSTANT_SPAN (INT64_C(1) << 47) // instants within ± this are spelt as differences

static inline uint64_t zigzag(int64_t number)
{
    return ((uint64_t)number << 1) ^ (uint64_t)(number >> 63);
}

static inline int64_t zigzag_back(uint64_t code)
{
    return (int64_t)(code >> 1) ^ -(int64_t)(code & 1);
}

#endif
