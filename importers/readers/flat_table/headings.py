"""Which sheet of the standard workbook a row of headings is of."""

from __future__ import annotations

from collections.abc import Iterable

from importers.workbook.cells import CellValue, as_text
from importers.workbook.columns import Table, find_by_heading
from importers.workbook.tables import KPIS, PROCESSES

FLAT_TABLES = (KPIS, PROCESSES)
_PLACING = frozenset({"row_id", "page", "item"})
"""One of these must be there: a row has to say what page it is of."""

_KNOWN_BY = 3
"""So many headings of a table show that it was meant."""


def table_headed(headings: Iterable[CellValue]) -> Table | None:
    """The table whose needed columns are there, and one that tells where its rows belong; None where none is."""
    headings = tuple(headings)
    found = [(fields, table) for table in FLAT_TABLES if _fits(fields := fields_headed(table, headings), table)]
    return max(found, key=lambda pair: len(pair[0]))[1] if found else None


def missing_headings(headings: Iterable[CellValue]) -> str | None:
    """What a row that heads most of such a table lacks, as one sentence; None for a row that heads none.

    >>> missing_headings(["行ID", "目標値", "実績値"])
    '1行目に見出し「KPI名」がありません。シート「KPI」の表として読むには要ります。'
    """
    headings = tuple(headings)
    fields, table = max(((fields_headed(table, headings), table) for table in FLAT_TABLES), key=lambda one: len(one[0]))
    missing = [f"「{column.heading}」" for column in table.columns if column.needed and column.field not in fields]
    if not fields & _PLACING:
        missing.append("「行ID」か「改革項目」")
    if len(fields) < _KNOWN_BY or not missing:
        return None
    return f"1行目に見出し{'と'.join(missing)}がありません。シート「{table.title}」の表として読むには要ります。"


def fields_headed(table: Table, headings: Iterable[CellValue]) -> frozenset[str]:
    """The fields of the table that the headings name."""
    columns = (find_by_heading(table.columns, as_text(words)) for words in headings if words is not None)
    return frozenset(column.field for column in columns if column)


def _fits(fields: frozenset[str], table: Table) -> bool:
    return {column.field for column in table.columns if column.needed} <= fields and bool(fields & _PLACING)
