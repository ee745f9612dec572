# SPDX-License-Identifier: Apache-2.0
"""Kafka as the tests use it: producing, reading whole topics read_committed, and positions."""

import random

from confluent_kafka import Consumer, KafkaError, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

from protocol import committed_offsets
from service import GROUP, wait_until
from wire import INPUTS, SCHEMAS, frame, partition_of


class Record:
    __slots__ = ("topic", "partition", "offset", "key", "value", "headers")

    def __init__(self, message):
        self.topic = message.topic()
        self.partition = message.partition()
        self.offset = message.offset()
        self.key = message.key()
        self.value = message.value()
        self.headers = dict(message.headers() or [])

    @property
    def place(self):
        return self.topic, self.partition, self.offset


class Bus:
    def __init__(self, cluster, registry=None, seed=1):
        self.cluster = cluster
        self.registry = registry
        self.random = random.Random(seed)
        self.producer = self.new_producer()
        self.sent = {}  # (topic, partition, offset): (key, value), as acknowledged
        self.failures = []

    def new_producer(self, **more):
        return Producer({"bootstrap.servers": self.cluster.bootstrap, "linger.ms": 2,
                         "acks": "all", "enable.idempotence": True, "log_level": 2, **more})

    def create_topics(self, topics):
        admin = AdminClient({"bootstrap.servers": self.cluster.bootstrap})
        for future in admin.create_topics(
                [NewTopic(name, count, 1, config=config)
                 for name, (count, config) in topics.items()]).values():
            future.result()

    def delivered(self, error, message):
        if error:
            self.failures.append(str(error))
            return
        place = message.topic(), message.partition(), message.offset()
        self.sent[place] = message.key(), message.value()

    def send_bytes(self, topic, partition, key, value, producer=None):
        producer = producer or self.producer
        while True:
            try:
                producer.produce(topic, value, key, partition, on_delivery=self.delivered)
                break
            except BufferError:
                producer.poll(0.1)
        producer.poll(0)

    def encode(self, topic, event):
        """With a registry, half of the records in either framing."""
        schema = SCHEMAS[INPUTS[topic]]
        schema_id = None
        if self.registry and self.random.random() < 0.5:
            schema_id = self.registry.id_of(topic, schema)
        return frame(schema, event, schema_id)

    def send(self, topic, event, producer=None):
        customer = event["customer_id"]
        self.send_bytes(topic, partition_of(customer, self.cluster.partitions),
                        customer.encode(), self.encode(topic, event), producer)

    def tick(self, instant_ms, name, release="none", partitions=None):
        event = {"event_id": f"tick-{name}", "tick_time": instant_ms, "actor": "",
                 "reason": "", "release": release}
        every = range(self.cluster.partitions)
        for partition in every if partitions is None else partitions:
            self.send_bytes("clock-tick", partition, None, self.encode("clock-tick", event))

    def flush(self):
        left = self.producer.flush(60)
        if left or self.failures:
            raise AssertionError(f"not produced: {left}, {self.failures[:3]}")

    def read(self, topic, isolation="read_committed"):
        """Every record of a topic, in the order of the log, partition by partition."""
        consumer = Consumer({"bootstrap.servers": self.cluster.bootstrap, "group.id": "reader",
                             "enable.auto.commit": False, "isolation.level": isolation,
                             "enable.partition.eof": True, "auto.offset.reset": "earliest",
                             "log_level": 2})
        partitions = consumer.list_topics(topic, 30).topics[topic].partitions
        consumer.assign([TopicPartition(topic, partition, 0) for partition in partitions])
        found = {partition: [] for partition in partitions}
        open_partitions = set(partitions)
        while open_partitions:
            for message in consumer.consume(5000, 1.0):
                if not message.error():
                    found[message.partition()].append(Record(message))
                elif message.error().code() == KafkaError._PARTITION_EOF:
                    open_partitions.discard(message.partition())
                else:
                    raise AssertionError(f"{topic}: {message.error()}")
        consumer.close()
        return [record for partition in sorted(found) for record in found[partition]]

    def committed(self):
        """{(topic, partition): (offset, metadata)} of the service's group."""
        return committed_offsets(self.cluster.bootstrap, GROUP, list(INPUTS),
                                 self.cluster.partitions)

    def lag(self):
        """How many acknowledged inputs the group has not committed, in places where there are."""
        ends = {}
        for topic, partition, offset in list(self.sent):
            ends[topic, partition] = max(ends.get((topic, partition), 0), offset + 1)
        at = self.committed()
        return {place: end - max(at[place][0], 0) for place, end in ends.items()
                if at[place][0] < end}

    def wait_applied(self, services=(), seconds=120):
        """Until everything sent is committed and folded; services that left are started again."""
        self.flush()

        def applied():
            for service in services:
                service.supervise()
            return not self.lag() and not self.behind()

        def what():
            return (f"lag {self.lag()}, Redis behind {self.behind()}; "
                    + "; ".join(service.tail() for service in services))

        wait_until(applied, seconds, what)

    def journal_sequences(self):
        """{partition: the last committed sequence}, as the offsets' metadata witness it."""
        last = {}
        for (_, partition), (offset, metadata) in self.committed().items():
            if offset >= 0 and metadata:
                sequence = int(metadata.removeprefix("v1;seq="))
                last[partition] = max(last.get(partition, 0), sequence)
        return last

    def behind(self):
        """{partition: (sequence in Redis, sequence committed)} where the two differ."""
        redis = self.cluster.redis()
        found = {}
        for partition, sequence in self.journal_sequences().items():
            mark = redis.hget(f"dunning:{{{partition}}}:watermark", "seq")
            if int(mark or 0) != sequence:
                found[partition] = int(mark or 0), sequence
        return found

    def close(self):
        self.producer.flush(10)
