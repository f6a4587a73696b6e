"""Every number and letter that the figure of a KPI shows, one row each: what its CSV holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kpi_tracker.lib.fiscal_year import fiscal_year_of
from kpis.charts.bars import Bar
from kpis.charts.goals import RequiredPath, required_path
from kpis.charts.grade_strip import grades_by_scale
from kpis.charts.lanes import Dot, Lane, lanes_of
from kpis.series import Listing, PrintedGrade, Series, as_of_of
from kpis.wording import KIND_NAMES, as_of_text

CHANGED = "水準に換算"


@dataclass(frozen=True)
class DrawnValue:
    """what: 実績値, 基準値, 目標値, 必要な経路 or 区分; kind: of the measurement; as_of: in words; value: as a level,
    None of a grade; note: what was done to the printed number; edition: "" of what is reckoned; words: as printed."""

    what: str
    kind: str = ""
    component: str = ""
    as_of: str = ""
    day: date | None = None
    fiscal_year: int | None = None
    value: Decimal | None = None
    unit: str = ""
    note: str = ""
    grade: str = ""
    scale: str = ""
    edition: str = ""
    published_on: date | None = None
    place: str = ""
    words: str = ""


def drawn_values(series: Series) -> tuple[DrawnValue, ...]:
    """The rows in the order of the legend: of each lane targets, the required path and the values; then the grades."""
    lanes = lanes_of(series)
    return (
        *(value for lane in lanes for value in _of_lane(lane, lanes, series)),
        *(
            _of_grade(scale, listing, grade)
            for scale, years in grades_by_scale(series).items()
            for same in years.values()
            for listing, grade in same
        ),
    )


def _of_lane(lane: Lane, lanes: tuple[Lane, ...], series: Series) -> Iterator[DrawnValue]:
    yield from (_of_bar(bar) for bar in lane.bars)
    path = required_path(lane, lanes, series)
    if path:
        yield from _of_path(lane, path)
    yield from (_of_dot(dot) for dot in lane.dots if dot.day)


def _of_bar(bar: Bar) -> DrawnValue:
    line = bar.line
    is_reckoned = line.reading.kind == "ratio_change"
    return DrawnValue(
        what="目標値",
        kind="後に引下げ" if bar.was_lowered else "",
        component=bar.component or "",
        day=line.deadline,
        fiscal_year=fiscal_year_of(line.deadline) if line.deadline else None,
        value=bar.bound,
        unit=bar.unit,
        note=CHANGED if is_reckoned else "",
        edition=line.edition,
        published_on=line.edition_date,
        place=line.place or "",
        words=line.reading.raw,
    )


def _of_path(lane: Lane, path: RequiredPath) -> Iterator[DrawnValue]:
    for day, level in ((path.start.day, path.start.level), (path.deadline, path.end)):
        yield DrawnValue(
            what="必要な経路",
            kind=path.name,
            component=lane.component or "",
            day=day,
            fiscal_year=fiscal_year_of(day),
            value=level,
            unit=lane.unit,
            note="当サイトの計算",
        )


def _of_dot(dot: Dot) -> DrawnValue:
    reading = dot.point.reading
    return DrawnValue(
        what="基準値" if dot.is_baseline else "実績値",
        kind="" if dot.is_baseline else KIND_NAMES[reading.kind],
        component=dot.component or "",
        as_of=as_of_text(as_of_of(reading)),
        day=dot.day,
        fiscal_year=fiscal_year_of(dot.day) if dot.day else None,
        value=dot.level,
        unit=dot.unit,
        note=CHANGED if dot.is_converted else "",
        edition=dot.point.document,
        published_on=dot.point.document_date,
        place=dot.point.place or "",
        words=reading.raw,
    )


def _of_grade(scale: str, listing: Listing, grade: PrintedGrade) -> DrawnValue:
    return DrawnValue(
        what="区分",
        fiscal_year=grade.fiscal_year,
        grade=grade.code,
        scale=scale,
        edition=listing.edition,
        published_on=listing.edition_date,
        place=grade.place or "",
        words=listing.printed or "",
    )
