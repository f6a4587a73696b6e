"""新旧: one part against last year; grading, returning and confirming it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from kpi_tracker.lib.records import replace
from kpis.secretariat.review.forms import ReviewForm, sent_grades
from kpis.secretariat.review.page import ReviewedRow, ReviewPage
from kpis.secretariat.review.selectors import ReviewedPart, review_page, reviewed_part
from kpis.secretariat.ungraded import ungraded_anchors
from kpis.services.reviewing import ReviewAct, Ungraded, review
from reforms.access import for_secretariat, person
from reforms.models import ReportingRound
from reforms.parts import PartKey
from reforms.people import person_of
from reforms.selectors import Link
from reforms.services.entries import MovedOn, NotYours
from reforms.services.locks import Locked
from reforms.services.recording import Change
from reforms.services.submitting import NotAllowed

ROUNDS = ReportingRound.objects.filter(opened_at__isnull=False).select_related("edition__programme")
NOT_YOURS = "この部分の区分は、いまは変えられません。ページを読み込み直して状態を確かめてください。"
DONE = {
    ReviewAct.GRADE: "区分を保存しました。",
    ReviewAct.CONFIRM: "「{item}」（{ministry}）を確認済みにしました。",
    ReviewAct.RETURN: "「{item}」（{ministry}）を差し戻しました。",
}


@dataclass(frozen=True)
class Outcome:
    """OK where the part was settled; else nothing was done, and the form says why. ungraded: rows to go to."""

    status: HTTPStatus = HTTPStatus.OK
    ungraded: tuple[Link, ...] = ()


@require_safe
@for_secretariat
def review_part(request: HttpRequest, pk: int, item: int, ministry: int) -> HttpResponse:
    """Every row of the part against last year."""
    round = get_object_or_404(ROUNDS, pk=pk)
    page = review_page(_found(request, round, PartKey(item, ministry)), round)
    return _show(request, page, ReviewForm())


@require_POST
@for_secretariat
def settle_part(request: HttpRequest, pk: int, item: int, ministry: int) -> HttpResponse:
    """Grades the rows of the part, and confirms or returns it; then on to the next one that waits."""
    round, key = get_object_or_404(ROUNDS, pk=pk), PartKey(item, ministry)
    reviewed = _found(request, round, key)
    page = review_page(reviewed, round)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _show(request, page, form, Outcome(HTTPStatus.UNPROCESSABLE_ENTITY))
    act = ReviewAct(form.cleaned_data["act"])
    outcome = _settle(request, page, key, act, form)
    if outcome.status != HTTPStatus.OK:
        return _show(request, page, form, outcome)
    messages.success(request, DONE[act].format(item=page.item, ministry=page.ministry))
    if act is ReviewAct.GRADE:
        return redirect("kpis:review", pk, item, ministry)
    return redirect(reviewed.next_url() or reviewed.board_url)


def _settle(request: HttpRequest, page: ReviewPage, key: PartKey, act: ReviewAct, form: ReviewForm) -> Outcome:
    try:
        review(
            page.round,
            {key: form.cleaned_data["version"]},
            act=act,
            grades=sent_grades(page.kpis, request.POST),
            change=Change(person(request), form.cleaned_data["reason"]),
        )
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return Outcome(HTTPStatus.UNPROCESSABLE_ENTITY)
    except Ungraded as refusal:
        form.add_error(None, str(refusal))
        return Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, tuple(ungraded_anchors(refusal.rows)))
    except (NotAllowed, MovedOn, Locked) as refusal:
        form.add_error(None, str(refusal))
        return Outcome(HTTPStatus.CONFLICT)
    except NotYours:
        form.add_error(None, NOT_YOURS)
        return Outcome(HTTPStatus.CONFLICT)
    return Outcome()


def _found(request: HttpRequest, round: ReportingRound, key: PartKey) -> ReviewedPart:
    found = reviewed_part(round, person_of(request.user), key)
    if found is None:
        raise Http404("この府省庁が担当する行は、この改革項目にありません。")
    return found


def _show(request: HttpRequest, page: ReviewPage, form: ReviewForm, outcome: Outcome = Outcome()) -> HttpResponse:
    """The page; what was chosen and typed stays."""
    kept = replace(page, kpis=[_kept(row, request) for row in page.kpis])
    context = {"page": kept, "form": form, "ungraded": outcome.ungraded}
    return render(request, "kpis/secretariat/review.html", context, status=outcome.status)


def _kept(row: ReviewedRow, request: HttpRequest) -> ReviewedRow:
    sent = request.POST
    if row.grade is None or f"grade-{row.pk}" not in sent:
        return row
    typed = replace(row.grade, code=sent[f"grade-{row.pk}"], reason=sent.get(f"reason-{row.pk}", ""))
    return replace(row, grade=typed)
