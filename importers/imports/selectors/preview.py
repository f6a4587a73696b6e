"""The preview: what an import would change, cell by cell, before anything is written."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, Q, QuerySet

from importers.imports.filters import LEADS, TABS, PreviewFilters
from importers.imports.selectors.planned_rows import UNREADABLE, ShownRow, shown_row
from importers.imports.selectors.sole_candidates import sole_candidates
from importers.models import ImportBatch, PreviewRow
from kpi_tracker.lib.records import replace
from reforms.paging import page_links
from reforms.selectors import Link

ROWS_A_PAGE = 50
WAITING_NAMED = 10
TAB_ROWS = {
    "new": Q(kind=PreviewRow.Kind.NEW),
    "changed": Q(kind=PreviewRow.Kind.CHANGED),
    "retired": Q(kind=PreviewRow.Kind.RETIRED),
    "undecided": Q(kind=PreviewRow.Kind.UNDECIDED),
    "doubtful": Q(severity__in=("error", "warning")),
}
FIRST_TABS = ("undecided", "doubtful", "changed", "new", "retired")
"""What opens first: the first of these that has rows."""


@dataclass(frozen=True)
class Tab:
    """A kind of rows with its number. lead: what the rows are and what to do."""

    name: str
    label: str
    lead: str
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class PreviewPage:
    """Everything the preview shows.

    brings_nothing: no row is other than what stands, and none is doubtful; waiting: how many rows must be settled
    before the batch can be applied, waiting_rows: the first of them, each with its address; together: whose rows can be
    left out together, "" nobody's; alike: how many open questions can be answered together, told where they are
    shown; query: of the page as it is asked for.
    """

    tabs: list[Tab]
    tab: Tab
    unchanged: int
    brings_nothing: bool
    waiting: int
    waiting_rows: list[Link]
    left_out: int
    retiring: int
    rows: list[ShownRow]
    total: int
    together: str
    together_item: str
    alike: int
    is_filtered: bool
    query: str
    clear_url: str
    page_obj: Page[PreviewRow]
    page_links: list[Link]


def offered_items(batch: ImportBatch) -> list[str]:
    """The 改革項目 that the rows of the preview stand under, in the file's order."""
    items = batch.rows.exclude(item="").order_by().values("item").annotate(first=Min("order"))
    return list(items.order_by("first").values_list("item", flat=True))


def preview_page(batch: ImportBatch, filters: PreviewFilters, page_number: str) -> PreviewPage:
    """The preview as asked; without a tab, what needs a person first."""
    counts = _counts(batch)
    first = next((name for name in FIRST_TABS if counts[name]), FIRST_TABS[0])
    asked = filters if filters.tab else replace(filters, tab=first)
    page = Paginator(_narrowed(batch, asked), ROWS_A_PAGE).get_page(page_number)
    tabs = [_tab(batch, asked, name, counts[name]) for name in TABS]
    return PreviewPage(
        tabs=tabs,
        tab=next(one for one in tabs if one.is_current),
        unchanged=batch.counts.get("unchanged", 0),
        brings_nothing=not any(counts[name] for name in TAB_ROWS),
        waiting=counts["waiting"],
        waiting_rows=_waiting_rows(batch),
        left_out=counts["left_out"],
        retiring=counts["retiring"],
        rows=[shown_row(row) for row in page.object_list],
        total=page.paginator.count,
        together=_together(asked, counts["errors"]),
        together_item=asked.item,
        alike=len(sole_candidates(batch)) if asked.tab == "undecided" else 0,
        is_filtered=asked.is_narrowing,
        query=asked.query(page=str(page.number)),
        clear_url=_address(batch, PreviewFilters(asked.tab).query()),
        page_obj=page,
        page_links=page_links(page, lambda number: _address(batch, asked.query(page=number))),
    )


def _together(filters: PreviewFilters, errors: int) -> str:
    if filters.item:
        return f"改革項目「{filters.item}」のすべての行"
    return f"誤りのあるすべての行（{errors}件）" if filters.tab == "doubtful" and errors else ""


def _waiting_rows(batch: ImportBatch) -> list[Link]:
    rows = batch.rows.waiting().order_by("order")[:WAITING_NAMED]
    return [Link(row.title or UNREADABLE, _address(batch, _way_to(row).query())) for row in rows]


def _way_to(row: PreviewRow) -> PreviewFilters:
    return PreviewFilters("doubtful" if row.severity == "error" else "undecided", item=row.item, table=row.table)


def _counts(batch: ImportBatch) -> dict[str, int]:
    decided = {
        "errors": Q(severity="error"),
        "left_out": Q(decision=PreviewRow.LEAVE),
        "retiring": Q(decision=PreviewRow.RETIRE),
        "waiting": Q(pk__in=batch.rows.waiting().values("pk")),
    }
    return batch.rows.aggregate(**{name: Count("pk", filter=rows) for name, rows in (TAB_ROWS | decided).items()})


def _narrowed(batch: ImportBatch, filters: PreviewFilters) -> QuerySet[PreviewRow]:
    rows = batch.rows.filter(_asked_tab(filters)).order_by("order")
    if filters.item:
        rows = rows.filter(item=filters.item)
    if filters.table:
        rows = rows.filter(table=filters.table)
    if filters.severity:
        rows = rows.filter(severity=filters.severity)
    for word in filters.q.split():
        folded = unicodedata.normalize("NFKC", word)
        rows = rows.filter(Q(title__icontains=word) | Q(title__icontains=folded))
    return rows


def _asked_tab(filters: PreviewFilters) -> Q:
    """The rows of the tab; who asks for notes among the doubtful rows gets them as well."""
    if filters.tab == "doubtful" and filters.severity:
        return Q()
    return TAB_ROWS[filters.tab]


def _tab(batch: ImportBatch, filters: PreviewFilters, name: str, count: int) -> Tab:
    return Tab(name, TABS[name], LEADS[name], count, _address(batch, filters.query(tab=name)), name == filters.tab)


def _address(batch: ImportBatch, query: str) -> str:
    return f"{batch.get_absolute_url()}?{query}"
