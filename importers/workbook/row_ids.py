"""行ID: the name of a row that stays when the row is moved, from edition, page and row as first read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from importers.document import KpiRow, ProcessRow, Sheet, SourceDocument

Row = TypeVar("Row", KpiRow, ProcessRow)


def page_id(fiscal_year: int | None, page: int) -> str:
    """The id of a printed page, pages counted from 1.

    >>> page_id(2017, 5), page_id(None, 5)
    ('2017-s05', '0000-s05')
    """
    return f"{fiscal_year or 0:04}-s{page:02}"


def with_row_ids(document: SourceDocument) -> SourceDocument:
    """The document with an id for every process ("2017-s05-p03") and KPI row ("2017-s05-k02") that has none.

    An id once given is kept, and one that a row of the page already bears is passed over.
    """
    sheets = tuple(
        _with_ids_on_page(sheet, page_id(document.fiscal_year, page)) for page, sheet in enumerate(document.sheets, 1)
    )
    return replace(document, sheets=sheets)


def _with_ids_on_page(sheet: Sheet, page: str) -> Sheet:
    return replace(
        sheet,
        processes=_named(sheet.processes, f"{page}-p"),
        kpis=_named(sheet.kpis, f"{page}-k"),
    )


def _named(rows: Iterable[Row], beginning: str) -> tuple[Row, ...]:
    rows = tuple(rows)
    taken = {row.row_id for row in rows}
    named = []
    for number, row in enumerate(rows, 1):
        if row.row_id is None:
            row = replace(row, row_id=_first_free(taken, beginning, number))
            taken.add(row.row_id)
        named.append(row)
    return tuple(named)


def _first_free(taken: set[str | None], beginning: str, number: int) -> str:
    while f"{beginning}{number:02}" in taken:
        number += 1
    return f"{beginning}{number:02}"
