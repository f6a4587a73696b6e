"""KPIs with a small chart each, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from kpis.charted import ChartedKpi, charted_kpi
from kpis.charts import Gist, gist_of, lanes_of, small_chart_svg
from kpis.dashboard.selectors.shown_rows import behind_text
from kpis.models import KpiStanding, PublishedKpi
from kpis.published_rows import PublishedRow, published_rows_alone
from reforms.models import Rating, SourceDocument
from reforms.selectors import year_label


@dataclass(frozen=True)
class ChartCell:
    """id: of the published row; kpi: primary key; rating: as printed; behind: as of `ShownStanding`; due: 「2020年度
    （令和2年度）」; drawing: "" where nothing has both a figure and a date."""

    id: int
    kpi: int
    url: str
    rating: Rating | None
    computed: Rating | None
    is_behind: bool
    behind: str
    gist: Gist
    due: str
    drawing: SafeString
    charted: ChartedKpi


def chart_cells(rows: Sequence[KpiStanding], published: QuerySet[PublishedKpi]) -> list[ChartCell]:
    """A cell for each standing, drawn from those of the published rows that are its KPI's. Two queries."""
    found: dict[int, list[PublishedRow]] = defaultdict(list)
    wanted = published.filter(listing__kpi__in={row.kpi_id for row in rows}, is_heading=False)
    for one in published_rows_alone(wanted):
        if one.kpi:
            found[one.kpi].append(one)
    documents = dict(SourceDocument.objects.values_list("pk", "title"))
    return [_cell(row, charted_kpi(found[row.kpi_id], documents, unnamed=row.name)) for row in rows]


def _cell(row: KpiStanding, charted: ChartedKpi) -> ChartCell:
    lanes = lanes_of(charted.series)
    gist = gist_of(lanes)
    return ChartCell(
        id=row.pk,
        kpi=row.kpi_id,
        url=reverse("kpis:kpi", args=(row.kpi_id,)),
        rating=row.grade,
        computed=row.computed,
        is_behind=row.is_behind,
        behind=behind_text(row),
        gist=gist,
        due=year_label(gist.due) if gist.due else "",
        # Our own SVG: charts.small_chart_svg escapes every text it is given.
        drawing=mark_safe(small_chart_svg(charted.series, lanes)),
        charted=charted,
    )


def scales_note(cells: Iterable[ChartCell]) -> str:
    """That letters belong to different scales, "" where one serves all."""
    scales = list(dict.fromkeys(cell.rating.scale.name for cell in cells if cell.rating))
    return f"区分の体系が異なり、符号どうしは比べられません：{'、'.join(scales)}。" if len(scales) > 1 else ""
