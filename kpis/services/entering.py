"""Writing what ministries enter into KPI rows. A KPI that is listed again is entered once: its other rows follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from kpi_tracker.lib.actuals import read_actual_cell
from kpi_tracker.lib.promises import read_promises
from kpis.frozen import freeze_target
from kpis.models import KpiListing, Measurement, ProgressSnapshot, Target
from kpis.relisting import leaders
from kpis.services.cells import Cell, stored_readings, write_cells
from kpis.services.promises import write_promises
from kpis.services.reading_rows import measurement_row
from reforms.drafts import IssueDraft
from reforms.models import ReasonCode, ReportingRound, User
from reforms.services.entries import (
    NotYours,
    confirmed_rows,
    held_round,
    refuse_entering,
    require_seen,
    words_before,
)
from reforms.services.recording import Change, update_rows

WORDS = ("actual_words", "note_words")
NEEDS_REASON = (
    "再掲元の行（{leader}）と違う内容です。このまま保存するには、理由の種類と理由を書いてください。"
    "公表の際に「食い違い」として示されます。"
)


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
    was read and cannot be kept.
    """

    rows: list[ProgressSnapshot]
    followers: list[ProgressSnapshot]
    locked: list[ProgressSnapshot]
    issues: list[IssueDraft]


@transaction.atomic
def enter_kpis(round: ReportingRound, entries: Sequence[KpiEntry], *, change: Change) -> EnteredKpis:
    """Writes what was typed, reads it, and lets the rows follow that list the same KPI again and said the same so far.

    What is sent as it stands is not written: a save whose answer got lost may come again. Raises NotYours, Locked,
    MovedOn, and ValidationError where a row listed again shall differ without a reason.
    """
    held = held_round(round)
    family = family_of(held, [entry.snapshot for entry in entries])
    rows = [family[entry.snapshot] for entry in entries if entry.snapshot in family]
    if len(rows) < len(entries):
        raise NotYours
    refuse_entering(held, rows, change=change)
    changing = [
        (row, words) for row, entry in zip(rows, entries, strict=True) if (words := _differing(row, entry.words))
    ]
    seen = {entry.snapshot: entry.version for entry in entries}
    for row, _ in changing:
        require_seen(row, seen[row.pk])
    led = leaders(row.listing for row in family.values())
    _refuse_unexplained(changing, led, family, change)
    followers, locked = _followers(held, changing, led, family)
    written = [*changing, *followers]
    issues = _write(written, held, change)
    return EnteredKpis(rows, [row for row, _ in followers], locked, issues)


@transaction.atomic
def undo_kpi(round: ReportingRound, snapshot: int, *, version: int, by: User) -> EnteredKpis:
    """The row as it was before the person's own last save of it. Raises what `enter_kpis` does, and NothingToUndo."""
    row = ProgressSnapshot.objects.filter(round=round, pk=snapshot).first()
    if row is None:
        raise NotYours
    change = Change(by, "元に戻す", code=ReasonCode.UNDONE)
    refuse_entering(held_round(round), [row], change=change)
    require_seen(row, version)
    words = words_before(row, WORDS, by=by)
    entry = KpiEntry(snapshot, version, words["actual_words"], words["note_words"])
    return enter_kpis(round, [entry], change=change)


Changing = tuple[ProgressSnapshot, Mapping[str, str]]
"""A row, and the words that are new to it by field."""


def family_of(round: ReportingRound, snapshots: Sequence[int]) -> dict[int, ProgressSnapshot]:
    """These rows, by primary key, and all others of the round that list the same KPIs, in printed order, held."""
    kpis = KpiListing.objects.filter(snapshots__in=snapshots).values("kpi")
    rows = (
        ProgressSnapshot.objects.select_for_update(of=("self",))
        .filter(round=round, listing__kpi__in=kpis)
        .exclude(listing__retired_in__fiscal_year__lte=round.fiscal_year)
        .select_related("listing")
        .order_by("listing__sheet__order", "listing__order", "pk")
    )
    return {row.pk: row for row in rows}


def _says_why(change: Change) -> bool:
    """Whether the change says more than that something is entered."""
    return change.code not in ("", ReasonCode.ENTRY) and bool(change.reason.strip())


def _differing(row: ProgressSnapshot, words: Mapping[str, str]) -> dict[str, str]:
    return {field: given for field, given in words.items() if getattr(row, field) != given}


def _refuse_unexplained(
    changing: Sequence[Changing], led: Mapping[int, KpiListing], family: Mapping[int, ProgressSnapshot], change: Change
) -> None:
    """Raises ValidationError where a row listed again shall differ from its leader and nobody says why."""
    by_listing = {row.listing_id: row for row in family.values()}
    for row, words in changing:
        leader = led.get(row.listing_id)
        original = by_listing.get(leader.pk) if leader else None
        if original is None or not _differing(original, words) or _says_why(change):
            continue
        raise ValidationError({"reason": NEEDS_REASON.format(leader=original.listing)})


def _followers(
    round: ReportingRound,
    changing: Sequence[Changing],
    led: Mapping[int, KpiListing],
    family: Mapping[int, ProgressSnapshot],
) -> tuple[list[Changing], list[ProgressSnapshot]]:
    """The rows that follow those that change, each with what it takes over, and those that would but are confirmed."""
    leading = {row.listing_id: (row, words) for row, words in changing}
    entered = {row.pk for row, _ in changing}
    following = []
    for row in family.values():
        leader = led.get(row.listing_id)
        if leader is None or leader.pk not in leading or row.pk in entered:
            continue
        original, words = leading[leader.pk]
        # A row that said something else before keeps it: somebody gave a reason for that.
        alike = {field: given for field, given in words.items() if getattr(row, field) == getattr(original, field)}
        if alike:
            following.append((row, alike))
    confirmed = confirmed_rows(round, [row for row, _ in following])
    return (
        [(row, words) for row, words in following if row.pk not in confirmed],
        [row for row, _ in following if row.pk in confirmed],
    )


def _write(changing: Sequence[Changing], round: ReportingRound, change: Change) -> list[IssueDraft]:
    for row, words in changing:
        for field, given in words.items():
            setattr(row, field, given)
            # What a person typed stands in no document.
            setattr(row, f"{field.removesuffix('_words')}_place", None)
    rows = [row for row, _ in changing]
    update_rows(rows, [*WORDS, "actual_place", "note_place"], change=change)
    issues = _read_actuals([row for row, words in changing if "actual_words" in words], change)
    noted = [row for row, words in changing if "note_words" in words]
    return issues + _read_notes(noted, round, change)


def _read_actuals(rows: Sequence[ProgressSnapshot], change: Change) -> list[IssueDraft]:
    if not rows:
        return []
    targets, measurements = stored_readings(Target, rows), stored_readings(Measurement, rows)
    cells = []
    for row in rows:
        key = (row.listing_id, row.round_id)
        known = tuple(freeze_target(target) for target in targets.get(key, ()))
        read = read_actual_cell(row.actual_words or None, row.listing.name or None, known).actuals
        fresh = [measurement_row(row, reading) for reading in read]
        cells.append(Cell("actual", row.actual_words, row, measurements.get(key, []), fresh, is_reviewed=True))
    return write_cells(cells, change=change)


def _read_notes(rows: Sequence[ProgressSnapshot], round: ReportingRound, change: Change) -> list[IssueDraft]:
    if not rows:
        return []
    return write_promises([(row, read_promises(row.note_words, round.fiscal_year)) for row in rows], change=change)
