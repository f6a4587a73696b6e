"""Work that may take longer than a request: small files at once, larger ones in the queue (`manage.py db_worker`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks import task

from importers import pipeline
from importers.models import ImportBatch
from importers.services import decide
from reforms.services.reversal import RowName

AT_ONCE = 200_000
"""Bytes of files that are done within the request: about a second of work."""
WORK: dict[str, Callable[[ImportBatch], None]] = {
    "prepare": pipeline.prepare,
    "apply": pipeline.apply,
}


def start(work: str, *batches: ImportBatch) -> None:
    """Does the work of small files now, and leaves that of a larger one, or of many together, to the worker."""
    is_small = sum(batch.size for batch in batches) <= AT_ONCE
    for batch in batches:
        if is_small:
            WORK[work](batch)
        else:
            transaction.on_commit(partial(run.enqueue, work, str(batch.pk)))


def start_undo(batch: ImportBatch, *, leaving: Collection[RowName]) -> None:
    """Takes a batch back, but for the rows to be left as they are; at once or later as `start`."""
    if batch.size <= AT_ONCE:
        pipeline.undo(batch, leaving=leaving)
    else:
        transaction.on_commit(partial(run_undo.enqueue, str(batch.pk), [list(name) for name in leaving]))


def settle(batch: ImportBatch, decisions: Mapping[int, str]) -> None:
    """Keeps decisions about rows of the preview, which is made anew where they change it. Raises NotNow."""
    if decide(batch, decisions):
        start("prepare", batch)


@task()
def run(work: str, batch: str) -> None:
    """One piece of work on a batch. A batch that was dropped or moved on since is left alone."""
    found = ImportBatch.objects.filter(pk=UUID(batch)).first()
    if found is not None:
        WORK[work](found)


@task()
def run_undo(batch: str, leaving: list[list[Any]]) -> None:
    """As `run`. leaving: names of rows as lists, which is what a queue can hold."""
    found = ImportBatch.objects.filter(pk=UUID(batch)).first()
    if found is not None:
        pipeline.undo(found, leaving=[(model, key) for model, key in leaving])
