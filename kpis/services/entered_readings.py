"""A person's correction of how an entered value was read; the rows that list the KPI again follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from kpis.models import Measurement, ProgressSnapshot
from kpis.services.correcting import correct_measurement
from kpis.services.families import family_of
from reforms.services.entries import is_confirmed, refuse_entering, require_seen, states_of
from reforms.services.recording import Change, update_rows

NO_SUCH_READING = "直そうとした読取りがありません。ページを読み込み直して、いまの読取りを確かめてください。"


@transaction.atomic
def correct_reading(
    snapshot: int, *, version: int, order: int, changes: Mapping[str, Any], change: Change
) -> ProgressSnapshot:
    """The row, one of whose values a person corrected; given as it stands, the value is confirmed. order: from 1.

    Raises NotYours, Locked, MovedOn, NotCorrectable, ValidationError.
    """
    family = family_of([snapshot])
    row = family.rows[snapshot]
    states = states_of(list(family.rows.values()))
    refuse_entering(family.round, [row], change=change, states=states)
    require_seen(row, version)
    alike = [one for one in family.followers_of(row) if one.actual_words == row.actual_words]
    rows = {one.listing_id: one for one in (row, *alike) if not is_confirmed(one, states)}
    readings = Measurement.objects.filter(round=row.round_id, order=order, listing__in=rows)
    corrected = {reading.listing_id: reading for reading in readings}
    if row.listing_id not in corrected:
        raise ValidationError(NO_SUCH_READING)
    for reading in corrected.values():
        correct_measurement(reading, changes=_differing(reading, changes), change=change)
    # Who still sees the row as it was read before must not write over it unseen.
    update_rows([rows[listing] for listing in corrected], [], change=change)
    return row


def _differing(reading: Measurement, changes: Mapping[str, Any]) -> dict[str, Any]:
    differing = {name: value for name, value in changes.items() if getattr(reading, name) != value}
    return differing or {"value": reading.value}
