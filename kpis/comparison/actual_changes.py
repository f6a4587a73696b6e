"""What became of values that both publications print for one time: 確報化 or 修正. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpi_tracker.lib.quantities import UNSURE
from kpi_tracker.lib.readings import ActualReading, MeasurementKind
from kpis.checks.comparing import agree, may_be_one_unit, time_keys
from kpis.comparison.kinds import ChangeKind
from kpis.levels import comparison_key
from kpis.series import as_of_of

_SETTLED: dict[MeasurementKind, int] = {"forecast": 0, "preliminary": 1, "final": 2}
"""From 見込み over 速報 to 確報; a 参考値 measures another thing."""
_What = tuple[str, str, bool]


@dataclass(frozen=True)
class ActualChange:
    """A value for one time and what took its place.

    kind: ACTUAL_SETTLED where it became surer (速報 → 確報), whether the figure moved or not; ACTUAL_REVISED where
    another figure stands now that is no surer.
    """

    kind: ChangeKind
    before: ActualReading
    after: ActualReading


def actual_changes(before: Sequence[ActualReading], after: Sequence[ActualReading]) -> list[ActualChange]:
    """The values of `before` that `after` prints in another way, in the order of `after`.

    Only figures of one time, component and unit are compared, and only where each side prints one.
    """
    if _years(before).isdisjoint(_years(after)):
        return []
    times = time_keys(time for actual in (*before, *after) if (time := as_of_of(actual)))
    earlier = _by_what(before, times)
    found = []
    for what, (new, *others) in _by_what(after, times).items():
        same = [old for old in earlier.get(what, ()) if may_be_one_unit(old.unit, new.unit)]
        if len(same) == 1 and not others and (kind := _kind(same[0], new)):
            found.append(ActualChange(kind, same[0], new))
    return found


def _years(actuals: Sequence[ActualReading]) -> set[str]:
    """The years that the times begin with: values of other years are none of one time."""
    return {time.removeprefix("FY")[:4] for actual in actuals if (time := as_of_of(actual))}


def _kind(before: ActualReading, after: ActualReading) -> ChangeKind | None:
    if _SETTLED[after.kind] > _SETTLED[before.kind]:
        return ChangeKind.ACTUAL_SETTLED
    return None if agree(before, after) else ChangeKind.ACTUAL_REVISED


def _by_what(actuals: Sequence[ActualReading], times: dict[str, str]) -> dict[_What, list[ActualReading]]:
    found: dict[_What, list[ActualReading]] = {}
    for time, actual in _dated(actuals):
        found.setdefault((times[time], comparison_key(actual.component), actual.cumulative), []).append(actual)
    return found


def _dated(actuals: Sequence[ActualReading]) -> Iterator[tuple[str, ActualReading]]:
    """The figures of the KPI's own that were read surely, with their time."""
    for actual in actuals:
        time = as_of_of(actual)
        if time and actual.kind in _SETTLED and actual.confidence > UNSURE:
            yield time, actual
