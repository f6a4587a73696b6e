"""The computed grade of a published row in words, each figure it rests on with the cell that prints it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.grading import Input
from kpis.history import judgement_of, place_of_input
from kpis.published_rows import KpiRatings, PublishedRow
from kpis.shown import ShownSource, shown_source
from kpis.wording import amount, day_text
from reforms.frozen import FrozenPlace
from reforms.models import Rating


@dataclass(frozen=True)
class ShownInput:
    """One input of a computed grade. origin: the edition, or what else it comes from; source: the cell that prints it,
    None where no document does."""

    name: str
    value: str
    date: str
    is_stand_in: bool
    origin: str
    source: ShownSource | None


@dataclass(frozen=True)
class ShownJudgement:
    """The computed grade beside the printed one. agrees: None where either is missing."""

    rating: Rating | None
    agrees: bool | None
    explanation: str
    inputs: list[ShownInput]
    missing: list[str]
    break_even: str


def shown_judgement(
    row: PublishedRow, rows: Sequence[PublishedRow], ratings: KpiRatings, documents: dict[int, str]
) -> ShownJudgement | None:
    """What the official rule gives for the row; None of a heading and where the edition prints no grades.

    rows: all rows of the same KPI, oldest first.
    """
    if row.is_heading or not ratings.codes(row.edition):
        return None
    judgement = judgement_of(row, rows, ratings)
    rating = ratings.rating(row.edition, judgement.suggested)
    return ShownJudgement(
        rating=rating,
        agrees=None if row.grade is None or rating is None else row.grade.pk == rating.pk,
        explanation=judgement.explanation,
        inputs=[_shown_input(given, place_of_input(given, row, rows), documents) for given in judgement.inputs],
        missing=list(judgement.missing),
        break_even=judgement.break_even.sentence if judgement.break_even else "",
    )


def _shown_input(given: Input, place: FrozenPlace | None, documents: dict[int, str]) -> ShownInput:
    return ShownInput(
        name=given.name,
        value="" if given.value is None else amount(given.value, given.unit),
        date=day_text(given.date) if given.date else "",
        is_stand_in=given.is_stand_in,
        origin=given.source,
        source=next(iter(shown_source(given.name, place, documents)), None),
    )
