"""小さなグラフの一覧: many KPIs at once, or some that were chosen; open to everyone."""

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from kpis.chart_downloads import ChartDownloads, citation, figure_download, source_line, values_download
from kpis.dashboard.chosen import chosen_kpis
from kpis.dashboard.forms import DashboardForm
from kpis.dashboard.selectors.chosen_charts import ChosenPage, chosen_page
from kpis.dashboard.selectors.offer import Offer, offer
from kpis.dashboard.selectors.small_charts import ChartsPage, charts_page


@login_not_required
@require_safe
def charts(request: HttpRequest) -> HttpResponse:
    """The KPIs of a year as the address asks, or those that it chooses."""
    chosen = chosen_kpis(request.GET.getlist("kpi"))
    offered = _offer(request)
    if offered is None:
        return render(request, "kpis/charts_empty.html")
    form = DashboardForm(request.GET.dict(), offered)
    if chosen:
        page = chosen_page(chosen)
        figure_url = f"{reverse('kpis:charts_figure')}?{page.query}" if page.figure else ""
        downloads = _downloads(request, page, figure_url)
        context = {"page": page, "downloads": downloads, "list_query": form.filters().query()}
        return render(request, "kpis/charts_chosen.html", context)
    shown = _list_page(request, offered, form, "kpis:charts")
    context = {"page": shown, "form": form, "downloads": _downloads(request, shown)}
    return render(request, "kpis/charts.html", context)


@login_not_required
@require_safe
def charts_figure(request: HttpRequest) -> HttpResponse:
    """The chart of the chosen KPIs, as plotly reads it; without any that share an axis the way to choose some."""
    page = chosen_page(chosen_kpis(request.GET.getlist("kpi")))
    if not page.figure:
        return redirect("kpis:charts")
    return figure_download(page.figure, page.title, source_line(page.sources, _address(request, page.query)))


@login_not_required
@require_safe
def charts_values(request: HttpRequest) -> HttpResponse:
    """The numbers of the charts on a page of the list, or of the chosen KPIs, as CSV."""
    chosen = chosen_kpis(request.GET.getlist("kpi"))
    offered = _offer(request)
    if offered is None:
        return redirect("kpis:charts")
    page: ChosenPage | ChartsPage = (
        chosen_page(chosen)
        if chosen
        else _list_page(request, offered, DashboardForm(request.GET.dict(), offered), "kpis:charts")
    )
    return values_download([cell.charted for cell in page.cells], page.title)


# As of the dashboard's own form for frames: by the policy alone, which can name addresses.
@login_not_required
@xframe_options_exempt
@csp_replace({"frame-ancestors": settings.FRAME_ANCESTORS})
@require_safe
def charts_embedded(request: HttpRequest) -> HttpResponse:
    """The list for a frame in another page."""
    offered = _offer(request)
    if offered is None:
        return render(request, "kpis/charts_embedded.html", {"page": None})
    form = DashboardForm(request.GET.dict(), offered)
    page = _list_page(request, offered, form, "kpis:charts_embedded")
    return render(request, "kpis/charts_embedded.html", {"page": page, "form": form})


def _offer(request: HttpRequest) -> Offer | None:
    return offer(request.GET.get("programme", ""), request.GET.get("year", ""))


def _list_page(request: HttpRequest, offered: Offer, form: DashboardForm, address: str) -> ChartsPage:
    asked = request.GET
    return charts_page(offered, form.filters(), asked.get("page", ""), asked.get("show", ""), address)


def _address(request: HttpRequest, query: str) -> str:
    return request.build_absolute_uri(f"{reverse('kpis:charts')}?{query}")


def _downloads(request: HttpRequest, page: ChartsPage | ChosenPage, figure_url: str = "") -> ChartDownloads:
    return ChartDownloads(
        name=page.title,
        figure_url=figure_url,
        values_url=f"{reverse('kpis:charts_values')}?{page.query}",
        citation=citation(page.title, page.sources, _address(request, page.query), timezone.localdate()),
    )
