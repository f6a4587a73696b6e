"""The heart of a worker: it beats beside the work, however long a piece of work takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from kpi_tracker.operations.models import WorkerBeat

EVERY = 10  # seconds
LATE = timedelta(seconds=60)
FORGOTTEN = timedelta(days=1)


@contextmanager
def beating(worker: str) -> Iterator[None]:
    """In the block `worker` says that it lives; at its end it is forgotten, one that died is for a day."""
    is_over = Event()
    heart = Thread(target=_go_on_beating, args=(worker, is_over), daemon=True)
    with _whatever_the_database_does():
        beat(worker, timezone.now())
    heart.start()
    try:
        yield
    finally:
        is_over.set()
        heart.join()
        with _whatever_the_database_does():
            WorkerBeat.objects.filter(worker=worker).delete()


def beat(worker: str, at: datetime) -> None:
    """Writes that `worker` lives, and forgets those that died long ago."""
    WorkerBeat.objects.update_or_create(worker=worker, defaults={"beat_at": at})
    WorkerBeat.objects.filter(beat_at__lt=at - FORGOTTEN).delete()


def last_beat() -> datetime | None:
    """When any worker last said that it lives."""
    return WorkerBeat.objects.values_list("beat_at", flat=True).first()


def is_late(at: datetime | None, now: datetime) -> bool:
    """Whether a worker should have said something since, or never did."""
    return at is None or now - at > LATE


def _go_on_beating(worker: str, is_over: Event) -> None:
    try:
        while not is_over.wait(EVERY):
            with _whatever_the_database_does():
                beat(worker, timezone.now())
    finally:
        connection.close()


@contextmanager
def _whatever_the_database_does() -> Iterator[None]:
    """One that is away or locked is the work's business: the heart beats again, on a new connection."""
    try:
        yield
    except (OperationalError, InterfaceError):
        connection.close()
