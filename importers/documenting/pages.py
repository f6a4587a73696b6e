"""Pages with the items they print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from importers.document import KpiRow, Place, ProcessRow, Sheet
from importers.documenting.extras import first_pages
from importers.documenting.places import lines_of, place_of
from importers.drafting import Drafts
from importers.issues import Issue
from reforms.drafts import ItemDraft, SheetDraft


class Pages:
    """The pages of a round."""

    def __init__(self, drafts: Drafts, issues: Mapping[str, tuple[Issue, ...]]) -> None:
        self._items = {item.row_id: item for item in drafts.items}
        self._places = {page.row_id: place for place, page in enumerate(drafts.sheets)}
        self._first_pages = first_pages(drafts)
        self._overall = next(iter(drafts.assessments), None)
        self._issues = issues

    def page(self, sheet: SheetDraft, processes: tuple[ProcessRow, ...], kpis: tuple[KpiRow, ...]) -> Sheet:
        """A page with its rows. What stands beside the names of its items is that of the first it prints first."""
        printed = [self._items[row_id] for row_id in sheet.item_row_ids]
        first = next((item for item in printed if self._first_pages[item.row_id] == sheet.row_id), printed[0])
        return Sheet(
            lines=lines_of(sheet.place),
            items=tuple(item.name for item in printed),
            important_issue=first.important_issue or None,
            item_no=first.number or None,
            duplicate_of=self._places.get(sheet.repeats_row_id or ""),
            processes=processes,
            kpis=kpis,
            ministries=first.ministries,
            lead_ministries=first.lead_ministries,
            attributes=self._attributes(first, sheet),
            places=_places(printed, first),
            issues=self._issues.get(sheet.row_id, ()),
            row_id=sheet.row_id,
        )

    def _attributes(self, item: ItemDraft, sheet: SheetDraft) -> dict[str, Any]:
        """The further cells of the item; the judgement of the whole round stands on the first page."""
        if self._overall is None or self._places[sheet.row_id] > 0:
            return dict(item.attributes)
        reason = {"overall_reason": self._overall.reason} if self._overall.reason else {}
        return item.attributes | {"overall": self._overall.words} | reason


def _places(printed: list[ItemDraft], first: ItemDraft) -> dict[str, Place]:
    headings = {
        f"items.{order}": place_of(item.places["item"])
        for order, item in enumerate(printed, 1)
        if "item" in item.places and item.places["item"].words
    }
    cells = {field: place_of(place) for field, place in first.places.items() if field != "item"}
    return headings | cells
