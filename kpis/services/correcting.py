"""A person's corrections of readings."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Field
from django.utils import timezone

from kpi_tracker.lib.fiscal_year import fiscal_year_of
from kpis.frozen import plain
from kpis.models import Measurement, ProgressSnapshot, Target
from kpis.series import dated
from reforms.drafts import CorrectionDraft
from reforms.models import Correction, ReportingRound
from reforms.services.corrections import record_corrections
from reforms.services.recording import Change, update_rows

CORRECTABLE_OF_TARGET = frozenset(
    {"kind", "comparator", "value", "value_max", "unit", "component", "deadline_fy", "is_approximate"}
)
CORRECTABLE_OF_MEASUREMENT = frozenset({"kind", "value", "unit", "component", "as_of", "is_approximate"})

R = TypeVar("R", Target, Measurement)


class NotCorrectable(ValueError):
    """A field that is not a reading, or a reading of a cell without words. The message is Japanese."""


@transaction.atomic
def correct_target(target: Target, *, changes: Mapping[str, Any], change: Change) -> Target:
    """Corrects a reading of a target; every change is kept as a correction with author and reason.

    A value that is given as it stands confirms it. Raises NotCorrectable, ValidationError.
    """
    return _correct(Target.objects.select_for_update().get(pk=target.pk), CORRECTABLE_OF_TARGET, changes, change)


@transaction.atomic
def correct_measurement(measurement: Measurement, *, changes: Mapping[str, Any], change: Change) -> Measurement:
    """Corrects a reading of a value as `correct_target` does; its fiscal year follows its date."""
    stored = Measurement.objects.select_for_update().get(pk=measurement.pk)
    if "as_of" in changes:
        window = dated(changes["as_of"], datetime.date.max)
        stored.fiscal_year = fiscal_year_of(window[1]) if window else None
    return _correct(stored, CORRECTABLE_OF_MEASUREMENT, changes, change)


def _correct(reading: R, correctable: frozenset[str], changes: Mapping[str, Any], change: Change) -> R:
    if unknown := set(changes) - correctable:
        raise NotCorrectable(f"訂正できない項目です: {'、'.join(sorted(unknown))}")
    snapshot = ProgressSnapshot.objects.select_related("listing").get(
        listing=reading.listing_id, round=reading.round_id
    )
    before = {field: _shown(reading, field) for field in changes}
    for field, value in changes.items():
        setattr(reading, field, value)
    reading.full_clean(exclude=["place"])  # what a person entered is printed nowhere
    drafts = [_correction(reading, snapshot, field, before[field], change) for field in changes]
    written = record_corrections(ReportingRound.objects.get(pk=reading.round_id), drafts, change=change)
    reading.correction = list(written.values())[-1] if written else reading.correction
    update_rows([reading], _written(reading), change=change)
    return reading


def _written(reading: Target | Measurement) -> list[str]:
    return [field.name for field in reading._meta.fields if not field.primary_key]


def _correction(
    reading: Target | Measurement, snapshot: ProgressSnapshot, field: str, before: str, change: Change
) -> CorrectionDraft:
    is_target = isinstance(reading, Target)
    words = snapshot.target_words if is_target else snapshot.actual_words
    if not words:
        raise NotCorrectable(f"「{snapshot.listing}」のこの欄には記載がないため、読取りを訂正できません。")
    heading = f"{reading._meta.verbose_name}の読取り.{reading.order}.{_column(reading, field).verbose_name}"
    return CorrectionDraft(
        row_id=snapshot.listing.row_id,
        field=f"{'targets' if is_target else 'actuals'}.{reading.order}.{field}",
        heading=heading,
        before=before,
        after=_shown(reading, field),
        reason=change.reason,
        by=(change.by.get_full_name() or change.by.get_username()) if change.by else "",
        on=timezone.localdate(),
        cell=Correction.Cell.TARGET if is_target else Correction.Cell.ACTUAL,
        words=words,
    )


def _shown(reading: Target | Measurement, field: str) -> str:
    """The value as people write it: choices by their label."""
    value = getattr(reading, field)
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, Decimal):
        return f"{plain(value):f}"
    if _column(reading, field).choices:
        return str(getattr(reading, f"get_{field}_display")())
    return "" if value is None else str(value)


def _column(reading: Target | Measurement, field: str) -> Field[Any, Any]:
    return next(column for column in reading._meta.fields if column.name == field)
