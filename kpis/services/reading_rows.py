"""Readings → the rows that hold them, and which of those the database can hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.core.exceptions import ValidationError

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpis.models import Measurement, ProgressSnapshot, Target
from reforms.drafts import IssueDraft
from reforms.models import SourceIssue

R = TypeVar("R", Target, Measurement)
FIELDS: dict[type, str] = {Target: "target_raw", Measurement: "actual_raw"}


def storable(rows: Iterable[R], row_id: str) -> tuple[list[R], list[IssueDraft]]:
    """The rows of one cell that the database can hold, numbered from 1, and an error for each that it cannot."""
    kept: list[R] = []
    issues = []
    for row in rows:
        row.order = len(kept) + 1
        try:
            row.clean_fields(exclude=["listing", "round", "place", "correction"])
            row.clean()
        except ValidationError as fault:
            issues.append(_not_storable(row, row_id, fault))
        else:
            kept.append(row)
    return kept, issues


def _not_storable(row: Target | Measurement, row_id: str, fault: ValidationError) -> IssueDraft:
    return IssueDraft(
        row_id=row_id,
        field=FIELDS[type(row)],
        code="reading_not_storable",
        severity=SourceIssue.Severity.ERROR,
        message=f"{row._meta.verbose_name}の読取りを登録できません（{' '.join(fault.messages)}）。"
        "原文を確かめ、値を人が登録してください。",
        words=row.words,
    )


def target_row(snapshot: ProgressSnapshot, reading: TargetReading) -> Target:
    """The unsaved row of a target that was read from the snapshot's target cell."""
    baseline = reading.baseline
    return Target(
        listing_id=snapshot.listing_id,
        round_id=snapshot.round_id,
        kind=reading.kind,
        comparator=reading.comparator or "",
        value=reading.value,
        value_max=reading.value_max,
        unit=reading.unit or "",
        component=reading.component or "",
        fiscal_year=reading.fiscal_year,
        is_final=reading.final,
        deadline_fy=reading.deadline_fy,
        deadline_words=reading.deadline_raw or "",
        baseline_value=baseline.value if baseline else None,
        baseline_unit=baseline.unit if baseline else "",
        baseline_fy=baseline.fy if baseline else None,
        **_common(snapshot.target_place_id, reading),
    )


def measurement_row(snapshot: ProgressSnapshot, reading: ActualReading) -> Measurement:
    """The unsaved row of a value that was read from the snapshot's actual cell."""
    return Measurement(
        listing_id=snapshot.listing_id,
        round_id=snapshot.round_id,
        kind=reading.kind,
        value=reading.value,
        unit=reading.unit,
        component=reading.component or "",
        as_of=reading.as_of or "",
        as_of_words=reading.as_of_raw or "",
        fiscal_year=reading.fiscal_year,
        is_cumulative=reading.cumulative,
        **_common(snapshot.actual_place_id, reading),
    )


def _common(place: int | None, reading: TargetReading | ActualReading) -> dict[str, object]:
    return {
        "is_approximate": reading.approx,
        "words": reading.raw,
        "span_from": reading.span[0],
        "span_to": reading.span[1],
        "confidence": round(reading.confidence, 2),
        "place_id": place,
    }
