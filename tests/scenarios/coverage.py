#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that every requirement number stands in the title line of a scenario.

tests/scenarios/README.md says what each number means; this script holds the two together: a number
without a scenario, a scenario that the list does not name, and a listed file that is not there are
failures. Exit code 1 if there are any.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
NUMBER = re.compile(r"\b(?:[ABCDQF]\d{1,2}|E[678])\b")
WANTED = [f"A{n}" for n in range(1, 21)] + ["E6", "E7", "E8"]


def titles():
    """{number: {file}} by the first line of every story."""
    found = {}
    for path in sorted(HERE.rglob("*.story")):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        if not first.startswith("# "):
            raise SystemExit(f"{path.relative_to(HERE)}:1: a story begins with `# title`")
        for number in NUMBER.findall(first):
            found.setdefault(number, set()).add(str(path.relative_to(HERE)))
    return found


def listed():
    """{number: {file}} by the README's table."""
    rows = {}
    for line in (HERE / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 3 and NUMBER.fullmatch(cells[0]):
            rows[cells[0]] = set(re.findall(r"`([^`]+\.story)`", cells[2]))
    return rows


def main():
    in_stories, in_list = titles(), listed()
    complaints = []
    for number in WANTED:
        if number not in in_stories:
            complaints.append(f"{number} stands in no scenario's title")
    for number in sorted(set(in_stories) | set(in_list)):
        for path in sorted(in_stories.get(number, set()) - in_list.get(number, set())):
            complaints.append(f"README.md: {number} does not name {path}")
        for path in sorted(in_list.get(number, set()) - in_stories.get(number, set())):
            complaints.append(f"README.md: {number} names {path}, whose title does not name it")
    for complaint in complaints:
        print(complaint)
    print(f"{len(in_stories)} numbers, {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
