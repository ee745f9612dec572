# SPDX-License-Identifier: Apache-2.0
"""A thread that tells stories at an even pace, a tick at every midnight, while a test breaks
things."""

import threading
import time

from stories import FIRST_DAY, LAST_DAY, by_day, midnight


class Feeder(threading.Thread):
    """Hurried, it stops pacing itself: the rest is sent at once."""

    def __init__(self, bus, told, day_s):
        super().__init__(daemon=True)
        self.bus = bus
        self.days = by_day(told)
        self.day_s = day_s
        self.hurry = threading.Event()
        self.error = None

    def run(self):
        try:
            for day in range(FIRST_DAY, LAST_DAY + 1):
                self.bus.tick(midnight(day), str(day))
                self.tell(self.days.get(day, []))
            self.bus.flush()
        except Exception as error:  # told to whoever joins
            self.error = error

    def tell(self, facts):
        pause = self.day_s / (len(facts) + 1)
        for topic, event in facts:
            self.bus.send(topic, event)
            if not self.hurry.is_set():
                time.sleep(pause)
        if not self.hurry.is_set():
            time.sleep(pause)

    def finish(self):
        """Wait for the last record; the clock that it leaves behind."""
        self.hurry.set()
        self.join(300)
        if self.is_alive():
            raise AssertionError("the feeder hangs")
        if self.error:
            raise self.error
        return midnight(LAST_DAY)
