"""What the figures of two listings have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from kpi_tracker.lib.japanese_text import is_dash
from kpi_tracker.lib.quantities import UNSURE
from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.levels import comparison_key, goal_of, is_figure
from kpis.lineage import printed_content
from kpis.proposals.records import ListingFacts
from kpis.wording import amount

_SCALE = re.compile(r"^(百万|千)(?=.)")
_SCALES = {"百万": Decimal(10**6), "千": Decimal(1000)}
_ONE_COUNT = frozenset(("団体", "自治体", "市区町村", "市町村", "地方公共団体", "地方自治体"))
"""Documents count local governments under these names; they are no units of different things."""
_SAYS_NOTHING = frozenset(((Decimal(0), "%"), (Decimal(100), "%"), (Decimal(0), "")))
"""Figures that indicators of any kind reach."""
_FULL_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


@dataclass(frozen=True)
class DatedValue:
    """A figure of a fiscal year, printed as actual or as baseline.

    value, unit: as compared, 412,533千件 is 412 533 000 件; as_of: "" where only the year is known; words: as printed.
    """

    value: Decimal
    unit: str
    fiscal_year: int
    as_of: str
    words: str = field(compare=False)

    @property
    def is_telling(self) -> bool:
        """Whether two rows hardly print it by chance: three digits that are not zeros at the end, at least."""
        return len(self.value.normalize().as_tuple().digits) >= 3

    def is_same(self, other: DatedValue) -> bool:
        """Whether it is the other one, printed perhaps with another precision of its date."""
        dates_fit = not self.as_of or not other.as_of or _begins_like(self.as_of, other.as_of)
        return self._is_comparable(other) and self.value == other.value and dates_fit

    def contradicts(self, other: DatedValue) -> bool:
        """Whether both print another figure for one and the same day or month."""
        return self._is_comparable(other) and self.as_of == other.as_of != "" and self.value != other.value

    def _is_comparable(self, other: DatedValue) -> bool:
        return self.fiscal_year == other.fiscal_year and (self.unit == other.unit or not self.unit or not other.unit)


def dated_values(listing: ListingFacts) -> list[DatedValue]:
    """The listing's figures that have a year: its own actuals read surely, and the baselines."""
    values = [
        _dated(actual.value, actual.unit, actual.fiscal_year, _day(actual))
        for actual in listing.actuals
        if actual.fiscal_year is not None and actual.kind != "reference" and actual.confidence > UNSURE
    ]
    baselines = [listing.baseline, *(target.baseline for target in listing.targets)]
    values += [_dated(b.value, b.unit, b.fy, "") for b in baselines if b is not None and b.fy is not None]
    return [value for value in values if is_figure(value.value) and (value.value, value.unit) not in _SAYS_NOTHING]


def _dated(value: Decimal, unit: str | None, fiscal_year: int, as_of: str) -> DatedValue:
    words = f"{fiscal_year}年度の{amount(value, unit)}" if is_figure(value) else ""
    return DatedValue(unscaled(value, unit), unit_key(unit), fiscal_year, as_of, words)


def unit_key(unit: str | None) -> str:
    """The unit as it is compared: 千件 and 件 are one, and so are the names for local governments.

    >>> unit_key("千件"), unit_key("市区町村"), unit_key("％")
    ('件', '団体', '%')
    """
    key = _SCALE.sub("", comparison_key(unit))
    return "団体" if key in _ONE_COUNT else key


def unscaled(value: Decimal, unit: str | None) -> Decimal:
    """The value in the unit that `unit_key` gives.

    >>> unscaled(Decimal("412"), "千件"), unscaled(Decimal("30"), "団体")
    (Decimal('412000'), Decimal('30'))
    """
    scale = _SCALE.match(comparison_key(unit))
    return value * _SCALES[scale[1]] if scale else value


def units(listing: ListingFacts) -> frozenset[str]:
    """The units that its targets and actuals are printed in, never a blank one."""
    printed = [target.unit for target in final_targets(listing)]
    printed += [actual.unit for actual in listing.actuals if actual.kind != "reference"]
    return frozenset(key for unit in printed if (key := unit_key(unit)))


