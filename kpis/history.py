"""Published rows of one KPI → the plain records that grading and charts work on."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, cast

from kpi_tracker.lib.readings import ActualReading
from kpis.grading import Judgement, Question, judge
from kpis.models import Kpi
from kpis.places import actual_place, target_place
from kpis.selectors.rows import KpiRatings, PublishedRow
from kpis.series import Direction, Listing, Point, Series, StartValue, TargetLine
from reforms.frozen import FrozenPlace
from reforms.selectors import place_label

_DIRECTIONS: dict[str, Direction | None] = {"up": "up", "down": "down", "": None}


def series_of(kpi: Kpi, rows: Sequence[PublishedRow]) -> Series:
    """The history of a KPI from all its published rows, a figure that two rows print alike taken once."""
    return Series(
        name=str(kpi),
        unit=kpi.unit,
        direction=_DIRECTIONS[kpi.direction],
        baseline=_baseline(kpi),
        programme_start=rows[0].programme_begins_on if rows else None,
        points=points_of(rows),
        targets=tuple(
            TargetLine(
                target,
                row.edition_name,
                row.published_on,
                _place(target_place(row.content, target)),
                baseline=row.content.baseline,
                programme=row.programme,
            )
            for row in rows
            for target in row.content.targets
        ),
        listings=tuple(_listing(row) for row in rows),
    )


def points_of(rows: Sequence[PublishedRow]) -> tuple[Point, ...]:
    """The measured values of rows, with the edition and place that print each."""
    return tuple(
        Point(actual, row.edition_name, row.published_on, _place(actual_place(row.content, actual)))
        for row in rows
        for actual in row.content.actuals
    )


def judgement_of(row: PublishedRow, rows: Sequence[PublishedRow], ratings: KpiRatings) -> Judgement:
    """What the official rule gives for one published row. rows: all rows of the same KPI, oldest first."""
    earlier = [other for other in rows if other.published_on < row.published_on]
    beside = [other for other in rows if other.edition == row.edition and other.listing != row.listing]
    return judge(
        Question(
            document_date=row.published_on,
            targets=row.content.targets,
            actuals=row.content.actuals,
            codes=ratings.codes(row.edition),
            is_heading=row.is_heading,
            programme_start=row.programme_begins_on,
            programme_end=row.programme_ends_on,
            direction=_DIRECTIONS[row.kpi.direction] if row.kpi else None,
            baseline=_baseline(row.kpi) if row.kpi else None,
            printed_baseline=row.content.baseline,
            alongside=tuple(actual for other in beside for actual in other.content.actuals),
            earlier=points_of(earlier),
            source=row.edition_name,
        )
    )


def _baseline(kpi: Kpi) -> StartValue | None:
    if kpi.baseline_value is None:
        return None
    value = Decimal(kpi.baseline_value)
    return StartValue(ActualReading(value=value, unit=kpi.unit, as_of=kpi.baseline_as_of or None))


def _listing(row: PublishedRow) -> Listing:
    item = row.items[0] if row.items else None
    return Listing(
        edition=row.edition_name,
        edition_date=row.published_on,
        item=item.name if item else "",
        printed=row.content.grade_words or None,
        item_no=item.number or None if item else None,
        tier=cast(Literal[1, 2] | None, row.tier),
        label=row.content.label or None,
        is_relisted=row.content.is_relisted,
        scale=row.grade.scale.name if row.grade else None,
        place=_place(row.content.places.get("name")),
    )


def _place(place: FrozenPlace | None) -> str | None:
    return place_label(place) if place else None
