"""What a round prints as a whole, as the list shows it: money and the overall judgement."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kpis.frozen import FrozenKpi
from kpis.grading import IndicatorMark, overall_of
from kpis.models import PublishedKpi
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
    """The overall judgement with its written reason. deciding: what the printed marks of the indicators leave open."""

    words: str
    reason: str
    deciding: str
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
    """The overall judgements as printed, each with the indicators that decide it. One query where there are any."""
    given = FrozenRound.from_json(publication.content).assessments
    if not given:
        return []
    overall = overall_of(_marks(publication))
    return [AssessmentRow(one.words, one.reason, overall.explanation, _source(one.place)) for one in given]


def _marks(publication: Publication) -> list[IndicatorMark]:
    rows = PublishedKpi.objects.filter(publication=publication, is_heading=False).order_by("order")
    return [
        IndicatorMark(frozen.label, frozen.name, frozen.grade_words or None, frozen.is_main)
        for frozen in (FrozenKpi.from_json(content) for content in rows.values_list("content", flat=True))
    ]


def _source(place: FrozenPlace | None) -> Link | None:
    return Link(place_label(place), place_url(place)) if place else None
