"""`manage.py db_worker`: the worker of django-tasks-db, which besides says every few seconds that it lives."""

from __future__ import annotations

from typing import Any

from django_tasks_db.management.commands.db_worker import Command as Worker

from kpi_tracker.operations.beating import beating
from kpi_tracker.serving import collect_garbage_seldom


class Command(Worker):
    """With --batch it works off what waits and ends: then there is nothing to watch."""

    help = "時間のかかる仕事（取込みの読取りと反映）を、順番に行います。"

    def handle(self, *, worker_id: str, batch: bool, **options: Any) -> None:
        """Works until it is ended."""
        collect_garbage_seldom()
        if batch:
            super().handle(worker_id=worker_id, batch=batch, **options)
            return
        with beating(worker_id):
            super().handle(worker_id=worker_id, batch=batch, **options)
