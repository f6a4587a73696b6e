"""`manage.py db_worker`: the worker of django-tasks-db, which besides says every few seconds that it lives."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.db import InterfaceError, OperationalError, connection
from django_tasks_db.management.commands.db_worker import Command as Worker

from kpi_tracker.operations.beating import beating
from kpi_tracker.serving import collect_garbage_seldom

LOG = logging.getLogger(__name__)
PAUSE = 2
"""Seconds before a database that went away is asked again."""


class Command(Worker):
    """With --batch it works off what waits and ends: then there is nothing to watch, and nothing to wait for."""

    help = "時間のかかる仕事（取込みの読取りと反映）を、順番に行います。"

    def handle(self, *, worker_id: str, batch: bool, **options: Any) -> None:
        """Works until it is ended; a database that goes away is waited for."""
        collect_garbage_seldom()
        if batch:
            super().handle(worker_id=worker_id, batch=batch, **options)
            return
        with beating(worker_id):
            while not self._worked_to_its_end(worker_id=worker_id, batch=batch, **options):
                time.sleep(PAUSE)

    def _worked_to_its_end(self, **options: Any) -> bool:
        """Whether the worker was told to end, else the database went away."""
        try:
            super().handle(**options)
        except (OperationalError, InterfaceError):
            LOG.warning("the database is away: asking again in %s s", PAUSE)
            connection.close()
            return False
        return True
