"""Publishing a round: its items, progress and KPI rows are frozen together."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from kpi_tracker.lib.search import key_of_texts
from kpis.frozen import FrozenKpi, freeze_baseline, freeze_definition, freeze_measurement, freeze_promise, freeze_target
from kpis.models import KpiListing, Measurement, ProgressSnapshot, PublishedKpi, Target
from kpis.searched import kpi_texts
from kpis.services.search_keys import collect_keys
from kpis.services.standings import stand_publication
from reforms.frozen import FrozenPlace, freeze_correction, freeze_issue, freeze_place
from reforms.models import (
    Correction,
    Publication,
    PublishedItem,
    ReformItem,
    ReportingRound,
    SourceDocument,
    SourceIssue,
    User,
)
from reforms.services.corrections import corrections_by_row
from reforms.services.publishing import (
    add_publication,
    freeze_items,
    freeze_progress,
    in_force,
    issues_by_row,
    progress_of_round,
    tie_ministries,
)


@transaction.atomic
def publish_round(
    round: ReportingRound,
    *,
    published_on: datetime.date,
    document: SourceDocument | None,
    reason: str,
    by: User | None,
    fingerprint: str = "",
) -> Publication:
    """Freezes what a round holds now as its next publication. Raises ValidationError on errata without a reason."""
    publication = add_publication(
        round, published_on=published_on, document=document, reason=reason, by=by, fingerprint=fingerprint
    )
    issues = issues_by_row(document)
    corrections = corrections_by_row(round)
    cells = progress_of_round(round)
    snapshots = [snapshot for snapshot in _snapshots_of_round(round) if snapshot.listing.sheet.items.all()]
    items = freeze_items(publication)
    tie_ministries(items, cells)
    freeze_progress(publication, cells=cells, items=items, issues=issues, corrections=corrections)
    _freeze_kpis(publication, snapshots, items, issues, corrections)
    collect_keys(publication)
    stand_publication(publication)
    return publication


def _snapshots_of_round(round: ReportingRound) -> QuerySet[ProgressSnapshot]:
    """The snapshots of listings in force; their pages know only the items in force."""
    return (
        ProgressSnapshot.objects.filter(round=round, listing__in=in_force(KpiListing.objects.all(), round))
        .select_related(
            "listing__sheet",
            "listing__heading",
            "listing__place",
            "listing__baseline_place",
            "listing__kpi__lead_ministry",
            "grade",
            "target_place",
            "actual_place",
            "grade_place",
            "note_place",
        )
        .prefetch_related(
            "promises",
            Prefetch("listing__sheet__items", in_force(ReformItem.objects.all(), round)),
            Prefetch("listing__targets", Target.objects.filter(round=round).select_related("place")),
            Prefetch("listing__measurements", Measurement.objects.filter(round=round).select_related("place")),
        )
        .order_by("listing__sheet__order", "listing__order")
    )


def _freeze_kpis(
    publication: Publication,
    snapshots: list[ProgressSnapshot],
    items: dict[int, PublishedItem],
    issues: dict[str, list[SourceIssue]],
    corrections: dict[str, list[Correction]],
) -> None:
    contents = [_freeze_row(snapshot, issues, corrections) for snapshot in snapshots]
    rows = [
        PublishedKpi(
            publication=publication,
            listing=snapshot.listing,
            order=order,
            tier=snapshot.listing.tier,
            is_heading=snapshot.listing.is_heading,
            grade_id=snapshot.grade_id,
            content=content.as_json(),
            search_key=key_of_texts(kpi_texts(content)),
        )
        for order, (snapshot, content) in enumerate(zip(snapshots, contents, strict=True), start=1)
    ]
    PublishedKpi.objects.bulk_create(rows)
    ties = PublishedKpi.items.through
    ties.objects.bulk_create(
        ties(publishedkpi=row, publisheditem=items[item.pk])
        for row, snapshot in zip(rows, snapshots, strict=True)
        for item in snapshot.listing.sheet.items.all()
    )


def _freeze_row(
    snapshot: ProgressSnapshot, issues: dict[str, list[SourceIssue]], corrections: dict[str, list[Correction]]
) -> FrozenKpi:
    listing = snapshot.listing
    return FrozenKpi(
        row_id=listing.row_id,
        label=listing.label,
        name=listing.name,
        heading=listing.heading.name if listing.heading else "",
        is_relisted=listing.is_relisted,
        is_main=listing.is_main,
        target_words=snapshot.target_words,
        actual_words=snapshot.actual_words,
        grade_words=snapshot.grade_words,
        note_words=snapshot.note_words,
        targets=tuple(freeze_target(target) for target in listing.targets.all()),
        actuals=tuple(freeze_measurement(measurement) for measurement in listing.measurements.all()),
        promises=tuple(freeze_promise(promise) for promise in snapshot.promises.all()),
        places=_places(snapshot),
        issues=tuple(freeze_issue(issue) for issue in issues.get(listing.row_id, ())),
        baseline_words=listing.baseline_words,
        baseline=freeze_baseline(listing),
        definition=freeze_definition(listing.kpi),
        grade_code=snapshot.grade.code if snapshot.grade else "",
        grade_label=snapshot.grade.label if snapshot.grade else "",
        corrections=tuple(freeze_correction(correction) for correction in corrections.get(listing.row_id, ())),
    )


def _places(snapshot: ProgressSnapshot) -> dict[str, FrozenPlace]:
    places = {
        "name": freeze_place(snapshot.listing.place),
        "baseline": freeze_place(snapshot.listing.baseline_place),
        "target": freeze_place(snapshot.target_place),
        "actual": freeze_place(snapshot.actual_place),
        "grade": freeze_place(snapshot.grade_place),
        "note": freeze_place(snapshot.note_place),
    }
    places |= {
        f"target.{'final' if target.is_final else target.fiscal_year}": freeze_place(target.place)
        for target in snapshot.listing.targets.all()
    }
    places |= {
        f"actual.{measurement.fiscal_year}": freeze_place(measurement.place)
        for measurement in snapshot.listing.measurements.all()
    }
    return {field: place for field, place in places.items() if place}
