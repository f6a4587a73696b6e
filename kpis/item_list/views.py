"""改革項目: the list, open to everyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kpis.item_list.forms import ItemFilterForm
from kpis.item_list.selectors import item_list_page, offer


@login_not_required
@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """The items of a year with their counts of KPIs per grade; narrowed by the address."""
    asked = request.GET.dict()
    offered = offer(asked.get("programme", ""), asked.get("year", ""))
    if offered is None:
        return render(request, "kpis/nothing_published.html")
    form = ItemFilterForm(asked, offered)
    page = item_list_page(offered, form.filters(), asked.get("page", ""))
    return render(request, "kpis/item_list.html", {"page": page, "form": form})
