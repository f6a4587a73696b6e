"""KPIの結び付け: everyone can read the proposals; deciding needs the right to."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from kpis.models import KpiProposal
from kpis.proposal_review.forms import ProposalDecisionForm
from kpis.proposal_review.selectors import proposal_page
from kpis.services.proposals import AlreadyDecided, accept, reject
from reforms.models import User

MAY_DECIDE = "kpis.decide_proposal"


@login_not_required
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """The proposals with both listings side by side."""
    form = ProposalDecisionForm() if request.user.has_perm(MAY_DECIDE) else None
    page = proposal_page(request.GET.get("page", ""))
    return render(request, "kpis/proposal_list.html", {"page": page, "form": form})


@require_POST
@permission_required(MAY_DECIDE, raise_exception=True)
def decide_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Records a person's decision; what is accepted as the same KPI is joined at once."""
    proposal = get_object_or_404(KpiProposal, pk=pk)
    form = ProposalDecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, "判断と理由の両方を入れてください。何も記録していません。")
        return redirect("kpis:proposals")
    decide = accept if form.cleaned_data["state"] == KpiProposal.State.ACCEPTED else reject
    try:
        decide(proposal, reason=form.cleaned_data["reason"], by=cast(User, request.user))
    except AlreadyDecided as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "判断を記録しました。")
    return redirect("kpis:proposals")
