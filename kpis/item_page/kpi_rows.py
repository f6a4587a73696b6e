"""The rows of ＫＰＩの状況 as the item page shows them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from kpi_tracker.lib.text_diff import DiffPart, changed_parts
from kpis.charts import sparkline_svg
from kpis.history import row_before, series_of
from kpis.item_page.asked import AskedMinistry
from kpis.notices import ShownCorrection, ShownIssue, shown_corrections, shown_issues
from kpis.promised import ShownPromise, shown_promises
from kpis.published_rows import KpiRatings, PublishedRow
from kpis.shown import FIELDS, ShownPlace, ShownSource, shown_name, shown_places, sources_of
from kpis.shown_judgement import ShownJudgement, shown_judgement
from reforms.models import Rating
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
class ShownKpi:
    """One printed row. is_asked: the asked ministry leads it."""

    anchor: str
    label: str
    name: str
    url: str
    is_heading: bool
    is_grouped: bool
    is_relisted: bool
    is_main: bool
    is_asked: bool
    target_words: str
    actual_words: str
    note_words: str
    grade_words: str
    rating: Rating | None
    computed: ShownJudgement | None
    promises: list[ShownPromise]
    sparkline: SafeString
    previous: PreviousKpi | None
    places: list[ShownPlace]
    sources: list[ShownSource]
    issues: list[ShownIssue]
    corrections: list[ShownCorrection]

    @property
    def previous_year(self) -> str:
        """「2016年度」; "" where the KPI stands in no edition before."""
        return self.previous.year if self.previous else ""


def shown_kpis(
    rows: list[PublishedRow],
    history: list[PublishedRow],
    ratings: KpiRatings,
    documents: dict[int, str],
    asked: AskedMinistry,
) -> list[ShownKpi]:
    """The rows in printed order. history: every published row of the same KPIs, oldest year first."""
    by_kpi: dict[int, list[PublishedRow]] = defaultdict(list)
    for row in history:
        if row.kpi:
            by_kpi[row.kpi].append(row)
    return [_shown(row, by_kpi[row.kpi] if row.kpi else [], ratings, documents, asked) for row in rows]


def _shown(
    row: PublishedRow,
    history: list[PublishedRow],
    ratings: KpiRatings,
    documents: dict[int, str],
    asked: AskedMinistry,
) -> ShownKpi:
    content = row.content
    return ShownKpi(
        anchor=f"kpi-{row.listing}",
        label=content.label,
        name=shown_name(content, row.words.kpi),
        url=reverse("kpis:kpi", args=(row.kpi,)) if row.kpi else "",
        is_heading=row.is_heading,
        is_grouped=bool(content.heading),
        is_relisted=content.is_relisted,
        is_main=bool(content.is_main),
        is_asked=content.definition is not None and asked.is_among([content.definition.lead_ministry]),
        target_words=content.target_words,
        actual_words=content.actual_words,
        note_words=content.note_words,
        grade_words=content.grade_words,
        rating=row.grade,
        computed=shown_judgement(row, history, ratings, documents),
        promises=shown_promises(content.promises),
        sparkline=_sparkline(row, history),
        previous=_previous(row, history, documents),
        places=shown_places((content.places.get(field) for field, _ in FIELDS), documents),
        sources=sources_of(content, documents),
        issues=shown_issues(content.issues, corrected=content.corrections),
        corrections=shown_corrections(content.corrections),
    )


def _sparkline(row: PublishedRow, history: list[PublishedRow]) -> SafeString:
    if row.kpi is None:
        return SafeString("")
    known = [other for other in history if other.published_on <= row.published_on]
    # Our own SVG: charts.sparkline_svg escapes every text it is given.
    return mark_safe(sparkline_svg(series_of(known)))


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
