"""新しい調査回を開く: from which programme, what it would have and lack, and then the round."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kpis.next_round.forms import NextRoundForm, next_round_form
from kpis.next_round.selectors import choices, newest_rounds, preview
from kpis.services.next_round import open_next_round, why_not_from
from reforms.access import for_secretariat, person
from reforms.models import ReportingRound
from reforms.services.recording import Change
from reforms.services.rounds import NotPossible


@require_http_methods(["GET", "HEAD", "POST"])
@for_secretariat
def new_round(request: HttpRequest) -> HttpResponse:
    """?from=: the round to go on from; without it the programmes to choose from. POST opens."""
    asked = request.POST.get("from") or request.GET.get("from")
    if asked is None:
        reasons = {one.pk: why_not_from(one) for one in newest_rounds()}
        return render(request, "kpis/new_round_choice.html", {"choices": choices(reasons)})
    before = _asked(asked)
    if request.method != "POST":
        return _show(request, before, next_round_form(before))
    form = NextRoundForm(request.POST)
    if not form.is_valid():
        return _show(request, before, form, status=422)
    try:
        opened = _open(before, form, request)
    except (NotPossible, ValidationError) as refusal:
        form.add_error(None, refusal.messages if isinstance(refusal, ValidationError) else str(refusal))
        return _show(request, before, form, status=422)
    messages.success(request, f"「{opened}」の入力を始めました。")
    return redirect("kpis:frame_changes", opened.edition_id)


def _asked(key: str) -> ReportingRound:
    """The newest round of a programme with that primary key; else there is no such page."""
    for one in newest_rounds():
        if str(one.pk) == key:
            return one
    raise Http404("この調査回からは次の調査回を開けません。")


def _open(before: ReportingRound, form: NextRoundForm, request: HttpRequest) -> ReportingRound:
    asked = form.cleaned_data
    return open_next_round(
        before,
        name=asked["name"],
        published_on=asked["published_on"],
        as_of_words=asked["as_of_words"],
        due_on=asked["due_on"],
        change=Change(person(request), asked["reason"]),
    )


def _show(request: HttpRequest, before: ReportingRound, form: NextRoundForm, status: int = 200) -> HttpResponse:
    context = {"page": preview(before), "form": form, "why_not": why_not_from(before)}
    return render(request, "kpis/new_round.html", context, status=status)
