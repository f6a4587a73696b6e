"""Which tables a backup holds, and their rows as JSON Lines: an object a row, by the names of the columns."""

from __future__ import annotations

import base64
import datetime
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Field, FileField, Model

# Who is signed in, and how this very machine does: on another machine both begin anew.
LEFT_OUT = ("sessions", "operations")
MADE_BY_MIGRATE = ("contenttypes.contenttype", "auth.permission")
ROWS_AT_ONCE = 500
Table = type[Model]


def kept_tables() -> list[Table]:
    """The models whose rows a backup holds, histories and ties between rows among them, by the names of the tables."""
    kept = (
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in LEFT_OUT
    )
    return sorted(kept, key=lambda model: model._meta.db_table)


def file_columns(model: Table) -> list[str]:
    """The columns of a table that name stored files."""
    return [name for name, field in columns_of(model).items() if isinstance(field, FileField)]


def columns_of(model: Table) -> dict[str, Field[Any, Any]]:
    """The fields that are columns of the model's own table, by the names of the columns."""
    return {field.column: field for field in model._meta.local_concrete_fields if field.column}


def json_lines(model: Table) -> Iterator[bytes]:
    """The rows by primary key. The same rows give the same lines on every database.

    Times are in UTC, decimals are strings, bytes are base64.
    """
    columns = columns_of(model)
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in columns.values()))
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        line = dict(zip(columns, row, strict=True))
        yield json.dumps(line, ensure_ascii=False, sort_keys=True, default=as_json).encode() + b"\n"


def as_json(value: object) -> str:
    """A value that JSON has no kind for, as text.

    >>> as_json(Decimal("1.50")), as_json(datetime.date(2017, 12, 21)), as_json(b"words")
    ('1.50', '2017-12-21', 'd29yZHM=')
    >>> as_json(datetime.datetime(2017, 12, 21, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=9))))
    '2017-12-21T00:00:00+00:00'
    """
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} has no form in a backup")


def insert_rows(model: Table, lines: Iterable[bytes]) -> None:
    """Writes the rows as they are: nothing is stamped, counted or recorded as it is where people write."""
    columns = columns_of(model)
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    insert = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({quoted}) VALUES "
    row = f"({', '.join(['%s'] * len(columns))})"
    most = connection.features.max_query_params
    at_once = most // len(columns) if most else ROWS_AT_ONCE
    left = iter(lines)
    with connection.cursor() as cursor:
        while batch := [_values(columns, json.loads(line)) for line in islice(left, at_once)]:
            cursor.execute(insert + ", ".join([row] * len(batch)), [value for values in batch for value in values])


def _values(columns: dict[str, Field[Any, Any]], line: dict[str, Any]) -> list[Any]:
    return [field.get_db_prep_save(field.to_python(line[name]), connection) for name, field in columns.items()]
