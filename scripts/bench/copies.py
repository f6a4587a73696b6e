"""Copies of what stands, made within the database: each points to copies of what its model points to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

from kpis.models import Kpi, KpiListing, Measurement, ProgressSnapshot, Target
from reforms.models import Edition, FormSheet, Programme, ReformItem, ReportingRound
from scripts.bench.years import analyse

Models = Sequence[type[models.Model]]
ENTERED: Models = (
    Programme,
    Edition,
    ReportingRound,
    FormSheet,
    ReformItem,
    Kpi,
    KpiListing,
    ProgressSnapshot,
    Target,
    Measurement,
)
"""Each after what it points to. Places are not copied: a copy points to those of its model."""


def copy_until(snapshots: int) -> None:
    """Copies what stands as often as it takes for so many snapshots, each row with its last recorded state."""
    copy(ENTERED, snapshots // ProgressSnapshot.objects.count() - 1)


def copy(copied: Models, times: int, words: Mapping[str, str] | None = None) -> None:
    """Copies all rows of these models so many times. words: field → SQL of what the n-th copy has in it instead."""
    spans = {model: model._default_manager.aggregate(last=Max("pk"))["last"] or 0 for model in copied}
    with connection.cursor() as cursor:
        for model in copied:
            for table in (model, *([model.history.model] if hasattr(model, "history") else [])):
                columns, values = zip(*_columns(table, model, spans, words or {}), strict=True)
                # In order: a round's rows lie beside each other, as where they are published.
                cursor.execute(
                    f'INSERT INTO "{table._meta.db_table}" ({", ".join(columns)}) SELECT {", ".join(values)}'
                    f' FROM "{table._meta.db_table}", generate_series(1, %s) AS n'
                    f' ORDER BY n, "{table._meta.pk.column}"',
                    [times],
                )
        for statement in connection.ops.sequence_reset_sql(no_style(), copied):
            cursor.execute(statement)
    analyse()


def _columns(
    table: type[models.Model],
    model: type[models.Model],
    spans: Mapping[type[models.Model], int],
    words: Mapping[str, str],
) -> list[tuple[str, str]]:
    """Columns with what a copy has in them. table: of the model or of its states; spans: by how much ids move on."""
    found = []
    for field in table._meta.concrete_fields:
        if field.name == "history_id":
            continue
        column = f'"{field.column}"'
        pointed: Any = model if field.name == "id" else field.related_model
        if pointed in spans:
            value = f"{column} + n * {spans[pointed]}"
        elif isinstance(field, models.UUIDField):
            value = "gen_random_uuid()"
        elif field.unique:
            value = f"n || '-' || right({column}, {field.max_length} - 4)"
        else:
            value = words.get(field.name, column)
        found.append((column, value))
    return found
