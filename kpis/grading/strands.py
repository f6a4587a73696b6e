"""Which targets are judged, and which printed actuals may be compared with each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.grading.records import Question
from kpis.levels import change_sign, comparison_key, is_figure
from kpis.series import Direction, as_of_of, dated, deadline_of

_QUANTITATIVE = ("numeric", "percent", "ratio_change", "reference")
_UP = re.compile("増加|増や|増え|向上|拡大|上昇|引き?上げ|高め")
_DOWN = re.compile("減少|減ら|減る|縮小|縮減|削減|低減|低下|圧縮|抑制|短縮|引き?下げ")
_BETTER = re.compile("改善")


@dataclass(frozen=True)
class Strand:
    """One thing to judge: a target in force and the KPI's own readings that may be compared with it.

    readings: empty where the row prints none; unfit: those printed in another unit or for another component.
    """

    target: TargetReading
    component: str | None
    readings: tuple[ActualReading, ...]
    unfit: tuple[ActualReading, ...] = ()


def direction_of(target: TargetReading, direction: Direction | None) -> Direction | None:
    """Which way a target without figure says to go (増加, 縮小, 向上 …); None where it says none, or both.

    direction: of the KPI, for 「改善」, which names no direction of its own.
    """
    if target.kind != "qualitative":
        return None
    words = comparison_key(target.raw)
    up, down = bool(_UP.search(words)), bool(_DOWN.search(words))
    if up != down:
        return "up" if up else "down"
    return direction if _BETTER.search(words) and not up else None


def own_readings(question: Question) -> tuple[ActualReading, ...]:
    """The figures of the KPI's own: not the 参考 values, and no forecast for a day after the document."""
    return tuple(a for a in question.actuals if a.kind != "reference" and not _lies_ahead(a, question))


def _lies_ahead(reading: ActualReading, question: Question) -> bool:
    window = dated(as_of_of(reading), question.document_date)
    return reading.kind == "forecast" and window is not None and window[0] > question.document_date


def is_judged(target: TargetReading, direction: Direction | None) -> bool:
    """True where the target says what is to be reached: a figure, a reference to one, or a direction."""
    if target.kind in ("numeric", "percent", "ratio_change"):
        return is_figure(target.value)
    return target.kind == "reference" or direction_of(target, direction) is not None


def strands_of(question: Question) -> tuple[Strand, ...]:
    """The strands to judge, one per target in force and component; empty where no target can be judged."""
    judged = [t for t in question.targets if is_judged(t, question.direction)]
    targets = _in_force(judged, question)
    own = own_readings(question)
    strands: list[Strand] = []
    for target in targets:
        if target.kind in _QUANTITATIVE:
            strands += compared(target, targets, own)
        else:
            strands += _split(target, own, own) or [Strand(target, None, ())]
    return tuple(strands)


def _in_force(targets: list[TargetReading], question: Question) -> list[TargetReading]:
    """Of successive targets for one thing the next one due, else the last; yearly ones only without a final one."""
    final = [t for t in targets if t.final] or targets
    kept: list[TargetReading] = []
    for thing in dict.fromkeys(_thing(t) for t in final):
        same = [t for t in final if _thing(t) == thing]
        due = [_deadline_or_last_day(t) for t in same]
        ahead = [day for day in due if day >= question.document_date]
        wanted = min(ahead) if ahead else max(due)
        kept += [t for t, day in zip(same, due, strict=True) if day == wanted]
    return kept


def _thing(target: TargetReading) -> tuple[str, str]:
    return comparison_key(target.component), comparison_key(_unit_of_level(target))


def _deadline_or_last_day(target: TargetReading) -> date:
    return deadline_of(target) or date.max


def _unit_of_level(target: TargetReading) -> str | None:
    if target.kind == "ratio_change":
        return target.baseline.unit if target.baseline else None
    return target.unit


def compared(target: TargetReading, targets: list[TargetReading], own: tuple[ActualReading, ...]) -> list[Strand]:
    """The target with the readings in its unit and of its component; over a breakdown one strand for each part.

    targets: all that are judged together, among them this one.
    """
    same_unit = tuple(a for a in own if _fits_unit(target, a))
    key = comparison_key(target.component)
    named = tuple(a for a in same_unit if comparison_key(a.component) == key)
    if key and not named and sum(_unit_of_level(t) == _unit_of_level(target) for t in targets) == 1:
        # The only target in this unit: a figure in the same unit that names no component can be no other's.
        named = tuple(a for a in same_unit if not comparison_key(a.component))
    if not key and target.kind == "ratio_change":
        named += tuple(a for a in same_unit if a not in named and change_sign(a))
    if named:
        return [Strand(target, target.component, named)]
    if not key and len({comparison_key(a.component) for a in same_unit}) > 1:
        # One target over a breakdown (下水道 35.5％, 簡易水道 38.1％) asks it of every part.
        return _split(target, same_unit, own)
    return [Strand(target, target.component, (), own)]


def _split(target: TargetReading, readings: tuple[ActualReading, ...], own: tuple[ActualReading, ...]) -> list[Strand]:
    parts: dict[tuple[str, str], list[ActualReading]] = {}
    for reading in readings:
        parts.setdefault((comparison_key(reading.component), comparison_key(reading.unit)), []).append(reading)
    return [Strand(target, same[0].component, tuple(same)) for same in parts.values()]


def _fits_unit(target: TargetReading, reading: ActualReading) -> bool:
    """True for the same unit, and where one of the two prints none: but a bare number is never a percentage."""
    if target.kind == "ratio_change" and reading.unit == "%" and change_sign(reading):
        return True
    unit = _unit_of_level(target)
    wanted, printed = comparison_key(unit), comparison_key(reading.unit)
    if unit is None or wanted == printed:
        return True
    return "" in (wanted, printed) and "%" not in (wanted, printed)
