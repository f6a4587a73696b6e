"""The reader of 政策評価書 on the published sheet, against an answer labelled by hand."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from importers.document import KpiRow, SourceDocument
from importers.normalise import with_readings
from importers.readers.evaluation_sheet import EvaluationSheetReader
from importers.readers.registry import read_source_file
from importers.readers.source_file import SourceFile
from importers.readers.workbook import WorkbookReader
from importers.workbook import with_row_ids, write_workbook
from tests.importers.as_documents import wherever_it_stands

ROOT = Path(__file__).parents[3]
PRINTED = next((ROOT / "fixtures" / "sources").glob("003_*.txt"))
EXPECTED: dict[str, Any] = json.loads(
    (ROOT / "tests" / "samples" / "evaluation_sheet_expected.json").read_text(encoding="utf-8"), parse_float=Decimal
)
GOLD = {
    indicator["sub"] or str(indicator["no"]): indicator
    for goal in EXPECTED["goals"]
    for indicator in goal["indicators"]
}
AMOUNTS = ("initial", "supplementary", "carry", "total", "executed")


@pytest.fixture(scope="module")
def document() -> SourceDocument:
    return read_source_file(SourceFile(PRINTED.name, PRINTED.read_bytes()))


@pytest.fixture(scope="module")
def rows(document: SourceDocument) -> dict[str | None, KpiRow]:
    return {row.label: row for sheet in document.sheets for row in sheet.kpis}


def words(text: str | None) -> str:
    return "".join((text or "").split())


def yearly_targets(row: KpiRow) -> dict[int | None, tuple[Any, ...]]:
    return {
        target.fiscal_year: (target.value, target.comparator if target.value is not None else None)
        for target in row.targets
        if not target.final
    }


def test_every_record_has_its_row_and_no_row_is_invented(document: SourceDocument) -> None:
    assert [row.label for sheet in document.sheets for row in sheet.kpis] == list(GOLD)


def test_each_goal_is_a_sheet_with_its_means(document: SourceDocument) -> None:
    printed = [
        (goal["goal"], list(dict.fromkeys(one["means"] for one in goal["indicators"]))) for goal in EXPECTED["goals"]
    ]
    assert [(sheet.item, [row.process for row in sheet.processes]) for sheet in document.sheets] == printed


@pytest.mark.parametrize("label", GOLD)
def test_name_number_and_mark_are_as_printed(rows: dict[str, KpiRow], label: str) -> None:
    row, gold = rows[label], GOLD[label]
    assert (row.name, row.is_main, row.status) == (gold["name"], gold["is_main"], gold["achievement"])


@pytest.mark.parametrize("label", GOLD)
def test_the_kind_of_indicator_is_its_tier(rows: dict[str, KpiRow], label: str) -> None:
    tiers = {"アウトプット指標": 1, "アウトカム指標": 2, None: None}
    assert rows[label].tier == tiers[GOLD[label]["kind"]]


@pytest.mark.parametrize("label", GOLD)
def test_the_baseline_has_its_value_unit_and_year(
    document: SourceDocument, rows: dict[str, KpiRow], label: str
) -> None:
    gold = GOLD[label]["baseline"]
    baseline = rows[label].baseline
    got = (baseline.value, baseline.unit, baseline.fy) if baseline else (None, None, None)
    wanted = (gold["value"], gold["unit"], gold["fy"])
    assert got == (wanted if gold["value"] is not None else (None, None, None))
    details = next(
        sheet.attributes["indicators"] for sheet in document.sheets if label in sheet.attributes["indicators"]
    )
    assert details[label]["baseline_fy"] == gold["fy"]


@pytest.mark.parametrize("label", GOLD)
def test_every_yearly_target_stands_in_its_year(rows: dict[str, KpiRow], label: str) -> None:
    wanted = {
        year["fy"]: (year["target_value"], year["target_comparator"])
        for year in GOLD[label]["yearly"]
        if year["target_raw"] is not None
    }
    assert yearly_targets(rows[label]) == wanted


@pytest.mark.parametrize("label", GOLD)
def test_every_actual_stands_in_its_year(rows: dict[str, KpiRow], label: str) -> None:
    wanted = {
        year["fy"]: (year["actual_value"], year["unit"])
        for year in GOLD[label]["yearly"]
        if year["actual_value"] is not None
    }
    assert {actual.fiscal_year: (actual.value, actual.unit) for actual in rows[label].actuals} == wanted


@pytest.mark.parametrize("label", GOLD)
def test_the_words_of_every_year_are_kept_with_the_year_before_them(rows: dict[str, KpiRow], label: str) -> None:
    gold, row = GOLD[label], rows[label]
    for field, key, printed in (
        ("target_raw", "target_raw", row.target_raw),
        ("actual_raw", "actual_raw", row.actual_raw),
    ):
        lines = [line for line in (printed or "").split("\n") if line and not line.startswith("目標：")]
        wanted = [f"{year['fy'] - 1988}年度：{year[key].lstrip('・')}" for year in gold["yearly"] if year[key]]
        assert [words(line) for line in lines] == [words(line) for line in wanted], field


@pytest.mark.parametrize("label", GOLD)
def test_the_final_target_has_its_value_and_year(rows: dict[str, KpiRow], label: str) -> None:
    gold = GOLD[label]["final_target"]
    finals = [target for target in rows[label].targets if target.final]
    got = [(one.value, one.unit, one.deadline_fy, one.comparator) for one in finals]
    wanted = (gold["value"], gold["unit"], gold["fy"], gold["comparator"])
    assert got == ([wanted] if gold["fy"] else [])


@pytest.mark.parametrize("label", GOLD)
def test_each_reading_says_where_in_the_words_it_stands(rows: dict[str, KpiRow], label: str) -> None:
    row = rows[label]
    cells = [(row.target_raw, row.targets), (row.actual_raw, row.actuals)]
    for printed, readings in cells:
        for reading in readings:
            assert (printed or "")[slice(*reading.span)] == reading.raw


def test_an_actual_with_its_own_date_keeps_it(rows: dict[str, KpiRow]) -> None:
    assert [actual.as_of for actual in rows["5"].actuals] == ["2016-04-01", "2017-04-01", "2018-04-01"]
    assert [actual.as_of for actual in rows["4"].actuals] == ["FY2016", "FY2017", "FY2018"]


@pytest.mark.parametrize("year", EXPECTED["budget"], ids=lambda year: year["fy_raw"])
def test_the_budget_has_its_figures_and_blanks(document: SourceDocument, year: dict[str, Any]) -> None:
    got = next(line for line in document.budget if line["fy"] == year["fy"])
    assert {name: got[name] for name in (*AMOUNTS, "unit")} == {name: year[name] for name in (*AMOUNTS, "unit")}


def test_the_budget_has_sixteen_figures_and_four_blanks(document: SourceDocument) -> None:
    amounts = [line[name] for line in document.budget for name in AMOUNTS]
    assert (len(amounts), amounts.count(None)) == (20, 4)


@pytest.mark.parametrize(
    ("label", "code", "severity", "field"),
    [
        ("2-2", "target_of_other_year", "warning", "target_raw"),
        ("2-2", "mark_contradicts_numbers", "warning", "status"),
        ("2-2", "ratio_differs", "note", "target_raw"),
        ("5", "actual_shifted", "warning", "actual_raw"),
        ("5", "target_year_doubtful", "warning", "target_raw"),
        ("5", "mark_contradicts_numbers", "warning", "status"),
        ("6", "target_actual_fused", "warning", "target_raw"),
        ("6", "target_actual_fused", "warning", "actual_raw"),
        ("6", "main_only_in_prose", "warning", "is_main"),
        ("7-1", "final_target_lost", "error", "target_raw"),
        ("7-2", "indicators_in_one_cell", "warning", "baseline"),
        ("8", "cells_fused", "error", "target_raw"),
        ("9", "actual_shifted", "warning", "actual_raw"),
    ],
)
def test_a_doubt_is_an_issue_on_its_field(
    rows: dict[str, KpiRow], label: str, code: str, severity: str, field: str
) -> None:
    assert (code, severity, field) in {(issue.code, issue.severity, issue.field) for issue in rows[label].issues}


@pytest.mark.parametrize("label", ["1", "2-1", "3", "4", "10"])
def test_a_row_without_a_doubt_is_not_flagged(rows: dict[str, KpiRow], label: str) -> None:
    assert [issue for issue in rows[label].issues if issue.severity != "note"] == []


def test_a_budget_off_by_rounding_is_a_note_and_a_shifted_row_a_warning(document: SourceDocument) -> None:
    found = {(issue.field, issue.severity) for issue in document.issues}
    assert found == {("budget", "warning"), ("budget", "note")}


def test_the_front_of_the_sheet_is_read(document: SourceDocument) -> None:
    sheet = document.sheets[0]
    assert (document.title, document.fiscal_year) == (EXPECTED["title"], EXPECTED["fiscal_year"])
    assert document.as_of == EXPECTED["evaluated"]
    assert sheet.important_issue == EXPECTED["policy_raw"]
    assert sheet.ministries == ("総務省",)
    assert sheet.attributes["overall"] == EXPECTED["overall"]
    assert sheet.attributes["document_code"] == EXPECTED["document_code"]


def test_the_tags_of_a_name_are_kept_apart(document: SourceDocument) -> None:
    assert document.sheets[1].attributes["indicators"]["5"]["tags"] == GOLD["5"]["tags"]


def test_reading_the_values_again_changes_nothing(document: SourceDocument) -> None:
    assert with_readings(document) == document


def test_the_document_comes_back_from_the_workbook(document: SourceDocument) -> None:
    stream = io.BytesIO()
    write_workbook(document, stream)
    read_back = with_readings(WorkbookReader().read(SourceFile("standard.xlsx", stream.getvalue())))
    assert wherever_it_stands(with_row_ids(read_back)) == with_row_ids(document)


def test_other_layouts_are_not_recognised() -> None:
    others = [path for path in PRINTED.parent.glob("*.txt") if path != PRINTED]
    assert others
    for path in others:
        assert not EvaluationSheetReader().recognises(SourceFile(path.name, path.read_bytes())), path.name


def test_every_attribute_and_the_ministry_lead_to_their_cell(document: SourceDocument) -> None:
    for sheet in document.sheets:
        printed = set(sheet.attributes) - {"overall_reason", "indicators"}
        assert printed | {"ministries", "important_issue", "item"} <= set(sheet.places)
