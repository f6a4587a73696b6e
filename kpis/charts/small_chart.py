"""One of many small charts on a page: values, the targets of every edition and the required path, as inline SVG."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import groupby

from kpi_tracker.lib.fiscal_year import era_label, fiscal_year_of
from kpis.charts.drawn_targets import drawn_targets
from kpis.charts.goals import RequiredPath, goal_bar, goal_bars, required_path
from kpis.charts.lanes import Dot, Lane, course_of
from kpis.charts.plane import Plane, Size, lead_lane, mark, plane_of
from kpis.charts.sparkline import course_in_words
from kpis.charts.steps import Corner, steps_of
from kpis.series import Series

_SIZE = Size(240, 96, margin=6, foot=14)
Course = list[tuple[date, Dot | None]]


def small_chart_svg(series: Series, lanes: tuple[Lane, ...]) -> str:
    """An inline SVG of 240 × 96, of several components with the first. Colours by `static/css/charts.css`.

    A year without a value is a gap. Empty text where nothing has both a figure and a date. lanes: of the series.
    """
    lane = lead_lane(lanes)
    if lane is None:
        return ""
    path, course = required_path(lane, lanes, series), course_of(lane, series)
    targets = list(_targets(lane, lanes))
    corners = [corner for line, _ in targets for corner in line]
    ends = [(path.start.day, path.start.level), (path.deadline, path.end)] if path else []
    plane = plane_of(
        lane,
        _SIZE,
        [*(day for day, dot in course if dot), *(one.day for one in corners), *(day for day, _ in ends)],
        [
            *(dot.level for dot in lane.own_dots),
            *(one.bar.bound for one in corners if one.bar),
            *(level for _, level in ends),
        ],
    )
    shapes = _target_lines(plane, targets) + _path_line(plane, path) + _values(plane, lane, course) + _years(plane)
    return (
        f'<svg class="small-chart" role="img" viewBox="0 0 {_SIZE.width} {_SIZE.height}">'
        f"<title>{escape(course_in_words(lane, goal_bar(lane, lanes)))}</title>{shapes}</svg>"
    )


def _targets(lane: Lane, lanes: tuple[Lane, ...]) -> Iterator[tuple[list[Corner], bool]]:
    """The lines of the editions, each with whether a later one asks for less; without any those that hold for all."""
    found = drawn_targets([lane])
    for target in found:
        yield steps_of(target.bars), target.was_lowered
    if not found and goal_bars(lane, lanes):
        yield steps_of(goal_bars(lane, lanes)), False


def _target_lines(plane: Plane, targets: list[tuple[list[Corner], bool]]) -> str:
    lowered = ' stroke-dasharray="4 3"'
    drawn = "".join(f'<path d="{_steps(plane, line)}"{lowered if was else ""}/>' for line, was in targets)
    return f'<g class="promised">{drawn}</g>' if drawn else ""


def _steps(plane: Plane, line: list[Corner]) -> str:
    """A level line to each corner and a tick where it is to be reached; a new beginning after a break."""
    drawn, is_joined = "", False
    for corner in line:
        if corner.bar is None:
            is_joined = False
            continue
        x, y = plane.x(corner.day), plane.y(corner.bar.bound)
        drawn += f"{'L' if is_joined else 'M'}{x} {y}" + ("v-3v6v-3" if corner.is_end else "")
        is_joined = True
    return drawn


def _path_line(plane: Plane, path: RequiredPath | None) -> str:
    if path is None:
        return ""
    begins = f"{plane.x(path.start.day)} {plane.y(path.start.level)}"
    return f'<path class="required" d="M{begins}L{plane.x(path.deadline)} {plane.y(path.end)}"/>'


def _values(plane: Plane, lane: Lane, course: Course) -> str:
    runs = [[dot for _, dot in run if dot] for _, run in groupby(course, lambda one: one[1] is None)]
    line = "".join("M" + "L".join(_place(plane, dot) for dot in run) for run in runs if run)
    marks = "".join(mark(plane, dot) for dot in lane.own_dots)
    return f'<g class="measured"><path d="{line}"/>{marks}</g>'


def _place(plane: Plane, dot: Dot) -> str:
    return f"{plane.x(dot.day or plane.first)} {plane.y(dot.level)}"


def _years(plane: Plane) -> str:
    first, last = fiscal_year_of(plane.first), fiscal_year_of(plane.last)
    height, right = plane.size.height, plane.size.width - 2
    begins = f'<text x="2" y="{height - 2}">{_year(first)}</text>'
    return begins if first == last else f'{begins}<text class="end" x="{right}" y="{height - 2}">{_year(last)}</text>'


def _year(fiscal_year: int) -> str:
    """「2015（平成27）年度」."""
    era = era_label(fiscal_year).removesuffix("年度")
    return f"{fiscal_year}年度" if era == str(fiscal_year) else f"{fiscal_year}（{era}）年度"
