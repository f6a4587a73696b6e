"""The rows of ＫＰＩの状況 as the item page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from kpis.charts import sparkline_svg
from kpis.history import row_before, series_of
from kpis.item_page.asked import AskedMinistry
from kpis.item_page.fetched import History
from kpis.notices import ShownCorrection, ShownIssue, shown_corrections, shown_issues
from kpis.promised import ShownPromise, shown_promises
from kpis.published_rows import KpiRatings, PublishedRow
from kpis.shown import FIELDS, ShownPlace, shown_name, shown_places
from kpis.shown_judgement import ShownJudgement, shown_judgement
from reforms.models import Rating


@dataclass(frozen=True)
class ShownKpi:
    """One printed row. is_asked: the asked ministry leads it; previous_year: 「2016年度」, "" where the KPI stands
    in no edition before."""

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
    previous_year: str
    places: list[ShownPlace]
    issues: list[ShownIssue]
    corrections: list[ShownCorrection]


def shown_kpis(
    rows: list[PublishedRow],
    history: History,
    ratings: KpiRatings,
    documents: dict[int, str],
    asked: AskedMinistry,
) -> list[ShownKpi]:
    """The rows in printed order. history: by KPI, see `kpis.item_page.fetched`."""
    return [_shown(row, history.get(row.kpi, []), ratings, documents, asked) for row in rows]


def _shown(
    row: PublishedRow,
    history: list[PublishedRow],
    ratings: KpiRatings,
    documents: dict[int, str],
    asked: AskedMinistry,
) -> ShownKpi:
    content, before = row.content, row_before(row, history)
    return ShownKpi(
        anchor=f"kpi-{row.listing}",
        label=content.label,
        name=shown_name(content, row.words.kpi),
        url=row.kpi_url,
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
        previous_year=f"{before.fiscal_year}年度" if before else "",
        places=shown_places((content.places.get(field) for field, _ in FIELDS), documents),
        issues=shown_issues(content.issues, corrected=content.corrections),
        corrections=shown_corrections(content.corrections),
    )


def _sparkline(row: PublishedRow, history: list[PublishedRow]) -> SafeString:
    if row.kpi is None:
        return SafeString("")
    known = [other for other in history if other.published_on <= row.published_on]
    # Our own SVG: charts.sparkline_svg escapes every text it is given.
    return mark_safe(sparkline_svg(series_of(known)))
