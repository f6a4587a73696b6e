"""`make bench`: each measurement three times in processes of its own, medians, and ratios against floors and peers.

Run beneath `scripts.throwaway_postgres`. Prints a table in Markdown, as docs/benchmarks.md keeps it, and on stderr each
step as soon as it is done. DEBUG must be 0: with it Django keeps the text of every statement in memory.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from scripts.bench.apart import Figures, medians
from scripts.bench.judged import HEAD, Judged

SAVES, EMPTY = "100 saves of a row", "100 empty views"  # as scripts.bench.saving calls them
ROWS, MANY_ROWS, RUNS = 10_000, 100_000, 3
MOST_MEGABYTES = 150
NEW = ("preview of new rows", "apply new rows")


@dataclass(frozen=True)
class Wanted:
    """A ratio and what it must not exceed (or, of a speed-up, fall short of)."""

    title: str
    steps: Sequence[str]
    against: Sequence[str]
    limit: float
    is_least: bool = False


WANTED = (
    Wanted("preview, all rows new", ("preview of new rows",), ("read",), 3),
    Wanted("preview, all rows changed", ("preview of changed rows",), ("read",), 3),
    Wanted("unchanged file, preview and apply", ("unchanged file",), ("read",), 3),
    Wanted("preview + apply, all rows new", NEW, ("read",), 10),
    Wanted("preview + apply, all rows changed", ("preview of changed rows", "apply changed rows"), ("read",), 12),
    Wanted("apply, all rows new", ("apply new rows",), ("bare bulk_create_with_history",), 1.5),
    Wanted(
        "django-import-export, times slower",
        ("django-import-export, defaults",),
        NEW,
        8,
        is_least=True,
    ),
    Wanted("saves of a row, through the whole view", (SAVES,), (EMPTY,), 15),
)


def main() -> None:
    """Measures and prints. Uploaded files are kept for the time of the measurement only."""
    with TemporaryDirectory() as files:
        os.environ["FILES_ROOT"] = files
        measure_all()


def measure_all() -> None:
    """Migrates the empty database and measures."""
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], check=True)
    seconds, megabytes = medians(["reading", "import", "bare", "saving"], ROWS, RUNS)
    peer, _ = medians(["peer"], ROWS, 1)
    seconds |= peer
    print(f"{ROWS:,} KPI rows × 14 columns, {os.cpu_count()} cores, medians of {RUNS} (the peer once)\n")
    print("| step | seconds | MB more |\n|---|---|---|")
    for step, value in seconds.items():
        print(f"| {step} | {value:.2f} | {megabytes.get(step, 0):.0f} |")
    print(f"\n{HEAD}")
    for wanted in WANTED:
        print(_judged(wanted, seconds))
    grown = _sum(megabytes, NEW)
    print(Judged("memory, preview + apply of new rows, MB", grown, "<", MOST_MEGABYTES, digits=0), flush=True)
    many, many_megabytes = medians(["new"], MANY_ROWS, 1)
    slower, larger = _sum(many, NEW) / _sum(seconds, NEW), _sum(many_megabytes, NEW) / max(1, grown)
    print(Judged(f"{MANY_ROWS:,} rows: time, times that of {ROWS:,}", slower, "≤", 12))
    print(Judged(f"{MANY_ROWS:,} rows: memory, times that of {ROWS:,}", larger, "<", 3))


def _judged(wanted: Wanted, seconds: Figures) -> Judged:
    ratio = _sum(seconds, wanted.steps) / _sum(seconds, wanted.against)
    title = f"{wanted.title} / {' + '.join(wanted.against)}"
    return Judged(title, ratio, "≥" if wanted.is_least else "≤", wanted.limit)


def _sum(figures: Figures, steps: Sequence[str]) -> float:
    return sum(figures[step] for step in steps)


if __name__ == "__main__":
    main()
