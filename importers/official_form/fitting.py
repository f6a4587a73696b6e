"""What of a document the official form can hold."""

from __future__ import annotations

from collections.abc import Iterator

from importers.document import Sheet, SourceDocument


class UnwritableForm(Exception):
    """A document that the form has no place for. The message is one Japanese sentence: why and what to do."""


def written_pages(document: SourceDocument) -> list[tuple[int, Sheet]]:
    """The pages that get a sheet, each with its number from 1: those that name an item or hold a row.

    Raises UnwritableForm where a page prints what the form has no cell for, or where there is no page.
    """
    reasons = list(dict.fromkeys(_reasons(document)))
    if reasons:
        raise UnwritableForm(
            f"この資料の{'、'.join(reasons)}は、工程表の公式様式に書く欄がありません。標準ワークブックで出力してください。"
        )
    numbered = enumerate(document.sheets, 1)
    pages = [(number, page) for number, page in numbered if page.items or page.processes or page.kpis]
    if not pages:
        raise UnwritableForm("改革項目が一つもないため、公式様式に書くものがありません。")
    return pages


def _reasons(document: SourceDocument) -> Iterator[str]:
    if document.budget:
        yield "予算額"
    for page in document.sheets:
        if page.attributes:
            yield "改革項目の属性"
        if any(row.has_cells_by_year for row in page.kpis):
            yield "年度ごとの目標値と実績値"
