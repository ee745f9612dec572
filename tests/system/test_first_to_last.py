# SPDX-License-Identifier: Apache-2.0
"""From the first record to the last, day by day, with hostile records among good ones, in both
framings: every figure against the independent books, every change of status on its day."""

import itertools
import unittest

from books import day_of, status_after, status_at_tick
from bus import Bus
from checker import READ_TOO_EARLY, Checker
from cluster import Cluster
from hostile import Hostile
from service import Service, dunningctl
from stories import FIRST_DAY, HOUR_MS, LAST_DAY, by_day, midnight, stories
from wire import Registry

CUSTOMERS = 150
SEED = 20251
REASON = "__connect.errors.exception.message"


class Target:
    """The customer that hostile records aim at: one open invoice, not due before the end."""

    customer = "TARGET"
    facts = [(FIRST_DAY + 1, "invoice-issued", {
        "event_id": "TARGET-1", "customer_id": customer, "invoice_id": "TARGET-INV-0",
        "amount_minor": 10000, "currency": "USD", "issued_at": midnight(FIRST_DAY + 1) + HOUR_MS,
        "due_date": LAST_DAY + 5})]


def orders(facts):
    """The orders in which one day's facts may be read: within a topic as sent, between any."""
    if len(facts) > 5:
        return [facts]
    topics = sorted({topic for topic, _ in facts})
    found = set()
    for order in itertools.permutations(range(len(facts))):
        if all([at for at in order if facts[at][0] == topic]
               == [at for at in range(len(facts)) if facts[at][0] == topic] for topic in topics):
            found.add(order)
    return [[facts[at] for at in order] for order in sorted(found)]


def moved(now, status, day, history):
    return status, history if status == now else history + ((day, status),)


def histories(story):
    """Every history of statuses (day, status) that a customer may have: worse at the day's tick,
    better at once."""
    days = by_day([story])
    known, possible = [], {("active", ())}
    for day in range(FIRST_DAY, LAST_DAY + 1):
        possible = {moved(now, status_at_tick(known, day), day, history)
                    for now, history in possible}
        facts = days.get(day, [])
        after = set()
        for order in orders(facts):
            reached = possible
            for count, fact in enumerate(order):
                reached = {moved(now, status_after(now, known + order[:count], fact, day), day,
                                 history) for now, history in reached}
            after |= reached
        known, possible = known + facts, after
    return {history for _, history in possible}


class FirstToLast(unittest.TestCase):
    def run_story(self, with_registry, day_by_day):
        """Day by day, each tick and each day's facts are waited for, so that nothing but the order
        within a day is open; otherwise a day's tick and facts are sent at once."""
        cluster = Cluster(4, with_registry)
        self.addCleanup(cluster.close)
        registry = Registry(cluster.registry_url) if with_registry else None
        bus = Bus(cluster, registry, SEED)
        self.addCleanup(bus.close)
        service = Service(cluster, "first")
        self.addCleanup(service.close)
        service.start().wait_ready()

        told = stories(CUSTOMERS, SEED) + [Target()]
        days = by_day(told)
        bad = []
        for day in range(FIRST_DAY, LAST_DAY + 1):
            bus.tick(midnight(day), str(day))
            if day_by_day:
                bus.wait_applied([service])
            for topic, event in days.get(day, []):
                bus.send(topic, event)
            if day == FIRST_DAY + 80:
                bus.wait_applied([service])
                bad = self.send_hostile(bus, midnight(day))
            bus.wait_applied([service])
        self.assertEqual(1, service.starts, service.tail())
        checker = Checker(cluster, bus, service.config)
        checker.check(told, midnight(LAST_DAY))
        checker.check_refusals(told, set() if day_by_day else READ_TOO_EARLY, bad)
        checker.verdict()
        if day_by_day:
            self.check_histories(told, checker)
        self.check_recipients(told, checker)
        self.check_letters(bad, checker, service)
        self.assertEqual(0, service.terminate(), service.tail())
        return checker

    def send_hostile(self, bus, now):
        """Every hostile record once, in the middle of the good ones."""
        hostile = Hostile(Target.customer, bus.cluster.partitions, now)
        for topic, partition, key, value, _ in hostile.records:
            bus.send_bytes(topic, partition, key, value)
        return hostile.records

    def check_histories(self, told, checker):
        changes = 0
        for story in told:
            said = checker.said(story.customer, "status-change")
            # A day's tick stands at its midnight; an event's decision is at or after it.
            found = tuple((day_of(value["decided_at"]), value["status"]) for value in said)
            changes += len(found)
            self.assertIn(found, histories(story), story.customer)
        print(f"{changes} changes of status of {len(told)} customers, each on its day")
        self.assertGreater(changes, len(told) // 2)

    def check_recipients(self, told, checker):
        """A1, A2: to exactly the merchant's contacts, as they were at the time."""
        for story in told:
            for notice in checker.said(story.customer, "notification"):
                if notice["template"] in ("account-paused", "account-resumed"):
                    self.assertEqual(["merchant@customer.example"],
                                     [one["address"] for one in notice["recipients"]], notice)

    def check_letters(self, bad, checker, service):
        """Each hostile record is a dead letter with its code; the operator sees it."""
        letters = [(record.topic, record.key, record.value, record.headers[REASON].decode())
                   for record in checker.dead]
        for topic, _, key, value, code in bad:
            reasons = [reason for _, of_key, of_value, reason in letters
                       if (of_key, of_value) == (key, value)]
            self.assertEqual(1, len(reasons), f"{topic} {value!r}: {code}")
            self.assertTrue(reasons[0].startswith(code + ": "),
                            f"{topic} {value!r}: {code} is not in {reasons}")
        code, out, err = dunningctl(service.config, "dead-letters", "list", "--json")
        self.assertEqual(0, code, err)
        self.assertEqual(len(letters), len(out.strip().split("\n")))

    def test_single_object_encoding(self):
        self.run_story(with_registry=False, day_by_day=True)

    def test_registry_and_both_framings(self):
        self.run_story(with_registry=True, day_by_day=False)


if __name__ == "__main__":
    unittest.main()
