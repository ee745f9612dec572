# SPDX-License-Identifier: Apache-2.0
"""E5: a tick that would restrict too many, or that is too far ahead, is parked; payments go on; a
later tick carrying a release lets it through. And a group without offsets but with a journal stops
and names the way out."""

import json
import unittest

from confluent_kafka.admin import AdminClient

from bus import Bus
from cluster import Cluster
from service import GROUP, Service, dunningctl, wait_until
from stories import FIRST_DAY, HOUR_MS, midnight
from test_barrier import payment

CUSTOMERS = 60


class Guard(unittest.TestCase):
    def setUp(self):
        self.cluster = Cluster(1)
        self.addCleanup(self.cluster.close)
        self.bus = Bus(self.cluster)
        self.addCleanup(self.bus.close)
        self.service = Service(self.cluster, "only", guard={"share": 0.05, "accounts": 10})
        self.addCleanup(self.service.close)
        self.service.start().wait_ready()

    def customers(self):
        return [f"M-{number}" for number in range(CUSTOMERS)]

    def issue(self):
        for customer in self.customers():
            self.bus.send("invoice-issued", {
                "event_id": f"{customer}-I", "customer_id": customer,
                "invoice_id": f"{customer}-INV", "amount_minor": 10000, "currency": "USD",
                "issued_at": midnight(FIRST_DAY) + HOUR_MS, "due_date": FIRST_DAY})

    def paused(self):
        return {record.key.decode() for record in self.bus.read("status-change")}

    def ticks(self):
        code, out, err = dunningctl(self.service.config, "ticks", "--json")
        self.assertEqual(0, code, err)
        return [json.loads(line) for line in out.split("\n") if line]

    def test_mass_action_is_parked_until_released(self):
        self.issue()
        for day in range(FIRST_DAY, FIRST_DAY + 10):
            self.bus.tick(midnight(day), str(day))
        self.bus.wait_applied([self.service])
        self.bus.tick(midnight(FIRST_DAY + 10), "mass")
        self.bus.wait_applied([self.service])
        self.assertEqual(set(), self.paused(), "parked")
        self.assertTrue(self.ticks(), "the operator sees the parked tick")
        for customer in self.customers()[:20]:
            self.bus.send("payment-received",
                          payment(customer, midnight(FIRST_DAY + 10) + HOUR_MS))
        self.bus.wait_applied([self.service])
        code, out, err = dunningctl(self.service.config, "tick", "--release", "mass", "--at",
                                    "2025-01-12T12:00:00Z", "--by", "ann", "--because", "checked")
        self.assertEqual(0, code, out + err)
        wait_until(lambda: len(self.paused()) == CUSTOMERS - 20, 30,
                   lambda: f"{len(self.paused())} paused; " + self.service.tail())
        self.assertEqual(set(self.customers()[20:]), self.paused())

    def test_tick_too_far_ahead_is_parked(self):
        self.issue()
        self.bus.tick(midnight(FIRST_DAY), "first")
        self.bus.wait_applied([self.service])
        self.bus.tick(midnight(FIRST_DAY + 4), "ahead")
        self.bus.wait_applied([self.service])
        self.assertTrue(self.ticks())
        self.bus.tick(midnight(FIRST_DAY + 4), "released", "ahead")
        self.bus.wait_applied([self.service])
        self.assertEqual([], self.bus.read("dunning-dead-letter"))

    def test_lost_offsets_stop_the_service(self):
        self.issue()
        self.bus.tick(midnight(FIRST_DAY), "first")
        self.bus.wait_applied([self.service])
        count = len(self.bus.read("dunning-journal"))
        self.assertEqual(0, self.service.terminate(), self.service.tail())
        admin = AdminClient({"bootstrap.servers": self.cluster.bootstrap})
        # The static member's session must be over before its group can be deleted.
        wait_until(lambda: self.deleted(admin), 60, "the group deleted")
        self.service.start()
        wait_until(lambda: self.service.process.poll() is not None, 60, self.service.tail)
        self.assertNotEqual(0, self.service.process.returncode)
        self.assertIn("rebuild --offsets", self.service.tail())
        code, out, err = dunningctl(self.service.config, "rebuild", "--offsets")
        self.assertEqual(0, code, out + err)
        self.service.start().wait_ready()
        self.bus.tick(midnight(FIRST_DAY + 1), "second")
        self.bus.wait_applied([self.service])
        self.assertEqual(count + 1, len(self.bus.read("dunning-journal")), "nothing done twice")

    def deleted(self, admin):
        try:
            admin.delete_consumer_groups([GROUP])[GROUP].result()
            return True
        except Exception:  # not empty yet
            return False


if __name__ == "__main__":
    unittest.main()
