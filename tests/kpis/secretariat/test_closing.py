"""Closing a round, publishing it, and 正誤."""

import datetime
from copy import deepcopy
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from kpis.models import ProgressSnapshot
from kpis.services.releasing import Unconfirmed, release_round
from reforms.digests import tell_deadlines
from reforms.models import Notice, Publication, ReasonCode
from reforms.services.changes import Change
from reforms.services.recording import delete_rows, update_rows
from reforms.services.rounds import NotPossible, change_due_on, close_round
from tests.builders import make_user
from tests.kpis.secretariat.conftest import open_round
from tests.opened import confirm_all, hand_in

pytestmark = pytest.mark.django_db
DAY = datetime.date(2018, 12, 20)


@pytest.fixture(scope="module")
def opened(rows_of_module, people):
    return rows_of_module(lambda: open_round(people.ministry, items=2))


@pytest.fixture
def round(opened):
    return deepcopy(opened)


@pytest.fixture
def client(client, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def confirmed(round, ministry, official, reviewer):
    hand_in(round, ministry, by=official)
    confirm_all(round, ministry, by=reviewer)
    return round


def address(round, name="publish_round"):
    return reverse(f"kpis:{name}", args=(round.pk,))


def test_a_round_is_closed_and_published_with_the_day(client, confirmed, reviewer):
    client.post(address(confirmed, "close_round"))
    client.post(address(confirmed), {"published_on": "2018-12-20"})

    publication = Publication.objects.get(round=confirmed)
    assert (publication.kind, publication.published_on, publication.by) == ("published", DAY, reviewer)
    assert publication.kpis.count() == 2


def test_an_open_round_is_not_published(client, confirmed, reviewer):
    response = client.post(address(confirmed), {"published_on": "2018-12-20"})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "まだ公表できません" in response.content.decode()
    with pytest.raises(NotPossible):
        release_round(confirmed, published_on=DAY, unconfirmed=(), change=Change(reviewer))
    assert not Publication.objects.exists()


def test_unconfirmed_parts_are_listed_and_published_only_with_a_reason(client, round):
    client.post(address(round, "close_round"))

    response = client.post(address(round), {"published_on": "2018-12-20"})
    html = response.content.decode()
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "確認が済んでいない部分が2件" in html
    assert "⑴1項目1　総務省" in html

    client.post(address(round), {"published_on": "2018-12-20", "reason": "公表日が法定のため"})
    assert Publication.objects.get().reason == "公表日が法定のため"


def test_what_is_published_again_is_errata_with_a_reason(client, confirmed, admin):
    client.post(address(confirmed, "close_round"))
    client.post(address(confirmed), {"published_on": "2018-12-20"})
    row = ProgressSnapshot.objects.filter(round=confirmed).first()
    row.note_words = "訂正後"
    update_rows([row], ["note_words"], change=Change(admin, "転記の誤り", code=ReasonCode.ERROR, overrides=True))

    assert client.get(address(confirmed)).context["page"].changed == 1
    refused = client.post(address(confirmed), {"published_on": "2018-12-25"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    client.post(address(confirmed), {"published_on": "2018-12-25", "reason": "転記の誤り"})

    first, errata = Publication.objects.order_by("number")
    assert (errata.kind, errata.reason, errata.is_current, first.is_current) == ("errata", "転記の誤り", True, False)


def test_rows_that_nobody_answers_for_are_told_and_published_only_with_a_reason(client, confirmed, reviewer):
    tie = confirmed.edition.listings.first().responsibilities.get()
    delete_rows([tie], change=Change(reviewer))
    board = client.get(reverse("kpis:board", args=(confirmed.pk,))).context["page"]
    assert (board.unanswered, board.handed_in, board.items) == (1, 1, 2)
    client.post(address(confirmed, "close_round"))

    assert client.get(address(confirmed)).context["page"].unconfirmed == ["担当の決まっていない行（1行）"]
    refused = client.post(address(confirmed), {"published_on": "2018-12-20"})

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Publication.objects.exists()


def later(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def test_another_day_is_recorded_and_told_to_the_staff_with_the_reason(client, round, official, reviewer):
    round.due_on = later(3)
    round.save()
    tell_deadlines(timezone.localdate())

    sent = {"seen": later(3), "due_on": later(6), "reason": "国会の日程のため"}
    response = client.post(address(round, "move_due_on"), sent)

    round.refresh_from_db()
    state = round.history.latest()
    assert response.url == reverse("kpis:board", args=(round.pk,))
    assert (round.due_on, state.history_user, state.history_change_reason) == (later(6), reviewer, "国会の日程のため")
    former, told = Notice.objects.filter(person=official).order_by("pk")
    assert former.read_at
    assert told.text.endswith("に変わりました。理由：国会の日程のため")
    assert len(tell_deadlines(timezone.localdate())) == 1
    assert Notice.objects.filter(person=official, due_on=later(6)).exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"due_on": 5, "reason": " "}, "変える理由を書いてください"),
        ({"due_on": -1, "reason": "理由"}, "今日以後の日"),
        ({"due_on": 3, "reason": "理由"}, "同じ日です"),
        ({"due_on": 5, "reason": "理由", "seen": 4}, "ほかの人が変えました"),
    ],
    ids=["no reason", "a day that passed", "the same day", "another day was seen"],
)
def test_a_day_that_cannot_be_is_refused(client, round, sent, said):
    round.due_on = later(3)
    round.save()

    response = client.post(
        address(round, "move_due_on"), sent | {"due_on": later(sent["due_on"]), "seen": later(sent.get("seen", 3))}
    )

    round.refresh_from_db()
    assert said in response.content.decode()
    assert round.due_on == later(3)
    assert not Notice.objects.exists()


