"""Opening a workbook that came from outside: bounded before it is opened, and every refusal a sentence of its own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.xml import DEFUSEDXML

from importers.spool import spooled
from importers.workbook.cell_problems import CellProblem, formula_problems
from importers.workbook.cells import CellValue
from importers.workbook.excess import why_too_many_strings, why_too_much
from importers.workbook.opened_book import opened_book
from importers.workbook.sheet_rows import MAX_COLUMNS, MAX_ROWS, SheetReading, cells_of
from kpi_tracker.lib.packages import DAMAGED_PACKAGE, holds_macros, is_encrypted

MAX_BYTES = 20 * 1024**2
MAX_SHEETS = 60
RESULT_TITLE = "取込結果"
"""The sheet that `importers.marking` adds to a file: no reader sees it when the file is dropped again."""
MAX_CELLS = 2_000_000
"""Cells of a whole workbook that hold something: what they take stays below 200 MB."""
_ZIP = b"PK"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
PACKAGES = (_ZIP, _OLE)
"""How the files of office programs begin: .xlsx, and .xls or encrypted."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_EXCEL = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
# What damaged packages were seen to raise, part by part. It stands around all that walks openpyxl's objects: a cell
# looks up its style only when asked for it.
DAMAGE = (
    *DAMAGED_PACKAGE,  # a package that names no workbook part, a value that is no date, and defusedxml's refusals, too
    ParseError,  # a part that is no XML
    LookupError,  # a relation or a style that is named and not there; a part of an unknown encoding
    TypeError,  # an element without an attribute it needs, or with one of another kind
    OverflowError,  # a number no style index can be
)


class RefusedWorkbook(Exception):
    """A file that is not opened or not read to its end. The message is one Japanese sentence: why and what to do."""


@dataclass(frozen=True)
class Grid:
    """A worksheet as far as it may be read: rows from row 1, each up to its last column that may hold something.

    lines: where it was made from a text, the line each row begins on; hidden: rows that Excel does not show, from 1.
    """

    title: str
    rows: Sequence[tuple[CellValue, ...]]
    problems: tuple[CellProblem, ...] = ()
    cut_at: str | None = None
    lines: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()

    def where(self, row: int, column: int) -> str:
        """How people are told of a cell, row and column from 1: シート「KPI」C12; of a text: 12行目C列."""
        letter = get_column_letter(column)
        return f"{self.lines[row - 1]}行目{letter}列" if self.lines else f"シート「{self.title}」{letter}{row}"


def sheet_titles(data: bytes) -> tuple[str, ...]:
    """The titles of the sheets, without opening them: each layout asks for them. Raises RefusedWorkbook."""
    _refuse_what_is_unsafe(data)
    try:
        package = ExcelReader(io.BytesIO(data), read_only=True, keep_links=False)
        package.read_manifest()
        package.read_workbook()
        return tuple(sheet.name for sheet, _ in package.parser.find_sheets() if sheet.name != RESULT_TITLE)
    except DAMAGE as damage:
        raise RefusedWorkbook(sentence_for(damage)) from damage


@lru_cache(maxsize=1)
def read_workbook(data: bytes) -> tuple[Grid, ...]:
    """The worksheets of an .xlsx file. Raises RefusedWorkbook.

    The last file is kept: it is read for its rows and again for its text, and a worker applies what it has just shown.
    """
    book = _opened(data, with_formulas=False)
    formulas = _opened(data, with_formulas=True) if _has_formulas(data) else None
    try:
        budget = _Budget()
        return tuple(_grid(sheet, formulas, budget) for sheet in _sheets(book))
    except DAMAGE as damage:
        raise RefusedWorkbook(sentence_for(damage)) from damage
    finally:
        book.close()


def read_tops(data: bytes, rows: int) -> tuple[Grid, ...]:
    """The first rows of each worksheet, enough to know a layout by. Raises RefusedWorkbook."""
    book = _opened(data, with_formulas=False)
    try:
        return tuple(Grid(sheet.title, tuple(islice(SheetReading(sheet).rows(), rows))) for sheet in _sheets(book))
    except DAMAGE as damage:
        raise RefusedWorkbook(sentence_for(damage)) from damage
    finally:
        book.close()


def _refuse_what_is_unsafe(data: bytes) -> None:
    names = _names_of_parts(data)
    if not DEFUSEDXML:
        raise RuntimeError("defusedxml is missing: openpyxl would expand the XML entities of the parts that it parses")
    if any(name.startswith("xl/embeddings/") for name in names):
        raise RefusedWorkbook("ほかのファイルが埋め込まれたブックは読めません。埋め込みを除いて保存し直してください。")


