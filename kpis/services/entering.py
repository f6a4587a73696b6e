"""Writing what ministries enter into KPI rows. A KPI that is listed again is entered once: its other rows follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from kpi_tracker.lib.actuals import read_actual_cell
from kpi_tracker.lib.promises import read_promises
from kpis.frozen import freeze_target
from kpis.models import Measurement, ProgressSnapshot, Target
from kpis.services.cells import Cell, stored_readings, write_cells
from kpis.services.families import Family, family_of
from kpis.services.promises import write_promises
from kpis.services.reading_rows import measurement_row
from reforms.drafts import IssueDraft
from reforms.models import ReasonCode, User
from reforms.services.entries import States, is_confirmed, refuse_entering, require_seen, states_of, words_before
from reforms.services.locks import asked_once
from reforms.services.recording import Change, update_rows

WORDS = ("actual_words", "note_words")
PLACES = {"actual_words": "actual_place", "note_words": "note_place"}
NEEDS_REASON = (
    "再掲元の行（{leader}）と違う内容です。このまま保存するには、理由の種類と理由を書いてください。"
    "公表の際に「食い違い」として示されます。"
)
Changing = tuple[ProgressSnapshot, Mapping[str, str]]
"""A row, and the words that are new to it by field."""
Read = tuple[list[IssueDraft], Mapping[int, list[Target]]]
"""What was read and cannot be kept, and the targets of the rows that were read, by listing."""


@dataclass(frozen=True)
class KpiEntry:
    """What a person typed into a KPI row, by primary key of its snapshot. version: of the row as they saw it; None: the
    field was not sent and stays."""

    snapshot: int
    version: int
    actual: str | None = None
    note: str | None = None

    @property
    def words(self) -> dict[str, str]:
        """What was sent, by the field that holds it."""
        sent = {"actual_words": self.actual, "note_words": self.note}
        return {field: words for field, words in sent.items() if words is not None}


@dataclass(frozen=True)
class EnteredKpis:
    """The rows as they are stored now.

    followers: rows listed again that took the words over; locked: those that could not, being confirmed; issues: what
    was read and cannot be kept; targets: those of the rows whose value was read, by listing.
    """

    rows: list[ProgressSnapshot]
    followers: list[ProgressSnapshot]
    locked: list[ProgressSnapshot]
    issues: list[IssueDraft]
    targets: Mapping[int, list[Target]]


@transaction.atomic
@asked_once()
def enter_kpis(entries: Sequence[KpiEntry], *, change: Change) -> EnteredKpis:
    """Writes what was typed into rows of one round, reads it, and lets the rows follow that list the same KPI again and
    said the same so far.

    What is sent as it stands is not written: a save whose answer got lost may come again. Raises NotYours, Locked,
    MovedOn, and ValidationError where a row listed again shall differ without a reason.
    """
    family = family_of([entry.snapshot for entry in entries])
    rows = [family.rows[entry.snapshot] for entry in entries]
    states = states_of(list(family.rows.values()))
    refuse_entering(family.round, rows, change=change, states=states)
    changing: list[Changing] = []
    for row, entry in zip(rows, entries, strict=True):
        if words := _differing(row, entry.words):
            require_seen(row, entry.version)
            changing.append((row, words))
    _refuse_unexplained(changing, family, change)
    followers, locked = _followers(changing, family, states)
    issues, targets = _write([*changing, *followers], change)
    return EnteredKpis(rows, [row for row, _ in followers], locked, issues, targets)


@transaction.atomic
def undo_kpi(snapshot: int, *, version: int, by: User) -> EnteredKpis:
    """The row as it was before the person's own last save of it. Raises what `enter_kpis` does, and NothingToUndo."""
    change = Change(by, "元に戻す", code=ReasonCode.UNDONE)
    family = family_of([snapshot])
    row = family.rows[snapshot]
    refuse_entering(family.round, [row], change=change)
    require_seen(row, version)
    words = words_before(row, WORDS, by=by)
    entry = KpiEntry(snapshot, version, words["actual_words"], words["note_words"])
    return enter_kpis([entry], change=change)


def _differing(row: ProgressSnapshot, words: Mapping[str, str]) -> dict[str, str]:
    return {field: given for field, given in words.items() if getattr(row, field) != given}


def _refuse_unexplained(changing: Sequence[Changing], family: Family, change: Change) -> None:
    """Raises ValidationError where a row listed again shall differ from its leader and nobody says why."""
    says_why = change.code not in ("", ReasonCode.ENTRY) and change.reason.strip()
    for row, words in changing:
        leader = family.leader_of(row)
        if leader and not says_why and _differing(leader, words):
            raise ValidationError({"reason": NEEDS_REASON.format(leader=leader.listing)})


def _followers(
    changing: Sequence[Changing], family: Family, states: States
) -> tuple[list[Changing], list[ProgressSnapshot]]:
    """The rows that follow those that change, each with what it takes over, and those that would but are confirmed."""
    entered = {row.pk for row, _ in changing}
    following = []
    for row, words in changing:
        for follower in family.followers_of(row):
            # A row that said something else before keeps it: somebody gave a reason for that.
            alike = {field: given for field, given in words.items() if getattr(follower, field) == getattr(row, field)}
            if alike and follower.pk not in entered:
                following.append((follower, alike))
    return (
        [(row, words) for row, words in following if not is_confirmed(row, states)],
        [row for row, _ in following if is_confirmed(row, states)],
    )


def _write(changing: Sequence[Changing], change: Change) -> Read:
    for row, words in changing:
        for field, given in words.items():
            setattr(row, field, given)
            # What a person typed stands in no document.
            setattr(row, PLACES[field], None)
    update_rows([row for row, _ in changing], [*PLACES, *PLACES.values()], change=change)
    issues, targets = _read_actuals([row for row, words in changing if "actual_words" in words], change)
    return issues + _read_notes([row for row, words in changing if "note_words" in words], change), targets


def _read_actuals(rows: Sequence[ProgressSnapshot], change: Change) -> Read:
    if not rows:
        return [], {}
    stored, measurements = stored_readings(Target, rows), stored_readings(Measurement, rows)
    targets = {row.listing_id: stored.get((row.listing_id, row.round_id), []) for row in rows}
    cells = []
    for row in rows:
        key = (row.listing_id, row.round_id)
        known = tuple(freeze_target(target) for target in targets[row.listing_id])
        read = read_actual_cell(row.actual_words or None, row.listing.name or None, known).actuals
        fresh = [measurement_row(row, reading) for reading in read]
        cells.append(Cell("actual", row.actual_words, row, measurements.get(key, []), fresh, is_reviewed=True))
    return write_cells(cells, change=change), targets


def _read_notes(rows: Sequence[ProgressSnapshot], change: Change) -> list[IssueDraft]:
    if not rows:
        return []
    return write_promises([(row, read_promises(row.note_words, row.round.fiscal_year)) for row in rows], change=change)
