"""取りまとめの一覧: what is handed in, returned and confirmed, many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kpis.secretariat.board.forms import BoardFilterForm, PartsForm
from kpis.secretariat.board.selectors import board_links, board_page, offered_ministries
from kpis.secretariat.ungraded import ungraded_links
from kpis.services.reviewing import Ungraded
from kpis.services.reviewing import confirm_parts as confirm
from reforms.access import for_secretariat, person
from reforms.models import ReportingRound, Submission
from reforms.people import person_of
from reforms.selectors import Link
from reforms.services.recording import Change
from reforms.services.submitting import NotAllowed, send_back

ROUNDS = ReportingRound.objects.filter(opened_at__isnull=False).select_related("edition__programme")
Act = Callable[..., list[Submission]]


@require_safe
@for_secretariat
def boards(request: HttpRequest) -> HttpResponse:
    """The rounds that were opened; where one only is being entered, its board."""
    links = board_links()
    if len(links) == 1:
        return redirect(links[0].url)
    return render(request, "kpis/secretariat/boards.html", {"links": links})


@require_safe
@for_secretariat
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Each item × ministry of a round with its state, narrowed by the address."""
    return _show(request, get_object_or_404(ROUNDS, pk=pk), PartsForm())


@require_POST
@for_secretariat
def confirm_parts(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirms the chosen parts."""
    return _act(request, get_object_or_404(ROUNDS, pk=pk), confirm, "確認済みにしました")


@require_POST
@for_secretariat
def return_parts(request: HttpRequest, pk: int) -> HttpResponse:
    """Returns the chosen parts with a reason."""
    return _act(request, get_object_or_404(ROUNDS, pk=pk), send_back, "差し戻しました")


def _act(request: HttpRequest, round: ReportingRound, act: Act, done: str) -> HttpResponse:
    """Does the act; where it is refused nothing is done, and what was chosen and typed stays."""
    form = PartsForm(request.POST)
    form.fields["part"].choices = [(one, one) for one in request.POST.getlist("part")]  # type: ignore[attr-defined]
    if not form.is_valid():
        return _show(request, round, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        moved = act(round, form.chosen(), change=Change(person(request), form.cleaned_data["reason"]))
    except ValidationError as refusal:
        form.add_error("reason", refusal.messages)
        return _show(request, round, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    except Ungraded as refusal:
        form.add_error(None, str(refusal))
        return _show(request, round, form, HTTPStatus.UNPROCESSABLE_ENTITY, ungraded_links(round, refusal.rows))
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return _show(request, round, form, HTTPStatus.CONFLICT)
    messages.success(request, f"{len(moved)}件を{done}。")
    query = request.GET.urlencode()
    return redirect(f"{reverse('kpis:board', args=(round.pk,))}{'?' if query else ''}{query}")


def _show(
    request: HttpRequest,
    round: ReportingRound,
    form: PartsForm,
    status: int = HTTPStatus.OK,
    ungraded: Sequence[Link] = (),
) -> HttpResponse:
    filter_form = BoardFilterForm(request.GET.dict(), offered_ministries(round))
    chosen = request.POST.getlist("part")
    page = board_page(round, person_of(request.user), filter_form.filters(), chosen)
    context = {"page": page, "filter_form": filter_form, "form": form, "ungraded": ungraded}
    return render(request, "kpis/secretariat/board.html", context, status=status)
