"""Chosen KPIs beside each other, on one axis where they count in one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kpis.charted import ChartSource
from kpis.charts import kpi_sentence, together_figure, why_apart
from kpis.dashboard.chosen import chosen_query
from kpis.dashboard.selectors.chart_cells import ChartCell, chart_cells, scales_note
from kpis.models import KpiStanding, PublishedKpi
from kpis.selectors.current import current_keys


@dataclass(frozen=True)
class ChosenPage:
    """title: of the chart; apart: why there is no common one, "" where there is; missing: how many are not published;
    scales: that letters cannot be compared, "" where they can."""

    title: str
    cells: list[ChartCell]
    figure: dict[str, Any]
    apart: str
    sentences: list[str]
    scales: str
    missing: int
    query: str
    sources: tuple[ChartSource, ...]


def chosen_page(chosen: Sequence[int]) -> ChosenPage:
    """Each KPI with all that is published of it, the furthest behind first. Four queries, as of `current_keys`."""
    kpis = current_keys(chosen)
    cells = chart_cells(_latest(kpis), PublishedKpi.objects.all())
    shown = [cell.charted.series for cell in cells]
    apart = why_apart(shown)
    return ChosenPage(
        title=_title(cells),
        cells=cells,
        figure=together_figure(shown) if cells and not apart else {},
        apart=apart,
        sentences=[kpi_sentence(series) for series in shown],
        scales=scales_note(cells),
        missing=len(kpis) - len(cells),
        query=chosen_query(cell.kpi for cell in cells),
        sources=tuple(dict.fromkeys(source for cell in cells for source in cell.charted.sources)),
    )


def _latest(kpis: Sequence[int]) -> list[KpiStanding]:
    """The row of each Kpi that was published last, the furthest behind first."""
    rows = KpiStanding.objects.filter(kpi__in=kpis, is_counted=True).select_related("grade__scale", "computed")
    latest = {row.kpi_id: row for row in rows.order_by("publication__published_on", "publication")}
    return sorted(latest.values(), key=lambda row: (-(row.behind_by or 0), not row.is_behind, row.pk))


def _title(cells: Sequence[ChartCell]) -> str:
    first = cells[0].charted.name if cells else "選んだKPI"
    others = f" ほか{len(cells) - 1}件" if len(cells) > 1 else ""
    return f"{first}{others}の目標と実績"
