"""The KPI rows of a document and what a round prints in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from importers.document import KpiDefinition, KpiRow, Sheet
from importers.drafting.places import place_draft
from kpi_tracker.lib.japanese_text import name_key
from kpis.drafts import DefinitionDraft, ListingDraft, SnapshotDraft
from reforms.drafts import CorrectionDraft, PlaceDraft

PLACE_FIELDS = {"target_raw": "target", "actual_raw": "actual", "status": "grade", "note_raw": "note"}
DIRECTIONS = {"increase": "up", "decrease": "down", None: ""}


class Definitions:
    """The lines of a KPI整理表, to be found by the row that they define."""

    def __init__(self, lines: Iterable[KpiDefinition]) -> None:
        self._by_row: dict[str, KpiDefinition] = {}
        self._by_name: dict[str, KpiDefinition] = {}
        for line in lines:
            if line.row_id:
                self._by_row[line.row_id] = line
            else:
                self._by_name[name_key(line.name)] = line

    def of(self, row: KpiRow) -> DefinitionDraft | None:
        """What defines the KPI of a row: the line of its own, else the one of its name."""
        line = self._by_row.get(str(row.row_id))
        if line is None and self._by_name:
            line = self._by_name.get(name_key(row.name or ""))
        return _definition(line) if line else None


def listing_drafts(page: Sheet, definitions: Definitions) -> Iterator[ListingDraft]:
    """Where the page prints KPIs, each with the line of the KPI整理表 that defines it."""
    headings: dict[str, str] = {}
    for order, row in enumerate(page.kpis, start=1):
        if row.is_heading:
            headings[name_key(row.name or "")] = str(row.row_id)
        yield ListingDraft(
            row_id=str(row.row_id),
            sheet_row_id=str(page.row_id),
            order=order,
            name=row.name or "",
            tier=row.tier,
            label=row.label or "",
            heading_row_id=headings.get(name_key(row.group)) if row.group else None,
            is_heading=row.is_heading,
            is_relisted=row.relisted,
            is_main=row.is_main,
            baseline_words=place.words if (place := row.places.get("baseline")) else "",
            baseline=row.baseline,
            baseline_place=place_draft(row.places.get("baseline")),
            place=place_draft(row.places.get("name")) or PlaceDraft(row.lines[0], row.lines[1], row.name or ""),
            definition=definitions.of(row),
        )


def _definition(definition: KpiDefinition) -> DefinitionDraft:
    return DefinitionDraft(
        definition=definition.definition or "",
        unit=definition.unit or definition.initial_unit or "",
        direction=DIRECTIONS[definition.direction],
        baseline_value="" if definition.initial_value is None else str(definition.initial_value),
        baseline_as_of=definition.initial_as_of or "",
        frequency=definition.frequency or "",
        collected_at=definition.timing or "",
        means=definition.means or "",
        lead_ministry=definition.ministries[0] if definition.ministries else "",
    )


def snapshot_draft(row: KpiRow, corrections: Iterable[CorrectionDraft]) -> SnapshotDraft:
    """What a row prints in the round and what is read from it. corrections: of this row, as they were made."""
    return SnapshotDraft(
        row_id=str(row.row_id),
        target=row.target_raw or "",
        actual=row.actual_raw or "",
        grade=row.status or "",
        note=row.note_raw or "",
        targets=row.targets,
        actuals=row.actuals,
        promises=row.promises,
        places=_snapshot_places(row),
        corrections=_corrected_readings(corrections),
    )


def _snapshot_places(row: KpiRow) -> dict[str, PlaceDraft]:
    """By "target", "actual", "grade", "note"; of a table with a cell a year also "target.2017", "target.final" …

    Where the cell as a whole has no place, the first of its years stands for it, then the lines of the row.
    """
    places: dict[str, PlaceDraft] = {}
    for field, place in row.places.items():
        cell, _, year = field.partition(".")
        draft = place_draft(place)
        if cell not in PLACE_FIELDS or draft is None:
            continue
        places.setdefault(PLACE_FIELDS[cell], draft)
        if year:
            places[f"{PLACE_FIELDS[cell]}.{year}"] = draft
    for field, cell in PLACE_FIELDS.items():
        if words := getattr(row, field):
            places.setdefault(cell, PlaceDraft(*row.lines, words))
    return places


def _corrected_readings(corrections: Iterable[CorrectionDraft]) -> dict[tuple[str, int], CorrectionDraft]:
    """The latest correction of each reading; a reading that was left out moves those behind it up by one."""
    found: dict[tuple[str, int], CorrectionDraft] = {}
    for draft in corrections:
        part, _, rest = draft.field.partition(".")
        place, _, inner = rest.partition(".")
        if part not in ("targets", "actuals") or not place.isdecimal():
            continue
        if inner:
            found[part, int(place)] = draft
        else:
            found = {
                (other, order - (other == part and order > int(place))): kept
                for (other, order), kept in found.items()
                if (other, order) != (part, int(place))
            }
    return found
