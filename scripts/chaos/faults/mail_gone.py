"""Nobody listens where the mail server should be: parts are handed in, returned, passwords asked for, notices sent."""

from __future__ import annotations

import subprocess
from http import HTTPStatus

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from kpis.models import ProgressSnapshot
from reforms.models import Notice, Submission
from scripts.chaos.browser import Browser
from scripts.chaos.mail import mail_server
from scripts.chaos.site import Site
from scripts.chaos.struck import Struck
from scripts.serve import MANAGE

SEND = [*MANAGE, "send_notices"]


def strike(site: Site) -> Struck:
    """What people do is done without mail; what waits is sent when the server is back."""
    official = site.people.official
    _fill_in(site)
    part = _hand_in(site)
    _return(site, part)
    _ask_for_password(site)
    site.require(_notices(site).exists(), "差戻しのお知らせがない")
    failed = subprocess.run(SEND, capture_output=True, text=True, check=False)
    site.require(failed.returncode == 1 and "次回に送ります" in failed.stderr, "メールを送れなかったことが分からない")
    site.require("Traceback" not in failed.stderr, "メールを送れないコマンドが英語の記録を出す")
    site.require(_notices(site).filter(mailed_at=None).exists(), "送れなかったお知らせを、送ったことにした")
    with mail_server(settings.EMAIL_PORT) as recipients:
        struck = Struck.now()
        subprocess.run(SEND, capture_output=True, check=False)
        site.require(official.email in recipients, "お知らせが、メールサーバーが戻っても届かない")
        recipients.clear()
        _ask_for_password(site)
        site.require(official.email in recipients, "パスワードのメールが、メールサーバーが戻っても届かない")
    return struck


def _fill_in(site: Site) -> None:
    browser = site.browser_of(site.people.official)
    for row, version in site.versions_of(site.people.official).items():
        values = {"version": str(version), "actual": "700件（2018年度）"}
        answer = browser.save(reverse("kpis:enter_kpi", args=(row,)), values)
        site.require(answer.status == HTTPStatus.OK, f"保存できない：{answer.words}")


def _hand_in(site: Site) -> Submission:
    browser = site.browser_of(site.people.official)
    row = ProgressSnapshot.objects.get(pk=min(site.versions_of(site.people.official)))
    item, ministry = row.listing.sheet.items.get(), site.people.official.ministries.get()
    values = {"item": str(item.pk), "ministry": str(ministry.pk)}
    browser.send(reverse("kpis:submit_part", args=(site.people.round.pk,)), values)
    part = Submission.objects.get(round=site.people.round, item=item, ministry=ministry)
    site.require(part.state == Submission.State.SUBMITTED, "提出できない")
    return part


def _return(site: Site, part: Submission) -> None:
    values = {"part": f"{part.item_id}-{part.ministry_id}-{part.version}", "reason": "時点を確かめてください。"}
    site.browser_of(site.people.reviewer).send(reverse("kpis:return_parts", args=(site.people.round.pk,)), values)
    part.refresh_from_db()
    site.require(part.state == Submission.State.RETURNED, "差し戻せない")


def _ask_for_password(site: Site) -> None:
    browser = Browser(site.server.port)
    site.browsers.append(browser)
    browser.open(reverse("account_reset_password"))
    answer = browser.send(reverse("account_reset_password"), {"email": site.people.official.email})
    site.require(answer.status == HTTPStatus.FOUND, f"パスワードの再設定を頼めない：{answer.words}")


def _notices(site: Site) -> QuerySet[Notice]:
    return Notice.objects.filter(person=site.people.official, kind=Notice.Kind.RETURNED)
