import sys

import pytest

from scripts.run_tests import run_both


def ending(code, words=""):
    return [sys.executable, "-c", f"print({words!r}); raise SystemExit({code})"]


@pytest.mark.parametrize(
    ("first", "second", "both"), [(0, 0, 0), (1, 0, 1), (0, 2, 2), (1, 2, 1)], ids=["both", "second", "first", "none"]
)
def test_both_must_pass(first, second, both):
    assert run_both(ending(first), ending(second)) == both


def test_what_the_second_prints_follows_the_first(capfd):
    run_both(ending(0, "SQLite"), ending(0, "PostgreSQL"))

    assert capfd.readouterr().out.split() == ["SQLite", "PostgreSQL"]
