# SPDX-License-Identifier: Apache-2.0
"""The local cluster and the operator's tool beside it: nothing of someone else's is used or
stopped, topics are created and compared, and what `send` writes another Avro library reads."""

import json
import os
import signal
import socket
import subprocess
import unittest

from confluent_kafka.admin import (AdminClient, AlterConfigOpType, ConfigEntry,
                                   ConfigResource, ResourceType)

from bus import Bus
from cluster import Cluster
from service import Service, dunningctl, wait_until
from stories import FIRST_DAY, HOUR_MS, midnight
from wire import ROOT, partition_of, unframe


def ops(command, *arguments):
    return subprocess.run([os.path.join(ROOT, "ops", command), *arguments], capture_output=True,
                          text=True, stdin=subprocess.DEVNULL)


class Operator(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = Cluster(4)
        cls.addClassCleanup(cls.cluster.close)
        cls.bus = Bus(cls.cluster)
        cls.addClassCleanup(cls.bus.close)
        cls.config = Service(cls.cluster, "only").config

    def pid(self, name):
        with open(self.cluster.path(f"cluster/{name}.pid"), encoding="utf-8") as file:
            return int(file.read().split()[0])

    def test_up__twice_is_once(self):
        before = self.pid("kafka"), self.pid("redis")
        run = ops("up", *self.cluster.options)
        self.assertEqual(0, run.returncode, run.stderr)
        self.assertEqual(before, (self.pid("kafka"), self.pid("redis")))

    def test_up__names_a_taken_port_and_starts_nothing(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            folder = self.cluster.path("other")
            run = ops("up", "--dir", folder, "--no-kafka", "--redis-port", str(port))
            self.assertEqual(3, run.returncode, run.stderr)
            self.assertIn(f"port {port}", run.stderr)
            self.assertFalse(os.path.exists(os.path.join(folder, "redis.pid")))

    def test_up__never_adopts_another_folders_server(self):
        run = ops("up", "--dir", self.cluster.path("other"), "--no-kafka", "--redis-port",
                  str(self.cluster.redis_port))
        self.assertEqual(3, run.returncode, run.stderr)

    def test_down__leaves_a_process_that_took_over_a_pid(self):
        """The pid file names a living process, but not the one that was started."""
        folder = self.cluster.path("stale")
        os.makedirs(folder, exist_ok=True)
        open(os.path.join(folder, "lock"), "w", encoding="utf-8").close()
        with subprocess.Popen(["sleep", "60"]) as stranger:
            with open(os.path.join(folder, "redis.pid"), "w", encoding="utf-8") as file:
                file.write(f"{stranger.pid} 1\n")
            run = ops("down", "--dir", folder)
            self.assertEqual(0, run.returncode, run.stderr)
            self.assertIsNone(stranger.poll())
            stranger.send_signal(signal.SIGKILL)

    def test_up__listens_on_loopback_only(self):
        out = subprocess.run(["ss", "-Hltnp"], capture_output=True, text=True).stdout
        ours = [line.split()[3] for line in out.split("\n")
                if f"pid={self.pid('kafka')}," in line or f"pid={self.pid('redis')}," in line]
        self.assertEqual(3, len(ours), out)
        for address in ours:
            self.assertRegex(address, r"^(\[::ffff:127\.0\.0\.1\]|127\.0\.0\.1):")

    def test_topics_verify__names_every_drift(self):
        code, out, err = dunningctl(self.config, "topics", "verify")
        self.assertEqual(0, code, out + err)
        admin = AdminClient({"bootstrap.servers": self.cluster.bootstrap})
        self.set_retention(admin, "1000")
        code, out, err = dunningctl(self.config, "topics", "verify")
        self.assertEqual(1, code, out + err)
        self.assertIn("dunning-journal", out + err)
        self.assertIn("retention", out + err)
        self.set_retention(admin, "34560000000")
        self.assertEqual(0, dunningctl(self.config, "topics", "verify")[0])

    def set_retention(self, admin, value):
        resource = ConfigResource(ResourceType.TOPIC, "dunning-journal", incremental_configs=[
            ConfigEntry("retention.ms", value, incremental_operation=AlterConfigOpType.SET)])
        for future in admin.incremental_alter_configs([resource]).values():
            future.result()
        wait_until(lambda: self.retention(admin) == value, 10, "the broker's own answer")

    def retention(self, admin):
        resource = ConfigResource(ResourceType.TOPIC, "dunning-journal")
        return admin.describe_configs([resource])[resource].result()["retention.ms"].value

    def send(self, lines, *options):
        path = self.cluster.path("events.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        return dunningctl(self.config, "send", path, *options)

    def test_send__writes_what_another_library_reads(self):
        good = {"topic": "invoice-issued", "event_id": "send-1", "customer_id": "Zoë",
                "invoice_id": "INV-1", "amount_minor": 12345, "currency": "EUR",
                "issued_at": "2025-02-01T09:30:00Z", "due_date": "2025-03-01"}
        action = {"topic": "account-action", "event_id": "send-2", "customer_id": "Zoë",
                  "action_id": "A-1", "occurred_at": "2025-02-02T00:00:00Z", "actor": "ann",
                  "reason": "why not", "action": {"Promise": {"promise_id": "P-1",
                                                             "by_date": "2025-03-09"}}}
        code, out, err = self.send([json.dumps(good)], "--dry-run")
        self.assertEqual((0, []), (code, self.found("invoice-issued", "Zoë")), out + err)
        code, out, err = self.send([json.dumps(good), json.dumps(action)])
        self.assertEqual(0, code, out + err)
        (record, value), = self.found("invoice-issued", "Zoë")
        self.assertEqual(partition_of("Zoë", 4), record.partition)
        self.assertEqual((12345, "EUR", 1738402200000, 20148, None, 0),
                         tuple(value[name] for name in ("amount_minor", "currency", "issued_at",
                                                        "due_date", "open_minor", "fees_minor")))
        (_, value), = self.found("account-action", "Zoë")
        self.assertEqual(("dunning.Promise", {"promise_id": "P-1", "by_date": 20156}),
                         value["action"])

    def found(self, topic, customer):
        name = {"invoice-issued": "InvoiceIssued", "account-action": "AccountAction"}[topic]
        return [(record, unframe(name, record.value)) for record in self.bus.read(topic)
                if record.key == customer.encode()]

    def test_send__names_line_and_field_of_an_error(self):
        good = {"topic": "payment-received", "event_id": "send-9", "customer_id": "C-9",
                "payment_id": "PAY-9", "amount_minor": 1, "currency": "EUR",
                "received_at": "2025-02-01T09:30:00Z"}
        for change, field in (({"amount_minor": "ten"}, "amount_minor"),
                              ({"received_at": "yesterday"}, "received_at"),
                              ({"amount": 5}, "amount"), ({"currency": None}, "currency")):
            code, out, err = self.send([json.dumps(good), json.dumps(dict(good, **change))],
                                       "--dry-run")
            self.assertEqual(1, code, out + err)
            self.assertRegex(out + err, rf"\b2\b.*{field}")

    def test_service__shown_by_the_tool(self):
        service = Service(self.cluster, "shown")
        self.addCleanup(service.close)
        service.start().wait_ready()
        for number in range(5):
            self.bus.send("invoice-issued", {
                "event_id": f"shown-{number}", "customer_id": f"SHOWN-{number}",
                "invoice_id": "INV", "amount_minor": 500, "currency": "USD",
                "issued_at": midnight(FIRST_DAY) + HOUR_MS, "due_date": FIRST_DAY + number})
        self.bus.tick(midnight(FIRST_DAY + 11), "shown", "ahead")
        self.bus.wait_applied([service])
        code, out, err = dunningctl(self.config, "customers", "--status", "paused", "--json")
        self.assertEqual(0, code, err)
        self.assertEqual({"SHOWN-0", "SHOWN-1"},
                         {json.loads(line)["customer_id"] for line in out.strip().split("\n")})
        code, out, err = dunningctl(self.config, "show", "SHOWN-0")
        self.assertEqual(0, code, err)
        self.assertIn("paused", out)
        code, out, err = dunningctl(self.config, "show", "NOBODY", "--json")
        self.assertEqual(1, code, out + err)
        self.assertEqual(0, service.terminate(), service.tail())
        with open(service.log, encoding="utf-8") as log:
            self.assertNotIn("SHOWN-", log.read(), "no personal data in the log")


if __name__ == "__main__":
    unittest.main()
