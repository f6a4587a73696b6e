"""The history of rows: a copy of what is stored, made in the database itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

from django.db import connection, models
from django.utils import timezone
from simple_history.utils import get_history_model_for_model

from reforms.services.changes import Change

AT_ONCE = 2_000
"""Rows in one statement: enough to be fast, few enough for its text to stay small."""
Kind = Literal["+", "~", "-"]
"""What was done to a row: it is new, it was changed, or it is about to be deleted."""


def leave_states(model: type[models.Model], keys: Sequence[int], kind: Kind, change: Change) -> None:
    """Adds a state of each of the stored rows to their history. keys: primary keys."""
    states = _states_of(model)
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
    values = [field.get_db_prep_value(value, connection) for value, field in zip(said.values(), told, strict=True)]
    quote = connection.ops.quote_name
    tracked = [quote(field.column) for field in states.tracked_fields]
    into = ", ".join([*tracked, *(quote(field.column) for field in told)])
    taken = ", ".join([*tracked, *("%s" for _ in values)])
    key, table = quote(str(model._meta.pk.column)), quote(model._meta.db_table)
    for first in range(0, len(keys), AT_ONCE):
        some = keys[first : first + AT_ONCE]
        which = ", ".join("%s" for _ in some)
        # One statement, where bulk_create_with_history makes an object of each state and sends the values once more;
        # written out, since a row is saved with several histories while somebody waits.
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {quote(states._meta.db_table)} ({into})"
                f" SELECT {taken} FROM {table} WHERE {key} IN ({which}) ORDER BY {key}",
                [*values, *some],
            )


@cache
def _states_of(model: type[models.Model]) -> Any:
    """The model of their history. Each asking builds a class of manager anew, which took a third of leaving a state."""
    return get_history_model_for_model(model)
