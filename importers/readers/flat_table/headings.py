"""Which sheet of the standard workbook a row of headings is of."""

from __future__ import annotations

from collections.abc import Iterable

from importers.workbook.cells import CellValue, as_text
from importers.workbook.columns import Table, find_by_heading
from importers.workbook.tables import KPIS, PROCESSES

FLAT_TABLES = (KPIS, PROCESSES)
_PLACING = frozenset({"row_id", "page", "item"})
"""One of these must be there: a row has to say what page it is of."""


def table_headed(headings: Iterable[CellValue]) -> Table | None:
    """The table whose needed columns are there, and one that tells where its rows belong; None where none is."""
    headings = tuple(headings)
    found = [(fields, table) for table in FLAT_TABLES if _fits(fields := fields_headed(table, headings), table)]
    return max(found, key=lambda pair: len(pair[0]))[1] if found else None


def fields_headed(table: Table, headings: Iterable[CellValue]) -> frozenset[str]:
    """The fields of the table that the headings name."""
    columns = (find_by_heading(table.columns, as_text(words)) for words in headings if words is not None)
    return frozenset(column.field for column in columns if column)


def _fits(fields: frozenset[str], table: Table) -> bool:
    return {column.field for column in table.columns if column.needed} <= fields and bool(fields & _PLACING)
