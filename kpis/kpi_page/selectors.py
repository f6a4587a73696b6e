"""What the page of a KPI shows: its whole published history, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from kpis.charted import ChartedKpi, ChartSource, charted_kpi
from kpis.charts import DerivedValue, derived_values, kpi_figure, kpi_sentence, sparkline_svg
from kpis.history import published_definition
from kpis.kpi_page.figures import PointRow, TargetRow, main_row, point_rows, points_note, target_rows
from kpis.kpi_page.listings import Definition, ListingRow, definition_of, item_links, listing_rows
from kpis.kpi_page.succession import Succession, successions_of
from kpis.models import Kpi, PublishedKpi
from kpis.notices import ShownCorrection, ShownIssue, shown_corrections, shown_issues
from kpis.promised import ShownPromise, shown_promises
from kpis.published_rows import KpiRatings, PublishedRow, kpi_ratings, published_rows
from kpis.shown import ShownSource, shown_name, shown_source
from kpis.shown_judgement import ShownJudgement, shown_judgement
from reforms.models import Rating, SourceDocument
from reforms.selectors import Link, place_label, year_label
from reforms.vocabulary import Vocabulary


@dataclass(frozen=True)
class JudgementRow:
    """The printed grade of a row beside the computed one. computed: None where the edition prints no grades.

    where: 「再掲・957行」, what tells rows of one year apart; "" where it has one only.
    """

    round_label: str
    where: str
    rating: Rating | None
    grade_words: str
    computed: ShownJudgement | None
    source: ShownSource | None


@dataclass(frozen=True)
class PromiseList:
    """次の予定 of the latest edition. as_of: 「2017年12月公表時点」; source: the cell that prints them."""

    as_of: str
    promises: list[ShownPromise]
    source: ShownSource | None


@dataclass(frozen=True)
class KpiPage:
    """Everything the template shows."""

    name: str
    items: list[Link]
    programme: str
    words: Vocabulary
    sentence: str
    figure: dict[str, Any]
    has_chart: bool
    chart_sources: tuple[ChartSource, ...]
    sparkline: SafeString
    derived: tuple[DerivedValue, ...]
    points: list[PointRow]
    points_note: str
    targets: list[TargetRow]
    judgements: list[JudgementRow]
    listings: list[ListingRow]
    definition: Definition
    promised: PromiseList
    corrections: list[ShownCorrection]
    issues: list[ShownIssue]
    contradictions: list[Link]
    successions: list[Succession]

    @property
    def has_changes(self) -> bool:
        """Whether a target differs from that of another row."""
        return any(target.change for target in self.targets)


def kpi_page(kpi: Kpi) -> KpiPage | None:
    """The KPI's page; None where nothing of it is published."""
    rows = _rows_of(kpi)
    if not rows:
        return None
    ratings = kpi_ratings(row.edition for row in rows)
    documents = _titles()
    latest = _latest(rows)
    charted = _charted(rows, documents)
    series = charted.series
    return KpiPage(
        name=charted.name,
        items=item_links(latest),
        programme=latest.programme,
        words=latest.words,
        sentence=kpi_sentence(series),
        figure=kpi_figure(series) if charted.is_drawn else {},
        has_chart=charted.is_drawn,
        chart_sources=charted.sources,
        # Our own SVG: charts.sparkline_svg escapes every text it is given.
        sparkline=mark_safe(sparkline_svg(series)),
        derived=derived_values(series) if charted.is_drawn else (),
        points=point_rows(rows, documents),
        points_note=points_note(rows),
        targets=target_rows(rows, documents),
        judgements=[_judgement(row, rows, ratings, documents) for row in rows],
        listings=listing_rows(rows, documents),
        definition=definition_of(published_definition(rows)),
        promised=_promised(latest, documents),
        corrections=[shown for row in rows for shown in shown_corrections(row.content.corrections, where=_where(row))],
        issues=[
            issue
            for row in rows
            for issue in shown_issues(row.content.issues, where=_where(row), corrected=row.content.corrections)
        ],
        contradictions=[Link(row.message, row.get_absolute_url()) for row in kpi.contradictions.filter(is_found=True)],
        successions=successions_of(kpi),
    )


def kpi_chart(kpi: Kpi) -> ChartedKpi | None:
    """The chart of the KPI's page by itself; None where nothing of it is drawn. Three queries."""
    rows = _rows_of(kpi)
    charted = _charted(rows, _titles()) if rows else None
    return charted if charted and charted.is_drawn else None


def _rows_of(kpi: Kpi) -> list[PublishedRow]:
    return published_rows(PublishedKpi.objects.filter(listing__kpi=kpi, is_heading=False))


def _titles() -> dict[int, str]:
    return dict(SourceDocument.objects.values_list("pk", "title"))


def _latest(rows: list[PublishedRow]) -> PublishedRow:
    return main_row([row for row in rows if row.edition == rows[-1].edition])


def _charted(rows: list[PublishedRow], documents: dict[int, str]) -> ChartedKpi:
    return charted_kpi(rows, documents, unnamed=_unnamed(_latest(rows)))


def _unnamed(latest: PublishedRow) -> str:
    """What a KPI without a name is called: by where it is printed."""
    return f"{shown_name(latest.content, latest.words.kpi)}（{_where(latest)}）"


def _line(row: PublishedRow) -> str:
    place = row.content.places.get("name") or next(iter(row.content.places.values()), None)
    return place_label(place) if place else ""


def _where(row: PublishedRow) -> str:
    return "・".join(part for part in (f"{row.fiscal_year}年度", _line(row)) if part)


def _promised(row: PublishedRow, documents: dict[int, str]) -> PromiseList:
    # A row without a note can promise in the cell of its target: 「未設定（年度内に検討）」.
    cells = ((row.words.note, "note"), (row.words.target, "target"))
    source = [
        one for heading, field in cells for one in shown_source(heading, row.content.places.get(field), documents)
    ]
    return PromiseList(
        as_of=f"{row.published_on.year}年{row.published_on.month}月公表時点",
        promises=shown_promises(row.content.promises),
        source=source[0] if source else None,
    )


def _judgement(
    row: PublishedRow, rows: list[PublishedRow], ratings: KpiRatings, documents: dict[int, str]
) -> JudgementRow:
    source = shown_source("区分", row.content.places.get("grade"), documents)
    is_one = sum(other.edition == row.edition for other in rows) == 1
    relisted = "再掲・" if row.content.is_relisted else ""
    return JudgementRow(
        round_label=year_label(row.fiscal_year),
        where="" if is_one else f"{relisted}{_line(row)}",
        rating=row.grade,
        grade_words=row.content.grade_words,
        computed=shown_judgement(row, rows, ratings, documents),
        source=source[0] if source else None,
    )
