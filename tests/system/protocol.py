# SPDX-License-Identifier: Apache-2.0
"""Two questions to a broker in Kafka's own protocol, because client libraries answer them badly or
not at all: what a group has committed, with its metadata to the byte, and which transactions are
open."""

import socket
import struct

OFFSET_FETCH, OFFSET_FETCH_VERSION = 9, 3
LIST_TRANSACTIONS, LIST_TRANSACTIONS_VERSION = 66, 0


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        self.at += count
        return self.data[self.at - count:self.at]

    def number(self, form):
        return struct.unpack(">" + form, self.take(struct.calcsize(">" + form)))[0]

    def string(self):
        length = self.number("h")
        return None if length < 0 else self.take(length).decode()

    def varint(self):
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def compact_string(self):
        return self.take(self.varint() - 1).decode()

    def skip_tags(self):
        for _ in range(self.varint()):
            self.varint()
            self.take(self.varint())


def string(text):
    return struct.pack(">h", len(text)) + text.encode()


def ask(bootstrap, key, version, body, flexible):
    """One request, one answer, behind its header."""
    host, port = bootstrap.split(":")
    request = struct.pack(">hhi", key, version, 1) + string("test") + b"\0" * flexible + body
    with socket.create_connection((host, int(port)), 10) as connection:
        connection.sendall(struct.pack(">i", len(request)) + request)
        stream = connection.makefile("rb")
        size = stream.read(4)
        if len(size) < 4:
            raise ConnectionError("the broker closed the connection")
        reader = Reader(stream.read(struct.unpack(">i", size)[0]))
    reader.number("i")
    if flexible:
        reader.skip_tags()
    reader.number("i")  # throttle time
    return reader


def committed_offsets(bootstrap, group, topics, partitions):
    """{(topic, partition): (offset, metadata)}; an offset of -1 is none."""
    numbers = struct.pack(f">i{partitions}i", partitions, *range(partitions))
    body = string(group) + struct.pack(">i", len(topics))
    body += b"".join(string(topic) + numbers for topic in topics)
    reader = ask(bootstrap, OFFSET_FETCH, OFFSET_FETCH_VERSION, body, False)
    found = {}
    for _ in range(reader.number("i")):
        topic = reader.string()
        for _ in range(reader.number("i")):
            partition, offset = reader.number("i"), reader.number("q")
            found[topic, partition] = offset, (reader.string() or "").rstrip("\0")
            error = reader.number("h")
            if error:
                raise ConnectionError(f"OffsetFetch: error {error}")
    error = reader.number("h")
    if error:
        raise ConnectionError(f"OffsetFetch: error {error}")
    return found


def open_transactions(bootstrap):
    """The transactional ids whose transaction is open."""
    body = b"\x02\x08Ongoing\x01\0"  # one state, no producer ids, no tags
    reader = ask(bootstrap, LIST_TRANSACTIONS, LIST_TRANSACTIONS_VERSION, body, True)
    error = reader.number("h")
    if error:
        raise ConnectionError(f"ListTransactions: error {error}")
    for _ in range(reader.varint() - 1):  # states that it does not know
        reader.compact_string()
    found = []
    for _ in range(reader.varint() - 1):
        found.append(reader.compact_string())
        reader.number("q")
        reader.compact_string()
        reader.skip_tags()
    return found
