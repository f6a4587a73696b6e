"""The peer: django-import-export with its defaults, writing the same five tables from the same rows."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max
from import_export.resources import ModelResource
from tablib import Dataset  # type: ignore[import-untyped]  # published without types

from kpis.models import Kpi, KpiListing, Measurement, ProgressSnapshot, Target
from reforms.models import FormSheet, ReportingRound
from scripts.bench.workbooks import Row

TABLES = (Kpi, KpiListing, ProgressSnapshot, Target, Measurement)
"""Each row is given one primary key in all of them: by primary key the library knows what is new."""


class KpiResource(ModelResource):  # type: ignore[misc]  # published without types
    """KPI, by primary key."""

    class Meta:
        model = Kpi
        fields = ("id", "name")


class ListingResource(ModelResource):  # type: ignore[misc]  # published without types
    """掲載."""

    class Meta:
        model = KpiListing
        fields = ("id", "edition", "sheet", "kpi", "row_id", "order", "tier", "label", "name", "is_main")


class SnapshotResource(ModelResource):  # type: ignore[misc]  # published without types
    """KPIの進捗."""

    class Meta:
        model = ProgressSnapshot
        fields = ("id", "listing", "round", "target_words", "actual_words", "grade_words", "note_words")


class TargetResource(ModelResource):  # type: ignore[misc]  # published without types
    """目標値."""

    class Meta:
        model = Target
        fields = ("id", "listing", "round", "order", "kind", "value", "unit", "words")


class MeasurementResource(ModelResource):  # type: ignore[misc]  # published without types
    """実績値."""

    class Meta:
        model = Measurement
        fields = ("id", "listing", "round", "order", "kind", "value", "unit", "words")


def write_all(rows: Sequence[Row], round: ReportingRound, pages: dict[int, FormSheet]) -> None:
    """Imports the rows table by table, each row saved by itself, as the library does when nothing is set."""
    edition = round.edition_id
    first = 1 + max(model.objects.aggregate(last=Max("pk"))["last"] or 0 for model in TABLES)
    numbered = list(enumerate(rows, first))
    _import(KpiResource, ("id", "name"), [(number, row.name) for number, row in numbered])
    _import(
        ListingResource,
        ListingResource.Meta.fields,
        [
            (n, edition, pages[row.page].pk, n, row.row_id, row.order, 1, f"①－{row.order}", row.name, 0)
            for n, row in numbered
        ],
    )
    _import(
        SnapshotResource,
        SnapshotResource.Meta.fields,
        [(n, n, round.pk, row.target, row.actual, row.grade, row.note) for n, row in numbered],
    )
    for resource, words in ((TargetResource, "target"), (MeasurementResource, "actual")):
        kind = "numeric" if resource is TargetResource else "final"
        values = [(n, n, round.pk, 1, kind, n, "件", getattr(row, words)) for n, row in numbered]
        _import(resource, resource.Meta.fields, values)


def _import(resource: type[ModelResource], headings: Sequence[str], values: Sequence[tuple[object, ...]]) -> None:
    result = resource().import_data(Dataset(*values, headers=headings), raise_errors=True)
    if result.totals["new"] != len(values):
        raise RuntimeError(f"the peer wrote {result.totals} of {len(values)} rows")
