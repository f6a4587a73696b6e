"""Where the cells of a round are printed, for an export: as far as the document says that the round was published from.

Cells that were changed since are cited from other files; their lines would be wrong beside this document's name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from importers.drafting import Drafts
from kpi_tracker.lib.records import replace
from kpis.models import KpiListing, Measurement, ProgressSnapshot, Target
from reforms.drafts import IssueDraft, PlaceDraft
from reforms.models import (
    Assessment,
    BudgetLine,
    FormSheet,
    ItemPlace,
    ProcessProgress,
    ReformProcess,
    ReportingRound,
    SourceDocument,
    SourcePlace,
)

Places = Mapping[int | None, PlaceDraft]


def published_document(round: ReportingRound) -> SourceDocument | None:
    """The document that the round was first published from."""
    return SourceDocument.objects.filter(publications__round=round).order_by("publications__number").first()


def with_places(drafts: Drafts, round: ReportingRound, issues: Iterable[IssueDraft]) -> Drafts:
    """The drafts with the places that the round's document has for them, and its issues."""
    document = published_document(round)
    rows = SourcePlace.objects.filter(document=document).values_list(
        "pk", "line_from", "line_to", "words", "sheet", "cell"
    )
    places: Places = {pk: PlaceDraft(first, last, words, sheet, cell) for pk, first, last, words, sheet, cell in rows}
    edition = round.edition_id
    sheets = _of(FormSheet.objects.filter(edition=edition), places)
    processes = _of(ReformProcess.objects.filter(edition=edition), places)
    listings = _of(KpiListing.objects.filter(edition=edition), places)
    baselines = _of(KpiListing.objects.filter(edition=edition), places, "baseline_place")
    items, cells, snapshots = _item_places(round, places), _progress_places(round, places), _kpi_places(round, places)
    assessment = next(iter(Assessment.objects.filter(round=round, item=None).values_list("place", flat=True)), None)
    budget = dict(BudgetLine.objects.filter(round=round, item=None).values_list("fiscal_year", "place"))
    return replace(
        drafts,
        items=[replace(row, places=items.get(row.row_id, {})) for row in drafts.items],
        sheets=[replace(row, place=sheets.get(row.row_id)) for row in drafts.sheets],
        processes=[replace(row, place=processes.get(row.row_id)) for row in drafts.processes],
        progress=[replace(row, places=cells.get(row.row_id, {})) for row in drafts.progress],
        listings=[
            replace(row, place=listings.get(row.row_id), baseline_place=baselines.get(row.row_id))
            for row in drafts.listings
        ],
        snapshots=[replace(row, places=snapshots.get(row.row_id, {})) for row in drafts.snapshots],
        assessments=[replace(row, place=places.get(assessment)) for row in drafts.assessments],
        budget=[replace(row, place=places.get(budget.get(row.fiscal_year))) for row in drafts.budget],
        issues=list(issues),
    )


def _of(rows: QuerySet[Any], places: Places, column: str = "place") -> dict[str, PlaceDraft]:
    return {row_id: places[place] for row_id, place in rows.values_list("row_id", column) if place in places}


def _item_places(round: ReportingRound, places: Places) -> dict[str, dict[str, PlaceDraft]]:
    found: dict[str, dict[str, PlaceDraft]] = defaultdict(dict)
    rows = ItemPlace.objects.filter(item__edition=round.edition_id).order_by("pk")
    for row_id, field, place in rows.values_list("item__row_id", "field", "place"):
        if place in places:
            found[row_id][field] = places[place]
    return found


def _progress_places(round: ReportingRound, places: Places) -> dict[str, dict[str, PlaceDraft]]:
    rows = ProcessProgress.objects.filter(round=round).values_list("row_id", "progress_place", "outlook_place")
    return {row_id: _known({"progress": progress, "outlook": outlook}, places) for row_id, progress, outlook in rows}


def _kpi_places(round: ReportingRound, places: Places) -> dict[str, dict[str, PlaceDraft]]:
    """Of each KPI row the places of its cells, and those of single years where a form prints a cell for each."""
    columns = ("listing__row_id", "target_place", "actual_place", "grade_place", "note_place")
    found: dict[str, dict[str, int | None]] = {}
    for row_id, *cells in ProgressSnapshot.objects.filter(round=round).values_list(*columns):
        found[row_id] = dict(zip(("target", "actual", "grade", "note"), cells, strict=True))
    targets = Target.objects.filter(round=round).order_by("listing_id", "order")
    for row_id, place, year, is_final in targets.values_list("listing__row_id", "place", "fiscal_year", "is_final"):
        if row_id in found and place != found[row_id]["target"]:
            found[row_id]["target.final" if is_final else f"target.{year}"] = place
    actuals = Measurement.objects.filter(round=round).order_by("listing_id", "order")
    for row_id, place, year in actuals.values_list("listing__row_id", "place", "fiscal_year"):
        if row_id in found and place != found[row_id]["actual"]:
            found[row_id][f"actual.{year}"] = place
    return {row_id: _known(cells, places) for row_id, cells in found.items()}


def _known(cells: Mapping[str, int | None], places: Places) -> dict[str, PlaceDraft]:
    return {field: places[place] for field, place in cells.items() if place in places}
