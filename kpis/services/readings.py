"""Making readings again from the words, and a person's corrections of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from kpi_tracker.lib.actuals import read_actual_cell
from kpi_tracker.lib.targets import read_target_cell
from kpis.models import Measurement, ProgressSnapshot, Target
from kpis.services.snapshots import measurement_row, target_row
from reforms.models import User

CORRECTABLE_OF_TARGET = frozenset(
    {"kind", "comparator", "value", "value_max", "unit", "component", "deadline_fy", "is_approximate"}
)
CORRECTABLE_OF_MEASUREMENT = frozenset({"kind", "value", "unit", "component", "as_of", "is_approximate"})


R = TypeVar("R", Target, Measurement)


class NotCorrectable(ValueError):
    """A field that is not a reading: the words as printed are never corrected, they are printed again."""


@transaction.atomic
def reread(snapshots: Sequence[ProgressSnapshot]) -> None:
    """Makes the readings of snapshots again from their words.

    A reading that a person corrected stays while its words are still printed in the cell; when they are gone, so is it.
    """
    for snapshot in snapshots:
        words = snapshot.target_words or None
        name = snapshot.listing.name or None
        targets = () if snapshot.listing.is_heading else read_target_cell(words, name).targets
        _replace(
            Target,
            snapshot,
            snapshot.target_words,
            [target_row(snapshot, i, t) for i, t in enumerate(targets, start=1)],
        )
        actuals = read_actual_cell(snapshot.actual_words or None, name, targets).actuals
        _replace(
            Measurement,
            snapshot,
            snapshot.actual_words,
            [measurement_row(snapshot, i, a) for i, a in enumerate(actuals, start=1)],
        )


def _replace(model: type[R], snapshot: ProgressSnapshot, words: str, fresh: Sequence[R]) -> None:
    readings = model._default_manager.filter(listing=snapshot.listing_id, round=snapshot.round_id)
    kept = {row.order for row in readings.exclude(corrected_by="") if row.words in words}
    readings.exclude(order__in=kept).delete()
    model._default_manager.bulk_create([row for row in fresh if row.order not in kept])


@transaction.atomic
def correct_target(target: Target, *, changes: dict[str, Any], reason: str, by: User) -> Target:
    """Corrects a reading of a target, marked with author and reason. Raises NotCorrectable, ValidationError."""
    return _correct(target, CORRECTABLE_OF_TARGET, changes, reason, by)


@transaction.atomic
def correct_measurement(measurement: Measurement, *, changes: dict[str, Any], reason: str, by: User) -> Measurement:
    """Corrects a reading of a value, marked with author and reason. Raises as `correct_target` does."""
    return _correct(measurement, CORRECTABLE_OF_MEASUREMENT, changes, reason, by)


def _correct(reading: R, correctable: frozenset[str], changes: dict[str, Any], reason: str, by: User) -> R:
    if unknown := set(changes) - correctable:
        raise NotCorrectable(f"訂正できない項目です: {'、'.join(sorted(unknown))}")
    for field, value in changes.items():
        setattr(reading, field, value)
    reading.corrected_by = by.get_full_name() or by.get_username()
    reading.correction_reason = reason
    reading.corrected_at = timezone.now()
    reading.full_clean()
    reading.save(update_fields=[*changes, "corrected_by", "correction_reason", "corrected_at"])
    return reading
