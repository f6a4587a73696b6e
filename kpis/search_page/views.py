"""検索: one box over everything published, open to everyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kpis.search_page.forms import SearchForm
from kpis.search_page.selectors.page import search_page


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The KPIs and items whose published words have what is asked for, with the places."""
    form = SearchForm(request.GET.dict())
    page = search_page(form.filters(), request.GET.get("page", ""))
    return render(request, "kpis/search.html", {"page": page, "form": form})
