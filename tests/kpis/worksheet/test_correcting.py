"""A person corrects how an entered value was read."""

from copy import deepcopy
from http import HTTPStatus

import pytest

from kpis.models import Measurement
from tests.kpis.worksheet.entered import opened, send

pytestmark = pytest.mark.django_db

CORRECTED = {"order": 1, "value": "320", "unit": "件", "as_of": "2018-04", "kind": "final", "reason": "件数です"}


@pytest.fixture(scope="module")
def built(rows_of_module):
    return rows_of_module(opened)


@pytest.fixture
def sheet(client, built):
    sheet = deepcopy(built)
    client.force_login(sheet.staff)
    send(client, "enter_kpi", sheet.snapshot().pk, version=1, actual="320団体（2018年４月速報値）")
    return sheet


def test_a_correction_stays_with_who_made_it_and_why(client, sheet):
    status, content = send(client, "correct_reading", sheet.snapshot().pk, version=2, **CORRECTED)

    assert status == HTTPStatus.OK
    reading = Measurement.objects.get(round=sheet.round)
    assert (reading.unit, reading.kind) == ("件", "final")
    assert (reading.correction.by, reading.correction.reason) == ("山田 花子", "件数です")
    assert "訂正済み" in content["reading"]
    assert content["version"] == sheet.snapshot().version == 3
