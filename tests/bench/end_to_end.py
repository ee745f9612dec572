# SPDX-License-Identifier: Apache-2.0
"""end_to_end.py BUILD PROGRAMS

dunningd (of the folder BUILD) on a real Kafka and a real Redis of its own, against a bare loop
(bench_bare of the folder PROGRAMS) that writes as many bytes in as many records. Prints a table:
figure, measured, limit, separated by tabs. CPU is what the kernel counted for a process and its
threads; of Kafka and Redis, what they burn when nothing comes is taken off."""

import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../system"))

from bus import Bus  # noqa: E402
from cluster import Cluster  # noqa: E402
from confluent_kafka import Consumer, TopicPartition  # noqa: E402
from service import Service, wait_until  # noqa: E402
from wire import ROOT  # noqa: E402

DAY_MS = 86400000
FIRST_DAY_MS = 20089 * DAY_MS  # 2025-01-01, as in bench_feed.c
PARTITIONS = 12
ACCOUNTS = 30000
MONTHS = 3
LOADED_DAYS = 59    # of the stream, before anything is measured
MEASURED_DAYS = 10  # then so many for each figure
RATE = 10000
INTERVAL_MS = 100   # the default of commit.interval_ms
FEW_ACCOUNTS = 1000
LATENCY_RATES = {1000: 3000, 10000: 20000}  # payments a second: accounts paid at that rate
LATENCY_ACCOUNTS = sum(LATENCY_RATES.values())
IDLE_TICKS = 20
IDLE_S = 2
EMPTY_TRANSACTIONS = 100
CACHED, UNCACHED = 1 << 28, 1 << 20  # bytes of dunningd's cache; 1 MiB holds some 3 %
OUTPUT_TOPICS = ("status-change", "notification", "ledger-entry")
COUNTED_TOPICS = (*OUTPUT_TOPICS, "dunning-account", "dunning-journal")


def row(figure, measured, limit=""):
    print(f"{figure}\t{measured}\t{limit}", flush=True)


def cpu_ns(pid):
    """Of all threads that live; the kernel's run time, exact to the nanosecond."""
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{task}/schedstat", encoding="ascii") as file:
                total += int(file.read().split()[0])
        except OSError:  # it ended meanwhile
            continue
    return total


class Measured(Service):
    """The service of a build folder that may be another than build/."""

    def __init__(self, build, cluster, **options):
        super().__init__(cluster, "bench", **options)
        self.build = build

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [os.path.join(self.build, "dunningd"), "--config", self.config],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        return self

    def events(self):
        return int(self.metric("dunning_events_total"))

    def transactions(self):
        return int(self.metric("dunning_transactions_total"))


