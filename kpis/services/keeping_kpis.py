"""KPI rows that the secretariat adds, rewords, ends, joins and parts, with the definition and the target of each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from kpi_tracker.lib.readings import Baseline
from kpi_tracker.lib.records import replace
from kpi_tracker.lib.targets import read_target_cell
from kpis.drafts import DefinitionDraft, ListingDraft, SnapshotDraft
from kpis.frozen import plain
from kpis.models import Kpi, KpiListing, KpiMove, ProgressSnapshot
from kpis.services.identity import join_listings, part_listings
from kpis.services.listings import record_listings
from kpis.services.rereading import reread
from kpis.services.snapshots import record_snapshots
from reforms.models import FormSheet
from reforms.services.entries import require_seen
from reforms.services.keeping import NotKept, held, new_row_id, newest_round, next_order, require_keeper
from reforms.services.recording import Change, update_rows
from reforms.services.sources import PlaceRegister

OTHER_KPI = "見出し行でない、ほかのKPIの行を選んでください。"
ALONE = "このKPIを載せている行はこの行だけです。分けるものがありません。"


@dataclass(frozen=True)
class KpiWords:
    """What a KPI row says, and what the KPI整理表 says of its KPI. lead_ministry: a name or alias."""

    name: str
    target: str = ""
    label: str = ""
    tier: int | None = None
    is_relisted: bool = False
    definition: str = ""
    unit: str = ""
    direction: str = ""
    frequency: str = ""
    collected_at: str = ""
    means: str = ""
    lead_ministry: str = ""


@dataclass(frozen=True)
class SeenKpi:
    """The versions that the person saw; 0 where there was no row."""

    listing: int
    kpi: int
    snapshot: int


@transaction.atomic
def keep_kpi(listing: KpiListing, words: KpiWords, *, seen: SeenKpi, change: Change) -> KpiListing:
    """The KPI row with these words, in force again where it was ended, and its target read anew.

    Raises NotKept, MovedOn, Locked, ValidationError.
    """
    require_keeper(change, listing.edition)
    stored = held(listing, seen.listing)
    if stored.kpi is not None:
        held(stored.kpi, seen.kpi)
    draft = _worded(listing_as_drafted(stored), words, stored.kpi)
    kept = record_listings(stored.edition, [draft], places=PlaceRegister(None), change=change)[draft.row_id]
    _keep_target(kept, words.target, seen.snapshot, change)
    return kept


@transaction.atomic
def restore_kpi(listing: KpiListing, *, version: int, change: Change) -> KpiListing:
    """The KPI row in force again, as it is. Raises NotKept, MovedOn, ValidationError."""
    require_keeper(change, listing.edition)
    draft = listing_as_drafted(held(listing, version))
    return record_listings(listing.edition, [draft], places=PlaceRegister(None), change=change)[draft.row_id]


@transaction.atomic
def add_kpi(sheet: FormSheet, words: KpiWords, *, change: Change) -> KpiListing:
    """A new KPI row, last on its page, with a Kpi of its own and a target. Raises NotKept, Locked, ValidationError."""
    require_keeper(change, sheet.edition)
    edition, nowhere = sheet.edition, PlaceRegister(None)
    row_id = new_row_id(KpiListing, edition, f"{sheet.row_id}-k")
    draft = _worded(ListingDraft(row_id, sheet.row_id, next_order(sheet.listings), words.name), words, None)
    listing = record_listings(edition, [draft], places=nowhere, change=change)[row_id]
    targets = tuple(read_target_cell(words.target or None, words.name).targets)
    round = newest_round(edition)
    record_snapshots(round, [SnapshotDraft(row_id, words.target, targets=targets)], places=nowhere, change=change)
    return listing


@transaction.atomic
def join_kpi(listing: KpiListing, *, to: KpiListing, version: int, change: Change) -> None:
    """Says that the row measures what the other row measures. Raises NotKept, MovedOn, ValidationError."""
    require_keeper(change)
    stored = held(listing, version)
    if stored.kpi_id is None or to.kpi is None or to.pk == stored.pk:
        raise NotKept(OTHER_KPI)
    join_listings([stored], to=to.kpi, grounds=KpiMove.Grounds.PERSON, change=change)


@transaction.atomic
def part_kpi(listing: KpiListing, *, version: int, change: Change) -> None:
    """Says that the row measures something of its own. Raises NotKept, MovedOn, ValidationError."""
    require_keeper(change)
    stored = held(listing, version)
    if not KpiListing.objects.filter(kpi=stored.kpi_id).exclude(pk=stored.pk).exists():
        raise NotKept(ALONE)
    part_listings([stored], change=change)


def kpi_as_kept(listing: KpiListing) -> tuple[KpiWords, SeenKpi]:
    """What the KPI row, its Kpi and its target in the newest round say now, and their versions. Two queries."""
    snapshot = listing.snapshots.order_by("-round__fiscal_year").first()
    kpi = listing.kpi or Kpi()
    words = KpiWords(
        name=listing.name,
        target=snapshot.target_words if snapshot else "",
        label=listing.label,
        tier=listing.tier,
        is_relisted=listing.is_relisted,
        definition=kpi.definition,
        unit=kpi.unit,
        direction=kpi.direction,
        frequency=kpi.frequency,
        collected_at=kpi.collected_at,
        means=kpi.means,
        lead_ministry=kpi.lead_ministry.name if kpi.lead_ministry else "",
    )
    return words, SeenKpi(listing.version, kpi.version if kpi.pk else 0, snapshot.version if snapshot else 0)


def listing_as_drafted(listing: KpiListing) -> ListingDraft:
    """The draft that would leave a KPI row as it is; its Kpi stays as it is, too."""
    value = listing.baseline_value
    return ListingDraft(
        row_id=listing.row_id,
        sheet_row_id=listing.sheet.row_id,
        order=listing.order,
        name=listing.name,
        tier=listing.tier,
        label=listing.label,
        heading_row_id=listing.heading.row_id if listing.heading else None,
        is_heading=listing.is_heading,
        is_relisted=listing.is_relisted,
        is_main=listing.is_main,
        baseline_words=listing.baseline_words,
        baseline=None if value is None else Baseline(plain(value), listing.baseline_unit, listing.baseline_fy),
    )


def _worded(draft: ListingDraft, words: KpiWords, kpi: Kpi | None) -> ListingDraft:
    """The draft with the words; a heading has no definition. The baseline of the Kpi stays."""
    worded = replace(
        draft, name=words.name, label=words.label, tier=words.tier, is_relisted=words.is_relisted, definition=None
    )
    if draft.is_heading:
        return worded
    value = kpi.baseline_value if kpi else None
    definition = DefinitionDraft(
        definition=words.definition,
        unit=words.unit,
        direction=words.direction,
        baseline_value="" if value is None else f"{plain(value):f}",
        baseline_as_of=kpi.baseline_as_of if kpi else "",
        frequency=words.frequency,
        collected_at=words.collected_at,
        means=words.means,
        lead_ministry=words.lead_ministry,
    )
    return replace(worded, definition=definition)


def _keep_target(listing: KpiListing, words: str, seen: int, change: Change) -> None:
    """Writes the words of the target in the newest round, where they differ, and reads them anew."""
    round = newest_round(listing.edition)
    row = ProgressSnapshot.objects.select_for_update().filter(listing=listing, round=round).first()
    if row is None or row.target_words == words:
        return
    require_seen(row, seen)
    row.target_words = words
    update_rows([row], ["target_words"], change=change)
    reread([row], change=change)
