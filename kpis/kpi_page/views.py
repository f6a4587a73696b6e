"""KPI: one indicator through all documents, open to everyone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kpis.kpi_page.selectors import kpi_page
from kpis.models import Kpi


@require_safe
def kpi(request: HttpRequest, pk: int) -> HttpResponse:
    """Target against actual with every source."""
    page = kpi_page(get_object_or_404(Kpi.objects.select_related("lead_ministry"), pk=pk))
    if page is None:
        raise Http404("公表されたKPIではありません。")
    return render(request, "kpis/kpi_page.html", {"page": page})
