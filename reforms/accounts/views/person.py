"""利用者: one account, and what an admin does to it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from reforms.accounts.access import admin, for_admins
from reforms.accounts.forms import PersonForm
from reforms.accounts.invitations import invitation_link, is_waiting, send_invitations
from reforms.accounts.selectors import events_of, person_of_page, shown_person
from reforms.models import User
from reforms.services.accounts import (
    LastAdmin,
    MovedAccount,
    Taken,
    ask_for_new_password,
    change_account,
    close,
    draft_of,
    remove_second_factors,
    reopen,
)

CLOSED = "{name} さんを閉じました。サインインしていても、次の画面から使えません。"
MAILED, UNREACHED = "{name} さんにメールを送りました。", "メールは送っていません。下のリンクを本人に渡してください。"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_admins
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The account as it stands with its record; POST changes name, address, role and ministries."""
    user = get_object_or_404(User, pk=pk)
    form = PersonForm(request.POST if request.method == "POST" else None, instance=user)
    if form.is_valid():
        return _done(
            request,
            pk,
            lambda user: change_account(user, form.draft(), seen=request.POST.get("seen", ""), by=admin(request)),
            "変更しました。",
        )
    return _page(request, pk, form, status=422 if form.is_bound else 200)


@require_POST
@for_admins
def close_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends the account and its sessions."""
    return _done(request, pk, lambda user: close([user], by=admin(request)), CLOSED)


@require_POST
@for_admins
def reopen_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens a closed account again."""
    return _done(
        request, pk, lambda user: reopen([user], by=admin(request)), "{name} さんが再び使えるようになりました。"
    )


@require_POST
@for_admins
def renew_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes the password void and sends or shows the link that sets a new one; also for an invitation that ran out."""
    user = get_object_or_404(User, pk=pk, is_active=True)
    ask_for_new_password([user], by=admin(request))
    unreached = send_invitations([User.objects.get(pk=pk)], request)
    messages.success(request, (UNREACHED if unreached else MAILED).format(name=user.shown_name))
    return redirect("reforms:person", pk=pk)


@require_POST
@for_admins
def free_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the second factor off an account whose owner lost it."""
    done = "{name} さんの二要素認証を解除しました。本人に設定し直してもらってください。"
    return _done(request, pk, lambda user: remove_second_factors([user], by=admin(request)), done)


def _done(request: HttpRequest, pk: int, act: Callable[[User], None], told: str) -> HttpResponse:
    """Back to the page of the account, which tells what was done or why it was not."""
    user = get_object_or_404(User, pk=pk)
    try:
        act(user)
    except (LastAdmin, MovedAccount, Taken) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told.format(name=user.shown_name))
    return redirect("reforms:person", pk=pk)


def _page(request: HttpRequest, pk: int, form: PersonForm, status: int) -> HttpResponse:
    user = person_of_page(pk)
    if user is None:
        raise Http404("利用者ではありません。")
    context = {
        "person": shown_person(user),
        "account": user,
        "form": form,
        "seen": request.POST.get("seen") or draft_of(user).fingerprint,
        "events": events_of(user),
        "link": invitation_link(user, request) if is_waiting(user) else "",
    }
    return render(request, "reforms/people/person.html", context, status=status)
