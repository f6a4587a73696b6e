"""Ask the read API thousands of things that its description allows, and that it forbids (schemathesis).

    python -m scripts.fuzz_api

The server shows the published years on a database of its own. schemathesis is fetched for the run alone: it brings many
packages, and a run takes minutes.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.serve import HOST, MANAGE, is_free

TOOL = "schemathesis==4.32.5"
PORT = 8479
EXAMPLES = 40  # of each address, beside those that cover its parameters one by one
LONGEST_START = 60  # seconds


def main() -> None:
    """Ends with what schemathesis ends with: 0 where nothing is wrong."""
    if not is_free(PORT):
        sys.exit(f"ポート {PORT} が使われています。使っているプログラムを終えてからやり直してください。")
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as site:
        command = ["uv", "tool", "run", "--from", TOOL, "schemathesis", "run", f"{site}/api/openapi.json"]
        sys.exit(subprocess.run([*command, "--url", site, f"--max-examples={EXAMPLES}"], check=False).returncode)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server that shows the published years and answers as often as it is asked."""
    own = {"DEBUG": "1", "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}", "API_A_MINUTE": "1000000"}
    environment = {**os.environ, **own}
    for command in (["migrate", "--verbosity=0"], ["load_sources"]):
        subprocess.run([*MANAGE, *command], env=environment, check=True)
    command = [*MANAGE, "runserver", "--noreload", f"{HOST}:{PORT}"]
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


if __name__ == "__main__":
    main()
