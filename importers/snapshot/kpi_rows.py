"""Where an edition prints its KPIs, what a round prints in them, and what is read out of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from importers.snapshot.frame import in_force
from kpi_tracker.lib.readings import ActualReading, Baseline, PromiseReading, TargetReading
from kpis.drafts import DefinitionDraft, ListingDraft, SnapshotDraft
from kpis.models import KpiListing, Measurement, ProgressSnapshot, Promise, Target
from reforms.drafts import CorrectionDraft
from reforms.models import ReportingRound

_DEFINITION = ("definition", "unit", "direction", "baseline_value", "baseline_as_of", "frequency", "collected_at")
_READING = ("is_approximate", "component", "words", "span_from", "span_to", "confidence")
Marks = dict[int, dict[tuple[str, int], CorrectionDraft]]


def listing_drafts(round: ReportingRound) -> list[ListingDraft]:
    """The KPI rows in printed order, each with what is kept of its KPI."""
    rows = in_force(KpiListing.objects.all(), round).order_by("sheet__order", "order", "pk")
    baseline = ("baseline_value", "baseline_unit", "baseline_fy")
    definition = (*(f"kpi__{field}" for field in _DEFINITION), "kpi__means", "kpi__lead_ministry__name")
    return [
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
            )
        )
    ]


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


def snapshot_drafts(round: ReportingRound, corrections: Mapping[int, CorrectionDraft]) -> list[SnapshotDraft]:
    """What the round prints in the KPI rows, with all that is read out of it. corrections: by primary key."""
    marks: Marks = defaultdict(dict)
    targets = _targets(round, corrections, marks)
    actuals = _actuals(round, corrections, marks)
    promises = _promises(round)
    rows = ProgressSnapshot.objects.filter(round=round, listing__in=in_force(KpiListing.objects.all(), round)).order_by(
        "listing__sheet__order", "listing__order", "listing_id"
    )
    columns = ("listing_id", "listing__row_id", "target_words", "actual_words", "grade_words", "note_words")
    return [
        SnapshotDraft(
            row_id=row_id,
            target=target,
            actual=actual,
            grade=grade,
            note=note,
            targets=tuple(targets.get(listing, ())),
            actuals=tuple(actuals.get(listing, ())),
            promises=tuple(promises.get(listing, ())),
            corrections=marks.get(listing, {}),
        )
        for listing, row_id, target, actual, grade, note in rows.values_list(*columns)
    ]


def _targets(
    round: ReportingRound, corrections: Mapping[int, CorrectionDraft], marks: Marks
) -> dict[int, list[TargetReading]]:
    found: dict[int, list[TargetReading]] = defaultdict(list)
    columns = ("kind", "value", "unit", "comparator", "value_max", "deadline_fy", "deadline_words", "fiscal_year")
    baseline = ("is_final", "baseline_value", "baseline_unit", "baseline_fy")
    rows = Target.objects.filter(round=round).order_by("listing_id", "order")
    for listing, order, correction, *values in rows.values_list(
        "listing_id", "order", "correction_id", *columns, *baseline, *_READING
    ):
        kind, value, unit, comparator, value_max, deadline_fy, deadline, year, final, *rest = values
        found[listing].append(
            TargetReading(
                kind=kind,
                value=None if value is None else _short(value),
                unit=unit or None,
                comparator=comparator or None,
                value_max=None if value_max is None else _short(value_max),
                deadline_fy=deadline_fy,
                deadline_raw=deadline or None,
                fiscal_year=year,
                final=final,
                baseline=_baseline(*rest[:3]),
                **_common(*rest[3:]),
            )
        )
        if correction in corrections:
            marks[listing]["targets", order] = corrections[correction]
    return found


def _actuals(
    round: ReportingRound, corrections: Mapping[int, CorrectionDraft], marks: Marks
) -> dict[int, list[ActualReading]]:
    found: dict[int, list[ActualReading]] = defaultdict(list)
    columns = ("value", "unit", "as_of_words", "as_of", "fiscal_year", "kind", "is_cumulative")
    rows = Measurement.objects.filter(round=round).order_by("listing_id", "order")
    for listing, order, correction, *values in rows.values_list(
        "listing_id", "order", "correction_id", *columns, *_READING
    ):
        value, unit, as_of_raw, as_of, fiscal_year, kind, cumulative, *rest = values
        found[listing].append(
            ActualReading(
                value=_short(value),
                unit=unit,
                as_of_raw=as_of_raw or None,
                as_of=as_of or None,
                fiscal_year=fiscal_year,
                kind=kind,
                cumulative=cumulative,
                **_common(*rest),
            )
        )
        if correction in corrections:
            marks[listing]["actuals", order] = corrections[correction]
    return found


def _common(approx: bool, component: str, words: str, first: int, last: int, confidence: Decimal) -> dict[str, Any]:
    return {
        "approx": approx,
        "component": component or None,
        "raw": words,
        "span": (first, last),
        "confidence": float(confidence),
    }


def _promises(round: ReportingRound) -> dict[int, list[PromiseReading]]:
    found: dict[int, list[PromiseReading]] = defaultdict(list)
    rows = Promise.objects.filter(snapshot__round=round).order_by("snapshot_id", "order")
    columns = ("snapshot__listing_id", "what", "begins_on", "ends_on", "words", "span_from", "span_to")
    for listing, what, begins, ends, words, first, last in rows.values_list(*columns):
        found[listing].append(PromiseReading(what, begins, ends, words, (first, last)))
    return found
