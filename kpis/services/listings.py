"""Writing where an edition prints its KPIs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from kpis.drafts import ListingDraft
from kpis.models import KpiListing
from kpis.services.defining import kpis_of
from reforms.models import Edition, FormSheet
from reforms.services.recording import Change
from reforms.services.sources import PlaceRegister
from reforms.services.upserting import by_row_id, keys_by_row_id, parents_first, upsert_rows

FIELDS = (
    "sheet",
    "kpi",
    "order",
    "tier",
    "label",
    "name",
    "heading",
    "is_heading",
    "is_relisted",
    "is_main",
    "baseline_words",
    "baseline_value",
    "baseline_unit",
    "baseline_fy",
    "retired_in",
)
WORDS_AT = {"place": "name", "baseline_place": "baseline_words"}


@transaction.atomic
def record_listings(
    edition: Edition, drafts: Sequence[ListingDraft], *, places: PlaceRegister, change: Change
) -> dict[str, KpiListing]:
    """The listings by row id as they are stored now; what is equal is not written, a retired one is in force again.

    A new listing has a Kpi of its own until those that are the same are joined; one that is there keeps its Kpi, whose
    definition becomes that of the draft where it has one. Raises NoSuchRow where a listing names a page or a heading
    that the edition does not have, ValidationError on a row that is not whole.
    """
    sheets = keys_by_row_id(FormSheet.objects.filter(edition=edition), [draft.sheet_row_id for draft in drafts])
    standing = by_row_id(KpiListing.objects.filter(edition=edition), [draft.row_id for draft in drafts])
    kpis = kpis_of(drafts, standing, change=change)
    listings: dict[str, KpiListing] = {}
    for wave in parents_first(drafts, lambda draft: draft.row_id, lambda draft: draft.heading_row_id):
        headings = keys_by_row_id(
            KpiListing.objects.filter(edition=edition), [draft.heading_row_id for draft in wave if draft.heading_row_id]
        )
        wanted = {draft.row_id: _listing(edition, draft, sheets, headings, kpis, places) for draft in wave}
        listings |= upsert_rows(standing, wanted, fields=FIELDS, words_at=WORDS_AT, places=places, change=change)
    return listings


def _listing(
    edition: Edition,
    draft: ListingDraft,
    sheets: Mapping[str, int],
    headings: Mapping[str, int],
    kpis: Mapping[str, int | None],
    places: PlaceRegister,
) -> KpiListing:
    baseline = draft.baseline
    return KpiListing(
        edition=edition,
        sheet_id=sheets[draft.sheet_row_id],
        kpi_id=kpis[draft.row_id],
        row_id=draft.row_id,
        order=draft.order,
        tier=draft.tier,
        label=draft.label,
        name=draft.name,
        heading_id=headings.get(draft.heading_row_id or ""),
        is_heading=draft.is_heading,
        is_relisted=draft.is_relisted,
        is_main=draft.is_main,
        baseline_words=draft.baseline_words,
        baseline_value=baseline.value if baseline else None,
        baseline_unit=baseline.unit if baseline else "",
        baseline_fy=baseline.fy if baseline else None,
        baseline_place=places.place(draft.baseline_place),
        place=places.place(draft.place),
    )
