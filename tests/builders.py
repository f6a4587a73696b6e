"""Rows for tests, made as the services make them. Every value a test speaks of is given by the test."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from kpi_tracker.lib.readings import ActualReading, PromiseReading, TargetReading
from kpis.drafts import ListingDraft, SnapshotDraft
from kpis.models import KpiListing, ListingResponsibility
from kpis.services.listings import record_listings
from kpis.services.publishing import publish_round
from kpis.services.snapshots import record_snapshots
from reforms.drafts import ItemDraft, PlaceDraft, ProcessDraft, ProgressDraft, SegmentDraft, SheetDraft
from reforms.models import (
    Edition,
    EditionScale,
    Ministry,
    Programme,
    ProgressSegment,
    Publication,
    Rating,
    RatingScale,
    ReportingRound,
    SegmentResponsibility,
    SourceDocument,
    User,
)
from reforms.services.frame import record_processes, record_sheets
from reforms.services.items import record_items
from reforms.services.locks import asked_once
from reforms.services.progress import record_progress
from reforms.services.recording import Change
from reforms.services.sources import PlaceRegister, add_source_document

_numbers = itertools.count(1)
BY_NOBODY = Change(by=None)
GRADES = (
    ("A", "目安以上", "circle", "good"),
    ("B", "目安未満", "triangle", "behind"),
    ("N", "区分困難", "dashed", "unknown"),
)


def make_programme(name: str = "試験計画") -> Programme:
    """A programme that runs from April 2016 to March 2021."""
    slug = f"programme-{next(_numbers)}"
    return Programme.objects.create(
        slug=slug, name=f"{name}{slug}", begins_on=datetime.date(2016, 4, 1), ends_on=datetime.date(2021, 3, 31)
    )


def make_ministry(name: str, parent: Ministry | None = None) -> Ministry:
    """A ministry whose short name is its name."""
    return Ministry.objects.create(name=name, short_name=name, order=next(_numbers), parent=parent)


def make_user(role: User.Role = User.Role.STAFF, *ministries: Ministry, **named: str) -> User:
    """Somebody of the role, who writes for the ministries."""
    user = User.objects.create(username=f"{role}-{next(_numbers)}", role=role, **named)
    user.ministries.set(ministries)
    return user


def make_round(fiscal_year: int = 2017, programme: Programme | None = None, *, grades: bool = True) -> ReportingRound:
    """A round of an edition of its own; with grades the edition rates KPIs A/B/N and marks processes 順調."""
    edition = Edition.objects.create(
        slug=f"edition-{next(_numbers)}",
        programme=programme or make_programme(),
        name=f"{fiscal_year}年の版",
        fiscal_year=fiscal_year,
        published_on=datetime.date(fiscal_year, 12, 21),
    )
    if grades:
        _add_scale(edition, EditionScale.Rates.KPI, GRADES)
        _add_scale(edition, EditionScale.Rates.PROCESS, [("順調", "順調", "circle", "good")])
    return ReportingRound.objects.create(edition=edition, fiscal_year=fiscal_year)


def _add_scale(edition: Edition, rates: str, ratings: Sequence[tuple[str, str, str, str]]) -> None:
    scale = RatingScale.objects.create(slug=f"scale-{next(_numbers)}", name="試験の区分")
    Rating.objects.bulk_create(
        Rating(scale=scale, code=code, label=label, order=order, shape=shape, colour_role=colour)
        for order, (code, label, shape, colour) in enumerate(ratings)
    )
    EditionScale.objects.create(edition=edition, rates=rates, scale=scale)


@dataclass(frozen=True)
class KpiSpec:
    """A KPI row: words, and the readings given for them."""

    name: str = "窓口業務の委託団体数"
    target: str = "2020年度までに416団体"
    actual: str = "301団体（2017年４月速報値）"
    grade: str = "B"
    note: str = ""
    tier: int = 1
    relisted: bool = False
    heading: bool = False
    targets: tuple[TargetReading, ...] = (
        TargetReading("numeric", Decimal(416), "団体", ">=", deadline_fy=2020, raw="416団体", span=(9, 14)),
    )
    actuals: tuple[ActualReading, ...] = (
        ActualReading(Decimal(301), "団体", as_of="2017-04", kind="preliminary", raw="301団体", span=(0, 5)),
    )
    promises: tuple[PromiseReading, ...] = ()


NOT_YET = KpiSpec(actual="", grade="", actuals=())
"""A KPI row of a round that was just opened."""


@dataclass(frozen=True)
class ItemSpec:
    """A 改革項目 on one sheet with its processes (words) and KPIs."""

    name: str
    number: str = ""
    important_issue: str = ""
    processes: tuple[str, ...] = ("調査を実施",)
    segments: tuple[SegmentDraft, ...] = (
        SegmentDraft("【総務省】", ("総務省",), "【総務省】調査を実施した。（順調）", "引き続き実施。", "順調"),
    )
    kpis: tuple[KpiSpec, ...] = field(default_factory=lambda: (KpiSpec(),))


@dataclass(frozen=True)
class BuiltRound:
    """What `build_round` made."""

    round: ReportingRound
    document: SourceDocument
    listings: dict[str, KpiListing]


def _item_places(item: ItemSpec) -> dict[str, PlaceDraft]:
    places = {"item": PlaceDraft(1, 1, f"改革項目：{item.number}{item.name}")}
    return places | ({"important_issue": PlaceDraft(2, 2, item.important_issue)} if item.important_issue else {})


def make_document(published_on: datetime.date) -> SourceDocument:
    """A document of a hundred lines."""
    number = next(_numbers)
    return add_source_document(
        file_name=f"{number}.txt",
        sha256=f"{number:064x}",
        title=f"試験文書{number}",
        published_on=published_on,
        layout="progress_2017",
        text="\n".join(f"{line}行目" for line in range(1, 101)),
    )


def build_round(round: ReportingRound, items: Sequence[ItemSpec]) -> BuiltRound:
    """Writes items, each on a sheet of its own, through the services. Row ids: "i1", "s1-p1", "s1-k1"."""
    return record_round(round, items, make_document(round.edition.published_on))


@asked_once()  # nobody closes the round meanwhile
def record_round(
    round: ReportingRound, items: Sequence[ItemSpec], document: SourceDocument, change: Change = BY_NOBODY
) -> BuiltRound:
    """Writes items as `build_round` does, over what is stored of them by now."""
    places = PlaceRegister(document)
    edition = round.edition
    rows = list(enumerate(items, start=1))
    record_items(
        edition,
        [
            ItemDraft(f"i{n}", n, item.name, item.number, item.important_issue, places=_item_places(item))
            for n, item in rows
        ],
        places=places,
        change=change,
    )
    record_sheets(edition, [SheetDraft(f"s{n}", n, (f"i{n}",)) for n, _ in rows], places=places, change=change)
    record_processes(
        edition,
        [
            ProcessDraft(f"s{n}-p{m}", f"s{n}", m, words, PlaceDraft(m, m + 1, words))
            for n, item in rows
            for m, words in enumerate(item.processes, start=1)
        ],
        places=places,
        change=change,
    )
    record_progress(
        round,
        [
            ProgressDraft(
                f"s{n}-p{m}",
                f"s{n}",
                m,
                (f"s{n}-p{m}",),
                item.segments,
                progress="".join(segment.progress for segment in item.segments),
                outlook="".join(segment.outlook for segment in item.segments),
                places={"progress": PlaceDraft(5, 6, "進捗")},
            )
            for n, item in rows
            for m, _ in enumerate(item.processes, start=1)
        ],
        places=places,
        change=change,
    )
    kpis = [(f"s{n}-k{m}", n, m, kpi) for n, item in rows for m, kpi in enumerate(item.kpis, start=1)]
    listings = record_listings(
        edition,
        [
            ListingDraft(
                row_id,
                f"s{n}",
                m,
                kpi.name,
                kpi.tier,
                is_heading=kpi.heading,
                is_relisted=kpi.relisted,
                place=PlaceDraft(m, m, kpi.name),
            )
            for row_id, n, m, kpi in kpis
        ],
        places=places,
        change=change,
    )
    record_snapshots(
        round,
        [
            SnapshotDraft(
                row_id,
                kpi.target,
                kpi.actual,
                kpi.grade,
                kpi.note,
                kpi.targets,
                kpi.actuals,
                kpi.promises,
                places={
                    "target": PlaceDraft(10, 11, kpi.target),
                    "actual": PlaceDraft(12, 12, kpi.actual),
                    "grade": PlaceDraft(13, 13, kpi.grade),
                },
            )
            for row_id, _, _, kpi in kpis
        ],
        places=places,
        change=change,
    )
    return BuiltRound(round, document, listings)


def publish(built: BuiltRound, *, reason: str = "") -> Publication:
    """Publishes what was built, on the edition's own date."""
    return publish_round(
        built.round, published_on=built.round.edition.published_on, document=built.document, reason=reason, by=None
    )


def open_for_entry(built: BuiltRound, *ministries: Ministry, due_on: datetime.date | None = None) -> ReportingRound:
    """The round, opened; the ministries answer for each of its rows together."""
    built.round.opened_at, built.round.due_on = timezone.now(), due_on
    built.round.save()
    listings = [listing for listing in built.listings.values() if not listing.is_heading]
    segments = list(ProgressSegment.objects.filter(process_progress__round=built.round))
    for ministry in ministries:
        ListingResponsibility.objects.bulk_create(
            ListingResponsibility(listing=one, ministry=ministry) for one in listings
        )
        SegmentResponsibility.objects.bulk_create(
            SegmentResponsibility(segment=one, ministry=ministry) for one in segments
        )
    return built.round
