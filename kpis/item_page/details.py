"""What the page of an item folds: of each row its words and readings, why the computed grade, the year before."""

from __future__ import annotations

from dataclasses import dataclass

from kpi_tracker.lib.text_diff import DiffPart, changed_parts
from kpis.history import row_before
from kpis.item_page.asked import AskedMinistry
from kpis.item_page.fetched import TIERS, Fetched, fetched
from kpis.item_page.process_rows import ShownProcessGroup, shown_processes
from kpis.notices import ShownCorrection, shown_corrections
from kpis.published_rows import PublishedRow, mark_ratings
from kpis.shown import ShownSource, shown_name, sources_of
from kpis.shown_judgement import ShownJudgement, shown_judgement
from reforms.models import PublishedItem, Rating
from reforms.selectors import latest_published, year_label
from reforms.vocabulary import Vocabulary


@dataclass(frozen=True)
class PreviousKpi:
    """The KPI in the edition before. words: that edition's headings; diff: of the name, empty where it is the same."""

    year: str
    words: Vocabulary
    name: str
    diff: list[DiffPart]
    target_words: str
    actual_words: str
    rating: Rating | None
    note_words: str
    sources: list[ShownSource]


@dataclass(frozen=True)
class FoldedKpi:
    """What is folded of a row; anchor: of the row on its page."""

    anchor: str
    label: str
    name: str
    computed: ShownJudgement | None
    sources: list[ShownSource]
    corrections: list[ShownCorrection]
    previous: PreviousKpi | None


@dataclass(frozen=True)
class ItemDetails:
    """Everything the template shows. item: primary key of the ReformItem; kpis: as on the page, by 階層."""

    item: int
    number: str
    name: str
    edition: str
    round_label: str
    words: Vocabulary
    process_groups: list[ShownProcessGroup]
    kpis: list[FoldedKpi]


def item_details(item_id: int) -> ItemDetails | None:
    """Of the item as last published, in a fixed number of queries; None where it is not published."""
    published = latest_published(item_id)
    return _details(published, fetched(published)) if published else None


def _details(published: PublishedItem, of_item: Fetched) -> ItemDetails:
    round = published.publication.round
    words, marks = round.edition.vocabulary, list(mark_ratings(round.edition_id))
    in_tiers = sorted(of_item.rows, key=lambda row: row.tier or len(TIERS))
    return ItemDetails(
        item=published.item_id,
        number=published.number,
        name=published.name,
        edition=round.edition.name,
        round_label=year_label(round.fiscal_year),
        words=words,
        process_groups=shown_processes(of_item.progress, of_item.documents, marks, words, AskedMinistry()),
        kpis=[_folded(row, of_item) for row in in_tiers],
    )


def _folded(row: PublishedRow, of_item: Fetched) -> FoldedKpi:
    content, history = row.content, of_item.history.get(row.kpi, [])
    return FoldedKpi(
        anchor=f"kpi-{row.listing}",
        label=content.label,
        name=shown_name(content, row.words.kpi),
        computed=shown_judgement(row, history, of_item.ratings, of_item.documents),
        sources=sources_of(content, of_item.documents),
        corrections=shown_corrections(content.corrections),
        previous=_previous(row, history, of_item.documents),
    )


def _previous(row: PublishedRow, history: list[PublishedRow], documents: dict[int, str]) -> PreviousKpi | None:
    before = row_before(row, history)
    if before is None:
        return None
    same = before.content.name == row.content.name
    return PreviousKpi(
        year=f"{before.fiscal_year}年度",
        words=before.words,
        name=before.content.name,
        diff=[] if same else changed_parts(before.content.name, row.content.name),
        target_words=before.content.target_words,
        actual_words=before.content.actual_words,
        rating=before.grade,
        note_words=before.content.note_words,
        sources=sources_of(before.content, documents),
    )
