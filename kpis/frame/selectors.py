"""The frame of an edition for the page that keeps it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from kpis.models import KpiListing
from reforms.models import Edition, FormSheet, ReformItem, ReformProcess


@dataclass(frozen=True)
class KeptRow:
    """A row of the frame with the way to keep it. is_over: it was ended."""

    title: str
    note: str
    is_over: bool
    url: str


@dataclass(frozen=True)
class KeptPage:
    """A page of the frame. add_process, add_kpi: where a row is added."""

    name: str
    also_of: str
    processes: list[KeptRow]
    kpis: list[KeptRow]
    add_process: str
    add_kpi: str


@dataclass(frozen=True)
class KeptItem:
    """An item with its pages."""

    anchor: str
    row: KeptRow
    pages: list[KeptPage]


def editions() -> QuerySet[Edition]:
    """Every edition, by programme, the latest first."""
    return Edition.objects.select_related("programme").order_by(
        "programme__order", "programme__slug", "-fiscal_year", "-published_on"
    )


def frame_items(edition: Edition) -> list[KeptItem]:
    """The items with their pages and rows. Seven queries, whatever their number."""
    pages = _pages(edition)
    rows = ReformItem.objects.filter(edition=edition).prefetch_related("sheets", "item_ministries__ministry")
    return [
        KeptItem(
            f"item-{item.pk}",
            _row(item, "items", "、".join(tie.ministry.short_name for tie in item.item_ministries.all())),
            [pages[sheet.pk] for sheet in sorted(item.sheets.all(), key=lambda sheet: sheet.order)],
        )
        for item in rows.order_by("order")
    ]


def _pages(edition: Edition) -> dict[int, KeptPage]:
    words = edition.vocabulary
    processes = _by_page(ReformProcess.objects.filter(edition=edition).order_by("order", "pk"))
    kpis = _by_page(KpiListing.objects.filter(edition=edition).order_by("order", "pk"))
    return {
        sheet.pk: KeptPage(
            f"様式{sheet.order}",
            "、".join(str(item) for item in sheet.items.all()) if len(sheet.items.all()) > 1 else "",
            [_row(row, "processes") for row in processes[sheet.pk]],
            [_row(row, "kpis", words.tier_label(row.tier)) for row in kpis[sheet.pk]],
            reverse("kpis:frame_add_process", args=(sheet.pk,)),
            reverse("kpis:frame_add_kpi", args=(sheet.pk,)),
        )
        for sheet in FormSheet.objects.filter(edition=edition).prefetch_related("items")
    }


def _by_page(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.sheet_id].append(row)
    return found


def _row(row: Any, kind: str, note: str = "") -> KeptRow:
    return KeptRow(str(row), note, row.retired_in_id is not None, reverse("kpis:frame_row", args=(kind, row.pk)))
