"""Every published listing, as the plain records that proposals are made from."""

from __future__ import annotations

from kpis.models import PublishedKpi
from kpis.proposals import ListingFacts, tags_of
from kpis.published_rows import PublishedRow, published_rows
from reforms.chains import chains
from reforms.models import ReformItem


def all_listing_facts() -> list[ListingFacts]:
    """The rows of every current publication. A fixed number of queries, whatever the number of rows."""
    roots = {
        item: chain[0] for item, chain in chains(dict(ReformItem.objects.values_list("pk", "continues_id"))).items()
    }
    rows = published_rows(PublishedKpi.objects.filter(is_heading=False).select_related("listing"))
    sheets = dict(PublishedKpi.objects.filter(publication__is_current=True).values_list("listing", "listing__sheet"))
    return [_facts(row, roots, sheets[row.listing]) for row in rows if row.kpi]


def _facts(row: PublishedRow, roots: dict[int, int], sheet: int) -> ListingFacts:
    content = row.content
    name_place = content.places.get("name")
    return ListingFacts(
        id=row.listing,
        item=tuple(sorted(roots.get(item.id, item.id) for item in row.items)),
        sheet=sheet,
        name=content.name,
        relisted=content.is_relisted,
        target=content.target_words,
        actual=content.actual_words,
        kpi=row.kpi or 0,
        edition=row.edition_slug,
        edition_name=row.edition_name,
        programme=row.programme,
        fiscal_year=row.fiscal_year,
        item_no=row.items[0].number if row.items else "",
        tier=row.tier,
        note=content.note_words,
        tags=tags_of(name_place.words) if name_place else (),
        baseline=content.baseline,
        targets=content.targets,
        actuals=content.actuals,
    )
