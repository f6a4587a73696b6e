"""The lines above the tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl.styles import Font

from importers.document import Sheet, SourceDocument
from importers.official_form.drawing import FONT, LAST_PRINTED, Pen, opened
from importers.official_form.tables import ROW_ID
from importers.readers.official_form.front_lines import ITEM_NUMBER
from importers.workbook.cells import LIST_SEPARATOR

_BETWEEN_NUMBERS = " ／ "


def draw_front(pen: Pen, document: SourceDocument, page: Sheet) -> list[Any]:
    """計画 and 年度, 重要課題, 改革項目 and 府省庁; the cells of ministries, which may be filled in."""
    _draw_edition(pen, document)
    if page.important_issue:
        _draw_line(pen, f"重要課題：{page.important_issue}", page.row_id if not page.items else None)
    for place, words in enumerate(_items(page)):
        _draw_line(pen, words, page.row_id if place == 0 else None)
    fields = [("担当府省庁", page.ministries)]
    fields += [("主担当府省庁", page.lead_ministries)] if page.lead_ministries else []
    cells = []
    for label, ministries in fields:
        pen.text(1, label, across=2)
        cells.append(pen.text(3, LIST_SEPARATOR.join(ministries) or None, across=LAST_PRINTED - 2))
        opened(cells[-1])
        pen.row += 1
    return cells


def _draw_edition(pen: Pen, document: SourceDocument) -> None:
    if document.title:
        pen.aside(1, document.title)
        pen.row += 1
    year = None if document.fiscal_year is None else f"{document.fiscal_year}年度"
    said = [("計画", document.programme), ("年度", year), ("時点", document.as_of)]
    columns = iter((1, 4, 6))
    for label, words in said:
        if words:
            pen.aside(next(columns), f"{label}：{words}")
    pen.row += 1


def _draw_line(pen: Pen, words: str, row_id: str | None) -> None:
    cell = pen.text(1, words, across=LAST_PRINTED)
    cell.font = Font(name=FONT, size=12, bold=True)
    pen.high_enough(pen.row, {"ABCDEF": words})
    if row_id:
        pen.plain(ROW_ID, row_id)
    pen.row += 1


def _items(page: Sheet) -> Iterator[str]:
    """The line of each item with its number; numbers that are not the items' own, ⑪, on a line before them."""
    numbers = page.item_no.split(_BETWEEN_NUMBERS) if page.item_no else []
    are_own = len(numbers) == len(page.items) and all(ITEM_NUMBER.fullmatch(number) for number in numbers)
    if numbers and not are_own:
        yield f"改革項目番号：{page.item_no}"
    for place, item in enumerate(page.items):
        yield f"改革項目：{numbers[place] if are_own else ''}{item}"
