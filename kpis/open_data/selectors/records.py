"""The records of tables: all of them for a file, some of them for a page of the API."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kpis.open_data.dictionary import column_records
from kpis.open_data.filters import OpenDataFilters
from kpis.open_data.making.context import Context
from kpis.open_data.selectors.asked import asked_publications, asked_rows
from kpis.open_data.selectors.codes import code_records
from kpis.open_data.tables import CODES, COLUMNS, TABLES, Shape, Table
from reforms.models import Publication, Rating, SourceDocument

ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class Asked:
    """Publications, and what else of them is asked for. One of them serves any number of tables."""

    filters: OpenDataFilters
    context: Context

    @property
    def publications(self) -> Sequence[Publication]:
        """In the order of their loading."""
        return list(self.context.publications.values())

    @property
    def tables(self) -> Iterator[tuple[Shape, Iterator[Any]]]:
        """Every table with its records, then those that explain them."""
        yield from ((table, self.records(table)) for table in TABLES)
        yield COLUMNS, column_records()
        yield CODES, code_records()

    def records(self, table: Table) -> Iterator[Any]:
        """Every record of a table; never more than some hundred rows are in memory."""
        for row in self._rows(table).iterator(chunk_size=ROWS_AT_ONCE):
            yield from table.make(row, self.context)

    def page(self, table: Table, offset: int, limit: int) -> tuple[int, list[Any]]:
        """How many published rows the table is made of, and the records of `limit` of them from `offset` on."""
        rows = self._rows(table)
        return rows.count(), [
            record for row in rows[offset : offset + limit] for record in table.make(row, self.context)
        ]

    def _rows(self, table: Table) -> Any:
        return asked_rows(table.source, self.filters, list(self.context.publications))


def ask(filters: OpenDataFilters) -> Asked:
    """What the filters ask for. Three queries."""
    publications = {publication.pk: publication for publication in asked_publications(filters)}
    return Asked(
        filters,
        Context(
            publications=publications,
            documents=dict(SourceDocument.objects.values_list("pk", "title")),
            ratings=dict(Rating.objects.values_list("pk", "code")),
        ),
    )
