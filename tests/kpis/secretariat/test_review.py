"""One part against last year, its grades, and whether it is confirmed."""

from copy import deepcopy
from http import HTTPStatus

import pytest
from django.urls import reverse

from kpis.models import ProgressSnapshot
from reforms.models import Submission
from reforms.services.changes import Change
from reforms.services.recording import update_rows
from tests.builders import ItemSpec, KpiSpec, build_round, make_programme, make_round, open_for_entry, publish
from tests.kpis.secretariat.conftest import SEGMENT, open_round
from tests.opened import hand_in, part_keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, reviewer):
    client.force_login(reviewer)
    return client


def hand_in_two_items(people):
    """Two items handed in, the KPI of the first going on from the year before."""
    programme = make_programme()
    earlier = build_round(make_round(2017, programme), [ItemSpec("窓口業務", segments=(SEGMENT,))])
    publish(earlier)
    now = KpiSpec(actual="350団体（2018年４月）", grade="", actuals=())
    built = build_round(
        make_round(2018, programme),
        [ItemSpec("窓口業務", segments=(SEGMENT,), kpis=(now,)), ItemSpec("自治体クラウド", segments=(SEGMENT,))],
    )
    listing = built.listings["s1-k1"]
    listing.kpi = earlier.listings["s1-k1"].kpi
    update_rows([listing], ["kpi"], change=Change(None))
    round = open_for_entry(built, people.ministry)
    hand_in(round, people.ministry, by=people.official)
    return round


@pytest.fixture(scope="module")
def handed_in(rows_of_module, people):
    return rows_of_module(lambda: hand_in_two_items(people))


@pytest.fixture
def round(handed_in):
    return deepcopy(handed_in)


def address(round, ministry, name="review", item=0):
    return reverse(f"kpis:{name}", args=(round.pk, *part_keys(round, ministry)[item]))


def snapshot():
    return ProgressSnapshot.objects.select_related("grade").get(
        round__fiscal_year=2018, listing__sheet__items__name="窓口業務"
    )


def sent(act, **given):
    row = snapshot()
    return {"act": act, "version": 1, f"version-{row.pk}": row.version, f"grade-{row.pk}": ""} | {
        f"{field}-{row.pk}" if field != "why" else "reason": value for field, value in given.items()
    }


def words(parts, kind):
    return "".join(part.words for part in parts if part.kind == kind)


def test_last_years_words_stand_beside_this_years_with_the_changed_ones_marked(client, round, ministry):
    (row,) = client.get(address(round, ministry)).context["page"].kpis
    actual = next(cell for cell in row.cells if cell.heading == "実績値（時点）")

    assert (words(actual.before, "delete"), words(actual.after, "insert")) == ("3012017速報値", "3502018")
    assert words(actual.after, "same").startswith("団体（")
    assert row.grade.before.code == "B"
    assert next(cell for cell in row.cells if cell.heading == "目標値（達成時期）").is_same


def test_changed_words_are_marked_for_eye_and_ear(client, round, ministry):
    html = client.get(address(round, ministry)).content.decode()

    assert "<ins>350</ins>" in html
    assert "<del>301</del>" in html


def test_the_page_of_a_part_that_nobody_answers_for_is_not_there(client, round, ministry):
    key = part_keys(round, ministry)[0]

    assert client.get(reverse("kpis:review", args=(round.pk, key.item, 10**6))).status_code == HTTPStatus.NOT_FOUND
    assert client.get(reverse("kpis:review", args=(round.pk, 10**6, key.ministry))).status_code == HTTPStatus.NOT_FOUND


def test_a_part_is_graded_and_confirmed_and_the_next_one_is_shown(client, round, ministry):
    page = client.get(address(round, ministry)).context["page"]
    computed = page.kpis[0].grade.computed

    response = client.post(address(round, ministry, "settle_part"), sent("confirm", grade="N", reason="速報値のため"))

    assert response.url == address(round, ministry, item=1) == page.next_url
    assert snapshot().grade.code == "N" != computed
    assert list(Submission.objects.values_list("state", flat=True)) == ["confirmed", "submitted"]


def test_why_there_is_no_grade_is_told_in_its_place_and_stays(client, round, ministry):
    client.post(address(round, ministry, "settle_part"), sent("confirm", reason="統計が廃止されたため"))

    (row,) = client.get(address(round, ministry)).context["page"].kpis
    assert (row.grade.code, row.grade.reason, row.grade.is_outdated) == ("", "統計が廃止されたため", False)
    assert Submission.objects.get(item__name="窓口業務").state == "confirmed"


def test_the_last_part_leads_back_to_the_board(client, round, ministry):
    client.post(address(round, ministry, "settle_part"), sent("confirm", grade="N", reason="速報値のため"))

    response = client.post(address(round, ministry, "settle_part", item=1), {"act": "confirm", "version": 1})

    assert response.url == reverse("kpis:board", args=(round.pk,))


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({"act": "confirm", "grade": "N"}, HTTPStatus.UNPROCESSABLE_ENTITY, "試算（"),
        (
            {"act": "confirm", "grade": "Z", "reason": "理由"},
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "この版の区分にありません",
        ),
        ({"act": "confirm"}, HTTPStatus.UNPROCESSABLE_ENTITY, "区分の決まっていないKPIの行が1件"),
        ({"act": "return"}, HTTPStatus.UNPROCESSABLE_ENTITY, "差戻しには理由を書いてください"),
        ({"act": "grade", "grade": "N", "reason": "速報", "version": 0}, HTTPStatus.CONFLICT, "先に保存しました"),
        ({"act": "publish"}, HTTPStatus.UNPROCESSABLE_ENTITY, "何も変更していません"),
    ],
    ids=[
        "no reason for the grade",
        "not a code",
        "no grade",
        "no reason for the return",
        "row seen before",
        "no such act",
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(client, round, ministry, given, status, said):
    before = ProgressSnapshot.history.count()

    response = client.post(address(round, ministry, "settle_part"), sent(given.pop("act"), **given))

    assert response.status_code == status
    assert said in response.content.decode()
    assert set(Submission.objects.values_list("state", flat=True)) == {"submitted"}
    assert ProgressSnapshot.history.count() == before


def test_what_was_chosen_and_typed_stays_when_it_is_refused(client, round, ministry):
    response = client.post(address(round, ministry, "settle_part"), sent("return", grade="N", reason="速報値のため"))

    (row,) = response.context["page"].kpis
    assert (row.grade.code, row.grade.reason) == ("N", "速報値のため")


def test_rows_without_a_grade_are_led_to_on_the_page_itself(client, round, ministry):
    response = client.post(address(round, ministry, "settle_part"), sent("confirm"))

    assert [link.url for link in response.context["ungraded"]] == [f"#kpi-{snapshot().pk}"]


def test_a_grade_of_the_client_is_not_taken_for_the_computed_one(client, round, ministry):
    row = snapshot()

    response = client.post(
        address(round, ministry, "settle_part"), sent("grade", grade="N") | {f"computed-{row.pk}": "N"}
    )

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_part_is_returned_with_a_reason(client, round, ministry):
    client.post(address(round, ministry, "settle_part"), sent("return", why="時点を書いてください"))

    assert Submission.objects.get(item__name="窓口業務").reason == "時点を書いてください"


@pytest.mark.once
def test_a_review_takes_as_many_queries_at_forty_rows_as_at_four(client, ministry, count_queries):
    few, many = open_round(ministry, items=2, kpis=4), open_round(ministry, items=2, kpis=40)

    assert count_queries(address(few, ministry)) == count_queries(address(many, ministry))
