"""The API as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from kpis.open_data.api.asked import BY_SOURCE
from kpis.open_data.api.routes import url_name
from kpis.open_data.tables import REFERENCE, TABLES, Shape, Table


@dataclass(frozen=True)
class Parameter:
    """What an address may be asked."""

    name: str
    meaning: str


@dataclass(frozen=True)
class DescribedTable:
    """An address of the API; columns_url: what its answers hold."""

    title: str
    meaning: str
    url: str
    columns_url: str
    parameters: list[Parameter]


def described_tables() -> list[DescribedTable]:
    """Every address, in the order of the tables."""
    return [described_table(table) for table in (*TABLES, *REFERENCE)]


def described_table(table: Shape) -> DescribedTable:
    """The address of a table."""
    return DescribedTable(
        title=table.title,
        meaning=table.meaning,
        url=reverse(f"kpis:{url_name(table)}"),
        columns_url=reverse("kpis:open_data_columns", args=(table.id,)),
        parameters=_parameters(table),
    )


def _parameters(table: Shape) -> list[Parameter]:
    if not isinstance(table, Table):
        return []
    return [Parameter(name, field.description or "") for name, field in BY_SOURCE[table.source].model_fields.items()]
