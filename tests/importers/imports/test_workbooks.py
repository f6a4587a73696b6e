"""Workbooks to download, and the pages of one 府省庁."""

import io
from http import HTTPStatus
from urllib.parse import quote

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from importers import pipeline
from importers.document import ProcessRow, Sheet, SourceDocument
from importers.imports.excerpt import pages_of_ministry
from importers.imports.workbooks import LAYOUTS, PURPOSES
from importers.readers.registry import read_source_file
from importers.readers.source_file import SourceFile
from importers.services import receive_file
from reforms.drafts import SegmentDraft
from reforms.models import Ministry
from tests.builders import ItemSpec, KpiSpec, build_round, make_ministry, make_programme, make_round
from tests.importers.comparing.editing import Sheet as EditedSheet

MARKED = [("s1-k1", "階層"), ("s2-k1", "実績値（時点）")]
URL = "/imports/templates/workbook/"


@pytest.fixture
def round():
    """Two items, one with progress of 総務省 and one of 文部科学省."""
    for name in ("総務省", "文部科学省"):
        make_ministry(name)
    items = [
        ItemSpec(f"{name}の項目", kpis=(KpiSpec(f"{name}の指標"),), segments=(SegmentDraft("", (name,), "実施した。"),))
        for name in ("総務省", "文部科学省")
    ]
    return build_round(make_round(2018, make_programme("経済・財政再生計画")), items).round


def asked(client, round, **changed):
    return client.get(URL, {"purpose": "export", "layout": "workbook", "round": round.pk} | changed)


@pytest.mark.django_db
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_workbook_is_read_again_with_the_same_kpis(client, importer, round, layout, purpose):
    response = asked(client, round, layout=layout, purpose=purpose)
    assert response.headers["Content-Disposition"].startswith("attachment")
    document = read_source_file(SourceFile("x.xlsx", response.content))
    assert [row.name for page in document.sheets for row in page.kpis] == ["総務省の指標", "文部科学省の指標"]


@pytest.mark.django_db
def test_a_template_is_locked_and_an_export_is_not(client, importer, round):
    locked = {}
    for purpose in PURPOSES:
        book = load_workbook(io.BytesIO(asked(client, round, purpose=purpose).content))
        locked[purpose] = book["KPI"].protection.sheet
    assert locked == {"template": True, "export": False}


@pytest.mark.django_db
def test_one_ministry_gets_its_own_pages_only(client, importer, round):
    response = asked(client, round, ministry=Ministry.objects.get(name="総務省").pk)
    document = read_source_file(SourceFile("x.xlsx", response.content))
    assert [page.items for page in document.sheets] == [("総務省の項目",)]


@pytest.mark.django_db
def test_a_ministry_without_any_page_is_told(client, importer, round):
    response = asked(client, round, ministry=make_ministry("防衛省").pk)
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "この調査回には防衛省の改革項目がありません" in response.content.decode()


@pytest.mark.django_db
def test_what_is_not_chosen_is_told(client, importer):
    assert client.get(URL).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.mark.django_db
def test_the_file_comes_back_with_its_errors_and_changes_marked(client, importer, round):
    book = load_workbook(io.BytesIO(asked(client, round).content))
    EditedSheet(book["KPI"]).put("s1-k1", "階層", "第九階層")
    EditedSheet(book["KPI"]).put("s2-k1", "実績値（時点）", "350団体")
    stream = io.BytesIO()
    book.save(stream)
    batch = receive_file('進捗"2018".xlsx', stream.getvalue(), by=importer)
    pipeline.prepare(batch)

    response = client.get(reverse("importers:marked", args=(batch.pk,)))

    marked = load_workbook(io.BytesIO(response.content))
    sheet = EditedSheet(marked["KPI"])
    notes = [sheet.sheet.cell(sheet.row_of(row_id), sheet.columns[heading]).comment for row_id, heading in MARKED]
    assert "第九階層" in notes[0].text
    assert "301団体" in notes[1].text
    assert quote("進捗_2018__確認結果.xlsx") in response.headers["Content-Disposition"]


def test_a_page_whose_kpi_table_is_printed_again_comes_along():
    process = ProcessRow(lines=(1, 1), order=1, process="調査", ministries=("総務省",))
    pages = (
        Sheet((1, 9), ("甲",)),
        Sheet((10, 19), ("乙",)),
        Sheet((20, 29), ("丙",), processes=(process,), duplicate_of=1),
    )
    found = pages_of_ministry(SourceDocument("x.txt", "workbook", sheets=pages, front={"scope": "全体"}), "総務省")
    assert [(page.items, page.duplicate_of) for page in found.sheets] == [(("乙",), None), (("丙",), 0)]
    assert found.front["scope"] == "総務省"
