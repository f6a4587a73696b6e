"""A workbook of openpyxl whose sheets hand out their rows as they are parsed: neither measured nor filled up."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import Element

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import INLINE_STRING, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from importers.workbook.xml_parts import elements_of, words_of
from kpi_tracker.lib.records import Record

ParsedCell = dict[str, Any]
"""row and column from 1, value, data_type ("s", "n", "d", "b", "e" for an error, "f" for a formula), style_id."""
_HIDDEN = ("1", "true")
_STRING = f"{{{SHEET_MAIN_NS}}}si"
_INLINE = "inlineStr"


class ParsedRow(Record, frozen=True):
    """A row that stands in the file. number: from 1."""

    number: int
    cells: list[ParsedCell]
    is_hidden: bool


def opened_book(data: bytes, *, data_only: bool) -> Any:
    """The read-only workbook of openpyxl, its sheets `OpenedSheet`s. Raises what `load_workbook` does."""
    reader = _Reader(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
    reader.read()
    return reader.wb


class OpenedSheet(ReadOnlyWorksheet):  # type: ignore[misc]  # openpyxl has no types
    """A worksheet whose cells are read from the file each time they are asked for."""

    def _get_size(self) -> None:
        """What counts is the cells that are there: the size a file states can be far too large or too small."""

    def parsed_rows(self) -> Iterator[ParsedRow]:
        """The rows that stand in the file; one whose number goes back is passed over."""
        former = 0
        with self._get_source() as part:
            for row in self._parser(part).parse():
                if row.number > former:
                    yield row
                    former = row.number

    def _parser(self, part: Any) -> _Parser:
        book = self.parent
        return _Parser(
            part,
            self._shared_strings,
            data_only=book.data_only,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )

    def number_format(self, cell: ParsedCell) -> str:
        """How a cell shows its number, "0.0%"."""
        return ReadOnlyCell(self, **cell).number_format or ""


class _Parser(WorkSheetParser):  # type: ignore[misc]  # openpyxl has no types
    def parse(self) -> Iterator[ParsedRow]:
        for element in elements_of(self.source):
            if element.tag == ROW_TAG:
                number, cells = self.parse_row(element)
                yield ParsedRow(number, cells, element.get("hidden") in _HIDDEN)
                element.clear()
                self.row_dimensions.clear()

    def parse_cell(self, element: Element) -> ParsedCell:
        # Words that stand in the cell itself are put where those of a formula stand: openpyxl makes objects of them.
        if element.get("t") == _INLINE and (string := element.find(INLINE_STRING)) is not None:
            words = Element(VALUE_TAG)
            words.text = words_of(string)
            element.insert(0, words)
            element.set("t", "str")
        cell: ParsedCell = super().parse_cell(element)
        return cell


class _Reader(ExcelReader):  # type: ignore[misc]  # openpyxl has no types
    def read_strings(self) -> None:
        """Reads the strings that cells share."""
        if part := self.package.find(SHARED_STRINGS):
            with self.archive.open(part.PartName[1:]) as opened:
                self.shared_strings = list(_strings(opened))

    def read_worksheets(self) -> None:
        """Adds the sheets that hold cells."""
        for sheet, relation in self.parser.find_sheets():
            if relation.target in self.valid_files and "chartsheet" not in relation.Type:
                opened = OpenedSheet(self.wb, sheet.name, relation.target, self.shared_strings)
                opened.sheet_state = sheet.state
                self.wb._sheets.append(opened)


def _strings(part: IO[bytes]) -> Iterator[str]:
    for element in elements_of(part):
        if element.tag == _STRING:
            yield words_of(element).replace("_x005F_", "_")  # what Excel writes for _ where it would begin an escape
            element.clear()
