"""The worksheet of an open round."""

import pytest
from django.urls import reverse

from tests.kpis.worksheet.entered import opened

pytestmark = pytest.mark.django_db


def test_last_years_words_stand_beside_the_fields(client):
    sheet = opened()
    client.force_login(sheet.staff)

    page = client.get(reverse("kpis:worksheet", args=(sheet.round.pk,))).context["page"]

    (item,) = page.items
    (segment,), (kpi,) = item.segments, item.kpis
    assert page.year == "2017年度"
    assert [field.previous for field in segment.fields] == ["調査を実施した。", "引き続き実施。", "順調"]
    assert [field.previous for field in kpi.fields] == ["301団体（2017年４月速報値）", ""]
    assert kpi.grade.code == "B"
    assert kpi.target_words == "2020年度までに416団体"
