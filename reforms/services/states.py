"""The history of rows: a copy of what is stored, made in the database itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from django.db import connection, models
from django.db.models import Value
from django.utils import timezone
from simple_history.utils import get_history_model_for_model

from reforms.services.changes import Change

AT_ONCE = 2_000
"""Rows in one statement: enough to be fast, few enough for its text to stay small."""
Kind = Literal["+", "~", "-"]
"""What was done to a row: it is new, it was changed, or it is about to be deleted."""


def leave_states(model: type[models.Model], keys: Sequence[int], kind: Kind, change: Change) -> None:
    """Adds a state of each of the stored rows to their history. keys: primary keys."""
    states: Any = get_history_model_for_model(model)
    said = {
        "history_type": kind,
        "history_date": timezone.now(),
        "history_user": change.by.pk if change.by else None,
        "history_change_reason": change.reason,
        "batch": change.batch,
        "reason_code": change.code,
        "overrides": change.overrides,
    }
    told = [states._meta.get_field(name) for name in said]
    values = [Value(value, output_field=field) for value, field in zip(said.values(), told, strict=True)]
    columns = [field.attname for field in states.tracked_fields]
    quote = connection.ops.quote_name
    into = ", ".join(quote(field.column) for field in (*states.tracked_fields, *told))
    for first in range(0, len(keys), AT_ONCE):
        rows = model._base_manager.filter(pk__in=keys[first : first + AT_ONCE]).order_by("pk")
        select, parameters = rows.values_list(*columns, *values).query.sql_with_params()
        # One statement, where bulk_create_with_history makes an object of each state and sends the values once more.
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {quote(states._meta.db_table)} ({into}) {select}", parameters)
