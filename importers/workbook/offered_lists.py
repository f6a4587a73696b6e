"""Lists that a cell offers to choose from. They stand on a hidden sheet: written into the cell they would be cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from importers.choices import Choices
from kpi_tracker.lib.workbook_text import escaped, kept_as_text

SHEET = "入力候補"
NONE = "－"
"""What is entered where no grade applies."""


class OfferedLists:
    """The lists of one workbook: A 区分, B 府省庁."""

    def __init__(self, choices: Choices) -> None:
        self._columns = {"A": ("区分", choices.grades), "B": ("府省庁", choices.ministries)}

    def offer_grades(self, sheet: Any, cells: Iterable[Any]) -> None:
        """Let the cells hold a grade or a dash only."""
        if self._columns["A"][1]:
            self._offer(sheet, cells, "A", "stop", "区分は一覧から選んでください。該当がなければ「－」です。")

    def offer_ministries(self, sheet: Any, cells: Iterable[Any]) -> None:
        """Offer the ministries; several may be written with 、 between them."""
        if self._columns["B"][1]:
            self._offer(sheet, cells, "B", "information", "一覧にない名前です。複数のときは「、」で区切ります。")

    def add_to(self, book: Workbook) -> None:
        """Add the hidden sheet, where there is anything to choose from."""
        if not any(values for _, values in self._columns.values()):
            return
        sheet = book.create_sheet(SHEET)
        sheet.sheet_state = "hidden"
        for number, (heading, _) in enumerate(self._columns.values(), 1):
            for row, words in enumerate((heading, *self._values("AB"[number - 1])), 1):
                kept_as_text(sheet.cell(row, number, escaped(words)), words)

    def _values(self, column: str) -> Sequence[str]:
        values = self._columns[column][1]
        return (*values, NONE) if column == "A" and values else values

    def _offer(self, sheet: Any, cells: Iterable[Any], column: str, style: str, message: str) -> None:
        last = len(self._values(column)) + 1
        offered = DataValidation(
            type="list",
            formula1=f"{quote_sheetname(SHEET)}!${column}$2:${column}${last}",
            allow_blank=True,
            showErrorMessage=True,
            errorStyle=style,
            errorTitle=self._columns[column][0],
            error=message,
        )
        for cell in cells:
            offered.add(cell)
        if offered.sqref:
            sheet.add_data_validation(offered)
