"""What became of a batch: its rows with the way to each page, and who did what when and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse

from importers.imports.filters import TABLES
from importers.imports.selectors.batches import person_name, time_label
from importers.imports.selectors.planned_rows import UNREADABLE
from importers.models import ImportBatch, PreviewRow
from kpis.models import PublishedKpi
from reforms.models import PublishedItem
from reforms.paging import page_links
from reforms.selectors import Link

ROWS_A_PAGE = 50
WRITTEN = Q(kind__in=("new", "changed", "undecided")) & ~Q(decision=PreviewRow.LEAVE) | Q(
    kind="retired", decision=PreviewRow.RETIRE
)


@dataclass(frozen=True)
class ShownAct:
    """What a person did with the batch."""

    act: str
    by: str
    at: str
    reason: str


@dataclass(frozen=True)
class WrittenRow:
    """A row that the batch wrote. url: its page, "" while it is not published."""

    kind: str
    table: str
    item: str
    title: str
    headings: list[str]
    url: str


@dataclass(frozen=True)
class ResultPage:
    """Everything the result shows."""

    acts: list[ShownAct]
    rows: list[WrittenRow]
    left_out: int
    total: int
    page_obj: Page[PreviewRow]
    page_links: list[Link]


def result_page(batch: ImportBatch, page_number: str) -> ResultPage:
    """The result, the written rows in the file's order."""
    page = Paginator(batch.rows.filter(WRITTEN).order_by("order"), ROWS_A_PAGE).get_page(page_number)
    rows = list(page.object_list)
    addresses = _addresses(batch, [_row_id(row) for row in rows])
    return ResultPage(
        acts=list(_acts(batch)),
        rows=[_written(row, addresses.get(_row_id(row), "")) for row in rows],
        left_out=batch.rows.filter(decision=PreviewRow.LEAVE).count(),
        total=page.paginator.count,
        page_obj=page,
        page_links=page_links(page, lambda number: f"{batch.get_absolute_url()}?page={number}"),
    )


def _row_id(row: PreviewRow) -> str:
    """The row that was written: of an open question the one that the person named."""
    if row.decision.startswith(PreviewRow.SAME):
        return row.decision.removeprefix(PreviewRow.SAME)
    return str(row.content.get("row_id", ""))


def _addresses(batch: ImportBatch, row_ids: list[str]) -> dict[str, str]:
    """By row id the page that shows the row to the public, of those that are published."""
    if batch.round is None:
        return {}
    edition, current = batch.round.edition_id, {"publication__is_current": True}
    items = PublishedItem.objects.filter(item__edition=edition, **current)
    kpis = PublishedKpi.objects.filter(listing__edition=edition, listing__row_id__in=row_ids, **current)
    of_item = items.filter(item__row_id__in=row_ids).values_list("item__row_id", "item")
    of_process = items.filter(item__sheets__processes__row_id__in=row_ids).values_list(
        "item__sheets__processes__row_id", "item"
    )
    pages = {row_id: reverse("kpis:item", args=(item,)) for row_id, item in (*of_item, *of_process)}
    of_kpi = kpis.exclude(listing__kpi=None).values_list("listing__row_id", "listing__kpi")
    return pages | {row_id: reverse("kpis:kpi", args=(kpi,)) for row_id, kpi in of_kpi}


def _acts(batch: ImportBatch) -> Iterable[ShownAct]:
    """Who did what: taking the file in, applying it, taking it back."""
    yield ShownAct("受付け", person_name(batch.uploaded_by), time_label(batch.uploaded_at), "")
    if batch.applied_by and batch.applied_at:
        yield ShownAct("反映", person_name(batch.applied_by), time_label(batch.applied_at), batch.reason)
    if batch.undone_by and batch.undone_at:
        yield ShownAct("取消し", person_name(batch.undone_by), time_label(batch.undone_at), batch.undo_reason)


def _written(row: PreviewRow, url: str) -> WrittenRow:
    return WrittenRow(
        kind=row.get_kind_display(),
        table=TABLES[row.table],
        item=row.item,
        title=row.title or UNREADABLE,
        headings=[change["heading"] for change in row.content.get("changes", ())],
        url=url,
    )
