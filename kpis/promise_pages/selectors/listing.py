"""The promises as a list."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, QuerySet, Value, When
from django.urls import reverse

from kpis.models import PublishedPromise
from kpis.promise_pages.filters import PromiseFilters
from kpis.promise_pages.selectors.asked import asked_promises, list_url, month_label
from kpis.promise_pages.states import BADGES, StateBadge, outcome_text
from kpis.promised import window_text
from reforms.selectors import Link, year_label

ROWS_A_PAGE = 50
_RANK = Case(*(When(state=state, then=Value(rank)) for rank, state in enumerate(BADGES)))


@dataclass(frozen=True)
class PromiseRow:
    """One promise of the list. row_url: where its row is printed on our pages."""

    what: str
    kind: str
    window: str
    words: str
    kpi: Link
    round_label: str
    row_url: str
    ministries: list[str]
    badge: StateBadge
    outcome: str


@dataclass(frozen=True)
class PromiseList:
    """The list as asked."""

    rows: list[PromiseRow]
    page_obj: Page[PublishedPromise]
    page_links: list[Link]
    month: str


def promise_list(filters: PromiseFilters, today: datetime.date, page_number: str) -> PromiseList:
    """The list as asked, what to look at first before the rest, earlier days before later ones."""
    in_order = (_RANK, F("due").asc(nulls_last=True), "publication__published_on", "published__order", "number")
    rows = with_rows(asked_promises(filters, today)).order_by(*in_order)
    page = Paginator(rows, ROWS_A_PAGE).get_page(page_number)
    return PromiseList(
        rows=[_shown(row, filters.day(today)) for row in page.object_list],
        page_obj=page,
        page_links=_page_links(page, filters),
        month=month_label(filters.due[0]) if filters.month and filters.due else "",
    )


def with_rows(promises: QuerySet[Any]) -> QuerySet[Any]:
    """With all that a page tells of each: three queries when read."""
    return promises.select_related("published__standing", "publication__round__edition").prefetch_related(
        "published__standing__ministries", "published__items"
    )


def _page_links(page: Page[PublishedPromise], filters: PromiseFilters) -> list[Link]:
    if page.paginator.num_pages == 1:
        return []
    return [
        Link(str(number), list_url(filters, page=str(number)), number == page.number)
        for number in page.paginator.page_range
    ]


def _shown(row: Any, day: datetime.date) -> PromiseRow:
    """row: a promise with its state, see `asked_promises`."""
    standing = row.published.standing
    return PromiseRow(
        what=row.what,
        kind=row.get_kind_display(),
        window=window_text(row.begins_on, row.ends_on),
        words=row.words,
        kpi=Link(standing.name, reverse("kpis:kpi", args=(standing.kpi_id,))),
        round_label=year_label(row.publication.round.fiscal_year),
        row_url=row_url(row),
        ministries=[ministry.short_name for ministry in standing.ministries.all()],
        badge=BADGES[row.state],
        outcome=outcome_text(
            row.state,
            day,
            ends_on=row.ends_on,
            lacked_on=row.lacked_on,
            kept_on=row.kept_on,
        ),
    )


def row_url(promise: PublishedPromise) -> str:
    """Where the row of a promise stands on the page of its item."""
    items = promise.published.items.all()
    anchor = f"#kpi-{promise.published.listing_id}"
    return reverse("kpis:item", args=(items[0].item_id,)) + anchor if items else ""
