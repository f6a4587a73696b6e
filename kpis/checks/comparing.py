"""Which readings may be set beside each other.

Two values are compared only where they are of one KPI, one component and one unit; readings that a person should
look at first (confidence) and 参考 values, which measure another thing, are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kpi_tracker.lib.quantities import UNSURE
from kpi_tracker.lib.readings import ActualReading, Baseline, TargetReading
from kpi_tracker.lib.records import replace
from kpis.checks.facts import KpiFacts
from kpis.levels import Goal, comparison_key, goal_of, is_figure
from kpis.series import Point, as_of_of


def legible(row: KpiFacts) -> KpiFacts:
    """The row without figures that cannot be reckoned with; the reader's issue tells of those."""
    return replace(
        row,
        baseline=_legible_baseline(row.baseline),
        targets=tuple(_legible_target(target) for target in row.targets),
        actuals=tuple(actual for actual in row.actuals if is_figure(actual.value)),
    )


def _legible_target(target: TargetReading) -> TargetReading:
    return replace(
        target,
        value=target.value if is_figure(target.value) else None,
        value_max=target.value_max if is_figure(target.value_max) else None,
        baseline=_legible_baseline(target.baseline),
    )


def _legible_baseline(baseline: Baseline | None) -> Baseline | None:
    return baseline if baseline is not None and is_figure(baseline.value) else None


def own_actuals(row: KpiFacts) -> list[ActualReading]:
    """The figures of the KPI's own that were read surely."""
    return [actual for actual in row.actuals if actual.kind != "reference" and actual.confidence > UNSURE]


def final_targets(row: KpiFacts) -> list[TargetReading]:
    """The targets for the end of the plan that were read surely; a table's yearly ones are left out."""
    return [target for target in row.targets if target.final and target.confidence > UNSURE]


def baseline_of(row: KpiFacts, target: TargetReading) -> Baseline | None:
    """基準値: the one the target prints, else the row's."""
    return target.baseline or row.baseline


def goal_in(row: KpiFacts, target: TargetReading) -> Goal | None:
    """What the target asks of the level, None where it cannot be told from the row."""
    baseline = baseline_of(row, target)
    return goal_of(target, baseline.value if baseline else None, None)


def matching_actuals(row: KpiFacts, target: TargetReading) -> list[ActualReading]:
    """The row's figures that may be held against the target: its component and unit, no forecast, the oldest first."""
    component = comparison_key(target.component)
    matching = [
        actual
        for actual in own_actuals(row)
        if actual.kind != "forecast" and (target.kind == "ratio_change" or _is_like(actual, component, target.unit))
    ]
    return sorted(matching, key=lambda actual: str(point_of(row, actual).day or ""))


def _is_like(actual: ActualReading, component: str, unit: str | None) -> bool:
    return comparison_key(actual.component) == component and may_be_one_unit(actual.unit, unit)


def may_be_one_unit(one: str | None, other: str | None) -> bool:
    """Whether nothing speaks against both being the same unit: a unit that is not printed may be any."""
    return not one or not other or comparison_key(one) == comparison_key(other)


def point_of(row: KpiFacts, actual: ActualReading) -> Point:
    """The reading with its document, from which its day follows."""
    return Point(actual, row.edition_name, row.published_on)


def agree(one: ActualReading, other: ActualReading) -> bool:
    """Whether both figures may be the same: equal, or as near as 約 or the decimals of a percentage leave open.

    >>> agree(ActualReading(Decimal("76930000"), approx=True), ActualReading(Decimal("76934512")))
    True
    >>> agree(ActualReading(Decimal("24.7"), "%"), ActualReading(Decimal("24.72"), "%"))
    True
    >>> agree(ActualReading(Decimal(301)), ActualReading(Decimal(305)))
    False
    """
    if one.value == other.value:
        return True
    rounded = [a for a in (one, other) if a.approx or a.unit == "%"]
    return any(abs(one.value - other.value) < last_digit(a.value, a.approx) for a in rounded)


def last_digit(value: Decimal, approx: bool) -> Decimal:
    """One unit of the last digit that is printed; of 約7,693万人 that is 1万.

    >>> str(last_digit(Decimal("76930000"), True)), str(last_digit(Decimal("24.7"), False))
    ('1E+4', '0.1')
    """
    exponent = value.normalize().as_tuple().exponent if approx else min(int(value.as_tuple().exponent), 0)
    return Decimal(1).scaleb(int(exponent))


def time_keys(times: Iterable[str]) -> dict[str, str]:
    """A key for each as_of under which a month and the only day printed in it compare equal.

    >>> time_keys(["2017-04", "2017-04-01", "FY2016"])
    {'2017-04': '2017-04-01', '2017-04-01': '2017-04-01', 'FY2016': 'FY2016'}
    """
    known = list(dict.fromkeys(times))
    keys = {}
    for time in known:
        days = [day for day in known if len(day) == len("2017-04-01") and day.startswith(f"{time}-")]
        keys[time] = days[0] if len(days) == 1 else time
    return keys


def times_of(rows: Iterable[KpiFacts]) -> dict[str, str]:
    """`time_keys` of all that the rows measured."""
    return time_keys(as_of for row in rows for actual in own_actuals(row) if (as_of := as_of_of(actual)))
