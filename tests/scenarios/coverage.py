#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Which scenario shows which requirement.

    tests/scenarios/coverage.py           checks: every number stands in the title of a scenario,
                                          and the tables of README.md are those of the stories
    tests/scenarios/coverage.py --write   writes the tables of README.md

A story's first line is its title and begins with the numbers it shows, as in `# A3 Due 09-01: …`.
Exit code 1 if a number has no scenario or README.md is out of date.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
README = HERE / "README.md"
MARK = "<!-- The tables below are written by coverage.py. -->\n"
NUMBER = re.compile(r"\b(?:[ABCDQF]\d{1,2}|E[678])\b")
ELSEWHERE = {"C3"}  # a named test, not a story
WANTED = {f"{letter}{number}" for letter, count in
          {"A": 20, "B": 19, "C": 25, "D": 26, "Q": 8}.items()
          for number in range(1, count + 1)} | {"E6", "E7", "E8"}


def stories():
    """[(path, numbers, the title without them)]"""
    found = []
    for path in sorted(HERE.rglob("*.story")):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        if not first.startswith("# "):
            raise SystemExit(f"{path.relative_to(HERE)}:1: a story begins with `# title`")
        title = re.sub(rf"^(?:{NUMBER.pattern}[ ,]*)+", "", first[2:])
        found.append((str(path.relative_to(HERE)), NUMBER.findall(first), title))
    return found


def order(number):
    return number[0], int(number[1:])


def tables(found):
    """The text behind the mark."""
    by_number = {}
    for path, numbers, title in found:
        for number in numbers:
            by_number.setdefault(number, []).append((path, title))
    lines = ["", "| number | what it means, in a story | scenarios |", "|---|---|---|"]
    for number in sorted(by_number, key=order):
        paths = ", ".join(f"`{path}`" for path, _ in by_number[number])
        lines.append(f"| {number} | {by_number[number][0][1]} | {paths} |")
    lines += ["", "| what is settled without a number | scenario |", "|---|---|"]
    lines += [f"| {title} | `{path}` |" for path, numbers, title in found if not numbers]
    return "\n".join(lines) + "\n"


def main():
    found = stories()
    head, mark, tail = README.read_text(encoding="utf-8").partition(MARK)
    if not mark:
        raise SystemExit("README.md: the mark above the tables is gone")
    if sys.argv[1:] == ["--write"]:
        README.write_text(head + MARK + tables(found), encoding="utf-8")
        tail = tables(found)
    shown = {number for _, numbers, _ in found for number in numbers}
    complaints = [f"{number} stands in no scenario's title"
                  for number in sorted(WANTED - ELSEWHERE - shown, key=order)]
    if tail != tables(found):
        complaints.append("README.md is out of date: run tests/scenarios/coverage.py --write")
    print("\n".join(complaints + [f"{len(shown)} numbers, {len(complaints)} complaints"]))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
