"""The rows of a round with those who answer for them: a fixed number of queries, whatever their number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.urls import reverse

from kpi_tracker.lib.search import search_key
from kpis.secretariat.parts import segments_in_force, snapshots_in_force
from kpis.secretariat.responsibilities.filters import WITHOUT, ResponsibilityFilters
from kpis.secretariat.responsibilities.proposing import Proposal, proposal_for_listing, proposal_for_segment
from reforms.models import Ministry, ReformItem, ReportingRound
from reforms.paging import page_links
from reforms.selectors import Link, year_label

ROWS_A_PAGE = 40


@dataclass(frozen=True)
class AnsweredRow:
    """A row of the round. key: "segment-12" or "listing-7"; ministries: who answers for it."""

    key: str
    kind: str
    title: str
    lead: str
    item: str
    ministries: tuple[Ministry, ...]
    proposal: Proposal

    @property
    def value(self) -> str:
        """How the form names it, "listing-7:3-4" with those who answered for it as it was shown: what moved on since is
        not found."""
        answering = "-".join(str(ministry.pk) for ministry in self.ministries)
        return f"{self.key}:{answering}" if answering else self.key

    @property
    def names(self) -> str:
        """Those who answer for it."""
        return "、".join(ministry.name for ministry in self.ministries)

    @property
    def proposed_names(self) -> str:
        """Those who are proposed where nobody answers for it yet, "" else."""
        return "" if self.ministries else "、".join(ministry.name for ministry in self.proposal.ministries)


@dataclass(frozen=True)
class ResponsibilityPage:
    """Everything the page shows. without: rows that nobody answers for; proposed: those of them with a proposal."""

    round: ReportingRound
    label: str
    rows: list[AnsweredRow]
    page_obj: Page[AnsweredRow]
    page_links: list[Link]
    total: int
    without: int
    proposed: int
    is_filtered: bool
    query: str


def answered_rows(round: ReportingRound) -> list[AnsweredRow]:
    """The rows in force, those without 担当 first, then in printed order. Eleven queries."""
    rows = [*_segments(round), *_listings(round)]
    return sorted(rows, key=lambda row: bool(row.ministries))


def offered_ministries(round: ReportingRound) -> list[Ministry]:
    """The ministries that were not abolished before the edition, in their official order."""
    return list(Ministry.objects.exclude(valid_to__lt=round.edition.published_on).order_by("order"))


def responsibility_page(
    round: ReportingRound, rows: Sequence[AnsweredRow], filters: ResponsibilityFilters, page_number: str
) -> ResponsibilityPage:
    """The page as asked."""
    shown = [row for row in rows if _is_asked(row, filters)]
    page = Paginator(shown, ROWS_A_PAGE).get_page(page_number)
    address = reverse("kpis:responsibilities", args=(round.pk,))
    return ResponsibilityPage(
        round=round,
        label=year_label(round.fiscal_year),
        rows=list(page.object_list),
        page_obj=page,
        page_links=page_links(page, lambda number: f"{address}?{filters.query(page=number)}"),
        total=len(shown),
        without=sum(not row.ministries for row in rows),
        proposed=sum(bool(row.proposed_names) for row in rows),
        is_filtered=filters.is_narrowing,
        query=filters.query(page=page_number),
    )


def _is_asked(row: AnsweredRow, filters: ResponsibilityFilters) -> bool:
    if filters.show == WITHOUT and row.ministries:
        return False
    if filters.ministry and all(str(ministry.pk) != filters.ministry for ministry in row.ministries):
        return False
    text = search_key(f"{row.item} {row.title} {row.lead}")
    return all(search_key(word) in text for word in filters.q.split())


def _segments(round: ReportingRound) -> Iterable[AnsweredRow]:
    words = round.edition.vocabulary
    rows = (
        segments_in_force(round)
        .select_related("process_progress__sheet")
        .prefetch_related(
            "ministries",
            "responsibilities__ministry",
            "process_progress__processes",
            Prefetch("process_progress__sheet__items", _items(round)),
        )
        .order_by("process_progress__sheet__order", "process_progress__order", "order")
    )
    for row in rows:
        items = list(row.process_progress.sheet.items.all())
        yield AnsweredRow(
            key=f"segment-{row.pk}",
            kind=words.process,
            title="、".join(str(process) for process in row.process_progress.processes.all()),
            lead=row.label,
            item=_names(items),
            ministries=_answering(row),
            proposal=proposal_for_segment(row, items),
        )


def _listings(round: ReportingRound) -> Iterable[AnsweredRow]:
    words = round.edition.vocabulary
    rows = (
        snapshots_in_force(round)
        .select_related("listing__sheet", "listing__kpi__lead_ministry")
        .prefetch_related("listing__responsibilities__ministry", Prefetch("listing__sheet__items", _items(round)))
        .order_by("listing__sheet__order", "listing__order")
    )
    for row in rows:
        items = list(row.listing.sheet.items.all())
        yield AnsweredRow(
            key=f"listing-{row.listing_id}",
            kind=words.kpi,
            title=str(row.listing),
            lead=words.tier_label(row.listing.tier),
            item=_names(items),
            ministries=_answering(row.listing),
            proposal=proposal_for_listing(row.listing, items),
        )


def _items(round: ReportingRound) -> Any:
    items = ReformItem.objects.exclude(retired_in__fiscal_year__lte=round.fiscal_year)
    return items.order_by("order").prefetch_related("item_ministries__ministry")


def _names(items: Collection[ReformItem]) -> str:
    return "、".join(str(item) for item in items)


def _answering(answered: Any) -> tuple[Ministry, ...]:
    return tuple(one.ministry for one in answered.responsibilities.all())
