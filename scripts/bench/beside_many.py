"""What an import takes beside ten thousand snapshots, and beside a million: `python -m scripts.bench.beside_many`.

Run beneath `scripts.throwaway_postgres`, DEBUG being 0; BENCH_ROWS tells another number than a million. Prints a table
in Markdown, and on stderr each step as soon as it is done.
"""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - models can be imported only now
from django.db import connection  # noqa: E402

from kpis.models import ProgressSnapshot  # noqa: E402
from scripts.bench.apart import Figures, medians  # noqa: E402
from scripts.bench.copies import copy_until  # noqa: E402
from scripts.bench.judged import HEAD, Judged  # noqa: E402

ROWS, RUNS, MOST_TIMES = 10_000, 3, 1.5
MANY = int(os.environ.get("BENCH_ROWS", "1000000"))


def main() -> None:
    """Fills, measures and prints. Uploaded files are kept for the time of the measurement only."""
    call_command("migrate", verbosity=0)
    with TemporaryDirectory() as files:
        os.environ["FILES_ROOT"] = files
        medians(["new"], ROWS, 1)
        few, beside_few = _imports()
        copy_until(MANY)
        many, beside_many = _imports()
    print(f"{ROWS:,} new rows beside {beside_many:,} snapshots / beside {beside_few:,}; medians of {RUNS}\n\n{HEAD}")
    for step, seconds in few.items():
        print(f"| {step}, s | {many[step]:.1f} / {seconds:.1f} | | |")
    print(Judged("preview and apply", sum(many.values()) / sum(few.values()), "≤", MOST_TIMES, digits=2))


def _imports() -> tuple[Figures, int]:
    """Seconds of each step, and how many snapshots stood before."""
    standing = ProgressSnapshot.objects.count()
    connection.close()  # nobody waits meanwhile
    seconds, _ = medians(["new"], ROWS, RUNS)
    return seconds, standing


if __name__ == "__main__":
    main()
