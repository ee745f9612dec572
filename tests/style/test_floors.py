# SPDX-License-Identifier: Apache-2.0
"""Includes go down or sideways within a folder; the engine does no I/O, reads no clock, allocates
nothing; a file of io/ knows one foreign library."""

import glob
import os
import re
import subprocess
import unittest

import tree

FLOOR = {"base": 1, "engine": 2, "io": 2, "codec": 3, "config": 3, "ops": 4, "processor": 4}
ENGINE_HEADERS = {"assert.h", "inttypes.h", "limits.h", "stdalign.h", "stdbool.h", "stddef.h",
                  "stdint.h", "stdnoreturn.h", "string.h"}
FOREIGN = {"librdkafka": "librdkafka", "hiredis": "hiredis", "curl": "libcurl",
           "jansson.h": "jansson", "yaml.h": "libyaml", "microhttpd.h": "libmicrohttpd",
           "unicode": "ICU", "uuid": "libuuid", "openssl": "OpenSSL"}

# What the compiled engine may ask of others: memory and string functions that only read and write
# what they are given, what the compiler itself calls, and assert.
PURE = re.compile(r"^(mem(cpy|move|set|cmp|chr|rchr|mem)|str(n?len|n?cmp|r?chr|str|n?cpy|spn|cspn)"
                  r"|bsearch|__assert_fail|__stack_chk_fail|__(u?div|u?mod|mul)[a-z]?ti[34]"
                  r"|__(u?div|u?mod)ti3|__divmodti4|_GLOBAL_OFFSET_TABLE_)$")
# Functions of base/ that allocate or format text: the engine's callers use them, it does not.
NOT_FOR_THE_ENGINE = re.compile(r"^(arena_(init|release)|bytes_\w+|error_\w+)$")


def floor_of(path):
    """(folder, floor) of a source file, or None where the rule says nothing."""
    parts = path.split("/")
    if parts[0] == "ops" and len(parts) == 2:
        return "ops", FLOOR["ops"]
    if parts[0] == "processor" and len(parts) == 2:
        return "processor", FLOOR["processor"] + (parts[1] == "main.c")
    if parts[0] == "processor":
        return parts[1], FLOOR[parts[1]]
    return None


def included(path, name):
    """(folder, floor) of what `path` includes by the name in quotes."""
    if "/" in name:
        folder = name.split("/")[0]
        return folder, FLOOR.get(folder)
    beside = os.path.dirname(path) + "/" + name
    return floor_of(beside if os.path.exists(os.path.join(tree.ROOT, beside))
                    else "processor/" + name)


def symbols(flag, objects):
    out = subprocess.run(["nm", flag, *objects], capture_output=True, text=True, check=True).stdout
    return {line.split()[-1] for line in out.split("\n") if line and not line.endswith(":")}


class Floors(unittest.TestCase):
    def sources(self):
        return [path for path in tree.files() if tree.is_c(path) and floor_of(path)]

    def test_includes__go_down_or_sideways(self):
        wrong = []
        for path in self.sources():
            folder, floor = floor_of(path)
            for name in re.findall(r'^#include "([^"]+)"', tree.text(path), re.M):
                to_folder, to_floor = included(path, name)
                if to_floor is None or not (to_folder == folder or to_floor < floor):
                    wrong.append(f"{path} includes {name}")
        self.assertEqual([], wrong)

    def test_engine__includes_only_values(self):
        self.assertEqual([], [f"{path} includes {name}" for path in self.sources()
                              if floor_of(path)[0] == "engine"
                              for name in re.findall(r"^#include <([^>]+)>", tree.text(path), re.M)
                              if name not in ENGINE_HEADERS])

    def test_io__one_foreign_library_a_file(self):
        wrong = []
        for path in self.sources():
            names = re.findall(r"^#include <([^>]+)>", tree.text(path), re.M)
            libraries = {FOREIGN[name.split("/")[0]] for name in names
                         if name.split("/")[0] in FOREIGN}
            if floor_of(path)[0] == "io" and len(libraries) > 1:
                wrong.append(f"{path}: {sorted(libraries)}")
        self.assertEqual([], wrong)

    def test_engine__asks_for_no_clock_no_memory_no_world(self):
        build = os.path.join(tree.ROOT, "build/CMakeFiles")
        engine = glob.glob(build + "/engine.dir/processor/engine/*.o")
        base = glob.glob(build + "/base.dir/processor/base/*.o")
        self.assertTrue(engine and base, "the release is not built: ops/build")
        own = symbols("--defined-only", engine)
        allowed = {name for name in symbols("--defined-only", base)
                   if not NOT_FOR_THE_ENGINE.match(name)}
        self.assertEqual([], sorted(name for name in symbols("--undefined-only", engine) - own
                                    if name not in allowed and not PURE.match(name)))


if __name__ == "__main__":
    unittest.main()
