"""A person takes their own last save back."""

from copy import deepcopy
from http import HTTPStatus

import pytest

from reforms.models import ReasonCode, User
from tests.builders import make_user
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


def save(client, sheet, *texts):
    for text in texts:
        send(client, "enter_kpi", sheet.snapshot().pk, version=sheet.snapshot().version, actual=text)


def undo(client, sheet):
    return send(client, "undo_kpi", sheet.snapshot().pk, version=sheet.snapshot().version)


def test_the_words_before_come_back_one_save_after_the_other(client, sheet):
    save(client, sheet, "一", "二", "三")

    assert [undo(client, sheet)[1]["values"]["actual"] for _ in range(3)] == ["二", "一", ""]
    assert undo(client, sheet)[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sheet.snapshot().history.latest().reason_code == ReasonCode.UNDONE


def test_what_is_saved_after_undoing_is_taken_back_first(client, sheet):
    save(client, sheet, "一", "二")
    undo(client, sheet)
    save(client, sheet, "三")

    assert [undo(client, sheet)[1]["values"]["actual"] for _ in range(2)] == ["一", ""]


def test_what_somebody_else_saved_is_not_taken_back(client, sheet):
    save(client, sheet, "一")
    client.force_login(make_user(User.Role.STAFF, sheet.ministry))
    save(client, sheet, "二")
    client.force_login(sheet.staff)

    assert undo(client, sheet)[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sheet.snapshot().actual_words == "二"


def test_a_version_that_moved_on_is_not_taken_back(client, sheet):
    save(client, sheet, "一", "二")

    assert send(client, "undo_kpi", sheet.snapshot().pk, version=2)[0] == HTTPStatus.CONFLICT
    assert sheet.snapshot().actual_words == "二"


def test_the_mark_comes_back_with_the_words(client, sheet):
    row = sheet.segment()
    send(client, "enter_progress", row.pk, version=1, progress="調査した。", mark="順調")
    send(client, "enter_progress", row.pk, version=2, progress="終えた。", mark="")

    _, content = send(client, "undo_progress", row.pk, version=3)

    assert content["values"] == {"progress": "調査した。", "outlook": "", "mark": "順調"}
    assert sheet.segment().mark.code == "順調"
    assert sheet.segment().process_progress.progress_words == "【総務省】調査した。（順調）"
