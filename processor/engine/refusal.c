// SPDX-License-Identifier: Apache-2.0
// The closed list of refusal codes with the sentence that a person reads in the dead letter.
#include "engine/decision.h"

static const struct {
    const char *code;
    const char *sentence;
} REFUSALS[REFUSAL_COUNT] = {
    [REFUSAL_NONE] = {"", ""},
    [REFUSAL_CONFLICT] = {"conflict", "An event of this id is known with other content; send a "
                                      "correction under a new id."},
    [REFUSAL_TOO_OLD] = {"too-old", "The event's own time is older than the policy's forget_days."},
    [REFUSAL_FUTURE] = {"future",
                        "The event's own time is more than 24 hours ahead of its record's "
                        "timestamp."},
    [REFUSAL_BAD_AMOUNT] = {"bad-amount", "The amount is zero, negative, too large, or of no such "
                                          "currency."},
    [REFUSAL_UNKNOWN_ACCOUNT] = {"unknown-account", "No invoice, payment, set-account or "
                                                    "set-contacts has opened this account."},
    [REFUSAL_UNKNOWN_INVOICE] = {"unknown-invoice", "The account has no invoice of this id."},
    [REFUSAL_UNKNOWN_PAYMENT] = {"unknown-payment", "The account has no payment of this id."},
    [REFUSAL_UNKNOWN_ACTION] = {"unknown-action", "The account knows nothing of this id that could "
                                                  "be taken back or answered."},
    [REFUSAL_UNKNOWN_KIND] = {"unknown-kind", "The policy has no hold of this kind."},
    [REFUSAL_UNKNOWN_FLAG] = {"unknown-flag", "The policy has no flag of this name."},
    [REFUSAL_UNKNOWN_STATUS] = {"unknown-status", "The policy has no restriction of this name."},
    [REFUSAL_ALREADY_REVERSED] = {"already-reversed", "The payment was reversed before."},
    [REFUSAL_OTHER_POLICY] = {"other-policy", "The account has another policy, and something is "
                                              "still open under it, or no policy has this name."},
    [REFUSAL_NOT_OFFERED] = {"not-offered", "The account's policy does not offer this action."},
    [REFUSAL_NO_DATE] = {"no-date", "The action needs a date."},
    [REFUSAL_PAST_DATE] = {"past-date", "The date is today or earlier, or ends before it begins."},
    [REFUSAL_NO_REASON] = {"no-reason", "The action needs a reason."},
    [REFUSAL_RESTRICTED] = {"restricted", "The account is restricted already: lift it instead, or "
                                          "name a higher status."},
    [REFUSAL_NOT_RESTRICTED] = {"not-restricted",
                                "The account is not restricted: shift it instead."},
    [REFUSAL_NOTHING_OVERDUE] = {"nothing-overdue", "No invoice of the account is overdue."},
    [REFUSAL_SHORTENS] = {"shortens", "The new due date is not later than the present one."},
    [REFUSAL_OPEN_LATE_FEE] = {"open-late-fee", "The invoice has an unpaid late fee."},
    [REFUSAL_ADVANCED] = {"advanced", "Fees are not waived on invoices of this balance class."},
    [REFUSAL_NO_CONSULTATION] = {"no-consultation", "No consultation is open or answered."},
    [REFUSAL_NOT_APPROVED] =
        {"not-approved",
         "The consultation was answered with no, or not yet, or a hold forbids it."},
    [REFUSAL_ACCOUNT_FULL] = {"account-full", "The account's state has reached account.bytes_max."},
    [REFUSAL_BAD_BYTES] = {"bad-bytes", "The record cannot be read by its schema."},
    [REFUSAL_UNKNOWN_SCHEMA] = {"unknown-schema", "The record names a schema that is not known."},
    [REFUSAL_WRONG_PARTITION] = {"wrong-partition",
                                 "The record's key belongs to another partition."},
    [REFUSAL_TICK_AHEAD] = {"tick-ahead", "The tick is more than an hour ahead of its record's "
                                          "timestamp."},
};

struct text refusal_code(enum refusal refusal)
{
    return text_of(REFUSALS[refusal].code);
}

struct text refusal_sentence(enum refusal refusal)
{
    return text_of(REFUSALS[refusal].sentence);
}
