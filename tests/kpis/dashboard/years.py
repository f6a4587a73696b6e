"""Years of one programme that share a scale, as its later editions do."""

from __future__ import annotations

from collections.abc import Sequence

from kpis.models import KpiMove, KpiStanding
from kpis.services.identity import join_listings
from reforms.models import EditionScale, Programme, Publication, ReportingRound
from tests.builders import BY_NOBODY, BuiltRound, ItemSpec, build_round, make_programme, make_round, publish


def make_year(fiscal_year: int, before: ReportingRound | None = None, programme: Programme | None = None):
    """A round whose edition grades on the scale of the one before."""
    if before is None:
        return make_round(fiscal_year, programme or make_programme())
    round = make_round(fiscal_year, before.edition.programme, grades=False)
    EditionScale.objects.bulk_create(
        EditionScale(edition=round.edition, rates=one.rates, scale=one.scale)
        for one in before.edition.edition_scales.all()
    )
    return round


def publish_year(
    fiscal_year: int, items: Sequence[ItemSpec], before: BuiltRound | None = None
) -> tuple[BuiltRound, Publication]:
    """A published year; rows with the row id of one of the year before list the same Kpi."""
    built = build_round(make_year(fiscal_year, before.round if before else None), items)
    for row_id, listing in built.listings.items():
        if before and row_id in before.listings:
            join(listing, before.listings[row_id])
    return built, publish(built)


def join(listing, to) -> None:
    """Says that both list one Kpi."""
    listing.refresh_from_db()
    to.refresh_from_db()
    join_listings([listing], to=to.kpi, grounds=KpiMove.Grounds.PERSON, change=BY_NOBODY)


def standing(built: BuiltRound, row_id: str = "s1-k1") -> KpiStanding:
    """The standing of a row of a year."""
    return KpiStanding.objects.get(published__listing=built.listings[row_id])
