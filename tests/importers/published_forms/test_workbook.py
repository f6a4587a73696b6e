"""What is published comes out as the official form, and our own reader reads it again cell by cell."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from importers.official_form import write_published_form
from importers.plan import Decisions
from importers.planning import plan_import
from importers.published_forms.selectors import form_of_item, form_of_round
from importers.readers.registry import read_words
from importers.readers.source_file import SourceFile
from kpis.models import KpiListing, ProgressSnapshot
from reforms.models import ReformItem, ReformProcess, ReportingRound
from tests.builders import ItemSpec, KpiSpec, build_round, make_round, publish
from tests.importers.published_forms.printed import kpi_cells, process_cells, solid

pytestmark = pytest.mark.django_db


def written(form):
    made = io.BytesIO()
    write_published_form(form.document, made, columns=form.columns, foot=form.provenance)
    return made.getvalue()


def read(data):
    return read_words(SourceFile("form.xlsx", data))


def read_kpis(document):
    return {
        row.row_id: (
            row.tier,
            row.label or "",
            solid(row.name),
            row.relisted,
            *(solid(getattr(row, field)) for field in ("target_raw", "actual_raw", "status", "note_raw")),
        )
        for page in document.sheets
        for row in page.kpis
    }


def read_processes(document):
    found = {}
    for page in document.sheets:
        by_order = {row.order: row for row in page.processes}
        for row in page.processes:
            holder = by_order[row.shares_with or row.order]
            found[row.row_id] = (solid(row.process), solid(holder.progress), solid(holder.outlook))
    return found


@pytest.mark.usefixtures("published_years")
@pytest.mark.parametrize("year", [2016, 2017])
def test_every_cell_of_a_loaded_year_comes_back(year):
    round = ReportingRound.objects.get(edition__slug=f"kouteihyo-{year}")
    document = read(written(form_of_round(round.pk)))
    assert read_kpis(document) == kpi_cells(round)
    assert read_processes(document) == process_cells(round)
    assert (document.fiscal_year, document.programme) == (year, "経済・財政再生計画")
    assert [row for row in plan_import(document, round, Decisions()).plan.rows if row.kind != "unchanged"] == []
    names = set(ReformItem.objects.filter(edition=round.edition).values_list("name", flat=True))
    assert {item for page in document.sheets for item in page.items} == names


def test_a_year_that_prints_no_grades_has_no_column_of_them_and_its_own_headings():
    round = make_round(grades=False)
    round.edition.words = {"note": "進捗状況・今後の対応"}
    round.edition.save()
    publish(build_round(round, [ItemSpec("窓口改革", kpis=(KpiSpec(grade="", note="継続"),))]))
    data = written(form_of_round(round.pk))
    words = {cell.value for row in load_workbook(io.BytesIO(data)).active.iter_rows() for cell in row}
    assert "進捗状況・今後の対応" in words
    assert not {"区分", "次回の把握時期と今後の方針"} & words
    assert read(data).sheets[0].kpis[0].note_raw == "継続"


def test_the_form_says_what_was_published_not_what_was_written_since():
    built = build_round(make_round(), [ItemSpec("窓口改革", "①", kpis=(KpiSpec(),)), ItemSpec("他の改革")])
    publish(built)
    ProgressSnapshot.objects.update(actual_words="999団体")
    KpiListing.objects.update(name="別の名")
    ReformProcess.objects.update(words="別の工程", sheet=built.round.edition.sheets.get(row_id="s2"))
    (page,) = read(written(form_of_item(built.round.edition.items.get(name="窓口改革").pk))).sheets
    assert (page.items, page.item_no) == (("窓口改革",), "①")
    assert [row.process for row in page.processes] == list(ItemSpec("").processes)
    assert [(row.name, row.actual_raw) for row in page.kpis] == [(KpiSpec().name, KpiSpec().actual)]


def test_nothing_of_the_published_form_asks_to_be_filled_in():
    built = build_round(make_round(), [ItemSpec("窓口改革")])
    publish(built)
    book = load_workbook(io.BytesIO(written(form_of_round(built.round.pk))))
    (sheet,) = book.worksheets
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.fill.fgColor.rgb for cell in cells} == {"00000000", "00DCE6F1"}  # none, and that of headings
    assert not sheet.data_validations.dataValidation
    assert "担当府省庁" not in {cell.value for cell in cells}


def test_the_sheet_is_set_up_for_paper():
    built = build_round(make_round(), [ItemSpec("窓口改革")])
    publish(built)
    sheet = load_workbook(io.BytesIO(written(form_of_round(built.round.pk)))).active
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", int(sheet.PAPERSIZE_A4))
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$3"
    assert (
        sheet.oddFooter.left.text
        == "2017年12月21日公表の記載から作成　公共データ利用規約（第1.0版）（PDL1.0、CC BY 4.0 と互換）"
    )
    assert sheet.oddFooter.right.text == "&P / &N"
    assert [str(one) for one in sheet.merged_cells.ranges if one.min_col == 1 and one.max_row > one.min_row]


def test_a_programme_with_another_form_has_no_official_form_of_a_roadmap(client):
    round = make_round()
    round.edition.words = {"kpis_heading": "測定指標の状況"}
    round.edition.save()
    built = build_round(round, [ItemSpec("施策")])
    publish(built)
    item = round.edition.items.get()
    assert form_of_round(round.pk) is None
    assert client.get(f"/items/{item.pk}/form.xlsx").status_code == 404
    assert "公式様式" not in client.get(f"/items/{item.pk}/").content.decode()


@pytest.mark.once
def test_an_address_that_asks_again_and_again_is_asked_to_wait(client):
    answers = [client.get("/items/1/form.xlsx") for _ in range(31)]
    assert [answer.status_code for answer in answers] == [404] * 30 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0


@pytest.mark.once
def test_the_queries_do_not_grow_with_the_rows(queries_of):
    few, many = (
        build_round(make_round(), [ItemSpec(f"項目{n}", kpis=(KpiSpec(f"指標{n}"),)) for n in range(count)])
        for count in (2, 60)
    )
    publish(few), publish(many)
    assert queries_of(lambda: form_of_round(few.round.pk)) == queries_of(lambda: form_of_round(many.round.pk))


def test_the_page_of_open_data_leads_to_the_forms_of_a_chosen_round(client):
    round = make_round()
    publish(build_round(round, [ItemSpec("窓口改革")]))
    page = client.get("/open-data/").content.decode()
    assert f"/rounds/{round.pk}/forms.xlsx" in page
