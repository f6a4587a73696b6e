"""The server as `make serve` starts it, on a free port of this machine, and what its processes take. Linux only."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryFile

from scripts.throwaway_postgres import find_free_port

HOST = "127.0.0.1"
SECRET_KEY = "only-for-the-benchmark-of-this-machine"
GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "python:kpi_tracker.gunicorn_settings"]
LONGEST_START = 60
KILOBYTES_IN_MEGABYTE = 1024


@dataclass(frozen=True)
class Server:
    """pid: of the process that started the workers; began_in: seconds until it answered."""

    port: int
    pid: int
    began_in: float

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]


def collect_files() -> None:
    """Static files as production serves them."""
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"], check=True)


@contextmanager
def served(settings: str, application: str = "kpi_tracker.wsgi:application") -> Iterator[Server]:
    """A server that answers, gone at the end of the block; the errors that it logged are shown then."""
    port = find_free_port()
    environment = os.environ | {
        "BIND": f"{HOST}:{port}",
        "ALLOWED_HOSTS": HOST,
        "SECRET_KEY": SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": settings,
        "LOG_FORMAT": "json",
        "PROXIES": "1",  # which tells whose request it is: each address may take out so many files a minute
    }
    with TemporaryFile("w+") as log:
        began = time.perf_counter()
        process = subprocess.Popen([*GUNICORN, application], env=environment, stderr=log)
        try:
            await_answer(process, port, "/healthz")
            yield Server(port, process.pid, time.perf_counter() - began)
        finally:
            process.terminate()
            process.wait()
            log.seek(0)
            sys.stderr.writelines(line for line in log if '"ERROR"' in line)


def await_answer(server: subprocess.Popen[bytes], port: int, address: str) -> None:
    """Asks until the server answers 200. Raises RuntimeError where it ended before."""
    while server.poll() is None:
        connection = HTTPConnection(HOST, port, timeout=LONGEST_START)
        try:
            connection.request("GET", address)
            if connection.getresponse().status == HTTPStatus.OK:
                return
        except (OSError, HTTPException):
            time.sleep(0.01)
        finally:
            connection.close()
    raise RuntimeError(f"{address} never answered")


def megabytes(pid: int, kind: str) -> float:
    """Memory of a process. kind: Rss, or Pss, which divides what is shared among those who share it."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")) / KILOBYTES_IN_MEGABYTE


def cpu_seconds(pid: int) -> float:
    """What a process has computed so far."""
    times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
