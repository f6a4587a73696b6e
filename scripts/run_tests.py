"""`python -m scripts.run_tests [pytest's arguments]`: static checks and the whole suite, all at the same time.

What touches no database is run once; what touches one on SQLite and on a throw-away PostgreSQL, but for what is marked
once: half of it on either. The two take longest, so the others let them go first. What is not shown follows at the end.
The checks need none of the Debian packages that the tests need, and begin while those are installed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from pytest import ExitCode

from scripts import system_packages
from scripts.throwaway_postgres import stop_on_terminate

PYTEST = [sys.executable, "-m", "pytest", "-p", "tests.databases", "--migrations"]
CHECK = ["make", "--no-print-directory", "check"]
LETTING_OTHERS_GO_FIRST = ["nice", "-n", "5"]
NOTHING_TO_RUN = int(ExitCode.NO_TESTS_COLLECTED)
ON_POSTGRESQL = [sys.executable, "-m", "scripts.throwaway_postgres"]


def run_together(
    shown: Sequence[str],
    *beside: Sequence[str],
    early: Sequence[Sequence[str]] = (),
    prepare: Callable[[], object] = lambda: None,
) -> int:
    """The exit code of the commands (`sum_up`). The first prints as it goes; none of them outlives the call.

    early: commands that begin before `prepare`, which sees to what the others need.
    """
    with ExitStack() as files:
        printed = [files.enter_context(tempfile.TemporaryFile()) for _ in (*beside, *early)]
        processes: list[subprocess.Popen[bytes]] = []
        try:
            for command, file in zip(early, printed[len(beside) :], strict=True):
                processes.append(subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT))
            prepare()
            processes.insert(0, subprocess.Popen(shown))
            for command, file in zip(beside, printed, strict=False):
                processes.append(subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT))
            codes = [process.wait() for process in processes]
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait()
        sys.stdout.flush()
        for file in printed:
            file.seek(0)
            sys.stdout.buffer.write(file.read())
    return sum_up(codes)


def sum_up(codes: Sequence[int]) -> int:
    """The first failure, else 0; that there was nothing to run counts only where it was so everywhere.

    >>> sum_up([0, NOTHING_TO_RUN, 0]), sum_up([NOTHING_TO_RUN, 1, 2]), sum_up([NOTHING_TO_RUN] * 3)
    (0, 1, 5)
    """
    ran = [code for code in codes if code != NOTHING_TO_RUN]
    return next((code for code in ran if code), 0) if ran else NOTHING_TO_RUN


@contextmanager
def bytecode_kept() -> Iterator[None]:
    """While inside, processes keep what they compile for each other, in a folder that goes, where nothing is to stay.

    Without it each of the dozens of processes compiles Django and all tests for itself.
    """
    with tempfile.TemporaryDirectory() as folder:
        if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
            os.environ["PYTHONPYCACHEPREFIX"] = folder
        yield


def main() -> None:
    """Runs all and ends with their exit code."""
    signal.signal(signal.SIGTERM, stop_on_terminate)
    arguments = sys.argv[1:]
    without = [*PYTEST, "--database=never", *arguments]
    on_one = [*PYTEST, "--database=only", "-o", "testpaths=tests", *arguments]  # no doctest touches a database
    on_postgresql, on_sqlite = [*ON_POSTGRESQL, *on_one, "--once=1"], [*on_one, "--once=0"]
    beside, early = [on_sqlite, [*LETTING_OTHERS_GO_FIRST, *without]], [[*LETTING_OTHERS_GO_FIRST, *CHECK]]
    with bytecode_kept():
        sys.exit(run_together(on_postgresql, *beside, early=early, prepare=system_packages.main))


if __name__ == "__main__":
    main()
