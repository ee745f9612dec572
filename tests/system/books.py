# SPDX-License-Identifier: Apache-2.0
"""What one customer must owe, hold as credit and be, recomputed from the facts alone for the policy
account-pause: sort the facts by their own time and kind and id, and pay. Written from
requirements.md ("Money", "Order of payment", A3 to A5, A13), not from the C code."""

import datetime
import zoneinfo

ZONE = zoneinfo.ZoneInfo("America/New_York")
KINDS = {"invoice-issued": 0, "payment-received": 1, "account-action": 2}
PAUSE_AT_DAYS = 10
WAITING_DAYS = 30
EPOCH = datetime.date(1970, 1, 1)


def day_of(instant_ms):
    """The local date at an instant, as days since 1970."""
    instant = datetime.datetime.fromtimestamp(instant_ms / 1000, ZONE)
    return (instant.date() - EPOCH).days


def day_start(day):
    """00:00 local of a day, as an instant in milliseconds."""
    date = EPOCH + datetime.timedelta(days=day)
    midnight = datetime.datetime(date.year, date.month, date.day, tzinfo=ZONE)
    return int(midnight.timestamp() * 1000)


class Invoice:
    def __init__(self, event):
        self.id = event["invoice_id"]
        self.due = event["due_date"]
        self.currency = event["currency"]
        self.amount = event["amount_minor"]
        self.open = self.amount
        self.voided = False
        self.disputed = False


class Money:
    """A payment, or a discount or credit note: it pays, and its rest is credit."""

    def __init__(self, source, currency, amount, names=None, waits_until=None):
        self.source = source
        self.currency = currency
        self.free = amount
        self.names = names
        self.waits_until = waits_until
        self.paid = {}  # invoice id: minor units


class Books:
    def __init__(self):
        self.invoices = {}
        self.money = []  # in the order of (own time, kind, id)
        self.held = False
        self.now = 0

    def pay(self, money, invoice):
        if invoice.currency == money.currency and not invoice.voided:
            amount = min(money.free, invoice.open)
            if amount > 0:
                money.free -= amount
                invoice.open -= amount
                money.paid[invoice.id] = money.paid.get(invoice.id, 0) + amount

    def settle(self):
        """Free money pays what is open: what its payer named, then by (due date, invoice id)."""
        for money in self.money:
            if money.names in self.invoices:
                self.pay(money, self.invoices[money.names])
            elif money.names and self.now < money.waits_until:
                continue
            for invoice in sorted(self.invoices.values(), key=lambda one: (one.due, one.id)):
                self.pay(money, invoice)

    def reduce(self, source, invoice_id, currency, amount):
        """A discount or credit note: it settles its invoice first, and the rest is credit."""
        money = Money(source, currency, amount, invoice_id, 0)
        self.money.append(money)

    def reverse(self, source):
        for money in self.money:
            if money.source == source:
                for invoice_id, amount in money.paid.items():
                    self.invoices[invoice_id].open += amount
                self.money.remove(money)
                return

    def void(self, invoice_id):
        invoice = self.invoices[invoice_id]
        invoice.voided = True
        invoice.open = 0
        for money in self.money:
            money.free += money.paid.pop(invoice_id, 0)

    def apply(self, topic, event, instant):
        self.advance(instant)
        if topic == "invoice-issued":
            self.invoices[event["invoice_id"]] = Invoice(event)
        elif topic == "payment-received":
            waits = day_start(day_of(instant) + WAITING_DAYS)
            self.money.append(Money(event["payment_id"], event["currency"],
                                    event["amount_minor"], event["invoice_id"], waits))
        else:
            self.act(event)
        self.settle()

    def act(self, event):
        name, fields = event["action"]
        if name == "dunning.ReversePayment":
            self.reverse(fields["payment_id"])
        elif name == "dunning.Void":
            self.void(fields["invoice_id"])
        elif name == "dunning.Discount":
            self.reduce(event["action_id"], fields["invoice_id"], fields["currency"],
                        fields["amount_minor"])
        elif name in ("dunning.Hold", "dunning.Release"):
            self.held = name == "dunning.Hold"
        elif name in ("dunning.OpenDispute", "dunning.CloseDispute"):
            self.invoices[fields["invoice_id"]].disputed = name == "dunning.OpenDispute"
        elif name == "dunning.ExtendTerms":
            self.invoices[fields["invoice_id"]].due = fields["due"]
        elif name == "dunning.CreditNote":
            for item in fields["items"]:
                self.reduce(fields["credit_note_id"], item["invoice_id"], item["currency"],
                            item["amount_minor"])

    def advance(self, instant):
        """To an instant; money that has waited long enough for an unknown invoice pays others."""
        for until in sorted({money.waits_until for money in self.money if money.names}):
            if self.now < until <= instant:
                self.now = until
                self.settle()
        self.now = max(self.now, instant)

    def open(self):
        return {one.id: one.open for one in self.invoices.values() if one.open > 0}

    def credit(self):
        sums = {}
        for money in self.money:
            sums[money.currency] = sums.get(money.currency, 0) + money.free
        return {currency: amount for currency, amount in sums.items() if amount}

    def must_pause(self, today):
        """A3, A4, A20: one open invoice is enough; a hold and a dispute prevent it."""
        return not self.held and any(
            one.open > 0 and not one.disputed and today - one.due >= PAUSE_AT_DAYS
            for one in self.invoices.values())


def own_time(topic, event):
    return event[{"invoice-issued": "issued_at", "payment-received": "received_at",
                  "account-action": "occurred_at"}[topic]]


def fact_id(topic, event):
    return event[{"invoice-issued": "invoice_id", "payment-received": "payment_id",
                  "account-action": "action_id"}[topic]]


def books_of(facts, clock):
    """The books of [(topic, event)] at the clock (milliseconds, or None before the first tick)."""
    books = Books()
    unique = {(topic, fact_id(topic, event)): (topic, event) for topic, event in facts}
    for topic, event in sorted(unique.values(), key=lambda fact: (
            own_time(*fact), KINDS[fact[0]], fact_id(*fact))):
        books.apply(topic, event, own_time(topic, event))
    if clock is not None:
        books.advance(clock)
    return books


IMPOSES = ("dunning.Release", "dunning.CloseDispute")


def status_at_tick(known, day):
    """All of the difference is published."""
    return "paused" if books_of(known, day_start(day)).must_pause(day) else "active"


def status_after(status, known, fact, day):
    """After one more fact, on a day whose tick was: it gets better at once, and worse only by an
    action that ends what prevented it."""
    topic, event = fact
    if any((topic, fact_id(*fact)) == (of, fact_id(of, other)) for of, other in known):
        return status  # delivered again
    reached = status_at_tick(known + [fact], day)
    imposes = topic == "account-action" and event["action"][0] in IMPOSES
    return reached if reached == "active" or imposes else status
