"""Copying the KPI rows of a round into the next one: targets stand, nothing is measured yet."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from kpis.models import KpiListing, ListingResponsibility, ProgressSnapshot, Target
from reforms.models import Correction, ReportingRound
from reforms.services.copying import copies_of
from reforms.services.ministries import Heirs, with_heirs
from reforms.services.next_frame import NextFrame
from reforms.services.recording import Change, create_rows
from reforms.services.upserting import parents_first

UNMEASURED = {"actual_words": "", "grade_words": "", "grade_id": None, "note_words": ""}
Listings = Mapping[int, KpiListing]
"""The new listings by primary key of those of the edition before."""


@transaction.atomic
def copy_kpi_rows(
    before: ReportingRound, into: ReportingRound, frame: NextFrame, *, heirs: Heirs, change: Change
) -> Listings:
    """The listings of the new edition, each of the same Kpi, with the words and readings of the targets; the number of
    queries depends on the depth of headings alone."""
    listings = _copy_listings(frame, before, change)
    rows = ProgressSnapshot.objects.filter(round=before, listing__in=listings).order_by("pk")
    snapshots = copies_of(
        rows, lambda row: UNMEASURED | {"round_id": into.pk, "listing_id": listings[row.listing_id].pk}
    )
    told = {snapshot.listing_id for snapshot in snapshots.values()}
    untold = [ProgressSnapshot(round=into, listing=row) for row in listings.values() if row.pk not in told]
    create_rows([*snapshots.values(), *untold], change=change)
    _copy_targets(before, into, listings, change)
    answering = ListingResponsibility.objects.filter(listing__in=listings).order_by("pk")
    pairs = with_heirs(answering.values_list("listing_id", "ministry_id"), heirs)
    create_rows((ListingResponsibility(listing=listings[row], ministry_id=heir) for row, heir in pairs), change=change)
    return listings


def _copy_listings(frame: NextFrame, before: ReportingRound, change: Change) -> dict[int, KpiListing]:
    standing = KpiListing.objects.filter(edition=before.edition_id, retired_in=None, sheet__in=frame.sheets)
    listings: dict[int, KpiListing] = {}
    for wave in parents_first(standing.order_by("pk"), lambda row: str(row.pk), lambda row: str(row.heading_id)):
        new = copies_of(
            wave,
            lambda row: {
                "edition_id": frame.edition.pk,
                "sheet_id": frame.sheets[row.sheet_id].pk,
                "heading_id": heading.pk if (heading := listings.get(row.heading_id or 0)) else None,
            },
        )
        create_rows(new.values(), change=change)
        listings.update(new)
    return listings


def _copy_targets(before: ReportingRound, into: ReportingRound, listings: Listings, change: Change) -> None:
    """The readings of the target cells, with what people corrected in them: the words are the same."""
    row_ids = [row.row_id for row in listings.values()]
    standing = Correction.objects.filter(round=before, cell=Correction.Cell.TARGET, row_id__in=row_ids, ended_on=None)
    corrections = copies_of(standing.order_by("pk"), lambda _: {"round_id": into.pk})
    create_rows(corrections.values(), change=change)
    targets = copies_of(
        Target.objects.filter(round=before, listing__in=listings).order_by("pk"),
        lambda row: {
            "round_id": into.pk,
            "listing_id": listings[row.listing_id].pk,
            "correction_id": correction.pk if (correction := corrections.get(row.correction_id or 0)) else None,
        },
    )
    create_rows(targets.values(), change=change)
