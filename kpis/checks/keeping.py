"""Whether a later row prints what an earlier one promised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kpi_tracker.lib.fiscal_year import find_dates
from kpi_tracker.lib.readings import PromiseReading
from kpis.checks.comparing import own_actuals, point_of
from kpis.checks.facts import KpiFacts, RowField
from kpis.series import as_of_of


def keeper_of(row: KpiFacts, promise: PromiseReading, later: Sequence[KpiFacts]) -> KpiFacts | None:
    """The first of the later rows that prints the promised value; for a 確報, one of the promised date."""
    if "確報" in promise.what:
        return next((other for other in later if _is_final_of(row, promise, other)), None)
    known = {(actual.value, as_of_of(actual)) for actual in own_actuals(row)}
    return next(
        (
            other
            for other in later
            if any((actual.value, as_of_of(actual)) not in known for actual in own_actuals(other))
        ),
        None,
    )


def setter_of(later: Sequence[KpiFacts]) -> KpiFacts | None:
    """The first of the later rows whose target is set."""
    return next((other for other in later if other.targets and not is_undetermined(other)), None)


def is_undetermined(row: KpiFacts) -> bool:
    """Whether nothing but a target still to be set stands in the row."""
    return bool(row.targets) and all(target.kind == "undetermined" for target in row.targets)


def field_of(row: KpiFacts, promise: PromiseReading) -> RowField:
    """The cell of the row that prints the promise."""
    fields: tuple[RowField, ...] = ("note", "actual", "target")
    return next((field for field in fields if promise.raw and promise.raw in row.words.get(field, "")), "note")


def _is_final_of(row: KpiFacts, promise: PromiseReading, other: KpiFacts) -> bool:
    """Whether the other row prints a 確報 of the promised date or, where that is not named, of a later one."""
    day = _promised_day(row, promise)
    finals = [actual for actual in own_actuals(other) if actual.kind == "final"]
    return any(day is None or (found := point_of(other, actual).day) is None or found >= day for actual in finals)


def _promised_day(row: KpiFacts, promise: PromiseReading) -> date | None:
    """The day whose 確報 is promised: named before the promise, else that of the row's own 速報."""
    before = row.words.get(field_of(row, promise), "").partition(promise.raw)[0] if promise.raw else ""
    named_dates = [found.begins for found in find_dates(before)]
    if named_dates:
        return named_dates[-1]
    days = [point_of(row, actual).day for actual in own_actuals(row) if actual.preliminary]
    return max((day for day in days if day), default=None)
