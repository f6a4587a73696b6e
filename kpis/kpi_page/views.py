"""KPI: one indicator through all documents, open to everyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kpis.chart_downloads import ChartDownloads, citation, figure_download, source_line, values_download
from kpis.charted import ChartedKpi
from kpis.charts import kpi_figure
from kpis.kpi_page.selectors import kpi_chart, kpi_page
from kpis.selectors.current import current_kpi


@login_not_required
@require_safe
def kpi(request: HttpRequest, pk: int) -> HttpResponse:
    """Target against actual with every source; of a KPI that was joined to another, the way to that one."""
    current = current_kpi(pk)
    page = kpi_page(current) if current else None
    if current is None or page is None:
        raise Http404("公表されたKPIではありません。")
    if current.pk != pk:
        # For now only: undoing the join gives the address its own page again.
        return redirect(current)
    address = request.build_absolute_uri(current.get_absolute_url())
    downloads = ChartDownloads(
        name=page.name,
        figure_url=reverse("kpis:kpi_figure", args=(pk,)),
        values_url=reverse("kpis:kpi_values", args=(pk,)),
        citation=citation(page.name, page.chart_sources, address, timezone.localdate()),
    )
    return render(request, "kpis/kpi_page.html", {"page": page, "downloads": downloads})


@login_not_required
@require_safe
def figure(request: HttpRequest, pk: int) -> HttpResponse:
    """The chart with its caption, as plotly reads it."""
    chart = _chart_or_404(pk)
    address = request.build_absolute_uri(reverse("kpis:kpi", args=(pk,)))
    return figure_download(kpi_figure(chart.series), chart.name, source_line(chart.sources, address))


@login_not_required
@require_safe
def values(request: HttpRequest, pk: int) -> HttpResponse:
    """The numbers of the chart, as CSV."""
    chart = _chart_or_404(pk)
    return values_download([chart], chart.name)


def _chart_or_404(pk: int) -> ChartedKpi:
    current = current_kpi(pk)
    chart = kpi_chart(current) if current else None
    if chart is None:
        raise Http404("図のあるKPIではありません。")
    return chart
