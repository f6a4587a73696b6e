"""What the pages of 食い違い show: a fixed number of queries, whatever the number of rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from kpis.checks import CHECKS
from kpis.checks.facts import Check
from kpis.contradictions.filters import ContradictionFilters
from kpis.models import Contradiction
from kpis.selectors.cited import CitedCell
from reforms.models import Ministry, SourceDocument
from reforms.paging import page_links
from reforms.selectors import Link, date_label, place_label, place_url

ROWS_A_PAGE = 50
BY_ID = {check.id: check for check in CHECKS}


@dataclass(frozen=True)
class KindCount:
    """How many contradictions of a kind are still found; url: the list of them."""

    title: str
    count: int
    undecided: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class ShownCell:
    """One of the places to compare. source: address of its lines; url: of its row on our pages."""

    heading: str
    edition: str
    item: str
    name: str
    words: str
    document: str
    place: str
    source: str
    url: str


@dataclass(frozen=True)
class ShownContradiction:
    """A contradiction in a list."""

    url: str
    title: str
    message: str
    cells: list[ShownCell]
    ministries: list[str]
    state: str
    is_decided: bool


@dataclass(frozen=True)
class ContradictionListPage:
    """Everything the list shows."""

    kinds: list[KindCount]
    rows: list[ShownContradiction]
    total: int
    page_obj: Page[Contradiction]
    page_links: list[Link]
    is_filtered: bool


@dataclass(frozen=True)
class ShownDecision:
    """A decision in the history."""

    decision: str
    reason: str
    by: str
    at: str


@dataclass(frozen=True)
class ContradictionPage:
    """Everything the page of one contradiction shows."""

    title: str
    why: str
    settle: str
    message: str
    kpi: Link | None
    cells: list[ShownCell]
    ministries: list[str]
    state: str
    is_found: bool
    first_found: str
    decisions: list[ShownDecision]


def offered_ministries() -> list[str]:
    """The ministries that any contradiction is theirs to settle."""
    return list(Ministry.objects.filter(contradictions__isnull=False).distinct().values_list("name", flat=True))


def contradiction_list_page(filters: ContradictionFilters, page_number: str) -> ContradictionListPage:
    """The list as asked; by default what is still found, undecided first."""
    rows = _narrowed(filters).prefetch_related("ministries").order_by("decision", "check_id", "pk")
    page = Paginator(rows, ROWS_A_PAGE).get_page(page_number)
    documents = dict(SourceDocument.objects.values_list("pk", "title"))
    return ContradictionListPage(
        kinds=_kinds(filters),
        rows=[_shown(row, documents) for row in page.object_list],
        total=page.paginator.count,
        page_obj=page,
        page_links=page_links(page, lambda number: _address(filters.query(page=number))),
        is_filtered=bool(filters.kind or filters.ministry or filters.state),
    )


def _narrowed(filters: ContradictionFilters) -> QuerySet[Contradiction]:
    rows = Contradiction.objects.filter(is_found=filters.state != "gone")
    if filters.state == "open":
        rows = rows.filter(decision="")
    if filters.state == "decided":
        rows = rows.exclude(decision="")
    if filters.kind:
        rows = rows.filter(check_id=filters.kind)
    if filters.ministry:
        rows = rows.filter(ministries__name=filters.ministry)
    return rows


def _kinds(filters: ContradictionFilters) -> list[KindCount]:
    counts: dict[str, dict[bool, int]] = defaultdict(lambda: {True: 0, False: 0})
    grouped = Contradiction.objects.filter(is_found=True).order_by().values_list("check_id", "decision")
    for check_id, decision, count in grouped.annotate(count=Count("*")):
        counts[check_id][decision == ""] += count
    return [
        KindCount(
            title=check.title,
            count=sum(counts[check.id].values()),
            undecided=counts[check.id][True],
            url=_address(filters.query(kind=check.id)),
            is_current=filters.kind == check.id,
        )
        for check in CHECKS
        if check.id in counts
    ]


def _address(query: str) -> str:
    return f"{reverse('kpis:contradictions')}?{query}"


def _title(check_id: str) -> str:
    check: Check | None = BY_ID.get(check_id)
    return check.title if check else check_id


def _state(row: Contradiction) -> str:
    if not row.is_found:
        return "今は見つからない"
    return row.get_decision_display() if row.decision else "未判断"


def _shown(row: Contradiction, documents: dict[int, str]) -> ShownContradiction:
    return ShownContradiction(
        url=row.get_absolute_url(),
        title=_title(row.check_id),
        message=row.message,
        cells=_cells(row.cells, documents),
        ministries=[ministry.name for ministry in row.ministries.all()],
        state=_state(row),
        is_decided=bool(row.decision),
    )


def _cells(cells: list[dict[str, Any]], documents: dict[int, str]) -> list[ShownCell]:
    shown = []
    for content in cells:
        cell = CitedCell.from_json(content)
        shown.append(
            ShownCell(
                heading=cell.heading,
                edition=cell.edition,
                item=cell.item,
                name=cell.name,
                words=cell.words or "－",
                document=documents.get(cell.place.document, "") if cell.place else "",
                place=place_label(cell.place) if cell.place else "",
                source=place_url(cell.place) if cell.place else "",
                url=cell.url,
            )
        )
    return shown


def contradiction_page(row: Contradiction) -> ContradictionPage:
    """One contradiction with its places side by side and the history of its decisions."""
    check = BY_ID.get(row.check_id)
    return ContradictionPage(
        title=_title(row.check_id),
        why=check.why if check else "",
        settle=check.settle if check else "",
        message=row.message,
        kpi=Link(str(row.kpi), row.kpi.get_absolute_url()) if row.kpi else None,
        cells=_cells(row.cells, dict(SourceDocument.objects.values_list("pk", "title"))),
        ministries=[ministry.name for ministry in row.ministries.all()],
        state=_state(row),
        is_found=row.is_found,
        first_found=date_label(timezone.localdate(row.first_found_at)),
        decisions=[
            ShownDecision(
                given.get_decision_display(),
                given.reason,
                given.by.get_full_name() or given.by.get_username(),
                date_label(timezone.localdate(given.at)),
            )
            for given in row.decisions.select_related("by").order_by("-pk")
        ],
    )
