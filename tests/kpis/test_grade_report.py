"""`manage.py grade_report --json` on the published years."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db
KEYS = {"programme", "fiscal_year", "item_no", "item", "tier", "kpi", "printed", "suggested", "agrees", "explanation"}


@pytest.fixture
def report(published_years):
    said = StringIO()
    call_command("grade_report", "--json", stdout=said)
    return json.loads(said.getvalue())


def test_every_row_has_what_the_issue_promises(report):
    assert all(KEYS | {"missing"} <= row.keys() for row in report)
    assert "経済・財政再生計画" in {row["programme"] for row in report}


def test_an_edition_without_grades_gets_none_suggested_and_says_so(report):
    rows = [row for row in report if row["fiscal_year"] == 2016]
    assert rows
    assert {row["suggested"] for row in rows} == {None}
    assert all("区分を記載していない" in row["explanation"] for row in rows if not row["is_heading"])


def test_the_rule_gives_every_printed_grade_of_2017_but_the_two_that_rest_on_forecasts(report):
    printed = [row for row in report if row["fiscal_year"] == 2017 and row["printed"]]
    assert len(printed) == 18
    disagreeing = [
        (row["item_no"], row["kpi"], row["printed"], row["suggested"]) for row in printed if not row["agrees"]
    ]
    assert disagreeing == [("⑭", "政府情報システム数", "A", "B"), ("⑭", "政府情報システム運用コスト", "A", "B")]


def test_the_report_can_be_read_by_people(report):
    said = StringIO()
    call_command("grade_report", stdout=said)
    assert "相違\t政府情報システム数" in said.getvalue()
