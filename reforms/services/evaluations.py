"""Writing what a round prints as a whole: its overall judgement and its money."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from reforms.drafts import AssessmentDraft, BudgetDraft
from reforms.models import Assessment, BudgetLine, EditionScale, ReportingRound
from reforms.services.progress import ratings_by_code
from reforms.services.sources import PlaceRegister


@transaction.atomic
def record_assessments(
    round: ReportingRound, drafts: Sequence[AssessmentDraft], *, places: PlaceRegister
) -> list[Assessment]:
    """The overall judgements of a round, each tied to the rating of its words where the edition's scale has it."""
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
    places.save()
    return Assessment.objects.bulk_create(rows)


@transaction.atomic
def record_budget(round: ReportingRound, drafts: Sequence[BudgetDraft], *, places: PlaceRegister) -> list[BudgetLine]:
    """The budget lines of a round, one a fiscal year."""
    rows = [
        BudgetLine(
            round=round,
            fiscal_year=draft.fiscal_year,
            unit=draft.unit,
            initial=draft.initial,
            supplementary=draft.supplementary,
            carried_over=draft.carried_over,
            total=draft.total,
            executed=draft.executed,
            place=places.place(draft.place),
        )
        for draft in drafts
    ]
    places.save()
    return BudgetLine.objects.bulk_create(rows)
