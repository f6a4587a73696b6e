"""Copies of rows, for a frame that goes on in another edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Field, Model

from reforms.models import SourcePlace

Row = TypeVar("Row", bound=Model)


def copies_of(rows: Iterable[Row], other: Callable[[Row], Mapping[str, Any]]) -> dict[int, Row]:
    """Unsaved copies by primary key of the row each is of. other: the columns in which the copy of a row differs.

    Where a row is printed is left out: the document that prints the copy is not there yet.
    """
    return {row.pk: type(row)(**_values(row) | dict(other(row))) for row in rows}


def _values(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields if not _is_of_its_own(field)}


def _is_of_its_own(field: Field[Any, Any]) -> bool:
    return field.primary_key or field.name == "version" or field.related_model is SourcePlace
