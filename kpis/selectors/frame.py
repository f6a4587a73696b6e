"""The frame of an edition as rows with their words, and what changed against the edition before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import Q
from django.urls import reverse

from kpi_tracker.lib.records import replace
from kpis.frame_changes import FrameChanges, FrameRow, PrintedKpi, compare_frames, rows_before
from kpis.models import KpiListing, ProgressSnapshot
from reforms.models import Edition, ReformItem, ReformProcess, ReportingRound
from reforms.services.lineage import edition_before
from reforms.vocabulary import Vocabulary

EVERYTHING = Q()
STANDING = Q(retired_in=None)
ON_STANDING_PAGES = STANDING & Q(sheet__items__retired_in=None, sheet__items__isnull=False)


def latest_round(edition: Edition) -> ReportingRound | None:
    """The edition's round of the latest year."""
    return edition.rounds.order_by("-fiscal_year").first()


def changes_of(edition: Edition) -> FrameChanges | None:
    """What changed against the edition before; None where there is none. The number of queries is fixed."""
    before = edition_before(edition)
    if before is None:
        return None
    kpis = rows_before(_printed_kpis(before), _printed_kpis(edition))
    words = edition.vocabulary
    return compare_frames(_rows(before, words, {}), _rows(edition, words, kpis, STANDING, ON_STANDING_PAGES))


def changes_if_copied(edition: Edition) -> FrameChanges:
    """What the next edition would lack, were it opened now: rows that were retired, and pages without an item."""
    words = edition.vocabulary
    going_on = _rows(edition, words, {}, STANDING, ON_STANDING_PAGES)
    return compare_frames(_rows(edition, words, {}), [replace(row, before=row.key) for row in going_on])


def _rows(
    edition: Edition,
    words: Vocabulary,
    kpis: Mapping[int, int],
    items: Q = EVERYTHING,
    on_pages: Q = EVERYTHING,
) -> list[FrameRow]:
    """The rows under the given words. kpis: which KPI row each goes on from; items, on_pages: which rows are meant."""
    return [
        *_items(edition, words, items),
        *_processes(edition, words, on_pages),
        *_kpi_rows(edition, words, kpis, on_pages),
    ]


def _items(edition: Edition, words: Vocabulary, wanted: Q) -> Iterator[FrameRow]:
    rows = ReformItem.objects.filter(wanted, edition=edition).prefetch_related("item_ministries__ministry")
    for row in rows.order_by("order"):
        ministries = "、".join(tie.ministry.name for tie in row.item_ministries.all())
        cells = {words.item: str(row), "重要課題": row.important_issue, "府省庁": ministries}
        yield FrameRow(
            words.item, row.pk, str(row), cells, row.continues_id, reverse("kpis:frame_row", args=("items", row.pk))
        )


def _processes(edition: Edition, words: Vocabulary, wanted: Q) -> Iterator[FrameRow]:
    rows = ReformProcess.objects.filter(wanted, edition=edition).distinct()
    for row in rows.order_by("sheet__order", "order", "pk"):
        url = reverse("kpis:frame_row", args=("processes", row.pk))
        yield FrameRow(words.process, row.pk, str(row), {words.process: row.words}, row.continues_id, url)


def _kpi_rows(edition: Edition, words: Vocabulary, kpis: Mapping[int, int], wanted: Q) -> Iterator[FrameRow]:
    snapshots = ProgressSnapshot.objects.filter(listing__edition=edition).order_by("round__fiscal_year")
    targets = dict(snapshots.values_list("listing", "target_words"))
    rows = KpiListing.objects.filter(wanted, edition=edition).distinct()
    for row in rows.order_by("sheet__order", "order", "pk"):
        cells = {
            "名称": row.name,
            words.tier: words.tier_label(row.tier),
            words.target: targets.get(row.pk, ""),
        }
        yield FrameRow(
            words.kpi, row.pk, str(row), cells, kpis.get(row.pk), reverse("kpis:frame_row", args=("kpis", row.pk))
        )


def _printed_kpis(edition: Edition) -> list[PrintedKpi]:
    rows = KpiListing.objects.filter(edition=edition).order_by("sheet__order", "order", "pk")
    return [PrintedKpi(*values) for values in rows.values_list("pk", "kpi_id", "row_id")]
