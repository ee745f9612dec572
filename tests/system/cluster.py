# SPDX-License-Identifier: Apache-2.0
"""A private cluster made by ops/up in a folder of its own, on free ports of the loopback."""

import os
import random
import shutil
import socket
import subprocess
import tempfile

import redis

from wire import ROOT


handed_out = set()


def free_ports(count):
    """Ports nobody listens on now, away from those the system hands out to clients, each given
    once; another run of the tests beside this one looks elsewhere."""
    found = []
    first = random.SystemRandom().randrange(15000, 30000)
    for port in range(first, first + 2000):
        if port in handed_out:
            continue
        with socket.socket() as attempt:
            try:
                attempt.bind(("127.0.0.1", port))
            except OSError:
                continue
        found.append(port)
        handed_out.add(port)
        if len(found) == count:
            return found
    raise RuntimeError("no free ports")


class Cluster:
    def __init__(self, partitions, with_registry=False):
        self.folder = tempfile.mkdtemp(prefix="dunning-test-")
        kafka, controller, redis_port, registry = free_ports(4)
        self.partitions = partitions
        self.bootstrap = f"127.0.0.1:{kafka}"
        self.redis_port = redis_port
        self.redis_url = f"redis://127.0.0.1:{redis_port}/0"
        self.registry_url = (f"http://127.0.0.1:{registry}/apis/ccompat/v7"
                             if with_registry else "")
        self.options = ["--dir", self.path("cluster"), "--kafka-port", str(kafka),
                        "--controller-port", str(controller), "--redis-port", str(redis_port),
                        "--registry-port", str(registry), "--partitions", str(partitions)]
        if with_registry:
            self.options.append("--registry")
        try:
            self.up()
        except Exception:
            self.close()
            raise

    def path(self, name):
        return os.path.join(self.folder, name)

    def ops(self, command, *arguments):
        run = subprocess.run([os.path.join(ROOT, "ops", command), *arguments],
                             stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if run.returncode:
            raise RuntimeError(f"ops/{command}: {run.returncode}: {run.stderr[-3000:]}")

    def up(self):
        self.ops("up", *self.options)

    def stop(self, name):
        self.ops("down", "--dir", self.path("cluster"), "--only", name)

    def redis(self):
        return redis.Redis("127.0.0.1", self.redis_port)

    def close(self):
        """Stop everything; the folder stays for a look if DUNNING_TEST_KEEP is set."""
        self.ops("down", "--dir", self.path("cluster"))
        if os.environ.get("DUNNING_TEST_KEEP"):
            print("kept:", self.folder)
        else:
            shutil.rmtree(self.folder)
