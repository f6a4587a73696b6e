"""The lines above the tables."""

from __future__ import annotations

from importers.official_form.drawing import LAST_PRINTED, LINE, Pen
from importers.official_form.filled import FilledPage
from importers.official_form.tables import ROW_ID


def draw_front(pen: Pen, page: FilledPage) -> None:
    """計画 and 年度, 重要課題, 改革項目 and 府省庁."""
    _draw_edition(pen, page)
    if page.issue:
        _draw_line(pen, page.issue, page.row_id if not page.items else None)
    for place, words in enumerate(page.items):
        _draw_line(pen, words, page.row_id if place == 0 else None)
    for label, words in page.ministries:
        pen.text(1, label, across=2)
        pen.ministries.append(pen.text(3, words or None, across=LAST_PRINTED - 2))
        pen.row += 1


def _draw_edition(pen: Pen, page: FilledPage) -> None:
    if page.title:
        pen.aside(1, page.title)
        pen.row += 1
    for column, words in zip((1, 4, 6), page.edition, strict=False):
        pen.aside(column, words)
    pen.row += 1


def _draw_line(pen: Pen, words: str, row_id: str | None) -> None:
    pen.text(1, words, across=LAST_PRINTED, style=LINE)
    pen.high_enough(pen.row, {"ABCDEF": words})
    if row_id:
        pen.plain(ROW_ID, row_id)
    pen.row += 1
