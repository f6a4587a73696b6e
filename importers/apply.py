"""Drafts → services, in one transaction: the one place of the import that writes reform and KPI data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from importers.document import SourceDocument
from importers.drafting import Drafts
from importers.readers.source_file import SourceFile
from importers.workbook import RefusedWorkbook
from importers.workbook.guarded import PACKAGES, read_workbook
from importers.workbook.own_text import OwnText, own_text, placed_in
from kpis.drafts import ListingDraft
from kpis.models import KpiListing
from kpis.services.lineage import join_certain_kpis
from kpis.services.listings import record_listings
from kpis.services.snapshots import record_snapshots
from reforms.drafts import IssueDraft
from reforms.models import ReformItem, ReformProcess, ReportingRound
from reforms.models import SourceDocument as KeptDocument
from reforms.services.corrections import record_corrections
from reforms.services.evaluations import record_assessments, record_budget
from reforms.services.frame import record_processes, record_sheets, retire_rows
from reforms.services.items import record_items
from reforms.services.lineage import link_to_neighbours
from reforms.services.locks import Locked
from reforms.services.ministries import ministries_by_name, unknown_names
from reforms.services.progress import PartInUse, record_progress
from reforms.services.recording import Change
from reforms.services.sources import PlaceRegister, add_issues, add_source_document
from reforms.services.upserting import NoSuchRow

AT_ONCE = 1_000
"""KPI rows that are written at once: as rows of the database they take much more memory than as drafts."""


class NotLoadable(Exception):
    """The document cannot be loaded as it is. The message is Japanese and says what to do."""


@contextmanager
def told_in_japanese() -> Iterator[None]:
    """What the services or the database refuse of a document becomes NotLoadable."""
    try:
        yield
    except (NoSuchRow, PartInUse, Locked) as refusal:
        raise NotLoadable(str(refusal)) from refusal
    except ValidationError as refusal:
        listed = " ".join(refusal.messages)
        raise NotLoadable(f"データベースに入らない値があります。資料の値を直してください。{listed}") from refusal
    except (IntegrityError, DataError) as refusal:
        reason = " ".join(str(refusal).split())
        raise NotLoadable(f"データベースの制約に合わない行があります。資料を直してください（{reason}）。") from refusal


def placed_in_text(document: SourceDocument, original: SourceFile) -> tuple[SourceDocument, OwnText]:
    """The document with its places in the text that stands for the original, and that text. Raises NotLoadable."""
    if not original.data.startswith(PACKAGES):
        return document, OwnText(original.text or "", {})
    try:
        shown = own_text(read_workbook(original.data))
    except RefusedWorkbook as refusal:
        raise NotLoadable(f"元文書「{original.name}」：{refusal}") from refusal
    return placed_in(document, shown), shown


@dataclass(frozen=True)
class Writable:
    """What an import writes, apart from all that it was found by: the file's records need much more memory.

    retired: row ids; text: what stands for the file, in whose lines the places of the drafts are.
    """

    drafts: Drafts
    retired: tuple[str, ...]
    original: SourceFile
    layout: str
    text: str


@transaction.atomic
def write_import(round: ReportingRound, found: Writable, *, change: Change) -> KeptDocument:
    """Writes what is new and changed, and retires what was decided; the document it is cited from.

    Raises NotLoadable, nothing being written.
    """
    with told_in_japanese():
        kept = add_source_document(
            file_name=found.original.name,
            sha256=found.original.sha256,
            title=found.original.name,
            published_on=timezone.localdate(),
            layout=found.layout,
            text=found.text,
        )
        write_drafts(round, found.drafts, kept, change=change)
        for model in (ReformItem, ReformProcess, KpiListing):
            rows = model._default_manager.filter(edition=round.edition_id, row_id__in=found.retired)
            retire_rows(list(rows), round=round, change=change)
    return kept


@transaction.atomic
def write_drafts(round: ReportingRound, drafts: Drafts, source: KeptDocument, *, change: Change) -> None:
    """Brings the rows of a round to what the drafts say, and joins what the documents themselves show to be one."""
    places = PlaceRegister(source)
    record_items(round.edition, drafts.items, places=places, change=change)
    record_sheets(round.edition, drafts.sheets, places=places, change=change)
    record_processes(round.edition, drafts.processes, places=places, change=change)
    record_progress(round, drafts.progress, places=places, change=change)
    for listings in _some_pages(drafts.listings):
        record_listings(round.edition, listings, places=PlaceRegister(source), change=change)
    record_corrections(round, drafts.corrections, change=change)
    for first in range(0, len(drafts.snapshots), AT_ONCE):
        some = drafts.snapshots[first : first + AT_ONCE]
        record_snapshots(round, some, places=PlaceRegister(source), change=change)
    record_assessments(round, drafts.assessments, places=places, change=change)
    record_budget(round, drafts.budget, places=places, change=change)
    add_issues(source, (*drafts.issues, *_of_unknown_ministries(drafts)))
    link_to_neighbours(round.edition, change=change)
    join_certain_kpis(round.edition, change=change)


def _some_pages(listings: Iterable[ListingDraft]) -> Iterator[list[ListingDraft]]:
    """The KPI rows, as many whole pages at a time as come to AT_ONCE: rows stand under headings of their own page."""
    some: list[ListingDraft] = []
    for _, page in groupby(listings, key=lambda listing: listing.sheet_row_id):
        some += page
        if len(some) >= AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _of_unknown_ministries(drafts: Drafts) -> Iterator[IssueDraft]:
    """A warning on each row that names a ministry the reference data does not have: its words stay, its tie is none."""
    named: list[tuple[str, str]] = []
    for item in drafts.items:
        named += [(item.row_id, name) for name in (*item.ministries, *item.lead_ministries)]
    for cell in drafts.progress:
        named += [(cell.stands_at, name) for segment in cell.segments for name in segment.ministries]
    for listing in drafts.listings:
        if listing.definition and listing.definition.lead_ministry:
            named.append((listing.row_id, listing.definition.lead_ministry))
    unknown = set(unknown_names((name for _, name in named), ministries_by_name()))
    for row_id, name in dict.fromkeys(named):
        if name in unknown:
            message = (
                f"「{name}」は登録された府省庁の名称・略称・別名のどれでもありません。"
                "記載のまま残しました。府省庁の別名に加えるか、記載を確かめてください。"
            )
            yield IssueDraft(row_id, "ministries", "ministry_unknown", "warning", message, name)
