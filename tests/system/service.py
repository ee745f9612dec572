# SPDX-License-Identifier: Apache-2.0
"""One dunningd: started, asked, killed; and dunningctl beside it."""

import json
import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request

import redis
import yaml

from cluster import free_ports
from wire import ROOT

GROUP = "dunning-test"


def wait_until(condition, seconds, what):
    """Poll; a deadline is there only to end a test that hangs."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            answer = condition()
        except (OSError, redis.exceptions.ConnectionError):
            answer = None  # a server that is away, or not back yet
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what() if callable(what) else what}")
        time.sleep(0.05)


class Service:
    def __init__(self, cluster, instance, **options):
        self.cluster = cluster
        self.instance = instance
        self.http = f"127.0.0.1:{free_ports(1)[0]}"
        self.config = cluster.path(instance + ".yaml")
        self.log = cluster.path(instance + ".log")
        self.process = None
        self.starts = 0
        settings = {
            "kafka": {"bootstrap.servers": cluster.bootstrap, "group.id": GROUP,
                      "group.instance.id": instance},
            "workers": 1,
            "redis": {"url": cluster.redis_url},
            "policies": {"directory": os.path.join(ROOT, "ops/policies"),
                         "default": "account-pause"},
            "commit": {"interval_ms": 50},
            "ticker": {"every_s": 0},
            "guard": {"share": 1.0, "accounts": 1000000},
            "http": {"listen": self.http},
        }
        if cluster.registry_url:
            settings["registry"] = {"url": cluster.registry_url}
        for section, values in options.items():
            if isinstance(values, dict):
                settings.setdefault(section, {}).update(values)
            else:
                settings[section] = values
        with open(self.config, "w", encoding="utf-8") as file:
            yaml.safe_dump(settings, file)

    def start(self):
        self.starts += 1
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [os.path.join(ROOT, "build/dunningd"), "--config", self.config],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        return self

    def supervise(self):
        """What a supervisor does: start it again if it left with an error. True if it had to."""
        if self.process and self.process.poll() not in (None, 0):
            self.start()
            return True
        return False

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def terminate(self):
        """SIGTERM, and the exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            raise AssertionError("SIGTERM was not obeyed; " + self.tail()) from None

    def close(self):
        if self.process and self.process.poll() is None:
            self.kill()

    def ask(self, path):
        """(status, text), or (0, "") while nobody answers."""
        try:
            with urllib.request.urlopen(f"http://{self.http}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def is_ready(self):
        return self.ask("/ready")[0] == 200

    def wait_ready(self, seconds=60):
        def ready():
            if self.process.poll() is not None:
                raise AssertionError(f"left with {self.process.returncode}; " + self.tail())
            return self.is_ready()

        wait_until(ready, seconds, lambda: "ready; " + self.tail())
        return self

    def metric(self, name, **labels):
        """The sum of all samples of that name with these labels."""
        total = 0.0
        for line in self.ask("/metrics")[1].split("\n"):
            match = re.match(r"(\w+)(?:\{(.*)\})? ([-+.\deEinfNa]+)$", line)
            if match and match[1] == name:
                found = dict(re.findall(r'(\w+)="([^"]*)"', match[2] or ""))
                if all(found.get(label) == value for label, value in labels.items()):
                    total += float(match[3])
        return total

    def tail(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return "the end of its log:\n" + "".join(file.readlines()[-30:])


def dunningctl(config, *arguments):
    """(exit code, standard output, standard error)."""
    run = subprocess.run([os.path.join(ROOT, "build/dunningctl"), *arguments, "--config", config],
                         stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=ROOT)
    return run.returncode, run.stdout, run.stderr


def show(config, customer):
    code, out, err = dunningctl(config, "show", customer, "--json")
    if code:
        raise AssertionError(f"dunningctl show {customer}: {code}: {err}")
    return json.loads(out)
