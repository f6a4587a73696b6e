"""What a round prints as a whole, as the list shows it: money and the overall judgement."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reforms.frozen import FrozenPlace, FrozenRound
from reforms.models import Publication
from reforms.selectors import Link, place_label, place_url, year_label


@dataclass(frozen=True)
class BudgetRow:
    """One fiscal year's money; "" where the cell is blank."""

    year: str
    figures: list[str]
    unit: str
    source: Link | None


@dataclass(frozen=True)
class AssessmentRow:
    """The overall judgement with its written reason."""

    words: str
    reason: str
    source: Link | None


def budget_rows(publication: Publication) -> list[BudgetRow]:
    """The budget lines in order of year: 当初, 補正, 繰越し等, 合計, 執行額."""
    return [
        BudgetRow(
            year=year_label(line.fiscal_year),
            figures=[
                f"{Decimal(figure):,f}" if figure is not None else ""
                for figure in (line.initial, line.supplementary, line.carried_over, line.total, line.executed)
            ],
            unit=line.unit,
            source=_source(line.place),
        )
        for line in FrozenRound.from_json(publication.content).budget
    ]


def assessment_rows(publication: Publication) -> list[AssessmentRow]:
    """The overall judgements as printed."""
    return [
        AssessmentRow(given.words, given.reason, _source(given.place))
        for given in FrozenRound.from_json(publication.content).assessments
    ]


def _source(place: FrozenPlace | None) -> Link | None:
    return Link(place_label(place), place_url(place)) if place else None
