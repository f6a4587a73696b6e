"""The standard workbook as a template: what goes out comes back, without last year's readings."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from importers.choices import Choices
from importers.comparing import compare
from importers.drafting import draft_rows
from importers.incoming import incoming_of
from importers.plan import Decisions
from importers.readers.registry import read_source_file, read_words
from importers.readers.source_file import SourceFile
from importers.standing import Standing
from importers.workbook.row_ids import with_row_ids
from importers.workbook.template import write_template

CHOICES = Choices(("A", "B", "N", "F"), ("総務省", "厚生労働省"))


@cache
def fixture(name):
    path = Path(f"fixtures/{name}.xlsx")
    return read_source_file(SourceFile(path.name, path.read_bytes()))


def template_of(document):
    made = io.BytesIO()
    write_template(document, made, choices=CHOICES)
    return made.getvalue()


@pytest.mark.parametrize("name", ["2016-progress", "2017-progress", "2018-evaluation"])
def test_a_template_that_is_not_filled_in_changes_nothing(name):
    document = fixture(name)
    back = read_words(SourceFile("template.xlsx", template_of(document)))
    plan = compare(incoming_of(back), Standing(draft_rows(with_row_ids(document))), Decisions()).plan
    assert {row.kind for row in plan.rows} == {"unchanged"}
    assert plan.rows


def test_a_new_actual_is_read_from_its_own_words():
    book = load_workbook(io.BytesIO(template_of(fixture("2017-progress"))))
    sheet = book["KPI"]
    column = next(cell.column for cell in sheet[1] if cell.value == "実績値（時点）")
    row = next(cell.row for cell in sheet["A"] if cell.value == "2017-s07-k01")
    sheet.cell(row, column).value = "25圏域（2018年10月1日現在）"
    made = io.BytesIO()
    book.save(made)
    back = read_source_file(SourceFile("template.xlsx", made.getvalue()))
    kpi = next(one for page in back.sheets for one in page.kpis if one.row_id == "2017-s07-k01")
    assert [(one.value, one.as_of) for one in kpi.actuals] == [(25, "2018-10-01")]
    assert kpi.places["actual_raw"].sheet == "KPI"


def test_only_what_is_reported_anew_is_open_and_row_ids_are_hidden():
    book = load_workbook(io.BytesIO(template_of(fixture("2017-progress"))))
    sheet = book["KPI"]
    open_headings = {cell.value for cell, below in zip(sheet[1], sheet[2], strict=True) if not below.protection.locked}
    assert open_headings == {"実績値（時点）", "区分", "次回の把握時期と今後の方針"}
    assert sheet.protection.sheet and not sheet.protection.password
    assert sheet.column_dimensions["A"].hidden
    assert not sheet.cell(sheet.max_row + 1, 2).protection.locked or not sheet.column_dimensions["B"].protection.locked


def test_grades_and_ministries_are_offered():
    book = load_workbook(io.BytesIO(template_of(fixture("2018-evaluation"))))
    assert [one.formula1 for one in book["KPI"].data_validations.dataValidation] == ["'入力候補'!$A$2:$A$6"]
    assert [one.formula1 for one in book["様式の記載"].data_validations.dataValidation] == ["'入力候補'!$B$2:$B$3"]


def test_the_same_document_gives_the_same_template():
    document = fixture("2017-progress")
    assert template_of(document) == template_of(document)
