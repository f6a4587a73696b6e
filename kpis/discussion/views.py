"""質疑 of one entry: for those who answer for it and the secretariat; to everybody else there is no such page."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kpis.discussion.forms import CommentForm, SettlingForm
from kpis.discussion.selectors import comment_page, threads_of
from kpis.entries import kind_of, seen_entry
from kpis.services.comments import add_comment, reopen, settle
from reforms.models import User
from reforms.people import person_of
from reforms.services.entries import NotYours
from reforms.services.recording import Change


@require_safe
def comments(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The questions and answers of an entry, with room for another."""
    return _page(request, seen_entry(person_of(request.user), kind, pk), CommentForm())


@require_POST
def add(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Keeps a question, or an answer to one of the page."""
    entry = seen_entry(person_of(request.user), kind, pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, entry, form, status=422)
    asked = form.cleaned_data["question"]
    question = get_object_or_404(threads_of(entry), pk=asked) if asked else None
    try:
        comment = add_comment(entry, words=form.cleaned_data["words"], question=question, change=_change(request))
    except NotYours as refusal:
        raise Http404 from refusal
    messages.success(request, "返答を書きました。" if question else "質問を書きました。担当者に知らされます。")
    return redirect(f"{_address(entry)}#comment-{comment.pk}")


@require_POST
def mark(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Says that a question is settled, or that it is not after all."""
    entry = seen_entry(person_of(request.user), kind, pk)
    form = SettlingForm(request.POST)
    if not form.is_valid():
        messages.error(request, "指定を読み取れませんでした。何も変えていません。")
        return redirect(_address(entry))
    question = get_object_or_404(threads_of(entry), pk=form.cleaned_data["question"])
    write = {"settle": settle, "reopen": reopen}[form.cleaned_data["act"]]
    try:
        write([question], change=_change(request))
    except NotYours as refusal:
        raise Http404 from refusal
    return redirect(f"{_address(entry)}#comment-{question.pk}")


def _page(request: HttpRequest, entry: Any, form: CommentForm, status: int = 200) -> HttpResponse:
    """The page with a form for a question and one beneath each thread; what was refused stays in the form it is of."""
    page = comment_page(entry, person_of(request.user))
    refused = form["question"].value() if form.is_bound else ""
    answers = {
        thread.key: CommentForm.answering(thread.key, request.POST if str(thread.key) == refused else None)
        for thread in page.waiting
    }
    context = {
        "page": page,
        "waiting": [(thread, answers[thread.key]) for thread in page.waiting],
        "form": CommentForm() if refused else form,
        "add_url": _address(entry, "add_comment"),
        "settle_url": _address(entry, "settle_question"),
    }
    return render(request, "kpis/comments.html", context, status=status)


def _address(entry: Any, name: str = "comments") -> str:
    return reverse(f"kpis:{name}", args=(kind_of(entry).name, entry.pk))


def _change(request: HttpRequest) -> Change:
    return Change(cast(User, request.user))
