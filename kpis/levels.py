"""Targets and actuals brought to one scale: the level of the measured thing.

「半減（2012年度：1450）」 becomes at most 725, 「257億円の削減」 against a baseline of 4,000億円 becomes 3,743億円.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeGuard

from kpi_tracker.lib.readings import ActualReading, Comparator, TargetReading
from kpi_tracker.lib.records import replace
from kpis.series import Direction
from kpis.wording import amount

RANK = "位"
"""The unit of a rank: the smaller is the better, whatever is printed. 「10位以上」 asks for the tenth or better."""
_MOST_DIGITS = 30
_FEWER = r"削減|縮減|圧縮|低減|減少|減"
_MORE = r"増加|増"
_CHANGE_COMPONENT = re.compile(rf"(?P<fewer>{_FEWER})|(?P<more>{_MORE})")
# 「257億円の削減」, 「27％減」: the word of change follows the figure and its unit; 「1,117に減少」 is a level.
_CHANGE_WORDS = re.compile(rf"[\d.,]+[^\d、。，（）()にま]{{0,8}}?の?(?:(?P<fewer>{_FEWER})|(?P<more>{_MORE}))")

# 「38時間未満」, 「前年度値を上回る」: the bound itself is not enough. 「下回らない」 is 以上, 「上回らない」 以下.
_BEYOND = re.compile("未満|超(?!過)|(?:上|下)回(?!らな)")
_NOT_BELOW, _NOT_ABOVE = re.compile("下回らな"), re.compile("上回らな")


def is_figure(value: Decimal | None) -> TypeGuard[Decimal]:
    """True for a value that can be reckoned with: finite, and of a size that any table could print."""
    return value is not None and value.is_finite() and (not value or abs(value.adjusted()) <= _MOST_DIGITS)


def comparison_key(text: str | None) -> str:
    """The text for comparing units and components: NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split()) if text else ""


def change_sign(reading: ActualReading) -> int:
    """-1 where the reading is an amount taken off the baseline, 1 where added to it, 0 where it is a level.

    >>> change_sign(ActualReading(Decimal(257), "億円", component="2013年度と比べた削減額"))
    -1
    >>> change_sign(ActualReading(Decimal(27), "%", raw="27%減")), change_sign(ActualReading(Decimal(1117), raw="1117"))
    (-1, 0)
    """
    found = _CHANGE_COMPONENT.search(comparison_key(reading.component))
    found = found or _CHANGE_WORDS.search(comparison_key(reading.raw))
    if found is None:
        return 0
    return -1 if found["fewer"] else 1


@dataclass(frozen=True)
class Goal:
    """What the target asks of the level: to lie between lower and upper, each None where that side is open.

    excludes_bound: the bound itself does not reach it (未満, 超).
    """

    lower: Decimal | None
    upper: Decimal | None
    excludes_bound: bool = False

    def is_reached_by(self, level: Decimal) -> bool:
        """True where the level lies within."""
        if self.excludes_bound and level in (self.lower, self.upper):
            return False
        return (self.lower is None or level >= self.lower) and (self.upper is None or level <= self.upper)

    def bound_from(self, level: Decimal) -> Decimal:
        """The bound that a level outside the goal has to reach; of one inside, the bound it entered by."""
        if self.lower is not None and (self.upper is None or level <= self.lower):
            return self.lower
        return self.upper if self.upper is not None else level

    def in_words(self, unit: str) -> str:
        """「416団体以上」, 「725以下」, 「38時間未満」, 「4位以内」, 「100～120件」.

        >>> Goal(None, Decimal(4)).in_words("位"), Goal(Decimal(100), Decimal(120)).in_words("件")
        ('4位以内', '100～120件')
        """
        if self.lower is not None and self.upper is not None:
            upper = amount(self.upper, unit)
            return upper if self.lower == self.upper else f"{amount(self.lower)}～{upper}"
        if self.lower is not None:
            return f"{amount(self.lower, unit)}{'超' if self.excludes_bound else '以上'}"
        within = "未満" if self.excludes_bound else "以内" if comparison_key(unit) == RANK else "以下"
        return f"{amount(self.upper or Decimal(), unit)}{within}"

    @property
    def better(self) -> Direction | None:
        """Which way the goal lies, None where it has two sides."""
        if self.lower is None or self.upper is None:
            return "down" if self.lower is None else "up"
        return None


def goal_of(target: TargetReading, baseline: Decimal | None, direction: Direction | None) -> Goal | None:
    """The goal as a level; None where the target has no figure, is a change of an unknown baseline, or has no side.

    direction: which way is better, for a target that prints no comparator; else it is the side away from the baseline.
    """
    if target.kind == "ratio_change":
        return _changed(target, baseline)
    value = target.value
    if target.kind == "reference" and value is None and target.baseline is not None:
        value = target.baseline.value
    if not is_figure(value):
        return None
    if is_figure(target.value_max):
        return Goal(min(value, target.value_max), max(value, target.value_max))
    comparator = _printed_comparator(target) or _comparator(value, baseline, direction)
    goal = _one_sided(value, comparator) if comparator else None
    return replace(goal, excludes_bound=True) if goal and _BEYOND.search(comparison_key(target.raw)) else goal


def _printed_comparator(target: TargetReading) -> Comparator | None:
    words = comparison_key(target.raw)
    if comparison_key(target.unit) == RANK or _NOT_ABOVE.search(words):
        return "<="
    return ">=" if _NOT_BELOW.search(words) else target.comparator


def _changed(target: TargetReading, baseline: Decimal | None) -> Goal | None:
    if not is_figure(target.value) or baseline is None:
        return None
    level = baseline * (100 + target.value) / 100
    # Of a baseline below zero (赤字) a reduction by half is a rise: compare the levels, not the sign of the change.
    return _one_sided(level, "<=" if level < baseline or (level == baseline and target.value < 0) else ">=")


def _comparator(value: Decimal, baseline: Decimal | None, direction: Direction | None) -> Comparator | None:
    if direction is not None:
        return "<=" if direction == "down" else ">="
    if baseline is None or baseline == value:
        return None
    return "<=" if value < baseline else ">="


def _one_sided(value: Decimal, comparator: Comparator) -> Goal:
    return Goal(None if comparator == "<=" else value, None if comparator == ">=" else value)


def level_of(reading: ActualReading, target: TargetReading, baseline: Decimal | None) -> Decimal | None:
    """The reading as a level, comparable with goal_of(target, baseline); None where that takes an unknown baseline."""
    sign = change_sign(reading) if target.kind == "ratio_change" else 0
    if sign == 0:
        return reading.value
    if baseline is None:
        return None
    # The sign is in the words; a figure printed with its own minus (▲257億円の削減) means the same amount.
    change = sign * abs(reading.value)
    return baseline * (100 + change) / 100 if reading.unit == "%" else baseline + change
