"""`manage.py import_workbook` and `undo_import`: what they print, and what they refuse."""

import io
import json
import uuid
from copy import deepcopy

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from importers.exporting import standard_workbook
from importers.models import ImportBatch
from reforms.models import User
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_round
from tests.importers.comparing.editing import Sheet
from tests.importers.imports.batches import make_importer
from tests.tables import all_rows

pytestmark = pytest.mark.django_db

REASON = "各府省の報告を受けたため"


@pytest.fixture
def importer():
    official = make_importer(last_name="山田")
    User.objects.filter(pk=official.pk).update(username="official")
    return User.objects.get(pk=official.pk)


def build_one_item():
    make_ministry("総務省")
    return build_round(make_round(2017), [ItemSpec("窓口業務の改革", "①", kpis=(KpiSpec(), KpiSpec("受診率")))]).round


@pytest.fixture(scope="module")
def round_once(rows_of_module):
    return rows_of_module(build_one_item)


@pytest.fixture
def round(round_once):
    return deepcopy(round_once)


@pytest.fixture
def same(round, tmp_path):
    path = tmp_path / "同じ.xlsx"
    path.write_bytes(standard_workbook(round))
    return path


@pytest.fixture
def other(round, tmp_path):
    book = load_workbook(io.BytesIO(standard_workbook(round)))
    Sheet(book["KPI"]).put("s1-k1", "実績値（時点）", "350団体（2018年３月確報値）")
    book.save(tmp_path / "改めた.xlsx")
    return tmp_path / "改めた.xlsx"


def printed(*arguments, **options):
    out = io.StringIO()
    call_command(*map(str, arguments), stdout=out, **options)
    return out.getvalue()


def test_without_apply_the_plan_is_printed_and_nothing_written(other):
    before = all_rows()

    told = json.loads(printed("import_workbook", other, "--json"))

    assert told["batch"] is None
    assert told["layout"]
    assert told["counts"] == {
        "new": 0,
        "changed": 1,
        "unchanged": 3,
        "retired": 0,
        "undecided": 0,
        "errors": 0,
        "warnings": 0,
    }
    assert {"row": "s1-k1", "field": "actual_raw"}.items() <= told["changes"][0].items()
    assert told["changes"][0]["after"] == "350団体（2018年３月確報値）"
    assert (all_rows(), ImportBatch.objects.count()) == (before, 0)


def test_several_files_are_told_in_a_line_each(same, other):
    lines = [json.loads(line) for line in printed("import_workbook", same, other, "--json").splitlines()]

    assert [line["counts"]["changed"] for line in lines] == [0, 1]


def test_an_import_is_applied_and_taken_back(other, importer):
    before = all_rows()

    told = json.loads(
        printed("import_workbook", other, "--apply", "--by", importer.username, "--reason", REASON, "--json")
    )
    written = all_rows()
    undone = printed("undo_import", told["batch"], "--by", importer.username, "--reason", "取り違え")

    assert written != before
    assert all_rows() == before
    assert "元に戻しました" in undone
    assert ImportBatch.objects.get(pk=told["batch"]).undo_reason == "取り違え"


def test_a_round_can_be_named_where_several_fit(round, importer, tmp_path):
    make_round(2017)
    path = tmp_path / "進捗.csv"
    path.write_text("改革項目,KPI名,実績値（時点）\n窓口業務の改革,受診率,41％（2017年度）\n", encoding="utf-8")
    named = ("--round", f"{round.edition.slug}:2017")

    with pytest.raises(CommandError, match="どの調査回"):
        printed("import_workbook", path)
    told = printed("import_workbook", path, *named, "--apply", "--by", importer.username, "--reason", REASON)

    assert "取り込みました" in told
    assert ImportBatch.objects.get().round == round


def test_what_was_taken_back_is_not_taken_back_again(other, importer):
    printed("import_workbook", other, "--apply", "--by", importer.username, "--reason", REASON)
    taking_back = ("undo_import", ImportBatch.objects.get().pk, "--by", importer.username, "--reason", "取り違え")
    printed(*taking_back)

    with pytest.raises(CommandError, match="「元に戻した」です"):
        printed(*taking_back)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--apply", "--reason", REASON), "利用者"),
        (("--apply", "--by", "nobody", "--reason", REASON), "nobody"),
        (("--apply", "--by", "visitor", "--reason", REASON), "権限"),
        (("--apply", "--by", "retired", "--reason", REASON), "retired"),
        (("--apply", "--by", "official"), "理由"),
        (("--round", "none:2017"), "none:2017"),
    ],
    ids=["nobody named", "unknown", "without the right", "closed account", "without a reason", "unknown round"],
)
def test_what_may_not_be_imported_is_refused_and_nothing_is_written(other, importer, arguments, said):
    User.objects.create(username="visitor")
    User.objects.filter(pk=make_importer().pk).update(username="retired", is_active=False)
    before = all_rows()

    with pytest.raises(CommandError, match=said):
        printed("import_workbook", other, *arguments)

    assert all_rows() == before


def test_a_file_that_is_none_is_refused_in_one_line(tmp_path):
    path = tmp_path / "空.xlsx"
    path.write_bytes(b"")

    with pytest.raises(CommandError) as refusal:
        printed("import_workbook", path)

    assert "空" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_what_was_never_imported_cannot_be_taken_back(importer):
    with pytest.raises(CommandError, match="ありません"):
        printed("undo_import", uuid.uuid4(), "--by", importer.username, "--reason", "取り違え")
