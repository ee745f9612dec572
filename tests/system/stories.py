# SPDX-License-Identifier: Apache-2.0
"""Seeded customers: what each is sent, day by day, in the order in which it is heard of. The own
times of a customer's facts are all different, and no fact is later than ten days."""

import random

from books import day_of, day_start

# 2025-01-02, a day all machines have behind them; the last due dates are in April.
FIRST_DAY = 20090
LAST_DAY = FIRST_DAY + 110
LATE_DAYS_MAX = 10
HOUR_MS = 3600 * 1000


class Story:
    """One customer's facts: (day heard of, topic, event)."""

    def __init__(self, customer, seed):
        self.customer = customer
        self.random = random.Random(f"{seed}/{customer}")
        self.facts = []
        self.times = set()
        self.held = False
        self.open_account()
        for number in range(self.random.randint(1, 4)):
            self.invoice(f"{customer}-INV-{number}")
        self.facts = sorted((fact for fact in self.facts if fact[0] <= LAST_DAY),
                            key=lambda fact: fact[0])

    def own_time(self, day):
        """An instant of that day between 08:00 and 20:00, used once."""
        while True:
            instant = day_start(day) + 8 * HOUR_MS + self.random.randrange(12 * HOUR_MS)
            if instant not in self.times:
                self.times.add(instant)
                return instant

    def chance(self, share):
        return self.random.random() < share

    def add(self, day, topic, event):
        event["customer_id"] = self.customer
        event["event_id"] = f"{self.customer}-{len(self.facts)}"
        self.facts.append((day, topic, event))
        if self.chance(0.05):  # delivered twice
            again = dict(event, event_id=event["event_id"] + "-again")
            self.facts.append((day + self.random.choice([0, 0, 3]), topic, again))

    def action(self, day, name, **fields):
        self.add(day, "account-action", {
            "action_id": f"{self.customer}-ACT-{len(self.facts)}",
            "occurred_at": self.own_time(day), "actor": "ann", "reason": "as agreed",
            "action": ("dunning." + name, fields)})

    def open_account(self):
        contacts = [{"role": role, "channel": channel, "address": f"{role}@customer.example"}
                    for role, channel in (("merchant", "email"), ("billing", "phone"))]
        self.action(FIRST_DAY, "SetContacts",
                    contacts=contacts if self.chance(0.8) else contacts[:1])

    def invoice(self, invoice_id):
        chance = self.random
        issued = FIRST_DAY + 1 + chance.randrange(60)
        due = issued + chance.choice([0, 7, 14, 30])
        amount = chance.randrange(1000, 50000)
        heard = issued + (chance.randrange(LATE_DAYS_MAX) if self.chance(0.1) else 0)
        self.add(heard, "invoice-issued", {
            "invoice_id": invoice_id, "amount_minor": amount, "currency": "USD",
            "issued_at": self.own_time(issued), "due_date": due})
        self.block(invoice_id, heard, due)
        settled = self.settle(invoice_id, heard, due, amount)
        if not settled and self.chance(0.15):
            self.action(heard + 1 + chance.randrange(30), "Void", invoice_id=invoice_id)

    def block(self, invoice_id, heard, due):
        """Sometimes a hold on the account, a dispute of the invoice, or more time for it."""
        day = max(heard + 1, due + self.random.randrange(25))
        end = day + self.random.randrange(1, 20)
        kind = self.random.randrange(12)
        if kind == 0 and not self.held:
            self.held = True
            self.action(day, "Hold", kind="do-not-restrict")
            if self.chance(0.7):
                self.action(end, "Release", kind="do-not-restrict")
        elif kind == 1:
            self.action(day, "OpenDispute", invoice_id=invoice_id)
            if self.chance(0.7):
                self.action(end, "CloseDispute", invoice_id=invoice_id)
        elif kind == 2:
            self.action(day, "ExtendTerms", invoice_id=invoice_id, due=max(due, day) + 10)

    def settle(self, invoice_id, heard, due, amount):
        """Payments, discounts and credit notes for it; False if it was left alone."""
        chance = self.random
        kind = chance.randrange(10)
        day = min(max(heard + 1, due - 5) + chance.randrange(30), LAST_DAY - 20)
        if kind < 2:
            return False
        if kind == 2:
            self.action(day, "Discount", invoice_id=invoice_id, currency="USD",
                        amount_minor=chance.choice([amount, amount // 2, amount + 500]))
        elif kind == 3:
            self.action(day, "CreditNote", credit_note_id=invoice_id + "-NOTE", items=[
                {"invoice_id": invoice_id, "currency": "USD", "amount_minor": amount // 3}])
        elif kind == 4:
            self.payment(day, invoice_id, amount // 2)
            self.payment(day + chance.randrange(1, 15), invoice_id, amount - amount // 2)
        elif kind == 5:  # before the invoice, for which it waits if it names it
            self.payment(max(FIRST_DAY + 1, due - 35), invoice_id, amount)
        elif kind == 6:
            self.payment(day, invoice_id, amount + chance.randrange(1, 20000))
        else:
            self.payment(day, invoice_id, amount)
        return True

    def payment(self, day, invoice_id, amount):
        """Known when the money came, or some days later; sometimes reversed."""
        late = self.random.randrange(LATE_DAYS_MAX) if self.chance(0.2) else 0
        payment_id = f"{self.customer}-PAY-{len(self.facts)}"
        self.add(day + late, "payment-received", {
            "payment_id": payment_id, "amount_minor": amount, "currency": "USD",
            "received_at": self.own_time(day),
            "invoice_id": invoice_id if self.chance(0.7) else None})
        if self.chance(0.12):
            self.action(day + late + self.random.randrange(1, 10), "ReversePayment",
                        payment_id=payment_id)


def stories(count, seed, first=0):
    return [Story(f"C-{number:05d}", seed) for number in range(first, first + count)]


def by_day(all_stories):
    """{day: [(topic, event)]} over all customers, each customer's facts in their order."""
    days = {}
    for story in all_stories:
        for day, topic, event in story.facts:
            days.setdefault(day, []).append((topic, event))
    return days


def midnight(day):
    """The tick of a day: its 00:00 local."""
    assert day_of(day_start(day)) == day
    return day_start(day)
