"""What can be asked for: the years of the programmes, and the values that the filters take in the shown one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from kpi_tracker.converters import RowIdConverter
from kpis.models import KpiStanding
from kpis.published_rows import KpiRatings, kpi_ratings
from reforms.models import Ministry, Publication, PublishedItem, Rating
from reforms.selectors import current_publications, item_chains


@dataclass(frozen=True)
class Offer:
    """publication: the one shown; publications: what the public sees of every programme; ratings: of the shown
    programme's editions; items: of the shown publication; chains: of the programme's items by primary key."""

    publication: Publication
    publications: list[Publication]
    ratings: KpiRatings
    items: list[PublishedItem]
    ministries: list[str]
    chains: dict[int, list[int]]

    @cached_property
    def of_programme(self) -> list[Publication]:
        """The publications of the shown programme, the earliest year first."""
        programme = self.publication.round.edition.programme_id
        own = [one for one in self.publications if one.round.edition.programme_id == programme]
        return sorted(own, key=lambda one: (one.round.fiscal_year, one.pk))

    @property
    def years(self) -> list[int]:
        """The published years of the programme, earliest first."""
        return [one.round.fiscal_year for one in self.of_programme]

    @property
    def year(self) -> int:
        """The shown one."""
        return self.publication.round.fiscal_year

    @property
    def before(self) -> Publication | None:
        """The publication of the year before that the programme was reported on."""
        earlier = [one for one in self.of_programme if one.round.fiscal_year < self.year]
        return earlier[-1] if earlier else None

    @property
    def after(self) -> Publication | None:
        """The publication of the year after."""
        return next((one for one in self.of_programme if one.round.fiscal_year > self.year), None)

    @property
    def scale(self) -> list[Rating]:
        """The grades of the shown edition in their order, empty where it grades nothing."""
        return self.scale_of(self.publication)

    def scale_of(self, publication: Publication) -> list[Rating]:
        """The grades of a publication's edition in their order."""
        found = self.ratings.by_edition.get(publication.round.edition_id, {}).values()
        return sorted(found, key=lambda rating: rating.order)

    def is_comparable(self, publication: Publication) -> bool:
        """Whether its edition grades on the scale of the shown one."""
        return bool(self.scale) and self.scale_of(publication) == self.scale

    def items_of_chain(self, item: str) -> list[int]:
        """An item in every edition, by primary key as the address has it; empty where none is asked for."""
        return self.chains.get(int(item), [int(item)]) if item else []

    def item_of_year(self, item: str) -> str:
        """The item of the shown year that goes on with the asked one, or that it went on from; else what was asked."""
        if not re.fullmatch(RowIdConverter.regex, item):
            return item
        shown = {one.item_id for one in self.items}
        return next((str(one) for one in self.items_of_chain(item) if one in shown), item)


def offer(programme: str, year: str) -> Offer | None:
    """The publication asked for, the latest by default; None where nothing is published yet. Six queries."""
    # Neither the frozen round nor the text of its document is shown: they are long.
    publications = list(current_publications().select_related(None).select_related("round__edition__programme"))
    if not publications:
        return None
    of_programme = [one for one in publications if one.round.edition.programme.slug == programme] or publications
    own = [one for one in of_programme if one.round.edition.programme_id == of_programme[0].round.edition.programme_id]
    publication = next((one for one in own if str(one.round.fiscal_year) == year), own[0])
    tied = KpiStanding.ministries.through.objects.filter(kpistanding__publication=publication)
    return Offer(
        publication=publication,
        publications=publications,
        ratings=kpi_ratings(one.round.edition_id for one in own),
        items=list(
            PublishedItem.objects.filter(publication=publication).defer("content", "search_key").order_by("order")
        ),
        ministries=list(
            Ministry.objects.filter(pk__in=set(tied.values_list("ministry", flat=True).distinct())).values_list(
                "name", flat=True
            )
        ),
        chains=item_chains(publication.round.edition.programme_id),
    )
