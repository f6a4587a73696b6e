"""The board: who has handed in what, and many at once."""

import datetime
from copy import deepcopy
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from kpis.models import ProgressSnapshot
from reforms.models import ProgressSegment, Submission
from reforms.parts import PartKey
from reforms.services.changes import Change
from reforms.services.recording import update_rows
from reforms.services.submitting import submit
from tests.kpis.secretariat.conftest import open_round
from tests.opened import hand_in, part_keys

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def opened(rows_of_module, people):
    return rows_of_module(lambda: open_round(people.ministry, items=3))


@pytest.fixture
def round(opened):
    return deepcopy(opened)


@pytest.fixture
def client(client, reviewer):
    client.force_login(reviewer)
    return client


def address(round, query=""):
    return reverse("kpis:board", args=(round.pk,)) + query


def shown(client, round, query=""):
    return client.get(address(round, query)).context["page"].rows


def values(keys, version=1):
    return [f"{key.item}-{key.ministry}-{version}" for key in keys]


def test_every_part_is_shown_with_its_state_and_how_many_rows_were_entered(client, round, ministry, official):
    submit(round, part_keys(round, ministry)[:1], missing=(), change=Change(official))

    rows = shown(client, round)

    assert [(row.badge.label, row.entered, row.total, row.by) for row in rows] == [
        ("提出", 2, 2, "総務 太郎"),
        ("入力中", 2, 2, ""),
        ("入力中", 2, 2, ""),
    ]


def test_what_changed_last_is_told(client, round, official):
    row = ProgressSegment.objects.first()
    row.progress_words = ""
    update_rows([row], ["progress_words"], change=Change(official))

    first, second, _ = shown(client, round)

    assert (first.entered, second.entered) == (1, 2)
    assert first.changed_at == row.history.latest().history_date
    assert second.changed_at is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?state=submitted", ["⑴0項目0"]),
        ("?state=entering", ["⑴1項目1", "⑴2項目2"]),
        ("?q=項目２", ["⑴2項目2"]),
        ("?state=overdue", ["⑴1項目1", "⑴2項目2"]),
        ("?state=nonsense", ["⑴0項目0", "⑴1項目1", "⑴2項目2"]),
    ],
)
def test_the_address_narrows_the_board(client, round, ministry, official, query, expected):
    round.due_on = timezone.localdate() - datetime.timedelta(days=1)
    round.save()
    submit(round, part_keys(round, ministry)[:1], missing=(), change=Change(official))

    assert [row.item for row in shown(client, round, query)] == expected


def test_many_are_confirmed_at_once(client, round, ministry, official):
    keys = hand_in(round, ministry, by=official)

    response = client.post(reverse("kpis:confirm_parts", args=(round.pk,)) + "?state=submitted", {"part": values(keys)})

    assert response.url == address(round, "?state=submitted")
    assert set(Submission.objects.values_list("state", flat=True)) == {"confirmed"}


def test_rows_without_a_grade_are_counted_and_hold_the_confirmation_up(client, round, ministry, official):
    row = ProgressSnapshot.objects.first()
    row.grade_words, row.grade = "", None
    update_rows([row], ["grade_words", "grade"], change=Change(None))
    keys = hand_in(round, ministry, by=official)

    assert [row.ungraded for row in shown(client, round)] == [1, 0, 0]
    response = client.post(reverse("kpis:confirm_parts", args=(round.pk,)), {"part": values(keys)})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert [link.url for link in response.context["ungraded"]] == [
        reverse("kpis:review", args=(round.pk, *keys[0])) + f"#kpi-{row.pk}"
    ]
    assert set(Submission.objects.values_list("state", flat=True)) == {"submitted"}


def test_many_are_returned_at_once_with_a_reason(client, round, ministry, official):
    keys = hand_in(round, ministry, by=official)
    sent = {"part": values(keys[:2]), "reason": "時点を書いてください"}

    client.post(reverse("kpis:return_parts", args=(round.pk,)), sent)

    assert list(Submission.objects.values_list("state", "reason")) == [
        ("returned", "時点を書いてください"),
        ("returned", "時点を書いてください"),
        ("submitted", ""),
    ]


@pytest.mark.parametrize(
    ("name", "sent", "status", "said"),
    [
        ("return_parts", {"reason": ""}, HTTPStatus.UNPROCESSABLE_ENTITY, "差戻しには理由を書いてください"),
        ("confirm_parts", {"part": []}, HTTPStatus.UNPROCESSABLE_ENTITY, "一つ以上選んでください"),
        ("confirm_parts", {"part": ["x"]}, HTTPStatus.UNPROCESSABLE_ENTITY, "読み取れませんでした"),
        ("confirm_parts", {"version": 7}, HTTPStatus.CONFLICT, "状態が変わりました"),
        ("confirm_parts", {"part": ["999999-1-0"]}, HTTPStatus.CONFLICT, "いまの状態では"),
    ],
    ids=["no reason", "nothing chosen", "not a part", "seen before", "no such part"],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(client, round, ministry, official, name, sent, status, said):
    keys = hand_in(round, ministry, by=official)
    parts = values(keys, sent.get("version", 1))

    response = client.post(reverse(f"kpis:{name}", args=(round.pk,)), {"part": parts, **sent})

    assert response.status_code == status
    assert said in response.content.decode()
    assert set(Submission.objects.values_list("state", flat=True)) == {"submitted"}


def test_what_was_chosen_and_typed_stays_when_it_is_refused(client, round, ministry, official):
    first, *_ = hand_in(round, ministry, by=official)
    sent = {"part": [*values([first]), *values([PartKey(first.item, 10**6)])], "reason": "時点が分からない"}

    page = client.post(reverse("kpis:return_parts", args=(round.pk,)), sent)

    assert [row.is_chosen for row in page.context["page"].rows] == [True, False, False]
    assert "時点が分からない" in page.content.decode()


def test_who_wrote_a_part_is_not_offered_to_confirm_it(client, round, ministry, official, reviewer):
    row = ProgressSegment.objects.first()
    update_rows([row], ["progress_words"], change=Change(reviewer))
    hand_in(round, ministry, by=official)

    assert [(row.may_choose, row.is_own) for row in shown(client, round)] == [
        (False, True),
        (True, False),
        (True, False),
    ]


@pytest.mark.once
def test_the_board_takes_as_many_queries_at_forty_items_as_at_three(client, round, ministry, count_queries):
    many = open_round(ministry, items=40)

    assert count_queries(address(round)) == count_queries(address(many))


def test_rounds_that_were_opened_are_listed_and_the_only_one_is_shown_at_once(client, round, ministry):
    assert client.get(reverse("kpis:boards")).url == address(round)
    open_round(ministry, items=1)

    assert len(client.get(reverse("kpis:boards")).context["links"]) == 2
