# SPDX-License-Identifier: Apache-2.0
"""What every file must be: named, licensed, short, narrow, formatted, finished."""

import os
import re
import subprocess
import unittest

import tree

LINES_MAX = 500
COLUMNS_MAX = 100
FUNCTION_LINES_MAX = 70
FUNCTION_LONG_SHARE = 0.02
TOP_LEVEL = {"processor", "schemas", "topics", "ops", "tests", "CMakeLists.txt", "README.md",
             "LICENSE"}
# Spelled in pieces, so that this file does not hold what it looks for.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b")
MACHINE_PATH = re.compile(r"(?<![\w.])/(wo" r"rk|ro" r"ot|ho" r"me)/")
# The numbers of requirements.md that each policy stands for.
REQUIREMENTS = {"account-pause": ("A", 20), "service-suspension": ("B", 19),
                "monthly-delinquency": ("C", 25), "b2b-collections": ("D", 26)}


def functions(path):
    """(first line, length) of every function body; clang-format puts its braces in column 0."""
    start = None
    for number, line in enumerate(tree.text(path).split("\n"), 1):
        if line == "{":
            start = number
        elif line == "}" and start:
            yield start, number - start - 1
            start = None


class Files(unittest.TestCase):
    def none(self, findings, rule):
        self.assertEqual([], list(findings), rule)

    def test_top_level__exactly_as_named(self):
        present = {path.split("/")[0] for path in tree.files()}
        self.assertEqual(TOP_LEVEL, {name for name in present if not name.startswith(".")})

    def test_code__names_its_licence(self):
        self.none((path for path in tree.code()
                   if "SPDX-License-Identifier: Apache-2.0" not in
                   "".join(tree.text(path).split("\n")[:2])), "SPDX line first")

    def test_code__is_narrow(self):
        self.none((f"{path}:{number}" for path in tree.code()
                   for number, line in enumerate(tree.text(path).split("\n"), 1)
                   if len(line) > COLUMNS_MAX), f"at most {COLUMNS_MAX} columns")

    def test_code__is_short(self):
        self.none((path for path in tree.code() if tree.text(path).count("\n") > LINES_MAX),
                  f"at most {LINES_MAX} lines a file")

    def test_functions__are_short(self):
        lengths = [(length, f"{path}:{line}") for path in tree.files() if tree.is_c(path)
                   for line, length in functions(path)]
        long = sorted(where for length, where in lengths if length > FUNCTION_LINES_MAX)
        self.assertLessEqual(len(long), FUNCTION_LONG_SHARE * len(lengths), long)

    def test_files__are_finished(self):
        self.none((f"{path}:{number}" for path in tree.files() if path != "LICENSE"
                   and not path.startswith("tests/fuzz/corpus/")
                   for number, line in enumerate(self.lines(path), 1)
                   if UNFINISHED.search(line)), "nothing left to be done silently")

    def test_files__name_no_machine(self):
        self.none((f"{path}:{number}" for path in tree.files()
                   for number, line in enumerate(self.lines(path), 1)
                   if MACHINE_PATH.search(line)), "no path of one machine")

    def test_structs__have_no_typedef(self):
        self.none((path for path in tree.files() if tree.is_c(path)
                   and re.search(r"^typedef\s+(struct|union|enum)\b", tree.text(path), re.M)),
                  "no typedef of structs")

    def test_tests__are_named_for_function_and_behaviour(self):
        self.none((f"{path}: {name}" for path in tree.files() if re.match(r"tests/.*\.c$", path)
                   for name in re.findall(r"cmocka_unit_test\w*\(\s*(\w+)", tree.text(path))
                   if not re.match(r"test_[a-z0-9_]+?__[a-z0-9_]+$", name)),
                  "test_<function>__<behaviour>")

    def test_c__is_formatted(self):
        sources = [path for path in tree.files() if tree.is_c(path)]
        run = subprocess.run(["clang-format", "--dry-run", "-Werror", *sources], cwd=tree.ROOT,
                             capture_output=True, text=True)
        self.assertEqual(0, run.returncode, run.stderr[-4000:])

    def test_requirements__stand_in_a_scenario(self):
        told = "\n".join(tree.text(path) for path in tree.files()
                         if path.startswith("tests/scenarios/"))
        for policy, (letter, count) in REQUIREMENTS.items():
            if os.path.exists(os.path.join(tree.ROOT, f"ops/policies/{policy}.yaml")):
                self.none((f"{letter}{number}" for number in range(1, count + 1)
                           if not re.search(rf"\b{letter}{number}\b", told)),
                          f"every requirement of {policy} stands in a scenario")

    def lines(self, path):
        try:
            return tree.text(path).split("\n")
        except UnicodeDecodeError:
            return []


if __name__ == "__main__":
    unittest.main()
