# SPDX-License-Identifier: Apache-2.0
"""Records that must not be applied, each with the code it is refused for. `customer` is a customer
with an invoice CUSTOMER-INV-0 that was issued before `now_ms`."""

from wire import SCHEMAS, frame, partition_of

DAY_MS = 24 * 3600 * 1000


def flipped(data, at):
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1:]


class Hostile:
    def __init__(self, customer, partitions, now_ms):
        self.customer = customer
        self.partitions = partitions
        self.now = now_ms
        self.records = []  # (topic, partition, key, value, code)
        self.broken_bytes()
        self.impossible_events()
        self.impossible_actions()

    def add(self, topic, value, code, key=None, partition=None):
        key = self.customer.encode() if key is None else key
        if partition is None:
            partition = partition_of(self.customer, self.partitions)
        self.records.append((topic, partition, key, value, code))

    def invoice(self, **changes):
        event = {"event_id": f"hostile-{len(self.records)}", "customer_id": self.customer,
                 "invoice_id": f"{self.customer}-HOSTILE-{len(self.records)}",
                 "amount_minor": 10000, "currency": "USD", "issued_at": self.now - DAY_MS,
                 "due_date": 20150}
        return dict(event, **changes)

    def broken_bytes(self):
        good = frame(SCHEMAS["InvoiceIssued"], self.invoice())
        huge = b"\xff\xff\xff\xff\xff\xff\xff\xff\x7f"
        for value in (b"", b"\xc3", good[:9], good[:10], good[:-1], good + b"\0",
                      good[:10] + huge, good[:10] + b"\x01", good[:10] + b"\xff" * 40,
                      good[:10] + b"\x08\xff\xfe\xfd\xfc" + good[11:], b"{\"json\": true}"):
            self.add("invoice-issued", value, "bad-bytes")
        self.add("payment-received", None, "bad-bytes")
        self.add("invoice-issued", flipped(good, 3), "unknown-schema")
        self.add("payment-received", good, "unknown-schema")
        # A union branch that no schema knows.
        action = frame(SCHEMAS["AccountAction"], self.action("Resume", {}))
        self.add("account-action", action[:-1] + b"\xfe\x7f", "bad-bytes")

    def impossible_events(self):
        known = f"{self.customer}-INV-0"
        for changes, code in (
                ({"amount_minor": 0}, "bad-amount"), ({"amount_minor": -5}, "bad-amount"),
                ({"currency": "ZZZ"}, "bad-amount"),
                ({"invoice_id": known, "amount_minor": 77777}, "conflict"),
                ({"issued_at": 3471292800000, "due_date": 40200}, "future"),
                ({"issued_at": self.now - 800 * DAY_MS, "due_date": 19300}, "too-old"),
                ({"policy": "b2b-collections"}, "other-policy")):
            self.add("invoice-issued", frame(SCHEMAS["InvoiceIssued"], self.invoice(**changes)),
                     code)
        good = frame(SCHEMAS["InvoiceIssued"], self.invoice())
        away = (partition_of(self.customer, self.partitions) + 1) % self.partitions
        self.add("invoice-issued", good, "wrong-partition", partition=away)

    def action(self, name, fields):
        number = len(self.records)
        return {"event_id": f"hostile-{number}", "customer_id": self.customer,
                "action_id": f"{self.customer}-HOSTILE-{number}", "occurred_at": self.now,
                "actor": "ann", "reason": "a try", "action": ("dunning." + name, fields)}

    def impossible_actions(self):
        for name, fields, code in (
                ("Void", {"invoice_id": "none"}, "unknown-invoice"),
                ("ReversePayment", {"payment_id": "none"}, "unknown-payment"),
                ("Undo", {"undone_action_id": "none"}, "unknown-action"),
                ("Hold", {"kind": "because"}, "unknown-kind"),
                ("HandOver", {}, "not-offered"),
                ("Escalate", {"status": "paused"}, "not-offered"),
                ("Discount", {"invoice_id": f"{self.customer}-INV-0", "currency": "USD",
                              "amount_minor": 0}, "bad-amount")):
            event = self.action(name, fields)
            self.add("account-action", frame(SCHEMAS["AccountAction"], event), code)
        stranger = dict(self.action("Resume", {}), customer_id="nobody")
        stranger["action"] = ("dunning.OpenDispute", {"invoice_id": "none"})
        self.add("account-action", frame(SCHEMAS["AccountAction"], stranger), "unknown-account",
                 b"nobody", partition_of("nobody", self.partitions))