def _opened(data: bytes, *, with_formulas: bool) -> Any:
    _refuse_what_is_unsafe(data)
    try:
        book = opened_book(data, data_only=not with_formulas)
    except DAMAGE as damage:
        raise RefusedWorkbook(sentence_for(damage)) from damage
    if (sheets := len(_sheets(book))) > MAX_SHEETS:
        raise RefusedWorkbook(f"シートが{sheets}枚あります。{MAX_SHEETS}枚までに分けてください。")
    return book


def _sheets(book: Any) -> list[Any]:
    return [sheet for sheet in book.worksheets if sheet.title != RESULT_TITLE]


def _names_of_parts(data: bytes) -> frozenset[str]:
    _refuse_what_is_no_package(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse_what_grows_too_large(package, len(data))
            names = frozenset(package.namelist())
    except DAMAGE as damage:
        raise RefusedWorkbook("ファイルが壊れています。Excelで開いて保存し直してください。") from damage
    if "xl/workbook.xml" not in names:
        raise RefusedWorkbook("Excelブック（.xlsx）ではありません。Excelで「Excelブック」として保存し直してください。")
    if holds_macros(names):
        raise RefusedWorkbook("マクロを含むブックは読めません。マクロなしの.xlsxで保存し直してください。")
    return names


def _refuse_what_is_no_package(data: bytes) -> None:
    if not data:
        raise RefusedWorkbook("ファイルが空です。")
    if len(data) > MAX_BYTES:
        raise RefusedWorkbook(f"ファイルが大きすぎます（上限{MAX_BYTES // 1024**2}MB）。分けて保存してください。")
    if data.startswith(_OLE):
        raise RefusedWorkbook(_sentence_for_ole(data))
    if not data.startswith(_ZIP):
        raise RefusedWorkbook("Excelブック（.xlsx）ではありません。拡張子だけが.xlsxの別の形式のファイルです。")


def _sentence_for_ole(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "パスワードで暗号化されたブックは読めません。パスワードを解除して保存し直してください。"
    if any(name in data for name in _OLD_EXCEL):
        return "旧形式のExcel（.xls）は読めません。「Excelブック（.xlsx）」で保存し直してください。"
    return "Excelブック（.xlsx）ではなく、別の形式のOfficeファイルです。Excelで.xlsxとして保存し直してください。"


def _refuse_what_grows_too_large(package: zipfile.ZipFile, size: int) -> None:
    parts = package.infolist()
    if sentence := why_too_much(parts, size):
        raise RefusedWorkbook(sentence)
    if is_encrypted(parts):
        raise RefusedWorkbook("パスワードつきの圧縮ファイルは読めません。解除して保存し直してください。")
    if sentence := why_too_many_strings(package):
        raise RefusedWorkbook(sentence)


def sentence_for(damage: BaseException) -> str:
    """What a person is told of a package that could not be read to its end."""
    if any("Forbidden" in type(reason).__name__ for reason in _reasons(damage)):
        return "XMLの文書型や実体の宣言を含む不審なファイルのため、開きません。"
    return "ファイルが壊れているか、Excelブック（.xlsx）の形式に合いません。Excelで開いて保存し直してください。"


def _reasons(damage: BaseException) -> Iterator[BaseException]:
    """The exception and those behind it: openpyxl raises its own in place of the parser's."""
    reason: BaseException | None = damage
    while reason is not None:
        yield reason
        reason = reason.__cause__ or reason.__context__


def _has_formulas(data: bytes) -> bool:
    """Whether any worksheet holds a formula: only then is the file read a second time."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return any(
            _holds_a_formula(package, name)
            for name in package.namelist()
            if re.match(r"xl/worksheets/[^/]+\.xml$", name)
        )


def _holds_a_formula(package: zipfile.ZipFile, name: str) -> bool:
    try:
        with package.open(name) as part:
            rest = b""
            while block := part.read(1 << 20):
                if _FORMULA.search(rest + block):
                    return True
                rest = block[-16:]
    except DAMAGE:
        return False
    return False


def _grid(sheet: Any, formulas: Any, budget: _Budget) -> Grid:
    read = SheetReading(sheet, budget.spend)
    rows = spooled(read.rows())
    if formulas is not None:
        read.problems.extend(formula_problems(cells_of(formulas[sheet.title]), rows))
    cut_at = f"{MAX_ROWS}行" if read.is_long else f"{get_column_letter(MAX_COLUMNS)}列" if read.is_wide else None
    return Grid(sheet.title, rows, tuple(read.problems), cut_at, hidden=tuple(read.hidden))


class _Budget:
    """The cells that a workbook may still hold."""

    def __init__(self) -> None:
        self._left = MAX_CELLS

    def spend(self, cells: int) -> None:
        """Raises RefusedWorkbook where there are too many."""
        self._left -= cells
        if self._left < 0:
            raise RefusedWorkbook(f"セルが多すぎます（上限{MAX_CELLS}）。分けて保存してください。")
