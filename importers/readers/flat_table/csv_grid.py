"""The rows of a CSV text as the grid of a worksheet: bounded, and each refusal a sentence with its line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from importers.sequences import Picked
from importers.spool import spooled
from importers.workbook.cell_problems import CellProblem
from importers.workbook.cells import CellValue
from importers.workbook.guarded import MAX_CELLS, Grid
from importers.workbook.sheet_rows import MAX_COLUMNS, MAX_ROWS
from kpi_tracker.lib.csv_cells import without_apostrophe
from kpi_tracker.lib.workbook_text import MAX_CELL

MAX_LINE = 1_000_000
"""Characters of a line: more is no table, and a line of commas alone would be millions of cells."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class RefusedText(Exception):
    """A text that cannot be read to its end. The message is one Japanese sentence: the line, why and what to do."""


@dataclass(frozen=True)
class TextRow:
    """One record of the text. lines: its first and last line, from 1; cells: the first ones; width: with the others."""

    lines: tuple[int, int]
    cells: list[str]
    width: int


def delimiter_of(text: str) -> str:
    """A tab where the first line holds one, else a comma."""
    return "\t" if "\t" in text.partition("\n")[0] else ","


def text_rows(text: str) -> Iterator[TextRow]:
    """The records, quotes and line breaks within cells understood. Raises RefusedText."""
    reader = csv.reader(_lines(text), delimiter=delimiter_of(text), strict=True)
    last = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise RefusedText(_sentence(last + 1, str(error))) from error
        yield TextRow((last + 1, reader.line_num), cells[: MAX_COLUMNS + 1], _width(cells))
        last = reader.line_num


def csv_grid(text: str, title: str) -> tuple[Grid, Sequence[TextRow]]:
    """The grid of the text, and its rows with the lines they stand on. Raises RefusedText."""
    found = spooled(islice(text_rows(text), MAX_ROWS + 1))
    rows = Picked(found, range(min(len(found), MAX_ROWS)))
    if sum(len(row.cells) for row in rows) > MAX_CELLS:
        raise RefusedText(f"セルが多すぎます（上限{MAX_CELLS}）。使わない列を除くか、分けて保存してください。")
    problems = tuple(problem for number, row in enumerate(rows, 1) for problem in _problems(number, row.cells))
    grid = Grid(
        title,
        spooled(_values(row.cells) for row in rows),
        problems,
        f"{MAX_ROWS}行" if len(found) > MAX_ROWS else None,
        tuple(row.lines[0] for row in rows),
    )
    return grid, rows


def _lines(text: str) -> Iterator[str]:
    start, number = 0, 1
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if end - start > MAX_LINE:
            raise RefusedText(f"{number}行目が長すぎます（上限{MAX_LINE}文字）。改行と引用符を確かめてください。")
        yield text[start:end]
        start, number = end, number + 1


def _sentence(line: int, error: str) -> str:
    if "field larger" in error:
        return f'{line}行目から始まるセルが長すぎます。引用符（"）が閉じているか確かめてください。'
    return (
        f'{line}行目から始まる行の引用符（"）が閉じていないか、閉じた後に文字が続いています。'
        'セルの中の引用符は二つ重ねて（""）ください。'
    )


def _width(cells: list[str]) -> int:
    """The number of cells up to the last that holds something."""
    return next((number for number in range(len(cells), 0, -1) if cells[number - 1].strip()), 0)


def _values(cells: list[str]) -> tuple[CellValue, ...]:
    values: list[CellValue] = [without_apostrophe(cell) or None for cell in cells[:MAX_COLUMNS]]
    while values and values[-1] is None:
        values.pop()
    return tuple(values)


def _problems(number: int, cells: list[str]) -> Iterator[CellProblem]:
    for column, cell in enumerate(cells[:MAX_COLUMNS], 1):
        if found := _CONTROL.search(cell):
            yield CellProblem(number, column, f"使えない制御文字（U+{ord(found[0]):04X}）があります。消してください。")
        elif len(cell) > MAX_CELL:
            yield CellProblem(number, column, f"セルが長すぎます（{len(cell)}文字。上限{MAX_CELL}文字）。")
