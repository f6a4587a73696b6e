"""改革項目: one item of a year, open to everyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kpis.item_page.details import item_details as details_of_item
from kpis.item_page.selectors import item_page


@login_not_required
@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """The two tables as the ministries know them; ?ministry=総務省 marks what is of that ministry."""
    page = item_page(pk, request.GET.get("ministry", ""))
    if page is None:
        raise Http404("公表された改革項目ではありません。")
    return render(request, "kpis/item_page.html", {"page": page})


@login_not_required
@require_safe
def item_details(request: HttpRequest, pk: int) -> HttpResponse:
    """Of each row what the item page brings only when asked: its words, why the computed grade, the year before."""
    page = details_of_item(pk)
    if page is None:
        raise Http404("公表された改革項目ではありません。")
    return render(request, "kpis/item_details.html", {"page": page})
