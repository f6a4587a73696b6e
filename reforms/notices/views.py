"""お知らせ: everybody's own."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from reforms.models import Notice, User
from reforms.notices.forms import MailForm
from reforms.notices.selectors import notice_page
from reforms.services.notices import mark_read, set_takes_mail


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What the person was told, the latest first."""
    page = notice_page(_person(request), request.GET.get("page", ""))
    return render(request, "reforms/notices.html", {"page": page})


@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks a notice as read and leads to what it speaks of."""
    notice = get_object_or_404(Notice, pk=pk, person=_person(request))
    mark_read(Notice.objects.filter(pk=notice.pk))
    return redirect(notice.url)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Marks all of the person's notices as read."""
    mark_read(Notice.objects.filter(person=_person(request)))
    return redirect("reforms:notices")


@require_POST
def choose_mail(request: HttpRequest) -> HttpResponse:
    """Turns mail on or off."""
    form = MailForm(request.POST)
    if form.is_valid():
        takes_mail = form.cleaned_data["takes_mail"] == "on"
        set_takes_mail(_person(request), takes_mail=takes_mail)
        messages.success(request, "メールを受け取ります。" if takes_mail else "メールを受け取りません。")
    else:
        messages.error(request, "指定を読み取れませんでした。何も変えていません。")
    return redirect("reforms:notices")


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)
