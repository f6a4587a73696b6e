"""The form on paper: every word can be found in its text, page after page."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from collections import Counter
from contextlib import suppress
from types import ModuleType

import pytest

from importers.document import KpiRow, ProcessRow, Sheet, SourceDocument
from importers.official_form import FormColumns, filled_pages
from importers.published_forms import printing
from importers.published_forms.files import form_on_paper
from importers.published_forms.selectors import PublishedForm, form_of_item
from reforms.models import PublishedItem
from tests.builders import ItemSpec, build_round, make_round, publish
from tests.importers.published_forms.printed import solid


def words_on_paper(pdf, *options):
    run = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return run.stdout.decode()


def cells(form):
    for page in filled_pages(form.document, form.columns):
        yield from page.items
        for cell in page.processes:
            yield from (cell.progress, cell.outlook, *(row.process for row in cell.rows))
        for kpi in (kpi for tier in page.tiers for kpi in tier.rows):
            yield from (kpi.name, kpi.target, kpi.actual, kpi.status, kpi.note)


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.usefixtures("published_years")
def test_every_cell_of_a_published_item_is_found_in_one_piece():
    item = PublishedItem.objects.get(number="⑬", publication__round__fiscal_year=2017)
    form = form_of_item(item.item_id)
    text = solid(words_on_paper(form_on_paper(form), "-raw"))
    assert [cell for cell in cells(form) if solid(cell) not in text] == []
    assert "2017年12月21日公表" in text


def long(words, count):
    return "\n".join(f"・{words}{number}番目の取組を{number * 1234}団体で実施した。" for number in range(count))


def test_nothing_is_lost_where_cells_go_on_overleaf():
    kpis = tuple(
        KpiRow(1 if n < 25 else 2, None, f"指標{n}", (1, 1), target_raw=f"{n}団体", row_id=f"k{n}") for n in range(30)
    )
    processes = (
        ProcessRow(1, "三つの工程の初め", (1, 1), progress=long("進捗", 50), outlook="続ける", row_id="p1"),
        ProcessRow(2, long("工程", 20), (1, 1), shares_with=1, row_id="p2"),
        ProcessRow(3, "三つの工程の終わり", (1, 1), shares_with=1, row_id="p3"),
    )
    page = Sheet((1, 1), ("長い項目",), processes=processes, kpis=kpis, row_id="s1")
    document = SourceDocument("x", "official_form", programme="計画", fiscal_year=2017, sheets=(page,))
    form = PublishedForm(document, FormColumns(), "長い項目", "版", "公表")
    pages = words_on_paper(form_on_paper(form), "-raw").split("\f")[:-1]
    found, wanted = Counter(solid("".join(pages))), Counter("".join(solid(cell) for cell in cells(form)))
    assert wanted - found == Counter()
    assert len(pages) > 3
    assert all("改革項目：長い項目" in solid(text) for text in pages)
    assert all("計画期間中の進捗" in solid(text) or "目標値（達成時期）" in solid(text) for text in pages)
    assert [f"{number}/{len(pages)}" in solid(text) for number, text in enumerate(pages, 1)] == [True] * len(pages)


def test_the_pdf_is_tagged_and_names_its_title_and_language():
    pdf = printing.printed('<html lang="ja"><head><title>様式</title></head><body><h1>項目</h1></body></html>', "")
    told = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    facts = dict(line.split(":", 1) for line in told.splitlines() if ":" in line)
    assert (facts["Title"].strip(), facts["Tagged"].strip()) == ("様式", "yes")
    (catalogue,) = [part for part in parts_of(pdf) if b"/Type /Catalog" in part or b"/Type/Catalog" in part]
    assert re.search(rb"/Lang\s*\(ja\)", catalogue)


def parts_of(pdf):
    """What its compressed streams hold."""
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            yield zlib.decompress(stream)


@pytest.mark.parametrize("address", ["https://example.go.jp/a.png", "file:///etc/hostname", "data:image/png;base64,AA"])
def test_nothing_is_fetched_for_a_pdf(caplog, address):
    printing.printed(
        f'<html lang="ja"><head><title>様式</title></head><body><img src="{address}" alt=""></body></html>', ""
    )
    assert "disallowed protocol" in caplog.text


class WithoutLibraries(ModuleType):
    """The package on a system that lacks what it opens."""

    def __getattr__(self, name):
        raise OSError("cannot load library 'libpango-1.0-0'")


@pytest.mark.django_db
@pytest.mark.once
def test_a_system_without_the_libraries_names_them_and_offers_the_workbook(client, monkeypatch):
    built = build_round(make_round(), [ItemSpec("窓口改革")])
    publish(built)
    item = built.round.edition.items.get().pk
    monkeypatch.setitem(sys.modules, "weasyprint", WithoutLibraries("weasyprint"))
    answer = client.get(f"/items/{item}/form.pdf")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in page
    assert f"/items/{item}/form.xlsx" in page


def test_a_system_without_japanese_letters_is_told_rather_than_given_boxes(monkeypatch):
    monkeypatch.setattr(printing, "has_japanese_font", lambda: False)
    with pytest.raises(printing.NotPrintable, match="fonts-noto-cjk"):
        printing.printed("<p>様式</p>", "")


@pytest.mark.django_db
@pytest.mark.once
def test_a_page_that_the_form_has_no_cell_for_is_told_so(client, monkeypatch):
    built = build_round(make_round(), [ItemSpec("窓口改革")])
    publish(built)
    PublishedItem.objects.update(content={**PublishedItem.objects.get().content, "attributes": {"備考": "あり"}})
    item = built.round.edition.items.get().pk
    for ending in ("xlsx", "pdf"):
        answer = client.get(f"/items/{item}/form.{ending}")
        assert (answer.status_code, "改革項目の属性" in answer.content.decode()) == (422, True)
