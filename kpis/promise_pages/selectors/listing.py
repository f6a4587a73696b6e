"""The promises as a list."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, QuerySet, Value, When
from django.urls import reverse

from kpis.promise_pages.filters import PromiseFilters
from kpis.promise_pages.selectors.asked import asked_promises, list_url, month_label
from kpis.promise_pages.states import BADGES, StateBadge, outcome_text
from kpis.promised import window_text
from reforms.paging import page_links
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
    page_obj: Page[int]
    page_links: list[Link]
    month: str


def promise_list(filters: PromiseFilters, today: datetime.date, page_number: str) -> PromiseList:
    """The list as asked, what to look at first before the rest, earlier days before later ones."""
    # The keys of standings are in printed order within a publication: by their own order, all of them would be fetched.
    in_order = (_RANK, F("due").asc(nulls_last=True), "publication__published_on", "standing_id", "number")
    asked = asked_promises(filters, today).order_by(*in_order)
    page = Paginator(asked.values_list("pk", flat=True), ROWS_A_PAGE).get_page(page_number)
    return PromiseList(
        rows=[_shown(row, filters.day(today)) for row in with_rows(asked.filter(pk__in=list(page.object_list)))],
        page_obj=page,
        page_links=page_links(page, lambda number: list_url(filters, page=number)),
        month=month_label(filters.due[0]) if filters.month and filters.due else "",
    )


def with_rows(promises: QuerySet[Any]) -> QuerySet[Any]:
    """With all that a page tells of each: three queries when read."""
    rows: QuerySet[Any] = promises.annotate(listing=F("standing__published__listing"))
    return rows.select_related("standing", "publication__round__edition").prefetch_related(
        "standing__ministries", "standing__items"
    )


def _shown(row: Any, day: datetime.date) -> PromiseRow:
    """row: a promise with its state, see `asked_promises`."""
    standing = row.standing
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


def row_url(promise: Any) -> str:
    """Where the row of a promise stands on the page of its item. promise: see `with_rows`."""
    items = promise.standing.items.all()
    anchor = f"#kpi-{promise.listing}"
    return reverse("kpis:item", args=(items[0].item_id,)) + anchor if items else ""
