"""A section of the comparison in words."""

from __future__ import annotations

from kpis.comparison.kinds import ChangeKind
from kpis.comparison.records import Section
from kpis.comparison.shown import Printed, ShownSection, item_url, labels_of
from kpis.comparison.shown_cells import shown_cell
from kpis.comparison.shown_kpis import shown_kpi
from kpis.old_and_new import OldAndNew, old_and_new
from reforms.selectors import Link


def shown_section(section: Section, printed: Printed) -> ShownSection:
    """The section with all its words."""
    items = section.new_items or section.old_items
    is_current = printed.new.is_current if section.new_items else printed.old.is_current
    return ShownSection(
        anchor=f"item-{items[0].item}",
        items=[Link(f"{item.number}{item.name}", item_url(item) if is_current else "") for item in items],
        kinds=labels_of(section.changes),
        renamed=_renamed(section),
        is_continued=section.is_continued,
        cells=[shown_cell(pair, printed) for pair in section.cells],
        kpis=[shown_kpi(pair, printed) for pair in section.kpis],
    )


def _renamed(section: Section) -> OldAndNew | None:
    if not any(change.kind is ChangeKind.ITEM_RENAMED for change in section.changes):
        return None
    before, after = ("、".join(item.name for item in side) for side in (section.old_items, section.new_items))
    return old_and_new("改革項目", before, after)