def test_the_day_of_a_closed_round_stays(client, round, reviewer):
    closed = close_round(round, change=Change(reviewer))

    assert "入力中の調査回だけ" in client.get(address(round, "move_due_on")).content.decode()
    with pytest.raises(NotPossible, match="提出期限を変えられません"):
        change_due_on(closed, later(3), seen=None, change=Change(reviewer, "理由"))


def test_the_page_of_the_day_tells_what_was_done_with_the_round(client, round):
    client.post(address(round, "move_due_on"), {"due_on": later(6), "reason": "国会の日程のため"})
    client.post(address(round, "close_round"))

    states = client.get(address(round, "move_due_on")).context["page"].states
    assert [state.reason for state in states][:2] == ["", "国会の日程のため"]


@pytest.mark.parametrize("role", ["viewer", "staff"])
def test_only_the_secretariat_publishes(confirmed, reviewer, role):
    closed = close_round(confirmed, change=Change(reviewer))

    with pytest.raises(NotPossible, match="確認者と管理者だけ"):
        release_round(closed, published_on=DAY, unconfirmed=(), change=Change(make_user(role)))


def test_the_service_itself_asks_for_the_reasons(confirmed, reviewer):
    closed = close_round(confirmed, change=Change(reviewer))
    with pytest.raises(Unconfirmed, match="1件"):
        release_round(closed, published_on=DAY, unconfirmed=["窓口業務"], change=Change(reviewer, " "))
    release_round(closed, published_on=DAY, unconfirmed=(), change=Change(reviewer))

    with pytest.raises(ValidationError, match="正誤の理由"):
        release_round(closed, published_on=DAY, unconfirmed=(), change=Change(reviewer))


def test_a_closed_round_is_opened_again_with_a_reason(client, confirmed):
    client.post(address(confirmed, "close_round"))
    client.post(address(confirmed, "reopen_round"), {"reason": ""})
    confirmed.refresh_from_db()
    assert confirmed.closed_at

    client.post(address(confirmed, "reopen_round"), {"reason": "追加の報告"})

    confirmed.refresh_from_db()
    assert confirmed.is_open
    assert confirmed.history.latest().history_change_reason == "追加の報告"
