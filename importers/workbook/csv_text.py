"""Writing records as CSV, which has no cell formats: what keeps text from being taken for a formula, and back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from importers.workbook.cells import CellValue, as_text
from importers.workbook.saving import BEGINS_A_FORMULA

_APOSTROPHES = re.compile("'*")
_NEGATIVE_NUMBER = re.compile(r"-\d+(\.\d+)?", re.ASCII)


def csv_bytes(rows: Iterable[Iterable[CellValue]]) -> bytes:
    """The rows in UTF-8 with the byte order mark by which spreadsheet programs know it."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    for row in rows:
        writer.writerow([_written(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def with_apostrophe(text: str) -> str:
    """The text behind an apostrophe where a spreadsheet program would take it for a formula.

    >>> with_apostrophe("=1+1"), with_apostrophe("'=1+1"), with_apostrophe("-5"), with_apostrophe("'平成'")
    ("'=1+1", "''=1+1", '-5', "'平成'")
    """
    return f"'{text}" if _looks_like_a_formula(text) else text


def without_apostrophe(text: str) -> str:
    """The text that `with_apostrophe` was given.

    >>> without_apostrophe("'=1+1"), without_apostrophe("''=1+1"), without_apostrophe("'平成'")
    ('=1+1', "'=1+1", "'平成'")
    """
    return text[1:] if text.startswith("'") and _looks_like_a_formula(text) else text


def _looks_like_a_formula(text: str) -> bool:
    words = _APOSTROPHES.sub("", text, count=1)
    return words.startswith(BEGINS_A_FORMULA) and _NEGATIVE_NUMBER.fullmatch(words) is None


def _written(cell: CellValue) -> str:
    if cell is None:
        return ""
    return with_apostrophe(cell) if isinstance(cell, str) else as_text(cell)
