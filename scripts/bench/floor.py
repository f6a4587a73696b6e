"""The floor of writing: the rows of a file by `bulk_create_with_history`, with nothing looked up or checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import models
from simple_history.utils import bulk_create_with_history

from kpis.models import Kpi, KpiListing, Measurement, ProgressSnapshot, Promise, Target
from reforms.models import FormSheet, ReportingRound, SourceDocument, SourcePlace
from scripts.bench.workbooks import Row

AT_ONCE = 2_000


def empty_document() -> SourceDocument:
    """The document that the places are in."""
    return SourceDocument.objects.create(
        file_name="floor", sha256=uuid4().hex * 2, title="floor", published_on=date(2017, 12, 21), layout="", text=""
    )


def write_bare(
    rows: Sequence[Row], round: ReportingRound, pages: Mapping[int, FormSheet], document: SourceDocument
) -> None:
    """Writes what our import writes of the rows, the place of each cell among it. pages: by number."""
    words = (words for row in rows for words in (row.name, row.target, row.actual, row.grade, row.note))
    places = [SourcePlace(document=document, line_from=1, line_to=1, words=one) for one in words]
    SourcePlace.objects.bulk_create(places, batch_size=AT_ONCE)
    kpis = _written(Kpi, (Kpi(name=row.name) for row in rows))
    listings = _written(
        KpiListing, (_listing(row, kpi, round, pages[row.page]) for row, kpi in zip(rows, kpis, strict=True))
    )
    pairs = list(zip(rows, listings, strict=True))
    snapshots = _written(ProgressSnapshot, (_snapshot(row, listing, round) for row, listing in pairs))
    _written(Promise, (Promise(snapshot=one, order=1, what="公表", words=one.note_words) for one in snapshots))
    common: dict[str, Any] = {"round": round, "order": 1, "unit": "件", "value": 1}
    _written(Target, (Target(listing=one, kind="numeric", words=row.target, **common) for row, one in pairs))
    _written(Measurement, (Measurement(listing=one, kind="final", words=row.actual, **common) for row, one in pairs))


def _written(model: type[models.Model], rows: Iterable[models.Model]) -> list[Any]:
    written: list[Any] = bulk_create_with_history(list(rows), model, batch_size=AT_ONCE)
    return written


def _listing(row: Row, kpi: Kpi, round: ReportingRound, sheet: FormSheet) -> KpiListing:
    return KpiListing(
        edition=round.edition,
        sheet=sheet,
        kpi=kpi,
        row_id=row.row_id,
        order=row.order,
        tier=1,
        label=f"①－{row.order}",
        name=row.name,
    )


def _snapshot(row: Row, listing: KpiListing, round: ReportingRound) -> ProgressSnapshot:
    return ProgressSnapshot(
        listing=listing,
        round=round,
        target_words=row.target,
        actual_words=row.actual,
        grade_words=row.grade,
        note_words=row.note,
    )
