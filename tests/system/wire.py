# SPDX-License-Identifier: Apache-2.0
"""Avro bytes with fastavro, in both framings, and the partition a key goes to. It shares nothing
with the C code but the files of schemas/."""

import io
import json
import os
import urllib.request

import fastavro

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SINGLE_OBJECT = b"\xc3\x01"
INPUTS = {"invoice-issued": "InvoiceIssued", "payment-received": "PaymentReceived",
          "account-action": "AccountAction", "clock-tick": "ClockTick"}
OUTPUTS = {"status-change": "StatusChange", "notification": "Notification",
           "ledger-entry": "LedgerEntry"}
OWN = {"dunning-account": "AccountImage", "dunning-journal": "JournalRecord"}


def plain(schema):
    """The schema without logical types: instants and dates stay the numbers they are."""
    if isinstance(schema, list):
        return [plain(branch) for branch in schema]
    if isinstance(schema, dict):
        return {key: plain(value) for key, value in schema.items()
                if key not in ("logicalType", "doc")}
    return schema


class Schema:
    def __init__(self, name):
        with open(os.path.join(ROOT, "schemas", name + ".avsc"), encoding="utf-8") as file:
            self.text = file.read()
        self.name = name
        source = json.loads(self.text)
        canonical = fastavro.schema.to_parsing_canonical_form(source)
        self.fingerprint = bytes.fromhex(fastavro.schema.fingerprint(canonical, "CRC-64-AVRO"))
        self.parsed = fastavro.parse_schema(plain(source))

    def write(self, value):
        out = io.BytesIO()
        fastavro.schemaless_writer(out, self.parsed, value)
        return out.getvalue()

    def read(self, data):
        source = io.BytesIO(data)
        value = fastavro.schemaless_reader(source, self.parsed, None, return_record_name=True)
        if source.read(1):
            raise ValueError(f"bytes behind a {self.name}")
        return value


SCHEMAS = {name: Schema(name) for name in {**INPUTS, **OUTPUTS, **OWN}.values()}


class Registry:
    """The two calls of Confluent's API that a producer and a consumer need."""

    def __init__(self, url):
        self.url = url
        self.ids = {}
        self.names = {}

    def ask(self, path, body=None):
        request = urllib.request.Request(
            self.url + path, None if body is None else json.dumps(body).encode(),
            {"Content-Type": "application/vnd.schemaregistry.v1+json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())

    def id_of(self, topic, schema):
        if topic not in self.ids:
            path = f"/subjects/{topic}-value/versions"
            self.ids[topic] = self.ask(path, {"schema": schema.text})["id"]
        return self.ids[topic]

    def name_of(self, schema_id):
        if schema_id not in self.names:
            schema = json.loads(self.ask(f"/schemas/ids/{schema_id}")["schema"])
            self.names[schema_id] = schema["name"].split(".")[-1]
        return self.names[schema_id]


def frame(schema, value, schema_id=None):
    """Single-object encoding, or Confluent's framing where an id is given."""
    body = schema.write(value)
    if schema_id is None:
        return SINGLE_OBJECT + schema.fingerprint + body
    return b"\0" + schema_id.to_bytes(4, "big") + body


def unframe(name, data, registry=None):
    """The value of a record of that schema; ValueError if the bytes are no such record."""
    schema = SCHEMAS[name]
    if data[:2] == SINGLE_OBJECT:
        if data[2:10] != schema.fingerprint:
            raise ValueError(f"not the fingerprint of {name}")
        return schema.read(data[10:])
    if data[:1] == b"\0" and registry:
        found = registry.name_of(int.from_bytes(data[1:5], "big"))
        if found != name:
            raise ValueError(f"{found} where {name} belongs")
        return schema.read(data[5:])
    raise ValueError(f"unknown framing {data[:2].hex()}")


def murmur2(key):
    """Kafka's murmur2 of Java's clients, as an unsigned number."""
    mask, m = 0xFFFFFFFF, 0x5BD1E995
    h = (0x9747B28C ^ len(key)) & mask
    whole = len(key) & ~3
    for at in range(0, whole, 4):
        k = int.from_bytes(key[at:at + 4], "little") * m & mask
        k = (k ^ k >> 24) * m & mask
        h = (h * m & mask) ^ k
    rest = key[whole:]
    if rest:
        h = (h ^ int.from_bytes(rest, "little")) * m & mask
    h = (h ^ h >> 13) * m & mask
    return h ^ h >> 15


def partition_of(customer, partitions):
    return (murmur2(customer.encode()) & 0x7FFFFFFF) % partitions
