"""Who answers for an entry, and what a person may do with it."""

from __future__ import annotations

from typing import Any, cast

from reforms.models import ReportingRound
from reforms.models.entries import EntryRow
from reforms.parts import parts_by_row, parts_of
from reforms.rights import Person, may_comment, may_enter


def round_of(entry: EntryRow) -> ReportingRound:
    """The 調査回 of the entry."""
    row: Any = entry
    for step in entry.entry_path.round.split("__"):
        row = getattr(row, step)
    return cast(ReportingRound, row)


def ministries_of(entry: EntryRow) -> frozenset[int]:
    """The ministries that answer for the entry, by primary key."""
    path = entry.entry_path.answered_for
    owner: Any = entry if path == "self" else getattr(entry, path)
    return frozenset(owner.responsibilities.values_list("ministry", flat=True))


def comments_on(person: Person, entry: EntryRow) -> bool:
    """Whether the person writes comments on the entry."""
    return may_comment(person, ministries_of(entry))


def edits(person: Person, entry: EntryRow) -> bool:
    """Whether the person may change the entry now."""
    keys = parts_by_row(type(entry)._default_manager.filter(pk=entry.pk)).get(entry.pk, set())
    parts = parts_of(round_of(entry), {key.item for key in keys})
    return may_enter(person, [parts[key] for key in keys])
