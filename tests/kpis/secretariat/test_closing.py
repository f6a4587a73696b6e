"""Closing a round, publishing it, and 正誤."""

import datetime
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from kpis.models import ProgressSnapshot
from kpis.services.releasing import Unconfirmed, release_round
from reforms.models import Publication, ReasonCode
from reforms.services.changes import Change
from reforms.services.recording import update_rows
from reforms.services.rounds import NotPossible, close_round
from tests.builders import make_user
from tests.opened import confirm_all, hand_in

pytestmark = pytest.mark.django_db
DAY = datetime.date(2018, 12, 20)


@pytest.fixture
def round(make_opened):
    return make_opened(2)


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
