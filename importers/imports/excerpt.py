"""The pages of one 府省庁 out of a whole round. Pure."""

from __future__ import annotations

from importers.document import Sheet, SourceDocument
from kpi_tracker.lib.records import replace


def pages_of_ministry(document: SourceDocument, ministry: str) -> SourceDocument:
    """The pages that name the ministry, beside the item or with a process; the cover says that it is not the whole.

    With a page that prints another one's KPI table again that other page comes along.
    """
    named = {number for number, page in enumerate(document.sheets) if ministry in _ministries(page)}
    again = {page.duplicate_of for number, page in enumerate(document.sheets) if number in named}
    kept = sorted(named | {number for number in again if number is not None})
    sheets = tuple(_renumbered(document.sheets[number], kept) for number in kept)
    kpis = {row.row_id for page in sheets for row in page.kpis}
    return replace(
        document,
        sheets=sheets,
        definitions=tuple(one for one in document.definitions if one.row_id in kpis),
        front=document.front | {"scope": ministry},
    )


def _ministries(page: Sheet) -> set[str]:
    return {*page.ministries, *(name for row in page.processes for name in row.ministries)}


def _renumbered(page: Sheet, kept: list[int]) -> Sheet:
    return page if page.duplicate_of is None else replace(page, duplicate_of=kept.index(page.duplicate_of))
