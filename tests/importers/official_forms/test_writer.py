"""What goes out as an official form comes back as it was, and what may not be changed is locked."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from importers.choices import Choices
from importers.comparing import compare
from importers.document import KpiRow, ProcessRow, Sheet, SourceDocument
from importers.drafting import draft_rows
from importers.incoming import incoming_of
from importers.official_form import UnwritableForm, write_form_template, write_official_form
from importers.plan import Decisions
from importers.readers.registry import read_source_file, read_words
from importers.readers.source_file import SourceFile
from importers.standing import Standing
from importers.workbook import UnwritableText
from importers.workbook.row_ids import with_row_ids
from kpi_tracker.lib.japanese_text import name_key
from kpi_tracker.lib.records import replace
from tests.importers.official_forms.judging import differences, said

CHOICES = Choices(("A", "B", "N", "F"), tuple(f"第{number}省" for number in range(60)))


@cache
def fixture(name):
    path = Path(f"fixtures/{name}.xlsx")
    return read_source_file(SourceFile(path.name, path.read_bytes()))


def written(document, write=write_form_template):
    made = io.BytesIO()
    write(document, made, choices=CHOICES)
    return made.getvalue()


def read(data):
    return read_source_file(SourceFile("form.xlsx", data))


def small_document(**fields):
    kpis = (
        KpiRow(1, "①－１", "窓口の数", (1, 1), target_raw="10か所", actual_raw="3か所（2017年4月）", status="B"),
        KpiRow(2, None, "満足度", (1, 1), target_raw="80％", actual_raw="75％（2017年4月）", status="A", relisted=True),
    )
    page = Sheet((1, 1), ("窓口改革",), processes=(ProcessRow(1, "窓口を増やす", (1, 1)),), kpis=kpis)
    return replace(SourceDocument("x.txt", "progress_2017", fiscal_year=2017, sheets=(page,)), **fields)


def ids(sheets):
    return [[page.row_id, *(row.row_id for row in (*page.processes, *page.kpis))] for page in sheets]


@pytest.mark.parametrize(
    ("name", "write"), [("2016-progress", write_form_template), ("2017-progress", write_official_form)]
)
def test_a_roadmap_comes_back_with_its_words_and_ids(name, write):
    document = fixture(name)
    wanted = [page for page in document.sheets if page.items]
    back = read(written(document, write))
    differing = {line.split(":")[0] for line in differences(said(back.sheets), said(wanted))}
    # 2016: one merged cell was given to each process it serves, and one label in brackets is no ministry.
    expected = {"/2/processes/2/shared with", "/2/processes/3/shared with", "/8/processes/3/segments"}
    assert differing == (expected if name == "2016-progress" else set())
    assert ids(back.sheets) == ids(wanted)
    assert (back.programme, back.fiscal_year, back.as_of) == (document.programme, document.fiscal_year, document.as_of)


def plan_of(document, data):
    """The plan of importing the form beside the document as it stands."""
    names = {name_key(name): name for name in ("総務省", "厚生労働省")}
    standing = Standing(draft_rows(with_row_ids(document)), ministries=names)
    return compare(incoming_of(read_words(SourceFile("form.xlsx", data))), standing, Decisions()).plan


@pytest.mark.parametrize("name", ["2016-progress", "2017-progress"])
def test_a_form_that_is_not_filled_in_changes_nothing(name):
    document = fixture(name)
    plan = plan_of(document, written(document))
    assert plan.rows
    assert {row.kind for row in plan.rows} == {"unchanged"}


def test_cells_filled_into_a_template_are_all_that_changes():
    document = small_document()
    book = load_workbook(io.BytesIO(written(document)))
    sheet = book.active
    for cell in [cell for row in sheet.iter_rows() for cell in row]:
        if cell.value == "①－１窓口の数":
            sheet.cell(cell.row, 4).value = "5か所（2018年4月）"
        elif cell.value == "担当府省庁":
            sheet.cell(cell.row, 3).value = "総務省、厚生労働省"
    made = io.BytesIO()
    book.save(made)
    rows = plan_of(document, made.getvalue()).rows
    assert {(row.row_id, change.field, change.after) for row in rows for change in row.changes} == {
        ("2017-s01-k01", "actual_raw", "5か所（2018年4月）"),
        ("2017-i01", "ministries", "総務省、厚生労働省"),
    }


def test_rows_moved_in_a_spreadsheet_program_keep_their_ids():
    data = written(small_document(), write_official_form)
    book = load_workbook(io.BytesIO(data))
    sheet = book.active
    rows = [cell.row for cell in sheet["B"] if cell.value in ("①－１窓口の数", "満足度【再掲】")]
    for first, second in zip(*(sheet.iter_rows(row, row, 2) for row in rows), strict=True):
        for one, other in zip(first, second, strict=True):
            one.value, other.value = other.value, one.value
    made = io.BytesIO()
    book.save(made)
    kpis = read(made.getvalue()).sheets[0].kpis
    assert [(row.row_id, row.name, row.tier) for row in kpis] == [
        ("2017-s01-k02", "満足度", 1),
        ("2017-s01-k01", "窓口の数", 2),
    ]


def test_the_template_opens_only_what_is_reported_anew():
    sheet = load_workbook(io.BytesIO(written(small_document()))).active
    row = next(cell.row for cell in sheet["B"] if cell.value == "①－１窓口の数")
    assert sheet.protection.sheet and not sheet.protection.password
    assert [sheet.cell(row, column).protection.locked for column in range(1, 9)] == [
        *(True, True, True),
        *(False, False, False),
        *(True, True),
    ]
    assert sheet.column_dimensions["G"].hidden


def test_a_target_that_is_not_set_yet_is_open():
    kpi = KpiRow(1, None, "窓口の数", (1, 1), target_raw=None, actual_raw="3か所（2017年4月）", status="N")
    document = small_document(sheets=(Sheet((1, 1), ("窓口改革",), kpis=(kpi,)),))
    sheet = load_workbook(io.BytesIO(written(document))).active
    row = next(cell.row for cell in sheet["B"] if cell.value == "窓口の数")
    assert not sheet.cell(row, 3).protection.locked


def test_grades_and_ministries_are_offered_however_many_there_are():
    book = load_workbook(io.BytesIO(written(small_document())))
    offered = {one.formula1 for one in book.worksheets[0].data_validations.dataValidation}
    assert offered == {"'入力候補'!$A$2:$A$6", "'入力候補'!$B$2:$B$61"}
    assert [cell.value for cell in book["入力候補"]["A"] if cell.value] == ["区分", "A", "B", "N", "F", "－"]
    assert book["入力候補"].sheet_state == "hidden"


@pytest.mark.parametrize("words", ["=1+1", "+81", "-5", "@SUM(A1)", "＝HYPERLINK(A1)", "#N/A", "a\x0bb_x000D_"])
def test_words_stay_words(words):
    kpi = KpiRow(1, None, "窓口の数", (1, 1), target_raw=words, actual_raw="3か所（2017年4月）", status="B")
    data = written(small_document(sheets=(Sheet((1, 1), (words,), kpis=(kpi,)),)))
    cells = [cell for row in load_workbook(io.BytesIO(data)).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    page = read(data).sheets[0]
    assert (page.kpis[0].target_raw, page.items) == (words, (words,))


def test_the_same_document_gives_the_same_bytes():
    assert written(small_document()) == written(small_document())


@pytest.mark.parametrize("name", ["2018-evaluation", "2019-measures"])
def test_a_document_with_cells_the_form_lacks_is_refused(name):
    with pytest.raises(UnwritableForm, match=r"公式様式に書く欄がありません。標準ワークブックで出力してください。$"):
        written(fixture(name))


def test_words_too_long_for_a_cell_are_refused_with_their_place():
    long = KpiRow(1, None, "窓口の数", (1, 1), note_raw="あ" * 40_000)
    with pytest.raises(UnwritableText, match="シート「様式1」F"):
        written(small_document(sheets=(Sheet((1, 1), ("窓口改革",), kpis=(long,)),)))
