"""利用者: many at once by a CSV, looked at before it is done, and the same CSV out."""

from __future__ import annotations

import base64

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kpi_tracker.attachments import CSV, attachment
from reforms.accounts.access import admin, for_admins
from reforms.accounts.forms import PeopleApplyForm, PeopleFileForm, PeopleFilterForm
from reforms.accounts.invitations import send_invitations
from reforms.accounts.people_csv import MOST_BYTES, UnreadablePeople, read_people, write_people
from reforms.accounts.planning import plan_people
from reforms.accounts.selectors import lines_of
from reforms.services.accounts import LastAdmin, Taken, carry_out

MOVED = "前に確かめたあとで利用者が変わりました。もう一度確かめてください。まだ何も変えていません。"
UNREADABLE = "もう一度ファイルを選んでください。"


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def people_file(request: HttpRequest) -> HttpResponse:
    """Asks for a CSV; POST shows line by line what it would do. Nothing is written."""
    if request.method != "POST":
        return _ask(request, PeopleFileForm())
    form = PeopleFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, form, status=422)
    return _preview(request, form.cleaned_data["file"].read(MOST_BYTES + 1), form)


@require_POST
@for_admins
def apply_people_file(request: HttpRequest) -> HttpResponse:
    """Does all of a plan that was looked at, or shows it anew where it is another one by now."""
    try:
        data = base64.b64decode(request.POST.get("content", ""), validate=True)
        plan = plan_people(read_people(data))
    except (ValueError, UnreadablePeople):
        messages.error(request, UNREADABLE)
        return redirect("reforms:people_file")
    if not plan.may_apply or plan.fingerprint != request.POST.get("fingerprint"):
        messages.error(request, MOVED)
        return _preview(request, data, PeopleFileForm())
    try:
        invited = carry_out(plan.acts(), by=admin(request))
    except (LastAdmin, Taken) as refusal:
        messages.error(request, str(refusal))
        return _preview(request, data, PeopleFileForm())
    unreached = send_invitations(invited, request)
    messages.success(request, "、".join(f"{kind} {count}人" for kind, count in plan.counts) + "。すべて反映しました。")
    return redirect("reforms:invitations" if unreached else "reforms:people")


@require_safe
@for_admins
def people_download(request: HttpRequest) -> HttpResponse:
    """The people of the list as a CSV that can be handed in again."""
    data = write_people(lines_of(PeopleFilterForm(request.GET.dict()).asked_for()))
    return attachment(data, CSV, f"利用者_{timezone.localdate():%Y%m%d}.csv")


def _ask(request: HttpRequest, form: PeopleFileForm, status: int = 200) -> HttpResponse:
    return render(request, "reforms/people/file.html", {"form": form}, status=status)


def _preview(request: HttpRequest, data: bytes, form: PeopleFileForm) -> HttpResponse:
    try:
        plan = plan_people(read_people(data))
    except UnreadablePeople as reason:
        form.add_error("file", str(reason))
        return _ask(request, form, status=422)
    content = base64.b64encode(data).decode()
    asked = PeopleApplyForm(initial={"content": content, "fingerprint": plan.fingerprint})
    return render(request, "reforms/people/preview.html", {"plan": plan, "form": asked})