class Bench:
    def __init__(self, build, programs):
        self.build = build
        self.programs = programs
        self.cluster = Cluster(PARTITIONS)
        self.bus = Bus(self.cluster)
        self.service = None
        self.clock_ms = None
        self.ticks = 0

    def prepare(self):
        inputs = {f"bare.{name}": (PARTITIONS, {}) for name in
                  ("invoice-issued", "payment-received", "account-action", *COUNTED_TOPICS)}
        self.bus.create_topics(inputs)
        os.mkdir(self.cluster.path("policies"))
        shutil.copy(os.path.join(ROOT, "ops/policies/account-pause.yaml"),
                    self.cluster.path("policies"))

    def run_program(self, name, *arguments):
        done = subprocess.run([os.path.join(self.programs, name), *map(str, arguments)],
                              capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
        return done.stdout.split()

    def feed(self, prefix, first, last, rate):
        return int(self.run_program("bench_feed", self.cluster.bootstrap, prefix, ACCOUNTS, MONTHS,
                                    first, last, rate)[0])

    def start(self, cache_bytes):
        self.service = Measured(
            self.build, self.cluster, commit={"interval_ms": INTERVAL_MS},
            policies={"directory": self.cluster.path("policies")}, tick={"step_max_days": 3660},
            cache={"bytes_max": cache_bytes})
        self.service.start()
        self.service.wait_ready()

    def stop(self):
        if self.service.terminate():
            raise RuntimeError("dunningd failed; " + self.service.tail())

    def wait_events(self, count):
        wait_until(lambda: self.service.events() >= count, 120,
                   lambda: f"{count} events, {self.service.events()} came; {self.service.tail()}")
        time.sleep(2.5 * INTERVAL_MS / 1000)  # the last batch is committed and folded

    def apply(self, send):
        """`send` sends and says how many; wait until all is applied."""
        before = self.service.events()
        self.wait_events(before + send())

    def tick(self, tick_ms):
        self.ticks += 1
        self.clock_ms = tick_ms

        def send():
            self.bus.tick(tick_ms, str(self.ticks))
            self.bus.flush()
            return PARTITIONS

        self.apply(send)

    # ---- what processes burn ----

    def pids(self):
        found = {"dunningd": self.service.process.pid if self.service else None}
        for name in ("kafka", "redis"):
            with open(self.cluster.path(f"cluster/{name}.pid"), encoding="ascii") as file:
                found[name] = int(file.read().split()[0])
        return {name: pid for name, pid in found.items() if pid}

    def burnt(self, work):
        """{process: CPU ns} of `work`."""
        pids = self.pids()
        at_rest, rest_s = self.between(pids, lambda: time.sleep(IDLE_S))
        busy, busy_s = self.between(pids, work)
        for name in ("kafka", "redis"):
            busy[name] = max(0, busy[name] - at_rest[name] * busy_s / rest_s)
        return busy

    def between(self, pids, work):
        start_s = time.monotonic()
        before = {name: cpu_ns(pid) for name, pid in pids.items()}
        work()
        after = {name: cpu_ns(pid) for name, pid in pids.items()}
        return ({name: after[name] - before[name] for name in pids}, time.monotonic() - start_s)

    # ---- what was written ----

    def ends(self):
        consumer = Consumer({"bootstrap.servers": self.cluster.bootstrap, "group.id": "ends"})
        found = {(topic, p): consumer.get_watermark_offsets(TopicPartition(topic, p), 30)[1]
                 for topic in COUNTED_TOPICS for p in range(PARTITIONS)}
        consumer.close()
        return found

    def written(self, before, after):
        """{topic: [values]} between two ends."""
        consumer = Consumer({"bootstrap.servers": self.cluster.bootstrap, "group.id": "ends",
                             "enable.auto.commit": False, "enable.partition.eof": True,
                             "isolation.level": "read_committed"})
        wanted = {place for place in before if before[place] < after[place]}
        consumer.assign([TopicPartition(*place, before[place]) for place in wanted])
        found = {topic: [] for topic in COUNTED_TOPICS}
        while wanted:
            for message in consumer.consume(10000, 1.0):
                place = message.topic(), message.partition()
                if message.error():
                    wanted.discard(place)
                elif message.offset() < after[place]:
                    found[message.topic()].append(message.value() or b"")
        consumer.close()
        return found

    def values_file(self, name, values):
        """As bench_bare reads them."""
        path = self.cluster.path(name)
        with open(path, "wb") as file:
            for value in values:
                file.write(len(value).to_bytes(4, "little") + value)
        return path

    # ---- the figures ----

    def measure_service(self, days):
        """(events, {process: ns an event}, what was written, events a transaction)."""
        before, transactions = self.ends(), self.service.transactions()
        sent = []

        def work():
            self.apply(lambda: sent.append(self.feed("", *days, RATE)) or sent[0])

        burnt = self.burnt(work)
        count = sent[0]
        size = count / max(1, self.service.transactions() - transactions)
        return (count, {name: ns / count for name, ns in burnt.items()},
                self.written(before, self.ends()), size)

    def measure_bare(self, days, count, written):
        """{process: ns an event} of the bare loop on as many records, writing as many bytes."""
        images, outputs = written["dunning-account"], outputs_of(written)
        journal_bytes = sum(map(len, written["dunning-journal"]))
        arguments = [self.cluster.bootstrap, PARTITIONS, count, INTERVAL_MS,
                     len(images) / count, self.values_file("images", images),
                     len(outputs) / count, self.values_file("outputs", outputs),
                     journal_bytes / count]
        self.service = None
        answer = []

        def work():
            loop = subprocess.Popen([os.path.join(self.programs, "bench_bare"),
                                     *map(str, arguments)], stdout=subprocess.PIPE, text=True)
            time.sleep(4)  # it joins its group
            self.feed("bare.", *days, RATE)
            out, _ = loop.communicate(timeout=120)
            if loop.returncode:
                raise RuntimeError("bench_bare failed")
            answer.extend(out.split())

        burnt = self.burnt(work)
        return ({"bare": float(answer[0]), "kafka": burnt["kafka"] / count},
                count / int(answer[1]))

    def latency(self, first, rate):
        """p50 and p99 in ms of the accounts from `first` on that are paid at `rate`."""
        return [int(ns) / 1e6 for ns in self.run_program(
            "bench_latency", self.cluster.bootstrap, PARTITIONS, first, LATENCY_RATES[rate],
            "payments", rate)]

    def next_minute(self):
        self.tick(self.clock_ms + 60000)

    def settle(self):
        """Tick until a tick wakes nobody."""
        for _ in range(10):
            before = self.ends()
            self.next_minute()
            if not self.written(before, self.ends())["dunning-account"]:
                return
        raise RuntimeError("every tick wakes somebody")

    def idle_tick(self):
        """[CPU µs of dunningd, of Redis] for one tick that wakes nobody."""
        self.settle()
        at_rest, rest_s = self.between(self.pids(), lambda: time.sleep(IDLE_S))

        def work():
            for _ in range(IDLE_TICKS):
                self.next_minute()

        busy, busy_s = self.between(self.pids(), work)
        return [max(0, busy[name] - at_rest[name] * busy_s / rest_s) / IDLE_TICKS / 1000
                for name in ("dunningd", "redis")]

    def pause_accounts(self, count):
        """Old invoices for so many accounts, and the tick that pauses them: CPU µs each."""
        def send():
            self.run_program("bench_latency", self.cluster.bootstrap, PARTITIONS, 0, count,
                             "invoices")
            return count

        self.apply(send)
        woken = self.burnt(lambda: self.tick((self.clock_ms or FIRST_DAY_MS - 60000) + 60000))
        return woken["dunningd"] / count / 1000


def outputs_of(written):
    return [value for topic in OUTPUT_TOPICS for value in written[topic]]


def print_ratio(title, service, bare, limit):
    own, loop = service["dunningd"], bare["bare"]
    row(f"CPU an event, {title}: dunningd / bare loop, µs",
        f"{own / 1000:.1f} / {loop / 1000:.1f} = {own / loop:.2f}x", limit)
    row("  Redis, µs", f"{service['redis'] / 1000:.1f}")
    row("  broker, µs: with dunningd / with the bare loop",
        f"{service['kafka'] / 1000:.1f} / {bare['kafka'] / 1000:.1f}")
    together = sum(service.values()), sum(bare.values())
    row("  all together, µs: with dunningd / with the bare loop",
        f"{together[0] / 1000:.1f} / {together[1] / 1000:.1f} = {together[0] / together[1]:.2f}x")


def print_written(count, written, size, bare_size):
    images, journal = written["dunning-account"], written["dunning-journal"]
    row("  events measured", count)
    row("  events a transaction: dunningd / bare loop", f"{size:.0f} / {bare_size:.0f}")
    row("  written an event: outputs, after-images",
        f"{len(outputs_of(written)) / count:.2f}, {len(images) / count:.2f} of "
        f"{sum(map(len, images)) / max(1, len(images)):.0f} B")
    row("  journal bytes an event", f"{sum(map(len, journal)) / count:.0f}")


def measure_throughput(bench):
    first = LOADED_DAYS
    for title, cache, limit in (("accounts cached", CACHED, "≤ 1.5x"),
                                ("none cached", UNCACHED, "≤ 3x")):
        days = first, first + MEASURED_DAYS
        if cache == UNCACHED:
            bench.start(cache)
        count, service, written, size = bench.measure_service(days)
        bench.stop()
        bare, bare_size = bench.measure_bare(days, count, written)
        print_ratio(title, service, bare, limit)
        print_written(count, written, size, bare_size)
        first += MEASURED_DAYS


def measure_latency(bench):
    empty50, empty99 = (int(ns) / 1e6 for ns in bench.run_program(
        "bench_bare", "--empty", bench.cluster.bootstrap, PARTITIONS, EMPTY_TRANSACTIONS))
    first = 0
    for rate, count in LATENCY_RATES.items():
        p50, p99 = bench.latency(first, rate)
        row(f"payment to published restore at {rate:,} a second, p99, ms", f"{p99:.0f}",
            f"≤ {INTERVAL_MS} + 25 + {empty99:.0f} = {INTERVAL_MS + 25 + empty99:.0f}")
        row("  p50, ms", f"{p50:.0f}")
        first += count
    row(f"  an empty-handed transaction over {PARTITIONS} partitions: p50, p99, ms",
        f"{empty50:.0f}, {empty99:.0f}")


def measure(bench):
    bench.start(CACHED)
    bench.pause_accounts(FEW_ACCOUNTS)
    few = bench.idle_tick()
    paused_us = bench.pause_accounts(LATENCY_ACCOUNTS)
    measure_latency(bench)
    bench.apply(lambda: bench.feed("", 0, LOADED_DAYS, 0))
    bench.tick(FIRST_DAY_MS + LOADED_DAYS * DAY_MS)
    many = bench.idle_tick()
    row(f"CPU of dunningd a tick of {PARTITIONS} partitions with nothing due, µs: "
        f"{FEW_ACCOUNTS:,} / {ACCOUNTS + LATENCY_ACCOUNTS:,} accounts",
        f"{few[0]:.0f} / {many[0]:.0f}", "the same")
    row("  of Redis, µs", f"{few[1]:.0f} / {many[1]:.0f}")
    row(f"CPU of dunningd an account paused by a tick of {LATENCY_ACCOUNTS:,}, µs",
        f"{paused_us:.1f}")
    measure_throughput(bench)


def main():
    bench = Bench(*sys.argv[1:3])
    try:
        bench.prepare()
        measure(bench)
    finally:
        if bench.service and bench.service.process and bench.service.process.poll() is None:
            bench.service.close()
        bench.cluster.close()


if __name__ == "__main__":
    main()
