"""Where an edition prints its KPIs, what a round prints in them, and what is read out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from importers.snapshot.frame import in_force
from importers.spool import spooled
from kpi_tracker.lib.readings import ActualReading, Baseline, PromiseReading, TargetReading
from kpi_tracker.lib.records import Record
from kpis.drafts import DefinitionDraft, ListingDraft, SnapshotDraft
from kpis.models import KpiListing, Measurement, ProgressSnapshot, Promise, Target
from reforms.drafts import CorrectionDraft
from reforms.models import ReportingRound

_DEFINITION = ("definition", "unit", "direction", "baseline_value", "baseline_as_of", "frequency", "collected_at")
_READING = ("is_approximate", "component", "words", "span_from", "span_to", "confidence")
AT_ONCE = 2_000
"""Rows that the database hands out at once."""


def listing_drafts(round: ReportingRound) -> Sequence[ListingDraft]:
    """The KPI rows in printed order, each with what is kept of its KPI."""
    rows = in_force(KpiListing.objects.all(), round).order_by("sheet__order", "order", "pk")
    baseline = ("baseline_value", "baseline_unit", "baseline_fy")
    definition = (*(f"kpi__{field}" for field in _DEFINITION), "kpi__means", "kpi__lead_ministry__name")
    return spooled(
        ListingDraft(
            row_id=row_id,
            sheet_row_id=sheet,
            order=order,
            name=name,
            tier=tier,
            label=label,
            heading_row_id=heading,
            is_heading=is_heading,
            is_relisted=is_relisted,
            is_main=is_main,
            baseline_words=words,
            baseline=_baseline(*rest[:3]),
            definition=_definition(*rest[3:]),
        )
        for row_id, sheet, order, name, tier, label, heading, is_heading, is_relisted, is_main, words, *rest in (
            rows.values_list(
                *("row_id", "sheet__row_id", "order", "name", "tier", "label", "heading__row_id"),
                *("is_heading", "is_relisted", "is_main", "baseline_words", *baseline, *definition),
            ).iterator(AT_ONCE)
        )
    )


def _baseline(value: Decimal | None, unit: str, fiscal_year: int | None) -> Baseline | None:
    return None if value is None else Baseline(_short(value), unit, fiscal_year)


def _definition(*values: Any) -> DefinitionDraft | None:
    if not any(values):
        return None
    words = [f"{_short(value):f}" if isinstance(value, Decimal) else value or "" for value in values]
    return DefinitionDraft(*words)


def _short(value: Decimal) -> Decimal:
    """The number without the zeros that its column adds behind the point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def snapshot_drafts(round: ReportingRound, corrections: Mapping[int, CorrectionDraft]) -> Sequence[SnapshotDraft]:
    """What the round prints in the KPI rows, with all that is read out of it. corrections: by primary key."""
    targets, actuals, promises = _InStep(_targets(round)), _InStep(_actuals(round)), _InStep(_promises(round))
    rows = ProgressSnapshot.objects.filter(round=round, listing__in=in_force(KpiListing.objects.all(), round))
    columns = ("listing__row_id", "target_words", "actual_words", "grade_words", "note_words")

    def draft(place: _Place, row_id: str, target: str, actual: str, grade: str, note: str) -> SnapshotDraft:
        of_targets, of_actuals = targets.of(place), actuals.of(place)
        return SnapshotDraft(
            *(row_id, target, actual, grade, note),
            targets=tuple(part.reading for part in of_targets),
            actuals=tuple(part.reading for part in of_actuals),
            promises=tuple(part.reading for part in promises.of(place)),
            corrections={
                (name, part.order): corrections[part.correction]
                for name, parts in (("targets", of_targets), ("actuals", of_actuals))
                for part in parts
                if part.correction in corrections
            },
        )

    ordered = rows.order_by(*_PLACE).values_list(*_PLACE, *columns).iterator(AT_ONCE)
    return spooled(draft((sheet, order, listing), *words) for sheet, order, listing, *words in ordered)


