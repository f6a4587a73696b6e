"""食い違い: open to everyone; deciding needs the right to."""

from typing import cast

from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from kpis.contradictions.forms import ContradictionFilterForm, DecisionForm
from kpis.contradictions.selectors import contradiction_list_page, contradiction_page
from kpis.models import Contradiction, Decision
from kpis.services.contradictions import decide
from reforms.models import User

MAY_DECIDE = "kpis.decide_contradiction"


@login_not_required
@require_safe
def contradictions(request: HttpRequest) -> HttpResponse:
    """Every contradiction between published rows, narrowed by the address."""
    form = ContradictionFilterForm(request.GET.dict())
    page = contradiction_list_page(form.filters(), request.GET.get("page", ""))
    return render(request, "kpis/contradiction_list.html", {"page": page, "form": form})


@login_not_required
@require_safe
def contradiction(request: HttpRequest, pk: int) -> HttpResponse:
    """One contradiction: both places side by side, why it matters, how to settle it."""
    row = get_object_or_404(Contradiction.objects.select_related("kpi"), pk=pk)
    form = DecisionForm() if request.user.has_perm(MAY_DECIDE) else None
    return render(request, "kpis/contradiction_page.html", {"page": contradiction_page(row), "row": row, "form": form})


@require_POST
@permission_required(MAY_DECIDE, raise_exception=True)
def decide_contradiction(request: HttpRequest, pk: int) -> HttpResponse:
    """Records a person's decision with its reason."""
    row = get_object_or_404(Contradiction, pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        context = {"page": contradiction_page(row), "row": row, "form": form}
        return render(request, "kpis/contradiction_page.html", context, status=422)
    decide(
        [row],
        decision=Decision(form.cleaned_data["decision"]),
        reason=form.cleaned_data["reason"],
        by=cast(User, request.user),
    )
    return redirect(row)
