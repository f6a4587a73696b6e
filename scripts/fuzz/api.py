"""Thousands of questions that the description of the read API allows, and that it forbids (schemathesis).

schemathesis is fetched for the run alone: it brings many packages.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from scripts.serve import HOST, MANAGE, is_free

TOOL = "schemathesis==4.32.5"
PORT = 8479
EXAMPLES = 40  # of each address, beside those that cover its parameters one by one
LONGEST_START = 60  # seconds


def fuzz(seconds: int, seed: int) -> int:
    """1 where schemathesis found something, which it tells itself; else 0."""
    if not is_free(PORT):
        sys.exit(f"ポート {PORT} が使われています。使っているプログラムを終えてからやり直してください。")
    with served() as site, tempfile.TemporaryDirectory() as folder:  # where schemathesis leaves what it remembers
        command = [
            "uv",
            "tool",
            "run",
            "--from",
            TOOL,
            "schemathesis",
            "run",
            f"{site}/api/openapi.json",
            "--url",
            site,
        ]
        options = [f"--max-examples={EXAMPLES}", f"--max-time={seconds}", f"--seed={seed}"]
        return int(subprocess.run([*command, *options], cwd=folder, check=False).returncode != 0)


@contextmanager
def served() -> Iterator[str]:
    """The address of a server that answers as often as it is asked."""
    command = [*MANAGE, "runserver", "--noreload", f"{HOST}:{PORT}"]
    environment = {**os.environ, "API_A_MINUTE": "1000000"}
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)  # it would tell of each request
    try:
        wait_until_served()
        yield f"http://{HOST}:{PORT}"
    finally:
        server.terminate()
        server.wait()


def wait_until_served() -> None:
    """Returns once something listens; ends the program where nothing does for long."""
    for _ in range(LONGEST_START):
        if not is_free(PORT):
            return
        time.sleep(1)
    sys.exit("サーバーが始まりませんでした。")
