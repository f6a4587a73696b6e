"""The 区分 that the secretariat gives to KPI rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from kpi_tracker.lib.records import replace
from kpis.judged import last_judgements, stands
from kpis.models import ProgressSnapshot
from reforms.models import EditionScale, Rating, ReasonCode, ReportingRound
from reforms.parts import PartKey, Parts, parts_by_row, parts_of
from reforms.people import person_of
from reforms.rights import Person, rights_on
from reforms.services.entries import NotYours, require_seen
from reforms.services.locks import require_an_admin
from reforms.services.progress import ratings_by_code
from reforms.services.recording import Change, update_rows

FIELDS = ("grade_words", "grade", "grade_place")
UNKNOWN = "「{row}」の区分「{code}」は、この版の区分にありません。一覧から選んでください。"
DIFFERS = "「{row}」の区分「{code}」は試算（{computed}）と違います。そう判断した理由を書いてください。"
NOTHING = "なし"


@dataclass(frozen=True)
class GradeEntry:
    """What a person gives a KPI row, by primary key of its snapshot. version: of the row as they saw it; code: "" for
    no 区分; computed: the code that the official rule gives, None where it gives none."""

    snapshot: int
    version: int
    code: str
    computed: str | None = None
    reason: str = ""


@transaction.atomic
def set_grades(round: ReportingRound, entries: Sequence[GradeEntry], *, change: Change) -> list[ProgressSnapshot]:
    """The rows that were judged: whose 区分 changed, is given again to other words, or is withheld for a reason.

    Each entry brings its own reason, else that of the change is kept.

    Raises NotYours, MovedOn, Locked, and ValidationError on a code that the edition does not have and on one other than
    the computed one without a reason. Then nothing is written.
    """
    held = ReportingRound.objects.select_for_update().get(pk=round.pk)
    rows = _rows(held, entries)
    _refuse(held, rows, change)
    ratings = ratings_by_code(held, EditionScale.Rates.KPI)
    judged = last_judgements(ProgressSnapshot.objects.filter(pk__in=rows))
    by_reason: dict[str, list[ProgressSnapshot]] = {}
    for entry in entries:
        row = rows[entry.snapshot]
        reason = entry.reason.strip() or change.reason.strip()
        if row.grade_words == entry.code and _says_nothing_new(row, judged.get(row.pk), reason):
            continue
        require_seen(row, entry.version)
        _require_sense(row, entry, ratings, reason)
        row.grade_words, row.grade, row.grade_place = entry.code, ratings.get(entry.code), None
        by_reason.setdefault(reason, []).append(row)
    for reason, changed in by_reason.items():
        update_rows(changed, FIELDS, change=replace(change, reason=reason, code=ReasonCode.GRADE))
    return [row for changed in by_reason.values() for row in changed]


def _rows(round: ReportingRound, entries: Sequence[GradeEntry]) -> dict[int, ProgressSnapshot]:
    stored = ProgressSnapshot.objects.select_for_update(of=("self",)).filter(
        round=round, listing__is_heading=False, pk__in=[entry.snapshot for entry in entries]
    )
    rows = {row.pk: row for row in stored.select_related("listing").order_by("pk")}
    if any(entry.snapshot not in rows for entry in entries):
        raise NotYours
    return rows


def _refuse(round: ReportingRound, rows: Mapping[int, ProgressSnapshot], change: Change) -> None:
    """Raises NotYours unless the one who changes grades each of the rows: as long as one of its parts waits for them,
    or as an admin who overrides locks (else Locked)."""
    if change.overrides:
        require_an_admin(change)
        return
    if change.by is None:
        raise NotYours
    person = person_of(change.by)
    belonging = parts_by_row(ProgressSnapshot.objects.filter(pk__in=rows))
    parts = parts_of(round, {key.item for keys in belonging.values() for key in keys})
    if not all(_may_grade(person, parts, belonging.get(row, set())) for row in rows):
        raise NotYours


def _may_grade(person: Person, parts: Parts, keys: set[PartKey]) -> bool:
    return any(rights_on(person, parts[key]).may_grade for key in keys)


def _says_nothing_new(row: ProgressSnapshot, judgement: Any, reason: str) -> bool:
    """Whether an entry with the 区分 that the row has already says no more than was judged before."""
    if stands(row, judgement):
        return not reason or (judgement is not None and reason == judgement.history_change_reason)
    return not row.grade_words and not reason


def _require_sense(row: ProgressSnapshot, entry: GradeEntry, ratings: Mapping[str, Rating], reason: str) -> None:
    if entry.code and entry.code not in ratings:
        raise ValidationError({"grade": UNKNOWN.format(row=row.listing, code=entry.code)})
    if entry.code != (entry.computed or "") and not reason:
        shown = DIFFERS.format(row=row.listing, code=entry.code or NOTHING, computed=entry.computed or NOTHING)
        raise ValidationError({"reason": shown})
