"""The throw-away PostgreSQL server, and ways to take it away."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections

from scripts.throwaway_postgres import find_programs, run_program


def keep_commits() -> None:
    """From now on a commit is answered once it is in the file: a server that is killed must not forget it."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER ROLE CURRENT_USER SET synchronous_commit = on")
    connection.close()


@contextmanager
def gone() -> Iterator[None]:
    """In the block there is no database: everybody was thrown out at once. It has recovered at the end of it."""
    programs = find_programs()
    if programs is None:
        sys.exit("PostgreSQL が見つかりません。")
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        files = Path(cursor.fetchone()[0])
    connections.close_all()
    _, *options = shlex.split((files / "postmaster.opts").read_text())
    pg_ctl: list[str | Path] = [programs / "pg_ctl", "-D", files, "-w"]
    run_program([*pg_ctl, "-m", "immediate", "stop"], files.parent)
    try:
        yield
    finally:
        log = files.parent / "server.log"
        run_program([*pg_ctl, "-l", log, "-o", shlex.join(options), "start"], files.parent)


def await_row(statement: str, parameters: tuple[str, ...] = (), *, seconds: float = 60) -> None:
    """Asks until a row comes. Raises RuntimeError where none does."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            if cursor.fetchone() is not None:
                return
        time.sleep(0.01)
    raise RuntimeError(f"waited in vain for {statement}")
