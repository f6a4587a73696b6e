"""Published rows of one KPI → the plain records that grading and charts work on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from kpi_tracker.lib.readings import ActualReading, Baseline, TargetReading
from kpis.frozen import FrozenDefinition
from kpis.grading import Input, Judgement, Question, judge
from kpis.places import actual_place, baseline_place, target_place
from kpis.published_rows import KpiRatings, PublishedRow
from kpis.series import Direction, Listing, Point, PrintedGrade, Series, StartValue, TargetLine, as_of_of
from reforms.frozen import FrozenPlace
from reforms.selectors import place_label

_DIRECTIONS: dict[str, Direction | None] = {"up": "up", "down": "down", "": None}


def published_definition(rows: Sequence[PublishedRow]) -> FrozenDefinition:
    """What was published last of the KPI itself: of rows, oldest first, the latest definition that says something."""
    known = [row.content.definition for row in reversed(rows) if row.content.definition]
    return next((one for one in known if one.says_something), known[0] if known else FrozenDefinition(""))


def series_of(rows: Sequence[PublishedRow]) -> Series:
    """The history of a KPI from all its published rows, oldest first."""
    definition = published_definition(rows)
    return Series(
        name=definition.shown_name,
        unit=definition.unit,
        direction=_DIRECTIONS[definition.direction],
        baseline=_baseline(definition),
        programme_start=rows[0].programme_begins_on if rows else None,
        points=points_of(rows),
        targets=tuple(
            TargetLine(
                target,
                row.edition_name,
                row.published_on,
                _place(target_place(row.content, target)),
                baseline=row.content.baseline,
                baseline_place=_place(row.content.places.get("baseline")),
                programme=row.programme,
            )
            for row in rows
            for target in row.content.targets
        ),
        listings=tuple(_listing(row) for row in rows),
    )


def points_of(rows: Sequence[PublishedRow]) -> tuple[Point, ...]:
    """The measured values of rows, with the edition and place that print each.

    A value that two rows of an edition print alike (a 【再掲】 row and its original) is taken once.
    """
    points: dict[tuple[object, ...], Point] = {}
    for row in rows:
        for actual in row.content.actuals:
            point = Point(actual, row.edition_name, row.published_on, _place(actual_place(row.content, actual)))
            figure = (actual.value, actual.unit, as_of_of(actual), actual.component, actual.kind)
            points.setdefault((row.edition, *figure), point)
    return tuple(points.values())


def judgement_of(row: PublishedRow, rows: Sequence[PublishedRow], ratings: KpiRatings) -> Judgement:
    """What the official rule gives for one published row, with the definition published with it.

    rows: all rows of the same KPI, oldest first.
    """
    definition = row.content.definition
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
            direction=_DIRECTIONS[definition.direction] if definition else None,
            baseline=_baseline(definition) if definition else None,
            printed_baseline=row.content.baseline,
            alongside=tuple(actual for other in beside for actual in other.content.actuals),
            earlier=points_of(earlier),
            source=row.edition_name,
        )
    )


def row_before(row: PublishedRow, rows: Sequence[PublishedRow]) -> PublishedRow | None:
    """The row of the edition before, of the same programme only; of several the one that is not 再掲.

    rows: all rows of the same KPI, oldest first.
    """
    earlier = [other for other in rows if other.programme == row.programme and other.fiscal_year < row.fiscal_year]
    if not earlier:
        return None
    last = [other for other in earlier if other.edition == earlier[-1].edition]
    return next((other for other in last if not other.content.is_relisted), last[0])


def place_of_input(given: Input, row: PublishedRow, rows: Sequence[PublishedRow]) -> FrozenPlace | None:
    """Where a figure that `judgement_of` used for the row is printed; None where no document prints it."""
    if isinstance(given.reading, TargetReading):
        return target_place(row.content, given.reading)
    if isinstance(given.reading, Baseline):
        return baseline_place(row.content, given.reading)
    bearers = (other for other in (row, *rows) if other.edition_name == given.source)
    bearer = next((other for other in bearers if given.reading in other.content.actuals), None)
    return actual_place(bearer.content, given.reading) if bearer and given.reading else None


def _baseline(definition: FrozenDefinition) -> StartValue | None:
    if definition.baseline_value is None:
        return None
    as_of = definition.baseline_as_of or None
    return StartValue(ActualReading(value=definition.baseline_value, unit=definition.unit, as_of=as_of))


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
        grade=_grade(row),
        place=_place(row.content.places.get("name")),
    )


def _grade(row: PublishedRow) -> PrintedGrade | None:
    if row.grade is None:
        return None
    rating, place = row.grade, _place(row.content.places.get("grade"))
    return PrintedGrade(row.fiscal_year, rating.code, rating.label, rating.shape, rating.colour_role, place)


def _place(place: FrozenPlace | None) -> str | None:
    return place_label(place) if place else None
