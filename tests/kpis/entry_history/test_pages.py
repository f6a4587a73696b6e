"""変更履歴 of an entry: who changed what, when and why, and putting an older text back."""

from copy import deepcopy
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from kpis.models import Measurement, ProgressSnapshot
from kpis.services.entering import KpiEntry, enter_kpis
from reforms.models import ProgressSegment, ReasonCode, User
from reforms.services.changes import Change
from reforms.services.entering import ProgressEntry, enter_progress
from tests.builders import make_ministry
from tests.opened import open_items

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def opened_once(rows_of_module):
    return rows_of_module(lambda: open_items("窓口業務"))


@pytest.fixture
def opened(opened_once):
    return deepcopy(opened_once)


@pytest.fixture
def official(opened):
    return opened.official


@pytest.fixture
def round(opened):
    return opened.round


def snapshot():
    return ProgressSnapshot.objects.get()


def segment():
    return ProgressSegment.objects.get()


def enter(words, by, *, version, note=None):
    change = Change(by, "速報が出た", code=ReasonCode.UPDATE)
    enter_kpis([KpiEntry(snapshot().pk, version, actual=words, note=note)], change=change)


def states(client, kind, row):
    page = client.get(reverse("kpis:entry_history", args=(kind, row.pk))).context["page"]
    return [shown.state for shown in page.states]


def put_back(client, kind, row, older, **values):
    sent = {"state": older.key, "version": row.version, "code": "error", "reason": "入れ間違い"} | values
    return client.post(reverse("kpis:put_back", args=(kind, row.pk)), sent, follow=True)


def test_each_state_tells_who_when_why_and_what(client, round, official):
    enter("310団体（2017年10月）", official, version=1)
    client.force_login(official)

    latest, first = states(client, "kpis", snapshot())

    assert (latest.by, latest.done, latest.code, latest.reason) == ("山田 花子", "変更", "実績更新", "速報が出た")
    (cell,) = latest.new
    assert cell.heading == "実績値（時点）"
    assert "".join(part.words for part in cell.parts if part.kind != "insert") == "301団体（2017年４月速報値）"
    assert (latest.is_now, first.done, first.by) == (True, "作成", "（資料から）")


def test_an_older_text_is_put_back_as_a_new_change_and_read_anew(client, round, official):
    enter("310団体（2017年10月）", official, version=1, note="次は来年")
    client.force_login(official)

    put_back(client, "kpis", snapshot(), states(client, "kpis", snapshot())[-1])

    row = snapshot()
    assert (row.actual_words, row.note_words, row.version) == ("301団体（2017年４月速報値）", "", 3)
    assert Measurement.objects.get().value == 301
    assert (row.history.latest().history_user, row.history.latest().history_change_reason) == (official, "入れ間違い")


def test_a_part_of_a_progress_cell_is_put_back_with_its_mark(client, round, official):
    change = Change(official)
    enter_progress([ProgressEntry(segment().pk, 1, progress="中止した。", mark="")], change=change)
    client.force_login(official)

    put_back(client, "progress", segment(), states(client, "progress", segment())[-1])

    assert (segment().progress_words, segment().mark.code) == ("【総務省】調査を実施した。（順調）", "順調")
    assert segment().process_progress.progress_words == "【総務省】調査を実施した。（順調）"


def test_nothing_is_put_back_over_what_somebody_saved_since(client, round, official):
    enter("310団体（2017年10月）", official, version=1)
    client.force_login(official)

    response = put_back(client, "kpis", snapshot(), states(client, "kpis", snapshot())[-1], version=1)

    assert "先に保存しました" in response.content.decode()
    assert snapshot().version == 2


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"reason": ""}, "理由を書いてください"),
        ({"code": "undone"}, "正しく選択"),
        ({"state": "999999"}, "履歴にありません"),
    ],
    ids=["no reason", "no such code", "a state of another row"],
)
def test_what_cannot_be_put_back_is_told_and_nothing_changes(client, round, official, values, refusal):
    enter("310団体（2017年10月）", official, version=1)
    client.force_login(official)

    response = put_back(client, "kpis", snapshot(), states(client, "kpis", snapshot())[-1], **values)

    assert refusal in response.content.decode()
    assert snapshot().version == 2


@pytest.mark.parametrize("kind", ["kpis", "progress"])
def test_of_another_ministry_there_is_no_history_and_nothing_is_put_back(client, round, official, kind):
    stranger = User.objects.create(username="yoso", role=User.Role.STAFF)
    stranger.ministries.add(make_ministry("財務省"))
    client.force_login(official)
    row = snapshot() if kind == "kpis" else segment()
    state = states(client, kind, row)[0]
    client.force_login(stranger)

    assert client.get(reverse("kpis:entry_history", args=(kind, row.pk))).status_code == HTTPStatus.NOT_FOUND
    assert put_back(client, kind, row, state).status_code == HTTPStatus.NOT_FOUND
    assert type(row).objects.get().version == 1


def test_the_secretariat_sees_the_history_and_does_not_put_the_ministrys_words_back(client, round, official):
    enter("310団体（2017年10月）", official, version=1)
    client.force_login(User.objects.create(username="kakunin", role=User.Role.REVIEWER))

    page = client.get(reverse("kpis:entry_history", args=("kpis", snapshot().pk))).context["page"]
    response = put_back(client, "kpis", snapshot(), page.states[-1].state)

    assert not any(shown.can_come_back for shown in page.states)
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert snapshot().version == 2


def test_a_closed_round_stays_as_it_is(client, round, official):
    enter("310団体（2017年10月）", official, version=1)
    round.closed_at = timezone.now()
    round.save()
    client.force_login(official)

    response = put_back(client, "kpis", snapshot(), states(client, "kpis", snapshot())[-1])

    assert "締め切られている" in response.content.decode()
    assert snapshot().version == 2


def test_words_and_reasons_stay_text(client, round, official):
    change = Change(official, SCRIPT, code=ReasonCode.UPDATE)
    enter_kpis([KpiEntry(snapshot().pk, 1, actual=SCRIPT)], change=change)
    client.force_login(official)

    page = client.get(reverse("kpis:entry_history", args=("kpis", snapshot().pk))).content.decode()

    assert SCRIPT not in page
    assert "&lt;script&gt;" in page


@pytest.mark.once
def test_a_history_takes_the_same_number_of_queries_for_every_number_of_changes(client, round, official, count_queries):
    client.force_login(official)
    address = reverse("kpis:entry_history", args=("kpis", snapshot().pk))
    enter("300団体", official, version=1)
    few = count_queries(address)
    for number in range(8):
        enter(f"3{number}1団体", official, version=number + 2)

    assert count_queries(address) == few
