# SPDX-License-Identifier: Apache-2.0
"""kill -9 at seeded moments while two members share eight partitions: nothing is lost, nothing is
done twice, and a SIGTERM afterwards leaves nothing to repeat."""

import os
import random
import time
import unittest

from bus import Bus
from checker import READ_TOO_EARLY, Checker
from cluster import Cluster
from feeder import Feeder
from protocol import open_transactions
from service import GROUP, Service, wait_until
from stories import stories

CUSTOMERS = 600
KILLS_MIN = 20
KILLS_MAX = 60
HITS_MIN = 5
STALL_MS = 400


class Kills(unittest.TestCase):
    def test_members_killed_at_any_moment(self):
        seed = int(os.environ.get("SEED", "71"))
        print("seed", seed)
        cluster = Cluster(8)
        self.addCleanup(cluster.close)
        bus = Bus(cluster, seed=seed)
        self.addCleanup(bus.close)
        members = [Service(cluster, f"member-{number}", commit={"interval_ms": 100})
                   for number in range(2)]
        for member in members:
            self.addCleanup(member.close)
            member.start()
        for member in members:
            member.wait_ready()
        told = stories(CUSTOMERS, seed)
        feeder = Feeder(bus, told, 1.0)
        feeder.start()
        self.kill(cluster, bus, members, feeder, random.Random(seed))
        clock = feeder.finish()
        bus.wait_applied(members)
        checker = Checker(cluster, bus, members[0].config)
        checker.check(told, clock)
        print("%d of %d facts refused, read before their invoice"
              % checker.check_refusals(told, READ_TOO_EARLY))
        checker.verdict()
        self.restart(cluster, bus, members, len(checker.outputs))

    def kill(self, cluster, bus, members, feeder, chance):
        """Kill one member after another until enough kills hit what they were meant to hit."""
        redis = cluster.redis()
        kills = opened = behind = 0
        started = time.monotonic()
        while kills < KILLS_MIN or min(opened, behind) < HITS_MIN:
            if kills == KILLS_MAX or not feeder.is_alive():
                self.fail(f"{kills} kills: {opened} left a transaction open, "
                          f"{behind} left Redis behind the log")
            victim = members[chance.randrange(2)]
            time.sleep(chance.uniform(0.1, 0.8))
            if kills % 2:  # what is committed now can't be folded
                redis.execute_command("CLIENT", "PAUSE", STALL_MS, "WRITE")
                time.sleep(chance.uniform(0.15, STALL_MS / 1000))
            victim.kill()
            kills += 1
            opened += any(name.startswith(f"{GROUP}/{victim.instance}/")
                          for name in open_transactions(cluster.bootstrap))
            behind += self.stays_behind(bus)
            victim.start().wait_ready()
            for member in members:
                member.supervise()
        print(f"{kills} kills in {time.monotonic() - started:.0f} s: {opened} left a transaction "
              f"open, {behind} left Redis behind the log; "
              f"{sum(member.starts for member in members)} starts")

    def stays_behind(self, bus):
        """True if a partition's watermark stands still behind the log while its owner is dead."""
        time.sleep(STALL_MS / 1000)
        before = bus.behind()
        time.sleep(0.4)
        after = bus.behind()
        return any(after.get(partition, (None,))[0] == mark
                   for partition, (mark, _) in before.items())

    def restart(self, cluster, bus, members, count):
        for member in members:
            self.assertEqual(0, member.terminate(), member.tail())
        for member in members:
            member.start()
        for member in members:
            member.wait_ready()
        wait_until(lambda: not bus.behind(), 30, "level after the restart")
        checker = Checker(cluster, bus, members[0].config)
        checker.read()
        self.assertEqual(count, len(checker.outputs), "a restart without news says nothing")


if __name__ == "__main__":
    unittest.main()
