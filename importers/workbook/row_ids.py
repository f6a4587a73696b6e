"""行ID: the name of a page or row for ever, from year, page and row as first read. No id is ever given twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count
from typing import TypeVar

from importers.document import KpiRow, ProcessRow, Sheet, SourceDocument, spooled_pages
from kpi_tracker.lib.records import replace

Row = TypeVar("Row", KpiRow, ProcessRow)
LAST_NUMBER = "last_number"
"""The line of the cover that keeps the highest number ever given, so that the id of a deleted row stays its own."""
_NUMBER = re.compile(r"-[ispk](\d+)")


def page_id(fiscal_year: int | None, page: int) -> str:
    """The id of a printed page, pages counted from 1.

    >>> page_id(2017, 5), page_id(None, 5)
    ('2017-s05', '0000-s05')
    """
    return f"{fiscal_year or 0:04}-s{page:02}"


def with_row_ids(document: SourceDocument) -> SourceDocument:
    """The document with an id for every page ("2017-s05"), process ("2017-s05-p03") and KPI row ("2017-s05-k02").

    An id once given is kept. Where none was ever given they count from 1 on each page; later ones go on above the
    highest number of the whole document, which the cover keeps (`LAST_NUMBER`).
    """
    numbers = _Numbers(document)
    sheets = spooled_pages(numbers.with_ids(sheet, page) for page, sheet in enumerate(document.sheets, 1))
    document = replace(document, sheets=sheets)
    last = numbers.last
    return replace(document, front={**document.front, LAST_NUMBER: str(last)}) if last else document


class _Numbers:
    """The numbers that are still free in a document. last: the highest that was ever given."""

    def __init__(self, document: SourceDocument) -> None:
        kept = document.front.get(LAST_NUMBER, "")
        self.last = int(kept) if kept.isdecimal() else 0
        self._year = document.fiscal_year
        self._pages_are_new, self._rows_are_new = True, LAST_NUMBER not in document.front
        for sheet in document.sheets:
            bearers: tuple[ProcessRow | KpiRow, ...] = (*sheet.processes, *sheet.kpis)
            rows = [row.row_id for row in bearers if row.row_id]
            self._pages_are_new = self._pages_are_new and not sheet.row_id
            self._rows_are_new = self._rows_are_new and not rows
            self._note(sheet.row_id or "", *rows)
        self._later = count(self.last + 1)

    def with_ids(self, sheet: Sheet, page: int) -> Sheet:
        number = page if self._pages_are_new else None
        row_id = sheet.row_id or page_id(self._year, number or next(self._later))
        self._note(row_id)
        return replace(
            sheet,
            row_id=row_id,
            processes=self._named(sheet.processes, f"{row_id}-p"),
            kpis=self._named(sheet.kpis, f"{row_id}-k"),
        )

    def _named(self, rows: Iterable[Row], beginning: str) -> tuple[Row, ...]:
        numbers = count(1) if self._rows_are_new else self._later
        named = tuple(row if row.row_id else replace(row, row_id=f"{beginning}{next(numbers):02}") for row in rows)
        self._note(*(str(row.row_id) for row in named))
        return named

    def _note(self, *row_ids: str) -> None:
        self.last = max(self.last, highest_number(row_ids))


def highest_number(row_ids: Iterable[str]) -> int:
    """The highest number that stands in one of the ids, 0 where none does.

    >>> highest_number(["2017-s05-k12", "2017-s13", "x"])
    13
    """
    return max((int(number) for row_id in row_ids for number in _NUMBER.findall(row_id)), default=0)
