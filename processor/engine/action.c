// SPDX-License-Identifier: Apache-2.0
// The spelling of events and actions, in the order of their enums (contract.md's table).
#include "engine/event.h"

static const struct {
    struct text name;
    struct text record;
} ACTIONS[ACTION_KIND_COUNT] = {
#define ACTION_ROW(kind, name, record) \
    [kind] = {{name, sizeof(name) - 1}, {record, sizeof(record) - 1}}
    ACTION_ROW(ACTION_SET_ACCOUNT, "set-account", "SetAccount"),
    ACTION_ROW(ACTION_SET_CONTACTS, "set-contacts", "SetContacts"),
    ACTION_ROW(ACTION_SHIFT, "shift", "Shift"),
    ACTION_ROW(ACTION_LIFT, "lift", "Lift"),
    ACTION_ROW(ACTION_HOLD, "hold", "Hold"),
    ACTION_ROW(ACTION_RELEASE, "release", "Release"),
    ACTION_ROW(ACTION_EXTEND_TERMS, "extend-terms", "ExtendTerms"),
    ACTION_ROW(ACTION_DISCOUNT, "discount", "Discount"),
    ACTION_ROW(ACTION_REVOKE_DISCOUNT, "revoke-discount", "RevokeDiscount"),
    ACTION_ROW(ACTION_CREDIT_NOTE, "credit-note", "CreditNote"),
    ACTION_ROW(ACTION_VOID, "void", "Void"),
    ACTION_ROW(ACTION_WAIVE_FEE, "waive-fee", "WaiveFee"),
    ACTION_ROW(ACTION_REVERSE_PAYMENT, "reverse-payment", "ReversePayment"),
    ACTION_ROW(ACTION_WRITE_OFF, "write-off", "WriteOff"),
    ACTION_ROW(ACTION_UNDO, "undo", "Undo"),
    ACTION_ROW(ACTION_PAUSE, "pause", "Pause"),
    ACTION_ROW(ACTION_RESUME, "resume", "Resume"),
    ACTION_ROW(ACTION_OPEN_DISPUTE, "open-dispute", "OpenDispute"),
    ACTION_ROW(ACTION_CLOSE_DISPUTE, "close-dispute", "CloseDispute"),
    ACTION_ROW(ACTION_PROMISE, "promise", "Promise"),
    ACTION_ROW(ACTION_KEEP_PROMISE, "keep-promise", "KeepPromise"),
    ACTION_ROW(ACTION_AGREE_PLAN, "agree-plan", "AgreePlan"),
    ACTION_ROW(ACTION_CANCEL_PLAN, "cancel-plan", "CancelPlan"),
    ACTION_ROW(ACTION_GIVE_UPDATE, "give-update", "GiveUpdate"),
    ACTION_ROW(ACTION_RECORD_CONTACT, "record-contact", "RecordContact"),
    ACTION_ROW(ACTION_RECORD_CHARGE, "record-charge", "RecordCharge"),
    ACTION_ROW(ACTION_RECORD_ACTIVITY, "record-activity", "RecordActivity"),
    ACTION_ROW(ACTION_ANSWER_CONSULTATION, "answer-consultation", "AnswerConsultation"),
    ACTION_ROW(ACTION_HAND_OVER, "hand-over", "HandOver"),
    ACTION_ROW(ACTION_ESCALATE, "escalate", "Escalate"),
    ACTION_ROW(ACTION_SET_SOURCE, "set-source", "SetSource"),
    ACTION_ROW(ACTION_SET_FLAG, "set-flag", "SetFlag"),
    ACTION_ROW(ACTION_REQUEST_REINSTATEMENT, "request-reinstatement", "RequestReinstatement"),
};

static const struct text EVENTS[EVENT_TYPE_COUNT] = {
    {"invoice-issued", 14}, {"payment-received", 16}, {"account-action", 14}, {"clock-tick", 10}};

struct text action_name(enum action_kind kind)
{
    return ACTIONS[kind].name;
}

struct text action_record_name(enum action_kind kind)
{
    return ACTIONS[kind].record;
}

bool action_at(struct text name, enum action_kind *kind)
{
    for (int i = 0; i < ACTION_KIND_COUNT; i++) {
        if (text_equal(ACTIONS[i].name, name)) {
            *kind = (enum action_kind)i;
            return true;
        }
    }
    return false;
}

bool action_at_record(struct text name, enum action_kind *kind)
{
    for (int i = 0; i < ACTION_KIND_COUNT; i++) {
        if (text_equal(ACTIONS[i].record, name)) {
            *kind = (enum action_kind)i;
            return true;
        }
    }
    return false;
}

struct text event_name(enum event_type type)
{
    return EVENTS[type];
}
