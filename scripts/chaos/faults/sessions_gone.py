"""The table of sessions is held by somebody, then it is not there at all."""

from __future__ import annotations

import time

from django.db import connection, transaction

from scripts.chaos.site import Site
from scripts.chaos.struck import Struck

HELD, AWAY = 6, 3  # seconds; the first is longer than a statement may take


def strike(site: Site) -> Struck:
    """Nobody is signed out by it: the same sessions save on afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE django_session IN ACCESS EXCLUSIVE MODE")
        time.sleep(HELD)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_session RENAME TO django_session_elsewhere")
        time.sleep(AWAY)
        cursor.execute("ALTER TABLE django_session_elsewhere RENAME TO django_session")
    connection.close()
    return Struck.now()
