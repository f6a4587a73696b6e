"""What programs ask to watch the tracker, and the page 運用状況 for admins."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from kpi_tracker.operations.access import may_read_metrics
from kpi_tracker.operations.metrics import exposition
from kpi_tracker.operations.readiness import readiness
from kpi_tracker.operations.selectors import operations_page
from reforms.accounts.access import for_admins


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """That this process answers; nothing is asked of the database."""
    return JsonResponse({"status": "ok"})


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether everything is there that the tracker needs: 200, else 503."""
    found = readiness()
    is_ready = all(found.values())
    told = {"status": "ready" if is_ready else "not ready", **found}
    return JsonResponse(told, status=HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE)


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus, for the addresses and the token of the settings; for others there is no such page."""
    if not may_read_metrics(request):
        raise Http404("このページは監視のためのものです。")
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


@for_admins
@require_safe
def operations(request: HttpRequest) -> HttpResponse:
    """How the tracker does."""
    return render(request, "operations/operations.html", {"page": operations_page()})
