# SPDX-License-Identifier: Apache-2.0
"""FLUSHALL in mid-run, Redis away for ten seconds, Redis back with an older copy, the broker
restarted: the service waits or rebuilds, and every figure is right in the end."""

import time
import unittest

from bus import Bus
from checker import READ_TOO_EARLY, Checker
from cluster import Cluster
from feeder import Feeder
from service import Service, wait_until
from stories import stories

CUSTOMERS = 300
SEED = 4711


class LostServers(unittest.TestCase):
    def setUp(self):
        self.cluster = Cluster(8)
        self.addCleanup(self.cluster.close)
        self.bus = Bus(self.cluster, seed=SEED)
        self.addCleanup(self.bus.close)
        self.service = Service(self.cluster, "only")
        self.addCleanup(self.service.close)
        self.service.start().wait_ready()

    def test_redis_and_broker_lost(self):
        told = stories(CUSTOMERS, SEED)
        feeder = Feeder(self.bus, told, 0.6)
        feeder.start()
        time.sleep(5)
        self.flush_redis()
        self.redis_away()
        self.redis_older()
        self.broker_restarted()
        self.assertTrue(feeder.is_alive(), "all faults must fall into the run")
        clock = feeder.finish()
        self.bus.wait_applied([self.service])
        checker = Checker(self.cluster, self.bus, self.service.config)
        checker.check(told, clock)
        print("%d of %d facts refused, read before their invoice"
              % checker.check_refusals(told, READ_TOO_EARLY))
        checker.verdict()

    def marks(self):
        redis = self.cluster.redis()
        return {partition: int(mark) for partition in range(self.cluster.partitions)
                if (mark := redis.hget(f"dunning:{{{partition}}}:watermark", "seq"))}

    def wait_level(self, seconds=60):
        def level():
            self.service.supervise()
            marks, log = self.marks(), self.bus.journal_sequences()
            return set(marks) == set(log) and all(log[one] - marks[one] < 20 for one in log)

        wait_until(level, seconds, lambda: f"Redis level: {self.marks()}, "
                   f"{self.bus.journal_sequences()}; " + self.service.tail())

    def flush_redis(self):
        for _ in range(3):
            self.wait_level()
            self.assertGreater(self.cluster.redis().dbsize(), 20, "nothing to lose yet")
            self.cluster.redis().flushall()
            time.sleep(1)
        self.wait_level()
        self.assertEqual(1, self.service.starts, "an empty Redis is no reason to leave")

    def redis_away(self):
        self.cluster.stop("redis")
        gone = time.monotonic()
        wait_until(lambda: not self.service.is_ready(), 10, "not ready without Redis")
        self.assertEqual(200, self.service.ask("/live")[0], "alive without Redis")
        time.sleep(max(0, 10 - (time.monotonic() - gone)))
        self.cluster.up()
        self.wait_level()
        self.service.wait_ready()
        self.assertEqual(1, self.service.starts, "a Redis away is no reason to leave")

    def redis_older(self):
        """Redis comes back with the copy it saved some seconds earlier, as a failover may do."""
        older = self.marks()
        self.cluster.redis().save()
        wait_until(lambda: self.ahead_of(older), 30, "the log moved on")
        self.cluster.stop("redis")
        self.cluster.up()
        self.wait_level()
        wait_until(lambda: self.ahead_of(older), 60, "Redis ahead of the old copy")

    def ahead_of(self, older):
        now = self.marks()
        return all(now.get(one, 0) > mark for one, mark in older.items())

    def broker_restarted(self):
        before = self.bus.journal_sequences()
        self.cluster.stop("kafka")
        time.sleep(2)
        self.cluster.up()
        wait_until(lambda: self.service.supervise() or self.moved(before), 90,
                   lambda: "going on after the broker's restart; " + self.service.tail())
        self.service.wait_ready()

    def moved(self, before):
        now = self.bus.journal_sequences()
        return all(now.get(one, 0) > sequence for one, sequence in before.items())


if __name__ == "__main__":
    unittest.main()
