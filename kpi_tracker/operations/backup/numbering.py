"""Numbers that a table gives to its new rows: one that was given once is not given again, after a restore either."""

from __future__ import annotations

from django.db import connection
from django.db.models import AutoField, Max

from kpi_tracker.operations.backup.tables import Table


def last_number(model: Table) -> int | None:
    """The last primary key that the database itself gave, None where it gives none or gave none yet."""
    if not _is_numbered(model):
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT last_value, is_called FROM {_sequence(model)}")
            number, is_given = cursor.fetchone()
            return number if is_given else None
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        found = cursor.fetchone()
        return found[0] if found else None


def go_on_from(model: Table, given: int | None) -> None:
    """The table's next row gets a higher primary key than `given` and than every row there is."""
    if not _is_numbered(model):
        return
    number = max(given or 0, model._base_manager.aggregate(highest=Max("pk"))["highest"] or 0)
    if not number:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(%s, %s)", [_sequence(model), number])
            return
        table = model._meta.db_table
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])


def _is_numbered(model: Table) -> bool:
    return isinstance(model._meta.pk, AutoField)  # BigAutoField too: Django counts it as one


def _sequence(model: Table) -> str:
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, model._meta.pk.column])
        name: str = cursor.fetchone()[0]
    return name
