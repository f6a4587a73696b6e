"""Cells of a workbook that show no value of their own: formulas whose result is missing or stands in another file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from importers.workbook.cells import CellValue
from importers.workbook.opened_book import ParsedCell

# [1]Sheet1!A1 and '[1]Sheet 1'!A1: Excel writes the number of the linked book; Table[column] is the book's own.
_OF_ANOTHER_BOOK = re.compile(r"(?<![\w\]])\[\d+\]")
WITHOUT_RESULT = "数式の計算結果がありません。Excelで開いて保存し直すか、値を入力してください。"
OF_ANOTHER_BOOK = "ほかのブックを参照する数式のため、いまの値か確かめられません。値を貼り付け直してください。"


@dataclass(frozen=True)
class CellProblem:
    """A cell that shows no value of its own. row and column: from 1."""

    row: int
    column: int
    message: str


def formula_problems(cells: Iterable[ParsedCell], rows: Sequence[Sequence[CellValue]]) -> Iterator[CellProblem]:
    """The formulas without a value to go by. cells: with their formulas; rows: the values of the same.

    What another book last said is no value: nobody sees whether it still says so.
    """
    for cell in cells:
        if cell["data_type"] != "f":
            continue
        row, column, formula = cell["row"], cell["column"], cell["value"]
        if _OF_ANOTHER_BOOK.search(str(getattr(formula, "text", formula))):
            yield CellProblem(row, column, OF_ANOTHER_BOOK)
        elif not _is_shown(rows, row, column):
            yield CellProblem(row, column, WITHOUT_RESULT)


def _is_shown(rows: Sequence[Sequence[CellValue]], row: int, column: int) -> bool:
    return row <= len(rows) and column <= len(rows[row - 1]) and rows[row - 1][column - 1] is not None
