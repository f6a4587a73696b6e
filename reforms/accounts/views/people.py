"""利用者: the list, and inviting one person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from reforms.accounts.access import admin, for_admins
from reforms.accounts.forms import PeopleFilterForm, PersonForm
from reforms.accounts.invitations import invitation_link, send_invitations
from reforms.accounts.selectors import people_page, waiting_people
from reforms.services.accounts import Taken, invite

MAILED = "{name} さんに招待のメールを送りました。"
LINKED = "{name} さんを登録しました。メールは送っていません。下のリンクを本人に渡してください。"


@require_safe
@for_admins
def people(request: HttpRequest) -> HttpResponse:
    """Everyone with an account, narrowed by the address."""
    form = PeopleFilterForm(request.GET.dict())
    page = people_page(form.asked_for(), request.GET.get("page", ""))
    return render(request, "reforms/people/list.html", {"page": page, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def invite_person(request: HttpRequest) -> HttpResponse:
    """Makes an account without a password, and sends or shows the link that sets one."""
    form = PersonForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, form)
    try:
        (user,) = invite([form.draft()], by=admin(request))
    except Taken as refusal:
        form.add_error(None, str(refusal))
        return _ask(request, form)
    unreached = send_invitations([user], request)
    messages.success(request, (LINKED if unreached else MAILED).format(name=user.shown_name))
    return redirect("reforms:person", pk=user.pk)


def _ask(request: HttpRequest, form: PersonForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "reforms/people/invite.html", {"form": form}, status=status)


@require_safe
@never_cache
@for_admins
def invitations(request: HttpRequest) -> HttpResponse:
    """The links of everyone who has yet to set a password, to hand over where there is no mail."""
    people = [{"person": user, "link": invitation_link(user, request)} for user in waiting_people()]
    return render(request, "reforms/people/invitations.html", {"people": people})
