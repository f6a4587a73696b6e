"""What a real failure in the middle of an import leaves behind: nothing half written, and the next try works."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from importers.models import ImportBatch
from tests.builders import ItemSpec, build_round, make_ministry, make_round
from tests.importers.imports.batches import make_importer

State = ImportBatch.State
ROOT = Path(__file__).resolve().parents[2]
SECONDS_GONE = 5

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def act(tmp_path):
    """Does one act of `faulty_work` on the test's database in a process of its own; its last line as words."""
    make_ministry("総務省")
    make_importer()
    build_round(make_round(2017), [ItemSpec("窓口業務の改革", "①")])
    environment = os.environ | {
        "DATABASE_URL": address(tmp_path),
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "kpi_tracker.settings",
        "FILES_ROOT": str(tmp_path / "files"),
    }

    def start(name, **options):
        command = [sys.executable, "-m", "tests.importers.faulty_work", name]
        return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, **options)

    def do(name):
        process = start(name)
        printed, _ = process.communicate(timeout=120)
        return process.returncode, tuple(printed.split())

    do.start = start
    return do


def address(folder):
    """The test's database as other processes reach it: SQLite's lives in memory, so they get a copy."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(folder / "copy.sqlite3")])
        return f"sqlite:///{folder / 'copy.sqlite3'}"
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


def test_a_worker_that_is_killed_leaves_nothing_half_written_and_the_batch_can_be_resumed(act):
    _, (_, before) = act("begin")

    killed, _ = act("be_killed")
    _, left = act("look")
    _, (retried, after) = act("try_again")

    assert killed == -9
    assert left == (State.APPLYING, before)
    assert (retried, after != before) == (State.APPLIED, True)


def test_a_database_that_fails_leaves_nothing_half_written_and_the_next_try_works(act):
    _, (_, before) = act("begin")

    fail = {"sqlite": with_a_full_disk, "postgresql": without_a_database}[connection.vendor]
    left = fail(act)
    _, (retried, after) = act("try_again")

    assert left == (State.PREVIEW, before)
    assert (retried, after != before) == (State.APPLIED, True)


def with_a_full_disk(act):
    return act("meet_a_full_disk")[1]


def without_a_database(act):
    """The server throws everybody out in the middle of the work and lets nobody in for five seconds."""
    process = act.start("lose_the_database", stdin=subprocess.PIPE)
    assert process.stdout.readline() == "half\n"
    name = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        connection.close()
        process.stdin.write("gone\n")
        process.stdin.flush()
        time.sleep(SECONDS_GONE)
        cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    printed, _ = process.communicate(timeout=120)
    return tuple(printed.split())
