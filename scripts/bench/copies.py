"""Further programmes, copied within the database from all that stands, each row with its last recorded state."""

from __future__ import annotations

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

from kpis.models import Kpi, KpiListing, Measurement, ProgressSnapshot, Target
from reforms.models import Edition, FormSheet, Programme, ReformItem, ReportingRound
from scripts.bench.years import analyse

COPIED: tuple[type[models.Model], ...] = (
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
    """Copies what stands as often as it takes for so many snapshots."""
    times = snapshots // ProgressSnapshot.objects.count()
    spans = {model: model._default_manager.aggregate(last=Max("pk"))["last"] or 0 for model in COPIED}
    with connection.cursor() as cursor:
        for model in COPIED:
            for table in (model, *([model.history.model] if hasattr(model, "history") else [])):
                columns, values = zip(*_columns(table, model, spans), strict=True)
                cursor.execute(
                    f'INSERT INTO "{table._meta.db_table}" ({", ".join(columns)}) SELECT {", ".join(values)}'
                    f' FROM "{table._meta.db_table}", generate_series(1, %s) AS n',
                    [times - 1],
                )
        for statement in connection.ops.sequence_reset_sql(no_style(), COPIED):
            cursor.execute(statement)
    analyse()


def _columns(
    table: type[models.Model], model: type[models.Model], spans: dict[type[models.Model], int]
) -> list[tuple[str, str]]:
    """Columns with what a copy has in them. table: of the model or of its states; spans: by how much ids move on."""
    found = []
    for field in table._meta.concrete_fields:
        if field.name == "history_id":
            continue
        column = f'"{field.column}"'
        pointed = model if field.name == "id" else field.related_model
        if pointed in spans:
            value = f"{column} + n * {spans[pointed]}"
        elif field.unique:
            value = f"{column} || '-' || n"
        else:
            value = column
        found.append((column, value))
    return found
