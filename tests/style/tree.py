# SPDX-License-Identifier: Apache-2.0
"""The repository as the style tests see it: its own files, without what a build leaves behind."""

import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LEFT_BEHIND = re.compile(r"^(\.git|build|build-.*|__pycache__)$")


def files():
    """Paths relative to the root, sorted, with slashes."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not LEFT_BEHIND.match(name)]
        found += [os.path.relpath(os.path.join(folder, name), ROOT) for name in names]
    return sorted(found)


def text(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def is_c(path):
    return path.endswith((".c", ".h"))


def is_shell(path):
    if path.endswith(".sh"):
        return True
    if "." in os.path.basename(path):
        return False
    with open(os.path.join(ROOT, path), "rb") as file:
        return file.read(64).startswith((b"#!/usr/bin/env bash", b"#!/bin/sh"))


def is_python(path):
    if path.endswith(".py"):
        return True
    with open(os.path.join(ROOT, path), "rb") as file:
        return file.read(64).startswith(b"#!/usr/bin/env python3")


def is_cmake(path):
    return os.path.basename(path) == "CMakeLists.txt"


def code():
    return [path for path in files()
            if is_c(path) or is_shell(path) or is_python(path) or is_cmake(path)]
