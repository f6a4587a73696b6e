"""Hostile and damaged files: each is refused, or read as far as it goes, with a sentence of its own."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from importers.document import SourceDocument
from importers.readers.source_file import SourceFile
from importers.readers.workbook import WorkbookReader
from importers.workbook import guarded
from importers.workbook.guarded import RefusedWorkbook, read_workbook
from importers.workbook.hidden_rows import WHAT_TO_DO
from tests.importers.workbook.books import book, read, repacked

SOUND = book()
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def with_entities(name: str, content: bytes) -> bytes:
    return ENTITIES + content if name == "xl/workbook.xml" else content


def with_entities_in_a_sheet(name: str, content: bytes) -> bytes:
    return ENTITIES + content if name == "xl/worksheets/sheet3.xml" else content


def with_a_document_type(name: str, content: bytes) -> bytes:
    """In the encoding that hides it best, behind more than is looked at at once."""
    if name != "xl/worksheets/sheet3.xml":
        return content
    declared = (
        f'<?xml version="1.0" encoding="UTF-16"?><!--{"x" * 9_000}--><!DOCTYPE worksheet SYSTEM "file:///etc/passwd">'
    )
    return (declared + content.decode().partition("?>")[2]).encode("utf-16")


def with_a_broken_sheet(name: str, content: bytes) -> bytes:
    return content[:-30] if name == "xl/worksheets/sheet3.xml" else content


def unchanged(_: str, content: bytes) -> bytes:
    return content


HOSTILE = {
    "empty": (b"", "ファイルが空です"),
    "encrypted": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "暗号化されたブックは読めません"),
    "old excel": (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "旧形式のExcel（.xls）は読めません"),
    "word of old": (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "別の形式のOfficeファイル"),
    "web page": (b"<html><table></table></html>", "拡張子だけが.xlsxの別の形式"),
    "word": (zipped(**{"word/document.xml": b"<w/>"}), "Excelブック（.xlsx）ではありません"),
    "cut off": (book()[:2000], "ファイルが壊れています"),
    "broken sheet": (repacked(book(), with_a_broken_sheet), "ファイルが壊れているか"),
    "macros": (repacked(book(), unchanged, **{"xl/vbaProject.bin": b"x"}), "マクロを含むブックは読めません"),
    "embedded": (repacked(book(), unchanged, **{"xl/embeddings/a.bin": b"x"}), "ほかのファイルが埋め込まれた"),
    "entities": (repacked(book(), with_entities), "XMLの文書型や実体の宣言"),
    "entities in a sheet": (repacked(book(), with_entities_in_a_sheet), "XMLの文書型や実体の宣言"),
    "document type": (repacked(book(), with_a_document_type), "XMLの文書型や実体の宣言"),
    "bomb": (repacked(book(), unchanged, **{"xl/media/a.bin": bytes(60 * 1024**2)}), "展開すると異常に大きくなる"),
    "many parts": (zipped(**{f"xl/{n}.xml": b"" for n in range(1_200)}), "部品が多すぎる"),
    "many sheets": (book(**{f"別紙{n}": () for n in range(60)}), "60枚までに分けてください"),
}


@pytest.mark.parametrize(("data", "sentence"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_with_its_own_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(RefusedWorkbook, match=sentence):
        read_workbook(data)


@pytest.mark.parametrize(("data", "sentence"), HOSTILE.values(), ids=HOSTILE)
def test_the_reader_raises_nothing_and_hands_the_sentence_on(data: bytes, sentence: str) -> None:
    document: SourceDocument = read(data)
    assert [issue.code for issue in document.issues] == ["refused"]
    assert sentence in document.issues[0].message


@given(st.lists(st.tuples(st.integers(0, 99_999), st.integers(0, 255)), min_size=1, max_size=8), st.integers(1, 99_999))
def test_a_damaged_file_is_read_or_refused(changes: list[tuple[int, int]], end: int) -> None:
    data = bytearray(SOUND)
    for place, value in changes:
        data[place % len(data)] = value
    document = read(bytes(data[: max(end, len(data) // 2)]))
    assert document.file == "持ち込み.xlsx"


def test_a_file_that_cannot_be_opened_is_recognised_so_that_its_reason_is_told() -> None:
    assert WorkbookReader().recognises(SourceFile("a.xlsx", HOSTILE["encrypted"][0]))


def test_a_file_over_the_limit_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "MAX_BYTES", 1_000)
    with pytest.raises(RefusedWorkbook, match="大きすぎます"):
        read_workbook(book())


def test_a_cell_at_the_far_corner_costs_nothing_and_is_told() -> None:
    def far_corner(made: Workbook) -> None:
        made["KPI"]["XFD1048576"] = "遠い"

    document = read(book(change=far_corner))
    assert document.sheets[0].kpis[0].name == "受診率"
    assert [issue.message for issue in document.issues if issue.code == "sheet_cut"] == [
        "シート「KPI」はBH列までしか読んでいません。その先の行や列を分けてください。"
    ]


@pytest.mark.parametrize(
    ("hidden", "told"), [((), []), ((2,), ["2行目"]), ((2, 3), ["2行目など2行"]), ((9,), [])], ids=str
)
def test_rows_that_nobody_sees_are_read_and_told(hidden: tuple[int, ...], told: list[str]) -> None:
    def hide(made: Workbook) -> None:
        made["KPI"].append([None, None, "別のKPI"])
        for row in hidden:
            made["KPI"].row_dimensions[row].hidden = True

    issues = read(book(change=hide)).issues
    messages = [issue.message for issue in issues if issue.code == "rows_hidden"]
    assert messages == [f"シート「KPI」の{rows}は非表示ですが、読みました。{WHAT_TO_DO}" for rows in told]


def test_a_row_numbered_beyond_every_sheet_costs_nothing() -> None:
    def with_a_far_row(name: str, content: bytes) -> bytes:
        row = b'<row r="2000000000"><c r="A2000000000" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        return content.replace(b"</sheetData>", row) if name == "xl/worksheets/sheet3.xml" else content

    assert [grid.cut_at for grid in read_workbook(repacked(book(), with_a_far_row)) if grid.cut_at] == ["120000行"]


def grid_with(cell: str, value: str | None) -> guarded.Grid:
    """The sheet KPI with that in a cell, coloured."""

    def put(made: Workbook) -> None:
        made["KPI"][cell].value = value
        made["KPI"][cell].fill = PatternFill("solid", fgColor="FFE699")

    return next(grid for grid in read_workbook(book(change=put)) if grid.title == "KPI")


def test_a_coloured_cell_far_below_is_no_content() -> None:
    grid = grid_with("A1048576", None)
    assert (len(grid.rows), grid.cut_at) == (2, None)


@pytest.mark.parametrize(
    ("cell", "cut_at"),
    [("A120000", None), ("A120001", "120000行"), ("BH3", None), ("BI3", "BH列"), ("XFD3", "BH列")],
    ids=["last row", "first row beyond", "last column", "first column beyond", "last column of all"],
)
def test_what_stands_beyond_the_bounds_is_told_and_nothing_within(cell: str, cut_at: str | None) -> None:
    assert grid_with(cell, "遠い").cut_at == cut_at


@pytest.mark.parametrize(
    ("row", "column", "cut_at"),
    [(120_001, 1, "120000行"), (3, 16_384, "BH列")],
    ids=["far below", "far to the right"],
)
def test_a_dimension_that_claims_less_than_is_there_hides_nothing(row: int, column: int, cut_at: str) -> None:
    def claim(name: str, part: bytes) -> bytes:
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', part)

    grids = read_workbook(repacked(book(change=lambda made: made["KPI"].cell(row, column, "遠い")), claim))
    assert [grid.cut_at for grid in grids] == [None, None, cut_at]


def test_an_error_value_that_is_all_of_the_last_row_is_told() -> None:
    grid = grid_with("C5", "#REF!")
    assert len(grid.rows) == 5
    assert [(problem.row, problem.column) for problem in grid.problems] == [(5, 3)]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("#N/A", "シート「KPI」C2「実績値（時点）」：セルがエラー値（#N/A）です"),
        ("=A2&B2", "シート「KPI」C2「実績値（時点）」：数式の計算結果がありません"),
        ("=[1]Sheet1!$A$1", "シート「KPI」C2「実績値（時点）」：ほかのブックを参照する数式のため"),
        ("=SUM('[2]別の 表'!A1:A3)", "シート「KPI」C2「実績値（時点）」：ほかのブックを参照する数式のため"),
        ("=SUM(実績[1])", "シート「KPI」C2「実績値（時点）」：数式の計算結果がありません"),
    ],
    ids=[
        "error value",
        "formula without a value",
        "another book",
        "a quoted sheet of another book",
        "a column of its own table",
    ],
)
def test_a_cell_without_a_value_of_its_own_is_an_error_on_its_row(value: str, sentence: str) -> None:
    def put(made: Workbook) -> None:
        made["KPI"]["C2"] = value

    row = read(book(change=put)).sheets[0].kpis[0]
    assert row.actual_raw is None
    assert [(issue.severity, issue.field, issue.cell) for issue in row.issues] == [("error", "actual_raw", "C2")]
    assert row.issues[0].message.startswith(sentence)


def test_workbooks_are_read_past_lxml_even_where_it_is_installed() -> None:
    assert not openpyxl.LXML
    assert openpyxl.DEFUSEDXML
