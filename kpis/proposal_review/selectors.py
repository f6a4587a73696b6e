"""What the page of proposals shows: a fixed number of queries, whatever their number."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse

from kpis.models import KpiProposal, PublishedKpi
from kpis.published_rows import PublishedRow, published_rows
from reforms.paging import page_links
from reforms.selectors import Link

ROWS_A_PAGE = 30


@dataclass(frozen=True)
class ShownListing:
    """One of the two listings, as published."""

    edition: str
    item: str
    name: str
    target: str
    actual: str
    grade: str
    url: str


@dataclass(frozen=True)
class ShownProposal:
    """A proposal with both listings side by side. decision: "" while it is open."""

    pk: int
    kind: str
    score: int
    reasons: list[str]
    listings: list[ShownListing]
    decision: str
    decision_reason: str
    decided_by: str


@dataclass(frozen=True)
class ProposalPage:
    """Everything the template shows."""

    rows: list[ShownProposal]
    open_count: int
    page_obj: Page[KpiProposal]
    page_links: list[Link]


def proposal_page(page_number: str) -> ProposalPage:
    """The proposals, open ones first, the surest first."""
    found = KpiProposal.objects.select_related("decided_by").order_by("-state", "-score", "pk")
    page = Paginator(found, ROWS_A_PAGE).get_page(page_number)
    listings = {pk for row in page.object_list for pk in (row.first_id, row.second_id)}
    rows = published_rows(PublishedKpi.objects.filter(listing__in=listings))
    shown = {row.listing: _listing(row) for row in rows}
    return ProposalPage(
        rows=[_shown(row, shown) for row in page.object_list],
        open_count=KpiProposal.objects.filter(state=KpiProposal.State.OPEN).count(),
        page_obj=page,
        page_links=page_links(page, lambda number: f"{reverse('kpis:proposals')}?page={number}"),
    )


def _listing(row: PublishedRow) -> ShownListing:
    item = row.items[0]
    return ShownListing(
        edition=row.edition_name,
        item=f"{item.number}{item.name}",
        name=row.content.name or "（名称が読み取れません）",
        target=row.content.target_words or "－",
        actual=row.content.actual_words or "－",
        grade=row.content.grade_words,
        url=f"{reverse('kpis:item', args=(item.id,))}#kpi-{row.listing}",
    )


def _shown(row: KpiProposal, listings: dict[int, ShownListing]) -> ShownProposal:
    return ShownProposal(
        pk=row.pk,
        kind=row.get_kind_display(),
        score=row.score,
        reasons=list(row.reasons),
        listings=[listings[pk] for pk in (row.first_id, row.second_id) if pk in listings],
        decision="" if row.state == KpiProposal.State.OPEN else row.get_state_display(),
        decision_reason=row.decision_reason,
        decided_by=(row.decided_by.get_full_name() or row.decided_by.get_username()) if row.decided_by else "",
    )
