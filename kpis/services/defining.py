"""The Kpi of each listing: a new one where it has none yet, else brought to the definition that is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import Count

from kpi_tracker.lib.japanese_text import name_key
from kpis.drafts import DefinitionDraft, ListingDraft
from kpis.models import Kpi, KpiListing
from kpis.services.definitions import FIELDS
from reforms.models import Ministry
from reforms.services.ministries import ministries_by_name
from reforms.services.recording import Change
from reforms.services.upserting import difference, upsert_rows, write_difference


@transaction.atomic
def kpis_of(
    drafts: Sequence[ListingDraft], standing: Mapping[str, KpiListing], *, change: Change
) -> dict[str, int | None]:
    """The primary key of the Kpi that each drafted listing measures, by row id; None for a heading.

    standing: the listings that are stored, by row id, as they were before the drafts.
    """
    ministries = ministries_by_name()
    kept = {
        draft.row_id: listing.kpi_id
        for draft in drafts
        if not draft.is_heading and (listing := standing.get(draft.row_id)) and listing.kpi_id
    }
    new = {
        draft.row_id: _kpi(draft.name, draft.definition or DefinitionDraft(), ministries)
        for draft in drafts
        if not draft.is_heading and draft.row_id not in kept
    }
    upsert_rows({}, new, fields=FIELDS, change=change)
    _define([draft for draft in drafts if draft.row_id in kept], standing, ministries, change)
    return {draft.row_id: None for draft in drafts} | kept | {row_id: kpi.pk for row_id, kpi in new.items()}


def _define(
    drafts: Sequence[ListingDraft],
    standing: Mapping[str, KpiListing],
    ministries: Mapping[str, Ministry],
    change: Change,
) -> None:
    """Brings the Kpis of stored listings to their drafts: the name, and the definition where the draft has one."""
    kpis = Kpi.objects.in_bulk({standing[draft.row_id].kpi_id for draft in drafts})
    alone = _with_one_listing(kpis)
    wanted = {}
    for draft in drafts:
        listing = standing[draft.row_id]
        kpi = kpis[listing.kpi_id]
        follows = kpi.pk in alone and kpi.name == listing.name
        name = draft.name if follows else kpi.name
        if draft.definition:
            wanted[kpi.pk] = _kpi(name, draft.definition, ministries)
        elif name != kpi.name:
            wanted[kpi.pk] = Kpi(name=name, **{field: getattr(kpi, field) for field in FIELDS if field != "name"})
    write_difference(difference(kpis, wanted, fields=FIELDS), FIELDS, change=change)


def _with_one_listing(kpis: Iterable[int]) -> set[int]:
    """Those of the Kpis that one listing prints: they bear the name that it has now."""
    counted = KpiListing.objects.filter(kpi__in=kpis).order_by().values("kpi").annotate(listings=Count("pk"))
    return set(counted.filter(listings=1).values_list("kpi", flat=True))


def _kpi(name: str, definition: DefinitionDraft, ministries: Mapping[str, Ministry]) -> Kpi:
    return Kpi(
        name=name,
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
