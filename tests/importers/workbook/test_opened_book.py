"""Our way of opening a workbook against openpyxl's own, cell by cell."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.xml.constants import ARC_SHARED_STRINGS, SHARED_STRINGS, SHEET_MAIN_NS

from importers.workbook.opened_book import opened_book
from importers.workbook.saving import saved
from tests.importers.workbook.books import repacked

ROOT = Path(__file__).parents[3]
FILES = sorted([*ROOT.glob("fixtures/**/*.xlsx"), *ROOT.glob("tests/samples/**/*.xlsx")])
Cells = list[tuple[str, int, int, object, str]]


def ours(data: bytes, *, data_only: bool) -> Cells:
    return [
        (sheet.title, cell["row"], cell["column"], cell["value"], cell["data_type"])
        for sheet in opened_book(data, data_only=data_only).worksheets
        for row in sheet.parsed_rows()
        for cell in row.cells
        if cell["value"] is not None
    ]


def theirs(data: bytes, *, data_only: bool) -> Cells:
    book = load_workbook(io.BytesIO(data), data_only=data_only, read_only=True)
    return [
        (sheet.title, cell.row, cell.column, cell.value, cell.data_type)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_cell_of_our_files_is_the_one_that_openpyxl_reads(path: Path) -> None:
    data = path.read_bytes()
    assert ours(data, data_only=True) == theirs(data, data_only=True) != []


@pytest.mark.parametrize("data_only", [True, False])
def test_every_kind_of_cell_is_the_one_that_openpyxl_reads(data_only: bool) -> None:
    made = Workbook()
    bold = CellRichText("太い", TextBlock(InlineFont(b=True), "字 "), "と細い字")
    made.active.append([1, 2.5, True, datetime(2026, 3, 31), "\n 空白 ", "#N/A", "=A1+1", bold])
    made.active["C4"] = 0.125
    made.active["C4"].number_format = "0.0%"
    data = saved(made)
    assert ours(data, data_only=data_only) == theirs(data, data_only=data_only)


SHARED = (
    "<si><t>計</t></si>"
    '<si><r><t>経</t></r><r><rPr/><t xml:space="preserve"> 済</t></r><rPh sb="0" eb="1"><t>ケイ</t></rPh></si>'
    "<si><t>_x005F_x000D_</t></si><si><t>ax005F_</t></si><si/>"
)


def test_shared_words_lose_their_readings_and_escapes_only() -> None:
    cells = "".join(f'<c t="s"><v>{place}</v></c>' for place in range(5))
    sheet = f'<worksheet xmlns="{SHEET_MAIN_NS}"><sheetData><row>{cells}</row></sheetData></worksheet>'
    strings = f'<sst xmlns="{SHEET_MAIN_NS}">{SHARED}</sst>'
    named = f'<Override PartName="/{ARC_SHARED_STRINGS}" ContentType="{SHARED_STRINGS}"/></Types>'

    def sharing(name: str, content: bytes) -> bytes:
        if name == "xl/worksheets/sheet1.xml":
            return sheet.encode()
        return content.replace(b"</Types>", named.encode()) if name == "[Content_Types].xml" else content

    data = repacked(saved(Workbook()), sharing, **{ARC_SHARED_STRINGS: strings.encode()})
    assert [value for *_, value, _ in ours(data, data_only=True)] == ["計", "経 済", "_x000D_", "ax005F_", ""]
