"""The page that opens the next 調査回."""

import datetime
from copy import deepcopy
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from reforms.models import ProgressSegment, ReportingRound, SegmentResponsibility, User
from reforms.services.changes import Change
from reforms.services.frame import retire_rows
from tests.builders import ItemSpec, build_round, make_ministry, make_programme, make_round

pytestmark = pytest.mark.django_db

ADDRESS = "/secretariat/rounds/new/"


@pytest.fixture
def reviewer(client):
    person = User.objects.create(username="kakunin", role=User.Role.REVIEWER)
    client.force_login(person)
    return person


def build_one_item():
    make_ministry("総務省")
    return build_round(make_round(), [ItemSpec("窓口業務", processes=("調査", "公表"))])


@pytest.fixture(scope="module")
def built_once(rows_of_module):
    return rows_of_module(build_one_item)


@pytest.fixture
def built(built_once):
    return deepcopy(built_once)


def told(built, **values):
    due = timezone.localdate() + datetime.timedelta(days=30)
    sent = {"name": "2018年の版", "published_on": "2018-12-20", "due_on": due, "reason": "次の年度"}
    return sent | {"from": built.round.pk} | values


def test_the_newest_round_of_each_programme_is_offered(client, reviewer):
    programme = make_programme()
    make_round(2016, programme)
    newest = make_round(2017, programme)

    offered = client.get(ADDRESS).context["choices"]

    assert [(choice.round, choice.next_year) for choice in offered] == [(newest, "2018年度（平成30年度）")]


def test_the_preview_tells_what_goes_on_what_is_dropped_and_who_gives_way(client, reviewer, built):
    office, agency = make_ministry("IT室"), make_ministry("デジタル庁")
    office.valid_to, office.successor = datetime.date(2018, 8, 31), agency
    office.save()
    SegmentResponsibility.objects.create(segment=ProgressSegment.objects.first(), ministry=office)
    process = built.round.edition.processes.get(row_id="s1-p2")
    retire_rows([process], round=built.round, change=Change(reviewer, "終了"))

    page = client.get(ADDRESS, {"from": built.round.pk}).context["page"]

    assert [row.title for row in page.changes.dropped] == ["公表"]
    assert page.changes.kept == {"改革項目": 1, "改革工程": 1, "ＫＰＩ": 1}
    assert [(one.ministry, one.heir) for one in page.handovers] == [("IT室", "デジタル庁")]
    assert page.unanswered == 2


def test_the_round_is_opened_and_its_frame_is_shown_against_the_one_before(client, reviewer, built):
    response = client.post(ADDRESS, told(built))

    opened = ReportingRound.objects.get(fiscal_year=2018)
    assert response.url == reverse("kpis:frame_changes", args=(opened.edition_id,))
    assert opened.is_open


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"due_on": "2018-01-01"}, "提出期限は今日以後"),
        ({"name": ""}, "必須"),
        ({"published_on": "いつか"}, "日付を正しく"),
    ],
    ids=["a day that passed", "no name", "no day"],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_opened(client, reviewer, built, values, refusal):
    response = client.post(ADDRESS, told(built, **values))

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert refusal in response.content.decode()
    assert ReportingRound.objects.count() == 1


def test_a_round_that_is_open_says_why_nothing_follows_it_yet(client, reviewer, built):
    built.round.opened_at = timezone.now()
    built.round.save()

    page = client.get(f"{ADDRESS}?from={built.round.pk}").content.decode()
    client.post(ADDRESS, told(built))

    assert "入力中です" in page
    assert ReportingRound.objects.count() == 1


@pytest.mark.parametrize("asked", ["", "0", "x", "99999999999999999999"])
def test_a_round_that_is_not_there_is_not_found(client, reviewer, asked):
    assert client.get(ADDRESS, {"from": asked}).status_code == HTTPStatus.NOT_FOUND


def test_an_older_round_is_not_offered(client, reviewer):
    programme = make_programme()
    older = make_round(2016, programme)
    make_round(2017, programme)

    assert client.get(ADDRESS, {"from": older.pk}).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("role", [User.Role.VIEWER, User.Role.STAFF])
def test_for_others_there_is_no_such_page(client, built, role):
    client.force_login(User.objects.create(username="somebody", role=role))

    assert client.get(ADDRESS).status_code == HTTPStatus.NOT_FOUND
    assert client.post(ADDRESS, told(built)).status_code == HTTPStatus.NOT_FOUND
    assert ReportingRound.objects.count() == 1


@pytest.mark.once
def test_the_preview_takes_the_same_number_of_queries_for_every_number_of_rows(reviewer, count_queries):
    make_ministry("総務省")
    few = build_round(make_round(), [ItemSpec(f"項目{n}") for n in range(3)]).round
    many = build_round(make_round(), [ItemSpec(f"項目{n}") for n in range(12)]).round

    assert count_queries(f"{ADDRESS}?from={few.pk}") == count_queries(f"{ADDRESS}?from={many.pk}")
