"""A table that people write to gets a column and an index, and loses them again, while a report is read."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import connection, transaction

from kpis.models import ProgressSnapshot
from scripts.chaos.site import Site
from scripts.chaos.struck import Struck
from scripts.serve import MANAGE

MOST_TRIES = 20
MIGRATE = [*MANAGE, "migrate", "--verbosity=0", "meanwhile"]
GIVES_WAY = {"DJANGO_SETTINGS_MODULE": "scripts.chaos.meanwhile.settings", "PGOPTIONS": "-c lock_timeout=1s"}
"""As docs/operations.md tells an operator to migrate: whoever saves waits no longer than that."""


def strike(site: Site) -> Struck:
    """The migration gives way to the report, the people wait for neither; tried again, it is done."""
    for target in ("0001", "zero"):
        with _report():
            site.require(not _is_migrated(target), "移行が、長い問合せに道を譲らなかった")
        site.require(any(_is_migrated(target) for _ in range(MOST_TRIES)), "移行が終わらない")
    return Struck.now()


def _is_migrated(target: str) -> bool:
    done = subprocess.run([*MIGRATE, target], env=os.environ | GIVES_WAY, capture_output=True, check=False)
    return done.returncode == 0


@contextmanager
def _report() -> Iterator[None]:
    """In the block somebody reads the table in one long transaction."""
    has_begun, is_over = Event(), Event()
    thread = Thread(target=_read, args=(has_begun, is_over))
    thread.start()
    has_begun.wait()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _read(has_begun: Event, is_over: Event) -> None:
    with transaction.atomic():
        ProgressSnapshot.objects.count()
        has_begun.set()
        is_over.wait()
    connection.close()
