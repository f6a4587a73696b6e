import os
import sys
import time
from pathlib import Path

import pytest

from scripts.run_tests import bytecode_kept, run_together

NOTHING_TO_RUN = 5


def ending(code, words=""):
    return [sys.executable, "-c", f"print({words!r}); raise SystemExit({code})"]


@pytest.mark.parametrize(
    ("codes", "together"),
    [
        pytest.param((0, 0, 0), 0, id="all pass"),
        pytest.param((1, 0, 0), 1, id="the first fails"),
        pytest.param((0, 0, 2), 2, id="the last fails"),
        pytest.param((0, 1, 2), 1, id="two fail"),
        pytest.param((0, NOTHING_TO_RUN, 0), 0, id="one has nothing to run"),
        pytest.param((1, NOTHING_TO_RUN, 0), 1, id="one has nothing to run, one fails"),
        pytest.param((NOTHING_TO_RUN,) * 3, NOTHING_TO_RUN, id="none has anything to run"),
    ],
)
def test_all_must_pass(codes, together):
    assert run_together(*(ending(code) for code in codes)) == together


def test_what_the_others_print_follows_the_first(capfd):
    run_together(ending(0, "PostgreSQL"), ending(0, "SQLite"), ending(0, "neither"))

    assert capfd.readouterr().out.split() == ["PostgreSQL", "SQLite", "neither"]


def test_what_begins_early_begins_before_the_preparing_ends_and_counts_as_well(tmp_path, capfd):
    begun = tmp_path / "begun"
    early = [sys.executable, "-c", f"open({str(begun)!r}, 'w').close(); print('early'); raise SystemExit(3)"]

    def prepare():
        while not begun.exists():
            time.sleep(0.01)

    assert run_together(ending(0, "PostgreSQL"), ending(0, "SQLite"), early=[early], prepare=prepare) == 3
    assert capfd.readouterr().out.split() == ["PostgreSQL", "SQLite", "early"]


def test_where_preparing_fails_nothing_is_left_running(tmp_path):
    begun = tmp_path / "begun"
    early = [sys.executable, "-c", f"import time; open({str(begun)!r}, 'w').close(); time.sleep(60)"]

    def prepare():
        while not begun.exists():
            time.sleep(0.01)
        sys.exit("cannot")

    began = time.monotonic()
    with pytest.raises(SystemExit, match="cannot"):
        run_together(ending(0), early=[early], prepare=prepare)
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(("forbidden", "is_aside"), [("1", True), ("", False)], ids=["forbidden", "allowed"])
def test_where_nothing_is_to_stay_compiled_files_are_kept_aside_until_the_end(monkeypatch, forbidden, is_aside):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", forbidden)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "")

    with bytecode_kept():
        folder = os.environ["PYTHONPYCACHEPREFIX"]
        assert bool(folder and Path(folder).is_dir()) == is_aside
        assert not os.environ.get("PYTHONDONTWRITEBYTECODE")

    assert not folder or not Path(folder).exists()
