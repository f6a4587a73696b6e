"""ダッシュボード: open to everyone; staff are shown besides how far the next round has come."""

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from kpis.dashboard.forms import DashboardForm, RowForm
from kpis.dashboard.selectors.head import year_head
from kpis.dashboard.selectors.offer import offer
from kpis.dashboard.selectors.page import dashboard_page, year_counts
from kpis.dashboard.selectors.rows import row_list_page


@login_not_required
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """A year of a programme in one look, narrowed by the address."""
    asked = request.GET.dict()
    offered = offer(asked.get("programme", ""), asked.get("year", ""))
    if offered is None:
        return render(request, "kpis/dashboard_empty.html")
    form = DashboardForm(asked, offered)
    page = dashboard_page(offered, form.filters(), asked.get("page", ""), user=request.user, today=timezone.localdate())
    return render(request, "kpis/dashboard.html", {"page": page, "form": form})


@login_not_required
@require_safe
def dashboard_rows(request: HttpRequest) -> HttpResponse:
    """The rows behind a number of the dashboard."""
    asked = request.GET.dict()
    offered = offer(asked.get("programme", ""), asked.get("year", ""))
    if offered is None:
        return render(request, "kpis/dashboard_empty.html")
    form = RowForm(asked, offered)
    page = row_list_page(offered, form.filters(), asked.get("page", ""), today=timezone.localdate())
    return render(request, "kpis/dashboard_rows.html", {"page": page, "form": form})


# Frames are allowed to this page alone, and by the policy alone: X-Frame-Options cannot name addresses.
@login_not_required
@xframe_options_exempt
@csp_replace({"frame-ancestors": settings.FRAME_ANCESTORS})
@require_safe
def dashboard_embedded(request: HttpRequest) -> HttpResponse:
    """The counts of a year for a frame in another page: what is published, whoever looks."""
    asked = request.GET.dict()
    offered = offer(asked.get("programme", ""), asked.get("year", ""))
    if offered is None:
        return render(request, "kpis/dashboard_embedded.html", {"head": None})
    form = DashboardForm(asked, offered)
    filters = form.filters()
    context = {
        "head": year_head(offered, filters, "kpis:dashboard_embedded"),
        "counts": year_counts(offered, filters),
        "form": form,
        "filters": filters,
    }
    return render(request, "kpis/dashboard_embedded.html", context)
