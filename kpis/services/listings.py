"""Writing where an edition prints its KPIs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from kpi_tracker.lib.japanese_text import name_key
from kpis.drafts import DefinitionDraft, ListingDraft
from kpis.models import Kpi, KpiListing
from reforms.models import Edition, FormSheet, Ministry
from reforms.services.ministries import ministries_by_name
from reforms.services.sources import PlaceRegister


@transaction.atomic
def add_listings(
    edition: Edition, drafts: Sequence[ListingDraft], *, sheets: dict[str, FormSheet], places: PlaceRegister
) -> dict[str, KpiListing]:
    """The listings of an edition by row id, each with a Kpi of its own until those that are the same are joined."""
    ministries = ministries_by_name()
    kpis = {draft.row_id: _new_kpi(draft, ministries) for draft in drafts if not draft.is_heading}
    for kpi in kpis.values():
        kpi.clean_fields()
    Kpi.objects.bulk_create(kpis.values())
    listings = {
        draft.row_id: KpiListing(
            edition=edition,
            sheet=sheets[draft.sheet_row_id],
            kpi=kpis.get(draft.row_id),
            row_id=draft.row_id,
            order=draft.order,
            tier=draft.tier,
            label=draft.label,
            name=draft.name,
            is_heading=draft.is_heading,
            is_relisted=draft.is_relisted,
            is_main=draft.is_main,
            baseline_words=draft.baseline_words,
            baseline_value=draft.baseline.value if draft.baseline else None,
            baseline_unit=draft.baseline.unit if draft.baseline else "",
            baseline_fy=draft.baseline.fy if draft.baseline else None,
            baseline_place=places.place(draft.baseline_place),
            place=places.place(draft.place),
        )
        for draft in drafts
    }
    places.save()
    for listing in listings.values():
        listing.clean_fields(exclude=["edition", "sheet", "kpi", "heading", "baseline_place", "place"])
    KpiListing.objects.bulk_create(listings.values())
    _tie_to_headings(listings, drafts)
    return listings


def _new_kpi(draft: ListingDraft, ministries: dict[str, Ministry]) -> Kpi:
    definition = draft.definition or DefinitionDraft()
    return Kpi(
        name=draft.name,
        definition=definition.definition,
        unit=definition.unit,
        direction=definition.direction,
        baseline_value=Decimal(definition.baseline_value) if definition.baseline_value else None,
        baseline_as_of=definition.baseline_as_of,
        frequency=definition.frequency,
        collected_at=definition.collected_at,
        means=definition.means,
        lead_ministry=ministries.get(name_key(definition.lead_ministry)),
    )


def _tie_to_headings(listings: dict[str, KpiListing], drafts: Sequence[ListingDraft]) -> None:
    grouped = []
    for draft in drafts:
        if draft.heading_row_id:
            listings[draft.row_id].heading = listings[draft.heading_row_id]
            grouped.append(listings[draft.row_id])
    KpiListing.objects.bulk_update(grouped, ["heading"])
