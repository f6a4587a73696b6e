"""Writing what notes promise."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from kpi_tracker.lib.readings import PromiseReading
from kpis.models import ProgressSnapshot, Promise
from reforms.drafts import IssueDraft
from reforms.models import SourceIssue
from reforms.services.recording import Change
from reforms.services.upserting import replace_rows

FIELDS = ("what", "begins_on", "ends_on", "words", "span_from", "span_to")
Promised = tuple[ProgressSnapshot, Sequence[PromiseReading]]
"""A row, and what its note promises."""


@transaction.atomic(savepoint=False)
def write_promises(promised: Sequence[Promised], *, change: Change) -> list[IssueDraft]:
    """Makes the promises of the rows those read; an error for each that ends before it begins."""
    wanted: dict[tuple[int, int], Promise] = {}
    issues = []
    for snapshot, readings in promised:
        possible = [one for one in readings if not (one.begins and one.ends and one.ends < one.begins)]
        issues += [_reversed(snapshot, one) for one in readings if one not in possible]
        wanted |= {(snapshot.pk, order): _promise(snapshot, order, one) for order, one in enumerate(possible, start=1)}
    stored = Promise.objects.filter(snapshot__in=[snapshot for snapshot, _ in promised]).select_related("snapshot")
    standing = {(row.snapshot_id, row.order): row for row in stored}
    replace_rows(standing, wanted, fields=FIELDS, change=change)
    return issues


def _promise(snapshot: ProgressSnapshot, order: int, reading: PromiseReading) -> Promise:
    return Promise(
        snapshot=snapshot,
        order=order,
        what=reading.what,
        begins_on=reading.begins,
        ends_on=reading.ends,
        words=reading.raw,
        span_from=reading.span[0],
        span_to=reading.span[1],
    )


def _reversed(snapshot: ProgressSnapshot, reading: PromiseReading) -> IssueDraft:
    return IssueDraft(
        row_id=snapshot.listing.row_id,
        field="note_raw",
        code="reading_not_storable",
        severity=SourceIssue.Severity.ERROR,
        message="次回の把握時期の末日が初日より前になるため登録できません。原文を確かめてください。",
        words=reading.raw,
    )
