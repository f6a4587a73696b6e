"""The printed cells that findings speak of, frozen with their words and places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from kpi_tracker.lib.records import JsonRecord
from kpis.checks.facts import Cell, Finding
from kpis.frozen import FrozenKpi
from kpis.models import PublishedKpi
from reforms.frozen import FrozenPlace, FrozenProgress, FrozenRound
from reforms.models import Publication, PublishedProgress

HEADINGS = {
    "name": "ＫＰＩ",
    "target": "目標値",
    "actual": "実績値",
    "grade": "区分",
    "note": "今後の方針",
    "process": "改革工程",
    "progress": "計画期間中の進捗",
    "outlook": "今後の進展について",
    "budget": "予算・執行額",
    "assessment": "全体の評価",
}


class CitedCell(JsonRecord, frozen=True):
    """A printed cell: in which edition and item, its words, its place, and the address of its row on our pages."""

    row: str
    field: str
    heading: str
    edition: str
    item: str
    name: str
    words: str
    place: FrozenPlace | None
    url: str


@dataclass(frozen=True)
class _Row:
    edition: str
    item: str
    name: str
    words: dict[str, str]
    places: dict[str, FrozenPlace | None]
    url: str


def cited_cells(findings: Iterable[Finding]) -> dict[Cell, CitedCell]:
    """Every cell of the findings. A fixed number of queries, whatever their number."""
    rows = {**_kpi_rows(), **_progress_rows(), **_round_rows()}
    cells = {cell for finding in findings for cell in finding.cells}
    return {cell: _cited(cell, rows[cell.row]) for cell in cells if cell.row in rows}


def _cited(cell: Cell, row: _Row) -> CitedCell:
    return CitedCell(
        row=cell.row,
        field=cell.field,
        heading=HEADINGS[cell.field],
        edition=row.edition,
        item=row.item,
        name=row.name,
        words=row.words.get(cell.field, ""),
        place=row.places.get(cell.field),
        url=row.url,
    )


def _kpi_rows() -> dict[str, _Row]:
    found = (
        PublishedKpi.objects.filter(publication__is_current=True)
        .select_related("publication__round__edition")
        .prefetch_related("items")
    )
    rows = {}
    for row in found:
        content = FrozenKpi.from_json(row.content)
        edition = row.publication.round.edition
        item = row.items.all()[0]
        rows[f"{edition.slug}/{content.row_id}"] = _Row(
            edition=edition.name,
            item=f"{item.number}{item.name}",
            name=content.name,
            words={
                "name": content.name,
                "target": content.target_words,
                "actual": content.actual_words,
                "grade": content.grade_words,
                "note": content.note_words,
            },
            places=dict(content.places),
            url=f"{reverse('kpis:item', args=(item.item_id,))}#kpi-{row.listing_id}",
        )
    return rows


def _progress_rows() -> dict[str, _Row]:
    found = (
        PublishedProgress.objects.filter(publication__is_current=True)
        .select_related("publication__round__edition", "progress")
        .prefetch_related("items")
    )
    rows = {}
    for row in found:
        cell = FrozenProgress.from_json(row.content)
        edition = row.publication.round.edition
        item = row.items.all()[0]
        rows[f"{edition.slug}/{row.progress.row_id}"] = _Row(
            edition=edition.name,
            item=f"{item.number}{item.name}",
            name=cell.processes[0].words if cell.processes else "",
            words={
                "process": "\n".join(process.words for process in cell.processes),
                "progress": "\n".join(segment.progress for segment in cell.segments if segment.progress),
                "outlook": "\n".join(segment.outlook for segment in cell.segments if segment.outlook),
            },
            places={
                "process": cell.processes[0].place if cell.processes else None,
                "progress": cell.progress_place,
                "outlook": cell.outlook_place,
            },
            url=f"{reverse('kpis:item', args=(item.item_id,))}#process-{row.order}",
        )
    return rows


def _round_rows() -> dict[str, _Row]:
    rows = {}
    for publication in Publication.objects.filter(is_current=True).select_related("round__edition"):
        edition = publication.round.edition
        frozen = FrozenRound.from_json(publication.content)
        url = f"{reverse('kpis:items')}?programme={edition.programme_id}"
        for line in frozen.budget:
            figures = (line.initial, line.supplementary, line.carried_over, line.total, line.executed)
            words = "・".join(figure or "－" for figure in figures)
            rows[f"{edition.slug}/budget-{line.fiscal_year}"] = _Row(
                edition.name, "", f"{line.fiscal_year}年度", {"budget": words}, {"budget": line.place}, url
            )
        for given in frozen.assessments:
            words = f"{given.words}\n{given.reason}"
            rows[f"{edition.slug}/assessment"] = _Row(
                edition.name, "", given.words, {"assessment": words}, {"assessment": given.place}, url
            )
    return rows
