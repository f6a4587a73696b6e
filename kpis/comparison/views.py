"""新旧対照, open to everyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kpis.comparison.forms import ComparisonForm
from kpis.comparison.selectors.choice import Choice, choose, programme_links
from kpis.comparison.selectors.original import original_targets_page
from kpis.comparison.selectors.page import comparison_page, offer_of
from kpis.comparison.selectors.survey import compared


@login_not_required
@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """Two publications of a programme side by side; narrowed by the address."""
    asked = request.GET.dict()
    choice = _choice(asked)
    if choice is None or choice.old is None:
        links = programme_links(choice, "kpis:comparison") if choice else []
        return render(request, "kpis/comparison_nothing.html", {"choice": choice, "programmes": links})
    found = compared(choice.old, choice.new)
    form = ComparisonForm(asked, choice, offer_of(found))
    page = comparison_page(choice, choice.old, found, form.filters(), asked.get("page", ""))
    return render(request, "kpis/comparison.html", {"page": page, "form": form, "message": choice.message})


@login_not_required
@require_safe
def original_targets(request: HttpRequest) -> HttpResponse:
    """The grades A of a year against the targets that their KPIs were first given."""
    asked = request.GET.dict()
    choice = _choice(asked)
    if choice is None:
        return render(request, "kpis/comparison_nothing.html", {"choice": None, "programmes": []})
    page = original_targets_page(choice, asked.get("page", ""))
    return render(request, "kpis/original_targets.html", {"page": page, "message": choice.message})


def _choice(asked: dict[str, str]) -> Choice | None:
    return choose(asked.get("programme", ""), asked.get("new", ""), asked.get("old", ""))
