"""The records of tables: all of them for a file, some of them for a page of the API."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kpis.models import PublishedKpi
from kpis.open_data.dictionary import column_records
from kpis.open_data.filters import OpenDataFilters
from kpis.open_data.making.context import Context, in_publication
from kpis.open_data.selectors.asked import asked_publications, asked_rows
from kpis.open_data.selectors.codes import code_records
from kpis.open_data.tables import CODES, COLUMNS, TABLES, Shape, Table
from reforms.models import Publication, Rating, SourceDocument

ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class Asked:
    """Publications, in the order of their loading, and what else of them is asked for; made once for all tables."""

    filters: OpenDataFilters
    publications: Sequence[Publication]
    context: Context

    @property
    def tables(self) -> Iterator[tuple[Shape, Iterator[Any]]]:
        """Every table with its records, then those that explain them."""
        yield from ((table, self.records(table)) for table in TABLES)
        yield COLUMNS, column_records()
        yield CODES, code_records()

    @property
    def kpi_row_count(self) -> int:
        """How many printed KPI rows it holds: most tables have one or some for each. One query."""
        return PublishedKpi.objects.filter(publication__in=self.publications).count()

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
        return asked_rows(table.source, self.filters, self.publications)


def ask(filters: OpenDataFilters) -> Asked:
    """What the filters ask for. Three queries."""
    publications = list(asked_publications(filters))
    return Asked(
        filters,
        publications,
        Context(
            publications={publication.pk: in_publication(publication) for publication in publications},
            documents=dict(SourceDocument.objects.values_list("pk", "title")),
            ratings=dict(Rating.objects.values_list("pk", "code")),
        ),
    )
