"""Files that would take a program's memory or time, small to build: each within the bounds of its size."""

from __future__ import annotations

import re

from tests.importers.workbook.books import book, repacked

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_STRINGS_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
HEADINGS = "行ID,KPI名,改革項目\n"


def with_sheet_tail(tail: bytes) -> bytes:
    """A workbook with something behind the rows of its sheets."""
    return repacked(book(), lambda _, part: part.replace(b"</sheetData>", b"</sheetData>" + tail))


def merged_over_everything() -> bytes:
    """One merged range as large as a sheet can be."""
    return with_sheet_tail(b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')


def million_merged_ranges() -> bytes:
    """A million merged ranges: they pack to nothing."""
    return with_sheet_tail(b"<mergeCells>" + b'<mergeCell ref="A9:B9"/>' * 1_000_000 + b"</mergeCells>")


def many_shared_texts() -> bytes:
    """More texts than memory should hold, all different."""
    texts = b"".join(b"<si><t>%d</t></si>" % number for number in range(600_000))
    part = f"<sst {_MAIN}>".encode() + texts + b"</sst>"
    return repacked(
        book(), lambda _, content: content.replace(b"</Types>", _STRINGS_TYPE), **{"xl/sharedStrings.xml": part}
    )


def many_styles() -> bytes:
    """Formats that no cell bears."""
    formats = b"<cellXfs>" + b'<xf numFmtId="14" fontId="0" fillId="0" borderId="0"/>' * 160_000 + b"</cellXfs>"
    return repacked(book(), lambda _, part: re.sub(rb"<cellXfs.*?</cellXfs>", formats, part, flags=re.DOTALL))


def one_endless_cell() -> bytes:
    """A text of millions of characters in one cell."""
    cell = f'<row r="7"><c r="B7" t="inlineStr"><is><t>{"長" * 3_000_000}</t></is></c></row></sheetData>'
    third = "xl/worksheets/sheet3.xml"
    return repacked(book(), lambda name, part: part.replace(b"</sheetData>", cell.encode()) if name == third else part)


def lines_of_commas() -> bytes:
    """Ten lines of a million empty cells."""
    return (HEADINGS + ("," * 999_990 + "\n") * 10).encode()


def ten_million_lines() -> bytes:
    """A table of nothing but line ends."""
    return HEADINGS.encode() + b"\n" * 10_000_000


def one_line_without_end() -> bytes:
    """A line that never ends."""
    return HEADINGS.encode() + b"a" * 20_000_000


def quotes_never_closed() -> bytes:
    """A quote on each of millions of lines."""
    return HEADINGS.encode() + b'"a\n' * 4_000_000 + b'"'
