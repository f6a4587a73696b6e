"""The list of batches, and the head that every page of one batch has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from importers.imports.wording import LOOKS, Look, layout_label
from importers.models import ImportBatch
from kpi_tracker.lib.file_names import plain_name
from reforms.models import ReportingRound, User
from reforms.paging import page_links
from reforms.selectors import Link, date_label, year_label

BATCHES_A_PAGE = 30
State = ImportBatch.State


@dataclass(frozen=True)
class ShownCount:
    """「変更 12」."""

    label: str
    count: int


@dataclass(frozen=True)
class ShownBatch:
    """A batch as its head and its line in the list show it. earlier: the page of the same file's earlier import."""

    name: str
    url: str
    size: str
    uploaded: str
    uploaded_by: str
    state: str
    look: Look
    round: str
    layout: str
    made_from: str
    programme: str
    edition: str
    year: str
    ministries: str
    counts: list[ShownCount]
    earlier: Link | None


@dataclass(frozen=True)
class BatchListPage:
    """Everything the list shows."""

    rows: list[ShownBatch]
    total: int
    page_obj: Page[ImportBatch]
    page_links: list[Link]


def batch_list_page(state: str, page_number: str) -> BatchListPage:
    """The batches, the latest first; of one state where it is asked for."""
    found = ImportBatch.objects.select_related("uploaded_by", "round__edition")
    address, kept = reverse("importers:batches"), {"state": state} if state else {}
    page = Paginator(found.filter(state=state) if state else found, BATCHES_A_PAGE).get_page(page_number)
    return BatchListPage(
        rows=shown_batches(list(page.object_list)),
        total=page.paginator.count,
        page_obj=page,
        page_links=page_links(page, lambda number: f"{address}?{urlencode(kept | {'page': number})}"),
    )


def shown_batches(batches: list[ImportBatch]) -> list[ShownBatch]:
    """The batches as shown, in one further query: whether the same file was imported before."""
    applied = ImportBatch.objects.filter(state=State.APPLIED, sha256__in={batch.sha256 for batch in batches})
    standing = {batch.sha256: batch for batch in applied.order_by("applied_at")}
    return [_shown(batch, standing.get(batch.sha256)) for batch in batches]


def _shown(batch: ImportBatch, standing: ImportBatch | None) -> ShownBatch:
    return ShownBatch(
        name=plain_name(batch.file_name),
        url=batch.get_absolute_url(),
        size=size_label(batch.size),
        uploaded=time_label(batch.uploaded_at),
        uploaded_by=person_name(batch.uploaded_by),
        state=batch.get_state_display(),
        look=LOOKS[State(batch.state)],
        round=round_label(batch.round) if batch.round else "",
        layout=layout_label(batch.layout),
        made_from=layout_label(batch.made_from),
        programme=batch.programme,
        edition=batch.edition,
        year=year_label(batch.fiscal_year) if batch.fiscal_year else "",
        ministries="、".join(batch.ministries),
        counts=shown_counts(batch),
        earlier=_earlier(batch, standing),
    )


def _earlier(batch: ImportBatch, standing: ImportBatch | None) -> Link | None:
    if standing is None or standing.pk == batch.pk or standing.applied_at is None:
        return None
    return Link(time_label(standing.applied_at), standing.get_absolute_url())


def shown_counts(batch: ImportBatch) -> list[ShownCount]:
    """What the plan counts, what is none left out; 同じ always."""
    labels = {
        "new": "新規",
        "changed": "変更",
        "retired": "廃止候補",
        "undecided": "判断が必要",
        "errors": "誤り",
        "warnings": "注意",
    }
    shown = [ShownCount(label, batch.counts[name]) for name, label in labels.items() if batch.counts.get(name)]
    return [*shown, ShownCount("同じ", batch.counts["unchanged"])] if "unchanged" in batch.counts else shown


def round_label(round: ReportingRound) -> str:
    """「…の版（2017年度）」."""
    return f"{round.edition.name}（{round.fiscal_year}年度）"


def person_name(user: User) -> str:
    """The full name, the name to sign in with where there is none."""
    return user.get_full_name() or user.get_username()


def time_label(at: datetime) -> str:
    """「2017年12月21日 14:05」 in Japan."""
    local = timezone.localtime(at)
    return f"{date_label(local)} {local:%H:%M}"


def size_label(size: int) -> str:
    """The size of a file, from bytes.

    >>> size_label(20 * 1024**2), size_label(2100), size_label(3)
    ('20.0 MB', '2.1 KB', '3 バイト')
    """
    for unit, bytes_of_unit in (("MB", 1024**2), ("KB", 1024)):
        if size >= bytes_of_unit:
            return f"{size / bytes_of_unit:.1f} {unit}"
    return f"{size} バイト"
