"""訂正: an admin mends one entry past its locks."""

from copy import deepcopy
from http import HTTPStatus

import pytest
from django.urls import reverse

from kpis.models import Measurement, ProgressSnapshot
from reforms.models import ProgressSegment, ReasonCode
from reforms.services.changes import Change
from reforms.services.rounds import close_round
from tests.kpis.secretariat.conftest import open_round
from tests.opened import confirm_all, hand_in

pytestmark = pytest.mark.django_db
REASON = {"code": "error", "reason": "総務省からの申出による"}


def close_one_item(people):
    round = open_round(people.ministry, items=1)
    hand_in(round, people.ministry, by=people.official)
    confirm_all(round, people.ministry, by=people.reviewer)
    return close_round(round, change=Change(people.reviewer))


@pytest.fixture(scope="module")
def closed(rows_of_module, people):
    return rows_of_module(lambda: close_one_item(people))


@pytest.fixture
def round(closed):
    return deepcopy(closed)


@pytest.fixture
def client(client, admin):
    client.force_login(admin)
    return client


def address(row):
    name = "amend_snapshot" if isinstance(row, ProgressSnapshot) else "amend_segment"
    return reverse(f"kpis:{name}", args=(row.pk,))


def test_an_admin_mends_a_kpi_row_and_its_values_are_read_again(client, round, admin):
    row = ProgressSnapshot.objects.get()

    client.post(address(row), {"version": 1, "actual": "310団体（2018年４月）", "grade": "N", "note": "", **REASON})

    row.refresh_from_db()
    assert (row.actual_words, row.grade_words) == ("310団体（2018年４月）", "N")
    assert Measurement.objects.get().value == 310
    states = row.history.exclude(history_type="+")
    assert {(state.overrides, state.history_user, state.history_change_reason) for state in states} == {
        (True, admin, REASON["reason"])
    }
    assert {state.reason_code for state in states} == {ReasonCode.ERROR, ReasonCode.GRADE}


def test_an_admin_mends_a_part_of_a_progress_cell(client, round):
    row = ProgressSegment.objects.get()

    client.post(address(row), {"version": 1, "progress": "終えた。", "outlook": "", "mark": "", **REASON})

    row.refresh_from_db()
    assert (row.progress_words, row.mark) == ("終えた。", None)
    assert row.history.latest().overrides


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"version": 1, "actual": "310団体", "code": "error"}, "訂正の理由を書いてください"),
        ({"version": 1, "actual": "310団体", "reason": "申出", "code": "entry"}, "選択してください"),
        ({"version": 7, "actual": "310団体", **REASON}, "先に保存しました"),
    ],
    ids=["no reason", "no such code", "seen before"],
)
def test_what_cannot_be_mended_is_told_and_nothing_is_written(client, round, sent, said):
    row = ProgressSnapshot.objects.get()

    response = client.post(address(row), sent)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in response.content.decode()
    assert row.history.count() == 1


def test_the_review_leads_an_admin_to_the_correction_and_nobody_else(client, round, ministry, reviewer):
    review = reverse("kpis:review", args=(round.pk, round.edition.items.get().pk, ministry.pk))
    row = ProgressSnapshot.objects.get()
    assert address(row) in client.get(review).content.decode()

    client.force_login(reviewer)
    assert address(row) not in client.get(review).content.decode()
    assert client.get(address(row)).status_code == HTTPStatus.NOT_FOUND
