"""The reader of the official form on workbooks drawn by openpyxl alone, in the words of 2017 and in invented ones."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from importers.readers.official_form import OfficialFormReader
from importers.readers.progress_2017.kpi_words import LABEL
from importers.readers.registry import read_source_file
from importers.readers.source_file import SourceFile
from kpi_tracker.lib.records import replace
from tests.importers.official_forms.books import FormKpi, FormPage, Style, form_bytes
from tests.importers.official_forms.drawn_styles import drawn_style
from tests.importers.official_forms.invented import HEALTH, SAID, WASTE
from tests.importers.official_forms.judging import differences, said
from tests.importers.official_forms.pages_2017 import form_pages, printed_pages

STYLES = {
    "as published": Style(),
    "tables the other way round, lines in two cells": Style(lines="neighbours", tier="first row", kpis_first=True),
    "number of the item apart, titles above": Style(
        lines="number apart", titles=("改革工程表の進捗状況（2017年度）", "内閣府"), tier="every row", left=2
    ),
    "columns in another order, one more": Style(
        lines="one cell for both",
        tier="a letter a row",
        kpi_columns=("tier", "name", "note", "status", "extra:担当課", "actual", "target"),
        process_columns=("extra:担当課", "outlook", "process", "progress"),
    ),
    "tiers as rows, one heading row": Style(
        tier="row above",
        kpi_columns=("name", "target", "actual", "status", "note"),
        kpi_heading_rows=1,
        process_heading_rows=1,
        blank_rows=0,
        table_titles=False,
    ),
    "label in a column of its own, headings of 2016": Style(
        kpi_columns=("tier", "label", "name", "target", "actual", "status", "note"),
        kpi_headings={
            "name": "K P I",
            "actual": "実績値\n（2016年度又は直近値）",
            "note": "進捗状況・今後の対応\n（2016年度実績の把握時期を含む）",
        },
        process_headings={"progress": "進捗状況"},
        tier_words=("第１階層", "第２階層"),
        footnote="（注）区分の意味は別紙のとおり。",
    ),
}
SAVED_BY_LIBREOFFICE = Path("tests/samples/official_form_libreoffice.xlsx")
"""Four pages of 2017 drawn by `books.form_bytes` with lines in neighbouring cells, a title and a footnote, then turned
into .ods and back into .xlsx by LibreOffice Calc 7.4: its own merged cells, shared texts, styles and dimensions."""


def read(data: bytes):
    return read_source_file(SourceFile("form.xlsx", data))


def pages_for(style: Style, pages):
    """The pages with the labels of their KPIs apart from the names, where the style has a column for them."""
    if "label" not in style.kpi_columns:
        return pages
    return [replace(page, kpis=[_label_apart(row) for row in page.kpis]) for page in pages]


def _label_apart(row: FormKpi) -> FormKpi:
    label = LABEL.match(row.name)
    return replace(row, label=label.group(), name=row.name[label.end() :]) if label else row


def doubts(document):
    """The errors and warnings of a document, its pages and rows."""
    rows = [row for page in document.sheets for row in (page, *page.processes, *page.kpis)]
    found = [*document.issues, *(issue for row in rows for issue in row.issues)]
    return [issue for issue in found if issue.severity != "note"]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_form_says_what_the_text_of_the_document_says(style):
    document = read(form_bytes(pages_for(style, form_pages()), style))
    assert differences(said(document.sheets), said(printed_pages())) == []
    assert {issue.code for issue in doubts(document)} <= {"words_outside_tables"}
    assert (document.layout, document.fiscal_year) == ("official_form", 2017)


@pytest.mark.parametrize("seed", range(6))
def test_a_form_in_any_style_says_the_same(seed):
    style = drawn_style(seed)
    document = read(form_bytes(pages_for(style, form_pages()[3:6]), style))
    assert differences(said(document.sheets), said(printed_pages()[3:6])) == []


def test_a_form_saved_by_libreoffice_says_the_same():
    document = read(SAVED_BY_LIBREOFFICE.read_bytes())
    assert differences(said(document.sheets), said(printed_pages()[4:8])) == []
    assert document.title == "経済・財政再生計画改革工程表の進捗状況（平成29年度）"


@pytest.mark.parametrize("seed", [None, 101, 102, 103])
def test_invented_pages_say_what_they_hold(seed):
    style = Style() if seed is None else drawn_style(seed)
    document = read(form_bytes(pages_for(style, [HEALTH, WASTE]), style))
    assert differences(said(document.sheets), SAID) == []


def test_every_place_names_the_cell_that_holds_its_words():
    data = form_bytes(form_pages(), STYLES["columns in another order, one more"])
    book = load_workbook(io.BytesIO(data))
    document = read(data)
    rows = [row for page in document.sheets for row in (*page.processes, *page.kpis)]
    places = [place for row in rows for place in row.places.values()]
    assert len(places) > 200
    assert [one for one in places if book[one.sheet][one.cell].value != one.words] == []


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        pytest.param({"B8": None}, "cell_missing", "B8", id="a KPI without a name"),
        pytest.param({"D8": None}, "cell_blank", "D8", id="an actual left blank"),
        pytest.param({"C8": "#REF!"}, "unreadable_cell", "C8", id="a cell that shows an error"),
        pytest.param({"B8": "#REF!"}, "unreadable_cell", "B8", id="a name that shows an error"),
        pytest.param({"A8": "第三階層"}, "tier_unknown", "A8", id="a tier that is none"),
        pytest.param({"D6": "達成度"}, "missing_column", "A5", id="a heading that is no known one"),
        pytest.param({"A2": "番外"}, "item_unknown", None, id="a page without a 改革項目"),
        pytest.param({"H9": "余白の書き込み"}, "words_outside_tables", "H9", id="words beside the table"),
        pytest.param({"B13": "この表は暫定版である。"}, "words_outside_tables", "B13", id="words below an empty row"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_sheet_and_cell(change, code, where):
    kpis = [FormKpi(1, f"指標{name}", "5件", "3件", "A") for name in "甲乙丙"]
    page = FormPage(item="循環型社会の形成", important_issue="環境", kpis=kpis)
    book = load_workbook(io.BytesIO(form_bytes([page], Style(tier="every row"))))
    for cell, words in change.items():
        book.active[cell] = words
        if words == "#REF!":
            book.active[cell].data_type = "e"
    made = io.BytesIO()
    book.save(made)
    document = read(made.getvalue())
    told = {issue.code: issue for issue in doubts(document)}
    assert code in told
    assert told[code].cell == where
    assert where is None or [issue.code for issue in doubts(document) if issue.cell == where] == [code]
    assert "シート「様式1」" in told[code].message and (where or "") in told[code].message


def test_a_copied_row_loses_the_id_it_was_copied_with():
    style = replace(Style(), kpi_columns=(*Style().kpi_columns, "extra:行ID"))
    rows = [FormKpi(1, name, "5件", "3件", "A", row_id="2017-s01-k01") for name in "甲乙"]
    page = read(form_bytes([FormPage(item="項目", kpis=rows)], style)).sheets[0]
    assert [row.row_id for row in page.kpis] == ["2017-s01-k01", None]
    assert [issue.code for issue in page.kpis[1].issues if issue.severity == "error"] == ["repeated_row_id"]


def test_a_hidden_sheet_is_told_and_not_read():
    book = load_workbook(io.BytesIO(form_bytes([HEALTH, WASTE])))
    book.worksheets[1].sheet_state = "hidden"
    made = io.BytesIO()
    book.save(made)
    document = read(made.getvalue())
    assert len(document.sheets) == 1
    assert "sheet_hidden" in {issue.code for issue in document.issues}


@pytest.mark.parametrize("name", ["2016-progress", "2017-progress", "2018-evaluation", "2019-measures"])
def test_a_standard_workbook_is_not_taken_for_a_form(name):
    data = Path(f"fixtures/{name}.xlsx").read_bytes()
    assert not OfficialFormReader().recognises(SourceFile("x.xlsx", data))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"PK\x03\x04 broken", id="a broken package"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", id="an old workbook"),
        pytest.param("改革項目：⑪".encode(), id="text"),
    ],
)
def test_what_is_no_workbook_is_not_taken_for_a_form(data):
    assert not OfficialFormReader().recognises(SourceFile("x.xlsx", data))
