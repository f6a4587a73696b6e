"""A person's correction of how an entered value was read; the rows that list the KPI again follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from kpis.models import Measurement, ProgressSnapshot
from kpis.relisting import leaders
from kpis.services.correcting import correct_measurement
from kpis.services.entering import family_of
from reforms.models import ReportingRound
from reforms.services.entries import NotYours, confirmed_rows, held_round, refuse_entering, require_seen
from reforms.services.recording import Change, update_rows

NO_SUCH_READING = "直そうとした読取りがありません。ページを読み込み直して、いまの読取りを確かめてください。"


@transaction.atomic
def correct_reading(
    round: ReportingRound,
    snapshot: int,
    *,
    version: int,
    order: int,
    changes: Mapping[str, Any],
    change: Change,
) -> ProgressSnapshot:
    """The row, one of whose values a person corrected; given as it stands, the value is confirmed. order: from 1.

    Raises NotYours, Locked, MovedOn, NotCorrectable, ValidationError.
    """
    held = held_round(round)
    family = family_of(held, [snapshot])
    if snapshot not in family:
        raise NotYours
    row = family[snapshot]
    refuse_entering(held, [row], change=change)
    require_seen(row, version)
    following = _following(held, row, family)
    readings = {
        reading.listing_id: reading
        for reading in Measurement.objects.filter(
            round=held, order=order, listing__in=[one.listing_id for one in (row, *following)]
        )
    }
    if row.listing_id not in readings:
        raise ValidationError(NO_SUCH_READING)
    corrected = [one for one in (row, *following) if one.listing_id in readings]
    for one in corrected:
        reading = readings[one.listing_id]
        correct_measurement(reading, changes=_differing(reading, changes), change=change)
    # Who still sees the row as it was read before must not write over it unseen.
    update_rows(corrected, [], change=change)
    return row


def _following(
    round: ReportingRound, row: ProgressSnapshot, family: Mapping[int, ProgressSnapshot]
) -> list[ProgressSnapshot]:
    led = leaders(one.listing for one in family.values())
    found = [
        one
        for one in family.values()
        if (leader := led.get(one.listing_id)) and leader.pk == row.listing_id and one.actual_words == row.actual_words
    ]
    confirmed = confirmed_rows(round, found)
    return [one for one in found if one.pk not in confirmed]


def _differing(reading: Measurement, changes: Mapping[str, Any]) -> dict[str, Any]:
    differing = {name: value for name, value in changes.items() if getattr(reading, name) != value}
    return differing or {"value": reading.value}
