"""What the figure shows, in one sentence."""

from __future__ import annotations

from decimal import Decimal

from kpi_tracker.lib.fiscal_year import fiscal_year_of
from kpis.charts.bars import Bar
from kpis.charts.goals import goal_bars
from kpis.charts.lanes import Dot, Lane, disagreements, lanes_of
from kpis.levels import RANK, change_sign, comparison_key
from kpis.series import Series, as_of_of
from kpis.wording import amount, as_of_text, kind_in_sentence

_VERBS, _VERBS_OF_RANKS = ("に増え", "に減り"), ("に下がり", "に上がり")
"""Of a greater and of a smaller number."""


def kpi_sentence(series: Series) -> str:
    """「…は、2016年4月の速報値278団体から2017年4月の速報値301団体に増え、目標（2020年度までに416団体）まで残り115団体。」

    A second sentence says where documents disagree, a third where the editions grade on different scales.
    """
    lanes = lanes_of(series)
    told = [lane for lane in lanes if lane.measured]
    parts = [_lane_text(lane, goal_bars(lane, lanes)) for lane in told] or [_without_value(lanes)]
    return f"{series.name}は、{'、'.join(parts)}。{_disagreements(told)}{scale_note(series)}"


def scale_note(series: Series) -> str:
    """That the printed grades belong to different scales, each letter with its scale; "" where one scale serves all."""
    printed: dict[str, list[str]] = {}
    for listing in sorted(series.listings, key=lambda listing: listing.edition_date):
        if listing.scale and listing.printed:
            printed.setdefault(listing.scale, []).append(f"{listing.edition}は{listing.printed}")
    if len(printed) < 2:
        return ""
    scales = "、".join(f"{scale}（{'・'.join(dict.fromkeys(editions))}）" for scale, editions in printed.items())
    return f"区分の体系は版によって異なり、符号どうしは比べられない：{scales}。"


def _without_value(lanes: tuple[Lane, ...]) -> str:
    starts = "、".join(f"{_dot(dot)}、" for lane in lanes for dot in lane.dots if dot.is_baseline)
    goals = "、".join(f"{lane.component or ''}{_goal(lane.bars[-1])}" for lane in lanes if lane.bars)
    return f"実績値の記載がなく、{starts}{f'目標は{goals}' if goals else '数値の目標もない'}"


def _lane_text(lane: Lane, bars: tuple[Bar, ...]) -> str:
    name = f"{lane.component}が" if lane.component else ""
    is_one = len({bar.line.edition for bar in bars}) < 2
    goals = "、".join(_distance(lane, bar, "" if is_one else f"、{bar.line.edition}") for bar in bars)
    return f"{name}{_course(lane)}、{goals or '数値の目標なし'}"


def _course(lane: Lane) -> str:
    first, last = next(dot for dot in lane.dots if dot.is_own), lane.measured[-1]
    if first.day is None or first.day == last.day:
        return f"{_dot(last)}で"
    change = last.level - first.level
    more, less = _VERBS_OF_RANKS if comparison_key(lane.unit) == RANK else _VERBS
    verb = "のまま変わらず" if change == 0 else more if change > 0 else less
    return f"{_dot(first)}から{_dot(last)}{verb}"


def _dot(dot: Dot) -> str:
    reading = dot.point.reading
    kind = "基準値" if dot.is_baseline else kind_in_sentence(reading.kind)
    if dot.day is None:
        return f"{kind}{amount(dot.level, dot.unit)}（時点の記載なし）"
    change = f"{amount(abs(reading.value), reading.unit)}{'減' if change_sign(reading) < 0 else '増'}"
    converted = f"（記載は{change}）" if dot.is_converted else ""
    return f"{as_of_text(as_of_of(reading))}の{kind}{amount(dot.level, dot.unit)}{converted}"


def _goal(bar: Bar) -> str:
    deadline = bar.line.deadline
    when = f"{fiscal_year_of(deadline)}年度までに" if deadline else "期限の記載なしで"
    return f"{when}{bar.in_words}"


def _distance(lane: Lane, bar: Bar, edition: str) -> str:
    """How far the last value is from the target; told where only values after the deadline reach it."""
    wanted, last = f"目標（{_goal(bar)}{edition}）", lane.measured[-1]
    if bar.goal.is_reached_by(last.level):
        return f"{wanted}に{'期限後の値で' if _is_late(lane, bar) else ''}到達"
    left: Decimal = abs(bar.goal.bound_from(last.level) - last.level)
    return f"{wanted}まで残り{amount(left, 'ポイント' if bar.unit == '%' else bar.unit)}"


def _is_late(lane: Lane, bar: Bar) -> bool:
    deadline = bar.line.deadline
    return deadline is not None and all(
        dot.day is not None and dot.day > deadline for dot in lane.measured if bar.goal.is_reached_by(dot.level)
    )


def _disagreements(lanes: list[Lane]) -> str:
    found = [
        f"{as_of_text(as_of_of(same[0].point.reading))}は"
        + "と".join(f"{amount(dot.level, dot.unit)}（{dot.point.document}）" for dot in same)
        for lane in lanes
        for same in disagreements(lane)
    ]
    return f"同じ時点の値が文書によって違う：{'、'.join(found)}。" if found else ""