_Place = tuple[int, ...]
_PLACE = ("listing__sheet__order", "listing__order", "listing_id")
"""Where a KPI row is printed: its page, its order there, and the row itself."""


class _Part(Record, frozen=True):
    """A reading that hangs on a KPI row. correction: the primary key of the one that made it, if any."""

    place: _Place
    reading: Any
    order: int = 0
    correction: Any = None


class _InStep:
    """The readings of rows that are asked for in printed order, which is that of the readings."""

    def __init__(self, parts: Iterator[_Part]) -> None:
        self._groups = groupby(parts, key=lambda part: part.place)
        self._next = self._group()

    def of(self, place: _Place) -> list[_Part]:
        """The readings of a row. Those of rows before it that are not asked for are passed over."""
        while self._next and self._next[0].place < place:
            self._next = self._group()
        return self._next if self._next and self._next[0].place == place else []

    def _group(self) -> list[_Part]:
        return next((list(parts) for _, parts in self._groups), [])


def _parts(rows: QuerySet[Any], columns: Sequence[str], reading: Callable[..., Any]) -> Iterator[_Part]:
    """The readings of a table in printed order. reading: makes one of the columns and those that all readings have."""
    ordered = rows.order_by(*_PLACE, "order").values_list(*_PLACE, "order", "correction_id", *columns, *_READING)
    for sheet, row, listing, order, correction, *values in ordered.iterator(AT_ONCE):
        yield _Part((sheet, row, listing), reading(*values), order, correction)


def _targets(round: ReportingRound) -> Iterator[_Part]:
    columns = ("kind", "value", "unit", "comparator", "value_max", "deadline_fy", "deadline_words", "fiscal_year")
    baseline = ("is_final", "baseline_value", "baseline_unit", "baseline_fy")
    return _parts(Target.objects.filter(round=round), (*columns, *baseline), _target)


def _target(
    kind: Any,
    value: Decimal | None,
    unit: str,
    comparator: Any,
    value_max: Decimal | None,
    deadline_fy: int | None,
    deadline: str,
    fiscal_year: int | None,
    is_final: bool,
    *rest: Any,
) -> TargetReading:
    return TargetReading(
        kind=kind,
        value=None if value is None else _short(value),
        unit=unit or None,
        comparator=comparator or None,
        value_max=None if value_max is None else _short(value_max),
        deadline_fy=deadline_fy,
        deadline_raw=deadline or None,
        fiscal_year=fiscal_year,
        final=is_final,
        baseline=_baseline(*rest[:3]),
        **_common(*rest[3:]),
    )


def _actuals(round: ReportingRound) -> Iterator[_Part]:
    columns = ("value", "unit", "as_of_words", "as_of", "fiscal_year", "kind", "is_cumulative")
    return _parts(Measurement.objects.filter(round=round), columns, _actual)


def _actual(
    value: Decimal,
    unit: str,
    as_of_raw: str,
    as_of: str,
    fiscal_year: int | None,
    kind: Any,
    cumulative: Any,
    *rest: Any,
) -> ActualReading:
    return ActualReading(
        value=_short(value),
        unit=unit,
        as_of_raw=as_of_raw or None,
        as_of=as_of or None,
        fiscal_year=fiscal_year,
        kind=kind,
        cumulative=cumulative,
        **_common(*rest),
    )


def _common(approx: bool, component: str, words: str, first: int, last: int, confidence: Decimal) -> dict[str, Any]:
    return {
        "approx": approx,
        "component": component or None,
        "raw": words,
        "span": (first, last),
        "confidence": float(confidence),
    }


def _promises(round: ReportingRound) -> Iterator[_Part]:
    places = tuple(f"snapshot__{field}" for field in _PLACE)
    rows = Promise.objects.filter(snapshot__round=round).order_by(*places, "order")
    columns = ("what", "begins_on", "ends_on", "words", "span_from", "span_to")
    for sheet, order, listing, what, begins, ends, words, first, last in rows.values_list(*places, *columns).iterator(
        AT_ONCE
    ):
        yield _Part((sheet, order, listing), PromiseReading(what, begins, ends, words, (first, last)))
