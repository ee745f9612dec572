# SPDX-License-Identifier: Apache-2.0
"""The independent checker: everything that stands in the topics and in Redis against what the facts
say. Every check adds lines to `faults`; there must be none."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

from books import books_of, day_of
from service import show
from wire import INPUTS, OUTPUTS, partition_of, unframe

SHOWN_MAX = 20
READ_TOO_EARLY = {"unknown-invoice", "unknown-payment"}
REFUSED_SHARE_MAX = 0.15  # seen: up to 0.06, after a pause of all servers


class Checker:
    def __init__(self, cluster, bus, config):
        self.cluster = cluster
        self.bus = bus
        self.config = config
        self.faults = []
        self.outputs = []  # (topic, record, value)
        self.journal = []  # (record, value)
        self.dead = []
        self.shown = {}

    def fault(self, text):
        self.faults.append(text)

    def verdict(self):
        """Raise if anything was wrong."""
        if self.faults:
            more = len(self.faults) - SHOWN_MAX
            raise AssertionError(f"{len(self.faults)} faults:\n"
                                 + "\n".join(self.faults[:SHOWN_MAX])
                                 + (f"\n… and {more} more" if more > 0 else ""))

    def read(self):
        registry = self.bus.registry
        for topic, name in OUTPUTS.items():
            self.outputs += [(topic, record, unframe(name, record.value, registry))
                             for record in self.bus.read(topic)]
        self.journal = [(record, unframe("JournalRecord", record.value, registry))
                        for record in self.bus.read("dunning-journal")]
        self.dead = self.bus.read("dunning-dead-letter")

    def check(self, stories, clock):
        """All checks; `stories` are the customers, `clock` the last tick in milliseconds."""
        self.read()
        self.check_outputs()
        self.check_journal()
        self.check_inputs()
        self.check_redis()
        self.check_customers(stories, clock)
        return self

    # Outputs: each once, each in its customer's partition, numbered without a gap.

    def check_outputs(self):
        seen, sequences = {}, {}
        for topic, record, value in self.outputs:
            if value["id"] in seen:
                self.fault(f"{topic}: {value['id']} twice: {seen[value['id']]}, {record.place}")
            seen[value["id"]] = record.place
            customer = value["customer_id"]
            if record.key != customer.encode() or record.partition != partition_of(
                    customer, self.cluster.partitions):
                self.fault(f"{record.place}: not the key and partition of {customer}")
            sequences.setdefault(customer, []).append(value["sequence"])
        for customer, numbers in sequences.items():
            if sorted(numbers) != list(range(1, len(numbers) + 1)):
                self.fault(f"{customer}: sequences {sorted(numbers)[:50]}")
        self.sequences = sequences

    def said(self, customer, topic):
        """A customer's outputs of one topic, in the order of their sequence."""
        return sorted((value for of, _, value in self.outputs
                       if of == topic and value["customer_id"] == customer),
                      key=lambda value: value["sequence"])

    # The journal: sequences without a gap, parts complete, an unbroken chain of hashes.

    def check_journal(self):
        last = {}
        for record, value in self.journal:
            before = last.get(record.partition)
            expected = (1, 0)
            previous = bytes(32)
            if before:
                record_before, value_before = before
                previous = hashlib.sha256(record_before.value).digest()
                expected = (value_before["sequence"], value_before["part"] + 1)
                if expected[1] == value_before["parts"]:
                    expected = (value_before["sequence"] + 1, 0)
            if (value["sequence"], value["part"]) != expected:
                self.fault(f"{record.place}: {value['sequence']}.{value['part']}, not {expected}")
            if value["previous"] != previous:
                self.fault(f"{record.place}: the chain of hashes is broken")
            last[record.partition] = record, value
        for partition, (_, value) in last.items():
            if value["part"] + 1 != value["parts"]:
                self.fault(f"journal {partition}: the last sequence is incomplete")
        self.last_sequences = {partition: value["sequence"]
                               for partition, (_, value) in last.items()}
        self.account_counts = {partition: value["account_count"]
                               for partition, (_, value) in last.items()}
        committed = self.bus.journal_sequences()
        if committed != self.last_sequences:
            self.fault(f"offsets witness {committed}, the journal ends at {self.last_sequences}")

    # Inputs: each offset applied once, or a dead letter once, with untouched bytes.

    def dead_letter_place(self, record):
        headers = record.headers
        return (headers["__connect.errors.topic"].decode(),
                int(headers["__connect.errors.partition"]), int(headers["__connect.errors.offset"]))

    def check_inputs(self):
        sent = {record.place: record for topic in INPUTS for record in self.bus.read(topic)}
        applied, refused = {}, {}
        for record, value in self.journal:
            for entry in value["inputs"]:
                place = entry["topic"], record.partition, entry["offset"]
                book = applied if entry["refused"] is None else refused
                if place in applied or place in refused:
                    self.fault(f"{place}: twice in the journal")
                book[place] = entry
                source = sent.get(place)
                if not source or (source.key, source.value) != (entry["key"], entry["value"]):
                    self.fault(f"{place}: the journal's bytes are not the record's")
        letters = {}
        for record in self.dead:
            place = self.dead_letter_place(record)
            if place in letters:
                self.fault(f"{place}: two dead letters")
            letters[place] = record
            source = sent.get(place)
            if not source or (source.key, source.value) != (record.key, record.value):
                self.fault(f"{place}: the dead letter's bytes are not the record's")
            elif not source.headers.items() <= record.headers.items():
                self.fault(f"{place}: the dead letter lost a header")
        self.applied, self.refused, self.letters = applied, refused, letters
        for place in sent:
            if (place in applied) + (place in letters) != 1:
                self.fault(f"{place}: applied {place in applied}, dead {place in letters}")
        for place in set(refused) ^ set(letters):
            self.fault(f"{place}: refused in the journal {place in refused}, not so in the topic")

    # Redis: the latest after-image of every account, and nothing else.

    def check_redis(self):
        redis = self.cluster.redis()
        latest = {}
        for record in self.bus.read("dunning-account"):
            latest[record.partition, record.key] = record
        expected_keys, due, counts = set(), {}, {}
        for (partition, key), record in latest.items():
            if record.value is None:
                continue
            image = unframe("AccountImage", record.value, self.bus.registry)
            name = b"dunning:{%d}:account:%s" % (partition, key)
            expected_keys.add(name)
            counts[partition] = counts.get(partition, 0) + 1
            self.compare_account(name, image, redis.hgetall(name))
            if image["next_wake"] is not None:
                due.setdefault(partition, set()).add(b"%013d:%s" % (image["next_wake"], key))
        for partition in range(self.cluster.partitions):
            found = set(redis.zrange(f"dunning:{{{partition}}}:due", 0, -1))
            if found != due.get(partition, set()):
                self.fault(f"due index {partition}: {sorted(found ^ due.get(partition, set()))}")
            mark = redis.hgetall(f"dunning:{{{partition}}}:watermark")
            if int(mark.get(b"seq", 0)) != self.last_sequences.get(partition, 0):
                self.fault(f"watermark {partition}: {mark}, the journal ends at "
                           f"{self.last_sequences.get(partition)}")
            for what, count in (("watermark", int(mark.get(b"accounts", 0))),
                                ("journal", self.account_counts.get(partition, 0))):
                if count != counts.get(partition, 0):
                    self.fault(f"{what} {partition}: {count} accounts, "
                               f"{counts.get(partition, 0)} after-images")
        keys = set(redis.scan_iter("dunning:{*}:account:*", 1000))
        for name in sorted(keys ^ expected_keys):
            self.fault(f"Redis: {name} is " + ("too much" if name in keys else "missing"))

    def compare_account(self, name, image, found):
        services = dict(pair.split("=") for pair in found.get(b"services", b"").decode().split())
        until = found.get(b"until", b"").decode() or None
        expected = (image["status"].encode(), image["services"], image["state"])
        if (found.get(b"status"), services, found.get(b"state")) != expected:
            self.fault(f"{name}: Redis has {found}, the log {image}")
        if (until is None) != (image["until"] is None):
            self.fault(f"{name}: until is {until} in Redis, {image['until']} in the log")

    # Customers: what they owe, their credit, their status, and what was said about it.

    def check_customers(self, stories, clock):
        self.accepted = self.accepted_facts()
        with ThreadPoolExecutor(4) as pool:
            shown = pool.map(lambda story: show(self.config, story.customer), stories)
            for story, found in zip(stories, shown):
                self.check_customer(story, found, clock)

    def accepted_facts(self):
        """{customer: [(topic, event)]} of what was applied, decoded from the records themselves."""
        found = {}
        for (topic, _, _), entry in self.applied.items():
            if topic != "clock-tick":
                event = unframe(INPUTS[topic], entry["value"], self.bus.registry)
                found.setdefault(event["customer_id"], []).append((topic, event))
        return found

    def check_refusals(self, stories, codes, hostile=()):
        """What the stories tell is applied, unless for one of these codes: between two topics the
        order of reading is open, and an action that is read before its invoice is refused."""
        ours = {(key, value) for _, _, key, value, _ in hostile}
        refused = [entry["refused"] for entry in self.refused.values()
                   if (entry["key"], entry["value"]) not in ours]
        wrong = sorted({code for code in refused if code not in codes})
        if wrong:
            self.fault(f"refused for {wrong}")
        told = sum(len(story.facts) for story in stories)
        applied = sum(len(facts) for facts in self.accepted.values())
        if len(refused) > told * REFUSED_SHARE_MAX:
            self.fault(f"{len(refused)} of {told} facts refused: too many to be read too early")
        if applied + len(refused) != told:
            self.fault(f"{told} facts told, {applied} applied, {len(refused)} refused")
        return len(refused), told

    def check_customer(self, story, found, clock):
        customer = story.customer
        self.shown[customer] = found
        books = books_of(self.accepted.get(customer, []), clock)
        opened = {one["invoice_id"]: one["open_minor"] for one in found["invoices"]
                  if one["open_minor"]}
        if opened != books.open():
            self.fault(f"{customer}: open {opened}, the facts say {books.open()}")
        credit = {one["currency"]: one["credit_minor"] for one in found["balances"]
                  if one["credit_minor"]}
        if credit != books.credit():
            self.fault(f"{customer}: credit {credit}, the facts say {books.credit()}")
        balance = sum(one["open_minor"] for one in found["balances"])
        if balance != sum(books.open().values()):
            self.fault(f"{customer}: balance {balance}, the facts say {books.open()}")
        status = "paused" if books.must_pause(day_of(clock)) else "active"
        if found["status"] != status:
            self.fault(f"{customer}: {found['status']}, the facts say {status}")
        if found["sequence"] != len(self.sequences.get(customer, [])):
            self.fault(f"{customer}: sequence {found['sequence']}, "
                       f"{len(self.sequences.get(customer, []))} outputs")
        self.check_said(customer, status)

    def check_said(self, customer, status):
        """Statuses follow each other, and each is told once to whom the policy names."""
        now = "active"
        for change in self.said(customer, "status-change"):
            if change["previous_status"] != now or change["status"] == now:
                self.fault(f"{customer}: from {change['previous_status']} to {change['status']}, "
                           f"but it was {now}")
            now = change["status"]
        if now != status:
            self.fault(f"{customer}: last said to be {now}, the facts say {status}")
        changes = [change["status"] for change in self.said(customer, "status-change")]
        notices = [notice["template"] for notice in self.said(customer, "notification")]
        for template, entered in (("account-paused", "paused"), ("account-resumed", "active"),
                                  ("call-customer", "paused")):
            if notices.count(template) != changes.count(entered):
                self.fault(f"{customer}: {notices.count(template)} notices {template}, "
                           f"{changes.count(entered)} times {entered}")
