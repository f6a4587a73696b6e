"""Writing what the checks found, and what people decide about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from kpis.models import Contradiction, ContradictionDecision, Decision
from reforms.models import Ministry, User


@dataclass(frozen=True)
class FindingDraft:
    """What a check found, its cells frozen. kpi: primary key; ministries: full names of those responsible."""

    check_id: str
    fingerprint: str
    message: str
    cells: list[dict[str, Any]]
    kpi: int | None
    ministries: tuple[str, ...]


@dataclass(frozen=True)
class Recorded:
    """How many contradictions a run found for the first time, found again, and found no longer."""

    new: int
    known: int
    gone: int


@transaction.atomic
def record_findings(drafts: Sequence[FindingDraft]) -> Recorded:
    """Brings the table to what the latest run found. Decisions stay; what is found no longer stays too, marked so."""
    now = timezone.now()
    known = {row.fingerprint: row for row in Contradiction.objects.select_for_update()}
    found = {draft.fingerprint: draft for draft in drafts}
    rows = [
        Contradiction(check_id=draft.check_id, fingerprint=fingerprint, first_found_at=now)
        for fingerprint, draft in found.items()
        if fingerprint not in known
    ]
    again = [known[fingerprint] for fingerprint in found if fingerprint in known]
    for row in (*rows, *again):
        draft = found[row.fingerprint]
        row.message, row.cells, row.kpi_id = draft.message, draft.cells, draft.kpi
        row.is_found, row.last_found_at = True, now
    Contradiction.objects.bulk_create(rows)
    Contradiction.objects.bulk_update(again, ["message", "cells", "kpi", "is_found", "last_found_at"])
    gone = [row.pk for fingerprint, row in known.items() if fingerprint not in found and row.is_found]
    Contradiction.objects.filter(pk__in=gone).update(is_found=False)
    _tie_ministries([*rows, *again], found)
    return Recorded(len(rows), len(again), len(gone))


def _tie_ministries(rows: Sequence[Contradiction], found: dict[str, FindingDraft]) -> None:
    ministries = {ministry.name: ministry for ministry in Ministry.objects.all()}
    ties = Contradiction.ministries.through
    ties.objects.filter(contradiction__in=rows).delete()
    ties.objects.bulk_create(
        ties(contradiction=row, ministry=ministries[name])
        for row in rows
        for name in dict.fromkeys(found[row.fingerprint].ministries)
        if name in ministries
    )


@transaction.atomic
def decide(
    contradictions: Sequence[Contradiction], *, decision: Decision, reason: str, by: User
) -> list[ContradictionDecision]:
    """A person's decision about contradictions; earlier ones stay. Raises ValidationError without a reason."""
    decisions = [
        ContradictionDecision(contradiction=contradiction, decision=decision, reason=reason, by=by)
        for contradiction in contradictions
    ]
    for row in decisions:
        row.full_clean(exclude=["contradiction", "by"])
    Contradiction.objects.filter(pk__in=[row.contradiction_id for row in decisions]).update(decision=decision)
    return ContradictionDecision.objects.bulk_create(decisions)
