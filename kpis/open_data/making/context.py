"""What records need besides the row they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from kpis.open_data.records.shared import Cited, InPublication, UnderItem
from reforms.frozen import FrozenPlace
from reforms.models import Publication, PublishedItem
from reforms.selectors import place_url

NO_ITEM = UnderItem(None, "", "")


@dataclass(frozen=True)
class Context:
    """publications: those asked for, by primary key; documents: titles; ratings: codes; each by primary key."""

    publications: Mapping[int, InPublication]
    documents: Mapping[int, str]
    ratings: Mapping[int, str]

    def cited(self, place: FrozenPlace | None) -> Cited | None:
        """Where words are printed, None where no document has them."""
        if place is None:
            return None
        return Cited(
            document=self.documents.get(place.document, ""),
            line_from=place.line_from,
            line_to=place.line_to,
            sheet=place.sheet,
            cell=place.cell,
            source_url=address(place_url(place)),
        )


def in_publication(publication: Publication) -> InPublication:
    """Which publication rows are of."""
    round = publication.round
    return InPublication(publication.pk, round.edition.programme.slug, round.fiscal_year, publication.published_on)


def under(item: PublishedItem) -> UnderItem:
    """The item as published."""
    return UnderItem(item.item_id, item.number, item.name)


def address(path: str) -> str:
    """The address of a page of ours for those who are elsewhere."""
    return f"{settings.SITE_URL}{path}"
