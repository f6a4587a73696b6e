"""`python -m scripts.run_tests [pytest's arguments]`: the whole suite on SQLite and on a throw-away PostgreSQL at once.

Each run keeps one core busy: both take little longer than one. What the second prints follows when both are done.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from scripts.throwaway_postgres import stop_on_terminate

PYTEST = [sys.executable, "-m", "pytest"]
ON_POSTGRESQL = [sys.executable, "-m", "scripts.throwaway_postgres"]


def run_both(first: Sequence[str], second: Sequence[str]) -> int:
    """The first exit code of the two that is no success, else 0. Neither command outlives the call."""
    with tempfile.TemporaryFile() as printed:
        beside = subprocess.Popen(second, stdout=printed, stderr=subprocess.STDOUT)
        try:
            codes = [subprocess.run(first, check=False).returncode, beside.wait()]
        finally:
            beside.terminate()
            beside.wait()
        printed.seek(0)
        sys.stdout.flush()
        sys.stdout.buffer.write(printed.read())
    return next((code for code in codes if code), 0)


def main() -> None:
    """Runs both and ends with their exit code."""
    signal.signal(signal.SIGTERM, stop_on_terminate)
    pytest = [*PYTEST, *sys.argv[1:]]
    sys.exit(run_both(pytest, [*ON_POSTGRESQL, *pytest]))


if __name__ == "__main__":
    main()
