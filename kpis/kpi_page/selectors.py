"""What the page of a KPI shows: its whole published history, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from kpi_tracker.lib.readings import TargetReading
from kpis.charts import kpi_figure, kpi_sentence
from kpis.history import judgement_of, series_of
from kpis.kpi_page.target_changes import change_of
from kpis.models import Kpi, PublishedKpi
from kpis.selectors.rows import KpiRatings, PublishedRow, kpi_ratings, published_rows
from kpis.series import Series
from kpis.shown import (
    ShownIssue,
    ShownJudgement,
    ShownPromise,
    ShownSource,
    actual_text,
    shown_issues,
    shown_judgement,
    shown_promises,
    shown_source,
    target_text,
    target_value_text,
)
from kpis.wording import KIND_NAMES, amount, as_of_text
from reforms.models import Rating, SourceDocument
from reforms.selectors import Link, year_label

TIER_LABELS = {1: "第一階層", 2: "第二階層", None: ""}


@dataclass(frozen=True)
class PointRow:
    """A measured value with its source. value is written plainly, the unit apart."""

    year: str
    value: str
    unit: str
    as_of: str
    kind: str
    component: str
    source: ShownSource | None


@dataclass(frozen=True)
class TargetRow:
    """A target of an edition. change: against the edition before, "" where nothing changed."""

    edition: str
    value: str
    deadline: str
    component: str
    change: str
    source: ShownSource | None


@dataclass(frozen=True)
class JudgementRow:
    """The printed grade of a year beside the computed one."""

    round_label: str
    rating: Rating | None
    grade_words: str
    computed: ShownJudgement
    source: ShownSource | None


@dataclass(frozen=True)
class ListingRow:
    """A place where the KPI is printed."""

    edition: str
    item: str
    url: str
    tier: str
    name: str
    is_relisted: bool


@dataclass(frozen=True)
class Fact:
    """A line of the definition; value "" where nothing is registered."""

    label: str
    value: str


@dataclass(frozen=True)
class KpiPage:
    """Everything the template shows."""

    name: str
    item: Link
    programme: str
    sentence: str
    figure: dict[str, Any]
    has_chart: bool
    points: list[PointRow]
    targets: list[TargetRow]
    judgements: list[JudgementRow]
    listings: list[ListingRow]
    definition: list[Fact]
    promises: list[ShownPromise]
    issues: list[ShownIssue]


def kpi_page(kpi: Kpi) -> KpiPage | None:
    """The KPI's page; None where nothing of it is published."""
    found = PublishedKpi.objects.filter(listing__kpi=kpi, is_heading=False)
    rows = published_rows(found)
    if not rows:
        return None
    ratings = kpi_ratings(row.edition for row in rows)
    documents = dict(SourceDocument.objects.values_list("pk", "title"))
    series = series_of(kpi, rows)
    latest = rows[-1]
    return KpiPage(
        name=str(kpi),
        item=_item_link(latest),
        programme=latest.programme,
        sentence=kpi_sentence(series),
        figure=kpi_figure(series) if _has_chart(series) else {},
        has_chart=_has_chart(series),
        points=_points(rows, documents),
        targets=_targets(rows, documents),
        judgements=[_judgement(row, rows, ratings, documents) for row in rows],
        listings=[_listing(row) for row in rows],
        definition=_definition(kpi),
        promises=shown_promises(latest.content.promises),
        issues=[issue for row in rows for issue in shown_issues(row.content.issues)],
    )


def _has_chart(series: Series) -> bool:
    return any(point.day for point in series.points)


def _item_link(row: PublishedRow) -> Link:
    item = row.items[0]
    return Link(f"{item.number}{item.name}", reverse("kpis:item", args=(item.id,)))


def _one(sources: list[ShownSource]) -> ShownSource | None:
    return sources[0] if sources else None


def _points(rows: Iterable[PublishedRow], documents: dict[int, str]) -> list[PointRow]:
    return [
        PointRow(
            year=year_label(row.fiscal_year),
            value=f"{'約' if actual.approx else ''}{actual.value:,f}",
            unit="％" if actual.unit == "%" else actual.unit,
            as_of=as_of_text(actual.as_of) if actual.as_of else "",
            kind=KIND_NAMES[actual.kind],
            component=actual.component or "",
            source=_one(shown_source("実績値", row.content.places.get("actual"), documents, [actual_text(actual)])),
        )
        for row in rows
        for actual in row.content.actuals
    ]


def _targets(rows: list[PublishedRow], documents: dict[int, str]) -> list[TargetRow]:
    shown = []
    before: tuple[TargetReading, ...] = ()
    for row in rows:
        for number, target in enumerate(row.content.targets):
            if target.kind == "none":
                continue
            shown.append(
                TargetRow(
                    edition=row.edition_name,
                    value=target_value_text(target),
                    deadline=f"{target.deadline_fy}年度" if target.deadline_fy else target.deadline_raw or "",
                    component=target.component or "",
                    change=change_of(before[number] if number < len(before) else None, target),
                    source=_one(
                        shown_source("目標値", row.content.places.get("target"), documents, [target_text(target)])
                    ),
                )
            )
        before = row.content.targets
    return shown


def _judgement(
    row: PublishedRow, rows: list[PublishedRow], ratings: KpiRatings, documents: dict[int, str]
) -> JudgementRow:
    judgement = judgement_of(row, rows, ratings)
    return JudgementRow(
        round_label=year_label(row.fiscal_year),
        rating=row.grade,
        grade_words=row.content.grade_words,
        computed=shown_judgement(judgement, row.grade, ratings.rating(row.edition, judgement.suggested)),
        source=_one(shown_source("区分", row.content.places.get("grade"), documents)),
    )


def _listing(row: PublishedRow) -> ListingRow:
    link = _item_link(row)
    return ListingRow(
        edition=row.edition_name,
        item=link.label,
        url=f"{link.url}#kpi-{row.listing}",
        tier=TIER_LABELS.get(row.tier, ""),
        name=row.content.name or "（名称が読み取れません）",
        is_relisted=row.content.is_relisted,
    )


def _definition(kpi: Kpi) -> list[Fact]:
    baseline = "" if kpi.baseline_value is None else amount(kpi.baseline_value, kpi.unit)
    if baseline and kpi.baseline_as_of:
        baseline += f"（{as_of_text(kpi.baseline_as_of)}）"
    return [
        Fact("定義", kpi.definition),
        Fact("計画開始時の数値", baseline),
        Fact("単位", kpi.unit),
        Fact("向き", kpi.get_direction_display() if kpi.direction else ""),
        Fact("把握頻度", kpi.frequency),
        Fact("把握時期", kpi.collected_at),
        Fact("把握手段", kpi.means),
        Fact("主担当", kpi.lead_ministry.name if kpi.lead_ministry else ""),
    ]
