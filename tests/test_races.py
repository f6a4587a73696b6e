"""Two people at once on a server: one of them wins, and nothing is done by halves.

On SQLite the requests take turns (tests/taking_turns.py); on PostgreSQL they meet.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from kpis.models import Measurement
from reforms.models import ProgressSegment, Submission, User
from tests.builders import ItemSpec, make_user
from tests.kpis.worksheet.entered import LAST_YEAR, opened
from tests.opened import hand_in, part_keys

TIMES = 4
TOKEN = "t" * 32
DONE, SAVED, CONFLICT, MISSING, LOCKED = 302, 200, 409, 422, 423


@pytest.fixture
def sheet(transactional_db):
    """A whole item for each time, ready to be handed in."""
    return opened([ItemSpec(f"項目{n}", segments=(LAST_YEAR,)) for n in range(1, TIMES + 1)], with_last_year=False)


@pytest.fixture
def send_at_once(live_server):
    """Sends what each person sends to an address in the same moment; the statuses that came back."""
    host = urlsplit(live_server.url).netloc

    def send(*requests):
        start = Barrier(len(requests))
        with ThreadPoolExecutor(len(requests)) as people:
            return list(people.map(lambda request: _send(host, start, *request), requests))

    return send


def _send(host, start, cookie, address, values):
    connection = HTTPConnection(host, timeout=30)
    headers = {
        "Cookie": f"sessionid={cookie}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Accept": "application/json" if "/entry/" in address and "/submit/" not in address else "text/html",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    start.wait()
    connection.request("POST", address, urlencode(values), headers)
    status = connection.getresponse().status
    connection.close()
    return status


def cookie_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def test_a_save_that_meets_the_handing_in_is_handed_in_whole_or_refused(sheet, send_at_once):
    colleague = make_user(User.Role.STAFF, sheet.ministry)
    one, other = cookie_of(sheet.staff), cookie_of(colleague)
    hand_in_at = reverse("kpis:submit_part", args=(sheet.round.pk,))
    for number, key in enumerate(part_keys(sheet.round, sheet.ministry), start=1):
        row = sheet.snapshot(f"s{number}-k1")
        sent = {"version": row.version, "actual": f"{320 + number}団体（2018年４月）"}

        handed_in, saved = send_at_once(
            (one, hand_in_at, {"item": key.item, "ministry": key.ministry}),
            (other, reverse("kpis:enter_kpi", args=(row.pk,)), sent),
        )

        submission = Submission.objects.get(item=key.item)
        row.refresh_from_db()
        readings = list(Measurement.objects.filter(round=sheet.round, listing=row.listing).values_list("value"))
        assert (handed_in, submission.state) == (DONE, "submitted")
        assert saved in (SAVED, LOCKED)
        if saved == SAVED:
            assert (row.version, row.actual_words, readings) == (2, sent["actual"], [(320 + number,)])
            assert row.history.latest().history_date <= submission.at
        else:
            assert (row.version, readings) == (1, [(301,)])


def test_a_row_that_is_emptied_while_it_is_handed_in_is_missed_or_kept(sheet, send_at_once):
    one, other = cookie_of(sheet.staff), cookie_of(make_user(User.Role.STAFF, sheet.ministry))
    hand_in_at = reverse("kpis:submit_part", args=(sheet.round.pk,))
    for number, key in enumerate(part_keys(sheet.round, sheet.ministry), start=1):
        row = sheet.snapshot(f"s{number}-k1")

        statuses = send_at_once(
            (one, hand_in_at, {"item": key.item, "ministry": key.ministry}),
            (other, reverse("kpis:enter_kpi", args=(row.pk,)), {"version": row.version, "actual": ""}),
        )

        row.refresh_from_db()
        assert statuses == ([MISSING, SAVED] if row.actual_words == "" else [DONE, LOCKED])


def test_of_two_reviewers_who_settle_a_part_at_once_one_does(sheet, send_at_once):
    keys = hand_in(sheet.round, sheet.ministry, by=sheet.staff)
    first, second = (cookie_of(make_user(User.Role.REVIEWER)) for _ in range(2))
    confirm, send_back = (reverse(f"kpis:{name}", args=(sheet.round.pk,)) for name in ("confirm_parts", "return_parts"))
    for key in keys:
        sent = {"part": f"{key.item}-{key.ministry}-1", "reason": "時点を書いてください"}

        statuses = send_at_once((first, confirm, sent), (second, send_back, sent))

        submission = Submission.objects.get(item=key.item)
        assert sorted(statuses) == [DONE, CONFLICT]
        assert submission.state == ("confirmed" if statuses[0] == DONE else "returned")
        assert (submission.version, submission.history.count()) == (2, 2)


def test_of_two_saves_of_a_row_at_once_one_is_told_of_the_other(sheet, send_at_once):
    first, second = cookie_of(sheet.staff), cookie_of(make_user(User.Role.STAFF, sheet.ministry))
    for row in ProgressSegment.objects.filter(process_progress__round=sheet.round):
        address = reverse("kpis:enter_progress", args=(row.pk,))
        words = [f"{name}の文" for name in ("前", "後")]

        statuses = send_at_once(
            *(
                (who, address, {"version": 1, "progress": text})
                for who, text in zip((first, second), words, strict=True)
            )
        )

        row.refresh_from_db()
        assert sorted(statuses) == [SAVED, CONFLICT]
        assert (row.version, row.progress_words) == (2, words[statuses.index(SAVED)])
