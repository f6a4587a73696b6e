"""Bring the demo up: migrate, load the published years, make accounts, serve on this machine with a worker beside it.

PORT          8000 unless set
DATABASE_URL  var/db.sqlite3 unless set (kpi_tracker/settings.py)
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import django
from django.core.management import CommandError, call_command
from django.db import connections

from scripts.throwaway_postgres import stop_on_terminate

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(ROOT / "manage.py")]
WORKER = ["db_worker", "--no-reload", "--verbosity=0"]
HOST = "127.0.0.1"
HIGHEST_PORT = 65535


def read_port(text: str) -> int:
    """The port number in `text`. Ends the program with one line where it is none.

    >>> read_port("8000")
    8000
    """
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= HIGHEST_PORT):
        sys.exit(f"PORT には 1 から {HIGHEST_PORT} の番号を指定してください（今の値: {text!r}）。")
    return int(text)


def is_free(port: int) -> bool:
    """Whether a server can listen on `port` of this machine."""
    with socket.socket() as listener:
        # As the server itself does: a port whose last connections are still closing can be taken again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError:
            return False
    return True


def preparing(database: str) -> list[list[str]]:
    """The commands that bring the database to what the demo shows; a round to enter into only in one of its own.

    >>> [command[0] for command in preparing("postgres://h/db")]
    ['migrate', 'load_sources', 'run_checks', 'load_demo_accounts']
    """
    commands = [["migrate", "--verbosity=0"], ["load_sources"], ["run_checks", "--verbosity=0"], ["load_demo_accounts"]]
    return [*commands, ["open_demo_round"]] if not database or database.startswith("sqlite") else commands


def prepare_database() -> None:
    """Migrate, load the published documents, run the checks, make the demo's accounts; ends where one fails.

    All in this process: starting Django anew for each takes as long as most of them.
    """
    (ROOT / "var").mkdir(exist_ok=True)
    django.setup()
    for name, *options in preparing(os.environ.get("DATABASE_URL", "")):
        try:
            call_command(name, *options)
        except CommandError as refusal:
            sys.exit(f"{name}: {refusal}")
    connections.close_all()


def serve(server: Sequence[str], worker: Sequence[str]) -> int:
    """The server's exit code. The worker beside it never outlives it."""
    beside = subprocess.Popen(worker)
    try:
        return subprocess.run(server, check=False).returncode
    except KeyboardInterrupt:  # Ctrl-C reaches server and worker as well as us: the server has ended by itself
        return 0
    finally:
        beside.terminate()
        beside.wait()


def main() -> None:
    """Serve until Ctrl-C."""
    port = read_port(os.environ.get("PORT", "8000"))
    if not is_free(port):
        sys.exit(
            f"ポート {port} は使えません。空いている番号を選び、PORT={port + 1} make run のように実行してください。"
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kpi_tracker.settings")
    os.environ["DEBUG"] = "1"  # the demo needs no secret key, no host names and no collected static files
    prepare_database()
    print(f"http://{HOST}:{port}/ を開いてください（終わるときは Ctrl-C）。", flush=True)
    signal.signal(signal.SIGTERM, stop_on_terminate)
    sys.exit(serve([*MANAGE, "runserver", "--noreload", f"{HOST}:{port}"], [*MANAGE, *WORKER]))


if __name__ == "__main__":
    main()
