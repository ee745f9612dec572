# SPDX-License-Identifier: Apache-2.0
"""Payments published right before a tick by another producer: no consequence despite a payment in
the log, however far the tick's own partition is ahead of its siblings."""

import time
import unittest

from bus import Bus
from cluster import Cluster
from service import Service, wait_until
from stories import FIRST_DAY, HOUR_MS, midnight

PARTITIONS = 8
ROUNDS = 6
PAYERS = 400
DEBTORS = 40
# Bulk in front of the payments, more than one fetch brings: the tick is read long before them.
FILLERS = 5000
FILLING = {"note": "x" * 3000}
WAITS_MIN = 20
# An open transaction over every partition holds the tick of each, every time.
HELD_ROUNDS = 3
HELD = 100


def invoice(customer, due):
    return {"event_id": f"{customer}-I", "customer_id": customer, "invoice_id": f"{customer}-INV",
            "amount_minor": 10000, "currency": "USD", "issued_at": midnight(due) + HOUR_MS,
            "due_date": due}


def payment(customer, instant, number=0, amount=10000):
    return {"event_id": f"{customer}-P{number}", "customer_id": customer,
            "payment_id": f"{customer}-PAY-{number}", "amount_minor": amount, "currency": "USD",
            "received_at": instant, "invoice_id": f"{customer}-INV"}


class Barrier(unittest.TestCase):
    def setUp(self):
        self.cluster = Cluster(PARTITIONS)
        self.addCleanup(self.cluster.close)
        self.bus = Bus(self.cluster)
        self.addCleanup(self.bus.close)
        self.service = Service(self.cluster, "only")
        self.addCleanup(self.service.close)
        self.service.start().wait_ready()
        self.statuses = {}

    def waited(self):
        return self.service.metric("dunning_tick_wait_seconds_count")

    def test_payments_right_before_a_tick(self):
        payers = [f"PAYER-{number}" for number in range(ROUNDS * PAYERS)]
        debtors = [f"DEBTOR-{number}" for number in range(ROUNDS * DEBTORS)]
        # A round's last tick is the ninth day past due of the next round's invoices.
        for round_number in range(ROUNDS):
            self.play(round_number, payers[round_number::ROUNDS], debtors[round_number::ROUNDS])
        print(f"{self.waited():.0f} ticks waited at the barrier")
        paused = {record.key.decode() for record in self.bus.read("status-change")}
        self.assertEqual(set(), paused & set(payers), "paid before the tick, paused all the same")
        self.assertEqual(set(debtors), paused)
        self.assertGreater(self.waited(), 0, "no tick was ahead of its siblings")

    def play(self, round_number, payers, debtors):
        due = FIRST_DAY + round_number
        for customer in payers + debtors:
            self.bus.send("invoice-issued", invoice(customer, due))
        for day in range(due, due + 10) if round_number == 0 else ():
            self.bus.tick(midnight(day), str(day))
        self.bus.wait_applied([self.service])
        last_second = midnight(due + 10) - 1000
        other = self.bus.new_producer(**{"linger.ms": 0})
        for number in range(FILLERS):
            filler = payment(f"FILLER-{number}", last_second, round_number, 1)
            self.bus.send("payment-received", dict(filler, metadata=FILLING), other)
        for customer in payers:
            self.bus.send("payment-received", payment(customer, last_second), other)
        self.assertEqual(0, other.flush(30))
        self.bus.tick(midnight(due + 10), f"{round_number}-end")
        self.bus.wait_applied([self.service])

    def test_payments_in_an_open_transaction(self):
        """A stranger's open transaction holds the tick; what it commits then counts. Whether a tick
        waits does not hang on the machine's speed here: this is where the waits are counted."""
        stranger = self.bus.new_producer(**{"transactional.id": "stranger"})
        stranger.init_transactions(30)
        for round_number in range(HELD_ROUNDS):
            self.hold(round_number, stranger)
        print(f"{self.waited():.0f} ticks waited at the barrier")
        self.assertEqual([], self.bus.read("status-change"))
        self.assertGreaterEqual(self.waited(), WAITS_MIN)

    def hold(self, round_number, stranger):
        due = FIRST_DAY + round_number
        customers = [f"LATE-{round_number}-{number}" for number in range(HELD)]
        for customer in customers:
            self.bus.send("invoice-issued", invoice(customer, due))
        for day in range(due, due + 10) if round_number == 0 else ():
            self.bus.tick(midnight(day), str(day))
        self.bus.wait_applied([self.service])
        stranger.begin_transaction()
        for customer in customers:
            paid = payment(customer, midnight(due + 10) - 1000)
            self.bus.send("payment-received", paid, stranger)
        stranger.flush(30)
        self.bus.tick(midnight(due + 10), f"{round_number}-held")
        self.bus.flush()
        time.sleep(2)
        lag = self.bus.lag()
        for partition in range(PARTITIONS):
            self.assertIn(("clock-tick", partition), lag, "the tick waits")
        stranger.commit_transaction(30)
        self.bus.wait_applied([self.service])
        wait_until(lambda: not self.bus.lag(), 30, "the tick went on")


if __name__ == "__main__":
    unittest.main()
