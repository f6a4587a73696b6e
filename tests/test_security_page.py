"""docs/security.md answers every requirement once, and names tests that there are."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "security.md").read_text()
# The numbers of ASVS 4.0.3, level 2, a section a line: 「2.6: 1 2 3」.
SECTIONS = (ROOT / "tests" / "samples" / "asvs_4_0_3_level_2.txt").read_text().splitlines()
ROWS = [[cell.strip() for cell in row.strip("|").split("|")] for row in PAGE.splitlines() if re.match(r"\| \d", row)]


def requirements():
    for section in SECTIONS:
        name, numbers = section.split(": ")
        yield from (f"{name}.{number}" for number in numbers.split())


@cache
def functions(path):
    return {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)}


def test_every_requirement_is_answered_once():
    answered = Counter(number for numbers, _, _ in ROWS for number in numbers.split(", "))
    assert answered == Counter(requirements())


def test_every_answer_is_one_of_four_and_says_how_or_why():
    assert {state for _, state, _ in ROWS} == {"holds", "operator", "not here", "open"}
    assert all(words for _, _, words in ROWS)


def test_every_test_that_is_named_is_there():
    named = re.findall(r"`(tests/[\w/.]+?\.py)(?:::(\w+))?`", PAGE)
    missing = [
        f"{path}::{function}"
        for path, function in named
        if not (ROOT / path).exists() or (function and function not in functions(ROOT / path))
    ]
    assert missing == []
