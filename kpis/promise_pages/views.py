"""約束: open to everyone; public pages read only what is published."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kpis.promise_pages.feed import calendar_bytes
from kpis.promise_pages.forms import PromiseFilterForm
from kpis.promise_pages.selectors.asked import head
from kpis.promise_pages.selectors.events import feed_events
from kpis.promise_pages.selectors.listing import promise_list
from kpis.promise_pages.selectors.ministries import slippage_rows
from kpis.promise_pages.selectors.months import promise_calendar
from kpis.promise_pages.states import BADGES


@login_not_required
@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """What published rows promise, what to look at first before the rest."""
    form, today = PromiseFilterForm(request.GET.dict()), timezone.localdate()
    page = promise_list(form.filters(), today, request.GET.get("page", ""))
    context = {"head": head(form.filters(), today, "kpis:promises"), "form": form, "page": page}
    return render(request, "kpis/promises/list.html", {**context, "meanings": BADGES.values()})


@login_not_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """How many promises end in each month, by state."""
    form, today = PromiseFilterForm(request.GET.dict()), timezone.localdate()
    page = promise_calendar(form.filters(), today)
    context = {"head": head(form.filters(), today, "kpis:promise_calendar"), "form": form, "page": page}
    return render(request, "kpis/promises/calendar.html", context)


@login_not_required
@require_safe
def slippage(request: HttpRequest) -> HttpResponse:
    """How late promised things came, by ministry."""
    form, today = PromiseFilterForm(request.GET.dict()), timezone.localdate()
    rows = slippage_rows(form.filters(), today)
    context = {"head": head(form.filters(), today, "kpis:promise_slippage"), "form": form, "rows": rows}
    return render(request, "kpis/promises/slippage.html", context)


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The dated promises as a calendar to subscribe to; a bad filter is passed over."""
    form = PromiseFilterForm(request.GET.dict())
    events = feed_events(form.filters(), timezone.localdate(), request.build_absolute_uri)
    answer = HttpResponse(calendar_bytes(events), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="promises.ics"'
    return answer