def shared_value(first: ListingFacts, second: ListingFacts) -> DatedValue | None:
    """A dated figure that both print, the most telling one; None where there is none."""
    others = dated_values(second)
    shared = [value for value in dated_values(first) if any(value.is_same(other) for other in others)]
    return next((value for value in shared if value.is_telling), next(iter(shared), None))


def contradicting_values(first: ListingFacts, second: ListingFacts) -> tuple[DatedValue, DatedValue] | None:
    """A figure of each for one and the same time that differ; None where none do or where they share another."""
    pairs = [(a, b) for a in dated_values(first) for b in dated_values(second) if a.contradicts(b)]
    return pairs[0] if pairs and shared_value(first, second) is None else None


def final_targets(listing: ListingFacts) -> list[TargetReading]:
    """The targets with a figure for the end of the plan, those that were read surely."""
    return [t for t in listing.targets if t.final and t.confidence > UNSURE and is_figure(t.value)]


def shared_target(first: ListingFacts, second: ListingFacts) -> TargetReading | None:
    """A target with the same figure, unit and deadline in both, None where there is none. 100% is anybody's target."""
    others = {_target_key(target) for target in final_targets(second)}
    return next(
        (
            target
            for target in final_targets(first)
            if _target_key(target) in others and (target.value, unit_key(target.unit)) not in _SAYS_NOTHING
        ),
        None,
    )


def reached_target(first: ListingFacts, second: ListingFacts) -> tuple[TargetReading, ActualReading] | None:
    """A target of the first that a printed actual of either reaches, with that actual; None where none does."""
    for target in final_targets(first):
        baseline = target.baseline or first.baseline
        goal = goal_of(target, baseline.value if baseline else None, None)
        if goal is None or target.kind == "ratio_change":
            continue
        for actual in _actuals_of(target, (*first.actuals, *second.actuals)):
            if goal.is_reached_by(actual.value):
                return target, actual
    return None


def is_same_content(first: ListingFacts, second: ListingFacts) -> bool:
    """Whether both print the same target and actual, by their words or by all that was read of them.

    Two rows that print nothing have no content that could be the same.
    """
    one, other = _content(first), _content(second)
    if not any(one) or not any(other):
        return False
    if one == other:
        return True
    return _has_figures(first) and _readings(first) == _readings(second)


def target_words(target: TargetReading) -> str:
    """「約1,000団体（2017年度）」."""
    deadline = f"（{target.deadline_fy}年度）" if target.deadline_fy else ""
    return f"{'約' if target.approx else ''}{amount(target.value or Decimal(), target.unit)}{deadline}"


def _content(listing: ListingFacts) -> tuple[str, ...]:
    return tuple("" if is_dash(words) else words for words in printed_content(listing)[1:])


def _actuals_of(target: TargetReading, actuals: tuple[ActualReading, ...]) -> Iterator[ActualReading]:
    for actual in actuals:
        # Not scaled: a target in 千件 and an actual in 件 are left alone rather than compared.
        is_like = actual.unit == (target.unit or "") and actual.component == target.component
        if is_like and actual.kind == "final" and actual.confidence > UNSURE and is_figure(actual.value):
            yield actual


def _readings(listing: ListingFacts) -> tuple[frozenset[object], frozenset[object]]:
    actuals = frozenset((unscaled(a.value, a.unit), unit_key(a.unit), a.as_of, a.kind) for a in listing.actuals)
    return frozenset(_target_key(target) for target in listing.targets), actuals


def _has_figures(listing: ListingFacts) -> bool:
    return bool(final_targets(listing)) and bool(dated_values(listing))


def _target_key(target: TargetReading) -> tuple[object, ...]:
    value = target.value if target.value is None else unscaled(target.value, target.unit)
    return target.kind == "ratio_change", value, target.value_max, unit_key(target.unit), target.deadline_fy


def _day(actual: ActualReading) -> str:
    return actual.as_of if actual.as_of and _FULL_DATE.fullmatch(actual.as_of) else ""


def _begins_like(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
