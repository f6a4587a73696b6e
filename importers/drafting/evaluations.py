"""What a document prints of a round as a whole: the overall judgement, and money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from importers.document import Sheet
from importers.drafting.places import place_draft
from reforms.drafts import AssessmentDraft, BudgetDraft, PlaceDraft


def assessment_drafts(page: Sheet) -> Iterator[AssessmentDraft]:
    """The overall judgement where the page prints it: every sheet of a 評価書 does."""
    if page.attributes.get("overall"):
        yield AssessmentDraft(
            words=str(page.attributes["overall"]),
            reason=str(page.attributes.get("overall_reason") or ""),
            place=place_draft(page.places.get("overall")),
        )


def budget_draft(line: Mapping[str, Any]) -> BudgetDraft:
    """One line of a document's budget."""
    first, last = line.get("lines") or (None, None)
    return BudgetDraft(
        fiscal_year=int(line["fy"]),
        unit=str(line.get("unit") or ""),
        initial=_amount(line.get("initial")),
        supplementary=_amount(line.get("supplementary")),
        carried_over=_amount(line.get("carry")),
        total=_amount(line.get("total")),
        executed=_amount(line.get("executed")),
        place=PlaceDraft(int(first), int(last), "") if first and last else None,
    )


def _amount(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
