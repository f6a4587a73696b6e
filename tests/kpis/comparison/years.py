"""Two published years of one programme whose rows go on from each other."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kpi_tracker.lib.readings import ActualReading, TargetReading
from kpi_tracker.lib.records import replace
from kpis.models import Kpi, KpiListing, PublishedKpi
from kpis.services.lineage import join_certain_kpis
from reforms.models import EditionScale, Programme, Publication
from reforms.services.lineage import link_to_edition_before
from tests.builders import (
    BY_NOBODY,
    BuiltRound,
    ItemSpec,
    KpiSpec,
    build_round,
    make_programme,
    make_round,
    publish,
)


def spec(target=416, actual=301, as_of="2017-04", *, deadline=2020, unit="団体", **other) -> KpiSpec:
    """A KPI row with these figures, as it is printed."""
    return KpiSpec(
        **{
            "target": f"{deadline}年度までに{target}{unit}",
            "actual": f"{actual}{unit}（{as_of}）",
            "targets": (
                TargetReading("numeric", Decimal(target), unit, ">=", deadline_fy=deadline, raw=f"{target}{unit}"),
            ),
            "actuals": (ActualReading(Decimal(actual), "団体", as_of=as_of, raw=f"{actual}団体"),),
            **other,
        }
    )


def publish_years(
    before: Sequence[ItemSpec], after: Sequence[ItemSpec], programme: Programme | None = None
) -> tuple[BuiltRound, BuiltRound]:
    """The items of 2016 and those of 2017, graded on one scale."""
    old = build_round(make_round(2016, programme or make_programme()), before)
    publish(old)
    return old, publish_year_after(old, after)


def publish_year_after(old: BuiltRound, items: Sequence[ItemSpec]) -> BuiltRound:
    """The items of the next year, which go on from those of the year before and are graded as they are."""
    round = make_round(old.round.fiscal_year + 1, old.round.edition.programme, grades=False)
    EditionScale.objects.bulk_create(
        EditionScale(edition=round.edition, rates=one.rates, scale=one.scale)
        for one in old.round.edition.edition_scales.all()
    )
    new = build_round(round, items)
    link_to_edition_before(round.edition, change=BY_NOBODY)
    join_certain_kpis(round.edition, change=BY_NOBODY)
    publish(new)
    return new


def publish_two_years(before: Sequence[KpiSpec], after: Sequence[KpiSpec]) -> tuple[BuiltRound, BuiltRound]:
    """One item with these KPIs in either year."""
    item = ItemSpec("窓口業務の改革", "⑪")
    return publish_years([replace(item, kpis=tuple(before))], [replace(item, kpis=tuple(after))])


def publish_many_more(publications: Sequence[Publication], count: int) -> None:
    """Puts so many KPIs more into publications of several years, each like the first row there is; rows alone, for
    pages whose queries are counted."""
    kpis = Kpi.objects.bulk_create(Kpi(name=f"指標{n}") for n in range(count))
    for publication in publications:
        row = PublishedKpi.objects.filter(publication=publication).select_related("listing").first()
        items = list(row.items.all())
        like = row.listing
        listings = KpiListing.objects.bulk_create(
            KpiListing(
                edition=like.edition,
                sheet=like.sheet,
                row_id=f"more-{kpi.pk}",
                order=100 + n,
                name=kpi.name,
                kpi=kpi,
                tier=1,
            )
            for n, kpi in enumerate(kpis)
        )
        rows = PublishedKpi.objects.bulk_create(
            PublishedKpi(
                publication=publication,
                listing=listing,
                order=1000 + n,
                tier=1,
                is_heading=False,
                grade=row.grade,
                content={**row.content, "name": listing.name},
            )
            for n, listing in enumerate(listings)
        )
        ties = PublishedKpi.items.through
        ties.objects.bulk_create(ties(publishedkpi=one, publisheditem=item) for one in rows for item in items)
