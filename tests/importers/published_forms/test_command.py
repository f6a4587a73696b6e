"""`manage.py write_official_forms FOLDER`."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from importers.published_forms import printing
from tests.builders import ItemSpec, build_round, make_round, publish

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_each_published_round_is_written_as_a_workbook_and_as_a_pdf(tmp_path):
    for year in (2017, 2018):
        publish(build_round(make_round(year), [ItemSpec("窓口改革")]))
    printed = StringIO()
    call_command("write_official_forms", tmp_path / "forms", year=2017, stdout=printed)
    made = sorted((tmp_path / "forms").iterdir())
    assert [path.name for path in made] == [f"2017年の版（2017年度）_公式様式.{ending}" for ending in ("pdf", "xlsx")]
    assert [path.read_bytes()[:4] for path in made] == [b"%PDF", b"PK\x03\x04"]
    assert sorted(printed.getvalue().split()) == [str(path) for path in made]


def test_where_nothing_is_published_nothing_is_written(tmp_path):
    with pytest.raises(CommandError, match="公表された工程表がありません"):
        call_command("write_official_forms", tmp_path / "forms")
    assert not (tmp_path / "forms").exists()


def test_a_system_that_cannot_print_is_told_in_one_line(tmp_path, monkeypatch):
    publish(build_round(make_round(), [ItemSpec("窓口改革")]))
    monkeypatch.setattr(printing, "has_japanese_font", lambda: False)
    with pytest.raises(CommandError, match="fonts-noto-cjk"):
        call_command("write_official_forms", tmp_path)
