"""KPI: one indicator through all documents, open to everyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kpis.kpi_page.selectors import kpi_page
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
    return render(request, "kpis/kpi_page.html", {"page": page})
