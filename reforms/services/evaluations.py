"""Writing what a round prints as a whole: its overall judgement and its money."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from reforms.drafts import AssessmentDraft, BudgetDraft
from reforms.models import Assessment, BudgetLine, EditionScale, ReportingRound
from reforms.services.progress import ratings_by_code
from reforms.services.recording import Change
from reforms.services.sources import PlaceRegister
from reforms.services.upserting import upsert_rows

MONEY = ("initial", "supplementary", "carried_over", "total", "executed")


@transaction.atomic
def record_assessments(
    round: ReportingRound, drafts: Sequence[AssessmentDraft], *, places: PlaceRegister, change: Change
) -> None:
    """Keeps the overall judgement of a round, tied to the rating of its words where the edition's scale has it."""
    ratings = ratings_by_code(round, EditionScale.Rates.ITEM)
    rows = [
        Assessment(
            round=round,
            words=draft.words,
            rating=ratings.get(draft.words),
            reason=draft.reason,
            place=places.place(draft.place),
        )
        for draft in drafts
    ]
    wanted = {row.round_id: row for row in rows}
    standing = {row.round_id: row for row in Assessment.objects.filter(round=round, item=None)}
    fields = ("words", "rating", "reason")
    upsert_rows(standing, wanted, fields=fields, words_at={"place": "words"}, places=places, change=change)


@transaction.atomic
def record_budget(
    round: ReportingRound, drafts: Sequence[BudgetDraft], *, places: PlaceRegister, change: Change
) -> None:
    """Keeps the budget lines of a round, one a fiscal year."""
    wanted = {
        draft.fiscal_year: BudgetLine(
            round=round,
            fiscal_year=draft.fiscal_year,
            unit=draft.unit,
            place=places.place(draft.place),
            **{column: getattr(draft, column) for column in MONEY},
        )
        for draft in drafts
    }
    standing = {row.fiscal_year: row for row in BudgetLine.objects.filter(round=round, item=None)}
    fields = ("unit", *MONEY)
    upsert_rows(standing, wanted, fields=fields, words_at={"place": "total"}, places=places, change=change)
