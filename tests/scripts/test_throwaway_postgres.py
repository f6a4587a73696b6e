import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from scripts import throwaway_postgres
from scripts.throwaway_postgres import find_programs, throwaway_server

ROOT = Path(throwaway_postgres.__file__).parent.parent
LEADING_TO_POSTGRESQL = "import os, sys; sys.exit(7 if os.environ['DATABASE_URL'].startswith('postgres://') else 1)"
WAITING = "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(60)"


def run_with_server(program):
    return [sys.executable, "-m", "scripts.throwaway_postgres", sys.executable, "-c", program]


def accepts_connections(database_url):
    try:
        psycopg2.connect(database_url).close()
    except psycopg2.OperationalError:
        return False
    return True


def test_the_server_answers_inside_the_block_and_is_gone_after_it():
    with throwaway_server(find_programs()) as database_url:
        inside = accepts_connections(database_url)

    assert inside
    assert not accepts_connections(database_url)


def test_the_command_gets_the_address_and_its_exit_code_is_passed_on():
    done = subprocess.run(run_with_server(LEADING_TO_POSTGRESQL), cwd=ROOT, check=False)

    assert done.returncode == 7


@pytest.fixture
def heard():
    """What a shell starts in the background is deaf to Ctrl-C, and so would be all that we start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
def test_a_stopped_run_leaves_no_server_behind(sent):
    process = subprocess.Popen(
        run_with_server(WAITING), cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    database_url = process.stdout.readline().strip()
    answered = accepts_connections(database_url)

    os.killpg(process.pid, sent)  # as a terminal does: the command gets the signal too
    process.communicate(timeout=120)  # a net: nothing waits for it

    assert answered
    assert urlsplit(database_url).scheme == "postgres"
    assert process.returncode != 0
    assert not accepts_connections(database_url)
