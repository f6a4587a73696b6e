"""The places in published rows that have the words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Prefetch, TextField
from django.db.models.functions import Cast
from django.urls import reverse

from kpi_tracker.lib.search import SearchedText, has_any, keys_of_texts
from kpis.frozen import FrozenKpi
from kpis.search_page.filters import SearchFilters
from kpis.search_page.selectors.found import Chains, matching_cells, matching_headings, matching_kpis
from kpis.searched import kpi_texts
from kpis.shown import shown_name
from reforms.frozen import FrozenItem, FrozenProgress
from reforms.item_attributes import HEADINGS
from reforms.models import Publication, PublishedItem
from reforms.searched import item_texts, progress_texts
from reforms.vocabulary import Vocabulary

_UNSHOWN = ("content", "search_key", "heading_key")
"""Long columns of the items that found cells stand under."""
OWN_WORDS = {"important_issue": "重要課題", "heading": "見出し", "baseline": "基準値", "name": "名称"}


@dataclass(frozen=True)
class Passage:
    """A printed text with the words. year: of the round; field: the heading of its column; item: primary key of the
    ReformItem whose page shows it, None where no page does; row: its row there, "" for the heading of the page."""

    year: int
    field: str
    words: str
    item: int | None
    row: str = ""

    @property
    def url(self) -> str:
        """Where the page shows it, "" where none does."""
        return "" if self.item is None else reverse("kpis:item", args=(self.item,)) + (self.row and f"#{self.row}")


@dataclass(frozen=True)
class FoundRow:
    """A published row that has the words, under its group. title: what its heading is called there; page: primary key
    of the Kpi or ReformItem whose page it is on."""

    kind: Literal["kpi", "item"]
    key: int
    title: str
    page: int
    programme: str
    fiscal_year: int
    passages: list[Passage]

    @property
    def url(self) -> str:
        """The page of the Kpi or the item."""
        return reverse(f"kpis:{self.kind}", args=(self.page,))


def kpi_rows(kpis: Collection[int], filters: SearchFilters) -> Iterator[FoundRow]:
    """The found rows of these Kpis, latest year first. Three queries."""
    rows = matching_kpis(filters).filter(listing__kpi__in=kpis)
    for row in _with_years(rows.select_related("listing")).prefetch_related(_printed_under()):
        content, words = FrozenKpi.from_text(row.text), _words(row)
        item = next((item.item_id for item in row.printed_under), None)
        yield FoundRow(
            kind="kpi",
            key=row.listing.kpi_id,
            title=shown_name(content, words.kpi),
            page=row.listing.kpi_id,
            programme=row.publication.round.edition.programme.name,
            fiscal_year=row.publication.round.fiscal_year,
            passages=_passages(kpi_texts(content), row.search_key, filters, row, item, f"kpi-{row.listing_id}"),
        )


def item_rows(groups: Collection[int], items: Chains, filters: SearchFilters) -> Iterator[FoundRow]:
    """The found headings and progress cells of these items, latest year first in each. Five queries."""
    members = items.begun_with(groups)
    for row in _with_years(matching_headings(filters).filter(item__in=members)):
        texts = item_texts(row.number, row.name, row.important_issue, FrozenItem.from_text(row.text))
        yield _of_item(row, row, items, _passages(texts, row.heading_key, filters, row, row.item_id))
    cells = matching_cells(filters).filter(items__item__in=members).distinct()
    for row in _with_years(cells).prefetch_related(_printed_under()):
        texts = progress_texts(FrozenProgress.from_text(row.text))
        for item in row.printed_under:
            if item.item_id in members:
                passages = _passages(texts, row.search_key, filters, row, item.item_id, f"process-{row.order}")
                yield _of_item(row, item, items, passages)


def _printed_under() -> Prefetch[Any]:
    """The items of each row, in a list of that name, without their own texts."""
    return Prefetch("items", PublishedItem.objects.defer(*_UNSHOWN), to_attr="printed_under")


def _of_item(row: Any, item: Any, items: Chains, passages: list[Passage]) -> FoundRow:
    """row: what was found; item: the PublishedItem it belongs to."""
    return FoundRow(
        kind="item",
        key=items.first(item.item_id),
        title=f"{item.number} {item.name}".strip(),
        page=item.item_id,
        programme=row.publication.round.edition.programme.name,
        fiscal_year=row.publication.round.fiscal_year,
        passages=passages,
    )


def _with_years(rows: Any) -> Any:
    """The rows in order, each with its content as text and its publication, which most of them share."""
    publications = Publication.objects.select_related("round__edition__programme")
    rows = rows.annotate(text=Cast("content", TextField())).defer("content")
    return rows.prefetch_related(Prefetch("publication", publications)).order_by(
        "-publication__round__fiscal_year", "publication", "order"
    )


def _words(row: Any) -> Vocabulary:
    publication: Publication = row.publication
    return publication.round.edition.vocabulary


def _passages(
    texts: Iterable[SearchedText], key: str, filters: SearchFilters, row: Any, item: int | None, anchor: str = ""
) -> list[Passage]:
    """Those of the texts that have one of the words. key: of all of them, as `key_of_texts` made it."""
    year, words = row.publication.round.fiscal_year, _words(row)
    return [
        Passage(year, _heading(text.field, words), text.words, item, anchor)
        for text, own_key in zip(texts, keys_of_texts(key), strict=True)
        if has_any(own_key, filters.terms)
    ]


def _heading(field: str, words: Vocabulary) -> str:
    """What the edition calls the column."""
    return OWN_WORDS.get(field) or HEADINGS.get(field) or str(getattr(words, field))
