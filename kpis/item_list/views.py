"""改革項目: the list, open to everyone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kpis.item_list.selectors import item_list_page


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """The items of a year with their counts of KPIs per grade; narrowed by the address."""
    page = item_list_page(request.GET.dict())
    if page is None:
        return render(request, "kpis/nothing_published.html")
    return render(request, "kpis/item_list.html", {"page": page})
