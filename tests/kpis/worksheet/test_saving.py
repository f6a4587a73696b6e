"""A row of the worksheet saves itself."""

from copy import deepcopy
from http import HTTPStatus

import pytest
from django.urls import reverse

from kpis.models import Measurement, Promise
from reforms.models import ReasonCode
from tests.kpis.worksheet.entered import opened, send

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(rows_of_module):
    return rows_of_module(opened)


@pytest.fixture
def sheet(client, built):
    sheet = deepcopy(built)
    client.force_login(sheet.staff)
    return sheet


def test_what_is_typed_is_stored_and_read(client, sheet):
    row = sheet.snapshot()

    status, content = send(client, "enter_kpi", row.pk, version=1, actual="320団体（2018年４月速報値）", note="")

    assert status == HTTPStatus.OK
    assert (content["version"], content["values"]["actual"]) == (2, "320団体（2018年４月速報値）")
    assert "2018年4月" in content["reading"]
    measurement = Measurement.objects.get(listing=row.listing_id, round=sheet.round)
    assert (measurement.value, measurement.unit, measurement.as_of, measurement.kind) == (
        320,
        "団体",
        "2018-04",
        "preliminary",
    )


def test_only_what_is_sent_changes(client, sheet):
    row = sheet.snapshot()
    send(client, "enter_kpi", row.pk, version=1, note="2019年３月頃に公表。")
    send(client, "enter_kpi", row.pk, version=2, actual="320団体")

    row.refresh_from_db()
    assert (row.actual_words, row.note_words) == ("320団体", "2019年３月頃に公表。")
    assert Promise.objects.get(snapshot=row).begins_on.isoformat() == "2019-03-01"


def test_the_history_says_who_entered(client, sheet):
    send(client, "enter_kpi", sheet.snapshot().pk, version=1, actual="320団体")

    state = sheet.snapshot().history.latest()
    assert (state.history_user, state.reason_code) == (sheet.staff, ReasonCode.ENTRY)


def test_progress_is_stored_and_its_cell_composed_again(client, sheet):
    row = sheet.segment()

    status, content = send(
        client,
        "enter_progress",
        row.pk,
        version=1,
        progress="調査した。\r\n公表した。",
        outlook="続ける。",
        mark="順調",
    )

    assert status == HTTPStatus.OK
    assert content["values"] == {"progress": "調査した。\n公表した。", "outlook": "続ける。", "mark": "順調"}
    row.refresh_from_db()
    assert row.mark.code == "順調"
    cell = row.process_progress
    assert (cell.progress_words, cell.outlook_words) == (
        "【総務省】調査した。\n公表した。（順調）",
        "【総務省】続ける。",
    )


def test_an_unknown_mark_is_refused(client, sheet):
    status, content = send(client, "enter_progress", sheet.segment().pk, version=1, mark="絶好調")

    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "絶好調" in content["errors"]["mark"][0]
    assert sheet.segment().mark_words == ""


def test_the_second_of_two_people_sees_what_the_first_wrote(client, sheet):
    row = sheet.snapshot()
    send(client, "enter_kpi", row.pk, version=1, actual="320団体", note="先の人")

    status, content = send(client, "enter_kpi", row.pk, version=1, actual="330団体")

    assert status == HTTPStatus.CONFLICT
    assert (content["version"], content["by"]) == (2, "山田 花子")
    assert content["theirs"] == {"actual": "320団体", "note": "先の人"}
    assert sheet.snapshot().actual_words == "320団体"
    assert send(client, "enter_kpi", row.pk, version=2, actual="330団体")[0] == HTTPStatus.OK


def test_a_save_whose_answer_was_lost_may_come_again(client, sheet):
    row = sheet.snapshot()
    send(client, "enter_kpi", row.pk, version=1, actual="320団体")

    status, content = send(client, "enter_kpi", row.pk, version=1, actual="320団体")

    assert (status, content["version"]) == (HTTPStatus.OK, 2)


def test_without_a_script_the_browser_is_led_back_to_the_row(client, sheet):
    row = sheet.snapshot()

    response = client.post(reverse("kpis:enter_kpi", args=(row.pk,)), {"version": 1, "actual": "320団体"})

    assert response.status_code == HTTPStatus.FOUND
    assert response.url == f"/entry/{sheet.round.pk}/#kpi-{row.pk}"


def test_words_are_read_without_being_kept(client, sheet):
    row = sheet.snapshot()

    status, content = send(client, "read_words", row.pk, actual="29団体（2018年４月）")

    assert status == HTTPStatus.OK
    assert "前年の301団体から29団体へと10分の1以下" in "".join(content["warnings"])
    assert sheet.snapshot().version == 1


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("enter_kpi", {"actual": "320団体"}),
        ("enter_kpi", {"version": "x", "actual": "320団体"}),
        ("enter_kpi", {"version": 0, "actual": "320団体"}),
        ("enter_kpi", {"version": 1, "actual": "a\x00b"}),
        ("enter_kpi", {"version": 1, "actual": "あ" * 20_001}),
        ("enter_kpi", {"version": 1, "actual": "320団体", "code": "whim"}),
        ("read_words", {"actual": "あ" * 20_001}),
    ],
    ids=["no version", "no number", "version 0", "NUL", "too long", "unknown code", "too long to read"],
)
def test_what_cannot_be_stored_is_refused(client, sheet, name, sent):
    status, content = send(client, name, sheet.snapshot().pk, **sent)

    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert content["message"]
    assert sheet.snapshot().version == 1
