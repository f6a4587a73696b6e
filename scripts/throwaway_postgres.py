"""Run a command with DATABASE_URL leading to a PostgreSQL of its own, gone when the command ends.

    python -m scripts.throwaway_postgres pytest

The server listens on a free port of this machine, keeps its files in a temporary folder and never syncs them to disk.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

USER = "tests"
UNSAFE_BUT_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
AS_SERVED = "-c random_page_cost=1.1"
"""As compose.yaml and docs/operations.md have it."""
SIGTERM_EXIT_CODE = 128 + signal.SIGTERM


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl: Debian's newest, else the one on PATH, None where PostgreSQL is missing."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")]
    on_path = shutil.which("pg_ctl")
    if folders:
        return max(folders, key=lambda folder: int(folder.parent.name))
    return Path(on_path).parent if on_path else None


def find_free_port() -> int:
    """A port of this machine that nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def run_program(arguments: Sequence[str | Path], folder: Path) -> None:
    """Run a PostgreSQL program in `folder`, as postgres where we are root (initdb refuses root). Ends on failure."""
    # Files, not pipes, for its output: the server would hold a pipe open, and we would wait for its end.
    log = folder / "output.log"
    with log.open("a") as output:
        done = subprocess.run(
            arguments,
            cwd=folder,
            stdout=output,
            stderr=output,
            check=False,
            user="postgres" if os.geteuid() == 0 else None,
        )
    if done.returncode:
        sys.exit(f"{Path(arguments[0]).name} が失敗しました。\n{log.read_text()}")


@contextmanager
def throwaway_server(programs: Path) -> Iterator[str]:
    """The DATABASE_URL of a new, empty PostgreSQL server that stops and is deleted at the end of the block."""
    with tempfile.TemporaryDirectory(prefix="kpi-tracker-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        files = folder / "files"
        port = find_free_port()
        run_program(
            [
                programs / "initdb",
                "-D",
                files,
                "-U",
                USER,
                "--auth=trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
            folder,
        )
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} {UNSAFE_BUT_FAST} {AS_SERVED}"
        pg_ctl: list[str | Path] = [programs / "pg_ctl", "-D", files, "-w"]
        try:
            run_program([*pg_ctl, "-l", folder / "server.log", "-o", options, "start"], folder)
            yield f"postgres://{USER}@127.0.0.1:{port}/postgres"
        finally:
            if (files / "postmaster.pid").exists():
                run_program([*pg_ctl, "-m", "immediate", "stop"], folder)


def run_to_its_end(command: Sequence[str], database_url: str) -> int:
    """The exit code of `command`, however it ends: the database must outlive it."""
    process = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": database_url})
    try:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # Ctrl-C reached the command too: it tidies up and ends by itself
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def stop_on_terminate(_signal: int, _frame: object) -> NoReturn:
    """Turn SIGTERM into an exit that passes through every `finally`."""
    sys.exit(SIGTERM_EXIT_CODE)


def main() -> None:
    """Run the command given as arguments and end with its exit code."""
    programs = find_programs()
    if programs is None:
        sys.exit("PostgreSQL が見つかりません。Debian では apt-get install postgresql-15 を実行してください。")
    signal.signal(signal.SIGTERM, stop_on_terminate)
    with throwaway_server(programs) as database_url:
        code = run_to_its_end(sys.argv[1:], database_url)
    sys.exit(code)


if __name__ == "__main__":
    main()
