"""Processes with the progress cells beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from importers.document import Place, ProcessRow, Segment
from importers.documenting.places import lines_of, place_of
from importers.issues import Issue
from reforms.drafts import ProcessDraft, ProgressDraft


def process_rows(
    drafts: Sequence[ProcessDraft], cells: Mapping[str, ProgressDraft], issues: Mapping[str, tuple[Issue, ...]]
) -> tuple[ProcessRow, ...]:
    """The processes of a page. cells: by process the cell that serves it."""
    orders = {draft.row_id: draft.order for draft in drafts}
    return tuple(_row(draft, cells.get(draft.row_id), orders, issues.get(draft.row_id, ())) for draft in drafts)


def _row(
    draft: ProcessDraft, cell: ProgressDraft | None, orders: Mapping[str, int], issues: tuple[Issue, ...]
) -> ProcessRow:
    own = cell if cell is not None and cell.stands_at == draft.row_id else None
    segments = own.segments if own else ()
    places: dict[str, Place] = {"process": place_of(draft.place)} if draft.place else {}
    places |= {field: place_of(place) for field, place in own.places.items()} if own else {}
    return ProcessRow(
        order=draft.order,
        process=draft.words or None,
        lines=lines_of(draft.place, *(own.places.values() if own else ())),
        segments=tuple(
            Segment(one.label or None, one.ministries, one.progress or None, one.outlook or None, one.mark or None)
            for one in segments
        ),
        progress=(own.progress or None) if own else None,
        outlook=(own.outlook or None) if own else None,
        marks=tuple(one.mark for one in segments if one.mark),
        ministries=tuple(dict.fromkeys(name for one in segments for name in one.ministries)),
        shares_with=orders.get(cell.stands_at) if cell is not None and own is None else None,
        places=places,
        issues=issues,
        row_id=draft.row_id,
    )
