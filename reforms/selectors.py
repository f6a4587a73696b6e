"""Reads of reform data for one screen each, and those that the screens of other apps share."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from kpi_tracker.lib.fiscal_year import era_label
from kpi_tracker.lib.records import replace
from reforms.chains import chains
from reforms.frozen import FrozenPlace
from reforms.models import Publication, PublishedItem, ReformItem


def year_label(fiscal_year: int) -> str:
    """「2017年度（平成29年度）」."""
    return f"{fiscal_year}年度（{era_label(fiscal_year)}）"


def date_label(day: object) -> str:
    """「2017年12月21日」 of a date."""
    return f"{day:%Y}年{day:%-m}月{day:%-d}日"


def moment_label(at: datetime.datetime) -> str:
    """「2017年12月21日 9:05」, as clocks in Japan show a moment."""
    local = timezone.localtime(at)
    return f"{date_label(local)} {local:%-H:%M}"


def current_publications() -> QuerySet[Publication]:
    """What the public sees now, one publication a round: by programme, the latest year first."""
    return (
        Publication.objects.filter(is_current=True)
        .select_related("round__edition__programme", "document")
        .order_by("round__edition__programme__order", "round__edition__programme__slug", "-round__fiscal_year")
    )


def latest_published(item_id: int) -> PublishedItem | None:
    """The 改革項目 as last published, with its publication; None where it is not."""
    return (
        PublishedItem.objects.filter(item=item_id, publication__is_current=True)
        .select_related("publication__round__edition__programme", "publication__document")
        .order_by("-publication__round__fiscal_year")
        .first()
    )


def publication_label(publication: Publication) -> str:
    """「2017年12月21日公表」, and for errata their number."""
    errata = f"・正誤 第{publication.number - 1}号" if publication.number > 1 else ""
    return f"{date_label(publication.published_on)}公表{errata}"


def item_chains(programme_id: int) -> dict[int, list[int]]:
    """The items of a programme by primary key: each one's chain through the editions, earliest first."""
    links = ReformItem.objects.filter(edition__programme=programme_id).values_list("pk", "continues_id")
    return chains(dict(links))


@dataclass(frozen=True)
class Link:
    """A labelled address."""

    label: str
    url: str
    is_current: bool = False


def place_label(place: FrozenPlace) -> str:
    """「29–31行」, with sheet and cell where the document has them."""
    lines = f"{place.line_from}行" if place.line_from == place.line_to else f"{place.line_from}–{place.line_to}行"
    if place.cell.isdigit():
        return f"{lines}・{int(place.cell) + 1}列目"
    return f"{place.sheet}!{place.cell}" if place.cell else lines


LINES_BETWEEN_CELLS = 3
"""The most lines that part two cells of a row: empty ones, and the heading of a page that begins between them."""


def joined_places(places: Iterable[FrozenPlace]) -> list[FrozenPlace]:
    """Fewer places that hold the same lines: those near each other become one, without cell and words.

    >>> def lines(first, last): return FrozenPlace(1, first, last, "", "3", "416団体")
    >>> [place_label(place) for place in joined_places([lines(54, 54), lines(90, 91), lines(55, 57), lines(59, 60)])]
    ['54–60行', '90–91行']
    """
    joined: list[FrozenPlace] = []
    for place in sorted(places, key=lambda place: (place.document, place.line_from)):
        last = joined[-1] if joined else None
        if last and last.document == place.document and place.line_from - last.line_to <= LINES_BETWEEN_CELLS + 1:
            joined[-1] = replace(last, line_to=max(last.line_to, place.line_to))
        else:
            joined.append(replace(place, sheet="", cell="", words=""))
    return joined


@lru_cache(maxsize=1_024)  # hundreds of places on a page are in a few documents
def _source_page(document: int) -> str:
    return reverse("reforms:source", args=(document,))


def place_url(place: FrozenPlace) -> str:
    """The document's page with the lines of the place marked, and its column in a tab-separated document."""
    page = _source_page(place.document)
    column = f"&column={int(place.cell) + 1}" if place.cell.isdigit() else ""
    return f"{page}?line={place.line_from}&to={place.line_to}{column}#L{place.line_from}"
