"""How the sheets of a workbook are laid out: merged cells, hidden columns, hidden sheets.

openpyxl's reading without an object a cell does not tell these, and its other way makes an object for every cell of a
merged range, a million of them where a hostile file says so. So they are read from the sheets' XML, bounded.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import range_boundaries

from importers.workbook.guarded import DAMAGE, RefusedWorkbook, sentence_for
from importers.workbook.sheet_rows import MAX_COLUMNS, MAX_ROWS

MAX_MERGED = 10_000


@dataclass(frozen=True)
class MergedRange:
    """Merged cells: first and last row and column, from 1, both within."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class SheetLayout:
    """merged: at most MAX_MERGED ranges, clipped to what is read of a sheet; is_cut: there were more."""

    title: str
    merged: tuple[MergedRange, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    is_cut: bool = False


def sheet_layouts(data: bytes, titles: Collection[str]) -> tuple[SheetLayout, ...]:
    """The layouts of the worksheets so titled. data: of a workbook that `guarded` opens. Raises RefusedWorkbook."""
    try:
        package = ExcelReader(io.BytesIO(data), read_only=True, keep_links=False)
        package.read_manifest()
        package.read_workbook()
        found = [(sheet, part.target) for sheet, part in package.parser.find_sheets() if sheet.name in titles]
        return tuple(_layout(package.archive, sheet, target) for sheet, target in found)
    except DAMAGE as damage:
        raise RefusedWorkbook(sentence_for(damage)) from damage


def _layout(archive: Any, sheet: Any, target: str) -> SheetLayout:
    merged: list[MergedRange] = []
    hidden: set[int] = set()
    ranges = 0
    with archive.open(target) as part:
        for name, element in _elements(part):
            if name == "mergeCell":
                ranges += 1
                found = _range(element.get("ref", "")) if ranges <= MAX_MERGED else None
                merged.extend([found] if found else [])
            elif name == "col" and element.get("hidden") in ("1", "true"):
                hidden.update(range(int(element.get("min")), min(int(element.get("max")), MAX_COLUMNS) + 1))
    return SheetLayout(sheet.name, tuple(merged), frozenset(hidden), sheet.state != "visible", ranges > MAX_MERGED)


def _elements(part: Any) -> Iterator[tuple[str, Any]]:
    """The elements by local name as they end, without their children: no more than one branch is held in memory."""
    above: list[Any] = []
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            above.append(element)
            continue
        above.pop()
        yield element.tag.rpartition("}")[2], element
        if above:
            above[-1].remove(element)


def _range(reference: str) -> MergedRange | None:
    left, top, right, bottom = range_boundaries(reference)
    if None in (left, top, right, bottom) or top > MAX_ROWS or left > MAX_COLUMNS:
        return None
    return MergedRange(top, left, min(bottom, MAX_ROWS), min(right, MAX_COLUMNS))
