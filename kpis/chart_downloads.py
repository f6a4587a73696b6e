"""What a chart is taken away as: its figure, its numbers, and the sentence that quotes it."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from django.http import HttpResponse

from kpi_tracker.attachments import CSV, attachment
from kpi_tracker.lib.csv_cells import with_apostrophe
from kpi_tracker.lib.fiscal_year import era_label
from kpis.charted import ChartedKpi, ChartSource
from kpis.charts.captioned import captioned
from kpis.charts.drawn_values import DrawnValue, drawn_values
from kpis.wording import day_text

JSON = "application/json"
SITE = "改革工程表 進捗管理"
COLUMNS = (
    "KPI",
    "系列",
    "種類",
    "内訳",
    "時点",
    "日",
    "年度",
    "年度（和暦）",
    "値",
    "単位",
    "注記",
    "区分",
    "区分の体系",
    "版",
    "公表日",
    "文書",
    "場所",
    "記載",
)
"""docs/charts.md says what each of them holds."""


@dataclass(frozen=True)
class ChartDownloads:
    """What stands beneath a chart. name: of the files, without an ending."""

    name: str
    figure_url: str
    values_url: str
    citation: str


def citation(title: str, sources: Iterable[ChartSource], address: str, today: datetime.date) -> str:
    """「「KPI名」（版「文書」2017年12月21日公表）、改革工程表 進捗管理、https://…（2026年11月21日閲覧）。」"""
    return f"「{title}」（{'、'.join(map(_source, sources))}）、{SITE}、{address}（{day_text(today)}閲覧）。"


def source_line(sources: Iterable[ChartSource], address: str) -> str:
    """What stands in a picture of the chart."""
    return f"出典：{'、'.join(map(_source, sources))}を加工して作成（{SITE} {address}）"


def _source(source: ChartSource) -> str:
    document = f"「{source.document}」" if source.document not in ("", source.edition) else ""
    return f"{source.edition}{document}{day_text(source.published_on)}公表"


def figure_download(figure: dict[str, Any], title: str, source: str) -> HttpResponse:
    """The figure with its caption as plotly's JSON, valid for plotly: go.Figure raises ValueError of another."""
    content = go.Figure(captioned(figure, title, source)).to_json()
    return attachment(content.encode(), JSON, f"{title}.json")


def values_download(charts: Sequence[ChartedKpi], title: str) -> HttpResponse:
    """Every number and letter that the charts show, one a line, in UTF-8 with the mark that spreadsheets know it by."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows([with_apostrophe(cell) for cell in row] for chart in charts for row in _rows(chart))
    return attachment(stream.getvalue().encode("utf-8-sig"), CSV, f"{title}.csv")


def _rows(chart: ChartedKpi) -> Iterator[tuple[str, ...]]:
    documents = {(source.edition, source.published_on): source.document for source in chart.sources}
    for value in drawn_values(chart.series):
        document = documents.get((value.edition, value.published_on), "") if value.published_on else ""
        yield (chart.name, *_cells(value, document))


def _cells(value: DrawnValue, document: str) -> tuple[str, ...]:
    year = value.fiscal_year
    return (
        value.what,
        value.kind,
        value.component,
        value.as_of,
        value.day.isoformat() if value.day else "",
        str(year) if year else "",
        era_label(year) if year else "",
        "" if value.value is None else f"{value.value.normalize():f}",
        value.unit,
        value.note,
        value.grade,
        value.scale,
        value.edition,
        value.published_on.isoformat() if value.published_on else "",
        document,
        value.place,
        value.words,
    )
