"""Attaching files and addresses to entries, and taking them away."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from kpi_tracker.lib.file_kinds import kind_of as kind_of_file
from kpi_tracker.lib.file_names import plain_name
from kpis.entries import kind_of
from reforms.answering import round_of
from reforms.models.entries import EntryRow
from reforms.models.evidence import Evidence
from reforms.services.entries import held_round, refuse_entering
from reforms.services.recording import Change, create_rows, delete_rows

LONGEST_NAME = 255


@dataclass(frozen=True)
class GivenFile:
    """A file as it came in. name: as the person called it."""

    name: str
    data: bytes


@transaction.atomic
def attach(
    entry: EntryRow, *, title: str, page: str = "", url: str = "", file: GivenFile | None = None, change: Change
) -> Evidence:
    """A file, told by its content, or an address as 根拠資料 of the entry.

    Raises NotYours; Locked; RefusedFile; ValidationError where there is neither or both, or an address is none of the
    web. Then nothing is kept.
    """
    _refuse_unless_entering(entry, change)
    row: Evidence = kind_of(entry).evidence(
        entry=entry, title=title, page=page, url=url, by=change.by, at=timezone.now()
    )
    if file is not None:
        row.file_name = plain_name(file.name)[-LONGEST_NAME:]
        row.kind = kind_of_file(file.data, row.file_name).ending.removeprefix(".")
        row.size, row.sha256 = len(file.data), hashlib.sha256(file.data).hexdigest()
        row.file = ContentFile(file.data, name=row.sha256)
    row.clean_fields(exclude=["entry", "by"])
    row.validate_constraints()
    # The file is written as its row is: after the locks were asked.
    create_rows([row], change=change)
    return row


@transaction.atomic
def remove(evidence: Evidence, *, change: Change) -> None:
    """Takes the evidence away; its file is gone for good, the history keeps its name and who took it away.

    Raises NotYours; Locked.
    """
    row: Any = evidence
    _refuse_unless_entering(row.entry, change)
    delete_rows([row], change=change)
    if row.file:
        transaction.on_commit(lambda: row.file.storage.delete(row.file.name))


def _refuse_unless_entering(entry: EntryRow, change: Change) -> None:
    refuse_entering(held_round(round_of(entry)), [entry], change=change)
