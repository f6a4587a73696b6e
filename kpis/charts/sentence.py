"""What the figure shows, in one sentence."""

from __future__ import annotations

from decimal import Decimal

from kpi_tracker.lib.fiscal_year import fiscal_year_of
from kpis.charts.lanes import Bar, Dot, Lane, goal_bar, lanes_of
from kpis.levels import change_sign
from kpis.series import Series, as_of_of
from kpis.wording import amount, as_of_text, kind_in_sentence


def kpi_sentence(series: Series) -> str:
    """「…は、2016年4月の速報値278団体から2017年4月の速報値301団体に増え、2020年度までの目標（416団体以上）まで残り115団体。」"""
    lanes = lanes_of(series)
    told = [lane for lane in lanes if any(dot.is_own for dot in lane.dots)]
    if not told:
        goals = "、".join(f"{lane.component or ''}{_goal(lane.bars[-1])}" for lane in lanes if lane.bars)
        return f"{series.name}は、実績値の記載がなく、{f'目標は{goals}' if goals else '数値の目標もない'}。"
    parts = [_lane_text(lane, goal_bar(lane, lanes)) for lane in told]
    return f"{series.name}は、{'、'.join(parts)}。"


def _lane_text(lane: Lane, bar: Bar | None) -> str:
    dots = [dot for dot in lane.dots if dot.is_own]
    name = f"{lane.component}が" if lane.component else ""
    return f"{name}{_course(dots)}、{_distance(dots[-1], bar) if bar else '数値の目標なし'}"


def _course(dots: list[Dot]) -> str:
    first, last = dots[0], dots[-1]
    if first.day is None or first.day == last.day:
        return f"{_dot(last)}で"
    change = last.level - first.level
    verb = "のまま変わらず" if change == 0 else "に増え" if change > 0 else "に減り"
    return f"{_dot(first)}から{_dot(last)}{verb}"


def _dot(dot: Dot) -> str:
    reading = dot.point.reading
    if reading.as_of is None and dot.day is None:
        return f"{kind_in_sentence(reading.kind)}{amount(dot.level, dot.unit)}（時点の記載なし）"
    change = f"{amount(abs(reading.value), reading.unit)}{'減' if change_sign(reading) < 0 else '増'}"
    converted = f"（記載は{change}）" if dot.is_converted else ""
    value = amount(dot.level, dot.unit)
    return f"{as_of_text(as_of_of(reading))}の{kind_in_sentence(reading.kind)}{value}{converted}"


def _goal(bar: Bar) -> str:
    deadline = bar.line.deadline
    when = f"{fiscal_year_of(deadline)}年度までに" if deadline else "期限の記載なしで"
    return f"{when}{bar.goal.in_words(bar.unit)}"


def _distance(dot: Dot, bar: Bar) -> str:
    wanted = f"目標（{_goal(bar)}）"
    if bar.goal.is_reached_by(dot.level):
        return f"{wanted}に到達"
    left: Decimal = abs(bar.goal.bound_from(dot.level) - dot.level)
    return f"{wanted}まで残り{amount(left, 'ポイント' if bar.unit == '%' else bar.unit)}"
